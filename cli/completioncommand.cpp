// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/completionscript.h"
#include "core/script/projecttemplate.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// Identifiers of the project in the current folder, one a line with the first line of the
/// docstring behind a tab. A folder without a project, or with a broken one, has none.
void listRevisions(const Output &output)
{
    const auto location = ConfigLocation::fromOptions({}, qEnvironmentVariable("ALEMBIC_CONFIG"));
    if (!location)
        return;
    const auto config = Config::load(*location);
    if (!config)
        return;
    const auto settings = config->settings();
    if (!settings)
        return;
    const auto scripts = ScriptDirectory::open(*settings);
    if (!scripts)
        return;
    QString text = u"head\nheads\nbase\ncurrent\n"_s;
    if (scripts->map()) {
        for (const auto &[label, index] : scripts->map()->labels())
            text += label + u"@head\n"_s;
    }
    for (const Revision &revision : scripts->readableRevisions())
        text += revision.id.text() + u'\t' + revision.doc().section(u'\n', 0, 0) + u'\n';
    output.text(text);
}

Result<> runCompletion(const ProgramSpec &program, const Arguments &arguments, const Output &output)
{
    const QString shell = arguments.value(u"shell"_s);
    if (shell == u"revisions") {
        listRevisions(output);
    } else if (shell == u"templates") {
        for (const ProjectTemplate &entry : projectTemplates())
            output.line(entry.name + u'\t' + entry.description);
    } else {
        output.text(completionScript(program, shell));
    }
    return {};
}

} // namespace

Command completionCommand()
{
    return { { u"completion"_s,
               u"Print what lets a shell complete commands, options and revisions."_s,
               {},
               { { u"shell"_s,
                   PositionalSpec::Count::One,
                   u"bash, zsh or fish; revisions and templates list what the scripts ask for"_s,
                   ValueKind::Text,
                   { u"bash"_s, u"zsh"_s, u"fish"_s, u"revisions"_s, u"templates"_s } } } },
             nullptr,
             runCompletion };
}

} // namespace limbeck::cli
