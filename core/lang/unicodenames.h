// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <optional>

namespace limbeck::lang {

/// The character with Unicode's name @p name, in any letter case: what `\N{…}` stands for. Knows
/// the Latin, Greek and Cyrillic scripts, punctuation, symbols, arrows, mathematics, box drawing
/// and pictographs, and the names that follow a rule (CJK ideographs, Hangul syllables); not the
/// other scripts.
[[nodiscard]] std::optional<char32_t> characterNamed(QStringView name);

} // namespace limbeck::lang
