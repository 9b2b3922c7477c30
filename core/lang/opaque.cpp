// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/opaque.h"

#include "core/lang/evaluator.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

OpaqueObject::OpaqueObject(Type *type, QString path, QString importName, SourceSpan importSpan,
                           QString reason)
    : Object(type, Kind::Opaque)
    , m_path(std::move(path))
    , m_importName(std::move(importName))
    , m_importSpan(std::move(importSpan))
    , m_reason(std::move(reason))
{
}

QString OpaqueObject::explanation() const
{
    QString result = m_path;
    if (m_importSpan.isValid())
        result +=
            u" (imported at %1:%2)"_s.arg(m_importSpan.file->path()).arg(m_importSpan.range.line);
    result += u" is not available";
    return m_reason.isEmpty() ? result : result + u", because "_s + m_reason;
}

void OpaqueObject::require(Interpreter &interpreter, const QString &purpose) const
{
    if (interpreter.opaquePolicy() == OpaquePolicy::Absorbing)
        return;
    throwError(interpreter.types().OpaqueValueError.get(),
               explanation() + u": "_s + purpose + u" needs its value"_s,
               u"give it a value in limbeck.toml: [opaque] \"%1\" = …"_s.arg(m_path));
}

Value OpaqueObject::derived(const QString &path) const
{
    if (const std::optional<Value> replacement = Interpreter::current().opaqueReplacement(path))
        return *replacement;
    return make<OpaqueObject>(type(), path, m_importName, m_importSpan, m_reason);
}

Value OpaqueObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"__class__")
        return Value(type());
    // Protocols that look for a method by name must not find one; what a module says of itself may
    // be read.
    if (text.startsWith(u"__") && text.endsWith(u"__") && text != u"__name__"
        && text != u"__version__" && text != u"__file__" && text != u"__doc__"
        && text != u"__path__" && text != u"__tablename__")
        return Value::absent();
    Q_UNUSED(interpreter)
    return derived(m_path + u'.' + text);
}

Value OpaqueObject::call(Interpreter &interpreter, const Arguments &arguments)
{
    // Used as a decorator it leaves a class as it is. A function may become another, which only
    // env.py is not harmed by.
    if (arguments.keywords().empty() && arguments.positional().size() == 1
        && interpreter.evaluator().isDecorating()) {
        const Value &only = arguments.positional().front();
        const bool absorbs = interpreter.opaquePolicy() == OpaquePolicy::Absorbing;
        if (only.isType() || (absorbs && hasKind(only, Kind::Function)))
            return only;
    }
    return derived(m_path.endsWith(u"()") ? m_path : m_path + u"()"_s);
}

QString OpaqueObject::repr(Interpreter &)
{
    return u"<%1: not available>"_s.arg(m_path);
}

QString OpaqueObject::str(Interpreter &interpreter)
{
    require(interpreter, u"its text"_s);
    return u"<%1>"_s.arg(m_path);
}

QString OpaqueObject::format(Interpreter &interpreter, const QString &)
{
    return str(interpreter);
}

bool OpaqueObject::truth(Interpreter &interpreter)
{
    require(interpreter, u"a condition"_s);
    return false;
}

qint64 OpaqueObject::hash(Interpreter &interpreter)
{
    require(interpreter, u"a set or dict"_s);
    return static_cast<qint64>(qHash(m_path) >> 1);
}

std::optional<qint64> OpaqueObject::length(Interpreter &interpreter)
{
    require(interpreter, u"len()"_s);
    return 0;
}

Value OpaqueObject::getItem(Interpreter &, const Value &)
{
    return derived(m_path.endsWith(u"[]") ? m_path : m_path + u"[]"_s);
}

void OpaqueObject::setItem(Interpreter &, const Value &, const Value &) { }

void OpaqueObject::delItem(Interpreter &, const Value &) { }

std::optional<bool> OpaqueObject::contains(Interpreter &interpreter, const Value &)
{
    require(interpreter, u"a condition"_s);
    return false;
}

Value OpaqueObject::iterate(Interpreter &interpreter)
{
    require(interpreter, u"iteration"_s);
    return makeIterator([](Interpreter &, Value &) { return false; });
}

void requireKnownEffect(Interpreter &interpreter, const Value &result)
{
    if (interpreter.opaquePolicy() != OpaquePolicy::Effects || !result.isOpaque())
        return;
    static const QStringList logging { u"debug"_s,    u"info"_s,      u"warning"_s,
                                       u"warn"_s,     u"error"_s,     u"fatal"_s,
                                       u"critical"_s, u"exception"_s, u"log"_s };
    const auto *const opaque = static_cast<OpaqueObject *>(result.object());
    const QString &path = opaque->path();
    if (path.endsWith(u"()") && path.contains(u'.')
        && logging.contains(path.chopped(2).section(u'.', -1)))
        return;
    throwError(interpreter.types().OpaqueValueError.get(),
               opaque->explanation() + u": what this call does cannot be told without it"_s,
               u"let the module be found: prepend_sys_path in alembic.ini, or --project-root"_s);
}

Value opaqueOperation(const Value &opaque)
{
    const auto &object = *static_cast<OpaqueObject *>(opaque.object());
    return object.derived(object.path());
}

} // namespace limbeck::lang
