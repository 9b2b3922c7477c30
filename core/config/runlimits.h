// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <chrono>
#include <optional>

namespace limbeck {

/// How long a run waits, for what. Absent: as the next place says (command line, limbeck.toml, the
/// defaults of defaultRunLimits()).
struct RunLimits
{
    std::optional<std::chrono::milliseconds> lockWait; ///< for another run on the same database
    /// For a lock that a statement needs. Zero: as long as the server's own settings say.
    std::optional<std::chrono::milliseconds> lockTimeout;
    std::optional<std::chrono::milliseconds> statementTimeout; ///< for a statement's end
    std::optional<std::chrono::milliseconds> runTimeout; ///< for the whole run

    /// These limits, and where one is absent that of @p other.
    [[nodiscard]] RunLimits orElse(const RunLimits &other) const;

    friend bool operator==(const RunLimits &, const RunLimits &) = default;
};

/// "500ms", "5s", "10min", "2h", "1d", or a plain number of seconds ("1.5").
/// Errors: Usage, naming what is accepted.
[[nodiscard]] Result<std::chrono::milliseconds> parseDuration(const QString &text);

/// "500 ms", "5 s", "10 min": for people.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);

} // namespace limbeck
