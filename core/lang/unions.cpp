// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/unions.h"

#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

bool canBeInUnion(const Value &value)
{
    return value.isType() || value.isNone() || value.as<UnionObject>() || value.as<GenericAlias>()
        || value.as<TypeAliasObject>();
}

} // namespace

QString annotationText(Interpreter &interpreter, const Value &value)
{
    if (value.isType())
        return static_cast<Type *>(value.object())->fullName();
    if (value.isEllipsis())
        return u"..."_s;
    if (value.isList()) {
        QStringList texts;
        for (const Value &item : static_cast<ListObject *>(value.object())->items())
            texts.append(annotationText(interpreter, item));
        return u'[' + texts.join(u", "_s) + u']';
    }
    return interpreter.repr(value);
}

Value makeUnion(Interpreter &interpreter, const Value &a, const Value &b)
{
    if (!canBeInUnion(a) || !canBeInUnion(b))
        return Value::notImplemented();
    ValueVector members;
    const auto add = [&](const Value &value) {
        for (const Value &member : members) {
            if (interpreter.equals(member, value))
                return;
        }
        members.push_back(value);
    };
    for (const Value &side : { a, b }) {
        if (const auto *const inner = side.as<UnionObject>()) {
            for (const Value &member : inner->members())
                add(member);
        } else {
            add(side);
        }
    }
    if (members.size() == 1)
        return members.front();
    return make<UnionObject>(interpreter.types().unionType.get(), std::move(members));
}

Value makeGenericAlias(Interpreter &interpreter, const Value &original, const Value &key)
{
    const Value args = key.isTuple() ? key : Value(makeTuple({ key }));
    return make<GenericAlias>(interpreter.types().genericAlias.get(), original, args);
}

UnionObject::UnionObject(Type *type, ValueVector alternatives)
    : Object(type)
    , m_members(std::move(alternatives))
{
}

Value UnionObject::attribute(Interpreter &interpreter, Str *name)
{
    return name == interpreter.names().args.get() ? Value(makeTuple(m_members)) : Value::absent();
}

QString UnionObject::repr(Interpreter &interpreter)
{
    QStringList texts;
    for (const Value &member : m_members)
        texts.append(annotationText(interpreter, member));
    return texts.join(u" | "_s);
}

qint64 UnionObject::hash(Interpreter &interpreter)
{
    qint64 result = 7;
    for (const Value &member : m_members)
        result ^= interpreter.hash(member);
    return result;
}

Value UnionObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    const auto *const right = other.as<UnionObject>();
    if (!right || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    bool equal = m_members.size() == right->m_members.size();
    for (const Value &member : m_members) {
        equal = equal
            && std::any_of(
                    right->m_members.begin(), right->m_members.end(),
                    [&](const Value &candidate) { return interpreter.equals(member, candidate); });
    }
    return equal == (comparison == Comparison::Equal);
}

Value UnionObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                          bool reflected)
{
    if (op != BinaryOperator::Or)
        return Value::notImplemented();
    return reflected ? makeUnion(interpreter, other, Value(this))
                     : makeUnion(interpreter, Value(this), other);
}

void UnionObject::clearReferences()
{
    m_members.clear();
    Object::clearReferences();
}

GenericAlias::GenericAlias(Type *type, Value original, Value arguments)
    : Object(type)
    , m_origin(std::move(original))
    , m_args(std::move(arguments))
{
}

Value GenericAlias::call(Interpreter &interpreter, const Arguments &arguments)
{
    return interpreter.call(m_origin, arguments);
}

Value GenericAlias::attribute(Interpreter &interpreter, Str *name)
{
    const Names &names = interpreter.names();
    if (name == names.origin.get())
        return m_origin;
    if (name == names.args.get())
        return m_args;
    if (name->text() == u"__parameters__")
        return makeTuple();
    if (name == names.mro_entries.get()) {
        const Value origin = m_origin;
        return makeFunction("__mro_entries__(bases, /)",
                            [origin](Args &) -> Value { return makeTuple({ origin }); });
    }
    return name->text().startsWith(u"__") ? Value::absent() : interpreter.findAttr(m_origin, name);
}

QString GenericAlias::repr(Interpreter &interpreter)
{
    QStringList texts;
    for (const Value &item : static_cast<Tuple *>(m_args.object())->items())
        texts.append(annotationText(interpreter, item));
    return annotationText(interpreter, m_origin) + u'[' + texts.join(u", "_s) + u']';
}

qint64 GenericAlias::hash(Interpreter &interpreter)
{
    return interpreter.hash(m_origin) ^ interpreter.hash(m_args);
}

Value GenericAlias::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    const auto *const right = other.as<GenericAlias>();
    if (!right || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    const bool equal =
        interpreter.equals(m_origin, right->m_origin) && interpreter.equals(m_args, right->m_args);
    return equal == (comparison == Comparison::Equal);
}

Value GenericAlias::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                           bool reflected)
{
    if (op != BinaryOperator::Or)
        return Value::notImplemented();
    return reflected ? makeUnion(interpreter, other, Value(this))
                     : makeUnion(interpreter, Value(this), other);
}

Value GenericAlias::getItem(Interpreter &interpreter, const Value &key)
{
    return makeGenericAlias(interpreter, m_origin, key);
}

void GenericAlias::clearReferences()
{
    m_origin = {};
    m_args = makeTuple();
    Object::clearReferences();
}

TypeAliasObject::TypeAliasObject(Type *type, QString aliasName, QString aliasText)
    : Object(type)
    , m_name(std::move(aliasName))
    , m_text(std::move(aliasText))
{
}

Value TypeAliasObject::attribute(Interpreter &interpreter, Str *name)
{
    if (name == interpreter.names().name.get())
        return makeStr(m_name);
    return Value::absent();
}

QString TypeAliasObject::repr(Interpreter &)
{
    return m_name;
}

Value TypeAliasObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                              bool reflected)
{
    if (op != BinaryOperator::Or)
        return Value::notImplemented();
    return reflected ? makeUnion(interpreter, other, Value(this))
                     : makeUnion(interpreter, Value(this), other);
}

Value TypeAliasObject::getItem(Interpreter &interpreter, const Value &key)
{
    return makeGenericAlias(interpreter, Value(this), key);
}

Value Type::binary(Interpreter &interpreter, BinaryOperator op, const Value &other, bool reflected)
{
    if (op != BinaryOperator::Or)
        return Value::notImplemented();
    return reflected ? makeUnion(interpreter, other, Value(this))
                     : makeUnion(interpreter, Value(this), other);
}

std::optional<ValueVector> Interpreter::unionMembers(const Value &value) const
{
    const auto *const found = value.as<UnionObject>();
    return found ? std::optional<ValueVector>(found->members()) : std::nullopt;
}

Value Interpreter::makeTypeAlias(const QString &name, const QString &text)
{
    return make<TypeAliasObject>(m_types->object.get(), name, text);
}

} // namespace limbeck::lang
