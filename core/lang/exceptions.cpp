// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/exceptions.h"

#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Of the arguments (codec, object, start, end, reason).
QString unicodeErrorText(const ValueVector &args, bool encoding)
{
    const qint64 start = args[2].integer();
    const qint64 end = args[3].integer();
    const QString verb = encoding ? u"encode"_s : u"decode"_s;
    const QString what = encoding ? u"character"_s : u"byte"_s;
    if (end != start + 1)
        return u"'%1' codec can't %2 %3s in position %4-%5: %6"_s.arg(textOf(args[0]), verb, what)
            .arg(start)
            .arg(end - 1)
            .arg(textOf(args[4]));
    QString shown;
    if (encoding) {
        const QList<uint> codes = textOf(args[1]).toUcs4();
        const uint code = start < codes.size() ? codes[start] : 0;
        const int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
        const QChar mark = digits == 2 ? u'x' : digits == 4 ? u'u' : u'U';
        shown = u"'\\"_s + mark + QString::number(code, 16).rightJustified(digits, u'0') + u'\'';
    } else {
        const auto *const bytes = args[1].as<Bytes>();
        const int byte = bytes && start < bytes->data().size()
            ? static_cast<unsigned char>(bytes->data()[start])
            : 0;
        shown = u"0x%1"_s.arg(byte, 2, 16, QLatin1Char('0'));
    }
    return u"'%1' codec can't %2 %3 %4 in position %5: %6"_s.arg(textOf(args[0]), verb, what, shown)
        .arg(start)
        .arg(textOf(args[4]));
}

} // namespace

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
    const bool encoding = type()->isSubclassOf(types.UnicodeEncodeError.get());
    if (args.size() == 5 && (encoding || type()->isSubclassOf(types.UnicodeDecodeError.get())))
        return unicodeErrorText(args, encoding);
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
    throw Interruption { Error { code, message, {}, hint, {}, {} } }; // frames add the place
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
