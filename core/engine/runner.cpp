// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runner.h"

#include "core/base/credentials.h"
#include "core/engine/environmentrun.h"
#include "core/engine/rundeadline.h"
#include "core/engine/runsessions.h"
#include "core/revision/revisiontarget.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// What Alembic refuses before it reads env.py.
Result<> checkRequest(const RunRequest &request)
{
    const bool oneTarget = request.command == RunRequest::Command::Upgrade
        || request.command == RunRequest::Command::Downgrade;
    for (const QString &target : request.targets) {
        if (const auto range = RevisionRange::parse(target); request.sql && !range)
            return failure(range.error());
    }
    const bool isRange = std::any_of(request.targets.begin(), request.targets.end(),
                                     [](const QString &target) { return target.contains(u':'); });
    if (oneTarget && isRange && !request.sql)
        return failure(ErrorCode::Usage, u"Range revision not allowed"_s);
    if (request.command == RunRequest::Command::Downgrade && request.sql && !isRange
        && !request.startHeads)
        return failure(ErrorCode::Usage, u"downgrade with --sql requires <fromrev>:<torev>"_s);
    if (request.command != RunRequest::Command::Stamp || !request.sql)
        return {};
    std::optional<QString> start;
    for (const QString &target : request.targets) {
        const qsizetype colon = target.indexOf(u':');
        if (colon < 0)
            continue;
        const QString given = target.left(colon);
        if (start && *start != given)
            return failure(
                ErrorCode::Usage,
                u"Stamp operation with --sql only supports a single starting revision at a time"_s);
        start = given;
    }
    return {};
}

/// A cancelled run fails with whatever it was doing; what counts is why.
Error explain(Error error, const RunLimits &limits, const RunCancellation &cancellation)
{
    if (cancellation.reason() == RunCancellation::Reason::None)
        return error;
    const bool isTimeUp = cancellation.reason() == RunCancellation::Reason::TimeLimit;
    if (error.code != ErrorCode::Cancelled)
        error.notes.prepend(error.message);
    error.code = ErrorCode::Cancelled;
    error.message = isTimeUp
        ? u"The run was ended, as it took longer than %1"_s.arg(durationText(*limits.runTimeout))
        : u"The run was cancelled"_s;
    error.hint = isTimeUp ? u"Raise --timeout, or timeout in limbeck.toml."_s : QString();
    return error;
}

RunFailed describeFailure(const Error &error, EnvironmentRun &environment,
                          const RunCancellation &cancellation)
{
    RunFailed failed;
    failed.error = error;
    failed.cancelled = cancellation.isCancelled();
    if (MigrationSequence *sequence = environment.sequence()) {
        // What stopped the run may have passed env.py's blocks by: nothing that is open may count.
        sequence->close();
        failed.step = sequence->currentStep();
        failed.rows = sequence->touchedRows();
        if (const auto heads = sequence->headsNow()) {
            failed.headsKnown = true;
            for (const RevisionId &head : *heads)
                failed.heads += head.text();
        }
    }
    return failed;
}

/// The error for who sees no events: with the place where the database stands now, if steps had
/// begun.
Error withState(const RunFailed &failed)
{
    Error error = failed.error;
    if (failed.step < 0)
        return error;
    QString state = !failed.headsKnown
        ? u"Where the database stands could not be read: run `current` once it answers again."_s
        : failed.heads.isEmpty() ? u"The database is at base."_s
                                 : u"The database is at %1."_s.arg(failed.heads.join(u", "));
    if (failed.rows > 0)
        state += u" The step had touched %1 rows."_s.arg(failed.rows);
    error.notes.append(state);
    return error;
}

/// A failure before anything was connected.
Result<RunOutcome> refuse(const Error &error, RunObserver &observer)
{
    RunFailed failed;
    failed.error = error;
    observer.handle(failed);
    return failure(error);
}

} // namespace

Result<RunOutcome> run(const Project &project, const RunRequest &request, RunObserver &observer,
                       RunCancellation &cancellation, RunGuard *guard)
{
    if (const auto valid = checkRequest(request); !valid) {
        return refuse(valid.error(), observer);
    }
    const RunLimits limits = limitsOf(request, project.config());
    const RunDeadline deadline(cancellation, limits.runTimeout);
    RunRecording recording(project, request, observer, cancellation, guard);
    EnvironmentRun environment(project, request, recording, cancellation);
    auto outcome = environment.execute();
    cancellation.acknowledge();
    if (!outcome) {
        const Error cause = withoutCredentials(outcome.error());
        environment.tellCommandError(cause);
        const Error error = recording.explain(explain(cause, limits, cancellation));
        const RunFailed failed = describeFailure(error, environment, cancellation);
        recording.observer().handle(failed);
        return failure(withState(failed));
    }
    recording.observer().handle(RunFinished { outcome->heads });
    return outcome;
}

} // namespace limbeck
