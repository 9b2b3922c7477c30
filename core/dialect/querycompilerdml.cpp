// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literalformat.h"
#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"
#include "core/schema/table.h"

using namespace Qt::StringLiterals;

// UPDATE, DELETE, and what they share with INSERT.

namespace limbeck::dialect {

using namespace schema;

namespace {

const Table *tableOf(const FromClausePtr &source)
{
    if (const auto *alias = std::get_if<AliasSource>(&source->node); alias && alias->element)
        return tableOf(alias->element);
    const auto *table = std::get_if<TableSource>(&source->node);
    return table ? table->table.get() : nullptr;
}

ExpressionPtr typed(BoundValue value, const SqlTypePtr &type)
{
    return std::make_shared<const Expression>(
        Expression { type ? type : simpleType(u"NullType"_s), std::move(value) });
}

} // namespace

QString StatementCompiler::assigned(const ExpressionPtr &value, const SqlTypePtr &type,
                                    const QString &name)
{
    const auto *bound = std::get_if<BoundValue>(&value->node);
    if (bound && !value->type) {
        // A value takes the column's type as it is, even where its own would fit better.
        BoundValue named = *bound;
        Place place = start();
        // A column without a value is a parameter of its name, even where values are written
        // inline.
        if (!bound->hasValue && bound->name == name && !m_parameters.contains(name))
            place.literalBinds = false;
        const bool isUntyped = affinityOf(type.get()) == Affinity::Null;
        if (isUntyped && place.literalBinds && bound->hasValue && !bound->literalExecute
            && !bound->value.isNull())
            return fail(u"No literal value renderer is available for literal value \"%1\" with "
                        "datatype NULL"_s.arg(pythonRepr(bound->value)));
        if (named.name.isEmpty())
            named.name = name;
        return expression(typed(std::move(named), type), place);
    }
    return expression(ExpressionLowering::grouped(m_lowering.lower(value, type), nullptr), start());
}

QString StatementCompiler::returning(const std::vector<ExpressionPtr> &columns)
{
    Place place = start();
    place.includeTable = place.includeTable && !isSqlite();
    QStringList parts;
    for (const SelectedColumn &column : named(m_lowering.lower(columns), false, false))
        parts.append(selectedColumn(column, false, place));
    return u" RETURNING "_s + parts.join(u", "_s);
}

QString StatementCompiler::rowLimit(const ExpressionPtr &limit)
{
    if (!limit || m_backend != Backend::MySql)
        return {};
    return u" LIMIT "_s + expression(m_lowering.lower(limit), start());
}

std::vector<FromClausePtr> StatementCompiler::extraFroms(const FromClausePtr &target,
                                                         const std::vector<ExpressionPtr> &lowered)
{
    std::vector<FromClausePtr> extra;
    QSet<const void *> seen;
    for (const FromClausePtr &own : fromObjects(target))
        seen.insert(dialect::identityOf(own));
    for (const ExpressionPtr &element : lowered) {
        for (const FromClausePtr &source : fromObjects(element)) {
            if (!seen.contains(dialect::identityOf(source)))
                extra.push_back(source);
            seen.insert(dialect::identityOf(source));
        }
    }
    return extra;
}

QString StatementCompiler::assignments(const Update &statement, bool qualified)
{
    const Table *table = tableOf(statement.target);
    if (table == nullptr)
        return fail(u"UPDATE needs a table"_s);

    struct Assignment
    {
        Identifier name;
        QString text;
    };

    std::vector<Assignment> result;
    const QString owner =
        qualified ? quoted(aliasName(statement.target), u"alias"_s) + u'.' : QString();
    QStringList left;
    for (const auto &[name, value] : statement.set)
        left.append(name.text);

    const auto append = [&](const ColumnPtr &column, const ExpressionPtr &value) {
        const QString key = column->key.isEmpty() ? column->name.text : column->key;
        result.push_back(
            { column->name,
              owner + m_preparer.quote(column->name) + u'=' + assigned(value, column->type, key) });
        left.removeAll(key);
        left.removeAll(column->name.text);
    };
    const auto valueOf = [&](const ColumnPtr &column) -> ExpressionPtr {
        for (const auto &[name, value] : statement.set) {
            if (name.text == column->key || name.text == column->name.text)
                return value;
        }
        const QString key = column->key.isEmpty() ? column->name.text : column->key;
        if (statement.allColumns && (m_parameters.empty() || m_parameters.contains(key))) {
            BoundValue parameter;
            parameter.name = key;
            parameter.hasValue = false;
            return std::make_shared<const Expression>(Expression { {}, std::move(parameter) });
        }
        return {};
    };
    QSet<const Column *> done;
    if (statement.orderedValues) {
        for (const auto &[name, value] : statement.set) {
            ColumnPtr column = table->column(name.text);
            if (!column)
                continue;
            append(column, value);
            done.insert(column.get());
        }
    }
    for (const ColumnPtr &column : table->columns) {
        if (done.contains(column.get()))
            continue;
        if (const ExpressionPtr value = valueOf(column)) {
            append(column, value);
        } else if (column->sqlOnUpdate) {
            append(column, column->sqlOnUpdate);
        } else if (column->pythonOnUpdate) {
            // Its value is made when the statement runs; written as text it is NULL.
            if (!m_options.literalBinds && column->pythonOnUpdate->isNull())
                fail(u"onupdate of column \"%1\" is a function of the script, which only the "
                     "program that owns it can call; give the column a value."_s.arg(
                         column->name.text));
            BoundValue made;
            made.hasValue = !m_options.literalBinds;
            made.value = *column->pythonOnUpdate;
            append(column, std::make_shared<const Expression>(Expression { {}, std::move(made) }));
        }
    }
    if (!left.isEmpty())
        fail(u"Unconsumed column names: %1"_s.arg(left.join(u", "_s)));
    QStringList parts;
    for (const Assignment &each : result)
        parts.append(each.text);
    return parts.join(u", "_s);
}

QString StatementCompiler::update(const Update &statement, const Embedding &)
{
    const bool isToplevel = m_levels.empty();
    const ExpressionPtr where = m_lowering.condition(statement.where);
    std::vector<ExpressionPtr> considered;
    if (where)
        considered.push_back(where);
    for (const auto &[name, value] : statement.set) {
        if (!std::holds_alternative<BoundValue>(value->node))
            considered.push_back(m_lowering.lower(value));
    }
    const std::vector<FromClausePtr> extra = extraFroms(statement.target, considered);
    Level level;
    for (const FromClausePtr &own : fromObjects(statement.target))
        level.correlate.insert(dialect::identityOf(own));
    for (const FromClausePtr &source : extra)
        level.correlate.insert(dialect::identityOf(source));
    level.asFrom = level.correlate;
    m_levels.push_back(std::move(level));

    const Place place = start();
    QString sql = u"UPDATE "_s + prefixes(statement.prefixes, statement.dialectPrefixes)
        + from(statement.target, place);
    QStringList sources;
    for (const FromClausePtr &source : extra)
        sources.append(from(source, place));
    if (isMySql() && !sources.isEmpty())
        sql += u", "_s + sources.join(u", "_s);
    independentCtes(statement.ctes);
    sql += u" SET "_s + assignments(statement, isMySql() && !extra.empty());
    if (!isMySql() && !sources.isEmpty())
        sql += u" FROM "_s + sources.join(u", "_s);
    const QString conditionText = conditions(where, place);
    if (!conditionText.isEmpty())
        sql += u" WHERE "_s + conditionText;
    sql += rowLimit(statement.mysqlLimit);
    if (!statement.returning.empty())
        sql += returning(statement.returning);
    sql.prepend(withClause(isToplevel));
    m_levels.pop_back();
    return sql;
}

QString StatementCompiler::deletion(const Delete &statement, const Embedding &)
{
    const bool isToplevel = m_levels.empty();
    const ExpressionPtr where = m_lowering.condition(statement.where);
    const std::vector<FromClausePtr> extra =
        extraFroms(statement.target, where ? std::vector { where } : std::vector<ExpressionPtr> {});
    Level level;
    level.correlate.insert(dialect::identityOf(statement.target));
    for (const FromClausePtr &source : extra)
        level.correlate.insert(dialect::identityOf(source));
    level.asFrom = level.correlate;
    m_levels.push_back(std::move(level));

    const Place place = start();
    QString sql =
        u"DELETE "_s + prefixes(statement.prefixes, statement.dialectPrefixes) + u"FROM "_s;
    const bool isAlias = std::holds_alternative<AliasSource>(statement.target->node);
    sql += isMySql() && !extra.empty() && isAlias ? qualifier(statement.target)
                                                  : from(statement.target, place);
    independentCtes(statement.ctes);
    if (!extra.empty()) {
        if (isSqlite())
            fail(u"This backend does not support multiple-table criteria within DELETE"_s);
        QStringList sources;
        if (isMySql())
            sources.append(from(statement.target, place));
        for (const FromClausePtr &source : extra)
            sources.append(from(source, place));
        sql += (isGeneric() ? u", "_s : u" USING "_s) + sources.join(u", "_s);
    }
    const QString conditionText = conditions(where, place);
    if (!conditionText.isEmpty())
        sql += u" WHERE "_s + conditionText;
    sql += rowLimit(statement.mysqlLimit);
    if (!statement.returning.empty())
        sql += returning(statement.returning);
    sql.prepend(withClause(isToplevel));
    m_levels.pop_back();
    return sql;
}

} // namespace limbeck::dialect
