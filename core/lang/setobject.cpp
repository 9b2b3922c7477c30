// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/containers.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

bool isSubset(Interpreter &interpreter, const Set &a, Set &b)
{
    if (a.size() > b.size())
        return false;
    const HashTable copy = a.table();
    Turns turns(interpreter);
    for (const HashTable::Entry &entry : copy.entries()) {
        turns.turn();
        if (!entry.key.isAbsent() && !b.has(interpreter, entry.key))
            return false;
    }
    return true;
}

} // namespace

Set::Set(Type *type)
    : Object(type, Kind::Set)
{
}

bool Set::isFrozen() const
{
    return type()->isSubclassOf(Interpreter::current().types().frozenset.get());
}

QString Set::repr(Interpreter &interpreter)
{
    interpreter.checkStack();
    const bool isPlainSet = type() == interpreter.types().set.get();
    const QString name = type()->name();
    if (size() == 0)
        return name + u"()"_s;
    const ReprGuard guard(this);
    if (guard.isRecursive())
        return name + u"(...)"_s;
    QStringList items;
    const HashTable copy = m_table;
    for (const HashTable::Entry &entry : copy.entries()) {
        if (!entry.key.isAbsent())
            items.append(interpreter.repr(entry.key));
    }
    const QString inside = u'{' + items.join(u", "_s) + u'}';
    return isPlainSet ? inside : name + u'(' + inside + u')';
}

bool Set::truth(Interpreter &)
{
    return size() != 0;
}

qint64 Set::hash(Interpreter &interpreter)
{
    if (!isFrozen())
        throwTypeError(u"unhashable type: '%1'"_s.arg(interpreter.typeName(Value(this))));
    quint64 result = 1927868237;
    for (const HashTable::Entry &entry : m_table.entries()) {
        if (!entry.key.isAbsent())
            result ^= (static_cast<quint64>(entry.hash) ^ 89869747) * 3644798167U;
    }
    return static_cast<qint64>(result >> 1);
}

Value Set::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (!other.isSet())
        return Value::notImplemented();
    auto &set = *static_cast<Set *>(other.object());
    switch (comparison) {
    case Comparison::Equal:
        return size() == set.size() && isSubset(interpreter, *this, set);
    case Comparison::NotEqual:
        return !(size() == set.size() && isSubset(interpreter, *this, set));
    case Comparison::Less:
        return size() < set.size() && isSubset(interpreter, *this, set);
    case Comparison::LessEqual:
        return isSubset(interpreter, *this, set);
    case Comparison::Greater:
        return size() > set.size() && isSubset(interpreter, set, *this);
    case Comparison::GreaterEqual:
        return isSubset(interpreter, set, *this);
    }
    return Value::notImplemented();
}

Value Set::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    // Views of dicts take part like sets.
    const bool isView = other.isObject() && other.object()->type()
        && (other.object()->type() == interpreter.types().dictKeys.get()
            || other.object()->type() == interpreter.types().dictItems.get());
    if (!other.isSet() && !isView)
        return Value::notImplemented();
    Ref<Set> theirs;
    if (other.isSet()) {
        theirs = Ref<Set>(static_cast<Set *>(other.object()));
    } else {
        theirs = makeSet();
        for (const Value &item : interpreter.toVector(other))
            theirs->add(interpreter, item);
    }
    const Ref<Set> self(this);
    const Ref<Set> left = reflected ? theirs : self;
    const Ref<Set> right = reflected ? self : theirs;
    const bool frozen = left->isFrozen() && !isView; // a view makes a set of either
    const Ref<Set> result = frozen ? makeFrozenSet() : makeSet();
    const auto takeFrom = [&](const Ref<Set> &source, const auto &wanted) {
        const HashTable copy = source->table();
        Turns turns(interpreter);
        for (const HashTable::Entry &entry : copy.entries()) {
            turns.turn();
            if (!entry.key.isAbsent() && wanted(entry.key))
                result->add(interpreter, entry.key);
        }
    };
    switch (op) {
    case BinaryOperator::Or:
        takeFrom(left, [](const Value &) { return true; });
        takeFrom(right, [](const Value &) { return true; });
        return result;
    case BinaryOperator::And:
        // Of equal elements the smaller set's stays, of as many the right one's.
        if (right->size() > left->size())
            takeFrom(left, [&](const Value &item) { return right->has(interpreter, item); });
        else
            takeFrom(right, [&](const Value &item) { return left->has(interpreter, item); });
        return result;
    case BinaryOperator::Subtract:
        takeFrom(left, [&](const Value &item) { return !right->has(interpreter, item); });
        return result;
    case BinaryOperator::Xor:
        takeFrom(left, [&](const Value &item) { return !right->has(interpreter, item); });
        takeFrom(right, [&](const Value &item) { return !left->has(interpreter, item); });
        return result;
    default:
        return Value::notImplemented();
    }
}

Value Set::inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other)
{
    if (isFrozen())
        return Value::notImplemented();
    const Value result = binary(interpreter, op, other, false);
    if (result.isNotImplemented())
        return result;
    m_table = static_cast<Set *>(result.object())->m_table;
    return Value(this);
}

std::optional<qint64> Set::length(Interpreter &)
{
    return size();
}

std::optional<bool> Set::contains(Interpreter &interpreter, const Value &item)
{
    return has(interpreter, item);
}

Value Set::iterate(Interpreter &interpreter)
{
    return make<TableIterator>(interpreter.types().iterator.get(), Value(this),
                               TableIterator::What::Keys);
}

void Set::clearReferences()
{
    m_table.clear();
    Object::clearReferences();
}

Ref<Set> makeSet()
{
    return make<Set>(Interpreter::current().types().set.get());
}

Ref<Set> makeFrozenSet()
{
    return make<Set>(Interpreter::current().types().frozenset.get());
}

} // namespace limbeck::lang
