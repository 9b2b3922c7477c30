// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"

#include <functional>

namespace limbeck::database {

/// Copies the SQLite database in the file @p from into the file @p to, pages and all, while others
/// may use both. What was in @p to is replaced, in one transaction: all of it or nothing.
///
/// @p mayGoOn is asked once nobody else can write to @p to any more; an error there changes
/// nothing. Errors: FileAccess, Locked, Cancelled.
[[nodiscard]] Result<> copySqlite(const QString &from, const QString &to, const CancelToken &cancel,
                                  const std::function<Result<>()> &mayGoOn = {});

} // namespace limbeck::database
