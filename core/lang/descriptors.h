// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/type.h"

#include <functional>

namespace limbeck::lang {

/// A function together with the object it was looked up on.
class BoundMethod : public Object
{
public:
    BoundMethod(Type *type, Value callable, Value instance);

    Value function;
    Value self;

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    void clearReferences() override;
};

/// property of a script.
class PropertyObject : public Object
{
public:
    static constexpr const char *typeName = "property";
    explicit PropertyObject(Type *type);

    Value getter;
    Value setter;
    Value deleter;
    Value doc;
    QString name; ///< for messages, from __set_name__

    [[nodiscard]] bool isDataDescriptor() const override { return true; }

    Value descriptorGet(Interpreter &interpreter, const Value &instance,
                        const Value &owner) override;
    bool descriptorSet(Interpreter &interpreter, const Value &instance,
                       const Value &value) override;
    void clearReferences() override;
};

/// A property whose getter and setter are C++ code.
class NativeProperty : public Object
{
public:
    using Get = std::function<Value(Interpreter &, const Value &self)>;
    using Set = std::function<void(Interpreter &, const Value &self, const Value &value)>;
    NativeProperty(Type *type, QString name, Get get, Set set);

    [[nodiscard]] bool isDataDescriptor() const override { return true; }

    Value descriptorGet(Interpreter &interpreter, const Value &instance,
                        const Value &owner) override;
    bool descriptorSet(Interpreter &interpreter, const Value &instance,
                       const Value &value) override;
    QString repr(Interpreter &interpreter) override;

private:
    QString m_name;
    Get m_get;
    Set m_set;
};

/// classmethod and staticmethod (by its type).
class MethodWrapper : public Object
{
public:
    static constexpr const char *typeName = "classmethod";
    explicit MethodWrapper(Type *type);

    Value function;

    Value descriptorGet(Interpreter &interpreter, const Value &instance,
                        const Value &owner) override;
    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    Value attribute(Interpreter &interpreter, Str *name) override;
    void clearReferences() override;
};

/// super(): looks attributes up after a class in the MRO of another.
class SuperObject : public Object
{
public:
    static constexpr const char *typeName = "super";
    explicit SuperObject(Type *type);

    Ref<Type> after;
    Value self;
    Ref<Type> start; ///< the class whose MRO is searched

    Value attribute(Interpreter &interpreter, Str *name) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

[[nodiscard]] Value makeBoundMethod(const Value &function, const Value &self);
/// What looking up @p attribute, found in class @p owner, gives for @p instance (absent: looked up
/// on the class itself).
[[nodiscard]] Value bindAttribute(Interpreter &interpreter, const Value &attribute,
                                  const Value &instance, Type *owner);
[[nodiscard]] bool isDataDescriptor(Interpreter &interpreter, const Value &attribute);
/// Calls `__set__` or `__delete__` (absent @p value); false if @p attribute has none.
bool setThroughDescriptor(Interpreter &interpreter, const Value &attribute, const Value &instance,
                          const Value &value);

} // namespace limbeck::lang
