// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::lang {

/// Whether module @p module has in truth a name that ours does not have: an import of it succeeds,
/// and who uses it is told that it is not available. For the standard library the source is Python
/// 3.11, `__all__` and dir() of the modules.
[[nodiscard]] bool isUnavailableName(const QString &module, const QString &name);

/// Adds the names of a resource, with a line for each module: its name and those that ours lacks.
/// Thread-safe; the same resource may be added again.
void addUnavailableNames(const QString &resource);

} // namespace limbeck::lang
