// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::lang {

// The modules of the standard library that are written in C++, each in a file of its name.
void defineBase64(ModuleBuilder &module);
void defineBinascii(ModuleBuilder &module);
void defineDatetime(ModuleBuilder &module);
void defineHashlib(ModuleBuilder &module);
void defineHmac(ModuleBuilder &module);
void defineJson(ModuleBuilder &module);
void defineMath(ModuleBuilder &module);
void defineRe(ModuleBuilder &module);
void defineStruct(ModuleBuilder &module);
void defineSys(ModuleBuilder &module);
void defineTime(ModuleBuilder &module);
void defineUnicodedata(ModuleBuilder &module);
void defineZoneinfo(ModuleBuilder &module);

} // namespace limbeck::lang
