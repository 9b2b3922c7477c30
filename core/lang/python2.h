// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/token.h"

namespace limbeck::lang {

/// What a person can do about @p failure of the script @p text if it is one because the script is
/// written in Python 2 (print and exec statements, `except X, e`, `raise X, y`, backquotes, `<>`,
/// 0777, 1L, ur''); else an empty text.
[[nodiscard]] QString python2Hint(const QString &text, const SyntaxFailure &failure);

} // namespace limbeck::lang
