// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/statement.h"

namespace limbeck::database {

/// A number that is the same for the same values in the same order, in every process. Tells one
/// execution of a statement from another; the values themselves are not kept.
[[nodiscard]] quint64 valuesHash(const std::vector<dialect::Parameter> &parameters);

/// A digest of one value, type and all, to be added to @p seed.
[[nodiscard]] quint64 addToHash(quint64 seed, const schema::Literal &value);

} // namespace limbeck::database
