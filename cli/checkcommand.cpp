// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/options.h"
#include "cli/revisionwriting.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

QJsonObject toJson(const ModelDifferences &differences)
{
    QJsonArray all;
    for (const auto &difference : differences.differences) {
        QJsonArray changes;
        for (const ModelDifferences::Change &change : difference)
            changes.append(QJsonObject { { u"kind"_s, change.kind }, { u"text"_s, change.text } });
        all.append(QJsonObject { { u"changes"_s, changes } });
    }
    return { { u"isUpToDate"_s, differences.isEmpty() }, { u"differences"_s, all } };
}

Result<> runCheck(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    return compareModels(context, *scripts, [&context](const ModelDifferences &differences) {
        if (context.arguments.has(u"json"_s))
            context.output.json(toJson(differences));
        else if (differences.isEmpty())
            context.output.line(u"No new upgrade operations detected."_s);
    });
}

} // namespace

Command checkCommand()
{
    return { { u"check"_s,
               u"Check if revision command with autogenerate has pending upgrade ops."_s,
               { options::json() },
               {} },
             runCheck,
             nullptr };
}

} // namespace limbeck::cli
