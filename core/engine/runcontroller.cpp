// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runcontroller.h"

#include "core/engine/runner.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Hands events to the worker's signal, which crosses to the GUI's thread.
class SignallingObserver final : public RunObserver
{
public:
    explicit SignallingObserver(RunWorker &worker)
        : m_worker(worker)
    {
    }

    void handle(const RunEvent &event) override { m_worker.send(event); }

private:
    RunWorker &m_worker;
};

} // namespace

void RunWorker::send(const RunEvent &event)
{
    // A script sends statements faster than a window shows them: the run waits for the window
    // rather than filling the memory.
    while (!m_freePlaces.tryAcquire(1, 100)) {
        if (m_isClosing)
            return;
    }
    Q_EMIT eventHappened(event);
}

void RunWorker::run(const RunJob &job)
{
    SignallingObserver observer(*this);
    // A failure has left as RunFailed already.
    std::ignore = limbeck::run(*job.project, job.request, observer, *job.cancellation);
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
    connect(m_worker, &RunWorker::eventHappened, this, [this](const RunEvent &event) {
        Q_EMIT eventHappened(event);
        m_worker->release();
    });
    connect(m_worker, &RunWorker::jobFinished, this, &RunController::onJobFinished);
    m_thread.start();
}

RunController::~RunController()
{
    cancel();
    m_worker->close();
    m_thread.quit();
    m_thread.wait();
}

bool RunController::start(std::shared_ptr<const Project> project, const RunRequest &request)
{
    if (isRunning())
        return false;
    m_cancellation = std::make_shared<RunCancellation>();
    Q_EMIT started(request);
    Q_EMIT runRequested(RunJob { std::move(project), request, m_cancellation });
    return true;
}

void RunController::cancel()
{
    if (m_cancellation)
        m_cancellation->cancel();
}

void RunController::onJobFinished()
{
    m_cancellation.reset();
    Q_EMIT finished();
}

} // namespace limbeck
