// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::lang {

/// Where @p wanted, which is not empty, begins in @p text at or after @p from; -1 if nowhere.
///
/// QString::indexOf() takes time in proportion to the product of both sizes when a text repeats
/// itself. Where that could be felt, this one takes their sum, and can be cancelled.
[[nodiscard]] qsizetype findText(const QString &text, const QString &wanted, qsizetype from = 0);

} // namespace limbeck::lang
