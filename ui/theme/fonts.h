// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace limbeck {

/// The desktop's font. A bare X server names none ("Sans Serif"); then the best of the installed
/// ones that were drawn for interfaces.
[[nodiscard]] QFont interfaceFont();
/// The desktop's font of fixed width, or the best of the installed ones, at the interface's size.
[[nodiscard]] QFont fixedFont();
/// @p font with its size times @p factor.
[[nodiscard]] QFont scaledFont(QFont font, qreal factor);
/// @p font in the weight of headings.
[[nodiscard]] QFont strongFont(QFont font);

} // namespace limbeck
