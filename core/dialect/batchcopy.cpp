// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/batchtable.h"
#include "core/dialect/columnorder.h"
#include "core/dialect/expressionrename.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

// The second half of a batch: the table that the changes come to, and the statement that fills it.

namespace limbeck::dialect {

using schema::Constraint;
using schema::Identifier;

namespace {

/// CAST in the backend's words: MySQL has types of its own there.
Result<QString> castText(const QString &columnText, const schema::SqlTypePtr &type,
                         const DdlCompiler &ddl)
{
    schema::ColumnReference reference;
    reference.name.text = columnText;
    reference.isLiteral = true;
    auto operand = std::make_shared<schema::Expression>();
    operand->node = std::move(reference);
    schema::Cast cast;
    cast.operand = std::move(operand);
    cast.type = type;
    schema::Expression expression;
    expression.type = type;
    expression.node = std::move(cast);
    return compileExpression(expression, ddl.dialect(), ddl.options());
}

/// Renames in what stands between the parentheses of CREATE INDEX … ON … (…) and behind them.
QString renamedIndex(const QString &definition, const std::map<QString, Identifier> &names,
                     const IdentifierPreparer &preparer)
{
    static const QRegularExpression head(
        uR"~(^(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[^'"`\[(])*)~"_s);
    const qsizetype length = head.match(definition).capturedLength();
    return definition.left(length) + renameColumnsInSql(definition.mid(length), names, preparer);
}

} // namespace

Identifier BatchTable::temporaryName() const
{
    return { (u"_alembic_tmp_"_s + m_table.name.text).left(50), m_table.name.quote };
}

std::map<QString, Identifier> BatchTable::currentNames() const
{
    std::map<QString, Identifier> names;
    for (const Column &column : m_columns)
        names.emplace(column.key, column.column.name);
    return names;
}

Result<> BatchTable::reorder()
{
    if (m_partialReordering.empty() && m_newOrder.empty())
        return {};
    std::vector<std::pair<QString, QString>> pairs;
    QStringList keys;
    for (const Column &column : m_columns)
        keys.append(column.key);
    const auto chain = [&](const QStringList &names) {
        for (qsizetype i = 1; i < names.size(); ++i)
            pairs.emplace_back(names.at(i - 1), names.at(i));
    };
    if (m_partialReordering.empty())
        chain(m_existingOrder);
    for (const QStringList &names : m_partialReordering)
        chain(names);
    pairs.insert(pairs.end(), m_newOrder.begin(), m_newOrder.end());
    auto sorted = topologicalSort(pairs, keys);
    if (!sorted)
        return failure(sorted.error());
    std::stable_sort(m_columns.begin(), m_columns.end(), [&](const Column &a, const Column &b) {
        return sorted->indexOf(a.key) < sorted->indexOf(b.key);
    });
    return {};
}

bool BatchTable::mentionsDropped(const schema::ExpressionPtr &expression) const
{
    if (!isComplete() || m_dropped.isEmpty() || !expression)
        return false;
    const auto text = m_compiler.ddl().bare(expression);
    return text && std::any_of(m_dropped.begin(), m_dropped.end(), [&](const QString &name) {
               return mentions(*text, name);
           });
}

std::optional<Constraint> BatchTable::carried(const Constraint &constraint) const
{
    const auto names = currentNames();
    const auto renamed = [&](std::vector<Identifier> &columns) {
        for (Identifier &column : columns) {
            const auto found = names.find(column.text);
            if (found == names.end())
                return false;
            column = found->second;
        }
        return true;
    };
    Constraint copy = constraint;
    const auto renamedKey = [&](auto &key) {
        for (auto &[option, value] : key.dialectOptions) {
            if (option == u"sqlite_elements")
                value = renameColumnsInSql(plainText(value), names, m_compiler.ddl().names());
        }
        return renamed(key.columns) ? std::optional(copy) : std::nullopt;
    };
    if (auto *check = std::get_if<schema::CheckConstraint>(&copy)) {
        for (const Identifier &column : namedColumns(check->condition)) {
            if (names.find(column.text) == names.end())
                return {};
        }
        if (mentionsDropped(check->condition))
            return {};
        check->condition = renameColumns(check->condition, names);
        return copy;
    }
    if (auto *key = std::get_if<schema::PrimaryKeyConstraint>(&copy)) {
        key->implicit = false;
        return renamedKey(*key);
    }
    if (auto *unique = std::get_if<schema::UniqueConstraint>(&copy))
        return renamedKey(*unique);
    if (auto *key = std::get_if<schema::ForeignKeyConstraint>(&copy)) {
        // Without a list the referred columns are called as the own ones were.
        if (key->referredColumns.empty())
            key->referredColumns = key->columns;
        key->columnLevel = false;
        return renamed(key->columns) ? std::optional(copy) : std::nullopt;
    }
    return copy;
}

Result<TableLayout> BatchTable::newTable()
{
    if (auto ordered = reorder(); !ordered)
        return failure(ordered.error());
    schema::Table table;
    table.name = temporaryName();
    table.schema = m_table.schema;
    for (const Column &column : m_columns)
        table.columns.push_back(std::make_shared<schema::Column>(column.column));
    table.dialectOptions = m_keywords;
    for (const auto &[key, value] : m_table.dialectOptions) {
        if (!option(m_keywords, key))
            table.dialectOptions.emplace_back(key, value);
    }
    if (const auto comment = textOption(m_keywords, u"comment"_s))
        table.comment = comment;
    if (isComplete())
        table.prefixes = m_table.prefixes;

    // The last primary key wins, as it does when a Table gets one after the other.
    std::optional<schema::PrimaryKeyConstraint> key;
    std::size_t given = 0;
    const auto append = [&](const Constraint &constraint,
                            const std::optional<schema::ConstraintName> &name) {
        Constraint named = constraint;
        if (name)
            std::visit([&](auto &each) { each.name = *name; }, named);
        if (const auto *primary = std::get_if<schema::PrimaryKeyConstraint>(&named)) {
            key = *primary;
            return;
        }
        table.constraints.push_back(std::move(named));
    };
    for (const Constraint &constraint : m_tableArguments)
        append(constraint, {});
    const std::size_t arguments = table.constraints.size();
    for (const NamedConstraint &constraint : m_named) {
        if (const auto copy = carried(constraint.constraint))
            append(
                *copy,
                schema::ConstraintName { Identifier { constraint.name, {} }, constraint.isFinal });
    }
    for (const Constraint &constraint : m_unnamed) {
        if (const auto copy = carried(constraint))
            append(*copy, {});
    }
    given = table.constraints.size();
    if (key)
        table.constraints.insert(table.constraints.begin(), *key);

    auto layout = layOutTable(table, m_compiler.dialect(), {});
    if (!layout)
        return layout;
    // The CHECKs of the column types were laid at the end; they come right after the table's own
    // arguments.
    const std::size_t first = layout->constraints.size() > 0
            && std::holds_alternative<schema::PrimaryKeyConstraint>(
                                  layout->constraints.front().constraint)
        ? 1
        : 0;
    const auto begin = layout->constraints.begin() + static_cast<std::ptrdiff_t>(first + arguments);
    const auto derived = layout->constraints.begin() + static_cast<std::ptrdiff_t>(first + given);
    std::rotate(begin, derived, layout->constraints.end());
    return layout;
}

Result<QString> BatchTable::defaultsOfNewColumns(QStringList &targets) const
{
    schema::Select defaults;
    for (const Column &column : m_columns) {
        if (!column.isNew || column.column.sequence)
            continue;
        if (column.column.sqlDefault) {
            defaults.columns.push_back(column.column.sqlDefault);
        } else if (column.column.pythonDefault) {
            schema::BoundValue value;
            // A value of Python's side is made when the statement runs; written as text it is NULL.
            value.hasValue = !m_compiler.options().offline;
            value.value = *column.column.pythonDefault;
            defaults.columns.push_back(std::make_shared<const schema::Expression>(
                schema::Expression { column.column.type, std::move(value) }));
        } else {
            continue;
        }
        targets.append(m_compiler.ddl().names().quote(column.column.name));
    }
    if (defaults.columns.empty())
        return QString();
    schema::Query query;
    query.node = std::move(defaults);
    CompileOptions options = m_compiler.options();
    options.literalBinds = true; // the rest of the statement has no parameters either
    auto select = m_compiler.dialect().compile(query, options);
    if (!select)
        return failure(select.error());
    return u", "_s + select->sql.mid(u"SELECT "_s.size());
}

Result<QString> BatchTable::copyStatement() const
{
    const IdentifierPreparer &names = m_compiler.ddl().names();
    const QString source = names.qualified(m_table.name, m_table.schema);
    QStringList targets;
    QStringList values;
    for (const Column &column : m_columns) {
        const bool isGenerated = column.column.computed && m_reflected;
        if (column.isNew || isGenerated)
            continue;
        const schema::ColumnPtr old = m_table.column(column.key);
        const Identifier oldName = old ? old->name : Identifier { column.key, {} };
        targets.append(names.quote(column.column.name));
        QString value = source + u'.' + names.quote(oldName);
        if (column.castTo) {
            auto cast = castText(value, column.castTo, m_compiler.ddl());
            if (!cast)
                return cast;
            value = u"%1 AS %2"_s.arg(*cast, names.quote(oldName));
        }
        values.append(value);
    }
    const auto defaults = defaultsOfNewColumns(targets);
    if (!defaults)
        return defaults;
    return u"INSERT INTO %1 (%2) SELECT %3%4 \nFROM %5"_s.arg(
        names.qualified(temporaryName(), m_table.schema), targets.join(u", "_s),
        values.join(u", "_s), *defaults, source);
}

Result<std::vector<PlacedIndex>> BatchTable::indexes() const
{
    const auto names = currentNames();
    std::vector<PlacedIndex> result;
    for (const ExistingIndex &existing : m_indexes) {
        if (existing.ofColumn && !isComplete())
            continue;
        PlacedIndex placed = existing.placed;
        bool isLost = false;
        for (schema::ExpressionPtr &element : placed.index.elements) {
            isLost = isLost || mentionsDropped(element);
            element = renameColumns(element, names);
        }
        for (auto &[key, expression] : placed.index.expressionOptions) {
            isLost = isLost || mentionsDropped(expression);
            expression = renameColumns(expression, names);
        }
        if (placed.index.definition)
            placed.index.definition =
                renamedIndex(*placed.index.definition, names, m_compiler.ddl().names());
        if (!isLost)
            result.push_back(std::move(placed));
    }
    for (PlacedIndex placed : m_newIndexes) {
        placed.index.table = m_table.name;
        placed.index.schema = m_table.schema;
        placed.index.definition.reset();
        if (!isComplete()) {
            // Alembic makes a new index of the names of its columns only.
            std::vector<schema::ExpressionPtr> columns;
            for (const schema::ExpressionPtr &element : placed.index.elements) {
                const auto *text = std::get_if<schema::TextClause>(&element->node);
                std::vector<Identifier> used =
                    text ? std::vector { Identifier { text->text, {} } } : namedColumns(element);
                for (const Identifier &column : used) {
                    const auto found = names.find(column.text);
                    if (found == names.end())
                        return failure(ErrorCode::Script, u"KeyError: '%1'"_s.arg(column.text));
                    auto reference = std::make_shared<schema::Expression>();
                    schema::ColumnReference node;
                    node.name = found->second;
                    reference->node = std::move(node);
                    columns.push_back(std::move(reference));
                }
            }
            if (columns.empty())
                return failure(ErrorCode::Script,
                               u"Index '%1' is not associated with any table."_s.arg(
                                   placed.name ? placed.name->name.text : QString()));
            placed.index.elements = std::move(columns);
        }
        result.push_back(std::move(placed));
    }
    return result;
}

} // namespace limbeck::dialect
