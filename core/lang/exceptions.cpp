// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/exceptions.h"

#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

ExceptionObject::ExceptionObject(Type *type)
    : Object(type, Kind::Exception)
{
}

QString ExceptionObject::str(Interpreter &interpreter)
{
    const CoreTypes &types = interpreter.types();
    if (type()->isSubclassOf(types.BaseExceptionGroup.get()) && args.size() == 2) {
        const auto count = interpreter.length(args[1]);
        return u"%1 (%2 sub-exception%3)"_s.arg(interpreter.str(args[0]))
            .arg(count)
            .arg(count == 1 ? QString() : u"s"_s);
    }
    if (type()->isSubclassOf(types.SyntaxError.get()) && instanceDict()) {
        const Value *const message = instanceDict()->find("msg");
        const Value *const file = instanceDict()->find("filename");
        const Value *const line = instanceDict()->find("lineno");
        if (message && file && line && file->isStr())
            return u"%1 (%2, line %3)"_s.arg(
                interpreter.str(*message), textOf(*file).section(u'/', -1), interpreter.str(*line));
    }
    if (args.size() == 1)
        return type()->isSubclassOf(types.KeyError.get()) ? interpreter.repr(args[0])
                                                          : interpreter.str(args[0]);
    if (args.size() >= 2 && type()->isSubclassOf(types.OSError.get())) {
        const QString text =
            u"[Errno %1] %2"_s.arg(interpreter.str(args[0]), interpreter.str(args[1]));
        return args.size() > 2 ? text + u": "_s + interpreter.repr(args[2]) : text;
    }
    return args.empty() ? QString() : interpreter.repr(makeTuple(args));
}

QString ExceptionObject::repr(Interpreter &interpreter)
{
    QStringList texts;
    for (const Value &argument : args)
        texts.append(interpreter.repr(argument));
    return type()->name() + u'(' + texts.join(u", "_s) + u')';
}

void ExceptionObject::clearReferences()
{
    args.clear();
    cause = context = {};
    Object::clearReferences();
}

void throwException(const Value &exception)
{
    throw ScriptException { exception };
}

void throwError(Type *type, const Value &argument)
{
    Ref<ExceptionObject> exception = make<ExceptionObject>(type);
    if (!argument.isAbsent())
        exception->args.push_back(argument);
    throw ScriptException { exception };
}

void throwError(Type *type, const QString &message, const QString &hint)
{
    Ref<ExceptionObject> exception = make<ExceptionObject>(type);
    exception->args.push_back(makeStr(message));
    exception->hint = hint;
    throw ScriptException { exception };
}

void throwTypeError(const QString &message, const QString &hint)
{
    throwError(Interpreter::current().types().TypeError.get(), message, hint);
}

void throwValueError(const QString &message, const QString &hint)
{
    throwError(Interpreter::current().types().ValueError.get(), message, hint);
}

void throwKeyError(const Value &key)
{
    throwError(Interpreter::current().types().KeyError.get(), key);
}

void throwIndexError(const QString &message)
{
    throwError(Interpreter::current().types().IndexError.get(), message);
}

void throwAttributeError(const QString &message, const QString &hint)
{
    throwError(Interpreter::current().types().AttributeError.get(), message, hint);
}

void throwRuntimeError(const QString &message)
{
    throwError(Interpreter::current().types().RuntimeError.get(), message);
}

void throwNotImplementedError(const QString &message)
{
    throwError(Interpreter::current().types().NotImplementedError.get(), message);
}

void throwOverflowError(const QString &message)
{
    throwError(Interpreter::current().types().OverflowError.get(), message);
}

void throwZeroDivisionError(const QString &message)
{
    throwError(Interpreter::current().types().ZeroDivisionError.get(), message);
}

void throwImportError(const QString &message, const QString &hint)
{
    throwError(Interpreter::current().types().ImportError.get(), message, hint);
}

namespace {

[[noreturn]] void interrupt(ErrorCode code, const QString &message, const QString &hint)
{
    throw Interruption { Error {
        code, message, Interpreter::current().currentSpan(), hint, {}, {} } };
}

} // namespace

void throwRefused(const QString &message, const QString &hint)
{
    interrupt(ErrorCode::Refused, message, hint);
}

void throwUnsupported(const QString &message, const QString &hint)
{
    interrupt(ErrorCode::Unsupported, message, hint);
}

} // namespace limbeck::lang
