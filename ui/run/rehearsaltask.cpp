// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/rehearsaltask.h"

#include <QtConcurrentRun>

namespace limbeck {

namespace {

/// Tells the window which step is under way; the report has the rest.
class StepObserver final : public RunObserver
{
public:
    explicit StepObserver(RehearsalTask &task)
        : m_task(task)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *step = std::get_if<StepStarted>(&event))
            Q_EMIT m_task.stepBegan(step->step.text);
    }

private:
    RehearsalTask &m_task;
};

} // namespace

RehearsalTask::RehearsalTask(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Result<RehearsalReport> report = m_watcher.result();
        if (report)
            Q_EMIT finished(*report);
        else
            Q_EMIT failed(report.error());
    });
}

RehearsalTask::~RehearsalTask()
{
    m_watcher.disconnect(this);
    cancel();
    m_pool.waitForDone();
}

void RehearsalTask::start(std::shared_ptr<const Project> project, RunRequest request)
{
    m_cancellation = std::make_shared<RunCancellation>();
    // Signals that are emitted in the pool's thread are queued to the window's.
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool,
        [this, project = std::move(project), request = std::move(request),
         cancellation = m_cancellation] {
            StepObserver observer(*this);
            return rehearse(*project, request, observer, *cancellation,
                            [this](const QString &phase) { Q_EMIT phaseBegan(phase); });
        }));
}

void RehearsalTask::cancel()
{
    if (m_cancellation)
        m_cancellation->cancel();
}

} // namespace limbeck
