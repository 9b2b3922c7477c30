// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"
#include "core/bindings/sqlalchemymodule.h"

namespace limbeck::bindings {

/// What the schema half of `sqlalchemy` needs of the connections' half.
[[nodiscard]] SqlAlchemyServices engineServices(const HostSessionPtr &session);

} // namespace limbeck::bindings
