// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressioncolumns.h"
#include "core/dialect/functions.h"
#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"
#include "core/schema/table.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

// Labels of selected columns, anonymous names, and names that are too long.

namespace limbeck::dialect {

using namespace schema;

namespace {

/// What CAST, AS BOOLEAN and parentheses stand around; they borrow its name.
ExpressionPtr wrappedBy(const ExpressionPtr &lowered)
{
    if (const auto *cast = std::get_if<Cast>(&lowered->node))
        return cast->operand;
    if (const auto *unary = std::get_if<UnaryOperation>(&lowered->node);
        unary && (unary->op == u"is_true" || unary->op == u"is_false"))
        return unary->operand;
    return {};
}

/// Characters that SQLAlchemy does not keep in the beginning of a made-up name.
QString safeSeed(QString seed)
{
    static const QRegularExpression unsafe(u"[%() $]+"_s);
    seed.replace(unsafe, u"_"_s);
    while (seed.startsWith(u'_'))
        seed.remove(0, 1);
    while (seed.endsWith(u'_'))
        seed.chop(1);
    return seed;
}

} // namespace

const void *identityOf(const FromClausePtr &from)
{
    if (const auto *table = std::get_if<TableSource>(&from->node))
        return table->table.get();
    return from.get();
}

QString StatementCompiler::identityOf(const ExpressionPtr &lowered) const
{
    const auto *column = std::get_if<ColumnReference>(&lowered->node);
    if (column && !column->isLiteral && (column->from || column->column)) {
        const void *owner = column->from ? dialect::identityOf(column->from) : column->column.get();
        const void *proxied = column->name.isEmpty() ? column->proxied.get() : nullptr;
        return u"c%1.%2.%3"_s.arg(reinterpret_cast<quintptr>(owner))
                   .arg(reinterpret_cast<quintptr>(proxied))
            + column->name.text;
    }
    // null(), true() and false() are the same element wherever they stand.
    if (const auto *keyword = std::get_if<Keyword>(&lowered->node))
        return u"k%1"_s.arg(static_cast<int>(keyword->word));
    return u"e%1"_s.arg(reinterpret_cast<quintptr>(lowered.get()));
}

std::optional<ElementName> StatementCompiler::givenName(const ExpressionPtr &lowered)
{
    if (const auto *column = std::get_if<ColumnReference>(&lowered->node)) {
        if (const auto outside = exportedName(*column))
            return outside;
        if (column->name.isEmpty() && column->from
            && std::holds_alternative<TableFunctionSource>(column->from->node))
            return aliasName(column->from);
        const Identifier &name = currentName(*column);
        return ElementName { name.text, name.quote, {}, false };
    }
    if (const auto *label = std::get_if<Label>(&lowered->node)) {
        if (!label->name.isEmpty())
            return ElementName { label->name.text, label->name.quote, {}, false };
        const auto inner = givenName(label->element);
        return ElementName { inner ? inner->text : u"anon"_s, {}, identityOf(lowered), true };
    }
    if (const auto *keyword = std::get_if<Keyword>(&lowered->node);
        keyword && keyword->word == Keyword::Word::Star)
        return ElementName { u"*"_s, {}, {}, false };
    return {};
}

std::optional<ElementName> StatementCompiler::exportedName(const ColumnReference &reference)
{
    if (!reference.proxied || !reference.from)
        return {};
    FromClausePtr source = reference.from;
    QueryPtr inner;
    while (source && !inner) {
        const auto *alias = std::get_if<AliasSource>(&source->node);
        const auto *cte = std::get_if<CteSource>(&source->node);
        inner = alias ? alias->query : cte ? cte->query : nullptr;
        source = alias ? alias->element : nullptr;
    }
    const ExpressionPtr proxied = m_lowering.lower(reference.proxied);
    const CompoundSelect *compound = inner ? std::get_if<CompoundSelect>(&inner->node) : nullptr;
    while (compound && !compound->selects.empty()) {
        inner = compound->selects.front();
        compound = std::get_if<CompoundSelect>(&inner->node);
    }
    if (inner && !m_exported.contains(inner.get())) {
        const auto *select = std::get_if<Select>(&inner->node);
        m_exported.insert(inner.get(),
                          named(columnsOf(*inner), select && select->labelTablenamePlusColumn,
                                select && select->labelNone));
    }
    for (const SelectedColumn &each :
         inner ? m_exported.value(inner.get()) : std::vector<SelectedColumn> {}) {
        if (identityOf(each.element) != identityOf(proxied))
            continue;
        const bool isLabel = std::holds_alternative<Label>(each.element->node);
        const auto name = isLabel ? givenName(each.element)
            : each.required       ? each.required
                                  : each.fallback;
        return name ? name : givenName(each.element);
    }
    if (!reference.name.isEmpty())
        return {};
    return anonymousLabel(proxied);
}

ElementName StatementCompiler::anonymousLabel(const ExpressionPtr &lowered)
{
    if (const ExpressionPtr inner = wrappedBy(lowered);
        inner && !std::holds_alternative<TextClause>(inner->node)) {
        const ExpressionPtr &bare = ungrouped(inner);
        if (auto name = givenName(bare)) {
            name->isTruncatable = true;
            return *name;
        }
        return anonymousLabel(bare);
    }
    QString seed = u"anon"_s;
    if (const auto name = givenName(lowered)) {
        if (!name->key.isEmpty())
            return *name;
        seed = name->text;
    } else if (const auto *function = std::get_if<Function>(&lowered->node);
               function && !function->filter && !function->withinGroup) {
        seed = functionName(*function);
    } else if (std::holds_alternative<SequenceNextValue>(lowered->node)) {
        seed = u"next_value"_s;
    }
    return { safeSeed(seed), {}, identityOf(lowered), true };
}

ElementName StatementCompiler::repeatedLabel(const ExpressionPtr &lowered, int index)
{
    QString seed = u"anon"_s;
    QString key = identityOf(lowered) + u'#' + QString::number(index);
    if (const ExpressionPtr inner = wrappedBy(lowered)) {
        if (const auto name = givenName(ungrouped(inner)); name && name->key.isEmpty()) {
            seed = name->text;
            key = identityOf(lowered);
        }
    } else if (const auto name = givenName(lowered); name && name->key.isEmpty()) {
        seed = name->text;
    } else if (const auto *function = std::get_if<Function>(&lowered->node)) {
        seed = functionName(*function);
    }
    return { safeSeed(seed) + u'_', {}, key, true };
}

std::optional<ElementName> StatementCompiler::tableLabel(const ExpressionPtr &lowered)
{
    const auto *column = std::get_if<ColumnReference>(&lowered->node);
    if (!column || column->isLiteral || !column->from)
        return givenName(lowered);
    const auto name = givenName(lowered);
    QString label;
    if (const auto *source = std::get_if<TableSource>(&column->from->node)) {
        const Table &table = *source->table;
        label = table.schema && !table.schema->isEmpty()
            ? QString(table.schema->text).replace(u'.', u'_') + u'_' + table.name.text
            : table.name.text;
        label += u'_' + name->text;
        const QString first = label;
        for (int count = 1; table.column(label); ++count)
            label = first + u'_' + QString::number(count);
    } else {
        label = resolved(aliasName(column->from), u"alias"_s).text + u'_' + name->text;
    }
    return ElementName { label, name->quote, {}, true };
}

QString StatementCompiler::truncated(const QString &name, const QString &kind)
{
    const int longest = m_preparer.maxIdentifierLength() - 6;
    if (name.size() <= longest)
        return name;
    const QString key = kind + u':' + name;
    if (const auto found = m_truncated.constFind(key); found != m_truncated.cend())
        return *found;
    const int count = ++m_truncatedCounts[kind];
    const QString cut = name.left(std::max(longest, 0)) + u'_' + QString::number(count, 16);
    m_truncated.insert(key, cut);
    return cut;
}

Identifier StatementCompiler::resolved(const ElementName &name, const QString &kind)
{
    if (name.key.isEmpty())
        return { name.isTruncatable ? truncated(name.text, kind) : name.text, name.quote };
    const QString key = name.key + u'|' + name.text;
    auto found = m_anonymous.constFind(key);
    if (found == m_anonymous.cend()) {
        const int count = ++m_anonymousCounts[name.text];
        found = m_anonymous.insert(key, name.text + u'_' + QString::number(count));
    }
    return { truncated(*found, kind), name.quote };
}

QString StatementCompiler::quoted(const ElementName &name, const QString &kind)
{
    return m_preparer.quote(resolved(name, kind));
}

std::vector<SelectedColumn> StatementCompiler::named(const std::vector<ExpressionPtr> &lowered,
                                                     bool tableQualified, bool withoutLabels)
{
    std::vector<SelectedColumn> result;
    QHash<QString, QString> names; // a name, and whose it is
    const auto keyOf = [](const ElementName &name) {
        return name.key.isEmpty() ? u'n' + name.text : name.key + name.text;
    };
    int repeats = 0;
    for (const ExpressionPtr &element : lowered) {
        SelectedColumn selected { element, {}, {} };
        const auto *column = std::get_if<ColumnReference>(&element->node);
        const bool isUnlabelled = std::holds_alternative<TextClause>(element->node)
            || (column && (column->isLiteral || !column->from))
            || std::holds_alternative<Keyword>(element->node);
        const auto *keyword = std::get_if<Keyword>(&element->node);
        const bool isStar = keyword && keyword->word == Keyword::Word::Star;
        if (isUnlabelled && (!keyword || isStar)) {
            result.push_back(std::move(selected));
            continue;
        }
        const QString identity = identityOf(element);
        std::optional<ElementName> effective;
        if (withoutLabels) {
            selected.fallback = givenName(element).value_or(anonymousLabel(element));
            result.push_back(std::move(selected));
            continue;
        }
        if (tableQualified)
            effective = selected.required = selected.fallback = tableLabel(element);
        else
            effective = selected.fallback = givenName(element);
        if (!effective) {
            const ElementName own = anonymousLabel(element);
            const bool isRepeated = names.contains(keyOf(own));
            names.insert(keyOf(own), identity);
            selected.required.reset();
            selected.fallback = isRepeated ? repeatedLabel(element, ++repeats) : own;
        } else if (const auto known = names.constFind(keyOf(*effective)); known == names.cend()) {
            names.insert(keyOf(*effective), identity);
        } else if (*known == identity) {
            selected.required = selected.fallback = repeatedLabel(element, ++repeats);
        } else {
            ElementName other = anonymousLabel(element);
            if (tableQualified)
                other.text = safeSeed(effective->text);
            if (names.contains(keyOf(other)))
                other = repeatedLabel(element, ++repeats);
            else
                names.insert(keyOf(other), identity);
            selected.required = selected.fallback = other;
        }
        result.push_back(std::move(selected));
    }
    return result;
}

bool StatementCompiler::needsLabel(const ExpressionPtr &element, bool asFrom)
{
    if (const auto *column = std::get_if<ColumnReference>(&element->node))
        return asFrom && !column->isLiteral && column->from;
    if (std::holds_alternative<TextClause>(element->node))
        return false;
    if (const auto *unary = std::get_if<UnaryOperation>(&element->node)) {
        const bool isTruth = unary->op == u"is_true" || unary->op == u"is_false";
        return (isTruth && !hasNativeBoolean()) || !givenName(ungrouped(unary->operand)) || asFrom;
    }
    if (const auto *keyword = std::get_if<Keyword>(&element->node);
        keyword && keyword->word == Keyword::Word::Star)
        return false;
    return true;
}

QString StatementCompiler::selectedColumn(const SelectedColumn &selected, bool asFrom, Place place)
{
    const ExpressionPtr &element = selected.element;
    place.withinColumns = true;
    if (std::holds_alternative<Label>(element->node)) {
        // A label keeps its own name, also where another column has the same.
        return expression(element, place);
    }
    if (const auto *tuple = std::get_if<ExpressionList>(&element->node); tuple && tuple->isTuple)
        return fail(u"Most backends don't support SELECTing from a tuple() object.  If this is an "
                    u"ORM query, consider "
                    "using the Bundle object."_s);
    if (selected.required)
        return labelled(element, *selected.required, place);
    if (needsLabel(element, asFrom) && selected.fallback) {
        ElementName name = *selected.fallback;
        name.isTruncatable = true;
        return labelled(element, name, place);
    }
    return expression(element, place);
}

std::vector<ExpressionPtr> StatementCompiler::selectedElements(const Select &select)
{
    std::vector<ExpressionPtr> elements;
    for (const ExpressionPtr &column : select.columns) {
        // select(1): a bare number is a text of SQL here, not a value.
        const auto *bound = std::get_if<BoundValue>(&column->node);
        const auto *number =
            bound && !column->type && bound->name.isEmpty() && !bound->literalExecute
            ? std::get_if<qint64>(&bound->value.value)
            : nullptr;
        if (number == nullptr) {
            elements.push_back(m_lowering.lower(column));
            continue;
        }
        ColumnReference text;
        text.name.text = QString::number(*number);
        text.isLiteral = true;
        elements.push_back(std::make_shared<const Expression>(Expression { {}, std::move(text) }));
    }
    return elements;
}

std::vector<ExpressionPtr> StatementCompiler::columnsOf(const Query &query)
{
    if (const auto *select = std::get_if<Select>(&query.node))
        return selectedElements(*select);
    if (const auto *compound = std::get_if<CompoundSelect>(&query.node))
        return compound->selects.empty() ? std::vector<ExpressionPtr> {}
                                         : columnsOf(*compound->selects.front());
    if (const auto *insert = std::get_if<Insert>(&query.node))
        return m_lowering.lower(insert->returning);
    if (const auto *update = std::get_if<Update>(&query.node))
        return m_lowering.lower(update->returning);
    if (const auto *deletion = std::get_if<Delete>(&query.node))
        return m_lowering.lower(deletion->returning);
    const auto *text = std::get_if<TextQuery>(&query.node);
    const auto *values = std::get_if<ValuesSource>(&query.node);
    std::vector<ExpressionPtr> columns;
    if (!text && !values)
        return columns;
    for (const auto &[name, type] : text ? text->columns : values->columns) {
        ColumnReference column;
        column.name = name;
        columns.push_back(
            std::make_shared<const Expression>(Expression { type, std::move(column) }));
    }
    return columns;
}

} // namespace limbeck::dialect
