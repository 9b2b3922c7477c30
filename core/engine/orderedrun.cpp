// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/orderedrun.h"

#include "core/engine/deployment.h"
#include "core/engine/outsidealembic.h"
#include "core/engine/runner.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Passes events on, but keeps how the run inside ended: the deployment around it goes on.
class EndKeeper final : public RunObserver
{
public:
    explicit EndKeeper(RunObserver &observer)
        : m_observer(observer)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *failed = std::get_if<RunFailed>(&event))
            m_failed = *failed;
        else if (!std::holds_alternative<RunFinished>(event))
            m_observer.handle(event);
    }

    [[nodiscard]] const std::optional<RunFailed> &failed() const { return m_failed; }

private:
    RunObserver &m_observer;
    std::optional<RunFailed> m_failed;
};

RunFailed couldNotBegin(const Error &error)
{
    RunFailed failed;
    failed.error = error;
    failed.cancelled = error.code == ErrorCode::Cancelled;
    return failed;
}

void runWithBackup(const Project &project, const RunOrder &order, RunObserver &observer,
                   RunCancellation &cancellation)
{
    const DeploymentRequest request { order.request, order.backup->folder, order.backup->keep,
                                      order.backup->restoresOnFailure };
    EndKeeper inner(observer);
    const auto tell = [&observer](const QString &text) {
        observer.handle(LogLine { u"limbeck.deploy"_s, u"INFO"_s, text });
    };
    const auto report = deploy(project, request, inner, cancellation,
                               [&](DeploymentPhase phase, const DeploymentReport &so) {
                                   for (const QString &line : phaseTexts(phase, so))
                                       tell(line);
                               });
    if (!report) {
        observer.handle(couldNotBegin(report.error()));
        return;
    }
    for (const QString &name : report->removedBackups)
        tell(u"Deleted the old backup %1"_s.arg(name));
    tell(summaryOf(*report));
    if (report->isSuccess()) {
        observer.handle(RunFinished { report->headsAfter });
        return;
    }
    RunFailed failed = inner.failed().value_or(RunFailed());
    failed.error = failureOf(*report);
    failed.heads = report->headsAfter;
    failed.headsKnown = true;
    observer.handle(failed);
}

void runOutside(const Project &project, const RunRequest &request, RunObserver &observer,
                RunCancellation &cancellation)
{
    const auto outside = OutsideAlembic::find(project.config());
    if (!outside) {
        observer.handle(couldNotBegin(outside.error()));
        return;
    }
    const PythonInterpreter &python = outside->interpreter();
    observer.handle(LogLine {
        u"limbeck.outside"_s, u"INFO"_s,
        u"Running the project's own Alembic with %1 (%2)"_s.arg(python.program, python.origin) });
    // A failure has left as RunFailed already.
    std::ignore = outside->run(project, request, observer, cancellation);
}

} // namespace

void runOrder(const Project &project, const RunOrder &order, RunObserver &observer,
              RunCancellation &cancellation)
{
    if (order.engine == RunOrder::Engine::ProjectsAlembic)
        runOutside(project, order.request, observer, cancellation);
    else if (order.backup && order.request.command == RunRequest::Command::Upgrade)
        runWithBackup(project, order, observer, cancellation);
    else // a failure has left as RunFailed already
        std::ignore = run(project, order.request, observer, cancellation);
}

} // namespace limbeck
