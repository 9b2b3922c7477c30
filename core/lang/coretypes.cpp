// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/coretypes.h"

#include "core/lang/builtins.h"
#include "core/lang/descriptors.h"
#include "core/lang/interpreter.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
Ref<Object> allocateObject(Interpreter &, Type *type)
{
    return make<T>(type);
}

Ref<Object> allocatePlain(Interpreter &, Type *type)
{
    return make<Object>(type, Kind::Plain);
}

Ref<Object> allocateList(Interpreter &, Type *type)
{
    return make<ListObject>(type);
}

struct Maker
{
    CoreTypes &types;

    Ref<Type> operator()(const char *name, const Ref<Type> &base = nullptr,
                         Type::Allocator allocator = nullptr) const
    {
        const Ref<Type> type = make<Type>(types.type.get(), QString::fromUtf8(name),
                                          std::vector<Ref<Type>> { base ? base : types.object });
        type->setLayoutHere();
        type->setAllocator(allocator);
        type->setInstancesHaveDict(false);
        return type;
    }
};

void makeExceptionTypes(CoreTypes &types, const Maker &maker)
{
    const auto makeOne = [&](const char *name, const Ref<Type> &base) {
        const Ref<Type> type = maker(name, base, allocateObject<ExceptionObject>);
        if (base)
            type->setLayoutOf(*base);
        type->setInstancesHaveDict(true);
        return type;
    };
    types.BaseException = makeOne("BaseException", nullptr);
#define LIMBECK_MAKE(name, base) types.name = makeOne(#name, types.base);
    LIMBECK_EXCEPTIONS(LIMBECK_MAKE)
#undef LIMBECK_MAKE
    types.ExceptionGroup =
        make<Type>(types.type.get(), u"ExceptionGroup"_s,
                   std::vector<Ref<Type>> { types.BaseExceptionGroup, types.Exception });
    types.ExceptionGroup->setInstancesHaveDict(true);
}

} // namespace

void makeCoreTypes(CoreTypes &types)
{
    // dict comes first: every class has one for its attributes; their own class is filled in below.
    const Ref<Type> noType;
    types.object = make<Type>(nullptr, u"object"_s, std::vector<Ref<Type>> {});
    types.type = make<Type>(nullptr, u"type"_s, std::vector<Ref<Type>> { types.object });
    types.dict = make<Type>(types.type.get(), u"dict"_s, std::vector<Ref<Type>> { types.object });
    for (const Ref<Type> &type : { types.object, types.type, types.dict }) {
        type->setType(types.type.get());
        type->setLayoutHere();
        type->dict().setType(types.dict.get());
        type->setInstancesHaveDict(false);
    }
    types.object->setAllocator(allocatePlain);
    types.dict->setAllocator(allocateObject<Dict>);
    types.type->setInstancesHaveDict(true);

    const Maker maker { types };
    types.none = maker("NoneType");
    types.notImplemented = maker("NotImplementedType");
    types.ellipsis = maker("ellipsis");
    types.integer = maker("int");
    types.boolean = maker("bool", types.integer);
    types.boolean->setLayoutOf(*types.integer);
    types.floating = maker("float");
    types.complexNumber = maker("complex");
    types.str = maker("str");
    types.bytes = maker("bytes");
    types.bytearray = maker("bytearray");
    types.list = maker("list", nullptr, allocateList);
    types.tuple = maker("tuple");
    types.set = maker("set", nullptr, allocateObject<Set>);
    types.frozenset = maker("frozenset", nullptr, allocateObject<Set>);
    types.slice = maker("slice");
    types.range = maker("range");
    types.dictKeys = maker("dict_keys");
    types.dictValues = maker("dict_values");
    types.dictItems = maker("dict_items");
    types.function = maker("function");
    types.function->setInstancesHaveDict(true);
    types.nativeFunction = maker("builtin_function_or_method");
    types.boundMethod = maker("method");
    types.property = maker("property", nullptr, allocateObject<PropertyObject>);
    types.classMethod = maker("classmethod", nullptr, allocateObject<MethodWrapper>);
    types.staticMethod = maker("staticmethod", nullptr, allocateObject<MethodWrapper>);
    types.super = maker("super", nullptr, allocateObject<SuperObject>);
    types.module = maker("module");
    types.module->setInstancesHaveDict(true);
    types.cell = maker("cell");
    types.generator = maker("generator");
    types.coroutine = maker("coroutine");
    types.asyncGenerator = maker("async_generator");
    types.iterator = maker("iterator");
    types.unionType = maker("UnionType");
    types.genericAlias = maker("GenericAlias");
    types.traceback = maker("traceback");
    types.code = maker("code");
    types.memberDescriptor = maker("getset_descriptor");
    types.enumerate = maker("enumerate");
    types.zip = maker("zip");
    types.map = maker("map");
    types.filter = maker("filter");
    types.reversed = maker("reversed");
    types.mappingProxy = maker("mappingproxy");
    types.opaque = maker("NotAvailable");
    for (const Ref<Type> &type :
         { types.none, types.notImplemented, types.ellipsis, types.boolean, types.slice,
           types.range, types.dictKeys, types.dictValues, types.dictItems, types.function,
           types.nativeFunction, types.boundMethod, types.generator, types.coroutine,
           types.asyncGenerator, types.unionType, types.opaque })
        type->setFinal(true);
    makeExceptionTypes(types, maker);
}

void makeNames(Interpreter &interpreter, Names &names)
{
    const auto dunder = [&](QString text) {
        if (text.endsWith(u'_'))
            text.chop(1); // new_: a C++ keyword
        return interpreter.intern(u"__"_s + text + u"__"_s);
    };
#define LIMBECK_MAKE(name) names.name = dunder(QStringLiteral(#name));
    LIMBECK_NAMES(LIMBECK_MAKE)
#undef LIMBECK_MAKE
    names.empty = interpreter.intern(QString());
    constexpr const char16_t *operators[] = { u"add",      u"sub", u"mul", u"matmul", u"truediv",
                                              u"floordiv", u"mod", u"pow", u"lshift", u"rshift",
                                              u"and",      u"or",  u"xor" };
    for (size_t i = 0; i < std::size(operators); ++i) {
        const QString text = QString::fromUtf16(operators[i]);
        names.binary[i] = dunder(text);
        names.reflected[i] = dunder(u'r' + text);
        names.inPlace[i] = dunder(u'i' + text);
    }
    names.comparison[0] = names.lt;
    names.comparison[1] = names.le;
    names.comparison[2] = names.eq;
    names.comparison[3] = names.ne;
    names.comparison[4] = names.gt;
    names.comparison[5] = names.ge;
}

void sealCoreTypes(const CoreTypes &types)
{
    std::vector<Type *> pending { types.object.get() };
    while (!pending.empty()) {
        Type *const type = pending.back();
        pending.pop_back();
        type->setSpecialMethods(false);
        for (const HashTable::Entry &entry : type->dict().table().entries()) {
            if (hasKind(entry.value, Kind::NativeFunction))
                static_cast<NativeFunction *>(entry.value.object())->isSlot = true;
        }
        pending.insert(pending.end(), type->subclasses().begin(), type->subclasses().end());
    }
}

TypeBuilder core(Interpreter &interpreter, const Ref<Type> &type)
{
    return { interpreter, type };
}

void releaseCoreTypes(CoreTypes &types)
{
    for (const Ref<Type> &type : { types.object, types.type, types.dict }) {
        type->dict().setType(nullptr);
        type->setType(nullptr);
    }
}

} // namespace limbeck::lang
