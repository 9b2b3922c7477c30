// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

struct st_mysql;

namespace limbeck::database {

/// Sets on @p handle what the URL's query asks for, and gives the flags for mysql_real_connect().
/// Options that no driver knows are told as notices. Errors: Configuration for an unknown one about
/// encryption.
[[nodiscard]] Result<unsigned long> applyMysqlOptions(st_mysql *handle,
                                                      const ConnectionSpecification &specification,
                                                      const OpenOptions &options);

/// The socket that the URL names; empty for none.
[[nodiscard]] QString mysqlSocket(const ConnectionSpecification &specification);

/// mysqlclient, SQLAlchemy's default, lets a text hold several statements; the other drivers have
/// the server refuse it.
[[nodiscard]] bool mysqlTakesSeveralStatements(const ConnectionSpecification &specification);

} // namespace limbeck::database
