// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"

#include <QString>

#include <optional>

namespace limbeck::dialect {

/// How the Python driver of a database URL wants SQL written, which Alembic's offline mode shows.
struct DriverStyle
{
    /// Of placeholders, by their names in PEP 249.
    enum class Paramstyle { Named, Pyformat, Format, Qmark, Numeric, NumericDollar };

    Paramstyle paramstyle = Paramstyle::Named;
    bool doublesPercents = false; ///< "%" stands as "%%"

    friend auto operator<=>(const DriverStyle &, const DriverStyle &) = default;
};

/// @p driver is the part of a URL's scheme behind "+" (empty: the backend's usual one); @p
/// paramstyle what `dialect_opts` asked for. Source: SQLAlchemy, `default_paramstyle` of the
/// dialects and their identifier preparers.
[[nodiscard]] DriverStyle driverStyle(Backend backend, const QString &driver = {},
                                      const std::optional<QString> &paramstyle = {});

/// The placeholder of a value: its name or its number in the statement, from 1.
[[nodiscard]] QString placeholder(DriverStyle::Paramstyle paramstyle, const QString &name,
                                  int number);

/// "named", "pyformat" …
[[nodiscard]] QString toString(DriverStyle::Paramstyle paramstyle);

} // namespace limbeck::dialect
