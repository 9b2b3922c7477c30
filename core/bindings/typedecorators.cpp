// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// `self.impl` must be the instance, though the class has an `impl` too.
void setImpl(TypeObject &self, const Value &impl)
{
    self.impl = impl;
    self.ensureInstanceDict().set("impl", impl);
}

/// TypeDecorator.__init__: makes the impl from the class's `impl` and the arguments.
Value initDecorator(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TypeObject &self = a.object<TypeObject>("self");
    const Value *impl = self.type()->lookup(interpreter.intern("impl").get());
    if (!impl)
        throwError(
            interpreter.types().AssertionError.get(),
            u"TypeDecorator implementations require a class-level variable 'impl' which refers to the class of type being decorated"_s);
    if (!impl->isType()) {
        const Ref<TypeObject> instance = typeInstance(interpreter, *impl);
        if (instance)
            setImpl(self, instance);
        return {};
    }
    std::vector<KeywordArgument> keywords;
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (!entry.key.isAbsent())
            keywords.push_back({ interpreter.intern(textOf(entry.key)), entry.value });
    }
    setImpl(self, interpreter.call(*impl, Arguments(a.varPositional(), keywords)));
    return {};
}

/// The impl instance, made late for a script's class whose __init__ does not call the base's.
Value implOf(Interpreter &interpreter, TypeObject &self)
{
    if (self.impl.isNone()) {
        const Value *impl = self.type()->lookup(interpreter.intern("impl").get());
        if (impl && !impl->isObject())
            return {};
        if (impl) {
            if (const Ref<TypeObject> instance = typeInstance(interpreter, *impl))
                setImpl(self, instance);
        }
    }
    return self.impl;
}

} // namespace

void defineTypeDecorators(ModuleBuilder &module)
{
    TypeBuilder decorator = defineNamed(module, "TypeDecorator", { "TypeEngine" });
    decorator.value(TypeObject::sqlNameAttribute, makeStr(u"TypeDecorator"_s))
        .value("cache_ok", {})
        .constructor("(self, *args, **kw)", initDecorator)
        .method(
            "load_dialect_impl(self, dialect)",
            [](Args &a) -> Value { return implOf(a.interpreter(), a.object<TypeObject>("self")); })
        .method("coerce_compared_value(self, op, value)",
                [](Args &a) -> Value { return a["self"]; })
        .property("impl_instance",
                  [](Interpreter &in, TypeObject &self) { return implOf(in, self); });

    TypeBuilder userDefined = defineNamed(module, "UserDefinedType", { "TypeEngine" });
    userDefined.value(TypeObject::sqlNameAttribute, makeStr(u"UserDefinedType"_s))
        .method("coerce_compared_value(self, op, value)",
                [](Args &a) -> Value { return a["self"]; });

    TypeBuilder pickle = defineNamed(module, "PickleType", { "TypeEngine" });
    pickle.value(TypeObject::sqlNameAttribute, makeStr(u"PickleType"_s))
        .constructor("(self, protocol=None, pickler=None, comparator=None, impl=None)",
                     [](Args &a) -> Value {
                         if (!a["impl"].isNone())
                             a.object<TypeObject>("self").impl = a["impl"];
                         return {};
                     });
}

} // namespace limbeck::bindings
