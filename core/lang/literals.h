// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"

#include <tl/expected.hpp>

namespace limbeck::lang {

/// The value of a number token: qint64, BigIntConstant, double or std::complex<double>. The failure
/// is a message.
[[nodiscard]] tl::expected<ConstantValue, QString> decodeNumber(QStringView token);

/// The text between the quotes of a string, its escapes replaced unless @p raw, its line ends as
/// "\n". The failure is CPython's message.
[[nodiscard]] tl::expected<QString, QString> decodeString(QStringView body, bool raw);

/// The same for bytes, which allow ASCII only.
[[nodiscard]] tl::expected<QByteArray, QString> decodeBytes(QStringView body, bool raw);

} // namespace limbeck::lang
