// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::lang {

/// `_host`: what the modules written in the language need of the interpreter and of its host.
/// Scripts have no use for it.
void defineHost(ModuleBuilder &module);

} // namespace limbeck::lang
