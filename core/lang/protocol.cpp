// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The object protocol: calls, conversions, items, iteration.

#include "core/lang/protocol.h"

#include "core/lang/descriptors.h"
#include "core/lang/evaluator.h"
#include "core/lang/generator.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/slots.h"
#include "core/lang/unions.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

QString textResult(Interpreter &interpreter, const Value &result, const char *method)
{
    if (result.isOpaque())
        return interpreter.str(result);
    if (!result.isStr())
        throwTypeError(u"%1 returned non-string (type %2)"_s.arg(
            QLatin1StringView(method).toString(), interpreter.typeName(result)));
    return textOf(result);
}

} // namespace

Value Interpreter::call(const Value &callable, const Arguments &arguments)
{
    Object *const object = callable.object();
    if (!object)
        throwTypeError(u"'%1' object is not callable"_s.arg(typeName(callable)));
    switch (object->kind()) {
    case Kind::Function:
        return m_evaluator->callFunction(*static_cast<FunctionObject *>(object), arguments);
    case Kind::NativeFunction:
    case Kind::BoundMethod: {
        const Ref<Object> keep(object);
        return object->call(*this, arguments);
    }
    case Kind::Type: {
        auto *const type = static_cast<Type *>(object);
        if (const Value *const method = specialMethod(callable, m_names->call.get())) {
            return call(bindAttribute(*this, *method, callable, type->type()), arguments);
        }
        return type->call(*this, arguments);
    }
    default:
        break;
    }
    if (const Value *const method = specialMethod(callable, m_names->call.get()))
        return call(bindAttribute(*this, *method, callable, object->type()), arguments);
    const Ref<Object> keep(object);
    if (!object->isCallable() && object->type()->opaqueBase().isOpaque())
        return call(object->type()->opaqueBase(), arguments);
    return object->call(*this, arguments);
}

Value Interpreter::callMethod(const Value &object, Str *name, const Arguments &arguments)
{
    return call(getAttr(object, name), arguments);
}

Value Interpreter::callMethod(const Value &object, const char *name, const Arguments &arguments)
{
    return callMethod(object, intern(name).get(), arguments);
}

bool Interpreter::isCallable(const Value &value)
{
    if (value.isOpaque()) // whatever it is, it can be called to something as unknown
        return true;
    return value.isObject()
        && (value.object()->isCallable() || specialMethod(value, m_names->call.get()) != nullptr);
}

bool Interpreter::truth(const Value &value)
{
    if (const Value *const method = specialMethod(value, m_names->bool_.get())) {
        const Value result = callSpecial(*this, *method, value);
        if (result.isOpaque())
            return truth(result);
        if (!result.isBool())
            throwTypeError(u"__bool__ should return bool, returned %1"_s.arg(typeName(result)));
        return result.isTrue();
    }
    if (specialMethod(value, m_names->len.get()))
        return length(value) != 0;
    return nativeTruth(*this, value);
}

QString Interpreter::repr(const Value &value)
{
    if (!value.isObject())
        return nativeRepr(*this, value);
    checkStack();
    if (const Value *const method = specialMethod(value, m_names->repr.get()))
        return textResult(*this, callSpecial(*this, *method, value), "__repr__");
    return nativeRepr(*this, value);
}

QString Interpreter::str(const Value &value)
{
    if (!value.isObject())
        return nativeStr(*this, value);
    checkStack();
    if (const Value *const method = specialMethod(value, m_names->str.get()))
        return textResult(*this, callSpecial(*this, *method, value), "__str__");
    return nativeStr(*this, value);
}

QString Interpreter::format(const Value &value, const QString &spec)
{
    if (const Value *const method = specialMethod(value, m_names->format.get()))
        return textResult(*this, callSpecial(*this, *method, value, { makeStr(spec) }),
                          "__format__");
    // A class derived from str or int with its own __str__ is formatted by that.
    if (spec.isEmpty() && value.isObject() && value.object()->kind() != Kind::Native)
        return str(value);
    return nativeFormat(*this, value, spec);
}

qint64 Interpreter::hash(const Value &value)
{
    if (const Value *const method = specialMethod(value, m_names->hash.get())) {
        if (method->isNone())
            throwTypeError(u"unhashable type: '%1'"_s.arg(typeName(value)));
        const Value result = callSpecial(*this, *method, value);
        if (!result.isInt())
            throwTypeError(u"__hash__ method should return an integer"_s);
        return smallIntOf(result).value_or(hashOf(bigIntOf(result)));
    }
    return nativeHash(*this, value);
}

/// What may define an operation that the class of a plain object does not; None if nothing can.
static Value opaqueBaseOf(const Value &value)
{
    return hasKind(value, Kind::Plain) ? value.object()->type()->opaqueBase() : Value();
}

qint64 Interpreter::length(const Value &value)
{
    if (const Value *const method = specialMethod(value, m_names->len.get())) {
        const Value result = callSpecial(*this, *method, value);
        if (result.isInt() && !smallIntOf(result) && !bigIntOf(result).isNegative())
            throwOverflowError(u"cannot fit 'int' into an index-sized integer"_s);
        const qint64 size = result.isInt() && !smallIntOf(result) ? -1 : toIndex(result);
        if (size < 0)
            throwValueError(u"__len__() should return >= 0"_s);
        return size;
    }
    if (const Value opaque = opaqueBaseOf(value); opaque.isOpaque())
        return length(opaque);
    const std::optional<qint64> size =
        value.isObject() ? value.object()->length(*this) : std::nullopt;
    if (!size)
        throwTypeError(u"object of type '%1' has no len()"_s.arg(typeName(value)));
    return *size;
}

Value Interpreter::getItem(const Value &object, const Value &key)
{
    if (!object.isObject())
        throwTypeError(u"'%1' object is not subscriptable"_s.arg(typeName(object)));
    if (const Value *const method = specialMethod(object, m_names->getitem.get()))
        return callSpecial(*this, *method, object, { key });
    if (object.isType()) {
        const Value method = findAttr(object, m_names->class_getitem.get());
        if (!method.isAbsent())
            return call(method, { key });
        const Value &opaque = static_cast<Type *>(object.object())->opaqueBase();
        if (opaque.isOpaque())
            return object;
        if (object.object() == types().type.get()) // type[int]; a method would serve every class
            return makeGenericAlias(*this, object, key);
        throwTypeError(
            u"type '%1' is not subscriptable"_s.arg(static_cast<Type *>(object.object())->name()));
    }
    if (const Value opaque = opaqueBaseOf(object); opaque.isOpaque())
        return getItem(opaque, key);
    return object.object()->getItem(*this, key);
}

void Interpreter::setItem(const Value &object, const Value &key, const Value &value)
{
    if (!object.isObject())
        throwTypeError(u"'%1' object does not support item assignment"_s.arg(typeName(object)));
    if (const Value *const method = specialMethod(object, m_names->setitem.get()))
        callSpecial(*this, *method, object, { key, value });
    else if (!opaqueBaseOf(object).isOpaque())
        object.object()->setItem(*this, key, value);
}

void Interpreter::delItem(const Value &object, const Value &key)
{
    if (!object.isObject())
        throwTypeError(u"'%1' object doesn't support item deletion"_s.arg(typeName(object)));
    if (const Value *const method = specialMethod(object, m_names->delitem.get()))
        callSpecial(*this, *method, object, { key });
    else
        object.object()->delItem(*this, key);
}

bool Interpreter::contains(const Value &container, const Value &item)
{
    if (const Value *const method = specialMethod(container, m_names->contains.get())) {
        if (method->isNone())
            throwTypeError(u"'%1' object is not a container"_s.arg(typeName(container)));
        return truth(callSpecial(*this, *method, container, { item }));
    }
    if (container.isObject()) {
        if (const std::optional<bool> found = container.object()->contains(*this, item))
            return *found;
    }
    if (!isIterable(container))
        throwTypeError(u"argument of type '%1' is not iterable"_s.arg(typeName(container)));
    const Value iterator = iterate(container);
    Value candidate;
    while (next(iterator, candidate)) {
        step();
        if (equals(candidate, item))
            return true;
    }
    return false;
}

bool Interpreter::isIterable(const Value &value)
{
    if (!value.isObject())
        return false;
    if (value.isOpaque())
        return true;
    if (const Value *const method = specialMethod(value, m_names->iter.get()))
        return !method->isNone();
    if (specialMethod(value, m_names->getitem.get()))
        return true;
    if (value.object()->isIterator())
        return true;
    return value.object()->type()->lookup(m_names->iter.get()) != nullptr
        || !value.object()->iterate(*this).isAbsent();
}

Value Interpreter::iterate(const Value &iterable)
{
    if (!iterable.isObject())
        throwTypeError(u"'%1' object is not iterable"_s.arg(typeName(iterable)));
    if (const Value *const method = specialMethod(iterable, m_names->iter.get())) {
        if (method->isNone())
            throwTypeError(u"'%1' object is not iterable"_s.arg(typeName(iterable)));
        Value iterator = callSpecial(*this, *method, iterable);
        if (!iterator.isObject()
            || (!iterator.object()->isIterator() && !iterator.isOpaque()
                && !iterator.object()->type()->lookup(m_names->next.get())))
            throwTypeError(u"iter() returned non-iterator of type '%1'"_s.arg(typeName(iterator)));
        return iterator;
    }
    Value iterator = iterable.object()->iterate(*this);
    if (!iterator.isAbsent())
        return iterator;
    if (specialMethod(iterable, m_names->getitem.get()))
        return make<SequenceIterator>(m_types->iterator.get(), iterable);
    const Value method = iterable.isType()
        ? Value::absent()
        : findAttr(Value(iterable.object()->type()), m_names->iter.get());
    if (!method.isAbsent() && !hasKind(method, Kind::NativeFunction))
        return call(method, { iterable });
    throwTypeError(u"'%1' object is not iterable"_s.arg(typeName(iterable)));
}

bool Interpreter::next(const Value &iterator, Value &item)
{
    if (!iterator.isObject())
        throwTypeError(u"'%1' object is not an iterator"_s.arg(typeName(iterator)));
    if (const Value *const method = specialMethod(iterator, m_names->next.get())) {
        try {
            item = callSpecial(*this, *method, iterator);
            return true;
        } catch (const ScriptException &exception) {
            if (!isException(exception, m_types->StopIteration))
                throw;
            const ValueVector &args = exception.object()->args;
            m_lastStopValue = args.empty() ? Value() : args.front();
            return false;
        }
    }
    m_lastStopValue = {};
    if (iterator.object()->next(*this, item))
        return true;
    if (iterator.object()->kind() == Kind::Generator)
        m_lastStopValue = static_cast<GeneratorObject *>(iterator.object())->returned();
    return false;
}

ValueVector Interpreter::toVector(const Value &iterable)
{
    Object *const object = iterable.object();
    if (object && object->kind() == Kind::List && !specialMethod(iterable, m_names->iter.get()))
        return static_cast<ListObject *>(object)->items();
    if (object && object->kind() == Kind::Tuple && !specialMethod(iterable, m_names->iter.get()))
        return static_cast<Tuple *>(object)->items();
    const Value iterator = iterate(iterable);
    ValueVector items;
    Value item;
    while (next(iterator, item)) {
        step();
        items.push_back(item);
    }
    return items;
}

void Interpreter::forEach(const Value &iterable, const std::function<void(const Value &)> &visit)
{
    const Value iterator = iterate(iterable);
    Value item;
    while (next(iterator, item)) {
        step();
        visit(item);
    }
}

bool Interpreter::isInstance(const Value &value, const Type *type)
{
    return typeOf(value)->isSubclassOf(type);
}

bool Interpreter::isInstance(const Value &value, const Value &classOrTuple)
{
    if (classOrTuple.isTuple()) {
        for (const Value &type : static_cast<Tuple *>(classOrTuple.object())->items()) {
            if (isInstance(value, type))
                return true;
        }
        return false;
    }
    if (classOrTuple.isOpaque()) {
        if (value.isOpaque())
            requireKnown(value);
        return false; // nothing that is known is made by what was not found
    }
    if (value.isOpaque()) {
        requireKnownUnlessAbsorbing(value);
        return false;
    }
    if (const Value *const method = specialMethod(classOrTuple, m_names->instancecheck.get()))
        return truth(callSpecial(*this, *method, classOrTuple, { value }));
    if (classOrTuple.isType())
        return isInstance(value, static_cast<Type *>(classOrTuple.object()));
    if (const std::optional<ValueVector> members = unionMembers(classOrTuple)) {
        for (const Value &member : *members) {
            if (member.isNone() ? value.isNone() : isInstance(value, member))
                return true;
        }
        return false;
    }
    const Value check = findAttr(classOrTuple, m_names->instancecheck.get());
    if (!check.isAbsent())
        return truth(call(check, { value }));
    throwTypeError(u"isinstance() arg 2 must be a type, a tuple of types, or a union"_s);
}

bool Interpreter::isSubclass(const Value &type, const Value &classOrTuple)
{
    if (type.isOpaque())
        return false;
    if (!type.isType())
        throwTypeError(u"issubclass() arg 1 must be a class"_s);
    if (classOrTuple.isTuple()) {
        for (const Value &candidate : static_cast<Tuple *>(classOrTuple.object())->items()) {
            if (isSubclass(type, candidate))
                return true;
        }
        return false;
    }
    if (classOrTuple.isOpaque())
        return static_cast<Type *>(type.object())->opaqueBase().isOpaque();
    if (const Value *const method = specialMethod(classOrTuple, m_names->subclasscheck.get()))
        return truth(callSpecial(*this, *method, classOrTuple, { type }));
    if (classOrTuple.isType())
        return static_cast<Type *>(type.object())
            ->isSubclassOf(static_cast<Type *>(classOrTuple.object()));
    if (const std::optional<ValueVector> members = unionMembers(classOrTuple)) {
        return std::any_of(members->begin(), members->end(), [&](const Value &member) {
            return !member.isNone() && isSubclass(type, member);
        });
    }
    const Value check = findAttr(classOrTuple, m_names->subclasscheck.get());
    if (!check.isAbsent())
        return truth(call(check, { type }));
    throwTypeError(u"issubclass() arg 2 must be a class, a tuple of classes, or a union"_s);
}

void Interpreter::requireKnownUnlessAbsorbing(const Value &value)
{
    if (m_opaquePolicy != OpaquePolicy::Absorbing)
        requireKnown(value);
}

qint64 Interpreter::toIndex(const Value &value)
{
    if (const std::optional<qint64> small = smallIntOf(value))
        return *small;
    if (value.isInt())
        throwOverflowError(u"Python int too large to convert to C ssize_t"_s);
    if (value.isOpaque())
        requireKnown(value);
    const Value method = value.isObject() ? findAttr(value, m_names->index.get()) : Value::absent();
    if (method.isAbsent())
        throwTypeError(u"'%1' object cannot be interpreted as an integer"_s.arg(typeName(value)));
    const Value result = call(method);
    if (!result.isInt())
        throwTypeError(u"__index__ returned non-int (type %1)"_s.arg(typeName(result)));
    return toIndex(result);
}

double Interpreter::toDouble(const Value &value)
{
    if (isNumber(value))
        return numberOf(value);
    if (value.isOpaque())
        requireKnown(value);
    const Value method =
        value.isObject() ? findAttr(value, m_names->float_.get()) : Value::absent();
    if (!method.isAbsent()) {
        const Value result = call(method);
        if (const std::optional<double> number = floatOf(result))
            return *number;
        throwTypeError(
            u"%1.__float__ returned non-float (type %2)"_s.arg(typeName(value), typeName(result)));
    }
    if (value.isObject() && !findAttr(value, m_names->index.get()).isAbsent())
        return static_cast<double>(toIndex(value));
    throwTypeError(u"must be real number, not %1"_s.arg(typeName(value)));
}

Value Interpreter::await(const Value &awaitable)
{
    if (awaitable.isOpaque())
        return call(awaitable);
    auto *const coroutine = awaitable.as<GeneratorObject>();
    if (coroutine && coroutine->type() == m_types->coroutine.get())
        return coroutine->runToEnd(*this);
    const Value method =
        awaitable.isObject() ? findAttr(awaitable, m_names->await.get()) : Value::absent();
    if (method.isAbsent())
        throwTypeError(u"object %1 can't be used in 'await' expression"_s.arg(typeName(awaitable)));
    const Value iterator = call(method);
    Value item;
    while (next(iterator, item))
        step();
    return m_lastStopValue;
}

} // namespace limbeck::lang
