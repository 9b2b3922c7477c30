// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes function, method, property, classmethod, staticmethod, super.

#include "core/lang/builtins.h"
#include "core/lang/code.h"
#include "core/lang/descriptors.h"
#include "core/lang/evaluator.h"
#include "core/lang/protocol.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

FunctionObject &functionSelf(const Value &self)
{
    return *static_cast<FunctionObject *>(self.object());
}

/// With its body, which an outline may have left out.
FunctionObject &wholeSelf(Interpreter &interpreter, const Value &self)
{
    FunctionObject &function = functionSelf(self);
    if (function.leftOut)
        interpreter.evaluator().readBody(function);
    return function;
}

Value annotationsOf(Interpreter &, const Value &self)
{
    return functionSelf(self).annotations();
}

Value keywordDefaultsOf(Interpreter &interpreter, const Value &self)
{
    const FunctionObject &function = functionSelf(self);
    const Ref<Dict> result = makeDict();
    for (size_t i = 0; i < function.keywordDefaults.size(); ++i) {
        if (function.keywordDefaults[i].isAbsent())
            continue;
        const auto at = function.parameters->positional + static_cast<quint32>(i);
        result->set(interpreter.evaluator().nameOf(function.parameters->all[at].name),
                    function.keywordDefaults[i]);
    }
    return result->size() == 0 ? Value() : Value(result);
}

Value codeOf(Interpreter &interpreter, const Value &self)
{
    const FunctionObject &function = wholeSelf(interpreter, self);
    const Ref<Object> code = make<Object>(interpreter.types().code.get(), Kind::Plain);
    Dict &values = code->ensureInstanceDict();
    values.set("co_name", makeStr(function.scope->name->text));
    values.set("co_filename", makeStr(function.unit->file()->path()));
    values.set("co_argcount", static_cast<qint64>(function.parameters->positional));
    values.set("co_posonlyargcount", static_cast<qint64>(function.parameters->positionalOnly));
    values.set("co_kwonlyargcount", static_cast<qint64>(function.parameters->keywordOnly));
    ValueVector names;
    for (const SymbolPtr name : function.scope->locals)
        names.push_back(makeStr(name->text));
    values.set("co_varnames", makeTuple(std::move(names)));
    qint64 flags = 0x3;
    flags |= function.parameters->hasVarArgs ? 0x4 : 0;
    flags |= function.parameters->hasKwArgs ? 0x8 : 0;
    flags |= function.scope->isGenerator ? 0x20 : 0;
    flags |= function.scope->isCoroutine ? 0x80 : 0;
    values.set("co_flags", flags);
    values.set(
        "co_firstlineno",
        static_cast<qint64>(function.body.isEmpty()
                                ? 1
                                : function.unit->module().place(function.body[0]->range).line));
    return code;
}

void defineFunctionType(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().function)
        .propertyOf(
            "__name__",
            [](Interpreter &, const Value &self) -> Value { return functionSelf(self).name; },
            [](Interpreter &in, const Value &self, const Value &value) {
                functionSelf(self).name = in.intern(textOf(value));
            })
        .propertyOf(
            "__qualname__",
            [](Interpreter &, const Value &self) { return functionSelf(self).qualifiedName; },
            [](Interpreter &, const Value &self, const Value &value) {
                functionSelf(self).qualifiedName = value;
            })
        .propertyOf(
            "__doc__", [](Interpreter &in, const Value &self) { return wholeSelf(in, self).doc; },
            [](Interpreter &in, const Value &self, const Value &value) {
                wholeSelf(in, self).doc = value;
            })
        .propertyOf(
            "__module__",
            [](Interpreter &, const Value &self) { return functionSelf(self).module; },
            [](Interpreter &, const Value &self, const Value &value) {
                functionSelf(self).module = value;
            })
        .propertyOf("__annotations__", annotationsOf,
                    [](Interpreter &, const Value &self, const Value &value) {
                        functionSelf(self).setAnnotations(
                            value.isDict() ? Ref<Dict>(static_cast<Dict *>(value.object()))
                                           : makeDict());
                    })
        .propertyOf(
            "__defaults__",
            [](Interpreter &, const Value &self) -> Value {
                const ValueVector &defaults = functionSelf(self).defaults;
                return defaults.empty() ? Value() : Value(makeTuple(defaults));
            },
            [](Interpreter &in, const Value &self, const Value &value) {
                functionSelf(self).defaults = value.isNone() ? ValueVector() : in.toVector(value);
            })
        .propertyOf("__kwdefaults__", keywordDefaultsOf)
        .propertyOf(
            "__globals__",
            [](Interpreter &, const Value &self) -> Value { return functionSelf(self).globals; })
        .propertyOf("__closure__",
                    [](Interpreter &, const Value &self) -> Value {
                        ValueVector cells;
                        for (const Ref<Cell> &cell : functionSelf(self).closure)
                            cells.push_back(cell);
                        return cells.empty() ? Value() : Value(makeTuple(std::move(cells)));
                    })
        .propertyOf("__code__", codeOf)
        .method("__get__(self, instance, owner=None, /)",
                [](Args &a) -> Value {
                    return bindAttribute(a.interpreter(), a[0],
                                         a[1].isNone() ? Value::absent() : a[1], nullptr);
                })
        .slots("__call__ __repr__");
    core(interpreter, interpreter.types().cell)
        .propertyOf("cell_contents", [](Interpreter &, const Value &self) {
            return static_cast<Cell *>(self.object())->value;
        });
    core(interpreter, interpreter.types().nativeFunction).slots("__call__ __repr__");
    core(interpreter, interpreter.types().boundMethod)
        .make("(cls, function, instance, /)", [](Args &a) { return makeBoundMethod(a[1], a[2]); })
        .slots("__call__ __repr__ __eq__ __hash__");
}

Value copyProperty(Args &a, Value PropertyObject::*member)
{
    const auto &original = a.object<PropertyObject>("self");
    const Ref<PropertyObject> copy = make<PropertyObject>(original.type());
    copy->getter = original.getter;
    copy->setter = original.setter;
    copy->deleter = original.deleter;
    copy->doc = original.doc;
    copy->name = original.name;
    (*copy).*member = a[1];
    if (original.instanceDict())
        copy->ensureInstanceDict().table() = original.instanceDict()->table();
    return copy;
}

void definePropertyType(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().property)
        .constructor("(self, fget=None, fset=None, fdel=None, doc=None)",
                     [](Args &a) -> Value {
                         auto &self = a.object<PropertyObject>("self");
                         self.getter = a["fget"];
                         self.setter = a["fset"];
                         self.deleter = a["fdel"];
                         self.doc = a["doc"];
                         if (self.doc.isNone() && self.getter.isObject())
                             self.doc = a.interpreter().findAttr(self.getter, "__doc__");
                         const Value name = self.getter.isObject()
                             ? a.interpreter().findAttr(self.getter, "__name__")
                             : Value();
                         self.name = textOf(name);
                         return {};
                     })
        .method("getter(self, fget, /)",
                [](Args &a) { return copyProperty(a, &PropertyObject::getter); })
        .method("setter(self, fset, /)",
                [](Args &a) { return copyProperty(a, &PropertyObject::setter); })
        .method("deleter(self, fdel, /)",
                [](Args &a) { return copyProperty(a, &PropertyObject::deleter); })
        .property("fget", [](Interpreter &, PropertyObject &self) { return self.getter; })
        .property("fset", [](Interpreter &, PropertyObject &self) { return self.setter; })
        .property("fdel", [](Interpreter &, PropertyObject &self) { return self.deleter; })
        .property(
            "__doc__",
            [](Interpreter &, PropertyObject &self) {
                return self.doc.isAbsent() ? Value() : self.doc;
            },
            [](Interpreter &, PropertyObject &self, const Value &value) { self.doc = value; })
        .method("__get__(self, instance, owner=None, /)",
                [](Args &a) {
                    return a.object<PropertyObject>("self").descriptorGet(
                        a.interpreter(), a[1].isNone() ? Value::absent() : a[1], a[2]);
                })
        .method("__set__(self, instance, value, /)",
                [](Args &a) -> Value {
                    a.object<PropertyObject>("self").descriptorSet(a.interpreter(), a[1], a[2]);
                    return {};
                })
        .method("__delete__(self, instance, /)", [](Args &a) -> Value {
            a.object<PropertyObject>("self").descriptorSet(a.interpreter(), a[1], Value::absent());
            return {};
        });
    for (const Ref<Type> &type :
         { interpreter.types().classMethod, interpreter.types().staticMethod }) {
        core(interpreter, type)
            .constructor("(self, function, /)",
                         [](Args &a) -> Value {
                             a.object<MethodWrapper>("self").function = a[1];
                             return {};
                         })
            .method("__get__(self, instance, owner=None, /)",
                    [](Args &a) {
                        const Value owner =
                            a[2].isNone() ? Value(a.interpreter().typeOf(a[1])) : a[2];
                        return a.object<MethodWrapper>("self").descriptorGet(a.interpreter(), a[1],
                                                                             owner);
                    })
            .property("__func__", [](Interpreter &, MethodWrapper &self) { return self.function; })
            .property("__isabstractmethod__",
                      [](Interpreter &in, MethodWrapper &self) -> Value {
                          const Value found = in.findAttr(self.function, "__isabstractmethod__");
                          return !found.isAbsent() && in.truth(found);
                      })
            .slots("__call__");
        type->setInstancesHaveDict(true);
    }
}

/// super() without arguments: class and instance come from the function that calls.
void fillFromFrame(Interpreter &interpreter, SuperObject &self)
{
    const Frame *frame = interpreter.evaluator().frame();
    // A comprehension or generator expression of a method does for the method.
    while (frame && frame->scope->type == ast::Scope::Type::Comprehension && frame->caller)
        frame = frame->caller;
    if (!frame || frame->scope->type != ast::Scope::Type::Function)
        throwRuntimeError(u"super(): no current frame"_s);
    if (frame->scope->classCell < 0)
        throwRuntimeError(u"super(): __class__ cell not found"_s);
    const Value cls = frame->cells[frame->scope->classCell]->value;
    if (!cls.isType())
        throwRuntimeError(u"super(): empty __class__ cell"_s);
    self.after = Ref<Type>(static_cast<Type *>(cls.object()));
    self.self = frame->scope->locals.isEmpty() ? Value::absent() : frame->locals[0];
    for (const ast::Scope::CellParameter &parameter : frame->scope->cellParameters) {
        if (parameter.slot == 0)
            self.self = frame->cells[parameter.cell]->value;
    }
    if (self.self.isAbsent())
        throwRuntimeError(u"super(): no arguments"_s);
}

void defineSuperType(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().super)
        .constructor("(self, type=?, object_or_type=?, /)", [](Args &a) -> Value {
            auto &self = a.object<SuperObject>("self");
            if (a["type"].isAbsent()) {
                fillFromFrame(a.interpreter(), self);
            } else {
                if (!a["type"].isType())
                    a.throwWrongType("type", "a type");
                self.after = Ref<Type>(static_cast<Type *>(a["type"].object()));
                self.self = a["object_or_type"];
            }
            if (self.self.isAbsent())
                return {};
            const bool isClass = self.self.isType()
                && static_cast<Type *>(self.self.object())->isSubclassOf(self.after.get());
            self.start = Ref<Type>(isClass ? static_cast<Type *>(self.self.object())
                                           : a.interpreter().typeOf(self.self));
            if (!self.start->isSubclassOf(self.after.get()))
                throwTypeError(u"super(type, obj): obj must be an instance or subtype of type"_s);
            return {};
        });
}

} // namespace

void defineFunctionTypes(Interpreter &interpreter)
{
    defineFunctionType(interpreter);
    definePropertyType(interpreter);
    defineSuperType(interpreter);
    interpreter.types().code->setInstancesHaveDict(true);
    core(interpreter, interpreter.types().module)
        .make("(cls, name, doc=None)",
              [](Args &a) -> Value {
                  const Ref<ModuleObject> module =
                      make<ModuleObject>(static_cast<Type *>(a[0].object()), a.text("name"));
                  module->dict().set("__doc__", a["doc"]);
                  return module;
              })
        .slots("__repr__");
}

} // namespace limbeck::lang
