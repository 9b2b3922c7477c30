// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/operators.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

namespace {

constexpr int lowestPrecedence = -100;
constexpr int highestPrecedence = 100;

enum Trait : unsigned { None = 0, Comparison = 1, Associative = 2, NaturalSelf = 4, Eager = 8 };

Operator make(const char16_t *name, const char16_t *text, const char16_t *negation,
              std::optional<int> precedence, unsigned traits)
{
    Operator op;
    op.name = QString::fromUtf16(name);
    op.text = QString::fromUtf16(text);
    op.negation = QString::fromUtf16(negation);
    op.precedence = precedence;
    op.isComparison = (traits & Comparison) != 0;
    op.isAssociative = (traits & Associative) != 0;
    op.isNaturalSelfPrecedent = (traits & (Associative | NaturalSelf)) != 0;
    op.isEagerGrouping = (traits & Eager) != 0;
    return op;
}

/// Comparisons and the string operators built on LIKE. The latter have no precedence: they group
/// against everything.
std::vector<Operator> comparisonOperators()
{
    return {
        make(u"eq", u" = ", u"ne", 5, Comparison),
        make(u"ne", u" != ", u"eq", 5, Comparison),
        make(u"lt", u" < ", u"ge", 5, Comparison),
        make(u"le", u" <= ", u"gt", 5, Comparison),
        make(u"gt", u" > ", u"le", 5, Comparison),
        make(u"ge", u" >= ", u"lt", 5, Comparison),
        make(u"is_", u" IS ", u"is_not", 5, Comparison),
        make(u"is_not", u" IS NOT ", u"is_", 5, Comparison),
        make(u"is_distinct_from", u" IS DISTINCT FROM ", u"is_not_distinct_from", 5, Comparison),
        make(u"is_not_distinct_from", u" IS NOT DISTINCT FROM ", u"is_distinct_from", 5,
             Comparison),
        make(u"like_op", u" LIKE ", u"not_like_op", 5, Comparison),
        make(u"not_like_op", u" NOT LIKE ", u"like_op", 5, Comparison),
        make(u"ilike_op", u"", u"not_ilike_op", 5, Comparison),
        make(u"not_ilike_op", u"", u"ilike_op", 5, Comparison),
        make(u"in_op", u" IN ", u"not_in_op", 5, Comparison),
        make(u"not_in_op", u" NOT IN ", u"in_op", 5, Comparison),
        make(u"between_op", u" BETWEEN ", u"not_between_op", 5, Comparison),
        make(u"not_between_op", u" NOT BETWEEN ", u"between_op", 5, Comparison),
        make(u"match_op", u" MATCH ", u"not_match_op", 5, Comparison),
        make(u"not_match_op", u" NOT MATCH ", u"match_op", 5, Comparison),
        make(u"regexp_match_op", u"", u"not_regexp_match_op", 5, Comparison),
        make(u"not_regexp_match_op", u"", u"regexp_match_op", 5, Comparison),
        make(u"contains_op", u"", u"not_contains_op", {}, Comparison),
        make(u"not_contains_op", u"", u"contains_op", {}, Comparison),
        make(u"icontains_op", u"", u"not_icontains_op", {}, Comparison),
        make(u"not_icontains_op", u"", u"icontains_op", {}, Comparison),
        make(u"startswith_op", u"", u"not_startswith_op", {}, Comparison),
        make(u"not_startswith_op", u"", u"startswith_op", {}, Comparison),
        make(u"istartswith_op", u"", u"not_istartswith_op", {}, Comparison),
        make(u"not_istartswith_op", u"", u"istartswith_op", {}, Comparison),
        make(u"endswith_op", u"", u"not_endswith_op", {}, Comparison),
        make(u"not_endswith_op", u"", u"endswith_op", {}, Comparison),
        make(u"iendswith_op", u"", u"not_iendswith_op", {}, Comparison),
        make(u"not_iendswith_op", u"", u"iendswith_op", {}, Comparison),
    };
}

/// Arithmetic, strings, subscripts, and the words that stand before or behind an expression.
std::vector<Operator> otherOperators()
{
    return {
        make(u"add", u" + ", u"", 7, Associative),
        make(u"sub", u" - ", u"", 7, None),
        make(u"mul", u" * ", u"", 8, Associative),
        make(u"truediv", u" / ", u"", 8, None),
        make(u"floordiv", u"", u"", 8, None),
        make(u"mod", u" % ", u"", 8, None),
        make(u"neg", u"-", u"", 8, None),
        make(u"bitwise_not_op", u"~", u"", 8, None),
        make(u"bitwise_xor_op", u" ^ ", u"", 7, None),
        make(u"bitwise_or_op", u" | ", u"", 7, None),
        make(u"bitwise_and_op", u" & ", u"", 7, None),
        make(u"bitwise_lshift_op", u" << ", u"", 7, None),
        make(u"bitwise_rshift_op", u" >> ", u"", 7, None),
        make(u"concat_op", u" || ", u"", 5, Associative),
        make(u"regexp_replace_op", u"", u"", 5, None),
        make(u"getitem", u"", u"", 15, NaturalSelf),
        make(u"json_getitem_op", u"", u"", 15, NaturalSelf),
        make(u"json_path_getitem_op", u"", u"", 15, NaturalSelf),
        make(u"any_op", u"ANY ", u"", 15, None),
        make(u"all_op", u"ALL ", u"", 15, None),
        make(u"filter_op", u"", u"", 6, None),
        make(u"distinct_op", u"DISTINCT ", u"", 5, None),
        make(u"inv", u"NOT ", u"", 5, None),
        make(u"is_true", u"", u"is_false", 5, None),
        make(u"is_false", u"", u"is_true", 5, None),
        make(u"collate", u" COLLATE ", u"", 4, None),
        make(u"and_", u" AND ", u"", 3, Associative),
        make(u"or_", u" OR ", u"", 2, Associative),
        make(u"desc_op", u" DESC", u"", 3, None),
        make(u"asc_op", u" ASC", u"", 3, None),
        make(u"nulls_first_op", u" NULLS FIRST", u"", {}, None),
        make(u"nulls_last_op", u" NULLS LAST", u"", {}, None),
        make(u"exists", u"EXISTS ", u"", 0, None),
        make(u"comma_op", u", ", u"", -1, None),
        make(u"as_", u" AS ", u"", -1, None),
        make(u"_asbool", u"", u"", -10, None),
    };
}

/// PostgreSQL's operators of JSON, arrays, ranges and hstore, under SQLAlchemy's names in upper
/// case.
std::vector<Operator> postgresqlOperators()
{
    constexpr unsigned json = NaturalSelf | Eager;
    return {
        make(u"ASTEXT", u" ->> ", u"", 15, json),
        make(u"JSONPATH_ASTEXT", u" #>> ", u"", 15, json),
        make(u"GETITEM", u" -> ", u"", 15, json),
        make(u"DELETE_PATH", u" #- ", u"", 15, json),
        make(u"HAS_KEY", u" ? ", u"", 5, json | Comparison),
        make(u"HAS_ALL", u" ?& ", u"", 5, json | Comparison),
        make(u"HAS_ANY", u" ?| ", u"", 5, json | Comparison),
        make(u"PATH_EXISTS", u" @? ", u"", 5, json | Comparison),
        make(u"PATH_MATCH", u" @@ ", u"", 5, json | Comparison),
        make(u"CONTAINS", u" @> ", u"", 5, json | Comparison),
        make(u"CONTAINED_BY", u" <@ ", u"", 5, json | Comparison),
        make(u"OVERLAP", u" && ", u"", 5, Comparison),
        make(u"STRICTLY_LEFT_OF", u" << ", u"", 5, Comparison),
        make(u"STRICTLY_RIGHT_OF", u" >> ", u"", 5, Comparison),
        make(u"NOT_EXTEND_RIGHT_OF", u" &< ", u"", 5, Comparison),
        make(u"NOT_EXTEND_LEFT_OF", u" &> ", u"", 5, Comparison),
        make(u"ADJACENT_TO", u" -|- ", u"", 5, Comparison),
    };
}

const QHash<QString, Operator> &operators()
{
    static const QHash<QString, Operator> table = [] {
        QHash<QString, Operator> all;
        for (const auto &group : { comparisonOperators(), otherOperators(), postgresqlOperators() })
            for (const Operator &op : group)
                all.insert(op.name, op);
        return all;
    }();
    return table;
}

bool isSame(const Operator &a, const Operator &b)
{
    return a.name == b.name && a.customText == b.customText;
}

} // namespace

Operator namedOperator(const QString &name)
{
    const auto found = operators().constFind(name);
    if (found != operators().cend())
        return *found;
    Operator unknown;
    unknown.name = name;
    return unknown;
}

Operator operatorOf(const schema::BinaryOperation &binary)
{
    if (binary.op != u"custom_op")
        return namedOperator(binary.op);
    Operator op;
    op.name = binary.op;
    op.customText = binary.opText;
    op.text = u' ' + binary.opText + u' ';
    op.precedence = binary.precedence;
    op.isComparison = binary.isComparison;
    op.isNaturalSelfPrecedent = binary.naturalSelfPrecedent;
    op.isEagerGrouping = binary.eagerGrouping;
    return op;
}

Operator operatorOf(const schema::UnaryOperation &unary)
{
    static const QHash<QString, QString> names {
        { u"NOT"_s, u"inv"_s },
        { u"-"_s, u"neg"_s },
        { u"~"_s, u"bitwise_not_op"_s },
        { u"DISTINCT"_s, u"distinct_op"_s },
        { u"EXISTS"_s, u"exists"_s },
        { u"ANY"_s, u"any_op"_s },
        { u"ALL"_s, u"all_op"_s },
        { u"ASC"_s, u"asc_op"_s },
        { u"DESC"_s, u"desc_op"_s },
        { u"NULLS FIRST"_s, u"nulls_first_op"_s },
        { u"NULLS LAST"_s, u"nulls_last_op"_s },
    };
    const Operator known = namedOperator(names.value(unary.op, unary.op));
    if (known.precedence || !known.text.isEmpty())
        return known;
    Operator custom;
    custom.name = u"custom_op"_s;
    custom.customText = unary.op;
    custom.text = unary.postfix ? u' ' + unary.op : unary.op + u' ';
    custom.precedence = 0;
    return custom;
}

bool isPrecedent(const Operator &op, const Operator *against)
{
    if (against == nullptr)
        return true;
    if (op.isNaturalSelfPrecedent && isSame(op, *against))
        return false;
    return op.precedence.value_or(lowestPrecedence)
        <= against->precedence.value_or(highestPrecedence);
}

bool isBooleanOperator(const Operator &op)
{
    return op.isComparison || op.name == u"inv" || op.name == u"is_true" || op.name == u"is_false"
        || op.name == u"and_" || op.name == u"or_";
}

} // namespace limbeck::dialect
