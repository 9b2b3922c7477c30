// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/arguments.h"

#include <QString>

namespace limbeck::lang {

/// A format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
struct FormatSpec
{
    char32_t fill = U' ';
    char align = 0; ///< '<' '>' '^' '=', or 0
    char sign = 0; ///< '+' '-' ' ', or 0
    bool noNegativeZero = false;
    bool alternate = false;
    bool zeroPadded = false;
    qsizetype width = 0;
    char grouping = 0; ///< ',' '_' or 0
    int precision = -1;
    char16_t type = 0;
};

/// Throws ValueError for an invalid specification of a value of class @p typeName.
[[nodiscard]] FormatSpec parseFormatSpec(const QString &spec, const QString &typeName);

[[nodiscard]] QString formatText(const QString &text, const QString &spec); ///< format() of a str
[[nodiscard]] QString formatNumber(Interpreter &interpreter, const Value &number,
                                   const QString &spec); ///< of int, bool, float
[[nodiscard]] QString formatFloat(double value, const FormatSpec &spec);
/// @p text filled to the width of @p spec.
[[nodiscard]] QString padded(const QString &text, const FormatSpec &spec, char defaultAlign);
/// Digits as 'e', 'f' or 'g' of @p precision make them, without sign.
[[nodiscard]] QString floatDigits(double magnitude, char type, int precision, bool alternate);

/// `text % arguments`.
[[nodiscard]] QString formatPercent(Interpreter &interpreter, const QString &text,
                                    const Value &arguments);
/// `data % arguments` of bytes.
[[nodiscard]] QByteArray formatPercent(Interpreter &interpreter, const QByteArray &data,
                                       const Value &arguments);
/// `text.format(*args, **kw)`; @p mapping serves format_map().
[[nodiscard]] QString formatBraces(Interpreter &interpreter, const QString &text,
                                   const Arguments &arguments,
                                   const Value &mapping = Value::absent());

} // namespace limbeck::lang
