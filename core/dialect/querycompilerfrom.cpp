// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/querycompiler.h"
#include "core/schema/table.h"

using namespace Qt::StringLiterals;

// What stands in FROM.

namespace limbeck::dialect {

using namespace schema;

QString StatementCompiler::tableName(const Table &table)
{
    return m_preparer.qualified(table.name, table.schema);
}

ElementName StatementCompiler::aliasName(const FromClausePtr &from)
{
    const QString key = u"f%1"_s.arg(reinterpret_cast<quintptr>(from.get()));
    const auto anonymous = [&key](const QString &seed) {
        return ElementName { seed, {}, key, true };
    };
    const auto given = [&anonymous](const std::optional<Identifier> &name) {
        return name ? ElementName { name->text, name->quote, {}, false } : anonymous(u"anon"_s);
    };
    if (const auto *table = std::get_if<TableSource>(&from->node))
        return { table->table->name.text, table->table->name.quote, {}, false };
    if (const auto *alias = std::get_if<AliasSource>(&from->node)) {
        if (alias->name || !alias->element)
            return given(alias->name);
        const ElementName inner = aliasName(alias->element);
        return anonymous(inner.key.isEmpty() ? inner.text : u"anon"_s);
    }
    if (const auto *cte = std::get_if<CteSource>(&from->node)) {
        // A CTE that restates another one goes by its name.
        if (!cte->name && cte->restates)
            return aliasName(cte->restates);
        return given(cte->name);
    }
    if (const auto *function = std::get_if<TableFunctionSource>(&from->node))
        return given(function->name);
    if (const auto *values = std::get_if<ValuesSource>(&from->node))
        return given(values->name);
    return anonymous(u"anon"_s);
}

QString StatementCompiler::qualifier(const FromClausePtr &from)
{
    if (const auto *table = std::get_if<TableSource>(&from->node))
        return tableName(*table->table);
    if (std::holds_alternative<JoinSource>(from->node)
        || std::holds_alternative<TextSource>(from->node))
        return {};
    const auto *function = std::get_if<TableFunctionSource>(&from->node);
    if (function && (function->columnValued || !function->named))
        return {};
    if (const auto *alias = std::get_if<AliasSource>(&from->node); alias && alias->isInserted)
        return {};
    return quoted(aliasName(from), u"alias"_s);
}

QString StatementCompiler::from(const FromClausePtr &source, const Place &place)
{
    if (const auto *table = std::get_if<TableSource>(&source->node))
        return tableName(*table->table);
    if (const auto *alias = std::get_if<AliasSource>(&source->node))
        return aliasSource(source, *alias, place);
    if (std::holds_alternative<CteSource>(source->node))
        return cte(source, true);
    if (const auto *joined = std::get_if<JoinSource>(&source->node))
        return join(*joined, place);
    if (const auto *function = std::get_if<TableFunctionSource>(&source->node))
        return tableFunction(source, *function, place);
    if (const auto *values = std::get_if<ValuesSource>(&source->node))
        return valuesSource(source, *values, place, true);
    return text({ std::get<TextSource>(source->node).text, {} }, place);
}

QString StatementCompiler::aliasSource(const FromClausePtr &source, const AliasSource &alias,
                                       const Place &place)
{
    const QString name = quoted(aliasName(source), u"alias"_s);
    QString sql;
    if (alias.element && std::holds_alternative<CteSource>(alias.element->node)) {
        sql = cte(alias.element, true);
    } else if (alias.element) {
        sql = parenthesisedIfJoin(alias.element, place);
    } else if (alias.query) {
        Embedding embedding;
        embedding.asFrom = true;
        embedding.lateral = alias.lateral;
        sql = u'(' + query(*alias.query, embedding) + u')';
    }
    sql += u" AS "_s + name;
    if (alias.lateral)
        sql.prepend(u"LATERAL "_s);
    if (alias.sampling) {
        sql += u" TABLESAMPLE "_s + expression(m_lowering.lower(alias.sampling), place);
        if (alias.samplingSeed)
            sql +=
                u" REPEATABLE ("_s + expression(m_lowering.lower(alias.samplingSeed), place) + u')';
    }
    return sql;
}

QString StatementCompiler::parenthesisedIfJoin(const FromClausePtr &source, const Place &place)
{
    const QString sql = from(source, place);
    return std::holds_alternative<JoinSource>(source->node) ? u'(' + sql + u')' : sql;
}

QString StatementCompiler::join(const JoinSource &joined, const Place &place)
{
    QString word = isMySql() ? u" INNER JOIN "_s : u" JOIN "_s;
    if (joined.full)
        word = u" FULL OUTER JOIN "_s;
    else if (joined.outer)
        word = u" LEFT OUTER JOIN "_s;
    const QString left = from(joined.left, place);
    const QString right = parenthesisedIfJoin(joined.right, place);
    const ExpressionPtr on = joined.on ? joined.on : joinCondition(joined.left, joined.right);
    return left + word + right + u" ON "_s
        + (on ? expression(m_lowering.condition(on), place) : QString());
}

QString StatementCompiler::tableFunction(const FromClausePtr &source,
                                         const TableFunctionSource &function, const Place &place)
{
    const QString prefix = function.lateral ? u"LATERAL "_s : QString();
    if (!function.named)
        return prefix + expression(m_lowering.lower(function.function), place);
    const QString name = quoted(aliasName(source), u"alias"_s);
    QString sql =
        prefix + expression(m_lowering.lower(function.function), place) + u" AS "_s + name;
    if (!function.renderDerived)
        return sql;
    QStringList columns;
    for (const auto &[column, type] : function.columns) {
        QString text = m_preparer.quote(column);
        if (function.withTypes)
            text += u' ' + typeText(type ? *type : SqlType {});
        columns.append(text);
    }
    return sql + u'(' + columns.join(u", "_s) + u')';
}

QString StatementCompiler::valuesSource(const FromClausePtr &source, const ValuesSource &values,
                                        const Place &given, bool asFrom)
{
    Place place = given;
    place.literalBinds = place.literalBinds || values.literalBinds;
    QStringList rows;
    for (const auto &row : values.rows) {
        QStringList items;
        for (size_t at = 0; at < row.size(); ++at) {
            const SqlTypePtr type =
                at < values.columns.size() ? values.columns[at].second : nullptr;
            items.append(expression(
                ExpressionLowering::grouped(m_lowering.lower(row[at], type), u"comma_op"_s),
                place));
        }
        rows.append(u'(' + items.join(u", "_s) + u')');
    }
    const QString sql = u"VALUES "_s + rows.join(u", "_s);
    if (!asFrom)
        return sql;
    const QString prefix = values.lateral ? u"LATERAL "_s : QString();
    if (!values.name)
        return prefix + u'(' + sql + u')';
    QStringList columns;
    for (const auto &[column, type] : values.columns)
        columns.append(m_preparer.quote(column));
    return prefix + u'(' + sql + u") AS "_s + quoted(aliasName(source), u"values"_s) + u" ("_s
        + columns.join(u", "_s) + u')';
}

ExpressionPtr StatementCompiler::joinCondition(const FromClausePtr &left,
                                               const FromClausePtr &right)
{
    const auto column = [](const FromClausePtr &source, const Identifier &name) {
        ColumnReference reference;
        reference.name = name;
        reference.from = source;
        const auto *table = std::get_if<TableSource>(&source->node);
        reference.column = table ? table->table->column(name.text) : nullptr;
        if (reference.column)
            reference.name = reference.column->name;
        return std::make_shared<const Expression>(Expression { {}, std::move(reference) });
    };
    const auto tableOf = [](const FromClausePtr &source) -> const Table * {
        const auto *alias = std::get_if<AliasSource>(&source->node);
        const auto *table = std::get_if<TableSource>(alias && alias->element ? &alias->element->node
                                                                             : &source->node);
        return table ? table->table.get() : nullptr;
    };
    const auto nameOf = [](const FromClausePtr &source) {
        const auto *table = std::get_if<TableSource>(&source->node);
        return table ? table->table->name.text : u"subquery"_s;
    };
    std::vector<std::vector<ExpressionPtr>> candidates;
    const auto collect = [&](const FromClausePtr &referring, const FromClausePtr &referred) {
        const Table *from = tableOf(referring);
        const Table *to = tableOf(referred);
        if (!from || !to)
            return;
        std::vector<ForeignKeyConstraint> keys;
        for (const Constraint &constraint : from->constraints) {
            if (const auto *key = std::get_if<ForeignKeyConstraint>(&constraint))
                keys.push_back(*key);
        }
        for (const ColumnPtr &each : from->columns) {
            for (ForeignKeyConstraint key : each->foreignKeys) {
                key.columns = { each->name };
                keys.push_back(std::move(key));
            }
        }
        for (const ForeignKeyConstraint &key : keys) {
            const QString schemaName = key.referredSchema ? key.referredSchema->text : QString();
            if (key.referredTable.text != to->name.text
                || schemaName != (to->schema ? to->schema->text : QString())
                || key.columns.size() != key.referredColumns.size())
                continue;
            std::vector<ExpressionPtr> parts;
            for (size_t at = 0; at < key.columns.size(); ++at) {
                BinaryOperation equal;
                equal.op = u"eq"_s;
                equal.left = column(referred, key.referredColumns[at]);
                equal.right = column(referring, key.columns[at]);
                parts.push_back(
                    std::make_shared<const Expression>(Expression { {}, std::move(equal) }));
            }
            candidates.push_back(std::move(parts));
        }
    };
    std::vector<FromClausePtr> leftSides { left };
    for (FromClausePtr side = left; std::holds_alternative<JoinSource>(side->node);) {
        const auto &inner = std::get<JoinSource>(side->node);
        leftSides.push_back(inner.right);
        leftSides.push_back(inner.left);
        side = inner.left;
    }
    for (const FromClausePtr &side : leftSides) {
        if (std::holds_alternative<JoinSource>(side->node))
            continue;
        collect(right, side);
        if (side != right)
            collect(side, right);
    }
    if (candidates.empty()) {
        fail(u"Can't find any foreign key relationships between '%1' and '%2'."_s.arg(
                 nameOf(left), nameOf(right)),
             ErrorCode::Script);
        return {};
    }
    if (candidates.size() > 1) {
        fail(u"Can't determine join between '%1' and '%2'; tables have more than one foreign key "
             u"constraint "
             "relationship between them. Please specify the 'onclause' of this join explicitly."_s
                 .arg(nameOf(left), nameOf(right)),
             ErrorCode::Script);
        return {};
    }
    if (candidates.front().size() == 1)
        return candidates.front().front();
    return std::make_shared<const Expression>(
        Expression { {}, BooleanList { true, candidates.front() } });
}

} // namespace limbeck::dialect
