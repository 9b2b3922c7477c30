// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressioncompiler.h"

#include "core/dialect/expressioncolumns.h"
#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"
#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

using namespace schema;

namespace {

/// The text of what is written as it stands: a column that is nothing but its name there, or a
/// text() without binds. Nearly all elements of indexes and defaults are such, and need no
/// compiler.
std::optional<QString> plainText(const Expression &expression, const Dialect &dialect,
                                 const ExpressionContext &context)
{
    if (const auto *column = std::get_if<ColumnReference>(&expression.node)) {
        const bool isOfTable = column->from && !context.includeTable
            && std::holds_alternative<TableSource>(column->from->node);
        if (column->isLiteral || column->proxied || (column->from && !isOfTable))
            return {};
        const Identifier &name = currentName(*column);
        return name.text.isEmpty() ? std::nullopt
                                   : std::optional(dialect.identifiers().quote(name));
    }
    const auto *text = std::get_if<TextClause>(&expression.node);
    const bool isPlain =
        text && !context.grouped && !text->text.contains(u':') && !text->text.contains(u'%');
    return isPlain ? std::optional(text->text) : std::nullopt;
}

} // namespace

Result<QString> compileExpression(const Expression &expression, const Dialect &dialect,
                                  const CompileOptions &options, ExpressionContext context)
{
    if (auto text = plainText(expression, dialect, context))
        return *std::move(text);
    CompileOptions inlined = options;
    inlined.literalBinds = true;
    StatementCompiler compiler(dialect, inlined);
    const auto statement =
        compiler.statement(std::make_shared<const Expression>(expression), context);
    if (!statement)
        return failure(statement.error());
    return statement->sql;
}

Result<Statement> compileExpressionStatement(const Expression &expression, const Dialect &dialect,
                                             const CompileOptions &options)
{
    if (const auto *text = std::get_if<TextClause>(&expression.node))
        return compileText(*text, {}, dialect, options);
    StatementCompiler compiler(dialect, options);
    return compiler.statement(std::make_shared<const Expression>(expression), {});
}

QString StatementCompiler::list(const std::vector<ExpressionPtr> &lowered, const Place &place)
{
    QStringList parts;
    for (const ExpressionPtr &each : lowered) {
        const QString part = expression(each, place);
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u", "_s);
}

QString StatementCompiler::expression(const ExpressionPtr &lowered, const Place &given)
{
    const Expression &e = *lowered;
    Place place = given;
    if (!std::holds_alternative<BinaryOperation>(e.node)
        && !std::holds_alternative<ExpressionList>(e.node)
        && !std::holds_alternative<OperatorList>(e.node))
        place.eagerGrouping = false;

    if (const auto *reference = std::get_if<ColumnReference>(&e.node))
        return column(lowered, *reference, place);
    if (const auto *value = std::get_if<BoundValue>(&e.node))
        return bound(lowered, *value, place);
    if (const auto *clause = std::get_if<TextClause>(&e.node))
        return text(*clause, place);
    if (const auto *operation = std::get_if<UnaryOperation>(&e.node))
        return unary(*operation, place);
    if (const auto *operation = std::get_if<BinaryOperation>(&e.node))
        return binary(e, *operation, place);
    if (const auto *operation = std::get_if<OperatorList>(&e.node))
        return operatorList(*operation, place);
    if (const auto *conditionList = std::get_if<BooleanList>(&e.node)) {
        QStringList parts;
        place.inOperator = true;
        for (const ExpressionPtr &item : conditionList->items)
            parts.append(expression(item, place));
        return parts.join(conditionList->isAnd ? u" AND "_s : u" OR "_s);
    }
    if (const auto *range = std::get_if<Between>(&e.node))
        return between(*range, place);
    if (const auto *items = std::get_if<ExpressionList>(&e.node))
        return items->parenthesised || items->isTuple ? u'(' + list(items->items, place) + u')'
                                                      : list(items->items, place);
    if (const auto *call = std::get_if<Function>(&e.node))
        return function(e, *call, place);
    if (const auto *window = std::get_if<Over>(&e.node))
        return over(*window, place);
    if (const auto *cases = std::get_if<Case>(&e.node))
        return choice(*cases, place);
    if (const auto *conversion = std::get_if<Cast>(&e.node))
        return cast(*conversion, place);
    if (const auto *reference = std::get_if<Label>(&e.node))
        return label(lowered, *reference, place);
    if (const auto *part = std::get_if<Extract>(&e.node))
        return extract(*part, place);
    if (const auto *collate = std::get_if<Collate>(&e.node)) {
        place.inOperator = true;
        return expression(collate->operand, place) + u" COLLATE "_s
            + m_preparer.collation(collate->collation);
    }
    if (const auto *keyword = std::get_if<Keyword>(&e.node)) {
        switch (keyword->word) {
        case Keyword::Word::Null:
            return u"NULL"_s;
        case Keyword::Word::True:
            return isSqlite() ? u"1"_s : u"true"_s;
        case Keyword::Word::False:
            return isSqlite() ? u"0"_s : u"false"_s;
        case Keyword::Word::Star:
            return u"*"_s;
        case Keyword::Word::Default:
            return u"DEFAULT"_s;
        }
    }
    if (const auto *inner = std::get_if<ScalarQuery>(&e.node))
        return scalarQuery(*inner, place);
    if (const auto *items = std::get_if<ArrayLiteral>(&e.node))
        return array(e, *items, place);
    if (const auto *slice = std::get_if<Slice>(&e.node))
        return (slice->start ? expression(slice->start, place) : QString()) + u':'
            + (slice->stop ? expression(slice->stop, place) : QString());
    if (const auto *sequence = std::get_if<SequenceNextValue>(&e.node))
        return nextValue(*sequence);
    if (const auto *reference = std::get_if<LabelReference>(&e.node))
        return labelReference(*reference, place);
    return fail(u"Unsupported expression"_s, ErrorCode::Internal);
}

QString StatementCompiler::column(const ExpressionPtr &element, const ColumnReference &reference,
                                  const Place &place)
{
    if (reference.isLiteral)
        return percents(reference.name.text);
    const auto given = givenName(element);
    if (!given || (given->text.isEmpty() && given->key.isEmpty()))
        return fail(u"Cannot compile Column object until its 'name' is assigned."_s);
    const QString name = quoted(*given, u"colident"_s);
    if (!reference.from)
        return name;
    if (const auto *alias = std::get_if<AliasSource>(&reference.from->node);
        alias && alias->isInserted)
        return u"VALUES("_s + name + u')';
    if (!place.includeTable)
        return name;
    const QString table = qualifier(reference.from);
    return table.isEmpty() ? name : table + u'.' + name;
}

QString StatementCompiler::label(const ExpressionPtr &element, const Label &reference,
                                 const Place &given)
{
    Place place = given;
    if (given.labelOnly == element.get())
        return quoted(*givenName(element), u"colident"_s);
    place.labelOnly = nullptr;
    const ExpressionPtr inner = ExpressionLowering::grouped(reference.element, u"as_"_s);
    if (given.withinColumns && !given.withinLabel)
        return labelled(inner, *givenName(element), place);
    place.withinColumns = false;
    return expression(inner, place);
}

QString StatementCompiler::labelled(const ExpressionPtr &element, const ElementName &name,
                                    Place place)
{
    // The label's number is taken before those of what it stands for.
    const QString text = quoted(name, u"colident"_s);
    place.withinColumns = true;
    place.withinLabel = true;
    return expression(element, place) + u" AS "_s + text;
}

QString StatementCompiler::unary(const UnaryOperation &operation, const Place &place)
{
    if (operation.op == u"is_true" || operation.op == u"is_false") {
        const ExpressionPtr &inner = ungrouped(operation.operand);
        const auto *binaryInner = std::get_if<BinaryOperation>(&inner->node);
        const bool isComparison = std::holds_alternative<BooleanList>(inner->node)
            || std::holds_alternative<Between>(inner->node)
            || (binaryInner && isBooleanOperator(operatorOf(*binaryInner)));
        const QString operand = expression(operation.operand, place);
        if (hasNativeBoolean() || isComparison)
            return operation.op == u"is_true" ? operand : u"NOT "_s + operand;
        return operand + (operation.op == u"is_true" ? u" = 1"_s : u" = 0"_s);
    }
    const Operator op = operatorOf(operation);
    const QString operand = expression(operation.operand, place);
    const QString text = op.name == u"custom_op" ? percents(op.text) : op.text;
    return operation.postfix || op.text.startsWith(u' ') ? operand + text : text + operand;
}

QString StatementCompiler::operatorList(const OperatorList &operation, const Place &given)
{
    Place place = given;
    place.inOperator = true;
    place.eagerGrouping = false;
    QStringList parts;
    for (const ExpressionPtr &item : operation.items)
        parts.append(expression(item, place));
    if (operation.op == u"concat_op" && isMySql())
        return u"concat("_s + parts.join(u", "_s) + u')';
    return parts.join(namedOperator(operation.op).text);
}

QString StatementCompiler::between(const Between &range, const Place &given)
{
    Place place = given;
    place.inOperator = true;
    QString word = range.negated ? u" NOT BETWEEN "_s : u" BETWEEN "_s;
    if (range.symmetric)
        word += u"SYMMETRIC "_s;
    return expression(range.operand, place) + word + expression(range.low, place) + u" AND "_s
        + expression(range.high, place);
}

QString StatementCompiler::cast(const Cast &conversion, const Place &place)
{
    if (conversion.isTypeCoerce)
        return expression(conversion.operand, place);
    if (conversion.isTry)
        return fail(
            u"Compiler for dialect %1 can't render element of type TryCast"_s.arg(dialectName()));
    if (!conversion.type)
        return fail(u"CAST needs a type"_s);
    return castTo(expression(conversion.operand, place), *conversion.type, [&] {
        return expression(ExpressionLowering::grouped(conversion.operand, nullptr), place);
    });
}

QString StatementCompiler::choice(const Case &cases, const Place &place)
{
    QString sql = u"CASE "_s;
    if (cases.value)
        sql += expression(cases.value, place) + u' ';
    for (const auto &[when, then] : cases.whens)
        sql += u"WHEN "_s + expression(when, place) + u" THEN "_s + expression(then, place) + u' ';
    if (cases.otherwise)
        sql += u"ELSE "_s + expression(cases.otherwise, place) + u' ';
    return sql + u"END"_s;
}

QString StatementCompiler::extract(const Extract &part, const Place &place)
{
    if (!isSqlite()) {
        const bool isMillisecond = isMySql() && part.field == u"milliseconds";
        return u"EXTRACT("_s + (isMillisecond ? u"millisecond"_s : part.field) + u" FROM "_s
            + expression(part.operand, place) + u')';
    }
    static const QHash<QString, QString> formats {
        { u"month"_s, u"%m"_s },  { u"day"_s, u"%d"_s },   { u"year"_s, u"%Y"_s },
        { u"second"_s, u"%S"_s }, { u"hour"_s, u"%H"_s },  { u"doy"_s, u"%j"_s },
        { u"minute"_s, u"%M"_s }, { u"epoch"_s, u"%s"_s }, { u"dow"_s, u"%w"_s },
        { u"week"_s, u"%W"_s },
    };
    const QString operand = expression(part.operand, place);
    if (const auto format = formats.constFind(part.field); format != formats.cend())
        return u"CAST(STRFTIME('%1', %2) AS INTEGER)"_s.arg(*format, operand);
    // Fields that SQLAlchemy knows and SQLite does not: they stand for themselves.
    static const QStringList plain { u"quarter"_s, u"milliseconds"_s, u"microseconds"_s,
                                     u"timezone_hour"_s, u"timezone_minute"_s };
    if (plain.contains(part.field))
        return u"CAST(STRFTIME('%1', %2) AS INTEGER)"_s.arg(part.field, operand);
    return fail(u"%1 is not a valid extract argument."_s.arg(part.field));
}

QString StatementCompiler::over(const Over &window, const Place &place)
{
    const QString call = expression(window.function, place);
    QStringList parts;
    if (!window.partitionBy.empty())
        parts.append(u"PARTITION BY "_s + list(window.partitionBy, place));
    if (!window.orderBy.empty())
        parts.append(u"ORDER BY "_s + list(window.orderBy, place));
    if (!window.frame.isEmpty())
        parts.append(window.frame);
    return call + u" OVER ("_s + parts.join(u' ') + u')';
}

QString StatementCompiler::array(const Expression &element, const ArrayLiteral &items,
                                 const Place &place)
{
    if (!isPostgresql())
        return fail(
            u"Compiler for dialect %1 can't render element of type array"_s.arg(dialectName()));
    if (items.items.empty() && element.type && element.type->itemType)
        return u"ARRAY[]::"_s + typeText(*element.type);
    return u"ARRAY["_s + list(items.items, place) + u']';
}

QString StatementCompiler::nextValue(const SequenceNextValue &sequence)
{
    const QString name = m_preparer.qualified(sequence.name, sequence.schema);
    if (isPostgresql())
        return u"nextval("_s + u'\'' + QString(name).replace(u'\'', u"''"_s) + u"\')"_s;
    if (m_backend == Backend::MariaDb || isMySql())
        return u"nextval("_s + name + u')';
    if (isGeneric())
        return u"<next sequence value: "_s + name + u'>';
    return fail(u"Dialect '%1' does not support sequence increments."_s.arg(dialectName()));
}

QString StatementCompiler::typeText(const SqlType &type)
{
    const auto compiled = compileType(type, m_dialect);
    if (!compiled) {
        if (!m_error)
            m_error = compiled.error();
        return {};
    }
    return *compiled;
}

QString StatementCompiler::castTo(const QString &operand, const SqlType &given,
                                  const std::function<QString()> &skipped)
{
    const SqlType &type = resolveVariant(given, m_backend);
    if (!isMySql()) {
        QString text = typeText(type);
        QString collation;
        if (const qsizetype at = text.indexOf(u" COLLATE "_s); at >= 0) {
            collation = text.mid(at);
            text.truncate(at);
        }
        return u"CAST("_s + operand + u" AS "_s + text + u')' + collation;
    }
    // MySQL casts to a few types only; for the others SQLAlchemy leaves the CAST away.
    QString text;
    const Affinity family = affinityOf(&type);
    if (family == Affinity::Integer) {
        text = type.isUnsigned ? u"UNSIGNED INTEGER"_s : u"SIGNED INTEGER"_s;
    } else if (type.name == u"TIMESTAMP") {
        text = u"DATETIME"_s;
    } else if (type.name == u"DECIMAL" || family == Affinity::DateTime || family == Affinity::Date
               || family == Affinity::Time) {
        text = typeText(type);
    } else if (family == Affinity::String && !(isEnumType(type) && type.nativeEnum)
               && type.name != u"SET") {
        SqlType adapted;
        adapted.name = u"CHAR"_s;
        adapted.dialect = u"mysql"_s;
        adapted.length = type.length;
        adapted.charset = type.charset;
        adapted.collation = type.collation;
        adapted.ascii = type.ascii;
        adapted.binary = type.binary;
        adapted.unicode = type.unicode;
        text = typeText(adapted);
    } else if (family == Affinity::Binary) {
        text = u"BINARY"_s;
    } else if (family == Affinity::Json) {
        text = u"JSON"_s;
    } else if (type.name == u"Numeric" || type.name == u"NUMERIC") {
        text = typeText(type).replace(u"NUMERIC"_s, u"DECIMAL"_s);
    }
    return text.isEmpty() ? skipped() : u"CAST("_s + operand + u" AS "_s + text + u')';
}

} // namespace limbeck::dialect
