// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/querycompiler.h"

#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

// The doors of the statement compiler, and the statements that are none of SELECT, INSERT, UPDATE
// and DELETE.

namespace limbeck::dialect {

using namespace schema;

Result<Statement> compileQuery(const Query &query, const Dialect &dialect,
                               const CompileOptions &options,
                               const std::map<QString, Literal> &parameters)
{
    StatementCompiler compiler(dialect, options, parameters);
    return compiler.statement(query);
}

StatementCompiler::StatementCompiler(const Dialect &dialect, const CompileOptions &options,
                                     const std::map<QString, Literal> &parameters)
    : m_dialect(dialect)
    , m_options(options)
    , m_parameters(parameters)
    , m_backend(dialect.backend())
    , m_preparer(dialect.identifiers())
{
}

Result<Statement> StatementCompiler::statement(const Query &statement)
{
    return finished(query(statement, {}));
}

Result<Statement> StatementCompiler::statement(const ExpressionPtr &element,
                                               const ExpressionContext &context)
{
    m_context = context;
    ExpressionPtr lowered = m_lowering.lower(element);
    if (context.grouped)
        lowered = ExpressionLowering::grouped(lowered, nullptr);
    // Conditions that stand alone are no operands, so nothing makes "x = 1" of a boolean column
    // here.
    return finished(expression(lowered, start()));
}

QString StatementCompiler::query(const Query &statement, const Embedding &embedding)
{
    if (const auto *node = std::get_if<Select>(&statement.node))
        return select(*node, embedding);
    if (const auto *node = std::get_if<CompoundSelect>(&statement.node))
        return compound(*node, embedding);
    if (const auto *node = std::get_if<Insert>(&statement.node))
        return insert(*node, embedding);
    if (const auto *node = std::get_if<Update>(&statement.node))
        return update(*node, embedding);
    if (const auto *node = std::get_if<Delete>(&statement.node))
        return deletion(*node, embedding);
    if (const auto *node = std::get_if<TextQuery>(&statement.node))
        return textQuery(*node);
    const auto source =
        std::make_shared<const FromClause>(FromClause { std::get<ValuesSource>(statement.node) });
    return valuesSource(source, std::get<ValuesSource>(statement.node), start(),
                        embedding.asFrom && !embedding.cte);
}

QString StatementCompiler::textQuery(const TextQuery &statement)
{
    const bool isToplevel = m_levels.empty();
    m_levels.push_back({});
    const QString sql = text(statement.text, start());
    const QString with = withClause(isToplevel);
    m_levels.pop_back();
    return with + sql;
}

QString StatementCompiler::scalarQuery(const ScalarQuery &inner, const Place &place)
{
    if (!inner.query)
        return fail(u"A subquery without a statement"_s, ErrorCode::Internal);
    // SQLAlchemy hands on that an operator stands around, down to the expressions of the subquery.
    const QScopedValueRollback within(m_withinOperator, place.inOperator);
    const QString sql = u'(' + query(*inner.query, {}) + u')';
    return inner.exists ? u"EXISTS "_s + sql : sql;
}

QString StatementCompiler::compound(const CompoundSelect &statement, const Embedding &embedding)
{
    const bool isToplevel = m_levels.empty();
    Level level;
    if (!isToplevel) {
        level.correlate = m_levels.back().correlate;
        level.asFrom = m_levels.back().asFrom;
    }
    level.compound = &statement;
    if (!statement.selects.empty())
        level.columns = columnsOf(*statement.selects.front());
    m_levels.push_back(std::move(level));
    independentCtes(statement.ctes);

    QStringList parts;
    int index = 0;
    for (const QueryPtr &part : statement.selects) {
        const size_t width = columnsOf(*part).size();
        if (width != m_levels.back().columns.size())
            fail(u"All selectables passed to CompoundSelect must have identical numbers of "
                 u"columns; select #1 has %1 "
                 "columns, select #%2 has %3"_s.arg(QString::number(m_levels.back().columns.size()),
                                                    QString::number(index + 1),
                                                    QString::number(width)));
        Embedding inner;
        inner.asFrom = embedding.asFrom;
        inner.compoundIndex = index++;
        const auto *select = std::get_if<Select>(&part->node);
        const bool isLimited = select
            && (!select->orderBy.empty() || select->limit || select->offset || select->fetch);
        const bool isGrouped = isLimited || std::holds_alternative<CompoundSelect>(part->node);
        const QString sql = query(*part, inner);
        parts.append(isGrouped ? u'(' + sql + u')' : sql);
    }
    QString sql = parts.join(u' ' + statement.keyword + u' ');
    Place place = start();
    place.includeTable = false;
    QStringList grouping;
    if (!statement.groupBy.empty())
        sql += u" GROUP BY "_s + list(m_lowering.lower(statement.groupBy), place);
    sql += orderBy(statement.orderBy, u" ORDER BY "_s, place);
    if (statement.fetch)
        sql += fetch(statement.fetch, statement.offset, statement.fetchPercent,
                     statement.fetchWithTies, place);
    else if (statement.limit || statement.offset)
        sql += limit(statement.limit, statement.offset, place);
    sql.prepend(withClause(isToplevel, true));
    m_levels.pop_back();
    return sql;
}

QString StatementCompiler::prefixes(const QStringList &all,
                                    const std::vector<DialectText> &own) const
{
    QString text;
    for (const QString &each : all)
        text += each + u' ';
    for (const DialectText &each : own) {
        if (each.dialect.isEmpty() || each.dialect == u"*" || each.dialect == dialectName())
            text += each.text + u' ';
    }
    return text;
}

} // namespace limbeck::dialect
