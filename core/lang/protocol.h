// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

// What the parts of the object protocol share.
namespace limbeck::lang {

/// Special method @p name as a script defines it for the value's class (or a native class by name);
/// null if the class leaves it to the virtuals of Object. The pointer is valid until script code
/// runs.
[[nodiscard]] inline const Value *specialMethod(const Value &value, Str *name)
{
    if (!value.isObject() || !value.object()->type()->hasSpecialMethods())
        return nullptr;
    const Value *const found = value.object()->type()->lookup(name);
    if (found && hasKind(*found, Kind::NativeFunction)
        && static_cast<NativeFunction *>(found->object())->isSlot)
        return nullptr;
    return found;
}

/// Calls a method that was found in the class of @p self.
Value callSpecial(Interpreter &interpreter, const Value &method, const Value &self,
                  std::initializer_list<Value> arguments = {});

/// The attribute or absent; no AttributeError for the usual miss (a property may still raise one).
[[nodiscard]] Value lookupAttribute(Interpreter &interpreter, const Value &object, Str *name);
/// The same without `__getattribute__` and `__getattr__` of scripts.
[[nodiscard]] Value lookupGeneric(Interpreter &interpreter, const Value &object, Str *name);
/// Throws the AttributeError for a missing attribute, with the nearest spelling as hint.
[[noreturn]] void throwMissingAttribute(Interpreter &interpreter, const Value &object,
                                        const Str *name);
/// Every name that dir() lists.
[[nodiscard]] QStringList attributeNamesOf(Interpreter &interpreter, const Value &object);
/// Whether @p exception is an instance of @p type.
[[nodiscard]] bool isException(const ScriptException &exception, const Ref<Type> &type);
/// `Type(arguments)` with the usual rules of `__new__` and `__init__`.
Value instantiate(Interpreter &interpreter, Type *type, const Arguments &arguments);
/// type.__new__(metaclass, name, bases, namespace, **keywords).
Value newClass(Interpreter &interpreter, Type *metaclass, const QString &name,
               const ValueVector &bases, const Ref<Dict> &dict,
               std::span<const KeywordArgument> keywords);

} // namespace limbeck::lang
