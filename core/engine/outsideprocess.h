// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/engine/pythoninterpreter.h"
#include "core/engine/runcancellation.h"

#include <QJsonObject>
#include <QProcess>

#include <functional>

namespace limbeck {

/// One process of an outside Python that runs resources/outside/limbeck_alembic.py: starts it,
/// hands its events over, and ends it in order.
///
/// Blocks the calling thread; needs no event loop.
class OutsideProcess
{
public:
    struct Call
    {
        PythonInterpreter interpreter;
        QString workingDirectory;
        QStringList arguments; ///< Alembic's command line
        QString url; ///< the database that must be used; empty: env.py's
    };

    /// An event is called "exit" when the process has ended: its `status` says how.
    using EventHandler = std::function<void(const QJsonObject &event)>;

    explicit OutsideProcess(const Call &call);
    ~OutsideProcess();
    Q_DISABLE_COPY_MOVE(OutsideProcess)

    /// Runs it to its end. Errors: FileNotFound when it cannot be started.
    [[nodiscard]] Result<> run(const EventHandler &handle, const RunCancellation &cancellation);

    /// Lets env.py go on, which has opened a database and waits.
    void goOn();

    /// Ends it as a cancel does.
    void stop() { m_isStopped = true; }

private:
    class Pipe;

    [[nodiscard]] QProcessEnvironment variables() const;
    [[nodiscard]] Result<> start();
    void readEvents(const EventHandler &handle);
    void readPrinted(const EventHandler &handle);
    /// Asks it to end, then makes it: called again and again once the run is cancelled.
    void end();
    void signalAll(int signal);

    const Call &m_call;
    QProcess m_process;
    std::unique_ptr<Pipe> m_events;
    std::unique_ptr<Pipe> m_lifeline;
    bool m_isStopped = false;
    QByteArray m_unread; ///< of the events: a line without its end
    std::optional<qint64> m_endingSinceMs;
};

} // namespace limbeck
