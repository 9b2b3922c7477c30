// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqlconnection.h"

#include "core/database/clientlibrary.h"
#include "core/database/inspectors.h"
#include "core/database/isolation.h"
#include "core/database/mysqlerrors.h"
#include "core/database/mysqloptions.h"
#include "core/database/mysqlstream.h"
#include "core/database/statementtext.h"
#include "core/dialect/dialect.h"
#include "core/dialect/serverdialect.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QVersionNumber>

#include <poll.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// So much of a result is read before execute() returns: errors of small results come at once.
constexpr qint64 readAheadBytes = 4 << 20;

struct HandleDeleter
{
    void operator()(MYSQL *handle) const { mysql_close(handle); }
};

using Handle = std::unique_ptr<MYSQL, HandleDeleter>;

Result<Handle> connectHandle(const ConnectionSpecification &specification,
                             const OpenOptions &options)
{
    if (const auto there = mysqlLibrary().require(); !there)
        return failure(there.error());
    Handle handle(mysql_init(nullptr));
    mysql_options(handle.get(), MYSQL_OPT_NONBLOCK, nullptr); // for MysqlConnection::sendText()
    const auto flags = applyMysqlOptions(handle.get(), specification, options);
    if (!flags)
        return failure(flags.error());
    const auto orNull = [](const QByteArray &text) {
        return text.isEmpty() ? nullptr : text.constData();
    };
    const QByteArray host = specification.host.toUtf8();
    const QByteArray user = specification.userName.toUtf8();
    const QByteArray password = specification.password.toUtf8();
    const QByteArray database = specification.database.toUtf8();
    const QByteArray socket = mysqlSocket(specification).toUtf8();
    if (!mysql_real_connect(handle.get(), orNull(host), orNull(user), orNull(password),
                            orNull(database), static_cast<unsigned>(specification.port.value_or(0)),
                            orNull(socket), *flags)) {
        return failure(mysqlConnectError(handle.get(), specification));
    }
    return handle;
}

class MysqlConnection final : public dialect::Connection
{
public:
    MysqlConnection(Handle handle, const ConnectionSpecification &specification,
                    const OpenOptions &options)
        : m_handle(std::move(handle))
        , m_specification(specification)
        , m_options(options)
        , m_threadId(mysql_thread_id(m_handle.get()))
        , m_serverInfo(QString::fromUtf8(mysql_get_server_info(m_handle.get())))
    {
    }

    ~MysqlConnection() override
    {
        if (m_active)
            m_active->abort(
                { ErrorCode::Connection, u"The connection is closed."_s, {}, {}, {}, {} });
    }

    const dialect::Dialect &dialect() const override
    {
        // SQLAlchemy asks the server too: under a mysql:// URL it may be MariaDB.
        if (m_specification.backend == Backend::MySql && isMariaDb())
            return dialect::mysqlOnMariaDb();
        return *dialect::dialectByName(toString(m_specification.backend));
    }

    QString serverVersion() const override
    {
        static const QRegularExpression number(u"^\\d+(\\.\\d+)*"_s);
        const QString version = number.match(m_serverInfo).captured();
        return isMariaDb() ? version + u"-MariaDB"_s : version;
    }

    bool isMariaDb() const override { return m_serverInfo.contains("MariaDB"_L1); }

    QString displayName() const override { return database::displayName(m_specification); }

    Result<std::unique_ptr<dialect::Cursor>> execute(const dialect::Statement &statement) override
    {
        const auto literal = [rules = literalRules()](const schema::Literal &value) {
            return mysqlLiteral(value, rules);
        };
        auto sql = statement.parameters.empty() ? Result<QString>(statement.sql)
                                                : inlineParameters(statement, literal);
        if (!sql)
            return failure(at(statement, sql.error()));
        auto stream = send(*sql);
        if (!stream)
            return failure(at(statement, stream.error()));
        if ((*stream)->isComplete())
            reportWarnings();
        return std::make_unique<MysqlCursor>(std::move(*stream));
    }

    /// DDL commits, and what follows it is in a transaction again, as with Python's drivers: they
    /// turn autocommit off instead of sending BEGIN.
    Result<> begin() override
    {
        if (m_autocommit.isOn()) {
            m_autocommit.begin();
            return {};
        }
        auto begun = command(u"SET autocommit = 0"_s);
        m_isBegun = begun.has_value();
        return begun;
    }

    Result<> commit() override { return end(u"COMMIT"_s); }

    Result<> rollback() override { return end(u"ROLLBACK"_s); }

    bool inTransaction() const override
    {
        return m_isBegun || m_autocommit.inTransaction() || hasUncommittedWork();
    }

    bool hasUncommittedWork() const override
    {
        return (serverStatus() & SERVER_STATUS_IN_TRANS) != 0;
    }

    Result<> setIsolationLevel(const QString &level) override
    {
        static const QStringList levels { u"SERIALIZABLE"_s, u"READ UNCOMMITTED"_s,
                                          u"READ COMMITTED"_s, u"REPEATABLE READ"_s,
                                          u"AUTOCOMMIT"_s };
        const auto known = isolationLevel(level, levels, dialect().name());
        if (!known)
            return failure(known.error());
        m_autocommit.setOn(*known == "AUTOCOMMIT"_L1);
        return m_autocommit.isOn()
            ? Result<>()
            : command(u"SET SESSION TRANSACTION ISOLATION LEVEL "_s + *known);
    }

    dialect::Inspector &inspector() override
    {
        if (!m_inspector)
            m_inspector = mysqlInspector(*this);
        return *m_inspector;
    }

    void cancel() override
    {
        m_cancelRequested = true;
        killQuery();
    }

    /// The session itself is busy; a second one tells the server.
    void killQuery() const
    {
        OpenOptions quick;
        quick.connectTimeout = std::chrono::seconds(3);
        if (const auto other = connectHandle(m_specification, quick)) {
            const QByteArray kill =
                "KILL QUERY " + QByteArray::number(static_cast<qulonglong>(m_threadId));
            mysql_real_query(other->get(), kill.constData(),
                             static_cast<unsigned long>(kill.size()));
        }
    }

private:
    Result<> end(const QString &sql)
    {
        if (m_autocommit.isOn()) {
            m_autocommit.end();
            return {};
        }
        auto ended = command(sql);
        if (!std::exchange(m_isBegun, false) || !ended)
            return ended;
        return command(u"SET autocommit = 1"_s);
    }

    [[nodiscard]] unsigned serverStatus() const
    {
        unsigned status = 0;
        mariadb_get_info(m_handle.get(), MARIADB_CONNECTION_SERVER_STATUS, &status);
        return status;
    }

    [[nodiscard]] MysqlLiteralRules literalRules() const
    {
        const bool hasUuid = m_specification.backend == Backend::MariaDb
            && QVersionNumber::fromString(serverVersion()) >= QVersionNumber(10, 7);
        return { (serverStatus() & SERVER_STATUS_NO_BACKSLASH_ESCAPES) == 0, hasUuid };
    }

    /// Ends what is still on the wire: rows that a cursor waits for are set aside, others dropped.
    Result<> freeWire()
    {
        const auto active = std::exchange(m_active, nullptr);
        if (!active || active->isComplete())
            return {};
        if (active.use_count() > 1) {
            active->readAll();
            return {};
        }
        return active->discard();
    }

    Result<std::shared_ptr<MysqlStream>> send(const QString &sql)
    {
        if (auto freed = freeWire(); !freed)
            return failure(freed.error().within(u"An earlier statement"_s));
        m_cancelRequested = false;
        if (!sendText(sql.toUtf8())) {
            return failure(explain(mysqlError(m_handle.get(), m_cancelRequested.load()), sql));
        }
        auto stream = std::make_shared<MysqlStream>(m_handle.get(), m_cancelRequested);
        if (auto started = stream->start(); !started)
            return failure(started.error());
        const qint64 ahead =
            mayBeSeveralStatements(sql) ? std::numeric_limits<qint64>::max() : readAheadBytes;
        if (auto read = stream->readAhead(ahead); !read)
            return failure(read.error());
        if (!stream->isComplete())
            m_active = stream;
        return stream;
    }

    /// Sends a query and waits for its answer, but looks up now and then. False: mysql_error() says
    /// why not.
    bool sendText(const QByteArray &text)
    {
        int failed = 0;
        QElapsedTimer taken;
        taken.start();
        int status = mysql_real_query_start(&failed, m_handle.get(), text.constData(),
                                            static_cast<unsigned long>(text.size()));
        while (status != 0)
            status = mysql_real_query_cont(&failed, m_handle.get(), waitForSocket(status, taken));
        return failed == 0;
    }

    /// Until one of the events of @p wanted (MYSQL_WAIT_…) happened.
    int waitForSocket(int wanted, const QElapsedTimer &taken)
    {
        short events = 0;
        events |= (wanted & MYSQL_WAIT_READ) != 0 ? POLLIN : 0;
        events |= (wanted & MYSQL_WAIT_WRITE) != 0 ? POLLOUT : 0;
        QElapsedTimer waited;
        waited.start();
        for (;;) {
            pollfd socket { mysql_get_socket(m_handle.get()), events, 0 };
            if (poll(&socket, 1, static_cast<int>(waitingInterval.count())) != 0) {
                const int seen = (socket.revents & POLLOUT) != 0 ? MYSQL_WAIT_WRITE : 0;
                return (socket.revents & ~POLLOUT) != 0 ? seen | MYSQL_WAIT_READ : seen;
            }
            if ((wanted & MYSQL_WAIT_TIMEOUT) != 0
                && waited.elapsed() >= mysql_get_timeout_value_ms(m_handle.get()))
                return MYSQL_WAIT_TIMEOUT;
            if (m_options.onWaiting && !m_cancelRequested.load())
                m_options.onWaiting();
            endOverdue(taken);
        }
    }

    /// MySQL itself limits the time of SELECT only.
    void endOverdue(const QElapsedTimer &taken)
    {
        const bool isOverdue = m_options.statementTimeout && !isMariaDb()
            && taken.elapsed() > m_options.statementTimeout->count();
        if (isOverdue)
            killQuery();
    }

    [[nodiscard]] Error explain(Error error, const QString &sql) const
    {
        const bool isSyntax = error.subjects.value(0) == "1064"_L1;
        if (isSyntax && mayBeSeveralStatements(sql)
            && !mysqlTakesSeveralStatements(m_specification)) {
            error.hint = u"%1 takes one statement at a time: give each its own op.execute()."_s.arg(
                m_specification.driver);
        }
        return error;
    }

    Result<> command(const QString &sql)
    {
        auto stream = send(sql);
        return stream ? Result<>() : failure(stream.error());
    }

    void reportWarnings()
    {
        if (!m_options.onNotice || m_readingWarnings || mysql_warning_count(m_handle.get()) == 0)
            return;
        m_readingWarnings = true;
        if (auto stream = send(u"SHOW WARNINGS"_s)) {
            MysqlCursor cursor(*stream);
            for (auto row = cursor.next(); row && *row; row = cursor.next()) {
                const auto text = [&](int column) {
                    const schema::Literal value = cursor.value(column);
                    const auto *string = std::get_if<QString>(&value.value);
                    return string ? *string : QString();
                };
                const schema::Literal code = cursor.value(1);
                const auto *number = std::get_if<qint64>(&code.value);
                m_options.onNotice({ text(0), QString::number(number ? *number : 0), text(2) });
            }
        }
        m_readingWarnings = false;
    }

    Handle m_handle;
    ConnectionSpecification m_specification;
    OpenOptions m_options;
    unsigned long m_threadId;
    QString m_serverInfo;
    std::shared_ptr<MysqlStream> m_active; ///< its rows are on the wire
    std::unique_ptr<dialect::Inspector> m_inspector;
    std::atomic_bool m_cancelRequested = false;
    Autocommit m_autocommit;
    bool m_readingWarnings = false;
    bool m_isBegun = false; ///< begin() was called, and nothing ended it
};

/// Locks on tables and locks on rows have a patience each: a day, or a year, and 50 s.
QStringList timeoutSettings(const OpenOptions &options, bool isMariaDb)
{
    const auto seconds = [](std::chrono::milliseconds time) {
        return std::max<qint64>(1, (time.count() + 999) / 1000);
    };
    QStringList result;
    if (!options.lockTimeout) {
        result << u"SET SESSION lock_wait_timeout = LEAST(@@lock_wait_timeout, %1)"_s.arg(
            seconds(defaultLockTimeout));
    } else if (options.lockTimeout->count() > 0) {
        result << u"SET SESSION lock_wait_timeout = %1, innodb_lock_wait_timeout = %1"_s.arg(
            seconds(*options.lockTimeout));
    }
    if (!options.statementTimeout)
        return result;
    return result << (isMariaDb ? u"SET SESSION max_statement_time = %1"_s.arg(
                          static_cast<double>(options.statementTimeout->count()) / 1000)
                                : u"SET SESSION max_execution_time = %1"_s.arg(
                                    options.statementTimeout->count()));
}

} // namespace

Result<std::unique_ptr<dialect::Connection>> openMysql(const ConnectionSpecification &specification,
                                                       const OpenOptions &options)
{
    auto handle = connectHandle(specification, options);
    if (!handle)
        return failure(handle.error());
    mysql_autocommit(handle->get(), 1);
    auto connection = std::make_unique<MysqlConnection>(std::move(*handle), specification, options);
    if (specification.backend == Backend::MariaDb && !connection->isMariaDb()) {
        return failure(
            ErrorCode::Connection,
            u"MySQL version %1 is not a MariaDB variant."_s.arg(connection->serverVersion()),
            u"Let the database URL begin with mysql instead of mariadb."_s);
    }
    QStringList settings = timeoutSettings(options, connection->isMariaDb());
    if (options.readOnly)
        settings << u"SET SESSION TRANSACTION READ ONLY"_s;
    for (const QString &setting : settings) {
        const auto set = connection->execute({ setting, {}, {}, {}, {} });
        if (!set)
            return failure(set.error());
    }
    return connection;
}

} // namespace limbeck::database
