// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QVariantMap>

namespace limbeck {

/// Reads a TOML text into maps, lists, strings, qlonglong, double and bool; dates and times become
/// strings. A map sorts its keys. Errors: Syntax with file, line and column.
[[nodiscard]] Result<QVariantMap> parseToml(const QString &path, const QString &text);

/// Reads a TOML file. Errors: those of parseToml() and readTextFile().
[[nodiscard]] Result<QVariantMap> readTomlFile(const QString &path);

} // namespace limbeck
