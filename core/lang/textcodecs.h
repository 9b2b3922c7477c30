// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace limbeck::lang {

// What str.encode() and bytes.decode() do, in one place: UTF-8, UTF-16 and UTF-32 (with and without
// byte order mark), ASCII, Latin-1, Latin-9 and Windows-1252. Any other name throws LookupError. @p
// errors is one of Python's handlers: strict, ignore, replace, backslashreplace, xmlcharrefreplace,
// surrogateescape.

/// Throws UnicodeDecodeError.
[[nodiscard]] QString decodeBytes(const QByteArray &data, const QString &encoding,
                                  const QString &errors);
/// Throws UnicodeEncodeError.
[[nodiscard]] QByteArray encodeText(const QString &text, const QString &encoding,
                                    const QString &errors);

} // namespace limbeck::lang
