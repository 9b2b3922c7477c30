// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/native.h"

namespace limbeck::lang {

/// bytes.decode(): UTF-8, Latin-1 and ASCII; throws UnicodeDecodeError, LookupError for another encoding.
[[nodiscard]] QString decodeBytes(const QByteArray &data, const QString &encoding, const QString &errors);
/// str.encode().
[[nodiscard]] QByteArray encodeText(const QString &text, const QString &encoding, const QString &errors);
/// The methods of str that make new texts.
void defineStrEditing(TypeBuilder &builder);
/// Whether str.split() and strip() without argument take it for white space.
[[nodiscard]] bool isWhiteSpace(QChar character);
/// str.splitlines().
[[nodiscard]] QStringList splitLines(const QString &text, bool keepEnds);

} // namespace limbeck::lang
