// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

namespace limbeck {

/// "PostgreSQL", "SQLite" …: a product's name as it is written for people.
[[nodiscard]] QString databaseKindText(Backend backend);
/// The same for SQLAlchemy's name of a dialect; an unknown one as it is.
[[nodiscard]] QString databaseKindText(const QString &dialectName);
/// The port a server listens on unless told otherwise; none for files.
[[nodiscard]] std::optional<int> defaultPort(Backend backend);

} // namespace limbeck
