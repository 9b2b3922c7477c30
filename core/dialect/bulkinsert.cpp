// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literalformat.h"
#include "core/dialect/operationcompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using Row = std::vector<std::pair<schema::Identifier, schema::ExpressionPtr>>;

/// Rows name columns by name or key.
bool names(const schema::Column &column, const QString &given)
{
    return column.name.text == given || (!column.key.isEmpty() && column.key == given);
}

const schema::ExpressionPtr *valueOf(const Row &row, const schema::Column &column)
{
    for (const auto &[name, value] : row) {
        if (names(column, name.text))
            return &value;
    }
    return nullptr;
}

/// A value takes the type of its column, as table.insert() gives it.
schema::ExpressionPtr typed(const schema::ExpressionPtr &value, const schema::SqlTypePtr &type)
{
    const auto *bound = std::get_if<schema::BoundValue>(&value->node);
    if (!bound || value->type)
        return value;
    auto result = std::make_shared<schema::Expression>(*value);
    result->type = type;
    return result;
}

/// Offline a value is written by the type of its column, and one without a type cannot be.
Result<> checkType(const schema::ColumnPtr &column, const schema::ExpressionPtr &value)
{
    const auto isUntyped = [](const schema::SqlTypePtr &type) {
        return !type || type->name == u"NullType";
    };
    const auto *bound = std::get_if<schema::BoundValue>(&value->node);
    if (!bound)
        return failure(
            ErrorCode::Unsupported,
            u"Could not render the SQL expression for column \"%1\" of bulk_insert() as a "
            "literal value"_s.arg(column->name.text));
    // Without a name it is op.inline_literal(), which knows its type.
    if (bound->name.isEmpty() || bound->value.isNull() || !isUntyped(column->type)
        || !isUntyped(value->type))
        return {};
    return failure(
        ErrorCode::Unsupported,
        u"No literal value renderer is available for literal value \"%1\" with datatype NULL"_s.arg(
            pythonRepr(bound->value)));
}

Result<> checkNames(const schema::Table &table, const Row &row)
{
    for (const auto &entry : row) {
        const QString &name = entry.first.text;
        const bool known =
            std::any_of(table.columns.begin(), table.columns.end(),
                        [&](const schema::ColumnPtr &column) { return names(*column, name); });
        if (!known)
            return failure(
                ErrorCode::Script,
                u"Unconsumed column names: %1 (table \"%2\")"_s.arg(name, table.fullName()));
    }
    return {};
}

/// One INSERT with the columns of @p shape and the values of @p row.
Result<schema::QueryPtr> insertOf(const schema::TablePtr &table, const Row &shape, const Row &row,
                                  bool offline)
{
    schema::Insert insert;
    insert.table = table;
    insert.isInline = true; // Alembic asks for no keys back
    std::vector<schema::ExpressionPtr> values;
    for (const schema::ColumnPtr &column : table->columns) {
        if (!valueOf(shape, *column))
            continue;
        const schema::ExpressionPtr *value = valueOf(row, *column);
        if (!value)
            return failure(ErrorCode::Script,
                           u"A value is required for bind parameter '%1': each row of "
                           u"bulk_insert() needs the columns of "
                           "the first"_s.arg(column->name.text));
        if (offline) {
            if (auto written = checkType(column, *value); !written)
                return failure(written.error());
        }
        insert.columns.push_back(column->name);
        values.push_back(typed(*value, column->type));
    }
    if (!values.empty())
        insert.rows.push_back(std::move(values));
    auto query = std::make_shared<schema::Query>();
    query->node = std::move(insert);
    return schema::QueryPtr(std::move(query));
}

} // namespace

Result<> OperationCompiler::operator()(const ops::BulkInsert &insert)
{
    // Offline, and with multiinsert=False, each row stands for itself; else the first row decides
    // the columns.
    const bool ownShape = options().offline || !insert.multiInsert;
    for (const Row &row : insert.rows) {
        const Row &shape = ownShape ? row : insert.rows.front();
        if (ownShape) {
            if (auto known = checkNames(*insert.table, row); !known)
                return known;
        }
        auto query = insertOf(insert.table, shape, row, options().offline);
        if (!query)
            return failure(query.error());
        if (auto done = emitQuery(*query, {}); !done)
            return done;
    }
    return {};
}

} // namespace limbeck::dialect
