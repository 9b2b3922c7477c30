// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <tl/expected.hpp>

#include <QRegularExpression>
#include <QString>

namespace limbeck::lang {

/// Flags of Python's re module.
enum RegexFlag : quint32 {
    RegexIgnoreCase = 2,
    RegexLocale = 4,
    RegexMultiLine = 8,
    RegexDotAll = 16,
    RegexUnicode = 32,
    RegexVerbose = 64,
    RegexAscii = 256,
};

/// A pattern in Python's syntax as one that Qt (PCRE2) understands, or what is wrong with it.
///
/// A match that takes too many attempts (some 50 ms) is given up, and not valid.
///
/// What differs: `\Z`, `{,n}`, `[` inside a class, `\uXXXX`, the flags a, u and L.
[[nodiscard]] tl::expected<QRegularExpression, QString> compilePattern(const QString &pattern,
                                                                       quint32 flags);

/// The same pattern, for the whole of a text only: it is tried on until the end fits.
[[nodiscard]] QRegularExpression wholeTextPattern(const QRegularExpression &compiled,
                                                  quint32 flags);

} // namespace limbeck::lang
