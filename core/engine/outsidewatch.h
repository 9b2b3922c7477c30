// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/database/runlock.h"
#include "core/engine/project.h"
#include "core/engine/runcancellation.h"
#include "core/engine/runrecorder.h"

#include <QJsonObject>

namespace limbeck {

/// Does around a run of the project's own Alembic what is done around one of Limbeck's: locks each
/// database that env.py opens against a second run, and records the run in the journal.
class OutsideWatch final : public RunObserver
{
public:
    /// @p project: null when its scripts cannot be read; the run is then not recorded. Everything
    /// must outlive the object.
    OutsideWatch(const Config &config, const Project *project, RunRequest request,
                 RunObserver &observer, RunCancellation &cancellation);

    /// Alembic has read its command line.
    void begin(const QJsonObject &event);
    /// env.py has opened a database, and waits. Errors: Locked, Cancelled.
    [[nodiscard]] Result<> lock(const QJsonObject &event);

    void handle(const RunEvent &event) override;

private:
    void record();
    [[nodiscard]] Result<> lock(const ConnectionSpecification &specification);
    void identify(const ConnectionSpecification &specification, database::RunLock &lock);
    void warn(const QString &text);

    const Config &m_config;
    const Project *m_project;
    RunRequest m_request;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    std::unique_ptr<RunRecorder> m_recorder; ///< null: the run is not recorded
    std::map<QString, std::unique_ptr<database::RunLock>> m_locks; ///< by the database's identity
    QString m_identity, m_serverVersion; ///< of the database that was opened last
};

} // namespace limbeck
