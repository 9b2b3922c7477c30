// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Making classes and instances.

#include "core/lang/code.h"
#include "core/lang/descriptors.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

/// The base whose native layout the new class takes over.
Type *layoutBase(const std::vector<Ref<Type>> &bases, const CoreTypes &types)
{
    Type *best = bases.front().get();
    for (const Ref<Type> &base : bases) {
        if (base->layout() == best->layout() || best->layout()->isSubclassOf(base->layout()))
            continue;
        if (base->layout()->isSubclassOf(best->layout()) || best->layout() == types.object.get())
            best = base.get();
        else
            throwTypeError(u"multiple bases have instance lay-out conflict"_s);
    }
    return best;
}

void wrapSpecialFunctions(Interpreter &interpreter, Type &type)
{
    const Names &names = interpreter.names();
    const auto wrap = [&](Str *name, const Ref<Type> &wrapperType) {
        const Value *const found = type.dict().find(name);
        if (!found || !hasKind(*found, Kind::Function))
            return;
        const Ref<MethodWrapper> wrapper = make<MethodWrapper>(wrapperType.get());
        wrapper->function = *found;
        type.setOwn(name, wrapper);
    };
    wrap(names.new_.get(), interpreter.types().staticMethod);
    wrap(names.init_subclass.get(), interpreter.types().classMethod);
    wrap(names.class_getitem.get(), interpreter.types().classMethod);
    if (type.dict().find(names.eq.get()) && !type.dict().find(names.hash.get()))
        type.setOwn(names.hash.get(), Value());
}

/// `__slots__`: without any class that gives a dict, instances take the named attributes only.
void applySlots(Interpreter &interpreter, Type &type)
{
    const Value *const found = type.dict().find(interpreter.names().slots.get());
    bool hasDict = !found
        || std::any_of(type.bases().begin(), type.bases().end(),
                       [](const Ref<Type> &base) { return base->instancesHaveDict(); });
    if (found) {
        const Value given = *found;
        for (const Value &name :
             given.isStr() ? ValueVector { given } : interpreter.toVector(given)) {
            if (!name.isStr())
                throwTypeError(
                    u"__slots__ items must be strings, not '%1'"_s.arg(interpreter.typeName(name)));
            if (type.dict().find(interpreter.intern(textOf(name)).get()))
                throwValueError(
                    u"'%1' in __slots__ conflicts with class variable"_s.arg(textOf(name)));
            hasDict = hasDict || textOf(name) == u"__dict__";
        }
    }
    type.setInstancesHaveDict(hasDict);
}

void callSetName(Interpreter &interpreter, const Ref<Type> &type)
{
    const HashTable copy = type->dict().table();
    for (const HashTable::Entry &entry : copy.entries()) {
        if (!entry.value.isObject() || entry.value.isType() || hasKind(entry.value, Kind::Function)
            || entry.value.isOpaque())
            continue;
        if (hasKind(entry.value, Kind::Property)) {
            static_cast<PropertyObject *>(entry.value.object())->name = textOf(entry.key);
            continue;
        }
        const Value *const method =
            entry.value.object()->type()->lookup(interpreter.names().set_name.get());
        if (method)
            callSpecial(interpreter, *method, entry.value, { type, entry.key });
    }
}

void callInitSubclass(Interpreter &interpreter, const Ref<Type> &type,
                      std::span<const KeywordArgument> keywords)
{
    const Ref<SuperObject> parent = make<SuperObject>(interpreter.types().super.get());
    parent->after = type;
    parent->self = type;
    parent->start = type;
    const Value method = interpreter.getAttr(parent, interpreter.names().init_subclass.get());
    if (method.isOpaque())
        return;
    interpreter.call(method, { std::span<const Value>(), keywords });
}

} // namespace

Value newClass(Interpreter &interpreter, Type *metaclass, const QString &name,
               const ValueVector &given, const Ref<Dict> &dict,
               std::span<const KeywordArgument> keywords)
{
    const CoreTypes &types = interpreter.types();
    const Names &names = interpreter.names();
    Value opaque = interpreter.takePendingOpaqueBase();
    std::vector<Ref<Type>> bases;
    for (const Value &base : given) {
        if (base.isOpaque()) {
            opaque = base;
            continue;
        }
        if (!base.isType())
            throwTypeError(u"type.__new__() argument 2 must be tuple of types"_s);
        auto *const type = static_cast<Type *>(base.object());
        if (type->isFinal())
            throwTypeError(u"type '%1' is not an acceptable base type"_s.arg(type->name()));
        if (std::any_of(bases.begin(), bases.end(),
                        [&](const Ref<Type> &other) { return other.get() == type; }))
            throwTypeError(u"duplicate base class %1"_s.arg(type->name()));
        bases.emplace_back(type);
    }
    if (bases.empty())
        bases.push_back(types.object);
    Type *winner = metaclass;
    for (const Ref<Type> &base : bases) {
        if (base->type()->isSubclassOf(winner))
            winner = base->type();
    }
    const Type *const layout = layoutBase(bases, types);
    const Ref<Type> type = make<Type>(winner, name, bases);
    type->setScriptClass(true);
    type->setLayoutOf(*layout);
    type->setInstancesHaveDict(true);
    if (!opaque.isNone())
        type->setOpaqueBase(opaque);
    const Value *const cellEntry = dict->find(names.classcell.get());
    const Value cell = cellEntry ? *cellEntry : Value();
    type->adoptNamespace(dict->table());
    type->dict().table().remove(names.classcell.get());
    if (!type->dict().find(names.doc.get()))
        type->setOwn(names.doc.get(), Value());
    if (!type->dict().find(names.module.get())) {
        const Dict *const globals = interpreter.currentGlobals();
        Value *const module =
            globals ? const_cast<Dict *>(globals)->find(names.name.get()) : nullptr;
        type->setOwn(names.module.get(), module ? *module : makeStr(u"builtins"_s));
    }
    wrapSpecialFunctions(interpreter, *type);
    applySlots(interpreter, *type);
    if (auto *const classCell = cell.as<Cell>())
        classCell->value = type;
    callSetName(interpreter, type);
    callInitSubclass(interpreter, type, keywords);
    return type;
}

Value Interpreter::makeClass(const QString &name, const std::vector<Value> &bases,
                             const Ref<Dict> &dict)
{
    Value metaclass(m_types->type);
    for (const Value &base : bases) {
        if (base.isType()
            && base.object()->type()->isSubclassOf(static_cast<Type *>(metaclass.object())))
            metaclass = Value(base.object()->type());
    }
    return call(metaclass,
                { makeStr(name), makeTuple(ValueVector(bases.begin(), bases.end())), dict });
}

Ref<Object> Interpreter::allocate(Type *type)
{
    if (!type->allocator())
        throwTypeError(u"cannot create '%1' instances"_s.arg(type->fullName()));
    return type->allocator()(*this, type);
}

Value instantiate(Interpreter &interpreter, Type *type, const Arguments &arguments)
{
    const Names &names = interpreter.names();
    const CoreTypes &types = interpreter.types();
    const Ref<Type> keep(type);
    const Value *const make = type->lookup(names.new_.get());
    const bool defaultNew = !make || type->ownerOf(names.new_.get()) == types.object.get();
    const Value *const init = type->lookup(names.init.get());
    const bool defaultInit = !init || type->ownerOf(names.init.get()) == types.object.get();
    Value instance;
    if (defaultNew) {
        if (type->hasSpecialMethods()) {
            if (const Value *const abstract = type->lookup(names.abstractmethods.get());
                abstract && abstract->isSet() && interpreter.length(*abstract) > 0) {
                QStringList missing;
                for (const Value &name : interpreter.toVector(*abstract))
                    missing.append(textOf(name));
                missing.sort();
                throwTypeError(
                    u"Can't instantiate abstract class %1 with abstract method%2 %3"_s.arg(
                        type->name(), missing.size() == 1 ? QString() : u"s"_s,
                        missing.join(u", "_s)));
            }
        }
        if (defaultInit && !type->opaqueBase().isOpaque()
            && (!arguments.positional().empty() || !arguments.keywords().empty()))
            throwTypeError(u"%1() takes no arguments"_s.arg(type->name()));
        instance = interpreter.allocate(type);
    } else {
        QVarLengthArray<Value, 8> positional;
        positional.append(Value(type));
        for (const Value &value : arguments.positional())
            positional.append(value);
        const Value function = bindAttribute(interpreter, *make, Value::absent(), type);
        instance =
            interpreter.call(function,
                             { { positional.constData(), static_cast<size_t>(positional.size()) },
                               arguments.keywords() });
        if (!interpreter.isInstance(instance, type))
            return instance;
    }
    Type *const made = interpreter.typeOf(instance);
    const Value *const initializer = made->lookup(names.init.get());
    if (!initializer || made->ownerOf(names.init.get()) == types.object.get())
        return instance;
    const Value function = *initializer;
    QVarLengthArray<Value, 8> positional;
    const bool plain = hasKind(function, Kind::Function) || hasKind(function, Kind::NativeFunction);
    if (plain)
        positional.append(instance);
    for (const Value &value : arguments.positional())
        positional.append(value);
    const Value result =
        interpreter.call(plain ? function : bindAttribute(interpreter, function, instance, made),
                         { { positional.constData(), static_cast<size_t>(positional.size()) },
                           arguments.keywords() });
    if (!result.isNone() && !result.isOpaque())
        throwTypeError(
            u"__init__() should return None, not '%1'"_s.arg(interpreter.typeName(result)));
    return instance;
}

Value Type::call(Interpreter &interpreter, const Arguments &arguments)
{
    if (this == interpreter.types().type.get() && arguments.positional().size() == 1
        && arguments.keywords().empty())
        return Value(interpreter.typeOf(arguments.positional().front()));
    interpreter.checkStack();
    return instantiate(interpreter, this, arguments);
}

} // namespace limbeck::lang
