// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::bindings {

/// Module alembic._autogenerate: what comparing models with a database needs of the inspectors, the
/// dialects and core/autogenerate. The walk over tables and the hooks of env.py are scripts
/// (python/autogenerate_*.py, docs/adr/0013).
void defineAutogenerate(lang::ModuleBuilder &module);

} // namespace limbeck::bindings
