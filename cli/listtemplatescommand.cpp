// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/options.h"
#include "core/script/projecttemplate.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runListTemplates(CommandContext &context)
{
    if (context.arguments.has(u"json"_s)) {
        QJsonArray array;
        for (const ProjectTemplate &entry : projectTemplates())
            array.append(
                QJsonObject { { u"name"_s, entry.name }, { u"description"_s, entry.description } });
        context.output.json(array);
        return {};
    }
    context.output.line(u"Available templates:\n"_s);
    for (const ProjectTemplate &entry : projectTemplates())
        context.output.line(entry.name + u" - "_s + entry.description);
    context.output.line(u"\nTemplates are used via the 'init' command, e.g.:"_s);
    context.output.line(u"\n  alembic init --template generic ./scripts"_s);
    return {};
}

} // namespace

Command listTemplatesCommand()
{
    return { { u"list_templates"_s, u"List available templates."_s, { options::json() }, {} },
             runListTemplates,
             nullptr };
}

} // namespace limbeck::cli
