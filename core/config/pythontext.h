// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <variant>

namespace limbeck {

/// A text as Python's repr() writes it: 'it' or "it's".
[[nodiscard]] QString pythonRepr(const QString &text);

/// A tuple of texts as Python's repr() writes it: (), ('a',), ('a', 'b').
[[nodiscard]] QString pythonTuple(const QStringList &texts);

/// A list of texts as Python's repr() writes it: [], ['a'], ['a', 'b'].
[[nodiscard]] QString pythonList(const QStringList &texts);

/// What "%(name)s" may stand for.
using FormatValues = QMap<QString, std::variant<QString, qint64>>;

/// Python's `text % values` with named values: `%(name)s`, `%(month).2d`, `%%`; flags, width,
/// precision; s, r, d, i, u, x, X, o.
///
/// Errors: Syntax, for an unknown name or a wrong format, with Python's words.
[[nodiscard]] Result<QString> percentFormat(const QString &text, const FormatValues &values);

} // namespace limbeck
