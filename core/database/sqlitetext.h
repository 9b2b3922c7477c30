// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::database {

/// The first word of @p sql in upper case, comments and semicolons before it skipped; a mark or
/// digit stands for itself; empty if there is no SQL in it.
[[nodiscard]] QString firstSqlWord(const QString &sql);

} // namespace limbeck::database
