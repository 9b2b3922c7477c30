// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// match statements.

#include "core/lang/evaluator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// Whether a class of collections.abc takes the value. Without that module no script has registered
/// anything with it.
bool isInstanceOfAbstract(Interpreter &interpreter, const Value &value, const char *name)
{
    const Value *const module = interpreter.modules().find("collections.abc");
    return module && interpreter.isInstance(value, interpreter.getAttr(*module, name));
}

bool hasItems(Interpreter &interpreter, const Value &value)
{
    return !interpreter.findAttr(value, interpreter.names().getitem.get()).isAbsent();
}

/// Classes of the host stand for Python ones that are registered as mappings and sequences: told by
/// what they can do.
bool isMapping(Interpreter &interpreter, const Value &value)
{
    if (value.isDict())
        return true;
    if (hasKind(value, Kind::Native))
        return !interpreter.findAttr(value, "keys").isAbsent() && hasItems(interpreter, value);
    return hasKind(value, Kind::Plain) && isInstanceOfAbstract(interpreter, value, "Mapping");
}

bool isSequence(Interpreter &interpreter, const Value &value)
{
    if (value.isList() || value.isTuple() || hasKind(value, Kind::Range))
        return true;
    if (hasKind(value, Kind::Native))
        return !isMapping(interpreter, value) && hasItems(interpreter, value)
            && !interpreter.findAttr(value, interpreter.names().len.get()).isAbsent();
    return hasKind(value, Kind::Plain) && isInstanceOfAbstract(interpreter, value, "Sequence");
}

} // namespace

Completion Evaluator::executeMatch(Frame &frame, const ast::Match *statement)
{
    const Value subject = evaluate(frame, statement->subject);
    if (subject.isOpaque())
        m_in.requireKnown(subject);
    for (const ast::MatchCase &branch : statement->cases) {
        frame.range = &branch.pattern->range;
        if (matches(frame, branch.pattern, subject)
            && (!branch.guard || truthOf(frame, branch.guard)))
            return execute(frame, branch.body);
    }
    return Completion::Normal;
}

bool Evaluator::matches(Frame &frame, const ast::Pattern *pattern, const Value &subject)
{
    checkStack();
    switch (pattern->kind) {
    case ast::Kind::MatchValue:
        return m_in.truth(
            m_in.compare(Comparison::Equal, subject,
                         evaluate(frame, static_cast<const ast::MatchValue *>(pattern)->value)));
    case ast::Kind::MatchSingleton:
        return subject.is(
            evaluate(frame, static_cast<const ast::MatchSingleton *>(pattern)->value));
    case ast::Kind::MatchSequence:
        return matchesSequence(frame, static_cast<const ast::MatchSequence *>(pattern), subject);
    case ast::Kind::MatchMapping:
        return matchesMapping(frame, static_cast<const ast::MatchMapping *>(pattern), subject);
    case ast::Kind::MatchClass:
        return matchesClass(frame, static_cast<const ast::MatchClass *>(pattern), subject);
    case ast::Kind::MatchAs: {
        const auto *const as = static_cast<const ast::MatchAs *>(pattern);
        if (as->pattern && !matches(frame, as->pattern, subject))
            return false;
        if (as->target)
            assignName(frame, as->target, subject);
        return true;
    }
    case ast::Kind::MatchOr:
        for (const ast::Pattern *alternative :
             static_cast<const ast::MatchOr *>(pattern)->patterns) {
            if (matches(frame, alternative, subject))
                return true;
        }
        return false;
    default:
        throwUnsupported(u"this kind of pattern"_s);
    }
}

bool Evaluator::matchesSequence(Frame &frame, const ast::MatchSequence *pattern,
                                const Value &subject)
{
    if (!isSequence(m_in, subject))
        return false;
    const ValueVector items = m_in.toVector(subject);
    const size_t count = pattern->patterns.size();
    int star = -1;
    for (quint32 i = 0; i < count; ++i) {
        if (pattern->patterns[i]->kind == ast::Kind::MatchStar)
            star = static_cast<int>(i);
    }
    if (star < 0 ? items.size() != count : items.size() + 1 < count)
        return false;
    const size_t before = star < 0 ? count : static_cast<size_t>(star);
    for (size_t i = 0; i < before; ++i) {
        if (!matches(frame, pattern->patterns[static_cast<quint32>(i)], items[i]))
            return false;
    }
    if (star < 0)
        return true;
    const size_t after = count - before - 1;
    const auto *const rest =
        static_cast<const ast::MatchStar *>(pattern->patterns[static_cast<quint32>(before)]);
    if (rest->target)
        assignName(frame, rest->target,
                   makeList(ValueVector(items.begin() + static_cast<ptrdiff_t>(before),
                                        items.end() - static_cast<ptrdiff_t>(after))));
    for (size_t i = 0; i < after; ++i) {
        if (!matches(frame, pattern->patterns[static_cast<quint32>(before + 1 + i)],
                     items[items.size() - after + i]))
            return false;
    }
    return true;
}

bool Evaluator::matchesMapping(Frame &frame, const ast::MatchMapping *pattern, const Value &subject)
{
    if (!isMapping(m_in, subject))
        return false;
    ValueVector keys;
    for (quint32 i = 0; i < pattern->keys.size(); ++i) {
        const Value key = evaluate(frame, pattern->keys[i]);
        const Value found =
            m_in.contains(subject, key) ? m_in.getItem(subject, key) : Value::absent();
        if (found.isAbsent() || !matches(frame, pattern->patterns[i], found))
            return false;
        keys.push_back(key);
    }
    if (pattern->rest) {
        const Ref<Dict> rest = makeDict();
        updateDict(m_in, *rest, subject);
        for (const Value &key : keys)
            rest->table().remove(m_in, key);
        assignName(frame, pattern->rest, rest);
    }
    return true;
}

bool Evaluator::matchesClass(Frame &frame, const ast::MatchClass *pattern, const Value &subject)
{
    const Value cls = evaluate(frame, pattern->cls);
    if (!cls.isType()) {
        if (cls.isOpaque())
            return false;
        throwTypeError(u"called match pattern must be a class"_s);
    }
    if (!m_in.isInstance(subject, cls))
        return false;
    const CoreTypes &types = m_in.types();
    const auto *const type = static_cast<Type *>(cls.object());
    quint32 next = 0;
    if (!pattern->patterns.isEmpty()) {
        const bool matchesItself =
            std::any_of(type->mro().begin(), type->mro().end(), [&](const Type *base) {
                return base == types.integer.get() || base == types.floating.get()
                    || base == types.str.get() || base == types.bytes.get()
                    || base == types.list.get() || base == types.tuple.get()
                    || base == types.dict.get() || base == types.set.get()
                    || base == types.frozenset.get() || base == types.boolean.get()
                    || base == types.bytearray.get();
            });
        const Value names = m_in.findAttr(cls, m_in.names().match_args.get());
        if (matchesItself && names.isAbsent()) {
            if (pattern->patterns.size() > 1)
                throwTypeError(
                    u"%1() accepts 1 positional sub-pattern (%2 given)"_s.arg(type->name())
                        .arg(pattern->patterns.size()));
            if (!matches(frame, pattern->patterns[0], subject))
                return false;
            next = 1;
        } else {
            const ValueVector arguments = names.isAbsent() ? ValueVector() : m_in.toVector(names);
            if (arguments.size() < pattern->patterns.size())
                throwTypeError(
                    u"%1() accepts %2 positional sub-pattern%3 (%4 given)"_s.arg(type->name())
                        .arg(arguments.size())
                        .arg(arguments.size() == 1 ? QString() : u"s"_s)
                        .arg(pattern->patterns.size()));
            for (; next < pattern->patterns.size(); ++next) {
                const Value value =
                    m_in.findAttr(subject, m_in.intern(textOf(arguments[next])).get());
                if (value.isAbsent() || !matches(frame, pattern->patterns[next], value))
                    return false;
            }
        }
    }
    for (quint32 i = 0; i < pattern->keywordNames.size(); ++i) {
        const Value value = m_in.findAttr(subject, nameOf(pattern->keywordNames[i]));
        if (value.isAbsent() || !matches(frame, pattern->keywordPatterns[i], value))
            return false;
    }
    return true;
}

} // namespace limbeck::lang
