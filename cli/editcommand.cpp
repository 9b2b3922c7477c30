// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/options.h"
#include "core/revision/revisionpath.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> openInEditor(const QString &path)
{
    QString editor = qEnvironmentVariable("EDITOR");
    if (editor.isEmpty())
        editor = qEnvironmentVariable("VISUAL");
    if (editor.isEmpty())
        return failure(ErrorCode::Usage,
                       u"No editor available on your system. Please set EDITOR or VISUAL "
                       "environment variable."_s);
    QStringList command = QProcess::splitCommand(editor);
    const QString program = command.takeFirst();
    const int status = QProcess::execute(program, command + QStringList { path });
    if (status != 0)
        return failure(ErrorCode::Usage, u"Error executing editor (%1)"_s.arg(editor));
    return {};
}

Result<> editRevisions(const RevisionMap &map, const QStringList &identifiers)
{
    RevisionIndexes indexes;
    for (const QString &identifier : identifiers) {
        const auto found = findRevisions(map, identifier);
        if (!found)
            return failure(found.error());
        indexes.insert(indexes.end(), found->begin(), found->end());
    }
    if (indexes.empty()) {
        return failure(ErrorCode::UnknownRevision,
                       u"No revision files indicated by symbol '%1'"_s.arg(identifiers.value(0)));
    }
    for (const RevisionIndex index : indexes) {
        if (auto opened = openInEditor(map.at(index).path); !opened)
            return opened;
    }
    return {};
}

Result<> runEdit(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const RevisionMap &map = *scripts->map();
    const QString identifier = context.arguments.value(u"rev"_s);
    if (identifier != u"current")
        return editRevisions(map, { identifier });
    return visitDatabases(context, *scripts, [&](const DatabaseState &database) -> Result<> {
        if (database.heads.isEmpty())
            return failure(ErrorCode::InvalidPlan, u"No current revisions"_s);
        return editRevisions(map, database.heads);
    });
}

} // namespace

Command editCommand()
{
    return { { u"edit"_s,
               u"Edit revision script(s) using $EDITOR."_s,
               {},
               { options::revision(u"rev"_s, {}) } },
             runEdit,
             nullptr };
}

} // namespace limbeck::cli
