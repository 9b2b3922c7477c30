// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/library.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// The hierarchy of sqlalchemy.exc: name, its bases, the code of its documentation page.
struct ExceptionClass
{
    const char *name;
    const char *base; ///< another of these, or one of Python's
    const char *code = nullptr;
};

constexpr ExceptionClass exceptionClasses[] = {
    { "SQLAlchemyError", "Exception" },
    { "ArgumentError", "SQLAlchemyError" },
    { "DuplicateColumnError", "ArgumentError" },
    { "ObjectNotExecutableError", "ArgumentError" },
    { "NoSuchModuleError", "ArgumentError" },
    { "NoForeignKeysError", "ArgumentError" },
    { "AmbiguousForeignKeysError", "ArgumentError" },
    { "ConstraintColumnNotFoundError", "ArgumentError" },
    { "CircularDependencyError", "SQLAlchemyError" },
    { "CompileError", "SQLAlchemyError" },
    { "UnsupportedCompilationError", "CompileError", "l7de" },
    { "IdentifierError", "SQLAlchemyError" },
    { "DisconnectionError", "SQLAlchemyError" },
    { "InvalidatePoolError", "DisconnectionError" },
    { "TimeoutError", "SQLAlchemyError" },
    { "InvalidRequestError", "SQLAlchemyError" },
    { "IllegalStateChangeError", "InvalidRequestError" },
    { "NoInspectionAvailable", "InvalidRequestError" },
    { "PendingRollbackError", "InvalidRequestError" },
    { "ResourceClosedError", "InvalidRequestError" },
    { "NoSuchColumnError", "InvalidRequestError" },
    { "NoResultFound", "InvalidRequestError" },
    { "MultipleResultsFound", "InvalidRequestError" },
    { "NoReferenceError", "InvalidRequestError" },
    { "AwaitRequired", "InvalidRequestError", "xd1r" },
    { "MissingGreenlet", "InvalidRequestError", "xd2s" },
    { "NoReferencedTableError", "NoReferenceError" },
    { "NoReferencedColumnError", "NoReferenceError" },
    { "NoSuchTableError", "InvalidRequestError" },
    { "UnreflectableTableError", "InvalidRequestError" },
    { "UnboundExecutionError", "InvalidRequestError" },
    { "StatementError", "SQLAlchemyError" },
    { "DBAPIError", "StatementError", "dbapi" },
    { "InterfaceError", "DBAPIError", "rvf5" },
    { "DatabaseError", "DBAPIError", "4xp6" },
    { "DataError", "DatabaseError", "9h9h" },
    { "OperationalError", "DatabaseError", "e3q8" },
    { "IntegrityError", "DatabaseError", "gkpj" },
    { "InternalError", "DatabaseError", "2j85" },
    { "ProgrammingError", "DatabaseError", "f405" },
    { "NotSupportedError", "DatabaseError", "tw8g" },
    { "SADeprecationWarning", "DeprecationWarning" },
    { "Base20DeprecationWarning", "SADeprecationWarning" },
    { "RemovedIn20Warning", "Base20DeprecationWarning" },
    { "LegacyAPIWarning", "Base20DeprecationWarning" },
    { "MovedIn20Warning", "Base20DeprecationWarning" },
    { "SAPendingDeprecationWarning", "PendingDeprecationWarning" },
    { "SAWarning", "RuntimeWarning" },
    { "DontWrapMixin", "object" },
};

Ref<Type> baseOf(ModuleBuilder &module, const char *base)
{
    if (const Value *own =
            module.module()->dict().find(QByteArray("exc.").append(base).constData()))
        return Ref<Type>(own->as<Type>());
    if (const Value *builtin = module.interpreter().builtins()->dict().find(base))
        return Ref<Type>(builtin->as<Type>());
    return module.interpreter().types().Exception;
}

QString background(const char *code)
{
    return u"\n(Background on this error at: https://sqlalche.me/e/20/%1)"_s.arg(
        QLatin1StringView(code));
}

const char *codeOf(const char *className)
{
    for (const ExceptionClass &entry : exceptionClasses) {
        if (qstrcmp(entry.name, className) == 0)
            return entry.code;
    }
    return nullptr;
}

Value makeError(Interpreter &interpreter, const char *className, const QString &message)
{
    const QByteArray key = QByteArray("exc.").append(className);
    return interpreter.makeException(library(interpreter).classNamed(key.constData()).get(),
                                     message);
}

} // namespace

void defineExceptions(ModuleBuilder &module)
{
    for (const ExceptionClass &entry : exceptionClasses) {
        const QByteArray key = QByteArray("exc.").append(entry.name);
        std::vector<Ref<Type>> bases { baseOf(module, entry.base) };
        if (qstrcmp(entry.name, "NoSuchColumnError") == 0)
            bases.push_back(module.interpreter().types().KeyError);
        TypeBuilder type = module.defineClass(key.constData(), bases);
        type.type()->setName(QString::fromLatin1(entry.name));
        type.value("__module__", makeStr(u"sqlalchemy.exc"_s));
        type.value("__qualname__", makeStr(QString::fromLatin1(entry.name)));
        type.value("__qualname__", makeStr(QString::fromLatin1(entry.name)));
        type.value("code", entry.code ? makeStr(QString::fromLatin1(entry.code)) : Value());
    }
    for (const char *name : { "orig", "statement", "params", "connection_invalidated" })
        module.module()->dict().find("exc.StatementError")->as<Type>()->setOwn(name, Value());
}

void throwSqlAlchemyError(Interpreter &interpreter, const char *className, const QString &message,
                          const QString &hint)
{
    const char *code = codeOf(className);
    const Value error =
        makeError(interpreter, className, code ? message + background(code) : message);
    if (auto *object = error.as<ExceptionObject>())
        object->hint = hint;
    throw ScriptException { error };
}

void throwDatabaseError(Interpreter &interpreter, const char *className, const QString &message,
                        const QString &statement, const Value &params)
{
    QString text = message;
    if (!statement.isEmpty())
        text += u"\n[SQL: %1]"_s.arg(statement);
    if (!params.isNone() && !params.isAbsent())
        text += u"\n[parameters: %1]"_s.arg(interpreter.repr(params));
    if (const char *code = codeOf(className))
        text += background(code);
    const Value error = makeError(interpreter, className, text);
    interpreter.setAttr(error, "orig",
                        interpreter.makeException(interpreter.types().Exception.get(), message));
    interpreter.setAttr(error, "statement", makeStr(statement));
    interpreter.setAttr(error, "params", params.isAbsent() ? Value() : params);
    throw ScriptException { error };
}

void throwFailure(Interpreter &interpreter, const Error &error)
{
    switch (error.code) {
    case ErrorCode::Unsupported:
        throwSqlAlchemyError(interpreter, "CompileError", error.message, error.hint);
    case ErrorCode::Database:
        throwDatabaseError(interpreter, "DatabaseError", error.message, {});
    case ErrorCode::Connection:
        throwDatabaseError(interpreter, "OperationalError", error.message, {});
    case ErrorCode::Usage:
        throwSqlAlchemyError(interpreter, "ArgumentError", error.message, error.hint);
    case ErrorCode::Script:
        throwSqlAlchemyError(interpreter, "InvalidRequestError", error.message, error.hint);
    default:
        throw Interruption { error };
    }
}

} // namespace limbeck::bindings
