// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

namespace limbeck::database {

/// One row of a catalogue query, read by the names of its columns.
class CatalogRow
{
public:
    CatalogRow(const QHash<QString, int> &columns, std::vector<schema::Literal> values)
        : m_columns(columns)
        , m_values(std::move(values))
    {
    }

    [[nodiscard]] bool isNull(const QString &column) const { return value(column).isNull(); }

    /// Text of any value; empty for NULL.
    [[nodiscard]] QString text(const QString &column) const;
    [[nodiscard]] std::optional<QString> optionalText(const QString &column) const;
    [[nodiscard]] qint64 number(const QString &column) const;
    [[nodiscard]] std::optional<qint64> optionalNumber(const QString &column) const;
    /// True for true and for numbers other than 0.
    [[nodiscard]] bool flag(const QString &column) const;
    /// An array of texts; an empty text for a NULL in it.
    [[nodiscard]] QStringList list(const QString &column) const;

private:
    [[nodiscard]] const schema::Literal &value(const QString &column) const;

    QHash<QString, int> m_columns;
    std::vector<schema::Literal> m_values;
};

/// All rows of @p sql, whose every `?` stands for one of @p values.
[[nodiscard]] Result<std::vector<CatalogRow>>
catalogQuery(dialect::Connection &connection, const QString &sql,
             std::vector<schema::Literal> values = {});

} // namespace limbeck::database
