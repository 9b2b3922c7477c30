// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"
#include "core/engine/sampleproject.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

Result<> runSample(const ProgramSpec &program, const Arguments &arguments, const Output &output)
{
    const QString given = arguments.value(u"directory"_s);
    const auto directory = prepareSampleProject(given.isEmpty() ? sampleProjectDirectory() : given);
    if (!directory)
        return failure(directory.error());
    output.line(u"The sample project is in %1"_s.arg(*directory));
    QDir::setCurrent(*directory);

    auto config = Config::load(ConfigLocation::fromPath(*directory));
    if (!config)
        return failure(config.error());
    const CommandContext context { program, arguments, std::move(*config), output, {} };
    const auto scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    // Up, down to where the tickets were filled in, and up again: the main job, on real rows.
    const std::pair<RunRequest::Command, QString> journey[] = {
        { RunRequest::Command::Upgrade, u"heads"_s },
        { RunRequest::Command::Downgrade, u"def456"_s },
        { RunRequest::Command::Upgrade, u"heads"_s }
    };
    for (const auto &[command, target] : journey) {
        RunRequest request;
        request.command = command;
        request.targets = { target };
        request.url = u"sqlite:///"_s + *directory + u"/support_desk.db"_s;
        request.journal = QString(); // a demonstration, not one of the user's runs
        const auto heads = runInEngine(context, *scripts, request);
        if (!heads)
            return failure(heads.error());
        output.line(u"%1 is at %2"_s.arg(*request.url, joinIds(*heads)));
    }
    return {};
}

} // namespace

Command sampleCommand()
{
    return { { u"sample"_s,
               u"Make the sample project and run it up, down and up again on SQLite."_s,
               {},
               { { u"directory"_s,
                   PositionalSpec::Count::ZeroOrOne,
                   u"where to; a folder of yours by default"_s,
                   ValueKind::Folder,
                   {} } } },
             nullptr,
             runSample };
}

} // namespace limbeck::cli
