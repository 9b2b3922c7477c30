// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QString>

namespace limbeck {

/// Which of the palette's colours an icon is drawn in.
enum class IconTint { Text, Muted, Accent, OnAccent, Success, Warning, Error };

/// The line drawing resources/icons/@p name.svg in a colour of the palette that the application has
/// when the icon is painted: a change of the theme needs no new icons.
[[nodiscard]] QIcon themedIcon(const QString &name, IconTint tint = IconTint::Text);

} // namespace limbeck
