// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/valuetools.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

CallBuilder &CallBuilder::positional(const Value &value)
{
    m_positional.push_back(value);
    return *this;
}

CallBuilder &CallBuilder::positional(const ValueVector &values)
{
    for (const Value &value : values)
        m_positional.push_back(value);
    return *this;
}

CallBuilder &CallBuilder::keyword(const QString &name, const Value &value)
{
    m_keywords.push_back({ m_interpreter.intern(name), value });
    return *this;
}

CallBuilder &CallBuilder::keyword(const char *name, const Value &value)
{
    m_keywords.push_back({ m_interpreter.intern(name), value });
    return *this;
}

CallBuilder &CallBuilder::keywords(Dict &dict)
{
    forEachKeyword(dict, [this](const QString &name, const Value &value) { keyword(name, value); });
    return *this;
}

Value CallBuilder::call(const Value &callable) const
{
    return m_interpreter.call(callable, arguments());
}

Value CallBuilder::callMethod(const Value &object, const char *name) const
{
    return m_interpreter.callMethod(object, name, arguments());
}

Arguments CallBuilder::arguments() const
{
    return { { m_positional.constData(), static_cast<size_t>(m_positional.size()) },
             { m_keywords.constData(), static_cast<size_t>(m_keywords.size()) } };
}

Value attributeOrNone(Interpreter &interpreter, const Value &object, const char *name)
{
    const Value found = interpreter.findAttr(object, name);
    return found.isAbsent() ? Value() : found;
}

Value textOrNone(const std::optional<QString> &text)
{
    return text ? makeStr(*text) : Value();
}

std::optional<QString> optionalTextOf(Interpreter &interpreter, const Value &value,
                                      const char *what)
{
    if (!isGiven(value))
        return std::nullopt;
    interpreter.requireKnown(value);
    if (!value.isStr())
        throwTypeError(
            u"%1 must be str, not %2"_s.arg(QLatin1StringView(what), interpreter.typeName(value)));
    return textOf(value);
}

Value toValue(Interpreter &interpreter, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return {};
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::LongLong:
        return value.toLongLong();
    case QMetaType::Double:
        return value.toDouble();
    case QMetaType::QVariantList: {
        ValueVector list;
        for (const QVariant &element : value.toList())
            list.push_back(toValue(interpreter, element));
        return makeList(std::move(list));
    }
    case QMetaType::QVariantMap: {
        const Ref<Dict> dict = makeDict();
        const QVariantMap map = value.toMap();
        for (auto entry = map.begin(); entry != map.end(); ++entry)
            dict->set(interpreter, makeStr(entry.key()), toValue(interpreter, *entry));
        return dict;
    }
    default:
        return makeStr(value.toString());
    }
}

bool isGiven(const Value &value)
{
    return !value.isNone() && !value.isAbsent();
}

void forEachKeyword(Dict &dict, const std::function<void(const QString &, const Value &)> &visit)
{
    const auto entries = dict.table().entries(); // a copy: visiting may run script code
    for (const HashTable::Entry &entry : entries) {
        if (!entry.key.isAbsent() && entry.key.isStr())
            visit(textOf(entry.key), entry.value);
    }
}

Value takeKeyword(Dict &dict, const char *name)
{
    const Value *found = dict.find(name);
    if (!found)
        return Value::absent();
    const Value value = *found;
    dict.table().remove(Interpreter::current().intern(name).get());
    return value;
}

Ref<Dict> copyDict(Dict &dict)
{
    const Ref<Dict> copy = makeDict();
    for (const HashTable::Entry &entry : dict.table().entries()) {
        if (!entry.key.isAbsent())
            copy->set(Interpreter::current(), entry.key, entry.value);
    }
    return copy;
}

Value ScopeObject::enter(Interpreter &)
{
    return onEnter ? onEnter() : Value(Ref<Object>(this));
}

bool ScopeObject::exit(Interpreter &, const Value &exception)
{
    return onExit && onExit(exception);
}

void ScopeObject::clearReferences()
{
    onEnter = nullptr;
    onExit = nullptr;
    Object::clearReferences();
}

void defineValueTools(ModuleBuilder &module)
{
    module.define<ScopeObject>("ContextManager").slots("__enter__ __exit__");
}

Value makeScope(Interpreter &interpreter, std::function<Value()> onEnter,
                std::function<bool(const Value &)> onExit)
{
    interpreter.import(QLatin1StringView(valueToolsModule));
    const Ref<ScopeObject> scope = interpreter.create<ScopeObject>();
    scope->onEnter = std::move(onEnter);
    scope->onExit = std::move(onExit);
    return scope;
}

} // namespace limbeck::bindings
