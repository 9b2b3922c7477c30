// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/descriptors.h"

#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

BoundMethod::BoundMethod(Type *type, Value callable, Value instance)
    : Object(type, Kind::BoundMethod)
    , function(std::move(callable))
    , self(std::move(instance))
{
}

Value BoundMethod::call(Interpreter &interpreter, const Arguments &arguments)
{
    QVarLengthArray<Value, 8> positional;
    positional.append(self);
    for (const Value &value : arguments.positional())
        positional.append(value);
    const Value called = function;
    return interpreter.call(called,
                            { { positional.constData(), static_cast<size_t>(positional.size()) },
                              arguments.keywords() });
}

Value BoundMethod::attribute(Interpreter &interpreter, Str *name)
{
    if (name == interpreter.names().self.get())
        return self;
    if (name == interpreter.names().func.get())
        return function;
    return interpreter.findAttr(function, name);
}

QString BoundMethod::repr(Interpreter &interpreter)
{
    const Value name = interpreter.findAttr(function, interpreter.names().qualname.get());
    if (hasKind(function, Kind::NativeFunction))
        return u"<built-in method %1 of %2 object at 0x%3>"_s.arg(
            textOf(interpreter.findAttr(function, interpreter.names().name.get())),
            interpreter.typeName(self), QString::number(reinterpret_cast<quintptr>(this), 16));
    return u"<bound method %1 of %2>"_s.arg(textOf(name), interpreter.repr(self));
}

qint64 BoundMethod::hash(Interpreter &interpreter)
{
    return static_cast<qint64>(reinterpret_cast<quintptr>(self.object()) >> 4)
        ^ interpreter.hash(function);
}

Value BoundMethod::compare(Interpreter &, Comparison comparison, const Value &other)
{
    const auto *const method = other.as<BoundMethod>();
    if (!method || (comparison != Comparison::Equal && comparison != Comparison::NotEqual))
        return Value::notImplemented();
    const bool same = method->function.is(function) && method->self.is(self);
    return same == (comparison == Comparison::Equal);
}

void BoundMethod::clearReferences()
{
    function = self = {};
    Object::clearReferences();
}

PropertyObject::PropertyObject(Type *type)
    : Object(type, Kind::Property)
{
}

Value PropertyObject::descriptorGet(Interpreter &interpreter, const Value &instance, const Value &)
{
    if (instance.isAbsent())
        return Value(this);
    if (getter.isNone())
        throwAttributeError(name.isEmpty() ? u"unreadable attribute"_s
                                           : u"property '%1' of '%2' object has no getter"_s.arg(
                                               name, interpreter.typeName(instance)));
    return interpreter.call(getter, { instance });
}

bool PropertyObject::descriptorSet(Interpreter &interpreter, const Value &instance,
                                   const Value &value)
{
    const Value &function = value.isAbsent() ? deleter : setter;
    if (function.isNone())
        throwAttributeError(u"property '%1' of '%2' object has no %3"_s.arg(
            name, interpreter.typeName(instance), value.isAbsent() ? u"deleter"_s : u"setter"_s));
    if (value.isAbsent())
        interpreter.call(function, { instance });
    else
        interpreter.call(function, { instance, value });
    return true;
}

void PropertyObject::clearReferences()
{
    getter = setter = deleter = doc = {};
    Object::clearReferences();
}

NativeProperty::NativeProperty(Type *type, QString name, Get get, Set set)
    : Object(type, Kind::Native)
    , m_name(std::move(name))
    , m_get(std::move(get))
    , m_set(std::move(set))
{
}

Value NativeProperty::descriptorGet(Interpreter &interpreter, const Value &instance, const Value &)
{
    return instance.isAbsent() ? Value(this) : m_get(interpreter, instance);
}

bool NativeProperty::descriptorSet(Interpreter &interpreter, const Value &instance,
                                   const Value &value)
{
    if (!m_set)
        throwAttributeError(u"attribute '%1' of '%2' objects is not writable"_s.arg(
            m_name, interpreter.typeName(instance)));
    m_set(interpreter, instance, value);
    return true;
}

QString NativeProperty::repr(Interpreter &)
{
    return u"<attribute '%1'>"_s.arg(m_name);
}

MethodWrapper::MethodWrapper(Type *type)
    : Object(type, Kind::Native)
{
}

Value MethodWrapper::descriptorGet(Interpreter &interpreter, const Value &, const Value &owner)
{
    if (type()->isSubclassOf(interpreter.types().staticMethod.get()))
        return function;
    if (hasKind(function, Kind::Function) || hasKind(function, Kind::NativeFunction))
        return makeBoundMethod(function, owner);
    return bindAttribute(interpreter, function, owner, interpreter.typeOf(owner));
}

Value MethodWrapper::call(Interpreter &interpreter, const Arguments &arguments)
{
    if (!type()->isSubclassOf(interpreter.types().staticMethod.get()))
        throwTypeError(u"'classmethod' object is not callable"_s);
    return interpreter.call(function, arguments);
}

Value MethodWrapper::attribute(Interpreter &interpreter, Str *name)
{
    if (name == interpreter.names().func.get() || name == interpreter.names().wrapped.get())
        return function;
    return interpreter.findAttr(function, name);
}

void MethodWrapper::clearReferences()
{
    function = {};
    Object::clearReferences();
}

SuperObject::SuperObject(Type *type)
    : Object(type, Kind::Super)
{
}

Value SuperObject::attribute(Interpreter &interpreter, Str *name)
{
    if (!start)
        return Value::absent();
    const std::vector<Type *> &mro = start->mro();
    auto at = std::find(mro.begin(), mro.end(), after.get());
    if (at == mro.end())
        return Value::absent();
    for (++at; at != mro.end(); ++at) {
        if (const Value *const found = (*at)->dict().find(name)) {
            const Value attributeValue = *found;
            const bool onClass = self.isType() && self.object() == start.get();
            return bindAttribute(interpreter, attributeValue, onClass ? Value::absent() : self,
                                 start.get());
        }
    }
    if (start->opaqueBase().isOpaque())
        return interpreter.getAttr(start->opaqueBase(), name);
    return Value::absent();
}

QString SuperObject::repr(Interpreter &)
{
    return u"<super: <class '%1'>, <%2 object>>"_s.arg(after ? after->name() : u"NULL"_s,
                                                       start ? start->name() : u"NULL"_s);
}

void SuperObject::clearReferences()
{
    self = {};
    after = nullptr;
    start = nullptr;
    Object::clearReferences();
}

Value makeBoundMethod(const Value &function, const Value &self)
{
    return make<BoundMethod>(Interpreter::current().types().boundMethod.get(), function, self);
}

Value bindAttribute(Interpreter &interpreter, const Value &attribute, const Value &instance,
                    Type *owner)
{
    Object *const object = attribute.object();
    if (!object)
        return attribute;
    switch (object->kind()) {
    case Kind::Function:
        return instance.isAbsent() ? attribute : makeBoundMethod(attribute, instance);
    case Kind::NativeFunction:
        return instance.isAbsent() || !static_cast<NativeFunction *>(object)->bindsToInstances
            ? attribute
            : makeBoundMethod(attribute, instance);
    case Kind::Str:
    case Kind::Tuple:
    case Kind::List:
    case Kind::Dict:
    case Kind::Int:
    case Kind::Opaque:
    case Kind::Type:
        return attribute;
    default:
        break;
    }
    if (object->type()->hasSpecialMethods()) {
        if (const Value *const get = object->type()->lookup(interpreter.names().get.get())) {
            const Value function = *get;
            return interpreter.call(
                function, { attribute, instance.isAbsent() ? Value() : instance, Value(owner) });
        }
    }
    const Value bound = object->descriptorGet(interpreter, instance, Value(owner));
    return bound.isAbsent() ? attribute : bound;
}

bool isDataDescriptor(Interpreter &interpreter, const Value &attribute)
{
    Object *const object = attribute.object();
    if (!object || object->kind() == Kind::Function || object->kind() == Kind::NativeFunction
        || object->kind() == Kind::Str)
        return false;
    if (object->isDataDescriptor())
        return true;
    return object->type()->hasSpecialMethods()
        && (object->type()->lookup(interpreter.names().set.get())
            || object->type()->lookup(interpreter.names().delete_.get()));
}

bool setThroughDescriptor(Interpreter &interpreter, const Value &attribute, const Value &instance,
                          const Value &value)
{
    Object *const object = attribute.object();
    if (!object)
        return false;
    if (object->type()->hasSpecialMethods()) {
        const Names &names = interpreter.names();
        Str *const name = value.isAbsent() ? names.delete_.get() : names.set.get();
        if (const Value *const set = object->type()->lookup(name)) {
            const Value function = *set;
            if (value.isAbsent())
                interpreter.call(function, { attribute, instance });
            else
                interpreter.call(function, { attribute, instance, value });
            return true;
        }
    }
    return object->isDataDescriptor() && object->descriptorSet(interpreter, instance, value);
}

} // namespace limbeck::lang
