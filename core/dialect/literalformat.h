// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/literal.h"

namespace limbeck::dialect {

// How Python writes values as text.

[[nodiscard]] QString isoDate(const schema::Date &date);
/// With microseconds only if there are some, and with the offset of an aware time.
[[nodiscard]] QString isoTime(const schema::Time &time);
/// A %-format with the fields year, month, day, hour, minute, second, microsecond.
[[nodiscard]] QString storageText(const QString &format, const schema::Date &date,
                                  const schema::Time &time);
/// The whole part of a decimal's text, as int() gives it; none for NaN and Infinity.
[[nodiscard]] std::optional<QString> truncatedDecimal(const QString &text);
/// int(text): the digits without sign "+", underscores and leading zeros; none if it is not an
/// integer.
[[nodiscard]] std::optional<QString> integerOf(const QString &text);
/// Whether decimal.Decimal(text) is a number.
[[nodiscard]] bool isDecimalText(const QString &text);
/// The text of UTF-8 bytes; none if they are not valid UTF-8.
[[nodiscard]] std::optional<QString> strictUtf8(const QByteArray &bytes);
/// repr(value) for messages.
[[nodiscard]] QString pythonRepr(const schema::Literal &value);

} // namespace limbeck::dialect
