// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/moveandcopy.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using Dependents = std::vector<SchemaSource::Dependent>;

Result<Dependents> dependentsOf(const OperationCompiler &compiler, const schema::Table &table)
{
    if (!compiler.rebuilds())
        return Dependents {};
    const auto schemaName = table.schema ? std::optional(table.schema->text) : std::nullopt;
    return compiler.source()->dependents(table.name.text, schemaName);
}

/// A view or trigger that names a table which is gone for a moment makes SQLite refuse to rename
/// the new one.
void takeAway(OperationCompiler &compiler, const Dependents &dependents)
{
    for (auto dependent = dependents.rbegin(); dependent != dependents.rend(); ++dependent) {
        const QString name = compiler.ddl().names().quoteAlways(dependent->name);
        compiler.emitSql(
            u"DROP %1 IF EXISTS %2"_s.arg(dependent->isView ? u"VIEW"_s : u"TRIGGER"_s, name),
            u"It names the table that is built anew; it is created again afterwards."_s);
    }
}

void putBack(OperationCompiler &compiler, const Dependents &dependents)
{
    for (const SchemaSource::Dependent &dependent : dependents)
        compiler.emitSql(dependent.sql, u"As it was before the table was built anew."_s);
}

/// PostgreSQL keeps constraint names per schema: the old ones go before the copy takes them.
Result<> dropNamedConstraints(OperationCompiler &compiler, const BatchTable &table)
{
    if (compiler.backend() != Backend::PostgreSql)
        return {};
    const TableContext context { table.existing().name, table.existing().schema, nullptr };
    auto layout = layOutTable(table.existing(), compiler.dialect(), {});
    if (!layout)
        return failure(layout.error());
    for (const PlacedConstraint &placed : layout->constraints) {
        const bool isKept = placed.name
            && std::any_of(table.namedConstraints().begin(), table.namedConstraints().end(),
                           [&](const auto &named) { return named.name == placed.name->name.text; });
        if (!isKept)
            continue;
        if (auto done = compiler.emitSql(
                compiler.ddl().dropConstraint(placed.name->name, context, {}, false));
            !done)
            return done;
    }
    return {};
}

} // namespace

Result<> moveAndCopy(OperationCompiler &compiler, BatchTable &table)
{
    const schema::Table &existing = table.existing();
    auto dependents = dependentsOf(compiler, existing);
    if (!dependents)
        return failure(dependents.error());
    auto layout = table.newTable();
    if (!layout)
        return failure(layout.error());

    takeAway(compiler, *dependents);
    if (auto done = dropNamedConstraints(compiler, table); !done)
        return done;
    if (auto done = compiler.createTable(*layout, false); !done)
        return done;
    if (auto done = compiler.emitSql(table.copyStatement()); !done)
        return done;
    if (auto done = compiler.dropTable({ existing.name, existing.schema }, false, &existing); !done)
        return done;
    if (auto done = compiler(ops::RenameTable { { layout->name, existing.schema }, existing.name });
        !done)
        return done;

    auto indexes = table.indexes();
    if (!indexes)
        return failure(indexes.error());
    for (const PlacedIndex &index : *indexes) {
        // The database's own text says more than the parts of it that are known.
        const bool isAsWas = compiler.backend() == Backend::Sqlite && !existing.schema;
        if (isAsWas && index.index.definition) {
            compiler.emitSql(*index.index.definition);
            continue;
        }
        if (auto done = compiler.createIndex(index, false, nullptr); !done)
            return done;
    }
    putBack(compiler, *dependents);
    return {};
}

} // namespace limbeck::dialect
