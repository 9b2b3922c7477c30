// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runevent.h"
#include "core/engine/runeventqueue.h"
#include "core/engine/runorder.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace limbeck {

/// One run for the worker thread: all it needs, by value.
struct RunJob
{
    std::shared_ptr<const Project> project;
    RunOrder order;
    std::shared_ptr<RunCancellation> cancellation;
    std::shared_ptr<RunEventQueue> events; ///< where they go
};

/// Lives in the worker thread and does one job after the other.
class RunWorker final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void run(const limbeck::RunJob &job);

Q_SIGNALS:
    /// There are events in the job's queue, after there were none.
    void eventsReady();
    void jobFinished();
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
    bool start(std::shared_ptr<const Project> project, const RunOrder &order);
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_cancellation != nullptr; }

Q_SIGNALS:
    void runRequested(const limbeck::RunJob &job);
    void started(const limbeck::RunOrder &order);
    /// In the run's order; RunFinished or RunFailed is the last one.
    void eventHappened(const limbeck::RunEvent &event);
    /// After the last event; isRunning() is false again.
    void finished();

private:
    void deliver();
    void onJobFinished();

    QThread m_thread;
    RunWorker *m_worker;
    std::shared_ptr<RunCancellation> m_cancellation;
    std::shared_ptr<RunEventQueue> m_events;
    bool m_isJobDone = false; ///< its last events may still be on their way
};

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::RunJob)
