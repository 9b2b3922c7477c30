// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Targets of assignments, for loops, with and del.

#include "core/lang/evaluator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

void Evaluator::assign(Frame &frame, const ast::Expr *target, const Value &value)
{
    switch (target->kind) {
    case ast::Kind::LocalName:
        frame.locals[static_cast<const ast::Name *>(target)->slot] = value;
        return;
    case ast::Kind::CellName:
    case ast::Kind::GlobalName:
    case ast::Kind::ClassName:
    case ast::Kind::ClassCellName:
        assignName(frame, static_cast<const ast::Name *>(target), value);
        return;
    case ast::Kind::Attribute: {
        const auto *const attribute = static_cast<const ast::Attribute *>(target);
        const Value object = evaluate(frame, attribute->value);
        frame.range = &attribute->range;
        m_in.setAttr(object, nameOf(attribute->attr), value);
        return;
    }
    case ast::Kind::Subscript: {
        const auto *const subscript = static_cast<const ast::Subscript *>(target);
        const Value object = evaluate(frame, subscript->value);
        const Value key = evaluate(frame, subscript->slice);
        frame.range = &subscript->range;
        m_in.setItem(object, key, value);
        return;
    }
    case ast::Kind::Tuple:
        unpack(frame, static_cast<const ast::Tuple *>(target)->elements, value);
        return;
    case ast::Kind::List:
        unpack(frame, static_cast<const ast::ListExpr *>(target)->elements, value);
        return;
    case ast::Kind::Starred:
        assign(frame, static_cast<const ast::Starred *>(target)->value, value);
        return;
    default:
        throwUnsupported(u"this kind of assignment target"_s);
    }
}

void Evaluator::assignName(Frame &frame, const ast::Name *name, const Value &value)
{
    switch (name->kind) {
    case ast::Kind::LocalName:
        frame.locals[name->slot] = value;
        return;
    case ast::Kind::CellName:
        frame.cells[name->slot]->value = value;
        return;
    case ast::Kind::GlobalName:
        frame.globals->set(frame.unit->globalName(name->slot), value);
        return;
    default:
        break;
    }
    Str *const text = nameOf(name->id);
    if (frame.names.isDict() && !frame.names.object()->type()->hasSpecialMethods())
        static_cast<Dict *>(frame.names.object())->set(text, value);
    else
        m_in.setItem(frame.names, Value(text), value);
}

void Evaluator::unpack(Frame &frame, const List<ast::Expr *> &targets, const Value &value)
{
    if (value.isOpaque() && m_in.opaquePolicy() == OpaquePolicy::Absorbing) {
        for (const ast::Expr *target : targets)
            assign(frame, target, value);
        return;
    }
    int star = -1;
    for (quint32 i = 0; i < targets.size(); ++i) {
        if (targets[i]->kind == ast::Kind::Starred)
            star = static_cast<int>(i);
    }
    const size_t count = targets.size();
    ValueVector items;
    if (value.isTuple() || value.isList()) {
        items = value.isTuple() ? static_cast<Tuple *>(value.object())->items()
                                : static_cast<ListObject *>(value.object())->items();
    } else {
        if (!value.isOpaque() && !m_in.isIterable(value))
            throwTypeError(u"cannot unpack non-iterable %1 object"_s.arg(m_in.typeName(value)));
        const Value iterator = m_in.iterate(value);
        Value item;
        // Endless iterators: one item more than wanted tells that there are too many.
        while ((star >= 0 || items.size() <= count) && m_in.next(iterator, item)) {
            m_in.step();
            items.push_back(item);
        }
    }
    if (star < 0) {
        if (items.size() > count)
            throwValueError(u"too many values to unpack (expected %1)"_s.arg(count));
        if (items.size() < count)
            throwValueError(u"not enough values to unpack (expected %1, got %2)"_s.arg(count).arg(
                items.size()));
        for (quint32 i = 0; i < count; ++i)
            assign(frame, targets[i], items[i]);
        return;
    }
    if (items.size() + 1 < count)
        throwValueError(
            u"not enough values to unpack (expected at least %1, got %2)"_s.arg(count - 1).arg(
                items.size()));
    const size_t before = static_cast<size_t>(star);
    const size_t after = count - before - 1;
    for (size_t i = 0; i < before; ++i)
        assign(frame, targets[static_cast<quint32>(i)], items[i]);
    const auto first = items.begin() + static_cast<ptrdiff_t>(before);
    const auto last = items.end() - static_cast<ptrdiff_t>(after);
    assign(frame, targets[static_cast<quint32>(before)], makeList(ValueVector(first, last)));
    for (size_t i = 0; i < after; ++i)
        assign(frame, targets[static_cast<quint32>(before + 1 + i)],
               items[items.size() - after + i]);
}

void Evaluator::remove(Frame &frame, const ast::Expr *target)
{
    switch (target->kind) {
    case ast::Kind::Attribute: {
        const auto *const attribute = static_cast<const ast::Attribute *>(target);
        m_in.delAttr(evaluate(frame, attribute->value), nameOf(attribute->attr));
        return;
    }
    case ast::Kind::Subscript: {
        const auto *const subscript = static_cast<const ast::Subscript *>(target);
        const Value object = evaluate(frame, subscript->value);
        m_in.delItem(object, evaluate(frame, subscript->slice));
        return;
    }
    case ast::Kind::Tuple:
        for (const ast::Expr *element : static_cast<const ast::Tuple *>(target)->elements)
            remove(frame, element);
        return;
    case ast::Kind::List:
        for (const ast::Expr *element : static_cast<const ast::ListExpr *>(target)->elements)
            remove(frame, element);
        return;
    default:
        removeName(frame, static_cast<const ast::Name *>(target));
    }
}

void Evaluator::removeName(Frame &frame, const ast::Name *name)
{
    switch (name->kind) {
    case ast::Kind::LocalName: {
        Value &slot = frame.locals[name->slot];
        if (slot.isAbsent())
            throwUnbound(frame, name);
        const Value old = std::exchange(slot, Value::absent());
        return;
    }
    case ast::Kind::CellName: {
        Value &value = frame.cells[name->slot]->value;
        if (value.isAbsent())
            throwUnbound(frame, name);
        const Value old = std::exchange(value, Value::absent());
        return;
    }
    case ast::Kind::GlobalName: {
        Str *const text = frame.unit->globalName(name->slot);
        if (!frame.globals->table().remove(text))
            throwUndefined(frame, text->text());
        return;
    }
    default:
        break;
    }
    Str *const text = nameOf(name->id);
    if (!frame.names.isDict())
        m_in.delItem(frame.names, Value(text));
    else if (!static_cast<Dict *>(frame.names.object())->table().remove(text))
        throwUndefined(frame, text->text());
}

} // namespace limbeck::lang
