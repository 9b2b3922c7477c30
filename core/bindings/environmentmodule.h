// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// Module alembic._environment: what `alembic.context` and `alembic.config` ask of the
/// EnvironmentHost.
void defineEnvironment(lang::ModuleBuilder &module, const HostSessionPtr &session);

} // namespace limbeck::bindings
