// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Attribute access of the object protocol.

#include "core/base/nearest.h"
#include "core/lang/descriptors.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value lookupInType(Interpreter &interpreter, Type *type, Str *name)
{
    const Value self(type);
    const Value *const onMeta = type->type()->lookup(name);
    const Value metaAttribute = onMeta ? *onMeta : Value::absent();
    if (onMeta && isDataDescriptor(interpreter, metaAttribute))
        return bindAttribute(interpreter, metaAttribute, self, type->type());
    if (const Value *const own = type->lookup(name)) {
        const Value attribute = *own;
        return bindAttribute(interpreter, attribute, Value::absent(), type);
    }
    if (onMeta)
        return bindAttribute(interpreter, metaAttribute, self, type->type());
    const Value native = type->attribute(interpreter, name);
    if (native.isAbsent() && type->opaqueBase().isOpaque() && !name->text().startsWith(u"__"))
        return interpreter.getAttr(type->opaqueBase(), name);
    return native;
}

Value lookupInModule(Interpreter &interpreter, const Value &self, Str *name)
{
    auto &module = *static_cast<ModuleObject *>(self.object());
    if (const Value *const found = module.dict().find(name))
        return *found;
    const Value generic = lookupGeneric(interpreter, self, name);
    if (!generic.isAbsent())
        return generic;
    if (const Value *const fallback = module.dict().find(interpreter.names().getattr.get())) {
        const Value function = *fallback;
        return interpreter.call(function, { Value(name) });
    }
    return Value::absent();
}

Value lookupInInstance(Interpreter &interpreter, const Value &self, Type *type, Str *name)
{
    Object *const object = self.object();
    const Value *const found = type->lookup(name);
    if (found && found->isObject() && !hasKind(*found, Kind::Function)
        && !hasKind(*found, Kind::NativeFunction) && isDataDescriptor(interpreter, *found)) {
        const Value attribute = *found;
        return bindAttribute(interpreter, attribute, self, type);
    }
    if (object && object->instanceDict()) {
        if (const Value *const own = object->instanceDict()->find(name))
            return *own;
    }
    if (found) {
        const Value attribute = *found;
        return bindAttribute(interpreter, attribute, self, type);
    }
    if (!object)
        return Value::absent();
    const Value native = object->attribute(interpreter, name);
    if (native.isAbsent() && type->opaqueBase().isOpaque()
        && !(name->text().startsWith(u"__") && name->text().endsWith(u"__")))
        return interpreter.getAttr(type->opaqueBase(), name);
    return native;
}

/// Whether a class of the MRO names the attribute in `__slots__`.
bool hasSlot(Interpreter &interpreter, const Type &type, const Str *name)
{
    for (const Type *cls : type.mro()) {
        const Value *const slots = cls->dict().find(interpreter.names().slots.get());
        if (!slots)
            continue;
        const Value given = *slots;
        if (given.isStr() ? textOf(given) == name->text()
                          : interpreter.contains(given, makeStr(name->text())))
            return true;
    }
    return false;
}

} // namespace

Value lookupGeneric(Interpreter &interpreter, const Value &object, Str *name)
{
    if (object.isType())
        return lookupInType(interpreter, static_cast<Type *>(object.object()), name);
    return lookupInInstance(interpreter, object, interpreter.typeOf(object), name);
}

Value lookupAttribute(Interpreter &interpreter, const Value &object, Str *name)
{
    if (!object.isObject())
        return lookupGeneric(interpreter, object, name);
    switch (object.object()->kind()) {
    case Kind::Module:
        return lookupInModule(interpreter, object, name);
    case Kind::Opaque:
        return object.object()->attribute(interpreter, name);
    case Kind::Super: {
        const Value found = object.object()->attribute(interpreter, name);
        return found.isAbsent() ? lookupGeneric(interpreter, object, name) : found;
    }
    default:
        break;
    }
    Type *const type = object.object()->type();
    if (!type->hasSpecialMethods())
        return lookupGeneric(interpreter, object, name);
    const Names &names = interpreter.names();
    Value result = Value::absent();
    const Value *const getattr = type->lookup(names.getattr.get());
    const Value fallback = getattr ? *getattr : Value::absent();
    try {
        const Value *const getattribute = specialMethod(object, names.getattribute.get());
        if (getattribute) {
            const Value function = *getattribute;
            result = callSpecial(interpreter, function, object, { Value(name) });
        } else {
            result = lookupGeneric(interpreter, object, name);
        }
    } catch (const ScriptException &exception) {
        if (!getattr || !isException(exception, interpreter.types().AttributeError))
            throw;
    }
    if (result.isAbsent() && getattr)
        return callSpecial(interpreter, fallback, object, { Value(name) });
    return result;
}

bool isException(const ScriptException &exception, const Ref<Type> &type)
{
    return exception.exception.object()->type()->isSubclassOf(type.get());
}

Value callSpecial(Interpreter &interpreter, const Value &method, const Value &self,
                  std::initializer_list<Value> arguments)
{
    const Value function = method;
    if (function.isObject() && function.object()->bindsLikeFunction()) {
        QVarLengthArray<Value, 4> all;
        all.append(self);
        for (const Value &argument : arguments)
            all.append(argument);
        return interpreter.call(
            function,
            Arguments(std::span<const Value>(all.constData(), static_cast<size_t>(all.size()))));
    }
    return interpreter.call(bindAttribute(interpreter, function, self, interpreter.typeOf(self)),
                            Arguments(arguments));
}

QStringList attributeNamesOf(Interpreter &interpreter, const Value &object)
{
    QStringList names;
    const auto addNames = [&](const Dict *dict) {
        if (!dict)
            return;
        for (const HashTable::Entry &entry : dict->table().entries()) {
            if (entry.key.isStr())
                names.append(textOf(entry.key));
        }
    };
    if (object.isType()) {
        for (const Type *type : static_cast<Type *>(object.object())->mro())
            addNames(&type->dict());
    } else if (hasKind(object, Kind::Module)) {
        static_cast<ModuleObject *>(object.object())->complete(interpreter);
        addNames(object.object()->instanceDict());
    } else {
        for (const Type *type : interpreter.typeOf(object)->mro())
            addNames(&type->dict());
        if (object.isObject()) {
            addNames(object.object()->instanceDict());
            names.append(object.object()->attributeNames(interpreter));
        }
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

void throwMissingAttribute(Interpreter &interpreter, const Value &object, const Str *name)
{
    const QString &text = name->text();
    const QString hint = didYouMean(text, attributeNamesOf(interpreter, object));
    if (object.isType())
        throwAttributeError(u"type object '%1' has no attribute '%2'"_s.arg(
                                static_cast<Type *>(object.object())->name(), text),
                            hint);
    if (hasKind(object, Kind::Module))
        throwAttributeError(u"module '%1' has no attribute '%2'"_s.arg(
                                static_cast<ModuleObject *>(object.object())->name(), text),
                            hint);
    throwAttributeError(
        u"'%1' object has no attribute '%2'"_s.arg(interpreter.typeName(object), text), hint);
}

Value Interpreter::getAttr(const Value &object, Str *name)
{
    Value result = lookupAttribute(*this, object, name);
    if (result.isAbsent())
        throwMissingAttribute(*this, object, name);
    return result;
}

Value Interpreter::getAttr(const Value &object, const char *name)
{
    return getAttr(object, intern(name).get());
}

Value Interpreter::findAttr(const Value &object, Str *name)
{
    try {
        return lookupAttribute(*this, object, name);
    } catch (const ScriptException &exception) {
        if (!isException(exception, m_types->AttributeError))
            throw;
    }
    return Value::absent();
}

Value Interpreter::findAttr(const Value &object, const char *name)
{
    return findAttr(object, intern(name).get());
}

Value Interpreter::genericGetAttr(const Value &object, Str *name)
{
    Value result = lookupGeneric(*this, object, name);
    if (result.isAbsent())
        throwMissingAttribute(*this, object, name);
    return result;
}

void Interpreter::setAttr(const Value &object, Str *name, const Value &value)
{
    Str *const special = value.isAbsent() ? m_names->delattr.get() : m_names->setattr.get();
    if (const Value *const method = specialMethod(object, special)) {
        const Value function = *method;
        if (value.isAbsent())
            callSpecial(*this, function, object, { Value(name) });
        else
            callSpecial(*this, function, object, { Value(name), value });
        return;
    }
    genericSetAttr(object, name, value);
}

void Interpreter::setAttr(const Value &object, const char *name, const Value &value)
{
    setAttr(object, intern(name).get(), value);
}

void Interpreter::delAttr(const Value &object, Str *name)
{
    setAttr(object, name, Value::absent());
}

void Interpreter::genericSetAttr(const Value &object, Str *name, const Value &value)
{
    Object *const target = object.object();
    Type *const type = typeOf(object);
    if (target && target->kind() == Kind::Opaque)
        return; // what was not found takes everything
    if (const Value *const found = type->lookup(name)) {
        const Value attribute = *found;
        if (isDataDescriptor(*this, attribute)
            && setThroughDescriptor(*this, attribute, object, value))
            return;
    }
    if (target && target->setAttribute(*this, name, value))
        return;
    if (object.isType()) {
        auto *const cls = static_cast<Type *>(target);
        if (!cls->isScriptClass())
            throwTypeError(u"cannot set '%1' attribute of immutable type '%2'"_s.arg(
                name->text(), cls->fullName()));
        if (value.isAbsent() && !cls->dict().find(name))
            throwMissingAttribute(*this, object, name);
        cls->setOwn(intern(name->text()).get(), value);
        return;
    }
    if (!target || (!type->instancesHaveDict() && !hasSlot(*this, *type, name))) {
        const bool exists = type->lookup(name) != nullptr;
        throwAttributeError(
            exists
                ? u"'%1' object attribute '%2' is read-only"_s.arg(typeName(object), name->text())
                : u"'%1' object has no attribute '%2'"_s.arg(typeName(object), name->text()));
    }
    if (value.isAbsent()) {
        if (!target->instanceDict() || !target->instanceDict()->table().remove(name))
            throwMissingAttribute(*this, object, name);
        return;
    }
    target->ensureInstanceDict().set(name, value);
}

} // namespace limbeck::lang
