// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Builtins that work on iterables: sorted, sum, zip, map …

#include "core/lang/builtins.h"
#include "core/lang/generator.h"
#include "core/lang/number.h"
#include "core/lang/protocol.h"
#include "core/lang/sequence.h"
#include "core/lang/sorting.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void throwStop(Interpreter &in)
{
    throwError(in.types().StopIteration.get(),
               in.lastStopValue().isNone() ? Value::absent() : Value(in.lastStopValue()));
}

Value nextOf(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &iterator = a["iterator"];
    if (!iterator.isObject()
        || (!iterator.object()->isIterator() && !specialMethod(iterator, in.names().next.get())
            && !iterator.isOpaque()))
        throwTypeError(u"'%1' object is not an iterator"_s.arg(in.typeName(iterator)));
    if (iterator.isOpaque())
        return in.call(iterator);
    Value item;
    if (in.next(iterator, item))
        return item;
    if (!a["default"].isAbsent())
        return a["default"];
    throwStop(in);
}

Value iterOf(Args &a)
{
    Interpreter &in = a.interpreter();
    if (a["sentinel"].isAbsent())
        return in.iterate(a["object"]);
    const Value function = a["object"];
    const Value sentinel = a["sentinel"];
    return makeIterator([function, sentinel](Interpreter &inner, Value &item) {
        item = inner.call(function);
        return !inner.equals(item, sentinel);
    });
}

Value anyOf(Args &a, bool wanted)
{
    Interpreter &in = a.interpreter();
    const Value iterator = in.iterate(a["iterable"]);
    Value item;
    while (in.next(iterator, item)) {
        in.step();
        if (in.truth(item) == wanted)
            return wanted;
    }
    return !wanted;
}

Value sum(Args &a)
{
    Interpreter &in = a.interpreter();
    Value total = a["start"];
    if (total.isStr())
        throwTypeError(u"sum() can't sum strings [use ''.join(seq) instead]"_s);
    const Value iterator = in.iterate(a["iterable"]);
    Value item;
    while (in.next(iterator, item)) {
        in.step();
        total = in.binary(BinaryOperator::Add, total, item);
    }
    return total;
}

Value extreme(Args &a, bool largest)
{
    Interpreter &in = a.interpreter();
    const QString name = a.signature().name();
    const ValueVector &given = a.varPositional();
    if (given.empty())
        throwTypeError(u"%1 expected at least 1 argument, got 0"_s.arg(name));
    if (given.size() > 1 && !a["default"].isAbsent())
        throwTypeError(
            u"Cannot specify a default for %1() with multiple positional arguments"_s.arg(name));
    const ValueVector items = given.size() == 1 ? in.toVector(given.front()) : given;
    if (items.empty()) {
        if (!a["default"].isAbsent())
            return a["default"];
        throwValueError(u"%1() arg is an empty sequence"_s.arg(name));
    }
    const auto keyOf = [&](const Value &item) {
        return a["key"].isNone() ? item : in.call(a["key"], { item });
    };
    Value best = items.front();
    Value bestKey = keyOf(best);
    Turns turns(in);
    for (size_t i = 1; i < items.size(); ++i) {
        turns.turn();
        const Value key = keyOf(items[i]);
        const Value better =
            in.compare(largest ? Comparison::Greater : Comparison::Less, key, bestKey);
        if (in.truth(better)) {
            best = items[i];
            bestKey = key;
        }
    }
    return best;
}

Value sorted(Args &a)
{
    ValueVector items = a.interpreter().toVector(a["iterable"]);
    sortValues(a.interpreter(), items, a["key"], a.integer("reverse") != 0);
    return makeList(std::move(items));
}

Value enumerate(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value iterator = in.iterate(a["iterable"]);
    Value number = a["start"];
    return makeIterator([iterator, number](Interpreter &inner, Value &item) mutable {
        Value next;
        if (!inner.next(iterator, next))
            return false;
        item = makeTuple({ number, next });
        number = inner.binary(BinaryOperator::Add, number, 1);
        return true;
    });
}

std::vector<Value> iteratorsOf(Interpreter &in, const ValueVector &iterables)
{
    std::vector<Value> iterators;
    for (const Value &iterable : iterables)
        iterators.push_back(in.iterate(iterable));
    return iterators;
}

[[noreturn]] void throwUnequal(size_t index, bool shorter)
{
    throwValueError(u"zip() argument %1 is %2 than argument%3"_s.arg(index + 1).arg(
        shorter ? u"shorter"_s : u"longer"_s, index == 1 ? u" 1"_s : u"s 1-%1"_s.arg(index)));
}

Value zip(Args &a)
{
    const std::vector<Value> iterators = iteratorsOf(a.interpreter(), a.varPositional());
    const bool strict = a.truth("strict");
    return makeIterator([iterators, strict](Interpreter &in, Value &item) {
        if (iterators.empty())
            return false;
        ValueVector row;
        for (size_t i = 0; i < iterators.size(); ++i) {
            Value next;
            if (in.next(iterators[i], next)) {
                row.push_back(next);
                continue;
            }
            if (strict && i > 0)
                throwUnequal(i, true);
            for (size_t j = 1; strict && j < iterators.size(); ++j) {
                if (in.next(iterators[j], next))
                    throwUnequal(j, false);
            }
            return false;
        }
        item = makeTuple(std::move(row));
        return true;
    });
}

Value map(Args &a)
{
    if (a.varPositional().empty())
        throwTypeError(u"map() must have at least two arguments."_s);
    const Value function = a["function"];
    const std::vector<Value> iterators = iteratorsOf(a.interpreter(), a.varPositional());
    return makeIterator([function, iterators](Interpreter &in, Value &item) {
        std::vector<Value> arguments;
        for (const Value &iterator : iterators) {
            Value next;
            if (!in.next(iterator, next))
                return false;
            arguments.push_back(next);
        }
        in.step();
        item = in.call(function, Arguments(std::span<const Value>(arguments)));
        return true;
    });
}

Value filter(Args &a)
{
    const Value function = a["function"];
    const Value iterator = a.interpreter().iterate(a["iterable"]);
    return makeIterator([function, iterator](Interpreter &in, Value &item) {
        Value next;
        while (in.next(iterator, next)) {
            in.step();
            if (in.truth(function.isNone() ? next : in.call(function, { next }))) {
                item = next;
                return true;
            }
        }
        return false;
    });
}

Value reversed(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &sequence = a["sequence"];
    const Value *const method = sequence.isObject()
        ? sequence.object()->type()->lookup(in.names().reversed.get())
        : nullptr;
    if (method && !method->isNone())
        return callSpecial(in, *method, sequence);
    const bool isSequence = sequence.isStr() || sequence.isTuple() || sequence.isBytes()
        || (sequence.isObject() && specialMethod(sequence, in.names().getitem.get())
            && specialMethod(sequence, in.names().len.get()))
        || (sequence.isObject() && sequence.object()->kind() == Kind::Native
            && sequence.object()->length(in).has_value());
    if (!isSequence)
        throwTypeError(u"'%1' object is not reversible"_s.arg(in.typeName(sequence)));
    const Value held = sequence;
    qint64 index = in.length(sequence);
    return makeIterator([held, index](Interpreter &inner, Value &item) mutable {
        if (index <= 0)
            return false;
        item = inner.getItem(held, --index);
        return true;
    });
}

} // namespace

void defineIterationFunctions(ModuleBuilder &module)
{
    module.function("next(iterator, default=?, /)", nextOf)
        .function("iter(object, sentinel=?, /)", iterOf)
        .function("aiter(async_iterable, /)",
                  [](Args &a) { return asyncIterate(a.interpreter(), a[0]); })
        .function("anext(async_iterator, /)",
                  [](Args &a) { return a.interpreter().callMethod(a[0], "__anext__"); })
        .function("any(iterable, /)", [](Args &a) { return anyOf(a, true); })
        .function("all(iterable, /)", [](Args &a) { return anyOf(a, false); })
        .function("sum(iterable, /, start=0)", sum)
        .function("min(*args, key=None, default=?)", [](Args &a) { return extreme(a, false); })
        .function("max(*args, key=None, default=?)", [](Args &a) { return extreme(a, true); })
        .function("sorted(iterable, /, *, key=None, reverse=False)", sorted);
    const CoreTypes &types = module.interpreter().types();
    Interpreter &in = module.interpreter();
    core(in, types.enumerate).make("(cls, iterable, start=0)", enumerate);
    core(in, types.zip).make("(cls, *iterables, strict=False)", zip);
    core(in, types.map).make("(cls, function, /, *iterables)", map);
    core(in, types.filter).make("(cls, function, iterable, /)", filter);
    core(in, types.reversed).make("(cls, sequence, /)", reversed);
    module.type("enumerate", types.enumerate)
        .type("zip", types.zip)
        .type("map", types.map)
        .type("filter", types.filter)
        .type("reversed", types.reversed);
}

} // namespace limbeck::lang
