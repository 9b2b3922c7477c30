// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes object, type, NoneType and module.

#include "core/lang/builtins.h"
#include "core/lang/protocol.h"
#include "core/lang/unions.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value getDict(Interpreter &, const Value &self)
{
    Object *const object = self.object();
    if (!object || !object->type()->instancesHaveDict())
        throwAttributeError(u"'%1' object has no attribute '__dict__'"_s.arg(
            Interpreter::current().typeName(self)));
    if (object->kind() == Kind::Module)
        static_cast<ModuleObject *>(object)->complete(Interpreter::current());
    return Value(&object->ensureInstanceDict());
}

void setDict(Interpreter &interpreter, const Value &self, const Value &value)
{
    if (!value.isDict())
        throwTypeError(
            u"__dict__ must be set to a dictionary, not a '%1'"_s.arg(interpreter.typeName(value)));
    self.object()->setInstanceDict(static_cast<Dict *>(value.object()));
}

void setClass(Interpreter &, const Value &self, const Value &value)
{
    if (!self.isObject() || !value.isType()
        || static_cast<Type *>(value.object())->layout() != self.object()->type()->layout())
        throwTypeError(u"__class__ assignment: object layout differs"_s);
    self.object()->setType(static_cast<Type *>(value.object()));
}

Value newObject(Args &a)
{
    if (!a[0].isType())
        throwTypeError(u"object.__new__(X): X is not a type object (%1)"_s.arg(
            a.interpreter().typeName(a[0])));
    return a.interpreter().allocate(static_cast<Type *>(a[0].object()));
}

Value newType(Args &a)
{
    if (!a[0].isType())
        throwTypeError(u"type.__new__(X): X is not a type object"_s);
    if (a["bases"].isAbsent() && a["dict"].isAbsent())
        return Value(a.interpreter().typeOf(a["name"]));
    if (!a["bases"].isTuple() || !a["dict"].isDict())
        throwTypeError(u"type() takes 1 or 3 arguments"_s);
    std::vector<KeywordArgument> keywords;
    for (const HashTable::Entry &entry : a.varKeywords().table().entries())
        keywords.push_back({ a.interpreter().intern(textOf(entry.key)), entry.value });
    const Ref<Dict> copy = makeDict();
    updateDict(a.interpreter(), *copy, a["dict"]);
    return newClass(a.interpreter(), static_cast<Type *>(a[0].object()), a.text("name"),
                    static_cast<Tuple *>(a["bases"].object())->items(), copy, keywords);
}

Type &typeSelf(const Value &self)
{
    return *static_cast<Type *>(self.object());
}

Value ownOr(const Value &self, Str *name, const Value &fallback)
{
    const Value *const found = typeSelf(self).dict().find(name);
    return found ? *found : fallback;
}

void setName(Interpreter &, const Value &self, const Value &value)
{
    typeSelf(self).setName(textOf(value));
}

Value annotationsOf(Interpreter &interpreter, const Value &self)
{
    Str *const name = interpreter.names().annotations.get();
    if (!typeSelf(self).dict().find(name))
        typeSelf(self).setOwn(name, makeDict());
    return *typeSelf(self).dict().find(name);
}

void defineTypeType(Interpreter &interpreter)
{
    const Names &names = interpreter.names();
    const auto setterOf = [](Str *name) {
        return [name](Interpreter &, const Value &self, const Value &value) {
            typeSelf(self).setOwn(name, value);
        };
    };
    core(interpreter, interpreter.types().type)
        .make("(cls, name, bases=?, dict=?, /, **kwds)", newType)
        .constructor("(self, name, bases=?, dict=?, /, **kwds)", [](Args &) -> Value { return {}; })
        .propertyOf(
            "__name__",
            [](Interpreter &, const Value &self) -> Value {
                return makeStr(typeSelf(self).name());
            },
            setName)
        .propertyOf(
            "__qualname__",
            [](Interpreter &, const Value &self) -> Value {
                return makeStr(typeSelf(self).qualifiedName());
            },
            setterOf(names.qualname.get()))
        .propertyOf(
            "__module__",
            [](Interpreter &in, const Value &self) -> Value {
                const Value *const found = typeSelf(self).lookup(in.names().module.get());
                return found ? *found : makeStr(u"builtins"_s);
            },
            setterOf(names.module.get()))
        .propertyOf(
            "__doc__",
            [](Interpreter &in, const Value &self) {
                return ownOr(self, in.names().doc.get(), {});
            },
            setterOf(names.doc.get()))
        .propertyOf("__annotations__", annotationsOf, setterOf(names.annotations.get()))
        .propertyOf("__bases__",
                    [](Interpreter &, const Value &self) -> Value {
                        ValueVector bases;
                        for (const Ref<Type> &base : typeSelf(self).bases())
                            bases.push_back(base);
                        return makeTuple(std::move(bases));
                    })
        .propertyOf("__base__",
                    [](Interpreter &, const Value &self) -> Value {
                        const auto &bases = typeSelf(self).bases();
                        return bases.empty() ? Value() : Value(bases.front());
                    })
        .propertyOf("__mro__",
                    [](Interpreter &, const Value &self) -> Value {
                        ValueVector mro;
                        for (Type *type : typeSelf(self).mro())
                            mro.push_back(Value(type));
                        return makeTuple(std::move(mro));
                    })
        .propertyOf("__dict__",
                    [](Interpreter &, const Value &self) -> Value {
                        // A copy: classes are changed through setattr().
                        const Ref<Dict> copy = makeDict();
                        copy->table() = typeSelf(self).dict().table();
                        return copy;
                    })
        .method("mro(self, /)",
                [](Args &a) -> Value {
                    return makeList(
                        a.interpreter().toVector(a.interpreter().getAttr(a[0], "__mro__")));
                })
        .method("__subclasses__(self, /)",
                [](Args &a) -> Value {
                    ValueVector subclasses;
                    for (Type *type : typeSelf(a[0]).subclasses())
                        subclasses.push_back(Value(type));
                    return makeList(std::move(subclasses));
                })
        .classMethod("__prepare__(metacls, name, bases, /, **kwds)",
                     [](Args &) -> Value { return makeDict(); })
        .method("__instancecheck__(cls, instance, /)",
                [](Args &a) -> Value { return a.interpreter().isInstance(a[1], &typeSelf(a[0])); })
        .method("__subclasscheck__(cls, subclass, /)",
                [](Args &a) -> Value { return typeSelf(a[1]).isSubclassOf(&typeSelf(a[0])); })
        .method(
            "__call__(cls, /, *args, **kwds)",
            [](Args &a) -> Value {
                std::vector<KeywordArgument> keywords;
                for (const HashTable::Entry &entry : a.varKeywords().table().entries())
                    keywords.push_back({ a.interpreter().intern(textOf(entry.key)), entry.value });
                return instantiate(a.interpreter(), &typeSelf(a[0]),
                                   { a.varPositional(), keywords });
            })
        .slots("__repr__ __or__ __ror__");
}

/// A class that derives from what is not there may give its keywords to that.
Value initSubclass(Args &a)
{
    const Type &type = typeSelf(a[0]);
    const bool isGiven = !a.varPositional().empty() || a.varKeywords().size() > 0;
    if (isGiven && !type.opaqueBase().isOpaque())
        throwTypeError(u"%1.__init_subclass__() takes no %2arguments"_s.arg(
            type.name(), a.varPositional().empty() ? u"keyword "_s : QString()));
    return {};
}

} // namespace

void defineObjectType(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().object)
        .make("(cls, /, *args, **kwargs)", newObject)
        .constructor("(self, /, *args, **kwargs)", [](Args &) -> Value { return {}; })
        .slots("__repr__ __str__ __format__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__")
        .value("__doc__", {})
        .propertyOf(
            "__class__",
            [](Interpreter &in, const Value &self) -> Value { return Value(in.typeOf(self)); },
            setClass)
        .propertyOf("__dict__", getDict, setDict)
        .method("__getattribute__(self, name, /)",
                [](Args &a) {
                    return a.interpreter().genericGetAttr(
                        a[0], a.interpreter().intern(a.text("name")).get());
                })
        .method("__setattr__(self, name, value, /)",
                [](Args &a) -> Value {
                    a.interpreter().genericSetAttr(
                        a[0], a.interpreter().intern(a.text("name")).get(), a[2]);
                    return {};
                })
        .method("__delattr__(self, name, /)",
                [](Args &a) -> Value {
                    a.interpreter().genericSetAttr(
                        a[0], a.interpreter().intern(a.text("name")).get(), Value::absent());
                    return {};
                })
        .method(
            "__dir__(self, /)",
            [](Args &a) -> Value { return makeStrList(attributeNamesOf(a.interpreter(), a[0])); })
        .method("__sizeof__(self, /)", [](Args &) -> Value { return 16; })
        .classMethod("__init_subclass__(cls, /, *args, **keywords)", initSubclass)
        .classMethod("__subclasshook__(cls, subclass, /)",
                     [](Args &) { return Value::notImplemented(); });
    defineTypeType(interpreter);
    core(interpreter, interpreter.types().none).slots("__bool__ __repr__");
    core(interpreter, interpreter.types().opaque).slots("__repr__");
}

} // namespace limbeck::lang
