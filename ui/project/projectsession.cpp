// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/project/projectsession.h"

#include "core/config/databaseurl.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

ProjectSession::ProjectSession(QObject *parent)
    : QObject(parent)
{
    m_reloadTimer.setSingleShot(true);
    m_reloadTimer.setInterval(300);
    connect(&m_reloadTimer, &QTimer::timeout, this, &ProjectSession::reload);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, &m_reloadTimer,
            qOverload<>(&QTimer::start));
    connect(&m_files, &QFileSystemWatcher::fileChanged, &m_reloadTimer,
            qOverload<>(&QTimer::start));
    connect(&m_openWatcher, &QFutureWatcher<Opened>::finished, this, &ProjectSession::onOpened);
    connect(&m_runs, &RunController::eventHappened, this, &ProjectSession::onRunEvent);
    connect(&m_runs, &RunController::finished, this, &ProjectSession::onRunFinished);
}

ProjectSession::~ProjectSession()
{
    m_openWatcher.disconnect(this);
    m_openWatcher.waitForFinished();
}

const RevisionMap *ProjectSession::map() const
{
    return m_project && m_project->scripts().map() ? &*m_project->scripts().map() : nullptr;
}

// ------------------------------------------------------------------------------------------------
// project

void ProjectSession::open(const QString &path)
{
    m_reloading = false;
    m_openWatcher.setFuture(QtConcurrent::run([path]() -> Opened {
        auto project = Project::openPath(path);
        if (!project)
            return failure(project.error());
        return std::make_shared<const Project>(std::move(*project));
    }));
}

void ProjectSession::reload()
{
    if (!m_project || m_openWatcher.isRunning())
        return;
    m_reloading = true;
    m_openWatcher.setFuture(QtConcurrent::run([project = m_project]() -> Opened {
        auto read = project->reloaded();
        if (!read)
            return failure(read.error());
        return std::make_shared<const Project>(std::move(*read));
    }));
}

void ProjectSession::onOpened()
{
    const Opened result = m_openWatcher.result();
    if (!result) {
        Q_EMIT openFailed(result.error());
        return;
    }
    const bool again = std::exchange(m_reloading, false);
    if (!again) {
        m_targetUrl.reset();
        m_heads.reset();
        m_databaseName.clear();
    }
    adopt(*result);
    if (again) {
        Q_EMIT reloaded();
        return;
    }
    Q_EMIT opened();
    refreshStates();
}

void ProjectSession::adopt(std::shared_ptr<const Project> project)
{
    m_project = std::move(project);
    m_graph = RevisionGraph::fromRevisions(m_project->scripts().readableRevisions());
    watchFiles();
}

void ProjectSession::watchFiles()
{
    if (const QStringList before = m_files.directories() + m_files.files(); !before.isEmpty())
        m_files.removePaths(before);
    QStringList paths = m_project->settings().versionLocations;
    paths += m_project->directory() + u"/alembic.ini"_s;
    m_files.addPaths(paths);
}

// ------------------------------------------------------------------------------------------------
// database

void ProjectSession::setTargetUrl(const std::optional<QString> &url)
{
    m_targetUrl = url;
    m_heads.reset();
    m_databaseName.clear();
    Q_EMIT statesChanged();
    refreshStates();
}

QString ProjectSession::targetName() const
{
    if (!m_databaseName.isEmpty())
        return m_databaseName;
    if (m_targetUrl) {
        const auto url = DatabaseUrl::parse(*m_targetUrl);
        return url ? url->toString(DatabaseUrl::Password::Hidden) : tr("database");
    }
    return tr("the project's database");
}

void ProjectSession::refreshStates()
{
    if (!m_project || m_runs.isRunning() || !map())
        return;
    RunRequest request;
    request.command = RunRequest::Command::Current;
    request.url = m_targetUrl;
    m_refreshing = m_runs.start(m_project, request);
    Q_EMIT statesChanged();
}

QHash<RevisionId, RevisionState> ProjectSession::states() const
{
    return m_heads && map() ? revisionStates(*map(), *m_heads) : QHash<RevisionId, RevisionState>();
}

int ProjectSession::pendingCount() const
{
    const auto all = states();
    return static_cast<int>(std::count(all.begin(), all.end(), RevisionState::Pending));
}

// ------------------------------------------------------------------------------------------------
// runs

bool ProjectSession::start(RunRequest request)
{
    if (!m_project || m_runs.isRunning())
        return false;
    request.url = m_targetUrl;
    m_refreshing = false;
    if (!m_runs.start(m_project, request))
        return false;
    Q_EMIT runStarted(request);
    return true;
}

void ProjectSession::onRunEvent(const RunEvent &event)
{
    if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_databaseName = started->database;
        m_heads = started->heads;
        Q_EMIT statesChanged();
    } else if (const auto *step = std::get_if<StepFinished>(&event)) {
        m_heads = step->heads;
        Q_EMIT statesChanged();
    } else if (const auto *finished = std::get_if<RunFinished>(&event)) {
        m_heads = finished->heads;
        Q_EMIT statesChanged();
    } else if (const auto *failed = std::get_if<RunFailed>(&event)) {
        if (failed->headsKnown)
            m_heads = failed->heads;
        else if (m_refreshing)
            m_heads.reset();
        Q_EMIT statesChanged();
    }
    Q_EMIT runEvent(event);
}

void ProjectSession::onRunFinished()
{
    m_refreshing = false;
    Q_EMIT runFinished();
    Q_EMIT statesChanged();
}

} // namespace limbeck
