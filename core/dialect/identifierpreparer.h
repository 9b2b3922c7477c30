// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"
#include "core/schema/expression.h"

namespace limbeck::dialect {

/// Decides which names need quotes, and writes them. Stateless.
/// Source: SQLAlchemy, `IdentifierPreparer` and the reserved words of each dialect.
class IdentifierPreparer
{
public:
    explicit IdentifierPreparer(Backend backend, bool doublesPercents = false)
        : m_backend(backend)
        , m_doublesPercents(doublesPercents)
    {
    }

    /// Whose reserved words and limits count.
    [[nodiscard]] Backend backend() const { return m_backend; }

    /// @p identifier, quoted where it asks for it or the backend needs it.
    [[nodiscard]] QString quote(const schema::Identifier &identifier) const;

    [[nodiscard]] QString quote(const QString &name) const
    {
        return quote(schema::Identifier { name, {} });
    }

    /// @p name in quotes, whatever it is; there "%" is doubled for the drivers that need it.
    [[nodiscard]] QString quoteAlways(const QString &name) const;
    /// Reserved word, illegal character, illegal first character or upper case.
    [[nodiscard]] bool requiresQuotes(const QString &name) const;

    /// "schema.name", each part quoted where needed; an empty schema counts as none.
    [[nodiscard]] QString qualified(const schema::Identifier &name,
                                    const std::optional<schema::Identifier> &schemaName) const;
    [[nodiscard]] QString table(const schema::Table &table) const;
    /// A COLLATE name: MySQL and SQLite write it as an identifier, PostgreSQL in quotes where it
    /// needs them.
    [[nodiscard]] QString collation(const QString &name) const;

    /// The longest name that the backend takes for tables, columns and labels: 63, 255 or 9999.
    [[nodiscard]] int maxIdentifierLength() const;
    /// The longest index name: 64 on MySQL.
    [[nodiscard]] int maxIndexNameLength() const;
    /// The longest constraint name: 64 on MySQL.
    [[nodiscard]] int maxConstraintNameLength() const;

private:
    Backend m_backend;
    bool m_doublesPercents;
};

} // namespace limbeck::dialect
