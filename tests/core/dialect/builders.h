// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"

#include <QTest>

// Short ways to write schema and operations in tests of SQL, and to compile them for all dialects.

namespace limbeck::tests {

using namespace Qt::StringLiterals;
using schema::Identifier;

inline Identifier id(const QString &text)
{
    return { text, {} };
}

template <typename... Setters>
schema::SqlTypePtr type(const QString &name, Setters... setters)
{
    auto result = std::make_shared<schema::SqlType>();
    result->name = name;
    (setters(*result), ...);
    return result;
}

inline auto length(int value)
{
    return [=](schema::SqlType &t) { t.length = value; };
}

inline auto precision(int value)
{
    return [=](schema::SqlType &t) { t.precision = value; };
}

inline auto scale(int value)
{
    return [=](schema::SqlType &t) { t.scale = value; };
}

inline auto ofDialect(const QString &name)
{
    return [=](schema::SqlType &t) { t.dialect = name; };
}

inline auto named(const QString &name)
{
    return [=](schema::SqlType &t) { t.typeName = name; };
}

inline auto values(const QStringList &list)
{
    return [=](schema::SqlType &t) { t.enumValues = list; };
}

inline auto withCheck()
{
    return [](schema::SqlType &t) { t.createConstraint = true; };
}

inline auto notNative()
{
    return [](schema::SqlType &t) { t.nativeEnum = t.nativeUuid = t.nativeInterval = false; };
}

inline auto collated(const QString &collation)
{
    return [=](schema::SqlType &t) { t.collation = collation; };
}

inline auto inSchema(const QString &name)
{
    return [=](schema::SqlType &t) { t.typeSchema = name; };
}

inline schema::ExpressionPtr text(const QString &sql)
{
    auto expression = std::make_shared<schema::Expression>();
    expression->node = schema::TextClause { sql, {} };
    return expression;
}

inline schema::ExpressionPtr columnRef(const QString &name)
{
    auto expression = std::make_shared<schema::Expression>();
    schema::ColumnReference reference;
    reference.name = id(name);
    expression->node = std::move(reference);
    return expression;
}

inline schema::ExpressionPtr value(const schema::Literal &literal)
{
    auto expression = std::make_shared<schema::Expression>();
    schema::BoundValue bound;
    bound.value = literal;
    expression->node = std::move(bound);
    return expression;
}

inline schema::ExpressionPtr call(const QString &name,
                                  std::vector<schema::ExpressionPtr> arguments = {})
{
    auto expression = std::make_shared<schema::Expression>();
    schema::Function function;
    function.name = id(name);
    function.arguments = std::move(arguments);
    expression->node = std::move(function);
    return expression;
}

inline schema::ServerDefault sqlDefault(const QString &sql)
{
    return { text(sql) };
}

template <typename... Setters>
schema::ColumnPtr column(const QString &name, schema::SqlTypePtr columnType, Setters... setters)
{
    auto result = std::make_shared<schema::Column>();
    result->name = id(name);
    result->key = name;
    result->type = std::move(columnType);
    (setters(*result), ...);
    return result;
}

inline void key(schema::Column &column)
{
    column.primaryKey = true;
}

inline void notNull(schema::Column &column)
{
    column.nullable = false;
}

inline void isUnique(schema::Column &column)
{
    column.unique = true;
}

inline void isIndexed(schema::Column &column)
{
    column.index = true;
}

inline auto defaultTo(const QString &string)
{
    return [=](schema::Column &c) { c.serverDefault = schema::ServerDefault { string }; };
}

inline auto defaultSql(const QString &sql)
{
    return [=](schema::Column &c) { c.serverDefault = sqlDefault(sql); };
}

inline auto commented(const QString &comment)
{
    return [=](schema::Column &c) { c.comment = comment; };
}

inline schema::ForeignKeyConstraint reference(const QStringList &columns, const QString &table,
                                              const QStringList &referred, const QString &name = {})
{
    schema::ForeignKeyConstraint result;
    for (const QString &each : columns)
        result.columns.push_back(id(each));
    result.referredTable = id(table);
    for (const QString &each : referred)
        result.referredColumns.push_back(id(each));
    if (!name.isEmpty())
        result.name.name = id(name);
    return result;
}

inline auto refersTo(const QString &table, const QString &referred, const QString &name = {},
                     const QString &onDelete = {})
{
    return [=](schema::Column &c) {
        auto key = reference({ c.name.text }, table, { referred }, name);
        if (!onDelete.isEmpty())
            key.options.onDelete = onDelete;
        c.foreignKeys.push_back(key);
    };
}

inline schema::UniqueConstraint unique(const QStringList &columns, const QString &name = {})
{
    schema::UniqueConstraint result;
    for (const QString &each : columns)
        result.columns.push_back(id(each));
    if (!name.isEmpty())
        result.name.name = id(name);
    return result;
}

inline schema::CheckConstraint check(const QString &sql, const QString &name = {})
{
    schema::CheckConstraint result;
    result.condition = text(sql);
    if (!name.isEmpty())
        result.name.name = id(name);
    return result;
}

inline schema::PrimaryKeyConstraint primaryKey(const QStringList &columns, const QString &name = {})
{
    schema::PrimaryKeyConstraint result;
    for (const QString &each : columns)
        result.columns.push_back(id(each));
    if (!name.isEmpty())
        result.name.name = id(name);
    return result;
}

inline schema::Index index(const QString &name, const QString &table, const QStringList &columns)
{
    schema::Index result;
    if (!name.isEmpty())
        result.name.name = id(name);
    result.table = id(table);
    for (const QString &each : columns)
        result.elements.push_back(columnRef(each));
    return result;
}

inline schema::TablePtr table(const QString &name, const std::vector<schema::ColumnPtr> &columns,
                              std::vector<schema::Constraint> constraints = {})
{
    auto result = std::make_shared<schema::Table>();
    result->name = id(name);
    for (const schema::ColumnPtr &each : columns)
        result->addColumn(each);
    result->constraints = std::move(constraints);
    return result;
}

/// The statements of one operation as Alembic prints them, or "!" and the error.
inline QString sqlOf(const ops::Operation &operation, const QString &dialectName,
                     const schema::NamingConvention &convention = {})
{
    dialect::CompileOptions options;
    options.namingConvention = convention;
    const auto statements =
        dialect::dialectByName(dialectName)->compile(operation, options, nullptr);
    if (!statements)
        return u'!' + statements.error().message;
    QStringList texts;
    for (const dialect::Statement &statement : *statements)
        texts.append(dialect::offlineText(statement.sql) + u';');
    return texts.join(u'\n');
}

} // namespace limbeck::tests
