// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::lang {

/// An identifier, stored once per process: two names are equal if and only if their Symbol pointers
/// are.
///
/// `id` is dense (0, 1, 2 …), so an evaluator can keep what belongs to a name in an array.
struct Symbol
{
    QString text;
    size_t hash = 0;
    quint32 id = 0;
};

using SymbolPtr = const Symbol *;

/// The symbol of @p text; made at the first call. Safe from any thread. Symbols live until the
/// process ends.
[[nodiscard]] SymbolPtr intern(QStringView text);

} // namespace limbeck::lang
