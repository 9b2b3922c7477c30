// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressioncolumns.h"
#include "core/dialect/tablelayout.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

using schema::Expression;
using schema::ExpressionPtr;
using schema::Identifier;

/// Gathers the columns of an expression, in reading order.
struct ColumnGatherer
{
    std::vector<const schema::ColumnReference *> &columns;

    void gather(const ExpressionPtr &expression) const
    {
        if (expression)
            std::visit(*this, expression->node);
    }

    void gatherAll(const std::vector<ExpressionPtr> &expressions) const
    {
        for (const ExpressionPtr &expression : expressions)
            gather(expression);
    }

    void operator()(const schema::ColumnReference &column) const { columns.push_back(&column); }

    void operator()(const schema::UnaryOperation &unary) const { gather(unary.operand); }

    void operator()(const schema::BinaryOperation &binary) const
    {
        gather(binary.left);
        gather(binary.right);
    }

    void operator()(const schema::BooleanList &list) const { gatherAll(list.items); }

    void operator()(const schema::Between &between) const
    {
        gather(between.operand);
        gather(between.low);
        gather(between.high);
    }

    void operator()(const schema::ExpressionList &list) const { gatherAll(list.items); }

    void operator()(const schema::Function &function) const { gatherAll(function.arguments); }

    void operator()(const schema::Case &choice) const
    {
        gather(choice.value);
        for (const auto &[condition, result] : choice.whens) {
            gather(condition);
            gather(result);
        }
        gather(choice.otherwise);
    }

    void operator()(const schema::Cast &cast) const { gather(cast.operand); }

    void operator()(const schema::Label &label) const { gather(label.element); }

    void operator()(const schema::Extract &extract) const { gather(extract.operand); }

    void operator()(const schema::Collate &collate) const { gather(collate.operand); }

    template <typename Other>
    void operator()(const Other &) const
    {
    }
};

/// A column() or Column that belongs to no table: its label is its name.
bool standsAlone(const schema::ColumnReference &column)
{
    return !column.from && column.column && !column.column->table;
}

/// Of table("t", column("x")), which no index belongs to.
bool isOfLightTable(const schema::ColumnReference &column)
{
    const auto *source =
        column.from ? std::get_if<schema::TableSource>(&column.from->node) : nullptr;
    const schema::Table *table = source ? source->table.get() : nullptr;
    if (!table && column.column)
        table = column.column->table;
    return table && table->isLight;
}

/// What naming patterns see of a column that an index element refers to.
NamingSubject::ColumnName indexedColumn(const schema::ColumnReference &column)
{
    NamingSubject::ColumnName name { column.name.text, column.name.text, {} };
    if (column.isLiteral)
        name.label = u"None"_s; // a literal_column() has no label, and SQLAlchemy prints that
    else if (standsAlone(column))
        name.label = column.name.text;
    return name;
}

std::vector<NamingSubject::ColumnName> columnNames(const std::vector<Identifier> &columns)
{
    std::vector<NamingSubject::ColumnName> names;
    for (const Identifier &column : columns)
        names.push_back({ column.text, column.text, {} });
    return names;
}

/// Fills in what a pattern can ask of a constraint.
struct SubjectFiller
{
    NamingSubject &subject;

    void operator()(const schema::PrimaryKeyConstraint &key) const
    {
        subject.kind = u"pk"_s;
        subject.given = key.name;
        subject.columns = columnNames(key.columns);
    }

    void operator()(const schema::UniqueConstraint &unique) const
    {
        subject.kind = u"uq"_s;
        subject.given = unique.name;
        subject.columns = columnNames(unique.columns);
    }

    void operator()(const schema::CheckConstraint &check) const
    {
        subject.kind = u"ck"_s;
        subject.given = check.name;
        subject.columns = columnNames(namedColumns(check.condition));
    }

    void operator()(const schema::ForeignKeyConstraint &key) const
    {
        subject.kind = u"fk"_s;
        subject.given = key.name;
        subject.columns = columnNames(key.columns);
        subject.referredTable = key.referredTable.text;
        for (const Identifier &column :
             key.referredColumns.empty() ? key.columns : key.referredColumns)
            subject.referredColumns.append(column.text);
    }

    void operator()(const schema::ExcludeConstraint &exclude) const
    {
        subject.given = exclude.name;
    }
};

} // namespace

std::vector<const schema::ColumnReference *> columnsIn(const ExpressionPtr &expression)
{
    std::vector<const schema::ColumnReference *> columns;
    ColumnGatherer { columns }.gather(expression);
    return columns;
}

const Identifier &currentName(const schema::ColumnReference &column)
{
    return column.name.isEmpty() && column.column ? column.column->name : column.name;
}

std::vector<Identifier> namedColumns(const ExpressionPtr &expression)
{
    std::vector<Identifier> names;
    for (const schema::ColumnReference *column : columnsIn(expression)) {
        const Identifier &own = currentName(*column);
        const bool known = std::any_of(names.begin(), names.end(), [&](const Identifier &name) {
            return name.text == own.text;
        });
        if (!known && !column->isLiteral)
            names.push_back(own);
    }
    return names;
}

bool knowsTable(const schema::Index &index)
{
    return std::any_of(index.elements.begin(), index.elements.end(), [](const auto &element) {
        if (element && std::holds_alternative<schema::TextClause>(element->node))
            return true;
        const auto columns = columnsIn(element);
        return std::any_of(columns.begin(), columns.end(), [](const auto *column) {
            return !column->isLiteral && !isOfLightTable(*column) && !standsAlone(*column);
        });
    });
}

const schema::ColumnReference *plainColumn(const ExpressionPtr &expression)
{
    if (!expression)
        return nullptr;
    if (const auto *unary = std::get_if<schema::UnaryOperation>(&expression->node);
        unary && unary->postfix)
        return plainColumn(unary->operand);
    const auto *column = std::get_if<schema::ColumnReference>(&expression->node);
    return column && !column->isLiteral ? column : nullptr;
}

Result<std::optional<ResolvedName>> constraintName(const schema::Constraint &constraint,
                                                   const Identifier &table,
                                                   const std::optional<Identifier> &schemaName,
                                                   const schema::NamingConvention &convention)
{
    NamingSubject subject;
    subject.table = table;
    subject.schema = schemaName;
    std::visit(SubjectFiller { subject }, constraint);
    return resolveName(subject, convention);
}

Result<std::optional<ResolvedName>> indexName(const schema::Index &index,
                                              const schema::NamingConvention &convention)
{
    NamingSubject subject;
    subject.kind = u"ix"_s;
    subject.given = index.name;
    subject.table = index.table;
    subject.schema = index.schema;
    for (const ExpressionPtr &element : index.elements) {
        if (const auto *text = element ? std::get_if<schema::TextClause>(&element->node) : nullptr)
            subject.columns.push_back({ text->text, text->text, {} });
        const auto columns = columnsIn(element); // the first one stands for the element
        if (!columns.empty())
            subject.columns.push_back(indexedColumn(*columns.front()));
    }
    return resolveName(subject, convention);
}

} // namespace limbeck::dialect
