// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/batchtable.h"
#include "core/dialect/moveandcopy.h"
#include "core/dialect/tablerebuild.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using ops::Operation;

template <typename Kind>
const Kind *as(const Operation &operation)
{
    return std::get_if<Kind>(&operation.action);
}

/// Whether SQLite has to make the table anew for an operation; ALTER TABLE adds columns, and
/// indexes stand apart.
Result<bool> asksForCopy(const Operation &operation, const OperationCompiler &compiler)
{
    if (as<ops::CreateIndex>(operation) || as<ops::DropIndex>(operation)
        || as<ops::ExecuteSql>(operation))
        return false;
    const auto *add = as<ops::AddColumn>(operation);
    if (!add)
        return true;
    const schema::Column &column = *add->column;
    if (column.serverDefault
        && std::holds_alternative<schema::ExpressionPtr>(column.serverDefault->value))
        return true;
    if (column.computed && column.computed->persisted.value_or(false))
        return true;
    schema::Table table;
    table.name = add->table.name;
    table.columns.push_back(add->column);
    table.constraints = add->constraints;
    auto layout = layOutTable(table, compiler.dialect(), compiler.convention());
    if (!layout)
        return failure(layout.error());
    return std::any_of(
        layout->constraints.begin(), layout->constraints.end(), [](const PlacedConstraint &placed) {
            return !std::holds_alternative<schema::PrimaryKeyConstraint>(placed.constraint);
        });
}

Result<bool> recreates(const ops::BatchAlterTable &batch, std::size_t count,
                       const OperationCompiler &compiler)
{
    if (batch.recreate != ops::BatchAlterTable::Recreate::Auto)
        return batch.recreate == ops::BatchAlterTable::Recreate::Always;
    if (compiler.backend() != Backend::Sqlite)
        return false;
    for (std::size_t i = 0; i < count; ++i) {
        auto asks = asksForCopy(batch.operations[i], compiler);
        if (!asks || *asks)
            return asks;
    }
    return false;
}

/// insert_before and insert_after need the copy, decided by what the block did so far.
Result<> checkPlaces(const ops::BatchAlterTable &batch, const OperationCompiler &compiler)
{
    for (std::size_t i = 0; i < batch.operations.size(); ++i) {
        const auto *add = as<ops::AddColumn>(batch.operations[i]);
        if (!add || (!add->insertBefore && !add->insertAfter))
            continue;
        auto copies = recreates(batch, i, compiler);
        if (!copies)
            return failure(copies.error());
        if (!*copies)
            return failure(
                ErrorCode::Usage,
                u"Can't specify insert_before or insert_after when using ALTER; please specify "
                "recreate='always'"_s);
    }
    return {};
}

Result<schema::TablePtr> existingTable(const ops::BatchAlterTable &batch,
                                       const OperationCompiler &compiler)
{
    if (batch.copyFrom)
        return batch.copyFrom;
    if (!compiler.canAsk())
        return failure(ErrorCode::Usage,
                       u"This operation cannot proceed in --sql mode; batch mode with dialect %1 "
                       u"requires a live database "
                       "connection with which to reflect the table \"%2\". To generate a batch SQL "
                       "migration script using "
                       "table \"move and copy\", a complete Table object should be passed to the "
                       "\"copy_from\" argument of the "
                       "batch_alter_table() method so that table reflection can be skipped."_s.arg(
                           compiler.dialect().name(), batch.table.name.text));
    const auto schemaName =
        batch.table.schema ? std::optional(batch.table.schema->text) : std::nullopt;
    auto table = compiler.source()->table(batch.table.name.text, schemaName);
    if (!table)
        return table;
    if (!*table)
        return failure(ErrorCode::Database, u"NoSuchTableError: %1"_s.arg(batch.table.name.text));
    auto copy = std::make_shared<schema::Table>(**table);
    for (const schema::ColumnPtr &override : batch.reflectColumns) {
        for (schema::ColumnPtr &column : copy->columns) {
            if (column->name.text == override->name.text)
                column = override;
        }
    }
    return schema::TablePtr(std::move(copy));
}

/// The operations that change the table's shape, applied to the copy.
struct Applier
{
    BatchTable &table;

    Result<> operator()(const ops::AddColumn &add) const { return table.apply(add); }

    Result<> operator()(const ops::DropColumn &drop) const { return table.apply(drop); }

    Result<> operator()(const ops::AlterColumn &alter) const { return table.apply(alter); }

    Result<> operator()(const ops::CreateIndex &create) const { return table.apply(create); }

    Result<> operator()(const ops::DropIndex &drop) const { return table.apply(drop); }

    Result<> operator()(const ops::CreateConstraint &create) const { return table.apply(create); }

    Result<> operator()(const ops::DropConstraint &drop) const { return table.apply(drop); }

    Result<> operator()(const ops::CreateTableComment &comment) const
    {
        return table.apply(comment);
    }

    template <typename Other>
    Result<> operator()(const Other &) const
    {
        return failure(ErrorCode::Unsupported, u"This operation is not possible in batch mode"_s);
    }
};

bool needsName(const Operation &operation, const OperationCompiler &compiler)
{
    // A directive of the block that Alembic refuses without a name, ALTER or not.
    const auto *drop = as<ops::DropConstraint>(operation);
    return drop && !drop->name.name
        && !(isMySqlFamily(compiler.backend()) && drop->type == u"primary");
}

} // namespace

Result<> applyTo(BatchTable &table, const Operation &operation)
{
    return std::visit(Applier { table }, operation.action);
}

Result<> OperationCompiler::operator()(const ops::BatchAlterTable &batch)
{
    if (auto checked = checkPlaces(batch, *this); !checked)
        return checked;
    auto copies = recreates(batch, batch.operations.size(), *this);
    if (!copies)
        return failure(copies.error());
    // op.execute() inside the block runs at once, before the block's own changes.
    for (const Operation &operation : batch.operations) {
        if (as<ops::ExecuteSql>(operation)) {
            if (auto done = apply(operation); !done)
                return done;
        }
    }
    if (!*copies) {
        for (const Operation &operation : batch.operations) {
            if (as<ops::ExecuteSql>(operation))
                continue;
            if (needsName(operation, *this))
                return failure(ErrorCode::Script, u"Constraint must have a name"_s);
            if (auto done = apply(operation); !done)
                return done;
        }
        return {};
    }

    auto existing = existingTable(batch, *this);
    if (!existing)
        return failure(existing.error());
    const bool reflected = !batch.copyFrom;
    BatchTable table(**existing, reflected, BatchStyle::Alembic, *this, batch.namingConvention);
    if (auto loaded = table.load(); !loaded)
        return loaded;
    table.setOrdering(batch.partialReordering);
    table.setTableArguments(batch.tableArgs);
    table.setTableKeywords(batch.tableKeywords);
    for (const Operation &operation : batch.operations) {
        if (as<ops::ExecuteSql>(operation))
            continue;
        if (auto done = applyTo(table, operation); !done)
            return done;
    }
    return moveAndCopy(*this, table);
}

} // namespace limbeck::dialect
