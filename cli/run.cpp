// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "cli/commandtable.h"
#include "cli/outsidecommand.h"
#include "core/base/commanderror.h"
#include "core/engine/lastrun.h"
#include "core/engine/project.h"
#include "core/script/headerevaluator.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <tuple>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// What Python makes of sys.exit(-1).
constexpr int commandErrorStatus = 255;

/// Up to so many files a syntax error anywhere in a script is told by every command, as Alembic
/// does; larger projects would wait for it noticeably.
constexpr int checkedFiles = 200;

/// Thousands of revisions are not taken apart at the end of a command: the end of the process frees
/// their memory at once.
void keepUntilTheEnd(const ScriptDirectory &scripts)
{
    static auto *const kept = new std::vector<ScriptDirectory>;
    kept->push_back(scripts);
}

} // namespace

Result<ScriptDirectory> openScriptDirectory(const CommandContext &context)
{
    const Result<ProjectSettings> settings = context.config.settings();
    if (!settings)
        return failure(settings.error());
    ScriptReading reading;
    reading.wholeFilesUpTo = checkedFiles;
    reading.evaluator = sandboxedHeaders(Project::importRoots(context.config, *settings));
    Result<ScriptDirectory> scripts = ScriptDirectory::open(*settings, reading);
    if (!scripts)
        return scripts;
    for (const QString &warning : scripts->warnings())
        context.output.warning(warning);
    keepUntilTheEnd(*scripts);
    return scripts;
}

Result<ScriptDirectory> openScripts(const CommandContext &context)
{
    Result<ScriptDirectory> scripts = openScriptDirectory(context);
    if (scripts && !scripts->map())
        return failure(scripts->map().error());
    return scripts;
}

int exitStatus(const Error &error)
{
    return isCommandError(error.code) ? commandErrorStatus : 1;
}

namespace {

Result<CommandContext> contextFor(const ProgramSpec &program, const Arguments &arguments)
{
    auto location = ConfigLocation::fromOptions(arguments.values(u"config"_s),
                                                qEnvironmentVariable("ALEMBIC_CONFIG"));
    if (!location)
        return failure(location.error());
    location->section = arguments.value(u"name"_s);
    auto config = Config::load(*location);
    if (!config)
        return failure(config.error());
    return CommandContext {
        program, arguments, std::move(*config), Output(arguments.has(u"quiet"_s)), {}
    };
}

/// @p status: in place of that of the error, if the command says so.
Result<> runCommand(const ProgramSpec &program, const Arguments &arguments, const Output &output,
                    std::optional<int> &status)
{
    const Command *command = findCommand(arguments.command);
    Q_ASSERT(command != nullptr);
    if (command->runAnywhere != nullptr)
        return command->runAnywhere(program, arguments, output);
    Result<CommandContext> context = contextFor(program, arguments);
    if (!context)
        return failure(context.error());
    auto done = command->run(*context);
    status = context->exitStatus;
    return done;
}

} // namespace

namespace {

/// Makes the heap grow by @p size, and asks the system for large pages there.
void growInLargePages(std::size_t size)
{
    auto *const begin = static_cast<std::byte *>(::sbrk(0));
    auto *const block = static_cast<volatile char *>(std::malloc(size));
    if (!block)
        return;
    *block = 0; // or the compiler takes both calls away
    std::free(const_cast<char *>(block));
    const std::size_t pageSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t ahead = (0 - reinterpret_cast<std::uintptr_t>(begin)) % pageSize;
    const auto grown = static_cast<std::size_t>(static_cast<std::byte *>(::sbrk(0)) - begin);
    // Where there are none, the pages stay small.
    if (grown > ahead)
        std::ignore = ::madvise(begin + ahead, grown - ahead, MADV_HUGEPAGE);
}

/// A command allocates and ends: its heaps grow by large steps and keep what is freed. Large blocks
/// by themselves, the C library's way, ask the system for the same pages again and again. There is
/// one heap for the main thread and one for those that work for it: a common one would have them
/// wait for each other, one for each would take memory that others have freed.
///
/// The first part of the main thread's is in large pages: a command that reads a large project
/// would else fault thousands of times, for a seventh of its time. It is not larger than what such
/// a command uses.
void arrangeHeaps()
{
    constexpr int blockLimit = 16 << 20;
    ::mallopt(M_ARENA_MAX, 2);
    ::mallopt(M_TOP_PAD, 1 << 20);
    ::mallopt(M_MMAP_THRESHOLD, blockLimit);
    ::mallopt(M_TRIM_THRESHOLD, 4 * blockLimit);
    growInLargePages(blockLimit - (1 << 20)); // a larger one would not come from the heap
}

} // namespace

int run(int argc, char **argv)
{
    arrangeHeaps();
    endProcessAfterRun();
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const QString programName =
        QFileInfo(arguments.isEmpty() ? u"limbeck"_s : arguments.takeFirst()).fileName();
    const Result<bool> isOutside = takeOutsideEngine(arguments);
    if (!isOutside) {
        Output().failure(isOutside.error());
        return exitStatus(isOutside.error());
    }
    if (*isOutside)
        return runOutsideCommand(arguments);
    const ProgramSpec program = commandTable(programName);
    const auto parsed = parseArguments(program, arguments);
    if (const auto *message = std::get_if<ArgumentMessage>(&parsed)) {
        if (message->exitStatus == 0)
            Output().text(message->text);
        else
            Output::message(message->text);
        return message->exitStatus;
    }
    const auto &given = std::get<Arguments>(parsed);
    const Output output(given.has(u"quiet"_s));
    std::optional<int> status;
    const Result<> done = runCommand(program, given, output, status);
    if (!done)
        output.failure(done.error());
    std::fflush(stdout);
    return done ? 0 : status.value_or(exitStatus(done.error()));
}

} // namespace limbeck::cli
