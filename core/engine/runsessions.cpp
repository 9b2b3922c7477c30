// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runsessions.h"

#include "core/database/blockers.h"
#include "core/database/relativefile.h"

#include <QElapsedTimer>
#include <QThread>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr std::chrono::seconds probePatience { 3 };
constexpr std::chrono::seconds reopenTime { 15 };
constexpr unsigned long reopenPauseMs = 250;
/// So long what a lost session was sent last may be on its way.
constexpr std::chrono::seconds lastWordsTime { 3 };
constexpr unsigned long lastWordsPauseMs = 20;

/// Waits until session @p number, whose client is gone, has done what it was sent last: a COMMIT
/// may come to its end after the connection did. Errors: it is at it still.
Result<> waitForLastWords(dialect::Connection &other, qint64 number)
{
    QElapsedTimer waiting;
    waiting.start();
    for (;;) {
        const auto activity = database::activityOf(other, number);
        if (!activity)
            return failure(activity.error());
        const auto waited = std::chrono::milliseconds(waiting.elapsed());
        const bool isOver = *activity == database::SessionActivity::Ended
            || (*activity == database::SessionActivity::Waiting && waited > lastWordsTime);
        if (isOver)
            return {};
        if (waited > reopenTime)
            return failure(
                ErrorCode::Connection,
                u"The statement that was going on when the connection was lost goes on in the "
                "database"_s);
        QThread::msleep(lastWordsPauseMs);
    }
}

/// What makes two sessions the same database to a lock, whatever driver and user they name.
bool isSameDatabase(const ConnectionSpecification &a, const ConnectionSpecification &b)
{
    return a.backend == b.backend && a.host == b.host && a.port == b.port
        && a.database == b.database && a.option(u"host"_s) == b.option(u"host"_s)
        && a.option(u"unix_socket"_s) == b.option(u"unix_socket"_s);
}

} // namespace

struct RunSessions::Session
{
    std::weak_ptr<dialect::Connection> connection;
    GroupCommit *group = nullptr; ///< the connection, if it is one
    const dialect::Connection *address = nullptr;
    ConnectionSpecification specification;
    QString url; ///< without its password
    std::optional<qint64> number; ///< the server's, once the database is locked
    QStringList inTheWay; ///< as told last
};

struct RunSessions::Lock
{
    ConnectionSpecification specification;
    std::unique_ptr<database::RunLock> lock;
};

RunLimits defaultRunLimits()
{
    RunLimits limits;
    limits.lockWait = std::chrono::seconds(60);
    return limits;
}

RunLimits limitsOf(const RunRequest &request, const Config &config)
{
    return request.limits.orElse(config.profile().limitsIn(config.location().section));
}

RunSessions::RunSessions(const RunLimits &limits, Purpose purpose,
                         std::shared_ptr<PasswordChain> passwords, QString directory,
                         RunRecording &recording, RunCancellation &cancellation)
    : m_limits(limits.orElse(defaultRunLimits()))
    , m_purpose(purpose)
    , m_passwords(std::move(passwords))
    , m_directory(std::move(directory))
    , m_recording(recording)
    , m_observer(recording.observer())
    , m_cancellation(cancellation)
{
}

RunSessions::~RunSessions()
{
    for (const auto &session : m_sessions) {
        if (const auto connection = session->connection.lock())
            m_cancellation.remove(connection.get());
    }
}

database::OpenOptions RunSessions::optionsFor(const std::shared_ptr<Session> &session)
{
    database::OpenOptions options;
    options.lockTimeout = m_limits.lockTimeout;
    options.statementTimeout = m_limits.statementTimeout;
    options.immediateTransactions = m_purpose == Purpose::Write;
    if (m_purpose == Purpose::Probe) {
        options.readOnly = true;
        options.connectTimeout = probePatience;
    }
    options.passwords = m_passwords;
    options.onNotice = [this](const database::Notice &notice) {
        m_observer.handle(DatabaseNotice { notice.severity, notice.code, notice.message });
    };
    options.onWaiting = [this, weak = std::weak_ptr(session)] {
        if (const auto waiting = weak.lock())
            tellWhoIsInTheWay(*waiting);
    };
    return options;
}

Result<std::shared_ptr<dialect::Connection>> RunSessions::open(const DatabaseUrl &url)
{
    const auto named = url.toSpecification();
    if (!named)
        return failure(named.error());
    const ConnectionSpecification specification = database::withFileIn(*named, m_directory);
    const auto session = std::make_shared<Session>();
    session->specification = specification;
    session->url = url.toString(DatabaseUrl::Password::Hidden);
    if (const auto settled = settleOthers(specification); !settled)
        return failure(settled.error());
    auto opened = database::openConnection(specification, optionsFor(session));
    if (!opened)
        return failure(opened.error());
    // The lock's session, and one that is opened again, need what a person typed.
    if (m_passwords)
        session->specification = m_passwords->completed(specification);
    // The scripts hold the session too: it leaves the cancellation with the last of them.
    RunCancellation *cancellation = &m_cancellation;
    auto observed = m_recording.observe(std::move(*opened), session->specification);
    const bool mayShareCommits = m_purpose == Purpose::Write && !m_recording.isWatched();
    if (mayShareCommits && specification.backend == Backend::Sqlite) {
        auto group = std::make_unique<GroupCommit>(std::move(observed));
        session->group = group.get();
        observed = std::move(group);
    }
    std::shared_ptr<dialect::Connection> connection(observed.release(),
                                                    [cancellation](dialect::Connection *ending) {
                                                        cancellation->remove(ending);
                                                        delete ending;
                                                    });
    m_cancellation.add(connection.get());
    session->connection = connection;
    session->address = connection.get();
    m_sessions.push_back(session);
    return connection;
}

/// A new session must see all that was done so far.
Result<> RunSessions::settleOthers(const ConnectionSpecification &specification)
{
    for (const auto &session : m_sessions) {
        const auto connection = session->connection.lock();
        if (!connection || !session->group
            || !isSameDatabase(session->specification, specification))
            continue;
        if (auto settled = session->group->settleForOthers(); !settled)
            return settled;
    }
    return {};
}

GroupCommit *RunSessions::groupCommit(const dialect::Connection *connection) const
{
    const Session *session = connection ? find(*connection) : nullptr;
    return session ? session->group : nullptr;
}

Result<> RunSessions::lock(dialect::Connection &connection)
{
    Session *session = find(connection);
    if (m_purpose != Purpose::Write || !session)
        return {};
    const ConnectionSpecification &specification = session->specification;
    for (const Lock &held : m_locks) {
        if (isSameDatabase(held.specification, specification))
            return {};
    }
    database::RunLock::Request request;
    request.wait = *m_limits.lockWait;
    request.cancel = m_cancellation.token();
    request.session = &connection;
    bool hasWaited = false;
    request.onWaiting = [&](const QString &holder) {
        hasWaited = true;
        m_observer.handle(Waiting { Waiting::For::OtherRun, { holder } });
    };
    auto lock = database::RunLock::acquire(specification, {}, request);
    if (!lock)
        return failure(lock.error());
    if (hasWaited)
        m_observer.handle(Waiting { Waiting::For::OtherRun, {} });
    m_locks.push_back({ specification, std::move(*lock) });
    auto number = database::sessionNumber(connection);
    if (!number)
        return failure(number.error());
    session->number = *number;
    return {};
}

/// Asks on the idle session of the lock, which nobody else uses.
void RunSessions::tellWhoIsInTheWay(Session &session)
{
    const auto connection = session.connection.lock();
    if (!connection)
        return;
    QStringList inTheWay;
    for (const Lock &held : m_locks) {
        if (!isSameDatabase(held.specification, session.specification))
            continue;
        if (dialect::Connection *idle = held.lock->session())
            inTheWay =
                session.number ? database::blockersOf(*idle, *session.number) : QStringList();
        else
            inTheWay = database::sqliteHolders(session.specification.database);
    }
    if (inTheWay == session.inTheWay)
        return;
    session.inTheWay = inTheWay;
    m_observer.handle(Waiting { Waiting::For::Lock, inTheWay });
}

Result<std::unique_ptr<dialect::Connection>>
RunSessions::reopen(const dialect::Connection &connection) const
{
    const Session *session = find(connection);
    if (!session)
        return failure(ErrorCode::Connection, u"The connection was lost"_s);
    database::OpenOptions options;
    options.readOnly = true;
    options.connectTimeout = std::chrono::seconds(3);
    QElapsedTimer trying;
    trying.start();
    for (;;) {
        auto opened = database::openConnection(session->specification, options);
        if (opened && session->number) {
            if (const auto ended = waitForLastWords(**opened, *session->number); !ended)
                return failure(ended.error());
        }
        if (opened || trying.elapsed() > std::chrono::milliseconds(reopenTime).count())
            return opened;
        QThread::msleep(reopenPauseMs);
    }
}

bool RunSessions::hasOpen() const
{
    return std::any_of(m_sessions.begin(), m_sessions.end(),
                       [](const auto &session) { return !session->connection.expired(); });
}

RunSessions::Session *RunSessions::find(const dialect::Connection &connection) const
{
    // The newest first: an address comes again once its session has ended.
    for (auto session = m_sessions.rbegin(); session != m_sessions.rend(); ++session) {
        if ((*session)->address == &connection)
            return session->get();
    }
    return nullptr;
}

const ConnectionSpecification *
RunSessions::specification(const dialect::Connection &connection) const
{
    const Session *session = find(connection);
    return session ? &session->specification : nullptr;
}

QString RunSessions::url(const dialect::Connection &connection) const
{
    const Session *session = find(connection);
    return session ? session->url : QString();
}

} // namespace limbeck
