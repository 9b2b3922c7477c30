// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// Registers `alembic` with all its submodules.
void registerAlembic(lang::Interpreter &interpreter, const HostSessionPtr &session);
/// Registers the half of `sqlalchemy` that knows connections: engine, pool, event, inspection, orm,
/// ext.
void registerEngineModules(lang::Interpreter &interpreter, const HostSessionPtr &session);
/// Registers stand-ins for third-party packages that migrations use for more than column types.
void registerPackageShims(lang::Interpreter &interpreter);

/// The version of Alembic whose behaviour Limbeck has: `alembic.__version__`.
inline constexpr auto alembicVersion = "1.19.1";

} // namespace limbeck::bindings
