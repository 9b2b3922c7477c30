// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/connect.h"

#include <QByteArray>

#include <vector>

namespace limbeck::database {

/// Keywords and values for PQconnectdbParams(). What is left out, libpq takes from PG* variables,
/// ~/.pgpass and the service file.
struct PostgresqlOptions
{
    std::vector<QByteArray> keywords, values;
};

/// What the URL of @p specification says in libpq's words. Options that neither libpq nor the URL's
/// driver knows are told as notices. Errors: Configuration for an unknown one about encryption.
[[nodiscard]] Result<PostgresqlOptions>
postgresqlOptions(const ConnectionSpecification &specification, const OpenOptions &options);

} // namespace limbeck::database
