// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/opaque.h"

#include "core/lang/evaluator.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Names that are looked for in every value to learn what it can do; the others, like
/// `__build_date__`, are a module's own.
bool isProtocolName(const QString &name)
{
    static const QSet<QString> names { u"__abs__"_s,
                                       u"__add__"_s,
                                       u"__aenter__"_s,
                                       u"__aexit__"_s,
                                       u"__aiter__"_s,
                                       u"__anext__"_s,
                                       u"__await__"_s,
                                       u"__bool__"_s,
                                       u"__bytes__"_s,
                                       u"__call__"_s,
                                       u"__ceil__"_s,
                                       u"__clause_element__"_s,
                                       u"__complex__"_s,
                                       u"__contains__"_s,
                                       u"__copy__"_s,
                                       u"__deepcopy__"_s,
                                       u"__delete__"_s,
                                       u"__delitem__"_s,
                                       u"__dict__"_s,
                                       u"__dir__"_s,
                                       u"__divmod__"_s,
                                       u"__enter__"_s,
                                       u"__exit__"_s,
                                       u"__float__"_s,
                                       u"__floor__"_s,
                                       u"__format__"_s,
                                       u"__fspath__"_s,
                                       u"__get__"_s,
                                       u"__getitem__"_s,
                                       u"__getstate__"_s,
                                       u"__hash__"_s,
                                       u"__html__"_s,
                                       u"__index__"_s,
                                       u"__int__"_s,
                                       u"__iter__"_s,
                                       u"__len__"_s,
                                       u"__length_hint__"_s,
                                       u"__mro_entries__"_s,
                                       u"__neg__"_s,
                                       u"__next__"_s,
                                       u"__pos__"_s,
                                       u"__prepare__"_s,
                                       u"__reduce__"_s,
                                       u"__reduce_ex__"_s,
                                       u"__repr__"_s,
                                       u"__reversed__"_s,
                                       u"__round__"_s,
                                       u"__set__"_s,
                                       u"__set_name__"_s,
                                       u"__setitem__"_s,
                                       u"__slots__"_s,
                                       u"__str__"_s,
                                       u"__table__"_s,
                                       u"__table_args__"_s,
                                       u"__trunc__"_s,
                                       u"__wrapped__"_s,
                                       u"__class_getitem__"_s,
                                       u"__init_subclass__"_s,
                                       u"__isabstractmethod__"_s,
                                       u"__instancecheck__"_s,
                                       u"__subclasscheck__"_s,
                                       u"__mapper__"_s };
    return names.contains(name);
}

} // namespace

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
    // Protocols that look for a method by name must not find one; what a module or a class says of
    // itself may be read.
    static const QStringList readable { u"__name__"_s,      u"__version__"_s, u"__file__"_s,
                                        u"__doc__"_s,       u"__path__"_s,    u"__all__"_s,
                                        u"__tablename__"_s, u"__code__"_s,    u"__subclasses__"_s };
    const bool isModule = !m_path.contains(u'(') && !m_path.contains(u'['); // it may be one
    const bool isSpecial = text.startsWith(u"__") && text.endsWith(u"__");
    if (isSpecial && !readable.contains(text) && (!isModule || isProtocolName(text)))
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
