// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/outsidealembic.h"

#include "core/engine/commandname.h"
#include "core/engine/outsideevents.h"
#include "core/engine/outsideprocess.h"
#include "core/engine/outsidewatch.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Reads where the database stands and tells nobody.
class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { }
};

/// The options that say which project it is, before the command's name.
QStringList projectArguments(const Project &project, const RunRequest &request)
{
    const ConfigLocation &location = project.config().location();
    QStringList arguments;
    if (project.config().hasIniFile())
        arguments << u"-c"_s << location.absolute(location.iniPath);
    else
        arguments << u"-c"_s << location.absolute(location.tomlPath);
    if (location.section != "alembic"_L1)
        arguments << u"-n"_s << location.section;
    for (const QString &argument : request.xArguments)
        arguments << u"-x"_s << argument;
    return arguments;
}

Result<QStringList> commandLine(const Project &project, const RunRequest &request)
{
    if (request.startHeads || request.dialect) {
        return failure(ErrorCode::Unsupported,
                       u"The project's own Alembic cannot write SQL for another database, or from "
                       "other revisions, than env.py says"_s);
    }
    QStringList arguments = projectArguments(project, request);
    arguments << commandName(request.command);
    if (request.sql)
        arguments << u"--sql"_s;
    if (request.purge)
        arguments << u"--purge"_s;
    if (request.tag)
        arguments << u"--tag"_s << *request.tag;
    arguments << request.targets;
    return arguments;
}

/// Where the database stands after a failure, as Alembic itself reads it.
std::optional<QStringList> headsNow(OutsideProcess::Call call, const QStringList &project)
{
    call.arguments = project + QStringList { u"current"_s };
    SilentObserver observer;
    OutsideEvents events(false, observer);
    const RunCancellation never;
    OutsideProcess process(call);
    const auto handle = [&](const QJsonObject &event) {
        const QString kind = event[u"event"_s].toString();
        if (kind == "opened"_L1)
            process.goOn(); // it only looks
        else if (kind != "command"_L1)
            events.handle(event);
    };
    const auto ran = process.run(handle, never);
    return ran && !events.failure() ? events.heads() : std::nullopt;
}

/// Runs @p call to its end and makes a run's last event of it. @p project: the arguments that
/// `current` needs for the same database; none: nobody asks.
Result<RunOutcome> runToEnd(const OutsideProcess::Call &call, bool offline,
                            const std::optional<QStringList> &project, OutsideWatch &observer,
                            RunCancellation &cancellation)
{
    OutsideEvents events(offline, observer);
    OutsideProcess process(call);
    std::optional<Error> refusal;
    const auto handle = [&](const QJsonObject &event) {
        const QString kind = event[u"event"_s].toString();
        if (kind == "command"_L1)
            return observer.begin(event);
        if (kind != "opened"_L1)
            return events.handle(event);
        if (const auto locked = observer.lock(event); locked)
            return process.goOn();
        else
            refusal = locked.error();
        process.stop();
    };
    const auto ran = process.run(handle, cancellation);
    cancellation.acknowledge();
    std::optional<Error> error = refusal ? refusal : ran ? events.failure() : ran.error();
    if (!error) {
        const RunOutcome outcome { events.heads().value_or(QStringList()), events.stepsDone() };
        observer.handle(RunFinished { outcome.heads });
        return outcome;
    }
    RunFailed failed;
    if (cancellation.isCancelled() && error->code != ErrorCode::Usage)
        error->code = ErrorCode::Cancelled;
    failed.error = *error;
    failed.step = events.currentStep();
    failed.cancelled = error->code == ErrorCode::Cancelled;
    if (ran && project && !refusal && error->code != ErrorCode::Configuration) {
        const auto heads = headsNow(call, *project);
        failed.headsKnown = heads.has_value();
        failed.heads = heads.value_or(QStringList());
    }
    observer.handle(failed);
    return failure(*error);
}

} // namespace

OutsideAlembic::OutsideAlembic(PythonInterpreter interpreter, QString directory, QString url)
    : m_interpreter(std::move(interpreter))
    , m_directory(std::move(directory))
    , m_url(std::move(url))
{
}

Result<OutsideAlembic> OutsideAlembic::find(const Config &config)
{
    const ConfigLocation &location = config.location();
    const QString file =
        location.absolute(config.hasIniFile() ? location.iniPath : location.tomlPath);
    PythonSearch search;
    search.directory = QFileInfo(file).absolutePath();
    search.configured = config.profile().python;
    auto interpreter = findPython(search);
    if (!interpreter)
        return failure(interpreter.error());
    return OutsideAlembic(std::move(*interpreter), search.directory, config.profile().url);
}

Result<RunOutcome> OutsideAlembic::run(const Project &project, const RunRequest &request,
                                       RunObserver &observer, RunCancellation &cancellation) const
{
    const auto arguments = commandLine(project, request);
    if (!arguments) {
        RunFailed failed;
        failed.error = arguments.error();
        observer.handle(failed);
        return failure(arguments.error());
    }
    const OutsideProcess::Call call { m_interpreter, m_directory, *arguments,
                                      request.url.value_or(m_url) };
    const auto current =
        request.sql ? std::nullopt : std::optional(projectArguments(project, request));
    OutsideWatch watch(project.config(), &project, request, observer, cancellation);
    return runToEnd(call, request.sql, current, watch, cancellation);
}

Result<RunOutcome> OutsideAlembic::runCommand(const QStringList &arguments, const Config &config,
                                              RunObserver &observer,
                                              RunCancellation &cancellation) const
{
    const OutsideProcess::Call call { m_interpreter, QDir::currentPath(), arguments, m_url };
    const auto project = Project::open(config.location());
    OutsideWatch watch(config, project ? &*project : nullptr, {}, observer, cancellation);
    return runToEnd(call, false, std::nullopt, watch, cancellation);
}

bool mayHelpOutside(const Error &error)
{
    return error.code == ErrorCode::Unsupported || error.code == ErrorCode::Refused
        || error.code == ErrorCode::ScriptLimit;
}

} // namespace limbeck
