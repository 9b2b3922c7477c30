// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/project/projectsession.h"

#include "ui/targets/databasekind.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int statesMs = 40;

/// The database's own answer that its file is not there: a missing env.py is something else.
bool isMissingSqliteFile(const Error &error)
{
    return error.code == ErrorCode::FileNotFound && error.subjects.contains(u"SQLITE_CANTOPEN"_s);
}

} // namespace

ProjectSession::ProjectSession(QObject *parent)
    : QObject(parent)
    , m_fileGraph(std::make_shared<const RevisionGraph>())
    , m_graph(m_fileGraph)
{
    m_reloadTimer.setSingleShot(true);
    m_reloadTimer.setInterval(300);
    connect(&m_reloadTimer, &QTimer::timeout, this, &ProjectSession::reload);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, &m_reloadTimer,
            qOverload<>(&QTimer::start));
    connect(&m_files, &QFileSystemWatcher::fileChanged, &m_reloadTimer,
            qOverload<>(&QTimer::start));
    m_statesTimer.setSingleShot(true);
    m_statesTimer.setInterval(statesMs);
    connect(&m_statesTimer, &QTimer::timeout, this, &ProjectSession::updateStates);
    connect(&m_openWatcher, &QFutureWatcher<Opened>::finished, this, &ProjectSession::onOpened);
    connect(&m_runs, &RunController::eventHappened, this, &ProjectSession::onRunEvent);
    connect(&m_runs, &RunController::finished, this, &ProjectSession::onRunFinished);
}

ProjectSession::~ProjectSession()
{
    m_passwords.close();
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
    m_openWatcher.setFuture(
        QtConcurrent::run([path] { return withGraph(Project::openPath(path)); }));
}

void ProjectSession::reload()
{
    if (!m_project)
        return;
    if (m_openWatcher.isRunning()) {
        m_reloadAgain = true;
        return;
    }
    m_reloading = true;
    m_openWatcher.setFuture(
        QtConcurrent::run([project = m_project] { return withGraph(project->reloaded()); }));
}

ProjectSession::Opened ProjectSession::withGraph(Result<Project> project)
{
    if (!project)
        return failure(project.error());
    auto graph = std::make_shared<const RevisionGraph>(
        RevisionGraph::fromRevisions(project->scripts().readableRevisions()));
    return ReadProject { std::make_shared<const Project>(std::move(*project)), std::move(graph) };
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
        m_connection.reset();
        m_connectionError.reset();
        m_heads.reset();
        m_isToBeMade = false;
    }
    adopt(*result);
    if (again) {
        Q_EMIT reloaded();
        if (std::exchange(m_reloadAgain, false))
            reload();
        return;
    }
    Q_EMIT opened();
    refreshStates();
}

void ProjectSession::adopt(const ReadProject &read)
{
    m_project = read.project;
    m_fileGraph = read.graph;
    addGhosts();
    watchFiles();
    updateStates();
}

/// Rows of the version table that no file declares are drawn too.
void ProjectSession::addGhosts()
{
    m_ghosts = unknownRows();
    m_graph = m_fileGraph;
    if (m_ghosts.isEmpty())
        return;
    auto graph = std::make_shared<RevisionGraph>(*m_fileGraph);
    for (const QString &ghost : std::as_const(m_ghosts))
        graph->addGhost(RevisionId(ghost));
    m_graph = std::move(graph);
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
    m_connection.reset();
    m_connectionError.reset();
    m_heads.reset();
    m_isToBeMade = false;
    updateStates();
    refreshStates();
}

/// Of the connection, the person's choice or alembic.ini; env.py may know another one until it has
/// connected.
std::optional<DatabaseUrl> ProjectSession::knownUrl() const
{
    std::optional<QString> text;
    if (m_connection && !m_connection->url.isEmpty())
        text = m_connection->url;
    else if (m_targetUrl)
        text = m_targetUrl;
    else if (m_project)
        text = m_project->configuredUrl();
    if (!text)
        return {};
    const auto url = DatabaseUrl::parse(*text);
    return url ? *url : std::optional<DatabaseUrl>();
}

QString ProjectSession::targetName() const
{
    if (m_connection && !m_connection->database.isEmpty())
        return m_connection->database;
    if (m_targetUrl) {
        const auto url = DatabaseUrl::parse(*m_targetUrl);
        return url ? url->toString(DatabaseUrl::Password::Hidden) : tr("database");
    }
    return tr("the project's database");
}

QString ProjectSession::databaseName() const
{
    const auto url = knownUrl();
    if (!url || !url->database() || url->database()->isEmpty())
        return url && url->backendName() == u"sqlite" ? tr("in memory") : tr("Project's database");
    return url->backendName() == u"sqlite" ? QFileInfo(*url->database()).fileName()
                                           : *url->database();
}

QString ProjectSession::databasePlace() const
{
    const auto url = knownUrl();
    if (!url)
        return tr("as env.py says");
    const QString dialect = databaseKindText(targetDialect());
    if (url->backendName() == u"sqlite") {
        const QString path = url->database().value_or(QString());
        const QString folder = QFileInfo(QDir(m_project->directory()), path).absolutePath();
        return tr("%1 · %2").arg(dialect, QDir::cleanPath(folder));
    }
    QString host = url->host().value_or(QString());
    if (host.isEmpty())
        host = tr("local socket");
    if (url->port())
        host += u':' + QString::number(*url->port());
    return url->userName() ? tr("%1 · %2 · as %3").arg(dialect, host, *url->userName())
                           : tr("%1 · %2").arg(dialect, host);
}

QString ProjectSession::targetKey() const
{
    if (const auto url = knownUrl()) {
        QString key = url->toString(DatabaseUrl::Password::Hidden);
        // A relative file is another one in each project.
        if (url->backendName() == u"sqlite")
            key += u" in "_s + m_project->directory();
        return key;
    }
    return m_project ? m_project->directory() : QString();
}

QString ProjectSession::targetDialect() const
{
    if (m_connection && !m_connection->dialect.isEmpty())
        return m_connection->dialect;
    const auto url = knownUrl();
    return url ? url->backendName() : QString();
}

void ProjectSession::refreshStates()
{
    if (!m_project || m_runs.isRunning() || !map())
        return;
    RunRequest request;
    request.command = RunRequest::Command::Current;
    request.isProbe = true;
    request.writesFiles = false;
    m_refreshing = m_runs.start(m_project, onTarget(request));
    Q_EMIT statesChanged();
}

QStringList ProjectSession::unknownRows() const
{
    return m_heads && map() ? limbeck::unknownRows(*map(), *m_heads) : QStringList();
}

void ProjectSession::setHeads(std::optional<QStringList> heads)
{
    m_heads = std::move(heads);
    if (!m_statesTimer.isActive())
        m_statesTimer.start();
}

void ProjectSession::updateStates()
{
    m_statesTimer.stop();
    m_states =
        m_heads && map() ? revisionStates(*map(), *m_heads) : QHash<RevisionId, RevisionState>();
    m_pendingCount =
        static_cast<int>(std::count(m_states.begin(), m_states.end(), RevisionState::Pending));
    if (m_project && m_ghosts != unknownRows()) {
        addGhosts();
        Q_EMIT reloaded();
    } else {
        Q_EMIT statesChanged();
    }
}

QString ProjectSession::databaseIdentity() const
{
    return m_connection ? m_connection->identity : QString();
}

// ------------------------------------------------------------------------------------------------
// runs

RunRequest ProjectSession::onTarget(RunRequest request) const
{
    request.url = m_targetUrl;
    request.directory = m_project->directory();
    request.passwords = m_passwords.chain();
    return request;
}

bool ProjectSession::start(RunOrder order)
{
    if (!m_project || m_runs.isRunning())
        return false;
    order.request = onTarget(std::move(order.request));
    m_refreshing = false;
    if (!m_runs.start(m_project, order))
        return false;
    Q_EMIT runStarted(order.request);
    return true;
}

void ProjectSession::cancel()
{
    m_runs.cancel();
    m_passwords.decline(); // the run may wait for one
}

void ProjectSession::onRunEvent(const RunEvent &event)
{
    if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_connection = *started;
        m_connectionError.reset();
        m_isToBeMade = false;
        setHeads(started->heads);
    } else if (const auto *step = std::get_if<StepFinished>(&event)) {
        setHeads(step->heads);
    } else if (const auto *finished = std::get_if<RunFinished>(&event)) {
        setHeads(finished->heads);
    } else if (const auto *failed = std::get_if<RunFailed>(&event)) {
        if (failed->headsKnown) {
            setHeads(failed->heads);
        } else if (m_refreshing && isMissingSqliteFile(failed->error)) {
            m_connectionError.reset();
            m_isToBeMade = true;
            setHeads(QStringList());
        } else if (m_refreshing) {
            m_connectionError = failed->error;
            setHeads({});
        }
    }
    Q_EMIT runEvent(event);
}

void ProjectSession::onRunFinished()
{
    m_refreshing = false;
    updateStates();
    Q_EMIT runFinished();
}

} // namespace limbeck
