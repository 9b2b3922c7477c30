// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

namespace limbeck::database {

/// SQLAlchemy's name of the driver that the URL of @p specification asks for, its default where it
/// names none: "psycopg2", "mysqldb", "pysqlite".
[[nodiscard]] QString driverOf(const ConnectionSpecification &specification);

/// Whether @p option of the URL's query says something about the driver's Python side only (types,
/// caches, pools), so that a session of ours is the same without it.
[[nodiscard]] bool concernsOnlyPython(const ConnectionSpecification &specification,
                                      const QString &option);

/// Tells OpenOptions::onNotice that @p option of the URL's query has no effect. Its value, which
/// may be a secret, is not told. @p known: what it may have been meant to be.
void noteIgnoredOption(const OpenOptions &options, const QString &option, const QStringList &known);

/// Tells OpenOptions::onNotice if the URL of @p specification asks for a driver that SQLAlchemy
/// does not bring along: its options are read like those of the default driver.
void noteUnknownDriver(const ConnectionSpecification &specification, const OpenOptions &options);

} // namespace limbeck::database
