// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runrequest.h"

#include <QObject>
#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <memory>

namespace limbeck {

/// One run for the worker thread: all it needs, by value.
struct RunJob
{
    std::shared_ptr<const Project> project;
    RunRequest request;
    std::shared_ptr<RunCancellation> cancellation;
};

/// Lives in the worker thread and does one job after the other.
class RunWorker final : public QObject
{
    Q_OBJECT

public:
    /// Hands an event over, once one of the places for events that are not seen yet is free. In the
    /// worker's thread.
    void send(const RunEvent &event);

    /// An event was seen. From any thread.
    void release() { m_freePlaces.release(); }

    /// Nobody looks at events any more. From any thread.
    void close() { m_isClosing = true; }

public Q_SLOTS:
    void run(const limbeck::RunJob &job);

Q_SIGNALS:
    void eventHappened(const limbeck::RunEvent &event);
    void jobFinished();

private:
    static constexpr int places = 5'000;

    QSemaphore m_freePlaces { places };
    std::atomic_bool m_isClosing = false;
};

/// The window's side of runs: starts them in a thread of their own, hands their events over,
/// cancels them.
///
/// Use it in one thread (the GUI's). Only one run at a time.
class RunController final : public QObject
{
    Q_OBJECT

public:
    explicit RunController(QObject *parent = nullptr);
    /// Cancels a run that is under way and waits for its end.
    ~RunController() override;

    /// False if a run is under way already.
    bool start(std::shared_ptr<const Project> project, const RunRequest &request);
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_cancellation != nullptr; }

Q_SIGNALS:
    void runRequested(const limbeck::RunJob &job);
    void started(const limbeck::RunRequest &request);
    /// In the run's order; RunFinished or RunFailed is the last one.
    void eventHappened(const limbeck::RunEvent &event);
    /// After the last event; isRunning() is false again.
    void finished();

private:
    void onJobFinished();

    QThread m_thread;
    RunWorker *m_worker;
    std::shared_ptr<RunCancellation> m_cancellation;
};

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::RunJob)
