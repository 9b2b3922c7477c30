// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace limbeck {

struct Theme;

/// Which kind of database a target is. The costliest mistake is the wrong database, so it is shown
/// by word, colour and shape, and a change of production has to be confirmed by its name.
enum class Environment { Unset, Development, Staging, Production };

/// "development" …: how it is kept in the settings; empty for Unset.
[[nodiscard]] QString toString(Environment environment);
[[nodiscard]] Environment environmentFromString(const QString &text);
/// For people.
[[nodiscard]] QString environmentText(Environment environment);
[[nodiscard]] QColor environmentColour(Environment environment, const Theme &theme);
/// Each with a shape of its own: a disc, a triangle, a square.
[[nodiscard]] QIcon environmentIcon(Environment environment);

/// Whether the target's name says that it is production: what is assumed until a person says which
/// environment it is.
[[nodiscard]] bool looksLikeProduction(const QString &targetName);

} // namespace limbeck
