// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/expressions.h"

#include <QObject>

using namespace limbeck;
using namespace limbeck::test;

/// Expressions alone, with the values inline. Expectations: SQLAlchemy 2.0.52.
class tst_Expressions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operators_data();
    void operators();
    void conditions_data();
    void conditions();
    void strings_data();
    void strings();
    void json_data();
    void json();
    void functions_data();
    void functions();

private:
    const TablePtr t = lightTable(
        u"t"_s, u"id Integer, a String, b Boolean, j JSON, f Float, d Date, x, jb JSONB"_s);

    [[nodiscard]] ExpressionPtr c(const QString &name) const { return column(t, name); }

    static void columns()
    {
        QTest::addColumn<ExpressionPtr>("expression");
        QTest::addColumn<Expected>("expected");
    }

    static void compare()
    {
        QFETCH(ExpressionPtr, expression);
        QFETCH(Expected, expected);
        compareDialects(expected, [&](const dialect::Dialect &database) {
            return dialect::compileExpressionStatement(*expression, database, {});
        });
    }

    static void row(const char *name, const ExpressionPtr &expression, const Expected &expected)
    {
        QTest::newRow(name) << expression << expected;
    }
};

void tst_Expressions::operators_data()
{
    columns();
    const ExpressionPtr id = c(u"id"_s);
    const auto minus = [](ExpressionPtr l, ExpressionPtr r) { return binary(u"sub"_s, l, r); };
    row("difference of difference", minus(id, minus(id, value(1))), u"t.id - (t.id - 1)");
    row("difference, left", minus(minus(id, value(1)), value(1)), u"(t.id - 1) - 1");
    row("product of products",
        binary(u"mul"_s, binary(u"mul"_s, id, value(2)), binary(u"mul"_s, id, value(3))),
        u"t.id * 2 * t.id * 3");
    row("sum in product", binary(u"mul"_s, id, binary(u"add"_s, c(u"id"_s), value(2))),
        u"t.id * (t.id + 2)");
    row("minus", unary(u"-"_s, binary(u"add"_s, id, value(1))), u"-(t.id + 1)");
    row("minus minus", unary(u"-"_s, unary(u"-"_s, id)), u"-(-t.id)");
    row("division of integers", binary(u"truediv"_s, id, value(2)),
        { u"t.id / CAST(2 AS NUMERIC)", u"t.id / 2", u"t.id / (2 + 0.0)" });
    row("floor division of integers", binary(u"floordiv"_s, id, value(2)),
        { u"t.id / 2", u"FLOOR(t.id / 2)", u"t.id / 2" });
    row("floor division of floats", binary(u"floordiv"_s, c(u"f"_s), value(2)), u"FLOOR(t.f / 2)");
    row("modulo", binary(u"mod"_s, id, value(5)), u"t.id % 5");
    row("xor", binary(u"bitwise_xor_op"_s, id, value(3)),
        { u"t.id # 3", u"t.id ^ 3", u"(t.id | 3 - t.id & 3)" });
    row("bit and comparison", eq(binary(u"bitwise_and_op"_s, id, value(4)), value(4)),
        u"t.id & 4 = 4");
    row("custom operator", eq(custom(u"&"_s, id, value(4)), value(0)), u"(t.id & 4) = 0");
    row("reversed", minus(value(1), id), u"1 - t.id");
    row("cast", cast(id, u"String"_s),
        { u"CAST(t.id AS VARCHAR)", u"CAST(t.id AS CHAR)", u"CAST(t.id AS VARCHAR)" });
    row("cast that MySQL has not", cast(c(u"b"_s), u"Boolean"_s),
        { u"CAST(t.b AS BOOLEAN)", u"t.b", u"CAST(t.b AS BOOLEAN)" });
    row("descending, nulls last", unary(u"NULLS LAST"_s, unary(u"DESC"_s, c(u"a"_s))),
        u"t.a DESC NULLS LAST");
    row("extract", node(Extract { u"month"_s, c(u"d"_s) }),
        { u"EXTRACT(month FROM t.d)", u"EXTRACT(month FROM t.d)",
          u"CAST(STRFTIME('%m', t.d) AS INTEGER)" });
    row("case", node(Case { {}, { { eq(id, value(1)), value(u"a") } }, value(u"b") }),
        u"CASE WHEN (t.id = 1) THEN 'a' ELSE 'b' END");
    row("case of a value", node(Case { id, { { value(1), value(u"a") } }, {} }),
        u"CASE t.id WHEN 1 THEN 'a' END");
    row("collate in a comparison", eq(node(Collate { c(u"a"_s), u"C"_s }), value(u"x")),
        { u"(t.a COLLATE \"C\") = 'x'", u"(t.a COLLATE `C`) = 'x'", u"(t.a COLLATE \"C\") = 'x'" });
}

void tst_Expressions::operators()
{
    compare();
}

void tst_Expressions::conditions_data()
{
    columns();
    const ExpressionPtr id = c(u"id"_s), a = c(u"a"_s), b = c(u"b"_s);
    const ExpressionPtr one = eq(id, value(1));
    row("opposite", negation(one), u"t.id != 1");
    row("not and", negation(allOf({ one, eq(a, value(u"x")) })), u"NOT (t.id = 1 AND t.a = 'x')");
    row("boolean column in or", negation(anyOf({ one, b })),
        { u"NOT (t.id = 1 OR t.b)", u"NOT (t.id = 1 OR t.b = 1)", u"NOT (t.id = 1 OR t.b = 1)" });
    row("not boolean", negation(b), { u"NOT t.b", u"t.b = 0", u"t.b = 0" });
    row("true in and vanishes", allOf({ value(true), one }), u"t.id = 1");
    row("false in and decides", allOf({ value(false), one }), { u"false", u"false = 1", u"0 = 1" });
    row("and in or", anyOf({ allOf({ one, b }), one }),
        { u"t.id = 1 AND t.b OR t.id = 1", u"t.id = 1 AND t.b = 1 OR t.id = 1",
          u"t.id = 1 AND t.b = 1 OR t.id = 1" });
    row("or in and", allOf({ anyOf({ one, one }), one }), u"(t.id = 1 OR t.id = 1) AND t.id = 1");
    row("and in and", allOf({ allOf({ one, one }), one }), u"t.id = 1 AND t.id = 1 AND t.id = 1");
    row("equals None", eq(a, none()), u"t.a IS NULL");
    row("not equals None", binary(u"ne"_s, a, none()), u"t.a IS NOT NULL");
    row("not is None", negation(binary(u"is_"_s, a, none())), u"t.a IS NOT NULL");
    row("equals True", eq(b, value(true)), { u"t.b = true", u"t.b = true", u"t.b = 1" });
    row("is False", binary(u"is_"_s, b, value(false)),
        { u"t.b IS false", u"t.b IS false", u"t.b IS 0" });
    row("less than None", binary(u"lt"_s, a, none()),
        u"!Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' "
        u"operators can be used "
        u"with None/True/False");
    row("distinct from None", binary(u"is_distinct_from"_s, a, none()),
        { u"t.a IS DISTINCT FROM NULL", u"NOT (t.a <=> NULL)", u"t.a IS NOT NULL" });
    row("distinct from a value", binary(u"is_distinct_from"_s, a, value(u"x")),
        { u"t.a IS DISTINCT FROM 'x'", u"NOT (t.a <=> :a_1)", u"t.a IS NOT :a_1" });
    row("in", binary(u"in_op"_s, id, listOf({ value(1), value(2) })), u"t.id IN (1, 2)");
    row("not in", negation(binary(u"in_op"_s, id, listOf({ value(1) }))), u"(t.id NOT IN (1))");
    row("in columns", binary(u"in_op"_s, id, listOf({ c(u"f"_s), value(2) })), u"t.id IN (t.f, 2)");
    row("in nothing", binary(u"in_op"_s, id, listOf({})),
        { u"t.id IN (NULL) AND (1 != 1)", u"t.id IN (NULL) AND (1 != 1)",
          u"t.id IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1)" });
    row("not in nothing", binary(u"not_in_op"_s, id, listOf({})),
        { u"(t.id NOT IN (NULL) OR (1 = 1))", u"(t.id NOT IN (NULL) OR (1 = 1))",
          u"(t.id NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1))" });
    row("tuple in",
        binary(u"in_op"_s, tupleOf({ id, a }),
               value(literals({ literals({ Literal(qint64 { 1 }), Literal(u"x"_s) }) }))),
        { u"(t.id, t.a) IN ((1, 'x'))", u"(t.id, t.a) IN ((1, 'x'))",
          u"(t.id, t.a) IN (VALUES (1, 'x'))" });
    row("tuple in nothing", binary(u"in_op"_s, tupleOf({ id, a }), value(literals({}))),
        { u"(t.id, t.a) IN ((NULL, NULL)) AND (1 != 1)",
          u"(t.id, t.a) IN ((NULL, NULL)) AND (1 != 1)",
          u"(t.id, t.a) IN (VALUES SELECT 1, 1 FROM (SELECT 1, 1) WHERE 1!=1)" });
    row("between", node(Between { id, value(1), binary(u"add"_s, id, value(1)), false, false }),
        u"t.id BETWEEN 1 AND t.id + 1");
    row("not between", negation(node(Between { id, value(1), value(2), false, false })),
        u"t.id NOT BETWEEN 1 AND 2");
    row("not a function", negation(function(u"f"_s, { a })), u"NOT f(t.a)");
    row("not a sum", negation(binary(u"add"_s, id, value(1))), u"NOT (t.id + 1)");
    row("exists in and", allOf({ scalar(select({ word(Keyword::Word::Star) }, one), true), one }),
        u"(EXISTS (SELECT * \nFROM t \nWHERE t.id = 1)) AND t.id = 1");
    row("any", eq(value(u"x"), unary(u"ANY"_s, a)), u"'x' = ANY (t.a)");
}

void tst_Expressions::conditions()
{
    compare();
}

void tst_Expressions::strings_data()
{
    columns();
    const ExpressionPtr a = c(u"a"_s);
    row("concatenation", binary(u"add"_s, binary(u"add"_s, a, value(u" ")), a),
        { u"t.a || ' ' || t.a", u"concat(t.a, ' ', t.a)", u"t.a || ' ' || t.a" });
    row("concatenation compared", eq(binary(u"add"_s, a, value(u"x")), value(u"y")),
        { u"(t.a || 'x') = 'y'", u"(concat(t.a, 'x')) = 'y'", u"(t.a || 'x') = 'y'" });
    row("concatenation of a cast", binary(u"add"_s, cast(c(u"id"_s), u"String"_s), value(u"%")),
        { u"CAST(t.id AS VARCHAR) || '%'", u"concat(CAST(t.id AS CHAR), '%')",
          u"CAST(t.id AS VARCHAR) || '%'" });
    row("like", binary(u"like_op"_s, a, value(u"a%")), u"t.a LIKE 'a%'");
    row("not like", negation(binary(u"like_op"_s, a, value(u"a%"))), u"t.a NOT LIKE 'a%'");
    row("ilike", binary(u"ilike_op"_s, a, value(u"x")),
        { u"t.a ILIKE 'x'", u"lower(t.a) LIKE lower('x')", u"lower(t.a) LIKE lower('x')" });
    row("contains", binary(u"contains_op"_s, a, value(u"x")),
        { u"t.a LIKE '%' || 'x' || '%'", u"t.a LIKE concat('%', 'x', '%')",
          u"t.a LIKE '%' || 'x' || '%'" });
    row("contains in and", allOf({ binary(u"contains_op"_s, a, value(u"x")), eq(a, a) }),
        { u"(t.a LIKE '%' || 'x' || '%') AND t.a = t.a",
          u"(t.a LIKE concat('%', 'x', '%')) AND t.a = t.a",
          u"(t.a LIKE '%' || 'x' || '%') AND t.a = t.a" });
    row("startswith", binary(u"startswith_op"_s, a, value(u"x")),
        { u"t.a LIKE 'x' || '%'", u"t.a LIKE concat('x', '%')", u"t.a LIKE 'x' || '%'" });
    row("istartswith", binary(u"istartswith_op"_s, a, a),
        { u"t.a ILIKE t.a || '%'", u"lower(t.a) LIKE concat(lower(t.a), '%')",
          u"lower(t.a) LIKE lower(t.a) || '%'" });
    BinaryOperation escaped;
    escaped.op = u"contains_op"_s;
    escaped.left = a;
    escaped.right = value(u"50%");
    escaped.autoescape = true;
    row("autoescape", node(escaped),
        { u"t.a LIKE '%' || '50/%' || '%' ESCAPE '/'",
          u"t.a LIKE concat('%', '50/%', '%') ESCAPE '/'",
          u"t.a LIKE '%' || '50/%' || '%' ESCAPE '/'" });
    row("regexp", binary(u"regexp_match_op"_s, a, value(u"x")),
        { u"t.a ~ 'x'", u"t.a REGEXP 'x'", u"t.a REGEXP 'x'" });
    row("not regexp", negation(binary(u"regexp_match_op"_s, a, value(u"x"))),
        { u"t.a !~ 'x'", u"t.a NOT REGEXP 'x'", u"t.a NOT REGEXP 'x'" });
    BinaryOperation flagged;
    flagged.op = u"regexp_match_op"_s;
    flagged.left = a;
    flagged.right = value(u"x");
    flagged.flags = u"i"_s;
    row("regexp with flags", node(flagged),
        { u"t.a ~* 'x'", u"REGEXP_LIKE(t.a, 'x', 'i')", u"t.a REGEXP CONCAT('(?', 'i', ')', :a_1)",
          u"t.a REGEXP 'x'" });
    row("regexp replace", binary(u"regexp_replace_op"_s, a, listOf({ value(u"x"), value(u"y") })),
        { u"REGEXP_REPLACE(t.a, 'x', 'y')", u"REGEXP_REPLACE(t.a, 'x', 'y')",
          u"!sqlite dialect does not support regular expression replacements" });
    row("match", binary(u"match_op"_s, a, value(u"q")),
        { u"t.a @@ plainto_tsquery('q')", u"MATCH (t.a) AGAINST ('q' IN BOOLEAN MODE)",
          u"t.a MATCH 'q'" });
}

void tst_Expressions::strings()
{
    compare();
}

void tst_Expressions::json_data()
{
    columns();
    const auto item = [&](const QString &container, ExpressionPtr index, const QString &as = {}) {
        BinaryOperation subscript;
        subscript.op = u"json_getitem_op"_s;
        subscript.left = c(container);
        subscript.right = std::move(index);
        return node(std::move(subscript), as.isEmpty() ? SqlTypePtr() : type(as));
    };
    row("key", item(u"j"_s, value(u"k")),
        { u"t.j -> 'k'", u"JSON_EXTRACT(t.j, '$.\"k\"')",
          u"JSON_QUOTE(JSON_EXTRACT(t.j, '$.\"k\"'))" });
    row("index", item(u"j"_s, value(1)),
        { u"t.j -> 1", u"JSON_EXTRACT(t.j, '$[1]')", u"JSON_QUOTE(JSON_EXTRACT(t.j, '$[1]'))" });
    row("as integer", item(u"j"_s, value(u"k"), u"Integer"_s),
        { u"CAST(t.j ->> 'k' AS INTEGER)",
          u"CASE JSON_EXTRACT(t.j, '$.\"k\"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, "
          u"'$.\"k\"') AS SIGNED "
          u"INTEGER) END",
          u"JSON_EXTRACT(t.j, '$.\"k\"')" });
    row("as text, compared", eq(item(u"j"_s, value(u"k"), u"String"_s), value(u"x")),
        { u"CAST((t.j ->> 'k') AS VARCHAR) = 'x'",
          u"CASE JSON_EXTRACT(t.j, '$.\"k\"') WHEN 'null' THEN NULL ELSE "
          u"JSON_UNQUOTE(JSON_EXTRACT(t.j, '$.\"k\"')) END = 'x'",
          u"JSON_EXTRACT(t.j, '$.\"k\"') = 'x'" });
    row("astext", eq(binary(u"ASTEXT"_s, c(u"jb"_s), value(u"k")), value(u"x")),
        { u"(t.jb ->> 'k') = 'x'", u"(t.jb ->> '$.\"k\"') = 'x'", u"(t.jb ->> '$.\"k\"') = 'x'" });
    BinaryOperation path;
    path.op = u"json_path_getitem_op"_s;
    path.left = c(u"j"_s);
    path.right = value(literals({ Literal(u"a"_s), Literal(qint64 { 1 }) }));
    row("path", node(path),
        { u"t.j #> '{a, 1}'", u"JSON_EXTRACT(t.j, '$.\"a\"[1]')",
          u"JSON_QUOTE(JSON_EXTRACT(t.j, '$.\"a\"[1]'))" });
}

void tst_Expressions::json()
{
    compare();
}

void tst_Expressions::functions_data()
{
    columns();
    const ExpressionPtr id = c(u"id"_s);
    row("now", function(u"now"_s), { u"now()", u"now()", u"CURRENT_TIMESTAMP" });
    row("now, any case", function(u"NOW"_s), { u"now()", u"now()", u"CURRENT_TIMESTAMP" });
    row("unknown", function(u"Foo"_s, { value(1) }), u"Foo(1)");
    row("count", function(u"count"_s), u"count(*)");
    row("count distinct", function(u"count"_s, { unary(u"DISTINCT"_s, id) }),
        u"count(DISTINCT t.id)");
    row("current_timestamp", function(u"current_timestamp"_s), u"CURRENT_TIMESTAMP");
    row("random", function(u"random"_s), { u"random()", u"rand()", u"random()" });
    row("char_length", function(u"char_length"_s, { c(u"a"_s) }),
        { u"char_length(t.a)", u"char_length(t.a)", u"length(t.a)" });
    row("argument with an operator", function(u"f"_s, { binary(u"add"_s, id, value(1)) }),
        u"f(t.id + 1)");
    row("argument with LIKE",
        function(u"f"_s, { binary(u"startswith_op"_s, c(u"a"_s), value(u"x")) }),
        { u"f((t.a LIKE 'x' || '%'))", u"f((t.a LIKE concat('x', '%')))",
          u"f((t.a LIKE 'x' || '%'))" });
    row("rollup", function(u"rollup"_s, { id, c(u"a"_s) }),
        { u"ROLLUP(t.id, t.a)", u"t.id, t.a WITH ROLLUP", u"ROLLUP(t.id, t.a)" });
    Function packaged;
    packaged.packages = { u"pg_catalog"_s };
    packaged.name.text = u"foo"_s;
    row("package", node(packaged), u"pg_catalog.foo()");
    Function filtered;
    filtered.name.text = u"count"_s;
    filtered.filter = binary(u"gt"_s, id, value(1));
    row("filter", node(filtered), u"count(*) FILTER (WHERE t.id > 1)");
    Function ordered;
    ordered.name.text = u"percentile_cont"_s;
    ordered.arguments = { value(Literal(0.5)) };
    ordered.withinGroup = true;
    ordered.orderBy = { id };
    row("within group", node(ordered), u"percentile_cont(0.5) WITHIN GROUP (ORDER BY t.id)");
    Over window;
    window.function = function(u"row_number"_s);
    window.partitionBy = { c(u"a"_s) };
    window.orderBy = { unary(u"DESC"_s, id) };
    row("over", node(window), u"row_number() OVER (PARTITION BY t.a ORDER BY t.id DESC)");
    row("next value", node(SequenceNextValue { { u"s"_s, {} }, {} }),
        { u"nextval('s')", u"nextval(s)",
          u"!Dialect 'sqlite' does not support sequence increments." });
}

void tst_Expressions::functions()
{
    compare();
}

QTEST_GUILESS_MAIN(tst_Expressions)
#include "tst_expressions.moc"
