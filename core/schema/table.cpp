// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/schema/table.h"

namespace limbeck::schema {

void Table::addColumn(ColumnPtr column)
{
    column->table = this;
    columns.push_back(std::move(column));
}

ColumnPtr Table::column(const QString &columnName) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnPtr &column) {
        return column->name.text == columnName;
    });
    return found == columns.end() ? nullptr : *found;
}

const PrimaryKeyConstraint *Table::primaryKey() const
{
    for (const Constraint &constraint : constraints) {
        if (const auto *key = std::get_if<PrimaryKeyConstraint>(&constraint))
            return key;
    }
    return nullptr;
}

QString Table::fullName() const
{
    return schema ? schema->text + u'.' + name.text : name.text;
}

} // namespace limbeck::schema
