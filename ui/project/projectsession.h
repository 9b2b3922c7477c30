// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"
#include "core/engine/project.h"
#include "core/engine/runcontroller.h"
#include "core/revision/revisiongraph.h"
#include "ui/graph/revisionstates.h"
#include "ui/targets/passwordquestions.h"

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

    [[nodiscard]] const RevisionGraph &graph() const { return *m_graph; }

    [[nodiscard]] const SharedRevisionGraph &sharedGraph() const { return m_graph; }

    [[nodiscard]] const RevisionMap *map() const;

    /// The database that the user chose; none: the one that env.py connects to. With its password;
    /// never shown.
    void setTargetUrl(const std::optional<QString> &url);

    [[nodiscard]] std::optional<QString> targetUrl() const { return m_targetUrl; }

    /// For people: what the next run touches. Never holds a password.
    [[nodiscard]] QString targetName() const;
    /// The database's own name, without where it is: what one types to confirm a run.
    [[nodiscard]] QString databaseName() const;
    /// "PostgreSQL · db1.example.org", "SQLite · /home/me/project": where it is.
    [[nodiscard]] QString databasePlace() const;
    /// By what settings of this target are kept: its URL without password, or the project's folder
    /// when only env.py knows the URL.
    [[nodiscard]] QString targetKey() const;
    /// Its dialect as far as it is known; empty if only env.py knows.
    [[nodiscard]] QString targetDialect() const;

    /// Asks the database which revisions it has; answers by statesChanged().
    void refreshStates();

    [[nodiscard]] bool isConnected() const { return m_heads.has_value(); }

    [[nodiscard]] QStringList heads() const { return m_heads.value_or(QStringList()); }

    /// Why the database could not be asked; none when it could, or was not asked yet.
    [[nodiscard]] const std::optional<Error> &connectionError() const { return m_connectionError; }

    [[nodiscard]] const QHash<RevisionId, RevisionState> &states() const { return m_states; }

    [[nodiscard]] int pendingCount() const { return m_pendingCount; }

    /// Rows of the version table that no file of the project declares.
    [[nodiscard]] QStringList unknownRows() const;

    /// Whether the database is a SQLite file that the first run will make.
    [[nodiscard]] bool isToBeMade() const { return m_isToBeMade; }

    /// What tells one database from another, however it is reached; empty before it was asked.
    [[nodiscard]] QString databaseIdentity() const;

    [[nodiscard]] PasswordQuestions &passwords() { return m_passwords; }

    /// @p request on the target: its URL, its folder, whom to ask for its password.
    [[nodiscard]] RunRequest onTarget(RunRequest request) const;

    /// Starts a run on the target; false when one is under way.
    bool start(RunOrder order);
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_runs.isRunning(); }

    /// Whether the run under way only asks for the state.
    [[nodiscard]] bool isRefreshing() const { return m_refreshing; }

Q_SIGNALS:
    void opened();
    void openFailed(const limbeck::Error &error);
    /// Other files, or other rows that only the database knows.
    void reloaded();
    void statesChanged();
    void runStarted(const limbeck::RunRequest &request);
    void runEvent(const limbeck::RunEvent &event);
    void runFinished();

private:
    /// A project as it was read in another thread, with all that takes its time.
    struct ReadProject
    {
        std::shared_ptr<const Project> project;
        SharedRevisionGraph graph;
    };

    using Opened = Result<ReadProject>;

    [[nodiscard]] static Opened withGraph(Result<Project> project);

    void onOpened();
    void onRunEvent(const RunEvent &event);
    void onRunFinished();
    void adopt(const ReadProject &read);
    void addGhosts();
    void watchFiles();
    void setHeads(std::optional<QStringList> heads);
    void updateStates();
    [[nodiscard]] std::optional<DatabaseUrl> knownUrl() const;

    std::shared_ptr<const Project> m_project;
    SharedRevisionGraph m_fileGraph; ///< without what only the database knows
    SharedRevisionGraph m_graph;
    std::optional<QString> m_targetUrl;
    std::optional<RunStarted> m_connection; ///< what the last run told about the database
    std::optional<QStringList> m_heads;
    std::optional<Error> m_connectionError;
    bool m_isToBeMade = false;
    QStringList m_ghosts; ///< of m_graph: rows that only the database knows
    QHash<RevisionId, RevisionState> m_states;
    int m_pendingCount = 0;
    QTimer m_statesTimer; ///< a run of thousands of steps must not repaint the window for each
    PasswordQuestions m_passwords;
    RunController m_runs; ///< its end waits for a run, which m_passwords must not hold up
    QFutureWatcher<Opened> m_openWatcher;
    QFileSystemWatcher m_files;
    QTimer m_reloadTimer; ///< an editor that saves makes several notices
    bool m_refreshing = false;
    bool m_reloading = false;
    bool m_reloadAgain = false; ///< something changed while the project was being read
};

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::Error)
Q_DECLARE_METATYPE(limbeck::RunRequest)
