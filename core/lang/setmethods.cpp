// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes set and frozenset.

#include "core/lang/builtins.h"
#include "core/lang/interpreter.h"
#include "core/lang/unions.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Set &self(const Args &a)
{
    return *static_cast<Set *>(a[0].object());
}

Ref<Set> toSet(Interpreter &in, const Value &iterable)
{
    if (iterable.isSet())
        return Ref<Set>(static_cast<Set *>(iterable.object()));
    const Ref<Set> set = makeSet();
    for (const Value &item : in.toVector(iterable))
        set->add(in, item);
    return set;
}

/// union(), difference() … with any number of iterables: a new set of the same kind.
template <BinaryOperator op>
Value combined(Args &a)
{
    Interpreter &in = a.interpreter();
    const Ref<Set> result = self(a).isFrozen() ? makeFrozenSet() : makeSet();
    result->table() = self(a).table();
    Value current = result;
    for (const Value &other : a.varPositional())
        current = in.binary(op, current, toSet(in, other));
    return current;
}

template <BinaryOperator op>
Value updated(Args &a)
{
    Interpreter &in = a.interpreter();
    for (const Value &other : a.varPositional()) {
        if (other.isOpaque()) {
            in.requireKnownUnlessAbsorbing(other);
            continue;
        }
        const Value result = in.binary(op, a[0], toSet(in, other));
        self(a).table() = static_cast<Set *>(result.object())->table();
    }
    return {};
}

template <Comparison comparison>
Value related(Args &a)
{
    return a.interpreter().compare(comparison, a[0], toSet(a.interpreter(), a[1]));
}

void defineShared(TypeBuilder builder)
{
    builder
        .slots("__or__ __and__ __sub__ __xor__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __len__ "
               "__iter__ "
               "__contains__ __repr__")
        .classMethod("__class_getitem__(cls, item, /)",
                     [](Args &a) { return makeGenericAlias(a.interpreter(), a[0], a[1]); })
        .method("union(self, *others)", combined<BinaryOperator::Or>)
        .method("intersection(self, *others)", combined<BinaryOperator::And>)
        .method("difference(self, *others)", combined<BinaryOperator::Subtract>)
        .method("symmetric_difference(self, *others)", combined<BinaryOperator::Xor>)
        .method("issubset(self, other, /)", related<Comparison::LessEqual>)
        .method("issuperset(self, other, /)", related<Comparison::GreaterEqual>)
        .method("isdisjoint(self, other, /)",
                [](Args &a) -> Value {
                    for (const Value &item : a.interpreter().toVector(a[1])) {
                        if (self(a).has(a.interpreter(), item))
                            return false;
                    }
                    return true;
                })
        .method("copy(self, /)", [](Args &a) -> Value {
            const Ref<Set> result = self(a).isFrozen() ? makeFrozenSet() : makeSet();
            result->table() = self(a).table();
            return result;
        });
}

void addAll(Args &a, Set &set)
{
    if (a["iterable"].isAbsent())
        return;
    for (const Value &item : a.interpreter().toVector(a["iterable"]))
        set.add(a.interpreter(), item);
}

} // namespace

void defineSetTypes(Interpreter &interpreter)
{
    defineShared(core(interpreter, interpreter.types().set));
    defineShared(core(interpreter, interpreter.types().frozenset));
    core(interpreter, interpreter.types().frozenset)
        .slots("__hash__")
        .make("(cls, iterable=?, /)", [](Args &a) -> Value {
            const Ref<Set> set = make<Set>(static_cast<Type *>(a[0].object()));
            addAll(a, *set);
            return set;
        });
    core(interpreter, interpreter.types().set)
        .constructor("(self, iterable=?, /)",
                     [](Args &a) -> Value {
                         self(a).table().clear();
                         addAll(a, self(a));
                         return {};
                     })
        .value("__hash__", {})
        .slots("__ior__ __iand__ __isub__ __ixor__")
        .method("add(self, item, /)",
                [](Args &a) -> Value {
                    self(a).add(a.interpreter(), a[1]);
                    return {};
                })
        .method("discard(self, item, /)",
                [](Args &a) -> Value {
                    self(a).table().remove(a.interpreter(), a[1]);
                    return {};
                })
        .method("remove(self, item, /)",
                [](Args &a) -> Value {
                    if (!self(a).table().remove(a.interpreter(), a[1]))
                        throwKeyError(a[1]);
                    return {};
                })
        .method("pop(self, /)",
                [](Args &a) -> Value {
                    HashTable &table = self(a).table();
                    for (size_t i = 0; i < table.entries().size(); ++i) {
                        if (table.entries()[i].key.isAbsent())
                            continue;
                        Value item = table.entries()[i].key;
                        table.removeAt(static_cast<qsizetype>(i));
                        return item;
                    }
                    throwKeyError(makeStr(u"pop from an empty set"_s));
                })
        .method("clear(self, /)",
                [](Args &a) -> Value {
                    self(a).table().clear();
                    return {};
                })
        .method("update(self, *others)", updated<BinaryOperator::Or>)
        .method("intersection_update(self, *others)", updated<BinaryOperator::And>)
        .method("difference_update(self, *others)", updated<BinaryOperator::Subtract>)
        .method("symmetric_difference_update(self, *others)", updated<BinaryOperator::Xor>);
}

} // namespace limbeck::lang
