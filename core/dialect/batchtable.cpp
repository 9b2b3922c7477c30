// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/batchtable.h"

#include "core/dialect/columnorder.h"
#include "core/dialect/expressionrename.h"
#include "core/dialect/typecompiler.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::Constraint;
using schema::Identifier;

/// Alembic ends in a Python exception there.
tl::unexpected<Error> noSuchKey(const QString &name)
{
    return failure(ErrorCode::Script, u"KeyError: '%1'"_s.arg(name));
}

bool isOfColumn(const schema::Table &table, const schema::Index &index)
{
    if (index.name.name || index.elements.size() != 1)
        return false;
    const auto *reference = plainColumn(index.elements.front());
    const schema::ColumnPtr column = reference ? table.column(reference->name.text) : nullptr;
    return column && column->index;
}

} // namespace

bool mentions(const QString &sql, const QString &name)
{
    const QRegularExpression word(
        u"(?<![\\w$])%1(?![\\w$])"_s.arg(QRegularExpression::escape(name)),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return word.match(sql).hasMatch();
}

BatchTable::BatchTable(const schema::Table &table, bool reflected, BatchStyle style,
                       const OperationCompiler &compiler,
                       const schema::NamingConvention &tableConvention)
    : m_table(table)
    , m_reflected(reflected)
    , m_style(style)
    , m_compiler(compiler)
    , m_tableConvention(tableConvention)
{
}

/// Whether Boolean or Enum could have made it: "column IN (…)". Alembic leaves out every CHECK
/// without a name, as it cannot tell; any other would be lost for no reason.
static bool mayBeOfType(const schema::CheckConstraint &check, const Dialect &dialect)
{
    static const QRegularExpression membership(
        uR"(^\(*\s*("[^"]+"|`[^`]+`|\[[^\]]+\]|\w+)\s+IN\s*\(.*\)$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const auto text = dialect.compile(*check.condition, CompileOptions());
    return !text || membership.match(text->trimmed()).hasMatch();
}

Result<> BatchTable::load()
{
    auto layout = layOutTable(m_table, m_compiler.dialect(), m_tableConvention);
    if (!layout)
        return failure(layout.error());
    for (schema::Column &column : layout->columns) {
        Column carriedColumn;
        carriedColumn.key = column.name.text;
        carriedColumn.column = column;
        // What the table left open stays open: a column of a new primary key becomes NOT NULL.
        if (const schema::ColumnPtr original = m_table.column(column.name.text))
            carriedColumn.column.nullable = original->nullable;
        carriedColumn.column.foreignKeys.clear();
        carriedColumn.column.unique = carriedColumn.column.index = false;
        m_existingOrder.append(carriedColumn.key);
        m_columns.push_back(std::move(carriedColumn));
    }
    for (const PlacedConstraint &placed : layout->constraints) {
        const auto *check = std::get_if<schema::CheckConstraint>(&placed.constraint);
        if (check && check->typeBound)
            continue; // comes with the column's type
        // A reflected CHECK without a name that may be a type's: Alembic leaves it out.
        if (check && m_reflected && !placed.name && !isComplete()
            && mayBeOfType(*check, m_compiler.dialect()))
            continue;
        if (placed.name)
            m_named.push_back({ placed.name->name.text, placed.constraint, placed.name->shortens });
        else
            m_unnamed.push_back(placed.constraint);
    }
    for (const PlacedIndex &placed : layout->indexes) {
        if (placed.name)
            m_indexes.push_back(
                { placed.name->name.text, placed, isOfColumn(m_table, placed.index) });
    }
    m_keywords = {};
    return {};
}

BatchTable::Column *BatchTable::find(const QString &key)
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const Column &column) { return column.key == key; });
    return found == m_columns.end() ? nullptr : &*found;
}

const BatchTable::Column *BatchTable::find(const QString &key) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const Column &column) { return column.key == key; });
    return found == m_columns.end() ? nullptr : &*found;
}

// --- columns -------------------------------------------------------------------------

Result<> BatchTable::place(const QString &name, const std::optional<QString> &before,
                           const std::optional<QString> &after)
{
    auto order =
        neighbours({ m_existingOrder, m_newOrder, !m_partialReordering.empty() }, before, after);
    if (!order)
        return failure(order.error());
    if (order->before)
        m_newOrder.emplace_back(name, *order->before);
    if (order->after)
        m_newOrder.emplace_back(*order->after, name);
    return {};
}

Result<> BatchTable::apply(const ops::AddColumn &add)
{
    schema::Table table;
    table.name = m_table.name;
    table.schema = m_table.schema;
    table.columns.push_back(add.column);
    table.constraints = add.constraints;
    table.indexes = add.indexes;
    auto layout = layOutTable(table, m_compiler.dialect(), m_compiler.convention());
    if (!layout)
        return failure(layout.error());
    if (auto placed = place(add.column->name.text, add.insertBefore, add.insertAfter); !placed)
        return placed;

    Column added;
    added.key = add.column->name.text;
    added.column = layout->columns.front();
    added.column.foreignKeys.clear();
    added.isNew = true;
    if (isComplete()) {
        added.column.unique = added.column.index = false;
        if (added.column.type && typeCheck(added.column, m_compiler.backend())) {
            auto type = std::make_shared<schema::SqlType>(
                resolveVariant(*added.column.type, m_compiler.backend()));
            type->createConstraint = false;
            added.column.type = std::move(type);
        }
    }
    m_columns.push_back(std::move(added));

    for (const PlacedConstraint &placed : layout->constraints) {
        if (std::holds_alternative<schema::PrimaryKeyConstraint>(placed.constraint))
            continue;
        const auto *check = std::get_if<schema::CheckConstraint>(&placed.constraint);
        if (auto done = addConstraint(placed.constraint, placed.name, check && check->typeBound);
            !done)
            return done;
    }
    for (const PlacedIndex &placed : layout->indexes)
        m_newIndexes.push_back(placed);
    return {};
}

Result<> BatchTable::apply(const ops::DropColumn &drop)
{
    const QString &name = drop.column.text;
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const Column &column) { return column.key == name; });
    if (found == m_columns.end()) {
        if (isComplete() && drop.ifExists)
            return {};
        return noSuchKey(name);
    }
    // A key that loses a column is a key of the others.
    const auto removeFrom = [&](Constraint &constraint) {
        auto *key = std::get_if<schema::PrimaryKeyConstraint>(&constraint);
        const bool isIn = key
            && std::erase_if(key->columns,
                             [&](const Identifier &column) { return column.text == name; })
                > 0;
        if (isIn)
            std::erase_if(key->dialectOptions,
                          [](const auto &option) { return option.first == u"sqlite_elements"; });
    };
    for (NamedConstraint &constraint : m_named)
        removeFrom(constraint.constraint);
    for (Constraint &constraint : m_unnamed)
        removeFrom(constraint);
    m_columns.erase(found);
    m_existingOrder.removeOne(name);
    m_dropped.append(name);
    return {};
}

Result<> BatchTable::apply(const ops::AlterColumn &alter)
{
    Column *existing = find(alter.column.text);
    if (!existing)
        return noSuchKey(alter.column.text);
    if (auto done = removeTypeCheck(*existing, alter); !done)
        return done;
    if (alter.newName && alter.newName->text != alter.column.text) {
        existing->column.name = *alter.newName;
        if (alter.existingType) {
            const schema::SqlType &type = resolveVariant(*alter.existingType, m_compiler.backend());
            if (type.typeName && (typeAffinity(type) == u"Boolean" || isEnumType(type)))
                removeNamed(*type.typeName);
        }
    }
    if (alter.type) {
        if (auto done = changeType(*existing, alter); !done)
            return done;
        std::erase_if(existing->column.dialectOptions,
                      [](const auto &option) { return option.first == u"sqlite_declared_type"; });
    }
    if (alter.nullable && !existing->column.primaryKey)
        existing->column.nullable = alter.nullable;
    if (alter.serverDefault) {
        existing->column.serverDefault.reset();
        if (const auto *value = std::get_if<schema::ServerDefault>(&*alter.serverDefault))
            existing->column.serverDefault = *value;
        else if (!std::holds_alternative<std::monostate>(*alter.serverDefault))
            return failure(
                ErrorCode::Unsupported,
                u"An \"identity\" or \"computed\" construct cannot be added to an existing column in batch mode"_s);
    }
    if (alter.autoincrement)
        existing->column.autoincrement = *alter.autoincrement ? schema::Column::Autoincrement::Yes
                                                              : schema::Column::Autoincrement::No;
    if (alter.comment)
        existing->column.comment = *alter.comment;
    if (!alter.type)
        return {};

    // The new type's own CHECK comes as a constraint of the table.
    schema::Column named;
    named.name = alter.column;
    named.type = alter.type;
    const auto check = typeCheck(named, m_compiler.backend());
    if (!check)
        return {};
    auto name = constraintName(*check, m_table.name, m_table.schema, m_compiler.convention());
    if (!name)
        return failure(name.error());
    return addConstraint(*check, *name, true);
}

Result<> BatchTable::changeType(Column &existing, const ops::AlterColumn &alter)
{
    const Backend backend = m_compiler.backend();
    const schema::SqlType &oldType =
        existing.column.type ? *existing.column.type : schema::SqlType {};
    const schema::SqlType &newType = *alter.type;
    const bool keepsJson = backend == Backend::Sqlite && typeAffinity(newType) == u"JSON";
    if (!existing.isNew && typeAffinity(oldType) != typeAffinity(newType) && !keepsJson)
        existing.castTo = alter.type;
    auto type = std::make_shared<schema::SqlType>(newType);
    type->createConstraint = false;
    for (auto &[name, variant] : type->variants) {
        auto quiet = std::make_shared<schema::SqlType>(*variant);
        quiet->createConstraint = false;
        variant = std::move(quiet);
    }
    existing.column.type = std::move(type);
    return {};
}

/// The old type's CHECK goes with the type: it is part of the column, or a constraint of that name.
Result<> BatchTable::removeTypeCheck(const Column &existing, const ops::AlterColumn &alter)
{
    if (!alter.existingType || !alter.type)
        return {};
    schema::Column named = existing.column;
    named.type = alter.existingType;
    const auto check = typeCheck(named, m_compiler.backend());
    if (!check)
        return {};
    auto name = constraintName(*check, m_table.name, m_table.schema, m_compiler.convention());
    if (!name)
        return failure(name.error());
    if (*name) {
        removeNamed((**name).name.text);
        return {};
    }
    if (!isComplete())
        return {};
    auto wanted = m_compiler.ddl().bare(check->condition);
    if (!wanted)
        return failure(wanted.error());
    std::erase_if(m_unnamed, [&](const Constraint &constraint) {
        const auto *other = std::get_if<schema::CheckConstraint>(&constraint);
        const auto text =
            other ? m_compiler.ddl().bare(other->condition) : Result<QString>(QString());
        return other && text && text->simplified() == wanted->simplified();
    });
    return {};
}

} // namespace limbeck::dialect
