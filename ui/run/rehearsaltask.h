// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/rehearsal.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

namespace limbeck {

/// One rehearsal in a thread of its own.
class RehearsalTask final : public QObject
{
    Q_OBJECT

public:
    explicit RehearsalTask(QObject *parent = nullptr);
    /// Cancels and waits for the end: the scratch copy is gone then.
    ~RehearsalTask() override;

    void start(std::shared_ptr<const Project> project, RunRequest request);
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    /// What happens now, for people.
    void phaseBegan(const QString &phase);
    void stepBegan(const QString &step);
    void finished(const limbeck::RehearsalReport &report);
    /// It could not begin, or was cancelled.
    void failed(const limbeck::Error &error);

private:
    QThreadPool m_pool;
    QFutureWatcher<Result<RehearsalReport>> m_watcher;
    std::shared_ptr<RunCancellation> m_cancellation;
};

} // namespace limbeck
