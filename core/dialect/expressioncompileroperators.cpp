// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"
#include "core/dialect/serverdialect.h"

using namespace Qt::StringLiterals;

// Binary operators, and what each database writes for them.

namespace limbeck::dialect {

using namespace schema;

namespace {

bool isLikeFamily(const QString &op)
{
    return op.endsWith(u"like_op") || op.endsWith(u"contains_op") || op.endsWith(u"startswith_op")
        || op.endsWith(u"endswith_op");
}

ExpressionPtr literalText(const QString &sql)
{
    ColumnReference text;
    text.name.text = sql;
    text.isLiteral = true;
    return std::make_shared<const Expression>(
        Expression { simpleType(u"String"_s), std::move(text) });
}

ExpressionPtr lowerCased(const ExpressionPtr &operand)
{
    Function call;
    call.name.text = u"lower"_s;
    call.arguments = { operand };
    return std::make_shared<const Expression>(Expression { operand->type, std::move(call) });
}

} // namespace

QString StatementCompiler::binary(const Expression &element, const BinaryOperation &operation,
                                  const Place &place)
{
    const QString &op = operation.op;
    if (isLikeFamily(op))
        return like(operation, place);
    if (op == u"truediv" || op == u"floordiv" || op == u"mod" || op == u"bitwise_xor_op")
        return arithmetic(operation, place);
    if (op == u"concat_op" && isMySql()) {
        Place inner = place;
        inner.eagerGrouping = false;
        return u"concat("_s + expression(operation.left, inner) + u", "_s
            + expression(operation.right, inner) + u')';
    }
    if (op == u"is_distinct_from" || op == u"is_not_distinct_from")
        return distinctFrom(operation, place);
    if (op == u"regexp_match_op" || op == u"not_regexp_match_op")
        return regexpMatch(operation, place);
    if (op == u"regexp_replace_op")
        return regexpReplace(operation, place);
    if (op == u"match_op" || op == u"not_match_op")
        return match(operation, place);
    if (op == u"json_getitem_op" || op == u"json_path_getitem_op")
        return jsonItem(element, operation, place);
    if (op == u"getitem") {
        if (!isPostgresql())
            return fail(u"Compiler for dialect %1 can't render element of type getitem"_s.arg(
                dialectName()));
        Place inner = place;
        inner.eagerGrouping = false;
        return expression(operation.left, inner) + u'[' + expression(operation.right, inner) + u']';
    }
    if (op == u"in_op" || op == u"not_in_op") {
        Place inner = place;
        inner.expandsInList = true;
        inner.expandsNegated = op == u"not_in_op";
        if (const auto *tuple = std::get_if<ExpressionList>(&operation.left->node);
            tuple && tuple->isTuple) {
            auto types = std::make_shared<std::vector<SqlTypePtr>>();
            for (const ExpressionPtr &item : tuple->items)
                types->push_back(item->type);
            inner.tupleTypes = std::move(types);
        }
        const QString text = genericBinary(operation, namedOperator(op).text, inner);
        // NOT IN has parentheses of its own, since its form for an empty list has an OR.
        return op == u"not_in_op" ? u'(' + text + u')' : text;
    }
    if (op == u"ASTEXT" || op == u"JSONPATH_ASTEXT") {
        Place inner = place;
        inner.inOperator = true;
        inner.eagerGrouping = true;
        const QString text = expression(operation.left, inner) + namedOperator(op).text
            + jsonIndex(operation.right, op == u"JSONPATH_ASTEXT", inner);
        return place.inOperator ? u'(' + text + u')' : text;
    }
    const Operator known = operatorOf(operation);
    if (known.text.isEmpty())
        return fail(
            u"Compiler for dialect %1 can't render element of type %2"_s.arg(dialectName(), op));
    const QString text = op == u"custom_op" ? percents(known.text) : known.text;
    return genericBinary(operation, text, place, known.isEagerGrouping);
}

QString StatementCompiler::genericBinary(const BinaryOperation &operation, const QString &text,
                                         Place place, bool eagerGrouping)
{
    const bool inParentheses = place.inOperator && eagerGrouping;
    place.inOperator = true;
    place.eagerGrouping = eagerGrouping;
    const QString sql =
        expression(operation.left, place) + text + expression(operation.right, place);
    return inParentheses ? u'(' + sql + u')' : sql;
}

QString StatementCompiler::like(const BinaryOperation &operation, const Place &place)
{
    QString op = operation.op;
    const bool isNegated = op.startsWith(u"not_");
    if (isNegated)
        op.remove(0, 4);
    const bool ignoresCase = op.startsWith(u'i');
    if (ignoresCase)
        op.remove(0, 1);
    ExpressionPtr left = operation.left;
    ExpressionPtr right = operation.right;
    if (ignoresCase && !isPostgresql()) {
        left = lowerCased(left);
        right = lowerCased(right);
    }
    const ExpressionPtr percent = literalText(u"'%'"_s);
    if (op == u"contains_op")
        right = ExpressionLowering::concatenated(ExpressionLowering::concatenated(percent, right),
                                                 percent);
    else if (op == u"startswith_op")
        right = ExpressionLowering::concatenated(right, percent);
    else if (op == u"endswith_op")
        right = ExpressionLowering::concatenated(percent, right);

    const QString word = ignoresCase && isPostgresql() ? u"ILIKE "_s : u"LIKE "_s;
    QString sql = expression(left, place) + (isNegated ? u" NOT "_s : u" "_s) + word
        + expression(right, place);
    if (operation.escape)
        sql += u" ESCAPE "_s + stringLiteral(*operation.escape);
    return sql;
}

QString StatementCompiler::arithmetic(const BinaryOperation &operation, const Place &given)
{
    Place place = given;
    place.eagerGrouping = false;
    if (operation.op == u"bitwise_xor_op") {
        if (isPostgresql())
            return genericBinary(operation, u" # "_s, place);
        if (!isSqlite())
            return genericBinary(operation, u" ^ "_s, place);
        // SQLite has no XOR: (a | b) - (a & b).
        const QString both = genericBinary(operation, u" | "_s, place, true);
        return u'(' + both + u" - "_s + genericBinary(operation, u" & "_s, place, true) + u')';
    }
    const QString left = expression(operation.left, place);
    if (operation.op == u"mod")
        return left + percents(u" % "_s) + expression(operation.right, place);
    if (operation.op == u"floordiv") {
        const QString quotient = left + u" / "_s + expression(operation.right, place);
        const bool isInteger = affinityOf(typeOf(operation.left)) == Affinity::Integer
            && affinityOf(typeOf(operation.right)) == Affinity::Integer;
        return isInteger && !isMySql() ? quotient : u"FLOOR("_s + quotient + u')';
    }
    if (isSqlite())
        return left + u" / ("_s + expression(operation.right, place) + u" + 0.0)"_s;
    if (isMySql())
        return left + u" / "_s + expression(operation.right, place);
    const bool isNumeric = affinityOf(typeOf(operation.right)) == Affinity::Numeric;
    const SqlTypePtr numeric = isNumeric ? operation.right->type : simpleType(u"Numeric"_s);
    // The operand of a CAST needs no parentheses of its own; those of the division stay.
    return left + u" / "_s
        + castTo(expression(operation.right, place), *numeric, [] { return QString(); });
}

QString StatementCompiler::distinctFrom(const BinaryOperation &operation, const Place &given)
{
    const bool isNegated = operation.op == u"is_not_distinct_from";
    if (isPostgresql() || isGeneric())
        return genericBinary(operation, namedOperator(operation.op).text, given);
    // SQLAlchemy compiles these operands anew, without the options of the statement: values stay
    // placeholders.
    Place place = start();
    place.literalBinds = false;
    const QString left = expression(operation.left, place);
    const QString right = expression(operation.right, place);
    if (isSqlite())
        return left + (isNegated ? u" IS "_s : u" IS NOT "_s) + right;
    const QString same = left + u" <=> "_s + right;
    return isNegated ? same : u"NOT ("_s + same + u')';
}

QString StatementCompiler::regexpMatch(const BinaryOperation &operation, const Place &place)
{
    const bool isNegated = operation.op.startsWith(u"not_");
    if (isPostgresql()) {
        const QString op = isNegated ? u"!~"_s : u"~"_s;
        if (!operation.flags)
            return genericBinary(operation, u' ' + op + u' ', place);
        if (*operation.flags == u"i")
            return genericBinary(operation, u' ' + op + u"* "_s, place);
        return expression(operation.left, place) + u' ' + op + u" CONCAT('(?', "_s
            + stringLiteral(*operation.flags) + u", ')', "_s + expression(operation.right, place)
            + u')';
    }
    if (isGeneric())
        return genericBinary(operation, isNegated ? u" <not regexp> "_s : u" <regexp> "_s, place);
    const QString op = isNegated ? u" NOT REGEXP "_s : u" REGEXP "_s;
    if (isSqlite() || !operation.flags)
        return genericBinary(operation, op, place);
    const QString left = expression(operation.left, place);
    if (isMariaDb(m_dialect)) {
        // As above: the pattern is compiled without the statement's options.
        Place apart = start();
        apart.literalBinds = false;
        return left + op + u"CONCAT('(?', "_s + stringLiteral(*operation.flags) + u", ')', "_s
            + expression(operation.right, apart) + u')';
    }
    return (isNegated ? u"NOT "_s : QString()) + u"REGEXP_LIKE("_s + left + u", "_s
        + expression(operation.right, place) + u", "_s + stringLiteral(*operation.flags) + u')';
}

QString StatementCompiler::regexpReplace(const BinaryOperation &operation, const Place &place)
{
    if (isSqlite())
        return fail(u"sqlite dialect does not support regular expression replacements"_s);
    const QString subject = expression(operation.left, place);
    if (isGeneric())
        return u"<regexp replace>("_s + subject + u", "_s + expression(operation.right, place)
            + u')';
    const auto *pair = std::get_if<ExpressionList>(&operation.right->node);
    if (operation.flags && isMariaDb(m_dialect) && pair && pair->items.size() == 2) {
        Place apart = start();
        apart.literalBinds = false;
        return u"REGEXP_REPLACE("_s + subject + u", CONCAT('(?', "_s
            + stringLiteral(*operation.flags) + u", ')', "_s + expression(pair->items[0], apart)
            + u"), "_s + expression(pair->items[1], place) + u')';
    }
    QString sql = u"REGEXP_REPLACE("_s + subject + u", "_s + expression(operation.right, place);
    if (operation.flags)
        sql += u", "_s + stringLiteral(*operation.flags);
    return sql + u')';
}

QString StatementCompiler::match(const BinaryOperation &operation, const Place &place)
{
    const bool isNegated = operation.op == u"not_match_op";
    const auto modifier = [&](const QString &name) -> const Literal * {
        for (const auto &[key, value] : operation.modifiers) {
            if (key == name)
                return &value;
        }
        return nullptr;
    };
    if (isSqlite() || isGeneric())
        return isNegated ? u"NOT "_s + genericBinary(operation, u" MATCH "_s, place)
                         : genericBinary(operation, u" MATCH "_s, place);
    QString sql;
    const QString left = expression(operation.left, place);
    const QString right = expression(operation.right, place);
    if (isPostgresql()) {
        const Literal *config = modifier(u"postgresql_regconfig"_s);
        const auto *name = config ? std::get_if<QString>(&config->value) : nullptr;
        sql = left + u" @@ plainto_tsquery("_s + (name ? stringLiteral(*name) + u", "_s : QString())
            + right + u')';
    } else {
        const auto flag = [&](const QString &name, bool otherwise) {
            const Literal *value = modifier(name);
            const auto *truth = value ? std::get_if<bool>(&value->value) : nullptr;
            return truth ? *truth : otherwise;
        };
        const bool boolean = flag(u"mysql_boolean_mode"_s, true);
        const bool natural = flag(u"mysql_natural_language"_s, false);
        const bool expansion = flag(u"mysql_query_expansion"_s, false);
        if (boolean && (natural || expansion)) {
            const auto word = [](bool on) { return on ? u"True"_s : u"False"_s; };
            return fail(
                u"Invalid MySQL match flags: in_boolean_mode=%1, in_natural_language_mode=%2, "
                "with_query_expansion=%3"_s.arg(word(boolean), word(natural), word(expansion)));
        }
        sql = u"MATCH ("_s + left + u") AGAINST ("_s + right
            + (boolean ? u" IN BOOLEAN MODE"_s : QString())
            + (natural ? u" IN NATURAL LANGUAGE MODE"_s : QString())
            + (expansion ? u" WITH QUERY EXPANSION"_s : QString()) + u')';
    }
    return isNegated ? u"NOT "_s + sql : sql;
}

QString StatementCompiler::jsonIndex(const ExpressionPtr &index, bool isPath, const Place &place)
{
    const auto *value = std::get_if<BoundValue>(&index->node);
    if (!value || !value->hasValue)
        return expression(index, place);
    const auto step = [](const Literal &part) {
        if (const auto *number = std::get_if<qint64>(&part.value))
            return u'[' + QString::number(*number) + u']';
        return u".\""_s + std::get<QString>(part.value) + u'"';
    };
    const auto isStep = [](const Literal &part) {
        return std::holds_alternative<qint64>(part.value)
            || std::holds_alternative<QString>(part.value);
    };
    QString text;
    if (isPath) {
        const auto *path = std::get_if<std::shared_ptr<const LiteralList>>(&value->value.value);
        if (!path || !std::all_of((*path)->items.begin(), (*path)->items.end(), isStep))
            return expression(index, place);
        if (isPostgresql()) {
            QStringList parts;
            for (const Literal &part : (*path)->items) {
                const auto *number = std::get_if<qint64>(&part.value);
                parts.append(number ? QString::number(*number) : std::get<QString>(part.value));
            }
            text = u'{' + parts.join(u", "_s) + u'}';
        } else {
            text = u"$"_s;
            for (const Literal &part : (*path)->items)
                text += step(part);
        }
    } else if (isPostgresql()) {
        return expression(index, place);
    } else if (!isStep(value->value)) {
        return expression(index, place);
    } else {
        text = u'$' + step(value->value);
    }
    BoundValue converted = *value;
    converted.value = Literal(text);
    const auto element = std::make_shared<const Expression>(
        Expression { simpleType(u"String"_s), BoundValue(converted) });
    return bound(element, converted, place);
}

QString StatementCompiler::jsonItem(const Expression &element, const BinaryOperation &operation,
                                    const Place &given)
{
    const bool isPath = operation.op == u"json_path_getitem_op";
    const SqlType *type = element.type.get();
    const bool isJson = affinityOf(type) == Affinity::Json;
    Place place = given;
    place.eagerGrouping = false;
    if (isMySql())
        return jsonItemMySql(type, operation, place);
    if (isSqlite()) {
        const QString extracted = u"JSON_EXTRACT("_s + expression(operation.left, place) + u", "_s
            + jsonIndex(operation.right, isPath, place) + u')';
        return isJson ? u"JSON_QUOTE("_s + extracted + u')' : extracted;
    }
    if (isGeneric())
        return expression(operation.left, place) + u'[' + expression(operation.right, place) + u']';
    // PostgreSQL: a value that is not JSON is read as text and cast.
    const bool asText = !isJson;
    const SqlType *container = typeOf(operation.left);
    if (!asText && !isPath && container && container->name == u"JSONB") {
        const ExpressionPtr &left = ungrouped(operation.left);
        const bool isCall = std::holds_alternative<Function>(left->node)
            || std::holds_alternative<Cast>(left->node);
        const QString text = expression(operation.left, place);
        return (isCall ? u'(' + text + u')' : text) + u'['
            + jsonIndex(operation.right, false, place) + u']';
    }
    const bool inParentheses = place.inOperator;
    place.inOperator = true;
    place.eagerGrouping = true;
    QString sql = expression(operation.left, place);
    sql += isPath ? (asText ? u" #>> "_s : u" #> "_s) : (asText ? u" ->> "_s : u" -> "_s);
    sql += jsonIndex(operation.right, isPath, place);
    if (inParentheses)
        sql = u'(' + sql + u')';
    if (!asText)
        return sql;
    return type ? castTo(sql, *type, [&] { return sql; })
                : fail(u"A JSON subscript needs a type"_s);
}

QString StatementCompiler::jsonItemMySql(const SqlType *type, const BinaryOperation &operation,
                                         const Place &place)
{
    const bool isPath = operation.op == u"json_path_getitem_op";
    const auto extracted = [&] {
        const QString left = expression(operation.left, place);
        return u"JSON_EXTRACT("_s + left + u", "_s + jsonIndex(operation.right, isPath, place)
            + u')';
    };
    const Affinity family = affinityOf(type);
    if (family == Affinity::Json)
        return extracted();
    // MySQL does not know JSON's null as NULL.
    const QString start = u"CASE "_s + extracted() + u" WHEN 'null' THEN NULL "_s;
    QString rest;
    switch (family) {
    case Affinity::Integer:
        rest = u"ELSE CAST("_s + extracted() + u" AS SIGNED INTEGER)"_s;
        break;
    case Affinity::Numeric:
        if (type->scale && type->precision)
            rest = u"ELSE CAST("_s + extracted() + u" AS DECIMAL("_s
                + QString::number(*type->precision) + u", "_s + QString::number(*type->scale)
                + u"))"_s;
        else
            rest = u"ELSE "_s + extracted() + u"+0.0000000000000000000000"_s;
        break;
    case Affinity::Boolean:
        rest = u"WHEN true THEN true ELSE false"_s;
        break;
    case Affinity::String:
        rest = u"ELSE JSON_UNQUOTE("_s + extracted() + u')';
        break;
    default:
        rest = u"ELSE "_s + extracted();
    }
    return start + rest + u" END"_s;
}

} // namespace limbeck::dialect
