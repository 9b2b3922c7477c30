// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

// The parts of which an interpreter's builtin classes and functions are put together. Internal to
// lang.
namespace limbeck::lang {

struct CoreTypes;
struct Names;

/// Makes the bare builtin classes: no attributes yet, but values can be made.
void makeCoreTypes(CoreTypes &types);
/// Lets go of what holds itself: `type` is its own class, and the attributes of `dict` are a dict.
/// The last thing that an interpreter does with them.
void releaseCoreTypes(CoreTypes &types);
void makeNames(Interpreter &interpreter, Names &names);

/// Once they are complete: what builtin classes define by name does what operations do anyway.
void sealCoreTypes(const CoreTypes &types);

/// Adds attributes to a builtin class.
[[nodiscard]] TypeBuilder core(Interpreter &interpreter, const Ref<Type> &type);

void defineObjectType(Interpreter &interpreter);
void defineFunctionTypes(Interpreter &interpreter);
void defineNumberTypes(Interpreter &interpreter);
void defineStrType(Interpreter &interpreter);
void defineBytesType(Interpreter &interpreter);
void defineSequenceTypes(Interpreter &interpreter);
void defineDictType(Interpreter &interpreter);
void defineSetTypes(Interpreter &interpreter);
void defineGeneratorTypes(Interpreter &interpreter);
void defineExceptionTypes(Interpreter &interpreter);
void defineBuiltinFunctions(ModuleBuilder &module);
void defineIterationFunctions(ModuleBuilder &module);
void defineIntrospectionFunctions(ModuleBuilder &module);

} // namespace limbeck::lang
