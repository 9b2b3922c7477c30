// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/tablelayout.h"

#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::CheckConstraint;
using schema::Column;
using schema::Constraint;
using schema::ForeignKeyConstraint;
using schema::Identifier;
using schema::PrimaryKeyConstraint;
using schema::UniqueConstraint;

bool isSingle(const std::vector<Identifier> &columns, const Identifier &name)
{
    return columns.size() == 1 && columns.front().text == name.text;
}

const Column *findColumn(const std::vector<Column> &columns, const QString &name)
{
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column &c) { return c.name.text == name; });
    return found == columns.end() ? nullptr : &*found;
}

schema::ColumnReference columnNode(const Identifier &name)
{
    schema::ColumnReference reference;
    reference.name = name;
    return reference;
}

/// Puts together the constraints of one table.
class Layouter
{
public:
    Layouter(const schema::Table &table, const Dialect &dialect,
             const schema::NamingConvention &convention)
        : m_table(table)
        , m_dialect(dialect)
        , m_convention(convention)
    {
    }

    Result<TableLayout> layOut()
    {
        m_layout.name = m_table.name;
        m_layout.schema = m_table.schema;
        m_layout.comment = m_table.comment;
        m_layout.prefixes = m_table.prefixes;
        m_layout.dialectOptions = m_table.dialectOptions;
        m_layout.columns.reserve(m_table.columns.size());
        for (const schema::ColumnPtr &column : m_table.columns)
            m_layout.columns.push_back(*column);
        placePrimaryKey();
        placeGiven();
        for (const Column &column : m_layout.columns)
            placeOfColumn(column);
        placeIndexes();
        if (auto found = findAutoincrement(); !found)
            return failure(found.error());
        if (auto named = resolveNames(); !named)
            return failure(named.error());
        inheritTypeSchema();
        return std::move(m_layout);
    }

private:
    void placePrimaryKey()
    {
        PrimaryKeyConstraint key;
        key.implicit = true;
        if (const PrimaryKeyConstraint *given = m_table.primaryKey())
            key = *given;
        if (key.columns.empty()) {
            for (const Column &column : m_layout.columns) {
                if (column.primaryKey)
                    key.columns.push_back(column.name);
            }
        }
        for (Column &column : m_layout.columns) {
            const bool isKey =
                std::any_of(key.columns.begin(), key.columns.end(),
                            [&](const Identifier &name) { return name.text == column.name.text; });
            // A column that calls itself a key keeps its NOT NULL when another key is given.
            if (!column.nullable)
                column.nullable = !isKey && !column.primaryKey && !column.identity;
            column.primaryKey = column.primaryKey || isKey;
        }
        if (!key.columns.empty())
            m_layout.constraints.push_back({ key, {} });
        m_key = key;
    }

    /// What the script wrote as a constraint of the table, and what stands there on behalf of a
    /// column.
    void placeGiven()
    {
        for (const Constraint &constraint : m_table.constraints) {
            if (std::holds_alternative<PrimaryKeyConstraint>(constraint))
                continue;
            const auto *check = std::get_if<CheckConstraint>(&constraint);
            if (check && check->typeBound) {
                placeGivenTypeCheck(*check);
                continue;
            }
            const auto *unique = std::get_if<UniqueConstraint>(&constraint);
            const bool isEmpty = unique && unique->columns.empty();
            if (!isEmpty)
                m_layout.constraints.push_back({ constraint, {} });
        }
    }

    void placeGivenTypeCheck(const CheckConstraint &check)
    {
        const auto names = namedColumns(check.condition);
        const Column *column =
            names.empty() ? nullptr : findColumn(m_layout.columns, names.front().text);
        if (!column) {
            m_layout.constraints.push_back({ check, {} });
            return;
        }
        m_checkedColumns.append(column->name.text);
        if (const auto own = typeCheck(*column, m_dialect.backend()))
            m_layout.constraints.push_back({ *own, {} });
    }

    void placeOfColumn(const Column &column)
    {
        if (column.unique && !column.index) {
            UniqueConstraint unique;
            unique.columns = { column.name };
            m_layout.constraints.push_back({ unique, {} });
        }
        if (!m_checkedColumns.contains(column.name.text)) {
            if (const auto check = typeCheck(column, m_dialect.backend()))
                m_layout.constraints.push_back({ *check, {} });
        }
        for (ForeignKeyConstraint key : column.foreignKeys) {
            key.columns = { column.name };
            key.columnLevel = true;
            if (!hasForeignKey(key))
                m_layout.constraints.push_back({ key, {} });
        }
    }

    bool hasForeignKey(const ForeignKeyConstraint &key) const
    {
        return std::any_of(m_table.constraints.begin(), m_table.constraints.end(),
                           [&](const Constraint &constraint) {
                               const auto *other = std::get_if<ForeignKeyConstraint>(&constraint);
                               return other && other->columnLevel
                                   && isSingle(other->columns, key.columns.front())
                                   && other->referredTable.text == key.referredTable.text;
                           });
    }

    void placeIndexes()
    {
        for (const schema::Index &index : m_table.indexes)
            m_layout.indexes.push_back({ index, {} });
        for (const Column &column : m_layout.columns) {
            if (!column.index)
                continue;
            schema::Index index;
            index.table = m_table.name;
            index.schema = m_table.schema;
            index.unique = column.unique;
            auto element = std::make_shared<schema::Expression>();
            element->node = columnNode(column.name);
            index.elements.push_back(std::move(element));
            m_layout.indexes.push_back({ index, {} });
        }
        for (PlacedIndex &placed : m_layout.indexes) {
            placed.index.table = m_table.name;
            placed.index.schema = m_table.schema;
        }
    }

    /// The key column that counts up: one that says so, or the only one if it is a plain number.
    Result<> findAutoincrement()
    {
        const bool single = m_key.columns.size() == 1;
        for (const Identifier &name : m_key.columns) {
            const Column *column = findColumn(m_layout.columns, name.text);
            if (!column)
                continue;
            const bool asked = column->autoincrement == Column::Autoincrement::Yes;
            const bool possible = single && column->autoincrement != Column::Autoincrement::No;
            if (!asked && !(possible && countsUp(*column)))
                continue;
            if (asked && !isNumber(*column))
                return notCompatible(*column);
            if (m_layout.autoincrement)
                return failure(
                    ErrorCode::Unsupported,
                    u"Only one Column may be marked autoincrement=True, found both %1 and %2."_s
                        .arg(name.text, m_layout.autoincrement->text));
            m_layout.autoincrement = column->name;
        }
        moveAutoincrementFirst();
        return {};
    }

    static bool isNumber(const Column &column)
    {
        return column.type && (isIntegerType(*column.type) || isNumericType(*column.type));
    }

    bool countsUp(const Column &column) const
    {
        const bool hasDefault = column.pythonDefault || column.sqlDefault;
        const bool hasServerDefault = column.serverDefault || column.computed;
        const bool refers =
            isForeignKey(column) && column.autoincrement != Column::Autoincrement::IgnoreForeignKey;
        return isNumber(column) && !hasDefault && !hasServerDefault && !refers;
    }

    bool isForeignKey(const Column &column) const
    {
        return std::any_of(m_layout.constraints.begin(), m_layout.constraints.end(),
                           [&](const PlacedConstraint &placed) {
                               const auto *key =
                                   std::get_if<ForeignKeyConstraint>(&placed.constraint);
                               return key
                                   && std::any_of(key->columns.begin(), key->columns.end(),
                                                  [&](const Identifier &name) {
                                                      return name.text == column.name.text;
                                                  });
                           });
    }

    Result<> notCompatible(const Column &column) const
    {
        const auto type = compileType(*column.type, m_dialect);
        return failure(
            ErrorCode::Unsupported,
            u"Column type %1 on column '%2.%3' is not compatible with autoincrement=True"_s.arg(
                type ? *type : column.type->name, m_table.name.text, column.name.text));
    }

    void moveAutoincrementFirst()
    {
        if (!m_key.implicit || !m_layout.autoincrement)
            return;
        auto &columns =
            std::get<PrimaryKeyConstraint>(m_layout.constraints.front().constraint).columns;
        std::stable_partition(columns.begin(), columns.end(), [&](const Identifier &name) {
            return name.text == m_layout.autoincrement->text;
        });
    }

    Result<> resolveNames()
    {
        for (PlacedConstraint &placed : m_layout.constraints) {
            auto name =
                constraintName(placed.constraint, m_table.name, m_table.schema, m_convention);
            if (!name)
                return failure(name.error());
            placed.name = std::move(*name);
        }
        for (PlacedIndex &placed : m_layout.indexes) {
            auto name = indexName(placed.index, m_convention);
            if (!name)
                return failure(name.error());
            placed.name = std::move(*name);
        }
        return {};
    }

    /// Enum(inherit_schema=True) lives in its table's schema.
    void inheritTypeSchema()
    {
        for (Column &column : m_layout.columns) {
            if (!column.type || !column.type->inheritSchema)
                continue;
            auto type = std::make_shared<schema::SqlType>(*column.type);
            type->typeSchema = m_table.schema ? std::optional(m_table.schema->text) : std::nullopt;
            column.type = std::move(type);
        }
    }

    const schema::Table &m_table;
    const Dialect &m_dialect;
    const schema::NamingConvention &m_convention;
    TableLayout m_layout;
    PrimaryKeyConstraint m_key;
    QStringList m_checkedColumns;
};

schema::ExpressionPtr stringValue(const QString &text)
{
    auto value = std::make_shared<schema::Expression>();
    value->type = schema::simpleType(u"String"_s);
    value->node = schema::BoundValue { schema::Literal(text), {}, false, true, true };
    return value;
}

schema::ExpressionPtr integerValue(qint64 number)
{
    auto value = std::make_shared<schema::Expression>();
    value->type = schema::simpleType(u"Integer"_s);
    value->node = schema::BoundValue { schema::Literal(number), {}, false, true, true };
    return value;
}

} // namespace

const schema::Column *TableLayout::column(const QString &columnName) const
{
    return findColumn(columns, columnName);
}

std::size_t TableLayout::primaryKeySize() const
{
    const auto *key = constraints.empty()
        ? nullptr
        : std::get_if<PrimaryKeyConstraint>(&constraints.front().constraint);
    return key ? key->columns.size() : 0;
}

Result<TableLayout> layOutTable(const schema::Table &table, const Dialect &dialect,
                                const schema::NamingConvention &convention)
{
    return Layouter(table, dialect, convention).layOut();
}

std::optional<CheckConstraint> typeCheck(const Column &column, Backend backend)
{
    if (!column.type)
        return {};
    const schema::SqlType &type = resolveVariant(*column.type, backend);
    if (!type.createConstraint)
        return {};
    auto values = std::make_shared<schema::Expression>();
    schema::ExpressionList list;
    if (typeAffinity(type) == u"Boolean") {
        if (backend == Backend::PostgreSql)
            return {};
        list.items = { integerValue(0), integerValue(1) };
    } else if (isEnumType(type)) {
        const bool native = type.nativeEnum && backend != Backend::Sqlite;
        if (native)
            return {};
        for (const QString &value : type.enumValues)
            list.items.push_back(stringValue(value));
    } else {
        return {};
    }
    values->node = std::move(list);
    auto reference = std::make_shared<schema::Expression>();
    schema::ColumnReference own = columnNode(column.name);
    own.column = std::make_shared<Column>(column); // renamed with it in batch mode
    reference->node = std::move(own);
    auto condition = std::make_shared<schema::Expression>();
    schema::BinaryOperation in;
    in.op = u"in_op"_s;
    in.left = std::move(reference);
    in.right = std::move(values);
    condition->node = std::move(in);

    CheckConstraint check;
    check.condition = std::move(condition);
    check.typeBound = true;
    if (type.typeName)
        check.name.name = Identifier { *type.typeName, {} };
    return check;
}

} // namespace limbeck::dialect
