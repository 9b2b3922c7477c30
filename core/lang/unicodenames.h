// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace limbeck::lang {

/// The character with Unicode's name or alias @p name, in any letter case: what `\N{…}` stands for.
/// Knows all scripts and symbols in today's use, not the historic ones with their thousands of
/// signs (cuneiform, hieroglyphs …).
[[nodiscard]] std::optional<char32_t> characterNamed(QStringView name);

/// The reverse: Unicode's name of @p character, or an empty text if it has none or it is not known
/// here.
[[nodiscard]] QString nameOfCharacter(char32_t character);

} // namespace limbeck::lang
