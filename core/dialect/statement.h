// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"
#include "core/schema/literal.h"

#include <QString>

namespace limbeck::dialect {

/// A value beside a statement: its name in the script (for messages) and what is bound.
struct Parameter
{
    QString name;
    schema::Literal value;
};

/// SQL that can be shown or sent, and the script line that caused it.
///
/// A statement with parameters holds one placeholder for each, in order: `?` for SQLite, MySQL and
/// MariaDB, `$1`, `$2` … for PostgreSQL, where `?` is an operator of JSON. `placeholders` tells
/// where they stand, so that nobody has to look for them in the text (a `?` or `:x` anywhere else
/// is SQL and is sent as it is); senders may replace them.
struct Statement
{
    QString sql; ///< without the terminator
    std::vector<Parameter>
        parameters; ///< in the order of the placeholders; empty when literals are inline
    std::vector<qsizetype> placeholders; ///< offset in `sql` of each parameter's placeholder
    SourceSpan origin;
    QString comment; ///< for people: why it is there; may be empty
};

} // namespace limbeck::dialect
