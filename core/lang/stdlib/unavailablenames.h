// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::lang {

/// Whether Python's module @p module has a public name that ours does not have: an import of it
/// succeeds, and who uses it is told that it is not available. Source: Python 3.11, `__all__` and
/// dir() of the modules.
[[nodiscard]] bool isUnavailableName(const QString &module, const QString &name);

} // namespace limbeck::lang
