// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/schema/catalog.h"

namespace limbeck::schema {

TablePtr Catalog::table(const QString &name, const std::optional<QString> &schema) const
{
    for (const TablePtr &table : tables) {
        const bool sameSchema =
            schema ? table->schema && table->schema->text == *schema : !table->schema;
        if (sameSchema && table->name.text == name)
            return table;
    }
    return nullptr;
}

} // namespace limbeck::schema
