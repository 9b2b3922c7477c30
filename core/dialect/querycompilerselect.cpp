// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/querycompiler.h"
#include "core/schema/table.h"

using namespace Qt::StringLiterals;

// SELECT.

namespace limbeck::dialect {

using namespace schema;

namespace {

QSet<const void *> identities(const std::vector<FromClausePtr> &froms)
{
    QSet<const void *> all;
    for (const FromClausePtr &source : froms)
        all.insert(identityOf(source));
    return all;
}

void removeFroms(std::vector<FromClausePtr> &froms,
                 const std::function<bool(const void *)> &isRemoved)
{
    std::erase_if(froms,
                  [&](const FromClausePtr &source) { return isRemoved(identityOf(source)); });
}

/// A label that ORDER BY names instead of writing its expression again: itself, or inside DESC and
/// the like.
const Label *orderedLabel(const ExpressionPtr &element)
{
    if (const auto *label = std::get_if<Label>(&element->node))
        return label;
    const auto *unary = std::get_if<UnaryOperation>(&element->node);
    return unary && unary->postfix ? orderedLabel(unary->operand) : nullptr;
}

const Expression *labelElement(const ExpressionPtr &element)
{
    if (std::holds_alternative<Label>(element->node))
        return element.get();
    const auto *unary = std::get_if<UnaryOperation>(&element->node);
    return unary ? labelElement(unary->operand) : nullptr;
}

} // namespace

QString StatementCompiler::select(const Select &statement, const Embedding &embedding)
{
    const bool isToplevel = m_levels.empty();
    const Level outer = isToplevel ? Level {} : m_levels.back();
    const std::vector<ExpressionPtr> columns = selectedElements(statement);
    const ExpressionPtr where = m_lowering.condition(statement.where);

    Level level;
    level.select = &statement;
    level.columns = columns;
    level.froms = fromsOf(statement, columns, where);
    std::vector<FromClausePtr> froms = level.froms;
    const bool isApart = embedding.asFrom && !embedding.lateral;
    const QSet<const void *> explicitFroms =
        isApart ? outer.correlate - outer.asFrom : outer.correlate;
    const QSet<const void *> implicitFroms = isApart ? QSet<const void *> {} : outer.asFrom;
    if (!statement.correlate.empty()) {
        const QSet<const void *> wanted = identities(statement.correlate);
        removeFroms(froms, [&](const void *id) {
            return explicitFroms.contains(id) && wanted.contains(id);
        });
    }
    if (statement.correlateExcept) {
        const QSet<const void *> kept = identities(*statement.correlateExcept);
        removeFroms(froms, [&](const void *id) {
            return explicitFroms.contains(id) && !kept.contains(id);
        });
    }
    if (statement.autoCorrelate && statement.correlate.empty() && !implicitFroms.isEmpty()
        && froms.size() > 1) {
        removeFroms(froms, [&](const void *id) { return implicitFroms.contains(id); });
        if (froms.empty())
            fail(u"Select statement returned no FROM clauses due to auto-correlation; specify "
                 u"correlate(<tables>) to "
                 "control correlation manually."_s,
                 ErrorCode::Script);
    }
    for (const FromClausePtr &source : froms) {
        for (const FromClausePtr &each : fromObjects(source))
            level.asFrom.insert(dialect::identityOf(each));
    }
    level.correlate = outer.correlate + level.asFrom;
    m_levels.push_back(std::move(level));

    independentCtes(statement.ctes);
    QString sql = u"SELECT "_s + prefixes(statement.prefixes, statement.dialectPrefixes)
        + selectBody(statement, columns, where, froms, embedding.asFrom);
    const bool isEmbedded = embedding.compoundIndex >= 0 || embedding.intoInsert;
    if (!isEmbedded || isToplevel)
        sql.prepend(withClause(isToplevel));
    if (!statement.suffixes.isEmpty())
        sql += u' ' + statement.suffixes.join(u' ') + u' ';
    m_levels.pop_back();
    return sql;
}

QString StatementCompiler::selectBody(const Select &statement,
                                      const std::vector<ExpressionPtr> &columns,
                                      const ExpressionPtr &where,
                                      const std::vector<FromClausePtr> &froms, bool asFrom)
{
    const Place place = start();
    QString sql = distinct(statement, place);
    QStringList selected;
    for (const SelectedColumn &column :
         named(columns, statement.labelTablenamePlusColumn, statement.labelNone))
        selected.append(selectedColumn(column, asFrom, place));
    sql += selected.join(u", "_s);

    if (!froms.empty()) {
        QStringList sources;
        for (const FromClausePtr &source : froms)
            sources.append(from(source, place));
        sql += (selected.isEmpty() ? u"\nFROM "_s : u" \nFROM "_s) + sources.join(u", "_s);
    } else if (isMySql() && where) {
        sql += u" FROM DUAL"_s;
    }
    const QString conditionText = conditions(where, place);
    if (!conditionText.isEmpty())
        sql += u" \nWHERE "_s + conditionText;
    if (!statement.groupBy.empty())
        sql += u" GROUP BY "_s + list(m_lowering.lower(statement.groupBy), place);
    const QString having = conditions(m_lowering.condition(statement.having), place);
    if (!having.isEmpty())
        sql += u" \nHAVING "_s + having;
    sql += orderBy(statement.orderBy, u" ORDER BY "_s, place);
    if (statement.fetch)
        sql += fetch(statement.fetch, statement.offset, statement.fetchPercent,
                     statement.fetchWithTies, place);
    else if (statement.limit || statement.offset)
        sql += limit(statement.limit, statement.offset, place);
    if (statement.forUpdate)
        sql += forUpdate(*statement.forUpdate, place);
    return sql;
}

QString StatementCompiler::conditions(const ExpressionPtr &condition, const Place &place)
{
    return condition ? expression(condition, place) : QString();
}

QString StatementCompiler::distinct(const Select &statement, const Place &place)
{
    if (isPostgresql() && !statement.distinctOn.empty())
        return u"DISTINCT ON ("_s + list(m_lowering.lower(statement.distinctOn), place) + u") "_s;
    return statement.distinct || !statement.distinctOn.empty() ? u"DISTINCT "_s : QString();
}

ExpressionPtr StatementCompiler::labelToReuse(const ExpressionPtr &element)
{
    const Label *label = orderedLabel(element);
    if (!label || m_levels.empty())
        return {};
    for (const ExpressionPtr &column : m_levels.back().columns) {
        const auto *selected = std::get_if<Label>(&column->node);
        if (selected && selected->name.text == label->name.text
            && (selected == label || identityOf(selected->element) == identityOf(label->element)))
            return column;
    }
    return {};
}

QString StatementCompiler::orderBy(const std::vector<ExpressionPtr> &elements,
                                   const QString &keyword, const Place &given)
{
    QStringList parts;
    for (const ExpressionPtr &element : m_lowering.lower(elements)) {
        Place place = given;
        if (labelToReuse(element))
            place.labelOnly = labelElement(element);
        const QString part = expression(element, place);
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.isEmpty() ? QString() : keyword + parts.join(u", "_s);
}

QString StatementCompiler::labelReference(const LabelReference &reference, const Place &given)
{
    if (m_levels.empty())
        return text({ reference.name, {} }, given);
    const Level &level = m_levels.back();
    Place place = given;
    for (const ExpressionPtr &column : level.columns) {
        const auto name = givenName(column);
        if (!name || !name->key.isEmpty() || name->text != reference.name) {
            const auto *plain = std::get_if<ColumnReference>(&column->node);
            const auto qualifiedName = plain && plain->from ? tableLabel(column) : std::nullopt;
            if (!qualifiedName || qualifiedName->text != reference.name)
                continue;
        }
        if (level.compound)
            return m_preparer.quote(
                Identifier { reference.name, name ? name->quote : std::nullopt });
        place.labelOnly = column.get();
        return expression(column, place);
    }
    for (const FromClausePtr &source : level.froms) {
        for (const FromClausePtr &each : fromObjects(source)) {
            const auto *table = std::get_if<TableSource>(&each->node);
            const ColumnPtr found = table ? table->table->column(reference.name) : nullptr;
            if (!found)
                continue;
            ColumnReference column;
            column.name = found->name;
            column.from = each;
            column.column = found;
            return expression(
                m_lowering.lower(std::make_shared<const Expression>(Expression { {}, column })),
                place);
        }
    }
    return fail(u"Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual "
                u"SQL expression '%1' "
                "should be explicitly declared as text('%1')"_s.arg(reference.name));
}

QString StatementCompiler::limit(const ExpressionPtr &limit, const ExpressionPtr &offset,
                                 const Place &place)
{
    const auto value = [&](const ExpressionPtr &element) {
        return expression(m_lowering.lower(element), place);
    };
    if (isMySql()) {
        const QString start = offset ? value(offset) + u", "_s : QString();
        return u" \n LIMIT "_s + start + (limit ? value(limit) : u"18446744073709551615"_s);
    }
    if (isPostgresql()) {
        QString sql = limit ? u" \n LIMIT "_s + value(limit) : QString();
        if (offset)
            sql += (limit ? QString() : u"\n LIMIT ALL"_s) + u" OFFSET "_s + value(offset);
        return sql;
    }
    if (isGeneric()) {
        const QString sql = u"\n LIMIT "_s + (limit ? value(limit) : u"-1"_s);
        return offset ? sql + u" OFFSET "_s + value(offset) : sql;
    }
    if (limit)
        return u"\n LIMIT "_s + value(limit) + u" OFFSET "_s + (offset ? value(offset) : u"0"_s);
    // SQLAlchemy compiles this -1 without the statement's options: it stays a placeholder.
    const ElementName name { u"param"_s, {}, u"limit"_s, true };
    const QString all =
        placeholder(resolved(name, u"bindparam"_s).text, Literal(qint64 { -1 }), nullptr);
    return u"\n LIMIT "_s + all + u" OFFSET "_s + value(offset);
}

QString StatementCompiler::fetch(const ExpressionPtr &fetch, const ExpressionPtr &offset,
                                 bool percent, bool withTies, const Place &place)
{
    const auto value = [&](const ExpressionPtr &element) {
        const QString text = expression(m_lowering.lower(element), place);
        return isPostgresql() ? u'(' + text + u')' : text;
    };
    QString sql;
    if (offset)
        sql += u"\n OFFSET "_s + value(offset) + u" ROWS"_s;
    return sql + u"\n FETCH FIRST "_s + value(fetch) + (percent ? u" PERCENT"_s : QString())
        + u" ROWS "_s + (withTies ? u"WITH TIES"_s : u"ONLY"_s);
}

QString StatementCompiler::forUpdate(const ForUpdate &clause, const Place &)
{
    if (isSqlite())
        return {};
    if (isGeneric())
        return u" FOR UPDATE"_s;
    QString sql;
    if (isMySql())
        sql = clause.read ? u" LOCK IN SHARE MODE"_s : u" FOR UPDATE"_s;
    else if (clause.read)
        sql = clause.keyShare ? u" FOR KEY SHARE"_s : u" FOR SHARE"_s;
    else
        sql = clause.keyShare ? u" FOR NO KEY UPDATE"_s : u" FOR UPDATE"_s;
    if (!clause.of.empty() && isPostgresql()) {
        QStringList tables;
        for (const ExpressionPtr &element : clause.of) {
            const auto *column = std::get_if<ColumnReference>(&element->node);
            if (!column || !column->from)
                continue;
            const QString name = quoted(aliasName(column->from), u"alias"_s);
            if (!tables.contains(name))
                tables.append(name);
        }
        sql += u" OF "_s + tables.join(u", "_s);
    }
    if (clause.nowait)
        sql += u" NOWAIT"_s;
    if (clause.skipLocked)
        sql += u" SKIP LOCKED"_s;
    return sql;
}

} // namespace limbeck::dialect
