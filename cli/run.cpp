// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "cli/commandtable.h"
#include "cli/outsidecommand.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// What Python makes of sys.exit(-1).
constexpr int commandErrorStatus = 255;

/// Up to so many files a syntax error anywhere in a script is told by every command, as Alembic
/// does; larger projects would wait for it noticeably.
constexpr int checkedFiles = 1'000;

} // namespace

Result<ScriptDirectory> openScriptDirectory(const CommandContext &context)
{
    const Result<ProjectSettings> settings = context.config.settings();
    if (!settings)
        return failure(settings.error());
    ScriptReading reading;
    reading.wholeFilesUpTo = checkedFiles;
    Result<ScriptDirectory> scripts = ScriptDirectory::open(*settings, reading);
    if (!scripts)
        return scripts;
    for (const QString &warning : scripts->warnings())
        context.output.warning(warning);
    return scripts;
}

Result<ScriptDirectory> openScripts(const CommandContext &context)
{
    Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (scripts && !scripts->map())
        return failure(scripts->map().error());
    return scripts;
}

bool isCommandError(const Error &error)
{
    return exitStatus(error) == commandErrorStatus;
}

int exitStatus(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Usage:
    case ErrorCode::Configuration:
    case ErrorCode::FileNotFound:
    case ErrorCode::UnknownRevision:
    case ErrorCode::AmbiguousRevision:
    case ErrorCode::MultipleHeads:
    case ErrorCode::InvalidPlan:
    case ErrorCode::InvalidGraph:
    case ErrorCode::VersionMismatch:
        return commandErrorStatus;
    default:
        return 1;
    }
}

namespace {

Result<CommandContext> contextFor(const Arguments &arguments)
{
    auto location = ConfigLocation::fromOptions(arguments.values(u"config"_s),
                                                qEnvironmentVariable("ALEMBIC_CONFIG"));
    if (!location)
        return failure(location.error());
    location->section = arguments.value(u"name"_s);
    auto config = Config::load(*location);
    if (!config)
        return failure(config.error());
    return CommandContext { arguments, std::move(*config), Output(arguments.has(u"quiet"_s)) };
}

int runCommand(const Arguments &arguments)
{
    if (const ProjectlessFunction function = projectlessFunction(arguments.command)) {
        const Output output(arguments.has(u"quiet"_s));
        const Result<> done = function(arguments, output);
        if (!done)
            output.failure(done.error(), isCommandError(done.error()));
        return done ? 0 : exitStatus(done.error());
    }
    Result<CommandContext> context = contextFor(arguments);
    if (!context) {
        Output().failure(context.error(), isCommandError(context.error()));
        return exitStatus(context.error());
    }
    const CommandFunction function = commandFunction(arguments.command);
    Q_ASSERT(function != nullptr);
    if (const Result<> done = function(*context); !done) {
        context->output.failure(done.error(), isCommandError(done.error()));
        return exitStatus(done.error());
    }
    return 0;
}

} // namespace

int run(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const QString programName =
        QFileInfo(arguments.isEmpty() ? u"limbeck"_s : arguments.takeFirst()).fileName();
    const Result<bool> isOutside = takeOutsideEngine(arguments);
    if (!isOutside) {
        Output().failure(isOutside.error(), true);
        return exitStatus(isOutside.error());
    }
    if (*isOutside)
        return runOutsideCommand(arguments);
    const auto parsed = parseArguments(commandTable(programName), arguments);
    if (const auto *message = std::get_if<ArgumentMessage>(&parsed)) {
        if (message->exitStatus == 0)
            Output().text(message->text);
        else
            Output::message(message->text);
        return message->exitStatus;
    }
    const int status = runCommand(std::get<Arguments>(parsed));
    std::fflush(stdout);
    return status;
}

} // namespace limbeck::cli
