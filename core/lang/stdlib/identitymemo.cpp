// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/identitymemo.h"

#include "core/lang/containers.h"
#include "core/lang/descriptors.h"
#include "core/lang/interpreter.h"
#include "core/lang/staticname.h"

namespace limbeck::lang {

namespace {

constexpr size_t mostEntries = 2000;

size_t identityOf(const Value &value)
{
    return value.isObject() ? reinterpret_cast<size_t>(value.object()) >> 4
                            : static_cast<size_t>(value.tag());
}

} // namespace

bool IdentityMemo::isStable(Interpreter &interpreter, const Value &value)
{
    if (value.isNone() || value.isEllipsis() || value.isType())
        return true;
    if (!value.isObject())
        return false;
    if (value.object()->type() == interpreter.types().tuple.get()) {
        const ValueVector &items = static_cast<Tuple *>(value.object())->items();
        return std::all_of(items.begin(), items.end(),
                           [&](const Value &item) { return isStable(interpreter, item); });
    }
    static const StaticName mark(u"_is_type_hint");
    return value.object()->kind() == Kind::Plain
        && value.object()->type()->lookup(mark.in(interpreter));
}

bool IdentityMemo::isSame(const Value &a, const Value &b)
{
    if (a.is(b))
        return true;
    if (!a.isTuple() || !b.isTuple())
        return false;
    const ValueVector &left = static_cast<Tuple *>(a.object())->items();
    const ValueVector &right = static_cast<Tuple *>(b.object())->items();
    return left.size() == right.size()
        && std::equal(left.begin(), left.end(), right.begin(), &IdentityMemo::isSame);
}

size_t IdentityMemo::hashOf(const Value &first, const Value &second)
{
    size_t hash = identityOf(first);
    if (!second.isTuple())
        return hash * 31 + identityOf(second);
    for (const Value &item : static_cast<Tuple *>(second.object())->items())
        hash = hash * 31 + (item.isTuple() ? 1 : identityOf(item));
    return hash;
}

Value IdentityMemo::call(Interpreter &interpreter, const Arguments &arguments)
{
    const auto positional = arguments.positional();
    if (positional.size() != 2 || !arguments.keywords().empty()
        || !isStable(interpreter, positional[0]) || !isStable(interpreter, positional[1]))
        return interpreter.call(function, arguments);
    const Value first = positional[0];
    const Value second = positional[1];
    const size_t hash = hashOf(first, second);
    const auto [begin, end] = m_entries.equal_range(hash);
    for (auto entry = begin; entry != end; ++entry) {
        if (isSame(entry->second.first, first) && isSame(entry->second.second, second))
            return entry->second.result;
    }
    const Value result = interpreter.call(function, arguments);
    if (m_entries.size() >= mostEntries)
        m_entries.clear();
    m_entries.emplace(hash, Entry { first, second, result });
    return result;
}

Value IdentityMemo::descriptorGet(Interpreter &, const Value &instance, const Value &)
{
    return instance.isAbsent() ? Value(this) : makeBoundMethod(Value(this), instance);
}

void IdentityMemo::clearReferences()
{
    function = {};
    m_entries.clear();
    Object::clearReferences();
}

void defineIdentityMemo(ModuleBuilder &module)
{
    module.define<IdentityMemo>("IdentityMemo");
    module.function("memoized(function)", [](Args &a) -> Value {
        const auto memo = a.interpreter().create<IdentityMemo>();
        memo->function = a["function"];
        return memo;
    });
}

} // namespace limbeck::lang
