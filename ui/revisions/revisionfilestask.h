// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/revisionfiles.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

namespace limbeck {

/// Writes revision files in a thread of its own.
class RevisionFilesTask final : public QObject
{
    Q_OBJECT

public:
    explicit RevisionFilesTask(QObject *parent = nullptr);
    /// Cancels and waits for the end.
    ~RevisionFilesTask() override;

    /// @p request: which database env.py is to connect to, and whom to ask for its password.
    void start(std::shared_ptr<const Project> project, RevisionFilesOrder order,
               RunRequest request);
    /// What is written stays; env.py and the database are stopped.
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    /// What happens now, for people: "Writing versions/ab12_x.py".
    void workBegan(const QString &text);
    /// A line that env.py or the comparison logged.
    void logged(const QString &text);
    void finished(const QStringList &paths);
    void failed(const limbeck::Error &error);

private:
    QThreadPool m_pool;
    QFutureWatcher<Result<QStringList>> m_watcher;
    std::shared_ptr<RunCancellation> m_cancellation;
};

} // namespace limbeck
