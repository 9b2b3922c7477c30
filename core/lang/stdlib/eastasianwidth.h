// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace limbeck::lang {

/// Unicode's East_Asian_Width of a character: "N", "Na", "W", "A", "F" or "H".
[[nodiscard]] const char *eastAsianWidth(char32_t character);

} // namespace limbeck::lang
