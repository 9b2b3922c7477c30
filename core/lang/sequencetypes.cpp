// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes list, tuple, range and slice.

#include "core/lang/builtins.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/sorting.h"
#include "core/lang/turns.h"
#include "core/lang/unions.h"

#include <algorithm>
#include <span>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

ListObject &list(const Args &a)
{
    return *static_cast<ListObject *>(a[0].object());
}

Value insert(Args &a)
{
    ValueVector &items = list(a).items();
    const auto size = static_cast<qint64>(items.size());
    qint64 at = a.integer("index");
    if (at < 0)
        at = std::max<qint64>(0, at + size);
    items.insert(items.begin() + std::min(at, size), a["object"]);
    return {};
}

Value pop(Args &a)
{
    ValueVector &items = list(a).items();
    if (items.empty())
        throwIndexError(u"pop from empty list"_s);
    qint64 at = a.integer("index");
    if (at < 0)
        at += static_cast<qint64>(items.size());
    if (at < 0 || at >= static_cast<qint64>(items.size()))
        throwIndexError(u"pop index out of range"_s);
    Value item = items[static_cast<size_t>(at)];
    items.erase(items.begin() + at);
    return item;
}

Value removeItem(Args &a)
{
    ListObject &self = list(a);
    for (size_t i = 0; i < self.items().size(); ++i) {
        const Value candidate = self.items()[i];
        if (!a.interpreter().equals(candidate, a[1]))
            continue;
        if (i < self.items().size())
            self.items().erase(self.items().begin() + static_cast<ptrdiff_t>(i));
        return {};
    }
    throwValueError(u"list.remove(x): x not in list"_s);
}

const ValueVector &itemsOf(const Value &value)
{
    return value.isTuple() ? static_cast<Tuple *>(value.object())->items()
                           : static_cast<ListObject *>(value.object())->items();
}

Value indexOf(Args &a)
{
    const ValueVector items = itemsOf(a[0]);
    const auto size = static_cast<qint64>(items.size());
    const auto clamp = [&](qint64 at) {
        return std::clamp<qint64>(at < 0 ? at + size : at, 0, size);
    };
    const qint64 start = clamp(a.integer("start"));
    const qint64 stop = a["stop"].isAbsent() ? size : clamp(a.integer("stop"));
    Turns turns(a.interpreter());
    for (qint64 i = start; i < stop; ++i) {
        turns.turn();
        if (a.interpreter().equals(items[static_cast<size_t>(i)], a[1]))
            return i;
    }
    if (a[0].isTuple())
        throwValueError(u"tuple.index(x): x not in tuple"_s);
    throwValueError(u"%1 is not in list"_s.arg(a.interpreter().repr(a[1])));
}

Value countOf(Args &a)
{
    const ValueVector items = itemsOf(a[0]);
    qint64 count = 0;
    Turns turns(a.interpreter());
    for (const Value &item : items) {
        turns.turn();
        count += a.interpreter().equals(item, a[1]) ? 1 : 0;
    }
    return count;
}

Value sortList(Args &a)
{
    // Empty while it is sorted, as in CPython: what a key function does to the list is lost.
    ListObject &self = list(a);
    ValueVector items = std::exchange(self.items(), {});
    try {
        sortValues(a.interpreter(), items, a["key"], a.integer("reverse") != 0);
    } catch (...) {
        self.items() = std::move(items);
        throw;
    }
    self.items() = std::move(items);
    return {};
}

Value newTuple(Args &a)
{
    auto *const type = static_cast<Type *>(a[0].object());
    const bool plain = type == a.interpreter().types().tuple.get();
    if (a["iterable"].isAbsent())
        return make<Tuple>(type, ValueVector());
    if (plain && a["iterable"].isTuple() && a["iterable"].object()->type() == type)
        return a["iterable"];
    return make<Tuple>(type, a.interpreter().toVector(a["iterable"]));
}

Value newRange(Args &a)
{
    const auto number = [&](const Value &value) {
        if (value.isFloat())
            throwTypeError(u"'float' object cannot be interpreted as an integer"_s);
        return a.interpreter().toIndex(value);
    };
    qint64 start = 0;
    qint64 stop = number(a["start"]);
    if (!a["stop"].isAbsent()) {
        start = stop;
        stop = number(a["stop"]);
    }
    const qint64 step = a["step"].isAbsent() ? 1 : number(a["step"]);
    if (step == 0)
        throwValueError(u"range() arg 3 must not be zero"_s);
    return make<RangeObject>(static_cast<Type *>(a[0].object()), start, stop, step);
}

Value newSlice(Args &a)
{
    auto *const type = static_cast<Type *>(a[0].object());
    if (a["stop"].isAbsent())
        return make<SliceObject>(type, Value(), a["start"], Value());
    return make<SliceObject>(type, a["start"], a["stop"], a["step"]);
}

Value genericOf(Args &a)
{
    return makeGenericAlias(a.interpreter(), a[0], a[1]);
}

void defineList(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().list)
        .constructor("(self, iterable=?, /)",
                     [](Args &a) -> Value {
                         list(a).items() =
                             a[1].isAbsent() ? ValueVector() : a.interpreter().toVector(a[1]);
                         return {};
                     })
        .slots("__add__ __iadd__ __mul__ __rmul__ __imul__ __lt__ __le__ __eq__ __ne__ __gt__ "
               "__ge__ __len__ __iter__ "
               "__contains__ __getitem__ __setitem__ __delitem__ __repr__")
        .value("__hash__", {})
        .classMethod("__class_getitem__(cls, item, /)", genericOf)
        .method("append(self, object, /)",
                [](Args &a) -> Value {
                    list(a).append(a[1]);
                    return {};
                })
        .method("extend(self, iterable, /)",
                [](Args &a) -> Value {
                    const ValueVector more = a.interpreter().toVector(a[1]);
                    ValueVector &items = list(a).items();
                    items.insert(items.end(), more.begin(), more.end());
                    return {};
                })
        .method("insert(self, index, object, /)", insert)
        .method("pop(self, index=-1, /)", pop)
        .method("remove(self, value, /)", removeItem)
        .method("clear(self, /)",
                [](Args &a) -> Value {
                    const ValueVector items = std::exchange(list(a).items(), {});
                    return {};
                })
        .method("copy(self, /)", [](Args &a) -> Value { return makeList(list(a).items()); })
        .method("index(self, value, start=0, stop=?, /)", indexOf)
        .method("count(self, value, /)", countOf)
        .method("reverse(self, /)",
                [](Args &a) -> Value {
                    std::reverse(list(a).items().begin(), list(a).items().end());
                    return {};
                })
        .method("__reversed__(self, /)",
                [](Args &a) -> Value {
                    const Value self = a[0];
                    auto next = static_cast<qint64>(list(a).items().size());
                    return makeIterator([self, next](Interpreter &, Value &item) mutable {
                        const ValueVector &items =
                            static_cast<ListObject *>(self.object())->items();
                        next = std::min(next, static_cast<qint64>(items.size()));
                        if (next <= 0)
                            return false;
                        item = items[static_cast<size_t>(--next)];
                        return true;
                    });
                })
        .method("sort(self, *, key=None, reverse=False)", sortList);
}

struct Keyed
{
    Value key;
    Value item;
};

/// Sorts a part as CPython does short lists (with the same comparisons in the same order): the run
/// at the front, then each item put in its place by halving.
void sortShort(Interpreter &interpreter, std::span<Keyed> part)
{
    const auto less = [&](size_t a, size_t b) {
        interpreter.step();
        return interpreter.lessThan(part[a].key, part[b].key);
    };
    if (part.size() < 2)
        return;
    size_t run = 2;
    const bool descending = less(1, 0);
    while (run < part.size() && less(run, run - 1) == descending)
        ++run;
    if (descending)
        std::reverse(part.begin(), part.begin() + static_cast<qsizetype>(run));
    for (size_t next = run; next < part.size(); ++next) {
        size_t low = 0;
        size_t high = next;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (less(next, middle))
                high = middle;
            else
                low = middle + 1;
        }
        const auto at = [&](size_t i) { return part.begin() + static_cast<qsizetype>(i); };
        std::rotate(at(low), at(next), at(next + 1));
    }
}

/// Unlike std::stable_sort it stays within its bounds when a script's `<` contradicts itself.
void mergeSort(Interpreter &interpreter, std::vector<Keyed> &keyed)
{
    // CPython merges from this length on.
    constexpr size_t shortLength = 63;
    for (size_t start = 0; start < keyed.size(); start += shortLength)
        sortShort(interpreter,
                  std::span(keyed).subspan(start, std::min(shortLength, keyed.size() - start)));
    std::vector<Keyed> merged(keyed.size());
    for (size_t width = shortLength; width < keyed.size(); width *= 2) {
        for (size_t start = 0; start < keyed.size(); start += 2 * width) {
            const size_t middle = std::min(start + width, keyed.size());
            const size_t end = std::min(start + 2 * width, keyed.size());
            size_t left = start;
            size_t right = middle;
            for (size_t to = start; to < end; ++to) {
                interpreter.step();
                const bool takeRight = left == middle
                    || (right < end && interpreter.lessThan(keyed[right].key, keyed[left].key));
                merged[to] = keyed[takeRight ? right++ : left++];
            }
        }
        keyed.swap(merged);
    }
}

} // namespace

void sortValues(Interpreter &interpreter, ValueVector &items, const Value &key, bool reverse)
{
    std::vector<Keyed> keyed;
    keyed.reserve(items.size());
    Turns turns(interpreter);
    for (const Value &item : items) {
        turns.turn();
        keyed.push_back({ key.isNone() ? item : interpreter.call(key, { item }), item });
    }
    const auto store = [&] {
        if (reverse)
            std::reverse(keyed.begin(), keyed.end());
        for (size_t i = 0; i < items.size(); ++i)
            items[i] = keyed[i].item;
    };
    // Stable in both directions: reversed before and after.
    if (reverse)
        std::reverse(keyed.begin(), keyed.end());
    try {
        mergeSort(interpreter, keyed);
    } catch (...) {
        store(); // half sorted, as CPython leaves a list
        throw;
    }
    store();
}

void defineSequenceTypes(Interpreter &interpreter)
{
    defineList(interpreter);
    core(interpreter, interpreter.types().tuple)
        .make("(cls, iterable=?, /)", newTuple)
        .slots("__add__ __mul__ __rmul__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __hash__ "
               "__len__ __iter__ "
               "__contains__ __getitem__ __repr__")
        .classMethod("__class_getitem__(cls, item, /)", genericOf)
        .method("index(self, value, start=0, stop=?, /)", indexOf)
        .method("count(self, value, /)", countOf);
    core(interpreter, interpreter.types().range)
        .make("(cls, start, stop=?, step=?, /)", newRange)
        .slots("__eq__ __ne__ __hash__ __len__ __iter__ __contains__ __getitem__ __repr__")
        .property("start", [](Interpreter &, RangeObject &self) -> Value { return self.start; })
        .property("stop", [](Interpreter &, RangeObject &self) -> Value { return self.stop; })
        .property("step", [](Interpreter &, RangeObject &self) -> Value { return self.step; })
        .method("__reversed__(self, /)",
                [](Args &a) -> Value {
                    const auto &self = a.object<RangeObject>("self");
                    const qint64 count = self.size();
                    return make<RangeIterator>(a.interpreter().types().iterator.get(),
                                               self.start + (count - 1) * self.step, -self.step,
                                               count);
                })
        .method("index(self, value, /)",
                [](Args &a) -> Value {
                    auto &self = a.object<RangeObject>("self");
                    const std::optional<bool> found = self.contains(a.interpreter(), a[1]);
                    if (!found.value_or(false))
                        throwValueError(u"%1 is not in range"_s.arg(a.interpreter().repr(a[1])));
                    return (a.interpreter().toIndex(a[1]) - self.start) / self.step;
                })
        .method("count(self, value, /)", [](Args &a) -> Value {
            return a.object<RangeObject>("self").contains(a.interpreter(), a[1]).value_or(false)
                ? 1
                : 0;
        });
    core(interpreter, interpreter.types().slice)
        .make("(cls, start, stop=?, step=None, /)", newSlice)
        .slots("__eq__ __ne__ __repr__")
        .property("start", [](Interpreter &, SliceObject &self) { return self.start; })
        .property("stop", [](Interpreter &, SliceObject &self) { return self.stop; })
        .property("step", [](Interpreter &, SliceObject &self) { return self.step; })
        .method("indices(self, length, /)", [](Args &a) -> Value {
            const SliceBounds bounds =
                sliceBounds(a.interpreter(), a.object<SliceObject>("self"), a.integer("length"));
            return makeTuple({ bounds.start, bounds.stop, bounds.step });
        });
}

} // namespace limbeck::lang
