// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/currentheads.h"
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
        return failure(
            ErrorCode::Usage,
            u"No editor available on your system. Please set EDITOR or VISUAL environment variable."_s);
    QStringList command = QProcess::splitCommand(editor);
    const QString program = command.takeFirst();
    const int status = QProcess::execute(program, command + QStringList { path });
    if (status != 0)
        return failure(ErrorCode::FileAccess, u"Error executing editor (%1)"_s.arg(editor));
    return {};
}

} // namespace

Result<> runEdit(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    const QString identifier = context.arguments.value(u"rev"_s);
    QStringList identifiers { identifier };
    if (identifier == u"current") {
        const Result<Heads> heads = currentHeads(context);
        if (!heads)
            return failure(heads.error());
        if (heads->empty())
            return failure(ErrorCode::InvalidPlan, u"No current revisions"_s);
        identifiers.clear();
        for (const RevisionId &head : *heads)
            identifiers.append(head.text());
    }
    RevisionIndexes indexes;
    for (const QString &name : std::as_const(identifiers)) {
        const auto found = findRevisions(*scripts->map(), name);
        if (!found)
            return failure(found.error());
        indexes.insert(indexes.end(), found->begin(), found->end());
    }
    if (indexes.empty()) {
        return failure(ErrorCode::UnknownRevision,
                       u"No revision files indicated by symbol '%1'"_s.arg(identifier));
    }
    for (const RevisionIndex index : indexes) {
        if (auto opened = openInEditor(scripts->map()->at(index).path); !opened)
            return opened;
    }
    return {};
}

} // namespace limbeck::cli
