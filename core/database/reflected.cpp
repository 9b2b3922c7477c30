// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/reflected.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::database {

schema::ExpressionPtr sqlText(const QString &sql)
{
    // What text() takes for a bind: a colon before a word, not one of two colons.
    static const QRegularExpression bind(u"(?<![:\\w\\\\]):(?=\\w+(?!:))"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    auto expression = std::make_shared<schema::Expression>();
    expression->node = schema::TextClause { QString(sql).replace(bind, u"\\:"_s), {} };
    return expression;
}

schema::ExpressionPtr columnElement(const QString &name)
{
    auto expression = std::make_shared<schema::Expression>();
    schema::ColumnReference reference;
    reference.name = identifier(name);
    expression->node = std::move(reference);
    return expression;
}

schema::ServerDefault serverDefault(const QString &sql)
{
    return { sqlText(sql) };
}

schema::Identifier identifier(const QString &name)
{
    return { name, {} };
}

std::vector<schema::Identifier> identifiers(const QStringList &names)
{
    std::vector<schema::Identifier> result;
    for (const QString &name : names)
        result.push_back(identifier(name));
    return result;
}

schema::ConstraintName finalName(const QString &name)
{
    if (name.isEmpty())
        return {};
    return { identifier(name), true };
}

std::optional<schema::Identifier> schemaIdentifier(const std::optional<QString> &schemaName)
{
    return schemaName ? std::optional(identifier(*schemaName)) : std::nullopt;
}

void addPrimaryKey(schema::Table &table, schema::PrimaryKeyConstraint key)
{
    for (const schema::Identifier &name : key.columns) {
        if (const schema::ColumnPtr column = table.column(name.text))
            column->primaryKey = true;
    }
    table.constraints.emplace_back(std::move(key));
}

} // namespace limbeck::database
