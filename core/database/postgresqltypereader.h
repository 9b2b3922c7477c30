// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/dialect/connection.h"

namespace limbeck::database {

/// Turns what format_type() says into SQLAlchemy's types; knows the enums and domains of the
/// database.
class PostgresqlTypeReader
{
public:
    explicit PostgresqlTypeReader(dialect::Connection &connection)
        : m_connection(connection)
    {
    }

    /// Reads the database's enums and domains: before the first type of a reflection.
    [[nodiscard]] Result<> refresh();

    /// The type that format_type() calls @p words; @p oid is its number, or that of an array's
    /// elements. A type that SQLAlchemy has no class for becomes a NullType with its words in
    /// `sqlText`.
    [[nodiscard]] schema::SqlTypePtr type(const QString &words, qint64 oid,
                                          const QString &collation) const;
    /// Enums of @p schemaName, or those that are found without a schema.
    [[nodiscard]] std::vector<schema::SqlTypePtr>
    enums(const std::optional<QString> &schemaName) const;

private:
    struct Enum
    {
        QString name, schemaName;
        bool isVisible = true;
        QStringList labels;
    };

    struct Domain
    {
        QString name, schemaName;
        bool isVisible = true;
        QString baseType, collation, defaultText, checkName, check;
        qint64 baseOid = 0;
        bool notNull = false;
    };

    [[nodiscard]] Result<> readEnums();
    [[nodiscard]] Result<> readDomains();
    [[nodiscard]] schema::SqlTypePtr domainType(const Domain &domain) const;

    dialect::Connection &m_connection;
    std::map<qint64, Enum> m_enums;
    std::map<qint64, Domain> m_domains;
};

/// @p text without one pair of parentheses around all of it.
[[nodiscard]] QString withoutOuterParentheses(const QString &text);
/// The condition in pg_get_constraintdef()'s "CHECK (…) NO INHERIT NOT VALID".
[[nodiscard]] QString postgresqlCheckCondition(const QString &definition);

} // namespace limbeck::database
