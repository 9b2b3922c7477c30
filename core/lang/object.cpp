// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/object.h"

#include "core/lang/blockcache.h"
#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

bool canHoldOthers(Kind kind)
{
    return kind != Kind::Str && kind != Kind::Bytes && kind != Kind::Int && kind != Kind::Float
        && kind != Kind::Range;
}

} // namespace

Object::Object(Type *type, Kind kind)
    : m_kind(kind)
    , m_type(type)
{
    // A script's subclass of str can have an instance dict, and so a cycle.
    if (Heap::current() && (canHoldOthers(kind) || (type && type->isScriptClass())))
        Heap::current()->link(this);
}

Object::~Object()
{
    Heap::unlink(this);
}

void *Object::operator new(std::size_t size)
{
    Heap::charge(size);
    return BlockCache::take(size);
}

void Object::operator delete(void *memory, std::size_t size)
{
    Heap::discharge(size);
    BlockCache::give(memory, size);
}

void Object::setType(Type *type)
{
    m_type = Ref<Type>(type);
}

Dict *Object::instanceDict() const
{
    return static_cast<Dict *>(m_dict.get());
}

Dict &Object::ensureInstanceDict()
{
    if (!m_dict)
        m_dict = makeDict();
    return *instanceDict();
}

void Object::setInstanceDict(Dict *dict)
{
    m_dict = Ref<Object>(dict);
}

Value Object::attribute(Interpreter &, Str *)
{
    return Value::absent();
}

bool Object::setAttribute(Interpreter &, Str *, const Value &)
{
    return false;
}

QStringList Object::attributeNames(Interpreter &) const
{
    return {};
}

Value Object::call(Interpreter &interpreter, const Arguments &)
{
    throwTypeError(u"'%1' object is not callable"_s.arg(interpreter.typeName(Value(this))));
}

QString Object::repr(Interpreter &)
{
    return u"<%1 object at 0x%2>"_s.arg(type()->fullName())
        .arg(reinterpret_cast<quintptr>(this), 12, 16, QLatin1Char('0'));
}

QString Object::str(Interpreter &interpreter)
{
    return interpreter.repr(Value(this));
}

QString Object::format(Interpreter &interpreter, const QString &spec)
{
    if (!spec.isEmpty())
        throwTypeError(u"unsupported format string passed to %1.__format__"_s.arg(
            interpreter.typeName(Value(this))));
    return interpreter.str(Value(this));
}

bool Object::truth(Interpreter &interpreter)
{
    const std::optional<qint64> size = length(interpreter);
    return !size || *size != 0;
}

qint64 Object::hash(Interpreter &)
{
    return static_cast<qint64>(reinterpret_cast<quintptr>(this) >> 4);
}

Value Object::compare(Interpreter &, Comparison comparison, const Value &other)
{
    if (comparison == Comparison::Equal && other.object() == this)
        return true;
    if (comparison == Comparison::NotEqual && other.object() == this)
        return false;
    return Value::notImplemented();
}

Value Object::binary(Interpreter &, BinaryOperator, const Value &, bool)
{
    return Value::notImplemented();
}

Value Object::inPlace(Interpreter &, BinaryOperator, const Value &)
{
    return Value::notImplemented();
}

Value Object::unary(Interpreter &, UnaryOperator)
{
    return Value::notImplemented();
}

std::optional<qint64> Object::length(Interpreter &)
{
    return std::nullopt;
}

Value Object::getItem(Interpreter &interpreter, const Value &)
{
    throwTypeError(u"'%1' object is not subscriptable"_s.arg(interpreter.typeName(Value(this))));
}

void Object::setItem(Interpreter &interpreter, const Value &, const Value &)
{
    throwTypeError(
        u"'%1' object does not support item assignment"_s.arg(interpreter.typeName(Value(this))));
}

void Object::delItem(Interpreter &interpreter, const Value &)
{
    throwTypeError(
        u"'%1' object doesn't support item deletion"_s.arg(interpreter.typeName(Value(this))));
}

std::optional<bool> Object::contains(Interpreter &, const Value &)
{
    return std::nullopt;
}

Value Object::iterate(Interpreter &)
{
    return isIterator() ? Value(this) : Value::absent();
}

bool Object::next(Interpreter &interpreter, Value &)
{
    throwTypeError(u"'%1' object is not an iterator"_s.arg(interpreter.typeName(Value(this))));
}

Value Object::enter(Interpreter &)
{
    return Value(this);
}

bool Object::exit(Interpreter &, const Value &)
{
    return false;
}

Value Object::descriptorGet(Interpreter &, const Value &, const Value &)
{
    return Value::absent();
}

bool Object::descriptorSet(Interpreter &, const Value &, const Value &)
{
    return false;
}

void Object::clearReferences()
{
    m_dict = nullptr;
}

} // namespace limbeck::lang
