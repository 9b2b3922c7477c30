// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runrequest.h"

#include <QFutureWatcher>
#include <QObject>

namespace limbeck {

/// Tries whether a database answers, in another thread. Changes nothing: the session is read-only.
class ConnectionTest final : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionTest(QObject *parent = nullptr);

    /// Tests @p url (with its password, if it has one), with folder and passwords as @p like says;
    /// answers by succeeded() or failed(). A result of an older test is dropped.
    void start(const RunRequest &like, const QString &url);
    void forget();

    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    /// "PostgreSQL 15.18 answered in 12 ms"
    void succeeded(const QString &message);
    void failed(const limbeck::Error &error);

private:
    QFutureWatcher<Result<QString>> m_watcher;
};

} // namespace limbeck
