// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ops/operation.h"

namespace limbeck::dialect {

/// Whether the column is, or becomes, GENERATED ALWAYS AS (…).
[[nodiscard]] bool isComputedChange(const ops::AlterColumn &alter);
/// Whether the column is, or becomes, an IDENTITY.
[[nodiscard]] bool isIdentityChange(const ops::AlterColumn &alter);

} // namespace limbeck::dialect
