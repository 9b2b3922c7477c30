// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/operationconversion.h"
#include "core/bindings/sqlalchemymodule.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// Failures that no script can go on from.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DataDependent:
    case ErrorCode::Cancelled:
    case ErrorCode::ScriptLimit:
    case ErrorCode::Refused:
    case ErrorCode::Connection:
    case ErrorCode::FileNotFound: // of a SQLite database that is only to be read
    case ErrorCode::Locked:
    case ErrorCode::Internal:
        return true;
    default:
        return false;
    }
}

/// What Alembic raises as CommandError while it plans and runs.
bool isPlanFailure(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UnknownRevision:
    case ErrorCode::AmbiguousRevision:
    case ErrorCode::MultipleHeads:
    case ErrorCode::InvalidPlan:
    case ErrorCode::ImpossibleTarget:
    case ErrorCode::InvalidGraph:
    case ErrorCode::VersionMismatch:
        return true;
    default:
        return false;
    }
}

/// CommandError for a failure that keeps its place and remedy when no script catches it.
[[noreturn]] void throwPlanFailure(Interpreter &in, const Error &error)
{
    try {
        throwCommandError(in, error.message);
    } catch (const ScriptException &raised) {
        raised.exception.as<ExceptionObject>()->original = std::make_shared<const Error>(error);
        throw;
    }
}

/// The class of exception in which Alembic says something; null: SQLAlchemy's words.
enum class AlembicClass { None, Command, NotImplemented, Value, Key, Type };

AlembicClass alembicClassOf(const QString &message)
{
    struct Entry
    {
        QLatin1StringView beginning;
        AlembicClass exception;
    };

    static constexpr Entry entries[] = {
        { QLatin1StringView("All MySQL CHANGE/MODIFY COLUMN"), AlembicClass::Command },
        { QLatin1StringView("This operation cannot proceed in --sql mode"), AlembicClass::Command },
        { QLatin1StringView("Can't specify insert_before or insert_after"), AlembicClass::Command },
        { QLatin1StringView("No support for ALTER of constraints"), AlembicClass::NotImplemented },
        { QLatin1StringView("No generic 'DROP CONSTRAINT'"), AlembicClass::NotImplemented },
        { QLatin1StringView("Only 'CHECK', 'FOREIGN KEY', 'UNIQUE CONSTRAINT'"),
          AlembicClass::NotImplemented },
        { QLatin1StringView("Can't drop unnamed"), AlembicClass::Value },
        { QLatin1StringView("Constraint must have a name"), AlembicClass::Value },
        { QLatin1StringView("No such constraint:"), AlembicClass::Value },
        { QLatin1StringView("No such index:"), AlembicClass::Value },
        { QLatin1StringView("'type' can be one of"), AlembicClass::Type },
        { QLatin1StringView("List expected"), AlembicClass::Type },
        { QLatin1StringView("List of dictionaries expected"), AlembicClass::Type },
    };
    for (const Entry &entry : entries) {
        if (message.startsWith(entry.beginning))
            return entry.exception;
    }
    return AlembicClass::None;
}

/// The Python driver that SQLAlchemy would use, as messages name it.
QString driverOf(const dialect::Dialect &dialect)
{
    switch (dialect.backend()) {
    case Backend::PostgreSql:
        return u"psycopg2"_s;
    case Backend::Sqlite:
        return u"sqlite3"_s;
    default:
        return u"MySQLdb"_s;
    }
}

/// What the database said, as SQLAlchemy raises it: the class by the driver's, `orig` with the
/// code.
[[noreturn]] void throwRefusedStatement(Interpreter &in, const Error &error)
{
    const QString code = error.subjects.value(0);
    const QString className = error.subjects.size() > 1 ? error.subjects[1] : u"DatabaseError"_s;
    const QString driver = driverOf(currentDialect(in));
    // DETAIL and the like are part of the driver's message, the statement comes behind it.
    const QStringList lines = QStringList { error.message } + error.notes;
    try {
        throwDatabaseError(in, className.toLatin1().constData(),
                           u"(%1.%2) %3"_s.arg(driver, className, lines.join(u'\n')), {});
    } catch (const ScriptException &raised) {
        raised.object()->hint = error.hint;
        const Value original = in.makeException(in.types().Exception.get(), error.message);
        in.setAttr(original, "pgcode", makeStr(code));
        in.setAttr(original, "sqlstate", makeStr(code));
        bool isNumber = false;
        const int number = code.toInt(&isNumber);
        if (isNumber && driver == u"MySQLdb"_s)
            original.as<ExceptionObject>()->args = { Value(number), makeStr(error.message) };
        in.setAttr(raised.exception, "orig", original);
        throw;
    }
}

} // namespace

void throwCommandError(Interpreter &interpreter, const QString &message)
{
    const Value type =
        interpreter.getAttr(interpreter.import(u"alembic.util.exc"_s), "CommandError");
    throwError(type.as<Type>(), message);
}

void throwHostFailure(Interpreter &interpreter, const Error &error)
{
    // A migration's own exception goes on to env.py as it is.
    if (const Value raised = interpreter.exceptionBehind(error); !raised.isAbsent())
        throw ScriptException { raised };
    if (isFinal(error.code)) {
        Error located = error;
        if (!located.span.isValid())
            located.span = callerSpan(interpreter);
        throw Interruption { std::move(located) };
    }
    switch (alembicClassOf(error.message)) {
    case AlembicClass::Command:
        throwCommandError(interpreter, error.message);
    case AlembicClass::NotImplemented:
        throwNotImplementedError(error.message);
    case AlembicClass::Value:
        throwValueError(error.message);
    case AlembicClass::Type:
        throwTypeError(error.message);
    case AlembicClass::Key:
        throwKeyError(makeStr(error.message));
    case AlembicClass::None:
        break;
    }
    if (isPlanFailure(error.code))
        throwPlanFailure(interpreter, error);
    if (error.code == ErrorCode::Database)
        throwRefusedStatement(interpreter, error);
    throwFailure(interpreter, error);
}

} // namespace limbeck::bindings
