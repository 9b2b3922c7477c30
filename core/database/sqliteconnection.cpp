// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqliteconnection.h"

#include "core/database/driveroptions.h"
#include "core/database/inspectors.h"
#include "core/database/isolation.h"
#include "core/database/sqlitecursor.h"
#include "core/database/sqliteerrors.h"
#include "core/database/sqlitememory.h"
#include "core/database/sqlitetext.h"
#include "core/database/statementtext.h"
#include "core/database/valuetext.h"
#include "core/dialect/dialect.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QThread>

#include <atomic>
#include <cmath>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

struct HandleDeleter
{
    void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
};

using Handle = std::unique_ptr<sqlite3, HandleDeleter>;

/// Binds one value as SQLAlchemy's SQLite types and Python's sqlite3 module do: times as ISO text,
/// Decimal as a float, UUID as 32 hexadecimal digits.
class Binder
{
public:
    Binder(sqlite3_stmt *statement, int index)
        : m_statement(statement)
        , m_index(index)
    {
    }

    Result<> operator()(schema::Null) const
    {
        sqlite3_bind_null(m_statement, m_index);
        return {};
    }

    Result<> operator()(bool value) const { return (*this)(qint64 { value }); }

    Result<> operator()(qint64 value) const
    {
        sqlite3_bind_int64(m_statement, m_index, value);
        return {};
    }

    Result<> operator()(double value) const
    {
        sqlite3_bind_double(m_statement, m_index, value);
        return {};
    }

    Result<> operator()(const QString &value) const
    {
        const QByteArray text = value.toUtf8();
        sqlite3_bind_text64(m_statement, m_index, text.constData(),
                            static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT,
                            SQLITE_UTF8);
        return {};
    }

    Result<> operator()(const QByteArray &value) const
    {
        sqlite3_bind_blob64(m_statement, m_index, value.isNull() ? "" : value.constData(),
                            static_cast<sqlite3_uint64>(value.size()), SQLITE_TRANSIENT);
        return {};
    }

    Result<> operator()(const schema::Date &value) const { return (*this)(toText(value)); }

    Result<> operator()(schema::Time value) const
    {
        value.utcOffsetSeconds.reset();
        return (*this)(toText(value, Microseconds::Always));
    }

    Result<> operator()(schema::DateTime value) const
    {
        value.time.utcOffsetSeconds.reset();
        return (*this)(toText(value, Microseconds::Always));
    }

    /// Interval is stored as the moment so long after the epoch.
    Result<> operator()(const schema::Interval &value) const
    {
        const QDate date = QDate(1970, 1, 1).addDays(value.days);
        if (!date.isValid() || date.year() < 1 || date.year() > 9999)
            return failure(ErrorCode::Database, u"date value out of range"_s);
        return (*this)(schema::DateTime { { date.year(), date.month(), date.day() },
                                          { value.seconds / 3600,
                                            value.seconds / 60 % 60,
                                            value.seconds % 60,
                                            value.microseconds,
                                            {} } });
    }

    Result<> operator()(const schema::Decimal &value) const
    {
        static const QRegularExpression integer(u"^[-+]?[0-9]+$"_s);
        if (integer.match(value.text).hasMatch()) {
            // An int of Python that is too large comes as a Decimal as well.
            bool fits = false;
            static_cast<void>(value.text.toLongLong(&fits));
            if (!fits) {
                return failure(ErrorCode::Database,
                               u"Python int too large to convert to SQLite INTEGER"_s);
            }
        }
        bool isNumber = false;
        const double number = value.text.toDouble(&isNumber);
        return (*this)(isNumber ? number : std::nan(""));
    }

    Result<> operator()(const schema::Uuid &value) const
    {
        return (*this)(QString(value.text).remove(u'-'));
    }

    Result<> operator()(const schema::Json &value) const { return (*this)(value.text); }

    Result<> operator()(const std::shared_ptr<const schema::LiteralList> &) const
    {
        return failure(ErrorCode::Database,
                       u"Error binding parameter %1: type 'list' is not supported"_s.arg(m_index));
    }

private:
    sqlite3_stmt *m_statement;
    int m_index;
};

/// The function behind the operator REGEXP, which SQLAlchemy gives every session.
void regexpFunction(sqlite3_context *context, int, sqlite3_value **arguments)
{
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL
        || sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    const auto text = [](sqlite3_value *value) {
        return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_value_text(value)),
                                 sqlite3_value_bytes(value));
    };
    const QRegularExpression pattern(text(arguments[0]));
    if (!pattern.isValid()) {
        sqlite3_result_error(context, pattern.errorString().toUtf8().constData(), -1);
        return;
    }
    sqlite3_result_int(context, pattern.match(text(arguments[1])).hasMatch() ? 1 : 0);
}

class SqliteConnection final : public dialect::Connection
{
public:
    SqliteConnection(Handle handle, QString path, QString name, const OpenOptions &options,
                     std::chrono::milliseconds busyTimeout)
        : m_handle(std::move(handle))
        , m_path(std::move(path))
        , m_name(std::move(name))
        , m_options(options)
        , m_busyTimeout(busyTimeout)
    {
        sqlite3_busy_handler(m_handle.get(), &SqliteConnection::waitForOthers, this);
        if (options.statementTimeout) {
            constexpr int instructionsBetweenLooks = 100'000; // some milliseconds
            sqlite3_progress_handler(m_handle.get(), instructionsBetweenLooks,
                                     &SqliteConnection::isOverdue, this);
        }
    }

    ~SqliteConnection() override { m_openCursors->closeAll(); }

    const dialect::Dialect &dialect() const override
    {
        return *dialect::dialectByName(u"sqlite"_s);
    }

    QString serverVersion() const override { return QString::fromLatin1(sqlite3_libversion()); }

    QString displayName() const override { return m_name; }

    Result<std::unique_ptr<dialect::Cursor>> execute(const dialect::Statement &statement) override
    {
        auto cursor = run(statement);
        if (!cursor)
            return failure(at(statement, cursor.error()));
        return cursor;
    }

    Result<> begin() override
    {
        if (m_autocommit.isOn()) {
            m_autocommit.begin();
            return {};
        }
        return command(m_options.immediateTransactions ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s);
    }

    Result<> commit() override
    {
        if (m_autocommit.isOn()) {
            m_autocommit.end();
            return {};
        }
        if (auto lost = std::exchange(m_lost, std::nullopt)) {
            return failure(lost->within(
                u"The transaction was rolled back, not committed, as a statement failed"_s));
        }
        // A script may have said COMMIT itself.
        return hasTransaction() ? command(u"COMMIT"_s) : Result<>();
    }

    Result<> rollback() override
    {
        m_autocommit.end();
        m_lost.reset();
        return hasTransaction() ? command(u"ROLLBACK"_s) : Result<>();
    }

    bool inTransaction() const override { return m_autocommit.inTransaction() || hasTransaction(); }

    Result<> setIsolationLevel(const QString &level) override
    {
        static const QStringList levels { u"READ UNCOMMITTED"_s, u"SERIALIZABLE"_s,
                                          u"AUTOCOMMIT"_s };
        const auto known = isolationLevel(level, levels, dialect().name());
        if (!known)
            return failure(known.error());
        m_autocommit.setOn(*known == "AUTOCOMMIT"_L1);
        if (m_autocommit.isOn())
            return {};
        return command(*known == "READ UNCOMMITTED"_L1 ? u"PRAGMA read_uncommitted = 1"_s
                                                       : u"PRAGMA read_uncommitted = 0"_s);
    }

    dialect::Inspector &inspector() override
    {
        if (!m_inspector)
            m_inspector = sqliteInspector(*this);
        return *m_inspector;
    }

    void cancel() override
    {
        m_cancelRequested = true;
        sqlite3_interrupt(m_handle.get());
    }

private:
    [[nodiscard]] bool hasTransaction() const
    {
        return sqlite3_get_autocommit(m_handle.get()) == 0;
    }

    Result<std::unique_ptr<dialect::Cursor>> run(const dialect::Statement &statement)
    {
        m_cancelRequested = false;
        m_statementTime.start();
        const QByteArray sql = statement.sql.toUtf8();
        if (sql.contains('\0'))
            return failure(driverError(u"the query contains a null character"_s));
        auto prepared = prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        if (auto bound = bind(prepared->get(), statement); !bound)
            return failure(bound.error());

        sqlite3_stmt *raw = prepared->get();
        const bool onlyReads = sqlite3_stmt_readonly(raw) != 0;
        const bool givesRows = sqlite3_column_count(raw) > 0;
        if (!onlyReads || !givesRows)
            m_openCursors->detachAll();
        const bool wasInTransaction = hasTransaction();
        const int code = raw ? sqlite3_step(raw) : SQLITE_DONE;
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            return failure(stepError(wasInTransaction));

        auto cursor = std::make_unique<SqliteCursor>(std::move(*prepared), code == SQLITE_ROW,
                                                     m_path, m_openCursors);
        const QString verb = firstSqlWord(statement.sql);
        // INSERT … RETURNING and the like are done only when all their rows have been read.
        if (!onlyReads && givesRows)
            cursor->detach();
        const bool inserts = verb == "INSERT"_L1 || verb == "REPLACE"_L1;
        const bool counts = inserts || verb == "UPDATE"_L1 || verb == "DELETE"_L1
            || (verb == "WITH"_L1 && !onlyReads);
        cursor->setCounts(counts ? qint64 { sqlite3_changes64(m_handle.get()) } : -1,
                          inserts
                              ? std::optional(qint64 { sqlite3_last_insert_rowid(m_handle.get()) })
                              : std::nullopt);
        return cursor;
    }

    Result<SqliteStatement> prepare(const QByteArray &sql)
    {
        sqlite3_stmt *raw = nullptr;
        const char *rest = nullptr;
        const int code = sqlite3_prepare_v2(m_handle.get(), sql.constData(),
                                            static_cast<int>(sql.size()) + 1, &raw, &rest);
        SqliteStatement prepared(raw);
        if (code != SQLITE_OK)
            return failure(sqliteError(m_handle.get(), m_path));
        if (raw && !firstSqlWord(QString::fromUtf8(rest)).isEmpty()) {
            Error error = driverError(u"You can only execute one statement at a time."_s);
            error.hint = u"Give each statement its own op.execute()."_s;
            return failure(error);
        }
        return prepared;
    }

    Result<> bind(sqlite3_stmt *prepared, const dialect::Statement &statement) const
    {
        const auto expected = static_cast<std::size_t>(sqlite3_bind_parameter_count(prepared));
        if (expected != statement.parameters.size()) {
            return failure(
                driverError(u"Incorrect number of bindings supplied. The current "
                            "statement uses %1, and there are %2 supplied."_s.arg(expected)
                                .arg(statement.parameters.size())));
        }
        int index = 0;
        for (const dialect::Parameter &parameter : statement.parameters) {
            if (auto bound = std::visit(Binder(prepared, ++index), parameter.value.value); !bound)
                return bound;
        }
        return {};
    }

    /// Some failures end the whole transaction (disk full, interrupt …): commit() must not pretend.
    Error stepError(bool wasInTransaction)
    {
        Error error = sqliteError(m_handle.get(), m_path);
        if (error.code == ErrorCode::Locked && m_cancelRequested.load()) {
            error.code = ErrorCode::Cancelled;
            error.hint.clear();
        }
        if (error.code == ErrorCode::Cancelled && !m_cancelRequested.load()) {
            error.code = ErrorCode::Database;
            error.message = u"The statement was ended, as it took longer than it may."_s;
            error.hint = u"Raise the statement timeout."_s;
        }
        if (wasInTransaction && !hasTransaction())
            m_lost = error;
        return error;
    }

    static Error driverError(const QString &message)
    {
        Error error;
        error.code = ErrorCode::Database;
        error.message = message;
        error.subjects = QStringList { QString(), u"ProgrammingError"_s };
        return error;
    }

    Result<> command(const QString &sql)
    {
        auto cursor = execute({ sql, {}, {}, {}, {} });
        if (cursor)
            m_lost.reset();
        return cursor ? Result<>() : failure(cursor.error());
    }

    /// SQLite asks every now and then; 1 interrupts the statement.
    static int isOverdue(void *self)
    {
        const auto *connection = static_cast<SqliteConnection *>(self);
        return connection->m_statementTime.elapsed()
                > connection->m_options.statementTimeout->count()
            ? 1
            : 0;
    }

    /// SQLite asks again and again while another session holds the file; 0 gives up.
    static int waitForOthers(void *self, int attempt)
    {
        auto *connection = static_cast<SqliteConnection *>(self);
        if (attempt == 0) {
            connection->m_waiting.start();
            connection->m_nextReport = waitingInterval.count();
        }
        if (connection->m_cancelRequested.load()
            || connection->m_waiting.elapsed() >= connection->m_busyTimeout.count()) {
            return 0;
        }
        if (connection->m_options.onWaiting
            && connection->m_waiting.elapsed() >= connection->m_nextReport) {
            connection->m_nextReport += waitingInterval.count();
            connection->m_options.onWaiting();
        }
        QThread::msleep(attempt < 10 ? 2 : 20);
        return 1;
    }

    std::shared_ptr<SqliteOpenCursors> m_openCursors = std::make_shared<SqliteOpenCursors>();
    Handle m_handle;
    QString m_path; ///< empty in memory
    QString m_name;
    OpenOptions m_options;
    std::chrono::milliseconds m_busyTimeout;
    QElapsedTimer m_waiting;
    qint64 m_nextReport = 0; ///< of m_waiting
    QElapsedTimer m_statementTime;
    std::unique_ptr<dialect::Inspector> m_inspector;
    std::atomic_bool m_cancelRequested = false;
    Autocommit m_autocommit;
    std::optional<Error> m_lost; ///< the failure that ended the transaction by itself
};

/// Options of Python's sqlite3.connect(); the others of a URL with uri=true belong to SQLite's URI.
bool isPythonOption(const ConnectionSpecification &specification, const QString &name)
{
    return name == "uri"_L1 || name == "timeout"_L1 || concernsOnlyPython(specification, name);
}

/// Without uri=true the driver drops what it does not know, as SQLAlchemy warns.
void noteUnknownOptions(const ConnectionSpecification &specification, const OpenOptions &options)
{
    for (const auto &[name, value] : specification.options) {
        if (!isPythonOption(specification, name))
            noteIgnoredOption(options, name, { u"uri"_s, u"timeout"_s });
    }
}

QString fileName(const ConnectionSpecification &specification)
{
    if (!specification.usesSqliteUri())
        return specification.isMemory() ? u":memory:"_s : specification.database;
    QStringList rest;
    for (const auto &[name, value] : specification.options) {
        if (!isPythonOption(specification, name))
            rest << name + u'=' + value;
    }
    rest.sort();
    return specification.database + (rest.isEmpty() ? QString() : u'?' + rest.join(u'&'));
}

} // namespace

Result<std::unique_ptr<dialect::Connection>>
openSqlite(const ConnectionSpecification &specification, const OpenOptions &options)
{
    if (specification.driver == "pysqlcipher"_L1) {
        return failure(ErrorCode::Unsupported,
                       u"Cannot open a database that is encrypted with SQLCipher"_s,
                       u"Use --sql, and run its output with the sqlcipher shell."_s);
    }
    if (!specification.host.isEmpty() || !specification.userName.isEmpty() || specification.port) {
        return failure(ErrorCode::Configuration, u"Invalid SQLite URL"_s,
                       u"Valid SQLite URL forms are sqlite:///:memory: or "
                       "sqlite:////absolute/path/to/file.db"_s);
    }
    const bool isUri = specification.usesSqliteUri();
    if (!isUri)
        noteUnknownOptions(specification, options);
    const QString name = fileName(specification);
    const QString path = isUri || specification.isMemory()
        ? QString()
        : QDir::cleanPath(QDir::current().absoluteFilePath(name));
    const int flags =
        (options.readOnly && !specification.isMemory() ? SQLITE_OPEN_READONLY
                                                       : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        | (isUri ? SQLITE_OPEN_URI : 0) | SQLITE_OPEN_FULLMUTEX;

    prepareSqliteMemory();
    sqlite3 *raw = nullptr;
    const QByteArray encoded = (path.isEmpty() ? name : path).toUtf8();
    const int opened = sqlite3_open_v2(encoded.constData(), &raw, flags, nullptr);
    Handle handle(raw);
    if (opened != SQLITE_OK)
        return failure(sqliteOpenError(raw, path));
    sqlite3_extended_result_codes(raw, 1);
    // Reading the header tells at once whether this is a database; being locked is no reason to
    // refuse the session.
    const int header = sqlite3_exec(raw, "PRAGMA schema_version", nullptr, nullptr, nullptr);
    if (header != SQLITE_OK && (header & 0xff) != SQLITE_BUSY)
        return failure(sqliteOpenError(raw, path));
    sqlite3_create_function(raw, "regexp", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                            &regexpFunction, nullptr, nullptr);

    bool isNumber = false;
    const double seconds = specification.option(u"timeout"_s).toDouble(&isNumber);
    const auto busyTimeout = isNumber
        ? std::chrono::milliseconds(static_cast<qint64>(seconds * 1000))
        : options.lockTimeout.value_or(options.busyTimeout);
    return std::make_unique<SqliteConnection>(std::move(handle), path, displayName(specification),
                                              options, busyTimeout);
}

} // namespace limbeck::database
