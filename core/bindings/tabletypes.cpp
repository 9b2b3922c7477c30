// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/tabletypes.h"

#include "core/dialect/namedtypes.h"

#include <QSet>

namespace limbeck::bindings {

std::vector<schema::SqlTypePtr> namedTypes(const std::vector<schema::TablePtr> &tables,
                                           const dialect::Dialect &dialect)
{
    std::vector<schema::SqlTypePtr> types;
    QSet<QString> seen;
    for (const schema::TablePtr &table : tables) {
        for (const schema::ColumnPtr &column : table->columns) {
            const schema::SqlTypePtr &type = column->type;
            const bool isNamed =
                type && (type->isOfMetadata || dialect::namedTypeOf(*type, dialect.backend()));
            if (!isNamed || !type->createType)
                continue;
            const QString key =
                type->typeSchema.value_or(QString()) + u'.' + type->typeName.value_or(QString());
            if (seen.contains(key))
                continue;
            seen.insert(key);
            types.push_back(type);
        }
    }
    return types;
}

} // namespace limbeck::bindings
