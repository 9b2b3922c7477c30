// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/object.h"

#include <string_view>

// What the native part of a value does, whatever a script's class overrides: the virtuals of
// Object, and the same for values that are held inline.
namespace limbeck::lang {

[[nodiscard]] Value nativeBinary(Interpreter &interpreter, BinaryOperator op, const Value &self,
                                 const Value &other, bool reflected);
[[nodiscard]] Value nativeCompare(Interpreter &interpreter, Comparison comparison,
                                  const Value &self, const Value &other);
[[nodiscard]] Value nativeUnary(Interpreter &interpreter, UnaryOperator op, const Value &self);
[[nodiscard]] QString nativeRepr(Interpreter &interpreter, const Value &self);
[[nodiscard]] QString nativeStr(Interpreter &interpreter, const Value &self);
[[nodiscard]] QString nativeFormat(Interpreter &interpreter, const Value &self,
                                   const QString &spec);
[[nodiscard]] qint64 nativeHash(Interpreter &interpreter, const Value &self);
[[nodiscard]] bool nativeTruth(Interpreter &interpreter, const Value &self);

/// The function that stands for special method @p name ("__add__") in a native class.
[[nodiscard]] Value makeSlot(Interpreter &interpreter, const QString &typeName,
                             std::string_view name);

} // namespace limbeck::lang
