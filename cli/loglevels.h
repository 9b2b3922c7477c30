// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace limbeck::cli {

constexpr int warningLevel = 30;

/// Python's number of a level's name: DEBUG 10, INFO 20, WARNING (WARN) 30, ERROR 40, CRITICAL
/// (FATAL) 50, NOTSET 0.
[[nodiscard]] std::optional<int> logLevel(const QString &name);

} // namespace limbeck::cli
