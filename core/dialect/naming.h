// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/dialect/identifierpreparer.h"
#include "core/schema/table.h"

namespace limbeck::dialect {

/// A constraint's or index's name as it will be written.
struct ResolvedName
{
    schema::Identifier name;
    /// Made by a convention or by op.f(): a name that is too long is shortened instead of refused.
    bool shortens = false;

    friend bool operator==(const ResolvedName &, const ResolvedName &) = default;
};

/// What a naming pattern can ask about.
struct NamingSubject
{
    QString kind; ///< "ix", "pk", "ck", "uq", "fk"; empty: a constraint of unknown kind
    schema::ConstraintName given;
    schema::Identifier table;
    std::optional<schema::Identifier> schema;

    struct ColumnName
    {
        QString name, key;
        std::optional<QString> label; ///< none: "schema_table_column"
    };

    std::vector<ColumnName> columns;
    QString referredTable;
    QStringList referredColumns;
};

/// The name that @p convention gives, or the given one; none if there is neither.
///
/// Errors: Unsupported, when a pattern asks for a name that is not given, or has a token SQLAlchemy
/// does not know. Source: SQLAlchemy, `sql/naming.py`.
[[nodiscard]] Result<std::optional<ResolvedName>>
resolveName(const NamingSubject &subject, const schema::NamingConvention &convention);

/// The name within the backend's length: shortened with four digits of its MD5, or refused
/// ("Identifier '…' exceeds maximum length of 63 characters"). Not quoted.
[[nodiscard]] Result<schema::Identifier> fitName(const ResolvedName &name, bool isIndex,
                                                 const IdentifierPreparer &identifiers);

} // namespace limbeck::dialect
