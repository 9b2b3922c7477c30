// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/containers.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

ValueVector sliceOf(Interpreter &interpreter, const ValueVector &items, const Value &key)
{
    const SliceBounds bounds = sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()),
                                           static_cast<qint64>(items.size()));
    ValueVector result;
    result.reserve(static_cast<size_t>(bounds.count));
    for (qint64 i = 0; i < bounds.count; ++i)
        result.push_back(items[static_cast<size_t>(bounds.start + i * bounds.step)]);
    return result;
}

ValueVector repeated(const ValueVector &items, const Value &count)
{
    const BigInt number = bigIntOf(count);
    const qint64 times =
        number.isNegative() ? 0 : number.toInt64().value_or(std::numeric_limits<int>::max());
    ValueVector result;
    if (items.empty() || times == 0)
        return result;
    Heap::require(
        times > (qint64(1) << 40) ? -1 : static_cast<qint64>(items.size() * sizeof(Value)) * times);
    result.reserve(items.size() * static_cast<size_t>(times));
    for (qint64 i = 0; i < times; ++i)
        result.insert(result.end(), items.begin(), items.end());
    return result;
}

bool containsItem(Interpreter &interpreter, const ValueVector &items, const Value &item)
{
    Turns turns(interpreter);
    for (size_t i = 0; i < items.size(); ++i) {
        turns.turn();
        const Value candidate = items[i];
        if (interpreter.equals(candidate, item))
            return true;
    }
    return false;
}

} // namespace

Tuple::Tuple(Type *type, ValueVector items)
    : Object(type, Kind::Tuple)
    , m_items(std::move(items))
{
}

QString Tuple::repr(Interpreter &interpreter)
{
    return reprOfItems(interpreter, this, m_items, u"(", u")");
}

bool Tuple::truth(Interpreter &)
{
    return !m_items.empty();
}

qint64 Tuple::hash(Interpreter &interpreter)
{
    interpreter.checkStack();
    quint64 result = 0x345678;
    Turns turns(interpreter);
    for (const Value &item : m_items) {
        turns.turn();
        result = (result ^ static_cast<quint64>(interpreter.hash(item))) * 0x9E3779B97F4A7C15U;
        result ^= result >> 31;
    }
    return static_cast<qint64>(result >> 1);
}

Value Tuple::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (!other.isTuple())
        return Value::notImplemented();
    return compareSequences(interpreter, comparison, m_items,
                            static_cast<Tuple *>(other.object())->m_items);
}

Value Tuple::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    if (op == BinaryOperator::Add && !reflected) {
        if (!other.isTuple()) {
            if (other.isOpaque() || (other.object() && other.object()->kind() == Kind::Native)
                || (other.object() && other.object()->type()->hasSpecialMethods()))
                return Value::notImplemented();
            throwTypeError(u"can only concatenate tuple (not \"%1\") to tuple"_s.arg(
                interpreter.typeName(other)));
        }
        ValueVector items = m_items;
        const ValueVector &more = static_cast<Tuple *>(other.object())->m_items;
        items.insert(items.end(), more.begin(), more.end());
        return makeTuple(std::move(items));
    }
    if (op == BinaryOperator::Multiply && other.isInt())
        return makeTuple(repeated(m_items, other));
    return Value::notImplemented();
}

std::optional<qint64> Tuple::length(Interpreter &)
{
    return size();
}

Value Tuple::getItem(Interpreter &interpreter, const Value &key)
{
    if (hasKind(key, Kind::Slice))
        return makeTuple(sliceOf(interpreter, m_items, key));
    return m_items[static_cast<size_t>(checkedIndex(interpreter, key, size(), "tuple"))];
}

std::optional<bool> Tuple::contains(Interpreter &interpreter, const Value &item)
{
    return containsItem(interpreter, m_items, item);
}

Value Tuple::iterate(Interpreter &interpreter)
{
    return make<SequenceIterator>(interpreter.types().iterator.get(), Value(this));
}

void Tuple::clearReferences()
{
    m_items.clear();
    Object::clearReferences();
}

ListObject::ListObject(Type *type, ValueVector items)
    : Object(type, Kind::List)
    , m_items(std::move(items))
{
}

QString ListObject::repr(Interpreter &interpreter)
{
    return reprOfItems(interpreter, this, m_items, u"[", u"]");
}

bool ListObject::truth(Interpreter &)
{
    return !m_items.empty();
}

qint64 ListObject::hash(Interpreter &interpreter)
{
    throwTypeError(u"unhashable type: '%1'"_s.arg(interpreter.typeName(Value(this))));
}

Value ListObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (!other.isList())
        return Value::notImplemented();
    return compareSequences(interpreter, comparison, m_items,
                            static_cast<ListObject *>(other.object())->m_items);
}

Value ListObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                         bool reflected)
{
    if (op == BinaryOperator::Add && !reflected) {
        if (!other.isList()) {
            if (other.isOpaque() || (other.object() && other.object()->kind() == Kind::Native)
                || (other.object() && other.object()->type()->hasSpecialMethods()))
                return Value::notImplemented();
            throwTypeError(u"can only concatenate list (not \"%1\") to list"_s.arg(
                interpreter.typeName(other)));
        }
        ValueVector items = m_items;
        const ValueVector &more = static_cast<ListObject *>(other.object())->m_items;
        items.insert(items.end(), more.begin(), more.end());
        return makeList(std::move(items));
    }
    if (op == BinaryOperator::Multiply && other.isInt())
        return makeList(repeated(m_items, other));
    return Value::notImplemented();
}

Value ListObject::inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other)
{
    if (op == BinaryOperator::Add) {
        if (other.isOpaque())
            return Value::notImplemented();
        const ValueVector more = interpreter.toVector(other);
        m_items.insert(m_items.end(), more.begin(), more.end());
        return Value(this);
    }
    if (op == BinaryOperator::Multiply && other.isInt()) {
        m_items = repeated(m_items, other);
        return Value(this);
    }
    return Value::notImplemented();
}

std::optional<qint64> ListObject::length(Interpreter &)
{
    return static_cast<qint64>(m_items.size());
}

Value ListObject::getItem(Interpreter &interpreter, const Value &key)
{
    if (hasKind(key, Kind::Slice))
        return makeList(sliceOf(interpreter, m_items, key));
    return m_items[static_cast<size_t>(
        checkedIndex(interpreter, key, static_cast<qint64>(m_items.size()), "list"))];
}

void ListObject::setItem(Interpreter &interpreter, const Value &key, const Value &value)
{
    if (!hasKind(key, Kind::Slice)) {
        if (!key.isInt() && interpreter.findAttr(key, interpreter.names().index.get()).isAbsent())
            throwTypeError(u"list indices must be integers or slices, not %1"_s.arg(
                interpreter.typeName(key)));
        m_items[static_cast<size_t>(checkedIndex(
            interpreter, key, static_cast<qint64>(m_items.size()), "list assignment"))] = value;
        return;
    }
    if (interpreter.findAttr(value, interpreter.names().iter.get()).isAbsent()
        && interpreter.findAttr(value, interpreter.names().getitem.get()).isAbsent())
        throwTypeError(u"can only assign an iterable"_s);
    const ValueVector items = interpreter.toVector(value);
    const SliceBounds bounds = sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()),
                                           static_cast<qint64>(m_items.size()));
    if (bounds.step == 1) {
        const auto first = m_items.begin() + bounds.start;
        const ValueVector removed(first, first + bounds.count); // released after the change
        m_items.erase(first, first + bounds.count);
        m_items.insert(m_items.begin() + bounds.start, items.begin(), items.end());
        return;
    }
    if (static_cast<qint64>(items.size()) != bounds.count)
        throwValueError(u"attempt to assign sequence of size %1 to extended slice of size %2"_s
                            .arg(items.size())
                            .arg(bounds.count));
    for (qint64 i = 0; i < bounds.count; ++i)
        m_items[static_cast<size_t>(bounds.start + i * bounds.step)] =
            items[static_cast<size_t>(i)];
}

void ListObject::delItem(Interpreter &interpreter, const Value &key)
{
    const auto size = static_cast<qint64>(m_items.size());
    if (!hasKind(key, Kind::Slice)) {
        const auto index = checkedIndex(interpreter, key, size, "list assignment");
        const Value removed = m_items[static_cast<size_t>(index)];
        m_items.erase(m_items.begin() + index);
        return;
    }
    SliceBounds bounds = sliceBounds(interpreter, *static_cast<SliceObject *>(key.object()), size);
    if (bounds.step < 0)
        bounds = { bounds.start + (bounds.count - 1) * bounds.step, 0, -bounds.step, bounds.count };
    ValueVector kept;
    qint64 next = bounds.start;
    qint64 left = bounds.count;
    for (qint64 i = 0; i < size; ++i) {
        if (left > 0 && i == next) {
            next += bounds.step;
            --left;
        } else {
            kept.push_back(m_items[static_cast<size_t>(i)]);
        }
    }
    m_items.swap(kept);
}

std::optional<bool> ListObject::contains(Interpreter &interpreter, const Value &item)
{
    return containsItem(interpreter, m_items, item);
}

Value ListObject::iterate(Interpreter &interpreter)
{
    return make<SequenceIterator>(interpreter.types().iterator.get(), Value(this));
}

void ListObject::clearReferences()
{
    m_items.clear();
    Object::clearReferences();
}

Ref<ListObject> makeList(ValueVector items)
{
    return make<ListObject>(Interpreter::current().types().list.get(), std::move(items));
}

Ref<Tuple> makeTuple(ValueVector items)
{
    return make<Tuple>(Interpreter::current().types().tuple.get(), std::move(items));
}

Ref<Tuple> makeTuple(std::initializer_list<Value> items)
{
    return makeTuple(ValueVector(items));
}

Ref<ListObject> makeStrList(const QStringList &texts)
{
    ValueVector items;
    for (const QString &text : texts)
        items.push_back(makeStr(text));
    return makeList(std::move(items));
}

} // namespace limbeck::lang
