// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/containers.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

Dict::Dict(Type *type)
    : Object(type, Kind::Dict)
{
}

void Dict::set(const char *name, const Value &value)
{
    m_table.insert(Interpreter::current().intern(name).get(), value);
}

void Dict::set(Interpreter &interpreter, const Value &key, const Value &value)
{
    m_table.insert(interpreter, key, value);
}

Value *Dict::find(const char *name)
{
    return m_table.find(Interpreter::current().intern(name).get());
}

QString Dict::repr(Interpreter &interpreter)
{
    interpreter.checkStack();
    const ReprGuard guard(this);
    if (guard.isRecursive())
        return u"{...}"_s;
    QString result = u"{"_s;
    const HashTable copy = m_table;
    for (const HashTable::Entry &entry : copy.entries()) {
        if (entry.key.isAbsent())
            continue;
        if (result.size() > 1)
            result += u", ";
        result += interpreter.repr(entry.key) + u": "_s + interpreter.repr(entry.value);
        requireStringBytes(result.size() * 2);
    }
    return result + u'}';
}

bool Dict::truth(Interpreter &)
{
    return size() != 0;
}

qint64 Dict::hash(Interpreter &interpreter)
{
    throwTypeError(u"unhashable type: '%1'"_s.arg(interpreter.typeName(Value(this))));
}

Value Dict::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    if (!other.isDict() || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    interpreter.checkStack();
    auto &dict = *static_cast<Dict *>(other.object());
    const bool unequal = comparison == Comparison::NotEqual;
    if (dict.size() != size())
        return unequal;
    const HashTable copy = m_table;
    for (const HashTable::Entry &entry : copy.entries()) {
        if (entry.key.isAbsent())
            continue;
        const Value *const found = dict.find(interpreter, entry.key);
        if (!found)
            return unequal;
        const Value theirs = *found;
        if (!interpreter.equals(entry.value, theirs))
            return unequal;
    }
    return !unequal;
}

Value Dict::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    if (op != BinaryOperator::Or || !other.isDict())
        return Value::notImplemented();
    Dict &left = reflected ? *static_cast<Dict *>(other.object()) : *this;
    Dict &right = reflected ? *this : *static_cast<Dict *>(other.object());
    const Ref<Dict> result = makeDict();
    for (const Dict *source : { &left, &right }) {
        for (const HashTable::Entry &entry : source->table().entries()) {
            if (!entry.key.isAbsent())
                result->set(interpreter, entry.key, entry.value);
        }
    }
    return result;
}

Value Dict::inPlace(Interpreter &interpreter, BinaryOperator op, const Value &other)
{
    if (op != BinaryOperator::Or || other.isOpaque())
        return Value::notImplemented();
    updateDict(interpreter, *this, other);
    return Value(this);
}

std::optional<qint64> Dict::length(Interpreter &)
{
    return size();
}

Value Dict::getItem(Interpreter &interpreter, const Value &key)
{
    if (const Value *const found = find(interpreter, key))
        return *found;
    if (type()->hasSpecialMethods()) {
        if (const Value *const missing = type()->lookup(interpreter.names().missing.get())) {
            const Value function = *missing;
            return interpreter.call(function, { Value(this), key });
        }
    }
    throwKeyError(key);
}

void Dict::setItem(Interpreter &interpreter, const Value &key, const Value &value)
{
    set(interpreter, key, value);
}

void Dict::delItem(Interpreter &interpreter, const Value &key)
{
    if (!m_table.remove(interpreter, key))
        throwKeyError(key);
}

std::optional<bool> Dict::contains(Interpreter &interpreter, const Value &item)
{
    return find(interpreter, item) != nullptr;
}

Value Dict::iterate(Interpreter &interpreter)
{
    return make<TableIterator>(interpreter.types().iterator.get(), Value(this),
                               TableIterator::What::Keys);
}

void Dict::clearReferences()
{
    m_table.clear();
    Object::clearReferences();
}

Ref<Dict> makeDict()
{
    return make<Dict>(Interpreter::current().types().dict.get());
}

void updateDict(Interpreter &interpreter, Dict &dict, const Value &source)
{
    Turns turns(interpreter);
    if (source.isDict() && !source.object()->type()->hasSpecialMethods()) {
        const HashTable copy = static_cast<Dict *>(source.object())->table();
        for (const HashTable::Entry &entry : copy.entries()) {
            turns.turn();
            if (!entry.key.isAbsent())
                dict.set(interpreter, entry.key, entry.value);
        }
        return;
    }
    const Value keys = interpreter.findAttr(source, "keys");
    if (!keys.isAbsent()) {
        for (const Value &key : interpreter.toVector(interpreter.call(keys)))
            dict.set(interpreter, key, interpreter.getItem(source, key));
        return;
    }
    qint64 index = 0;
    for (const Value &item : interpreter.toVector(source)) {
        turns.turn();
        if (!item.isTuple() && !item.isList() && !item.isStr()
            && interpreter.findAttr(item, interpreter.names().iter.get()).isAbsent())
            throwTypeError(
                u"cannot convert dictionary update sequence element #%1 to a sequence"_s.arg(
                    index));
        const ValueVector pair = interpreter.toVector(item);
        if (pair.size() != 2)
            throwValueError(
                u"dictionary update sequence element #%1 has length %2; 2 is required"_s.arg(index)
                    .arg(pair.size()));
        dict.set(interpreter, pair[0], pair[1]);
        ++index;
    }
}

} // namespace limbeck::lang
