// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/project.h"
#include "core/engine/runcontroller.h"
#include "core/revision/revisiongraph.h"
#include "ui/graph/revisionstates.h"

#include <QFileSystemWatcher>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

namespace limbeck {

/// The project that the window shows, the database it is connected to, and the runs on it. Reading
/// and running happen in other threads; everything here is used in the GUI's.
class ProjectSession final : public QObject
{
    Q_OBJECT

public:
    explicit ProjectSession(QObject *parent = nullptr);
    ~ProjectSession() override;

    /// Reads the project at @p path (folder, alembic.ini or pyproject.toml); answers by opened() or
    /// openFailed().
    void open(const QString &path);
    /// Reads again what has changed on disk.
    void reload();

    [[nodiscard]] bool hasProject() const { return m_project != nullptr; }

    [[nodiscard]] std::shared_ptr<const Project> project() const { return m_project; }

    [[nodiscard]] const RevisionGraph &graph() const { return m_graph; }

    [[nodiscard]] const RevisionMap *map() const;

    /// The database that the user chose; none: the one that env.py connects to. With its password;
    /// never shown.
    void setTargetUrl(const std::optional<QString> &url);

    [[nodiscard]] std::optional<QString> targetUrl() const { return m_targetUrl; }

    /// For people: what the next run touches. Never holds a password.
    [[nodiscard]] QString targetName() const;

    /// Asks the database which revisions it has; answers by statesChanged().
    void refreshStates();

    [[nodiscard]] bool isConnected() const { return m_heads.has_value(); }

    [[nodiscard]] QStringList heads() const { return m_heads.value_or(QStringList()); }

    [[nodiscard]] QHash<RevisionId, RevisionState> states() const;
    [[nodiscard]] int pendingCount() const;

    /// Starts a run on the target; false when one is under way.
    bool start(RunRequest request);

    void cancel() { m_runs.cancel(); }

    [[nodiscard]] bool isRunning() const { return m_runs.isRunning(); }

    /// Whether the run under way only asks for the state.
    [[nodiscard]] bool isRefreshing() const { return m_refreshing; }

Q_SIGNALS:
    void opened();
    void openFailed(const limbeck::Error &error);
    void reloaded();
    void statesChanged();
    void runStarted(const limbeck::RunRequest &request);
    void runEvent(const limbeck::RunEvent &event);
    void runFinished();

private:
    using Opened = Result<std::shared_ptr<const Project>>;

    void onOpened();
    void onRunEvent(const RunEvent &event);
    void onRunFinished();
    void adopt(std::shared_ptr<const Project> project);
    void watchFiles();

    std::shared_ptr<const Project> m_project;
    RevisionGraph m_graph;
    std::optional<QString> m_targetUrl;
    QString m_databaseName; ///< as the last run named it
    std::optional<QStringList> m_heads;
    RunController m_runs;
    QFutureWatcher<Opened> m_openWatcher;
    QFileSystemWatcher m_files;
    QTimer m_reloadTimer; ///< an editor that saves makes several notices
    bool m_refreshing = false;
    bool m_reloading = false;
};

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::Error)
Q_DECLARE_METATYPE(limbeck::RunRequest)
