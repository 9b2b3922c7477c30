// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/tablerebuild.h"

#include "core/dialect/batchtable.h"
#include "core/dialect/moveandcopy.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

Result<schema::TablePtr> askedTable(const ops::TableName &table, SchemaSource &source)
{
    return source.table(table.name.text,
                        table.schema ? std::optional(table.schema->text) : std::nullopt);
}

bool names(const std::vector<schema::Identifier> &columns, const QString &name)
{
    return std::any_of(columns.begin(), columns.end(),
                       [&](const auto &column) { return column.text == name; });
}

/// Whether a constraint uses a column, in its list or in its condition's text.
struct Uses
{
    const QString &column;
    const DdlCompiler &ddl;

    [[nodiscard]] bool inText(const schema::ExpressionPtr &expression) const
    {
        const auto text = expression ? ddl.bare(expression) : Result<QString>(QString());
        return !text || mentions(*text, column);
    }

    bool operator()(const schema::CheckConstraint &check) const { return inText(check.condition); }

    bool operator()(const schema::ExcludeConstraint &) const { return false; }

    template <typename Keyed>
    bool operator()(const Keyed &constraint) const
    {
        return names(constraint.columns, column);
    }
};

bool isIndexed(const schema::Table &table, const Uses &uses)
{
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index &index) {
        const bool inElements =
            std::any_of(index.elements.begin(), index.elements.end(),
                        [&](const auto &element) { return uses.inText(element); });
        return inElements
            || std::any_of(index.expressionOptions.begin(), index.expressionOptions.end(),
                           [&](const auto &entry) { return uses.inText(entry.second); });
    });
}

/// Defaults that ADD COLUMN takes for a table with rows: literals, nothing that is evaluated.
bool isConstant(const schema::ServerDefault &value, const DdlCompiler &ddl)
{
    if (std::holds_alternative<QString>(value.value))
        return true;
    static const QRegularExpression literal(
        u"^\\s*(?:[-+]?\\d+(?:\\.\\d*)?|'(?:[^']|'')*'|null|true|false)\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto text = ddl.defaultText(value);
    return text && literal.match(*text).hasMatch();
}

/// A rename is SQLite's own; the rest of such an ALTER is done by the rebuild before it.
std::optional<ops::AlterColumn> withoutRename(const ops::AlterColumn &alter)
{
    ops::AlterColumn rest = alter;
    rest.newName.reset();
    rest.comment.reset();
    const bool changes = rest.nullable || rest.serverDefault || rest.type || rest.autoincrement;
    return changes ? std::optional(rest) : std::nullopt;
}

} // namespace

bool needsRebuild(const ops::AddColumn &add, const TableLayout &layout, const DdlCompiler &ddl)
{
    const schema::Column &column = layout.columns.front();
    const bool hasConstraints = !layout.constraints.empty() || column.primaryKey
        || add.inlineReferences || add.inlinePrimaryKey;
    const bool isStored = column.computed && column.computed->persisted.value_or(false);
    const bool lacksValue = !column.isNullable() && !column.serverDefault && !column.computed;
    const bool isEvaluated = column.serverDefault && !isConstant(*column.serverDefault, ddl);
    return hasConstraints || isStored || lacksValue || isEvaluated;
}

Result<bool> needsRebuild(const ops::DropColumn &drop, const OperationCompiler &compiler)
{
    auto table = askedTable(drop.table, *compiler.source());
    if (!table)
        return failure(table.error());
    if (!*table)
        return false; // SQLite's own message then
    const Uses uses { drop.column.text, compiler.ddl() };
    const schema::ColumnPtr column = (*table)->column(drop.column.text);
    if (!column)
        return drop.ifExists;
    if (column->primaryKey || column->unique || column->index || !column->foreignKeys.empty()
        || !column->checks.empty())
        return true;
    for (const schema::Constraint &constraint : (*table)->constraints) {
        if (std::visit(uses, constraint))
            return true;
    }
    for (const schema::ColumnPtr &other : (*table)->columns) {
        if (other != column && other->computed && uses.inText(other->computed->expression))
            return true;
    }
    return isIndexed(**table, uses);
}

bool onlyRenames(const ops::AlterColumn &alter)
{
    return alter.newName && !withoutRename(alter);
}

Result<> rebuildFor(OperationCompiler &compiler, const ops::TableName &name,
                    const std::vector<ops::Operation> &operations)
{
    auto existing = askedTable(name, *compiler.source());
    if (!existing)
        return failure(existing.error());
    if (!*existing)
        return failure(ErrorCode::Database, u"no such table: %1"_s.arg(name.name.text));

    BatchTable table(**existing, true, BatchStyle::Complete, compiler, {});
    if (auto loaded = table.load(); !loaded)
        return loaded;
    std::vector<ops::AlterColumn> renames;
    bool changes = false;
    for (ops::Operation operation : operations) {
        if (auto *alter = std::get_if<ops::AlterColumn>(&operation.action)) {
            if (alter->newName && alter->newName->text != alter->column.text) {
                ops::AlterColumn rename;
                rename.table = alter->table;
                rename.column = alter->column;
                rename.newName = alter->newName;
                renames.push_back(std::move(rename));
            }
            const auto rest = withoutRename(*alter);
            if (!rest)
                continue;
            *alter = *rest;
        }
        changes = true;
        if (auto done = applyTo(table, operation); !done)
            return done;
    }
    if (changes) {
        if (auto done = moveAndCopy(compiler, table); !done)
            return done;
    }
    for (const ops::AlterColumn &rename : renames) {
        if (auto done = compiler(rename); !done)
            return done;
    }
    return {};
}

Result<std::vector<Statement>> rebuildTable(const ops::TableName &table,
                                            const std::vector<ops::Operation> &operations,
                                            const Dialect &dialect, const CompileOptions &options,
                                            SchemaSource &source)
{
    CompileOptions online = options;
    online.offline = false;
    OperationCompiler compiler(dialect, online, &source);
    return compiler.collect([&] { return rebuildFor(compiler, table, operations); });
}

} // namespace limbeck::dialect
