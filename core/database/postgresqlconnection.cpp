// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqlconnection.h"

#include "core/database/clientlibrary.h"
#include "core/database/inspectors.h"
#include "core/database/isolation.h"
#include "core/database/postgresqlerrors.h"
#include "core/database/postgresqloptions.h"
#include "core/database/postgresqlpipeline.h"
#include "core/database/postgresqlvalues.h"
#include "core/database/rowstream.h"
#include "core/database/statementtext.h"
#include "core/dialect/dialect.h"

#include <QElapsedTimer>

#include <atomic>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// So much of a result is read before execute() returns: errors of small results come at once.
constexpr qint64 readAheadBytes = 4 << 20;
/// So long a server has to react to a cancel before its connection counts as lost.
constexpr std::chrono::milliseconds cancelPatience { 10'000 };

struct ConnectionDeleter
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};

struct CancelDeleter
{
    void operator()(PGcancel *cancel) const { PQfreeCancel(cancel); }
};

/// The rows of one PQsendQuery(), in libpq's single-row mode.
class PostgresqlStream final : public RowStream
{
public:
    /// @p wait: returns once PQgetResult() would not block.
    PostgresqlStream(PGconn *connection, const std::atomic_bool &cancelRequested,
                     std::function<void()> wait)
        : m_connection(connection)
        , m_cancelRequested(cancelRequested)
        , m_wait(std::move(wait))
    {
    }

    [[nodiscard]] const QStringList &columns() const { return m_columns; }

    [[nodiscard]] Oid type(int column) const { return m_types[static_cast<std::size_t>(column)]; }

    [[nodiscard]] qint64 touchedRows() const { return m_touchedRows; }

    [[nodiscard]] const QByteArray &commandTag() const { return m_commandTag; }

protected:
    Result<bool> fetch(std::vector<RowBuffer::Cell> &row) override
    {
        std::optional<Error> error;
        while (PostgresqlResult result = nextResult()) {
            switch (PQresultStatus(result.get())) {
            case PGRES_SINGLE_TUPLE:
                if (error)
                    break;
                beginSet(result.get());
                m_current = std::move(result);
                readRow(row);
                return true;
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK:
                beginSet(result.get());
                endSet(result.get());
                break;
            case PGRES_EMPTY_QUERY:
                // Only a text that is empty altogether is refused, as psycopg2 does.
                if (!m_sawCommand && !error)
                    error = databaseError(u"can't execute an empty query"_s);
                break;
            case PGRES_COPY_IN:
                PQputCopyEnd(m_connection, "COPY FROM STDIN has no data here");
                error = databaseError(u"can't use COPY FROM STDIN in a script"_s);
                break;
            case PGRES_COPY_OUT:
                dropCopy();
                error = databaseError(u"can't use COPY TO STDOUT in a script"_s);
                break;
            default:
                if (!error)
                    error = postgresqlError(m_connection, result.get(), m_cancelRequested.load());
                break;
            }
        }
        m_current.reset();
        if (!error && PQstatus(m_connection) == CONNECTION_BAD)
            error = postgresqlError(m_connection, nullptr, false);
        return error ? Result<bool>(failure(*error)) : Result<bool>(false);
    }

private:
    PostgresqlResult nextResult()
    {
        m_wait();
        return PostgresqlResult { PQgetResult(m_connection) };
    }

    static Error databaseError(const QString &message)
    {
        Error error;
        error.code = ErrorCode::Database;
        error.message = message;
        error.subjects = QStringList { QString(), u"ProgrammingError"_s };
        return error;
    }

    void beginSet(const PGresult *result)
    {
        if (m_inSet)
            return;
        m_inSet = true;
        m_sawCommand = true;
        restart();
        m_columns.clear();
        m_types.clear();
        for (int column = 0; column < PQnfields(result); ++column) {
            m_columns << QString::fromUtf8(PQfname(result, column));
            m_types.push_back(PQftype(result, column));
        }
    }

    void endSet(PGresult *result)
    {
        m_inSet = false;
        bool isNumber = false;
        const qint64 count = QByteArray(PQcmdTuples(result)).toLongLong(&isNumber);
        m_touchedRows = isNumber ? count : -1;
        m_commandTag = PQcmdStatus(result);
    }

    void readRow(std::vector<RowBuffer::Cell> &row) const
    {
        const PGresult *result = m_current.get();
        row.resize(m_types.size());
        for (int column = 0; column < static_cast<int>(row.size()); ++column) {
            auto &cell = row[static_cast<std::size_t>(column)];
            if (PQgetisnull(result, 0, column))
                cell.reset();
            else
                cell =
                    QByteArrayView(PQgetvalue(result, 0, column), PQgetlength(result, 0, column));
        }
    }

    void dropCopy()
    {
        char *line = nullptr;
        while (PQgetCopyData(m_connection, &line, 0) > 0)
            PQfreemem(line);
    }

    PGconn *m_connection;
    const std::atomic_bool &m_cancelRequested;
    std::function<void()> m_wait;
    PostgresqlResult m_current;
    QStringList m_columns;
    std::vector<Oid> m_types;
    qint64 m_touchedRows = -1;
    QByteArray m_commandTag;
    bool m_inSet = false;
    bool m_sawCommand = false;
};

class PostgresqlCursor final : public dialect::Cursor
{
public:
    explicit PostgresqlCursor(std::shared_ptr<PostgresqlStream> stream)
        : m_stream(std::move(stream))
    {
    }

    QStringList columns() const override { return m_stream->columns(); }

    Result<bool> next() override
    {
        auto taken = m_stream->take(m_cells);
        if (!taken || !*taken)
            return taken;
        m_row.resize(m_cells.size());
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            const int column = static_cast<int>(i);
            auto value = postgresqlValue(m_stream->type(column), m_cells[i],
                                         m_stream->columns().value(column));
            if (!value)
                return failure(value.error());
            m_row[i] = std::move(*value);
        }
        return true;
    }

    schema::Literal value(int column) const override
    {
        return m_row.at(static_cast<std::size_t>(column));
    }

    qint64 affectedRows() const override
    {
        // The number of rows of a SELECT is known at its end only.
        m_stream->readAll();
        return m_stream->touchedRows();
    }

    std::optional<qint64> lastInsertId() const override { return {}; }

private:
    std::shared_ptr<PostgresqlStream> m_stream;
    std::vector<RowBuffer::Cell> m_cells;
    std::vector<schema::Literal> m_row;
};

class PostgresqlConnection final : public dialect::Connection
{
public:
    PostgresqlConnection(PGconn *connection, QString name, const OpenOptions &options)
        : m_connection(connection)
        , m_cancel(PQgetCancel(connection))
        , m_name(std::move(name))
        , m_options(options)
        , m_pipeline(connection, m_cancelRequested, [this] { waitForAnswer(); })
    {
        PQsetNoticeReceiver(connection, &PostgresqlConnection::receiveNotice, this);
    }

    ~PostgresqlConnection() override
    {
        if (m_active)
            m_active->abort(
                Error { ErrorCode::Connection, u"The connection is closed."_s, {}, {}, {}, {} });
    }

    const dialect::Dialect &dialect() const override
    {
        return *dialect::dialectByName(u"postgresql"_s);
    }

    QString serverVersion() const override
    {
        const char *version = PQparameterStatus(m_connection.get(), "server_version");
        return QString::fromUtf8(version).section(u' ', 0, 0);
    }

    QString displayName() const override { return m_name; }

    Result<std::unique_ptr<dialect::Cursor>> execute(const dialect::Statement &statement) override
    {
        const auto sql = textOf(statement);
        if (!sql)
            return failure(at(statement, sql.error()));
        auto stream = send(*sql);
        if (!stream)
            return failure(at(statement, stream.error()));
        return std::make_unique<PostgresqlCursor>(std::move(*stream));
    }

    bool canSendAhead(const dialect::Statement &statement) const override
    {
        // Not while rows of another statement are on the wire: then it counts as active.
        const bool isIdleInTransaction =
            m_pipeline.isOpen() || PQtransactionStatus(m_connection.get()) == PQTRANS_INTRANS;
        return isIdleInTransaction && !m_autocommit.isOn()
            && PostgresqlPipeline::takes(statement.sql);
    }

    Result<> sendAhead(const dialect::Statement &statement, const OnAnswer &onAnswer) override
    {
        const auto sql = textOf(statement);
        if (!sql) {
            if (auto answered = catchUp(); !answered)
                return answered;
            const Error error = at(statement, sql.error());
            onAnswer(failure(error));
            return failure(error);
        }
        if (!m_pipeline.isOpen())
            m_cancelRequested = false;
        return m_pipeline.send(*sql, statement, onAnswer);
    }

    Result<> catchUp() override { return m_pipeline.finish(); }

    Result<> begin() override
    {
        if (!m_autocommit.isOn())
            return command(u"BEGIN"_s, "BEGIN");
        m_autocommit.begin();
        return {};
    }

    Result<> commit() override
    {
        if (m_autocommit.isOn()) {
            m_autocommit.end();
            return {};
        }
        if (auto answered = catchUp(); !answered)
            return answered;
        const bool isFailed = PQtransactionStatus(m_connection.get()) == PQTRANS_INERROR;
        auto done = command(u"COMMIT"_s, nullptr);
        if (done && isFailed) {
            return failure(ErrorCode::Database,
                           u"The transaction was rolled back, not committed: one of its statements "
                           "had failed."_s);
        }
        return done;
    }

    Result<> rollback() override
    {
        if (!m_autocommit.isOn()) {
            std::ignore = catchUp(); // whoever sent a statement ahead was told of its failure
            return command(u"ROLLBACK"_s, "ROLLBACK");
        }
        m_autocommit.end();
        return {};
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
            : command(u"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL "_s + *known,
                      nullptr);
    }

    bool inTransaction() const override
    {
        if (m_autocommit.inTransaction() || m_pipeline.isOpen())
            return true;
        const auto status = PQtransactionStatus(m_connection.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
            || (status == PQTRANS_ACTIVE && m_began);
    }

    bool hasUncommittedWork() const override { return !m_autocommit.isOn() && inTransaction(); }

    dialect::Inspector &inspector() override
    {
        if (!m_inspector)
            m_inspector = postgresqlInspector(*this);
        return *m_inspector;
    }

    void cancel() override
    {
        m_cancelRequested = true;
        requestCancel();
    }

private:
    void requestCancel()
    {
        std::array<char, 256> reason {};
        PQcancel(m_cancel.get(), reason.data(), static_cast<int>(reason.size()));
    }

    static Result<QString> textOf(const dialect::Statement &statement)
    {
        return statement.parameters.empty() ? Result<QString>(statement.sql)
                                            : inlineParameters(statement, postgresqlLiteral);
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

    Result<std::shared_ptr<PostgresqlStream>> send(const QString &sql)
    {
        if (auto answered = catchUp(); !answered)
            return failure(answered.error());
        if (auto freed = freeWire(); !freed)
            return failure(freed.error().within(u"An earlier statement"_s));
        if (sql.contains(QChar(0))) {
            return failure(ErrorCode::Database,
                           u"A string literal cannot contain NUL (0x00) characters."_s);
        }
        m_cancelRequested = false;
        if (!PQsendQuery(m_connection.get(), sql.toUtf8().constData()))
            return failure(postgresqlError(m_connection.get(), nullptr, false));
        PQsetSingleRowMode(m_connection.get());
        auto stream = std::make_shared<PostgresqlStream>(m_connection.get(), m_cancelRequested,
                                                         [this] { waitForAnswer(); });
        const qint64 ahead =
            mayBeSeveralStatements(sql) ? std::numeric_limits<qint64>::max() : readAheadBytes;
        if (auto read = stream->readAhead(ahead); !read)
            return failure(read.error());
        if (!stream->isComplete())
            m_active = stream;
        return stream;
    }

    /// Until an answer is there, or the connection is lost. A server that does not answer a cancel
    /// either is given up.
    void waitForAnswer()
    {
        PGconn *connection = m_connection.get();
        QElapsedTimer cancelled;
        while (PQisBusy(connection)) {
            pollfd socket { PQsocket(connection), POLLIN, 0 };
            const int ready = poll(&socket, 1, static_cast<int>(waitingInterval.count()));
            if (ready != 0) {
                if (!PQconsumeInput(connection))
                    return;
                continue;
            }
            if (m_cancelRequested.load()) {
                if (!cancelled.isValid())
                    cancelled.start();
                if (cancelled.elapsed() > cancelPatience.count())
                    shutdown(PQsocket(connection), SHUT_RDWR);
                else if (m_pipeline.isOpen())
                    requestCancel(); // the first may have come between two statements
            } else if (m_options.onWaiting) {
                m_options.onWaiting();
            }
        }
    }

    Result<> command(const QString &sql, const char *expectedTag)
    {
        auto stream = send(sql);
        if (!stream)
            return failure(stream.error());
        m_began = sql == "BEGIN"_L1;
        if (expectedTag && (*stream)->commandTag() != expectedTag) {
            return failure(
                ErrorCode::Internal,
                u"%1 was answered by %2."_s.arg(sql, QString::fromLatin1((*stream)->commandTag())));
        }
        return {};
    }

    static void receiveNotice(void *self, const PGresult *result)
    {
        const auto &options = static_cast<PostgresqlConnection *>(self)->m_options;
        if (!options.onNotice)
            return;
        const auto field = [&](int code) {
            return QString::fromUtf8(PQresultErrorField(result, code));
        };
        options.onNotice({ field(PG_DIAG_SEVERITY_NONLOCALIZED), field(PG_DIAG_SQLSTATE),
                           field(PG_DIAG_MESSAGE_PRIMARY) });
    }

    std::unique_ptr<PGconn, ConnectionDeleter> m_connection;
    std::unique_ptr<PGcancel, CancelDeleter> m_cancel;
    QString m_name;
    OpenOptions m_options;
    std::shared_ptr<PostgresqlStream> m_active; ///< its rows are on the wire
    std::unique_ptr<dialect::Inspector> m_inspector;
    std::atomic_bool m_cancelRequested = false;
    Autocommit m_autocommit;
    PostgresqlPipeline m_pipeline;
    bool m_began = false;
};

/// One statement that sets both timeouts. The server's zero means for ever.
QString timeoutSettings(const OpenOptions &options)
{
    const auto setting = [](const QString &name, std::chrono::milliseconds value) {
        return u"pg_catalog.set_config('%1', '%2', false)"_s.arg(name).arg(value.count());
    };
    QStringList settings;
    settings << (options.lockTimeout
                     ? setting(u"lock_timeout"_s, *options.lockTimeout)
                     : u"CASE pg_catalog.current_setting('lock_timeout') WHEN '0' THEN %1 END"_s
                           .arg(setting(u"lock_timeout"_s, defaultLockTimeout)));
    if (options.statementTimeout)
        settings << setting(u"statement_timeout"_s, *options.statementTimeout);
    return u"SELECT "_s + settings.join(u", "_s);
}

Result<> prepareSession(dialect::Connection &connection, PGconn *handle, const OpenOptions &options)
{
    const auto run = [&](const QString &sql) -> Result<> {
        auto cursor = connection.execute({ sql, {}, {}, {}, {} });
        return cursor ? Result<>() : failure(cursor.error());
    };
    // Values are read in these two forms; psycopg2 sets the first as well.
    const char *dateStyle = PQparameterStatus(handle, "DateStyle");
    if (!dateStyle || !QByteArrayView(dateStyle).startsWith("ISO")) {
        if (auto set = run(u"SET datestyle TO 'ISO'"_s); !set)
            return set;
    }
    const char *intervalStyle = PQparameterStatus(handle, "IntervalStyle");
    if (intervalStyle && QByteArrayView(intervalStyle) != "postgres") {
        if (auto set = run(u"SET intervalstyle TO 'postgres'"_s); !set)
            return set;
    }
    // A statement whose client was killed should not go on with its locks. Some systems cannot
    // watch the socket and refuse it, which is no reason not to work.
    if (PQserverVersion(handle) >= 140'000)
        static_cast<void>(run(u"SET client_connection_check_interval TO '1s'"_s));
    if (auto set = run(timeoutSettings(options)); !set)
        return set;
    return options.readOnly ? run(u"SET default_transaction_read_only TO on"_s) : Result<>();
}

} // namespace

Result<std::unique_ptr<dialect::Connection>>
openPostgresql(const ConnectionSpecification &specification, const OpenOptions &options)
{
    if (const auto there = postgresqlLibrary().require(); !there)
        return failure(there.error());
    const auto settings = postgresqlOptions(specification, options);
    if (!settings)
        return failure(settings.error());
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (std::size_t i = 0; i < settings->keywords.size(); ++i) {
        keywords.push_back(settings->keywords[i].constData());
        values.push_back(settings->values[i].constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);

    std::unique_ptr<PGconn, ConnectionDeleter> handle(
        PQconnectdbParams(keywords.data(), values.data(), 0));
    if (PQstatus(handle.get()) != CONNECTION_OK)
        return failure(postgresqlConnectError(handle.get(), specification));

    PGconn *raw = handle.get();
    auto connection = std::make_unique<PostgresqlConnection>(handle.release(),
                                                             displayName(specification), options);
    if (auto prepared = prepareSession(*connection, raw, options); !prepared)
        return failure(prepared.error());
    return connection;
}

} // namespace limbeck::database
