// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runcontroller.h"

#include "core/engine/orderedrun.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr std::size_t eventsPerTurn = 100;
constexpr qint64 turnMs = 5; // a third of a frame: the window goes on in between

/// Puts events into the queue, and rings when someone has to come for them.
class QueueingObserver final : public RunObserver
{
public:
    QueueingObserver(RunWorker &worker, RunEventQueue &events)
        : m_worker(worker)
        , m_events(events)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (m_events.push(event))
            Q_EMIT m_worker.eventsReady();
    }

private:
    RunWorker &m_worker;
    RunEventQueue &m_events;
};

} // namespace

void RunWorker::run(const RunJob &job)
{
    QueueingObserver observer(*this, *job.events);
    runOrder(*job.project, job.order, observer, *job.cancellation);
    Q_EMIT jobFinished();
}

RunController::RunController(QObject *parent)
    : QObject(parent)
    , m_worker(new RunWorker)
{
    qRegisterMetaType<RunJob>();
    qRegisterMetaType<RunEvent>();
    m_thread.setObjectName(u"limbeck-run"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(this, &RunController::runRequested, m_worker, &RunWorker::run);
    connect(m_worker, &RunWorker::eventsReady, this, &RunController::deliver);
    connect(m_worker, &RunWorker::jobFinished, this, &RunController::onJobFinished);
    m_thread.start();
}

RunController::~RunController()
{
    cancel();
    if (m_events)
        m_events->close();
    m_thread.quit();
    m_thread.wait();
}

bool RunController::start(std::shared_ptr<const Project> project, const RunOrder &order)
{
    if (isRunning())
        return false;
    m_cancellation = std::make_shared<RunCancellation>();
    m_events = std::make_shared<RunEventQueue>();
    m_isJobDone = false;
    Q_EMIT started(order);
    Q_EMIT runRequested(RunJob { std::move(project), order, m_cancellation, m_events });
    return true;
}

void RunController::cancel()
{
    if (m_cancellation)
        m_cancellation->cancel();
}

void RunController::onJobFinished()
{
    m_isJobDone = true;
    deliver();
}

/// A few events at a time, so that a loop's thousands do not hold the window up.
void RunController::deliver()
{
    if (!m_events)
        return; // rung for events that were delivered already
    QElapsedTimer timer;
    timer.start();
    const std::shared_ptr<RunEventQueue> queue = m_events;
    bool isDrained = false;
    while (!isDrained && timer.elapsed() < turnMs) {
        const std::vector<RunEvent> events = queue->take(eventsPerTurn);
        for (const RunEvent &event : events)
            Q_EMIT eventHappened(event);
        isDrained = events.size() < eventsPerTurn;
    }
    if (!isDrained) {
        QMetaObject::invokeMethod(this, &RunController::deliver, Qt::QueuedConnection);
        return;
    }
    if (m_isJobDone && m_cancellation) {
        m_cancellation.reset();
        m_events.reset();
        Q_EMIT finished();
    }
}

} // namespace limbeck
