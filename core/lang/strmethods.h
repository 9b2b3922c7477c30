// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::lang {

/// The methods of str that make new texts.
void defineStrEditing(TypeBuilder &builder);
/// Whether str.split() and strip() without argument take it for white space.
[[nodiscard]] bool isWhiteSpace(QChar character);
/// str.splitlines().
[[nodiscard]] QStringList splitLines(const QString &text, bool keepEnds);

} // namespace limbeck::lang
