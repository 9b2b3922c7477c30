// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "cli/options.h"
#include "core/config/pythontext.h"
#include "core/revision/revisionpath.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Program and first arguments: what the user chose, else what Alembic looks for.
QStringList findEditor()
{
    for (const char *variable : { "EDITOR", "VISUAL" }) {
        QStringList command = QProcess::splitCommand(qEnvironmentVariable(variable));
        if (command.isEmpty())
            continue;
        if (QFileInfo::exists(command.front())
            || !QStandardPaths::findExecutable(command.front()).isEmpty())
            return command;
    }
    for (const QString &program :
         { u"sensible-editor"_s, u"editor"_s, u"nano"_s, u"vim"_s, u"code"_s }) {
        if (!QStandardPaths::findExecutable(program).isEmpty())
            return { program };
    }
    return {};
}

Result<> openInEditor(const QString &path)
{
    QStringList command = findEditor();
    if (command.isEmpty()) {
        return failure(ErrorCode::Usage,
                       u"Error executing editor (No suitable editor found. Please set the "
                       "\"EDITOR\" or \"VISUAL\" environment variables)"_s);
    }
    command.append(path);
    const int status = QProcess::execute(command.front(), command.mid(1));
    if (status == 0)
        return {};
    return failure(ErrorCode::Usage,
                   u"Error executing editor (Command '%1' returned non-zero exit status %2.)"_s.arg(
                       pythonList(command), QString::number(status)));
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
