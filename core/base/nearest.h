// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace limbeck {

/// The one of @p candidates that @p name was probably meant to be: smallest edit distance, at most
/// a third of the name's length (at least 1), letter case counting half. Nothing if none is near.
[[nodiscard]] std::optional<QString> nearest(const QString &name, const QStringList &candidates);

/// "did you mean 'X'?" for the nearest candidate, else an empty text.
[[nodiscard]] QString didYouMean(const QString &name, const QStringList &candidates);

} // namespace limbeck
