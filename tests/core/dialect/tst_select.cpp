// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/expressions.h"

#include <QObject>

using namespace limbeck;
using namespace limbeck::test;

/// SELECT statements with the values inline. Expectations: SQLAlchemy 2.0.52.
class tst_Select : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns_data();
    void columns();
    void clauses_data();
    void clauses();
    void froms_data();
    void froms();
    void subqueries_data();
    void subqueries();
    void ctes_data();
    void ctes();
    void compounds_data();
    void compounds();
    void longLabelIsCut();
    void placeholdersFollowTheText();

private:
    const TablePtr t = lightTable(u"t"_s, u"id Integer, a String, b Boolean, x"_s);
    const TablePtr u = lightTable(u"u"_s, u"id Integer, t_id Integer"_s);
    const ExpressionPtr id = column(t, u"id"_s);
    const ExpressionPtr a = column(t, u"a"_s);
    const ExpressionPtr b = column(t, u"b"_s);
    const ExpressionPtr uid = column(u, u"id"_s);
    const ExpressionPtr tid = column(u, u"t_id"_s);

    static void header()
    {
        QTest::addColumn<QueryPtr>("statement");
        QTest::addColumn<Expected>("expected");
    }

    static void row(const char *name, const QueryPtr &statement, const Expected &expected)
    {
        QTest::newRow(name) << statement << expected;
    }

    static void compare()
    {
        QFETCH(QueryPtr, statement);
        QFETCH(Expected, expected);
        compareDialects(expected, [&](const dialect::Dialect &database) {
            return dialect::compileQuery(*statement, database, {});
        });
    }

    static QueryPtr changed(const QueryPtr &statement, const std::function<void(Select &)> &change)
    {
        Select copy = std::get<Select>(statement->node);
        change(copy);
        return query(std::move(copy));
    }

    static QueryPtr unite(const QString &keyword, std::vector<QueryPtr> parts,
                          ExpressionPtr order = {}, ExpressionPtr limit = {})
    {
        CompoundSelect compound;
        compound.keyword = keyword;
        compound.selects = std::move(parts);
        if (order)
            compound.orderBy = { std::move(order) };
        compound.limit = std::move(limit);
        return std::make_shared<const Query>(Query { std::move(compound) });
    }
};

void tst_Select::columns_data()
{
    header();
    row("same names", select({ id, uid }), u"SELECT t.id, u.id AS id_1 \nFROM t, u");
    row("same names twice", select({ id, uid, uid, id }),
        u"SELECT t.id, u.id AS id_1, u.id AS id__1, t.id AS id__2 \nFROM t, u");
    row("same column twice", select({ id, id }), u"SELECT t.id, t.id AS id__1 \nFROM t");
    row("functions", select({ function(u"f"_s, { id }), function(u"f"_s, { a }) }),
        u"SELECT f(t.id) AS f_1, f(t.a) AS f_2 \nFROM t");
    row("casts", select({ cast(id, u"String"_s), cast(id, u"String"_s) }),
        { u"SELECT CAST(t.id AS VARCHAR) AS id, CAST(t.id AS VARCHAR) AS id__1 \nFROM t",
          u"SELECT CAST(t.id AS CHAR) AS id, CAST(t.id AS CHAR) AS id__1 \nFROM t",
          u"SELECT CAST(t.id AS VARCHAR) AS id, CAST(t.id AS VARCHAR) AS id__1 \nFROM t" });
    row("truth", select({ b, negation(b), unary(u"-"_s, id), eq(id, value(1)) }),
        { u"SELECT t.b, NOT t.b, -t.id, t.id = 1 AS anon_1 \nFROM t",
          u"SELECT t.b, t.b = 0 AS b__1, -t.id, t.id = 1 AS anon_1 \nFROM t",
          u"SELECT t.b, t.b = 0 AS b__1, -t.id, t.id = 1 AS anon_1 \nFROM t" });
    row("values", select({ value(u"x"), word(Keyword::Word::Null), word(Keyword::Word::True) }),
        { u"SELECT 'x' AS anon_1, NULL AS anon_2, true AS anon_3",
          u"SELECT 'x' AS anon_1, NULL AS anon_2, true AS anon_3",
          u"SELECT 'x' AS anon_1, NULL AS anon_2, 1 AS anon_3" });
    row("text and literal columns",
        select({ text(u"now()"_s), literalColumn(u"42"_s), freeColumn(u"a b"_s) }),
        { u"SELECT now(), 42, \"a b\"", u"SELECT now(), 42, `a b`", u"SELECT now(), 42, \"a b\"" });
    row("labels", select({ label(u"weird label"_s, literalColumn(u"'c'"_s)), label(u"x"_s, id) }),
        { u"SELECT 'c' AS \"weird label\", t.id AS x \nFROM t",
          u"SELECT 'c' AS `weird label`, t.id AS x \nFROM t",
          u"SELECT 'c' AS \"weird label\", t.id AS x \nFROM t" });
    row("anonymous label", select({ label({}, id), label(u"q"_s, id) }),
        u"SELECT t.id AS id_1, t.id AS q \nFROM t");
    row("table and column",
        changed(select({ id, a }), [](Select &s) { s.labelTablenamePlusColumn = true; }),
        u"SELECT t.id AS t_id, t.a AS t_a \nFROM t");
    row("tuple", select({ tupleOf({ id, a }) }),
        u"!Most backends don't support SELECTing from a tuple() object.  If this is an ORM query, "
        u"consider using the "
        u"Bundle object.");
    const TablePtr inSchema =
        lightTable(u"Order"_s, u"Select String, normal String"_s, u"My Schema"_s);
    row("schema and quotes",
        select({ column(inSchema, u"Select"_s), column(inSchema, u"normal"_s) }),
        { u"SELECT \"My Schema\".\"Order\".\"Select\", \"My Schema\".\"Order\".normal \nFROM \"My "
          u"Schema\".\"Order\"",
          u"SELECT `My Schema`.`Order`.`Select`, `My Schema`.`Order`.normal \nFROM `My "
          u"Schema`.`Order`",
          u"SELECT \"My Schema\".\"Order\".\"Select\", \"My Schema\".\"Order\".normal \nFROM \"My "
          u"Schema\".\"Order\"" });
}

void tst_Select::columns()
{
    compare();
}

void tst_Select::clauses_data()
{
    header();
    const QueryPtr plain = select({ id });
    const ExpressionPtr lb = label(u"lb"_s, binary(u"add"_s, id, value(1)));
    const auto with = [&](const std::function<void(Select &)> &change) {
        return changed(plain, change);
    };
    const auto of = [](const QString &name) { return node(LabelReference { name }); };
    row("where", select({ id }, b),
        { u"SELECT t.id \nFROM t \nWHERE t.b", u"SELECT t.id \nFROM t \nWHERE t.b = 1",
          u"SELECT t.id \nFROM t \nWHERE t.b = 1" });
    row("where without FROM", select({ text(u"1"_s) }, text(u"x=1"_s)),
        { u"SELECT 1 \nWHERE x=1", u"SELECT 1 FROM DUAL \nWHERE x=1", u"SELECT 1 \nWHERE x=1" });
    row("group and having", with([&](Select &s) {
            s.groupBy = { id };
            s.having = binary(u"gt"_s, function(u"count"_s), value(1));
        }),
        u"SELECT t.id \nFROM t GROUP BY t.id \nHAVING count(*) > 1");
    row("order by label",
        changed(select({ lb }),
                [&](Select &s) {
                    s.orderBy = { unary(u"DESC"_s, lb), id };
                }),
        u"SELECT t.id + 1 AS lb \nFROM t ORDER BY lb DESC, t.id");
    row("order by name of a label",
        changed(select({ lb }), [&](Select &s) { s.orderBy = { of(u"lb"_s) }; }),
        u"SELECT t.id + 1 AS lb \nFROM t ORDER BY lb");
    row("order by name of a column",
        with([&](Select &s) { s.orderBy = { unary(u"DESC"_s, of(u"a"_s)) }; }),
        u"SELECT t.id \nFROM t ORDER BY t.a DESC");
    row("order by unknown name", with([&](Select &s) { s.orderBy = { of(u"nope"_s) }; }),
        u"!Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL "
        u"expression 'nope' should be "
        u"explicitly declared as text('nope')");
    row("group by label", changed(select({ lb }), [&](Select &s) { s.groupBy = { lb }; }),
        u"SELECT t.id + 1 AS lb \nFROM t GROUP BY t.id + 1");
    row("limit", with([](Select &s) { s.limit = value(5); }),
        { u"SELECT t.id \nFROM t \n LIMIT 5", u"SELECT t.id \nFROM t \n LIMIT 5",
          u"SELECT t.id \nFROM t\n LIMIT 5 OFFSET 0" });
    row("limit and offset", with([](Select &s) {
            s.limit = value(5);
            s.offset = value(2);
        }),
        { u"SELECT t.id \nFROM t \n LIMIT 5 OFFSET 2", u"SELECT t.id \nFROM t \n LIMIT 2, 5",
          u"SELECT t.id \nFROM t\n LIMIT 5 OFFSET 2" });
    row("offset", with([](Select &s) { s.offset = value(5); }),
        { u"SELECT t.id \nFROM t\n LIMIT ALL OFFSET 5",
          u"SELECT t.id \nFROM t \n LIMIT 5, 18446744073709551615",
          u"SELECT t.id \nFROM t\n LIMIT :param_1 OFFSET 5" });
    row("fetch", with([](Select &s) {
            s.fetch = value(3);
            s.fetchWithTies = true;
            s.offset = value(1);
        }),
        { u"SELECT t.id \nFROM t\n OFFSET (1) ROWS\n FETCH FIRST (3) ROWS WITH TIES",
          u"SELECT t.id \nFROM t\n OFFSET 1 ROWS\n FETCH FIRST 3 ROWS WITH TIES",
          u"SELECT t.id \nFROM t\n OFFSET 1 ROWS\n FETCH FIRST 3 ROWS WITH TIES" });
    row("distinct", with([](Select &s) { s.distinct = true; }), u"SELECT DISTINCT t.id \nFROM t");
    row("distinct on", with([&](Select &s) { s.distinctOn = { a }; }),
        { u"SELECT DISTINCT ON (t.a) t.id \nFROM t", u"SELECT DISTINCT t.id \nFROM t",
          u"SELECT DISTINCT t.id \nFROM t" });
    row("for update", with([](Select &s) { s.forUpdate = ForUpdate {}; }),
        { u"SELECT t.id \nFROM t FOR UPDATE", u"SELECT t.id \nFROM t FOR UPDATE",
          u"SELECT t.id \nFROM t" });
    row("for share", with([](Select &s) {
            s.forUpdate = ForUpdate {};
            s.forUpdate->read = true;
            s.forUpdate->nowait = true;
        }),
        { u"SELECT t.id \nFROM t FOR SHARE NOWAIT",
          u"SELECT t.id \nFROM t LOCK IN SHARE MODE NOWAIT", u"SELECT t.id \nFROM t" });
    row("for no key update", with([&](Select &s) {
            s.forUpdate = ForUpdate {};
            s.forUpdate->keyShare = true;
            s.forUpdate->of = { id };
        }),
        { u"SELECT t.id \nFROM t FOR NO KEY UPDATE OF t", u"SELECT t.id \nFROM t FOR UPDATE",
          u"SELECT t.id \nFROM t" });
    row("prefix and suffix", with([](Select &s) {
            s.prefixes = { u"X"_s };
            s.suffixes = { u"Y"_s };
            s.dialectPrefixes = { { u"M"_s, u"mysql"_s } };
        }),
        { u"SELECT X t.id \nFROM t Y ", u"SELECT X M t.id \nFROM t Y ",
          u"SELECT X t.id \nFROM t Y ", u"SELECT X t.id \nFROM t Y " });
}

void tst_Select::clauses()
{
    compare();
}

void tst_Select::froms_data()
{
    header();
    const ExpressionPtr on = eq(tid, id);
    const auto from = [&](std::vector<ExpressionPtr> selected, FromClausePtr source) {
        return changed(select(std::move(selected)),
                       [&](Select &s) { s.from = { std::move(source) }; });
    };
    row("where adds a table", select({ id }, on), u"SELECT t.id \nFROM t, u \nWHERE u.t_id = t.id");
    row("select_from comes first", from({ id }, source(u)), u"SELECT t.id \nFROM u, t");
    row("join hides its tables", from({ id, uid }, join(source(t), source(u), on)),
        { u"SELECT t.id, u.id AS id_1 \nFROM t JOIN u ON u.t_id = t.id",
          u"SELECT t.id, u.id AS id_1 \nFROM t INNER JOIN u ON u.t_id = t.id",
          u"SELECT t.id, u.id AS id_1 \nFROM t JOIN u ON u.t_id = t.id" });
    const TablePtr v = lightTable(u"v"_s, u"id Integer"_s);
    row("join of a join",
        from({ id }, join(source(t), join(source(u), source(v), eq(column(v, u"id"_s), uid)), on)),
        { u"SELECT t.id \nFROM t JOIN (u JOIN v ON v.id = u.id) ON u.t_id = t.id",
          u"SELECT t.id \nFROM t INNER JOIN (u INNER JOIN v ON v.id = u.id) ON u.t_id = t.id",
          u"SELECT t.id \nFROM t JOIN (u JOIN v ON v.id = u.id) ON u.t_id = t.id" });
    PendingJoin outer;
    outer.right = source(u);
    outer.on = on;
    outer.outer = true;
    row("join() finds its left side",
        changed(select({ id, uid }), [&](Select &s) { s.joins = { outer }; }),
        u"SELECT t.id, u.id AS id_1 \nFROM t LEFT OUTER JOIN u ON u.t_id = t.id");
    PendingJoin second;
    second.right = source(v);
    second.on = eq(column(v, u"id"_s), uid);
    row("two joins",
        changed(select({ id }),
                [&](Select &s) {
                    s.joins = { outer, second };
                }),
        { u"SELECT t.id \nFROM t LEFT OUTER JOIN u ON u.t_id = t.id JOIN v ON v.id = u.id",
          u"SELECT t.id \nFROM t LEFT OUTER JOIN u ON u.t_id = t.id INNER JOIN v ON v.id = u.id",
          u"SELECT t.id \nFROM t LEFT OUTER JOIN u ON u.t_id = t.id JOIN v ON v.id = u.id" });

    AliasSource aliased;
    aliased.element = source(t);
    const auto one = std::make_shared<const FromClause>(FromClause { aliased });
    const auto two = std::make_shared<const FromClause>(FromClause { aliased });
    row("anonymous aliases", select({ column(one, u"id"_s), column(two, u"id"_s) }),
        u"SELECT t_1.id, t_2.id AS id_1 \nFROM t AS t_1, t AS t_2");
    aliased.name = Identifier { u"child node"_s, {} };
    row("named alias",
        select({ column(std::make_shared<const FromClause>(FromClause { aliased }), u"id"_s) }),
        { u"SELECT \"child node\".id \nFROM t AS \"child node\"",
          u"SELECT `child node`.id \nFROM t AS `child node`",
          u"SELECT \"child node\".id \nFROM t AS \"child node\"" });
    TableFunctionSource series;
    series.function = function(u"generate_series"_s, { value(1), value(5) });
    series.columns = { { { u"v"_s, {} }, nullptr } };
    const auto generated = std::make_shared<const FromClause>(FromClause { series });
    row("table-valued function", select({ column(generated, u"v"_s) }),
        u"SELECT anon_1.v \nFROM generate_series(1, 5) AS anon_1");
    series.columnValued = true;
    series.name = Identifier { u"w"_s, {} };
    const auto scalarValued = std::make_shared<const FromClause>(FromClause { series });
    row("column-valued function", select({ column(scalarValued, u"w"_s) }),
        u"SELECT w \nFROM generate_series(1, 5) AS w");
    ValuesSource values;
    values.columns = { { { u"a"_s, {} }, type(u"Integer"_s) },
                       { { u"b"_s, {} }, type(u"String"_s) } };
    values.rows = { { value(1), value(u"x") }, { value(2), value(u"y") } };
    values.name = Identifier { u"vv"_s, {} };
    const auto valued = std::make_shared<const FromClause>(FromClause { values });
    row("values", select({ column(valued, u"a"_s) }),
        u"SELECT vv.a \nFROM (VALUES (1, 'x'), (2, 'y')) AS vv (a, b)");
    row("raw text",
        from({ text(u"*"_s) },
             std::make_shared<const FromClause>(FromClause { TextSource { u"raw"_s } })),
        u"SELECT * \nFROM raw");
}

void tst_Select::froms()
{
    compare();
}

void tst_Select::subqueries_data()
{
    header();
    const ExpressionPtr correlated = eq(tid, id);
    const ExpressionPtr star = word(Keyword::Word::Star);
    row("scalar", select({ scalar(select({ function(u"max"_s, { uid }) }, correlated)), id }),
        u"SELECT (SELECT max(u.id) AS max_1 \nFROM u \nWHERE u.t_id = t.id) AS anon_1, t.id \nFROM "
        u"t");
    row("exists", select({ id }, scalar(select({ star }, correlated), true)),
        u"SELECT t.id \nFROM t \nWHERE EXISTS (SELECT * \nFROM u \nWHERE u.t_id = t.id)");
    row("not exists", select({ id }, negation(scalar(select({ star }, correlated), true))),
        u"SELECT t.id \nFROM t \nWHERE NOT (EXISTS (SELECT * \nFROM u \nWHERE u.t_id = t.id))");
    row("in", select({ id }, binary(u"in_op"_s, id, scalar(select({ tid })))),
        u"SELECT t.id \nFROM t \nWHERE t.id IN (SELECT u.t_id \nFROM u)");
    row("correlation keeps the last FROM", select({ id }, eq(id, scalar(select({ id })))),
        u"SELECT t.id \nFROM t \nWHERE t.id = (SELECT t.id \nFROM t)");
    row("explicit correlation",
        select({ id },
               eq(id,
                  scalar(changed(select({ uid }, correlated),
                                 [&](Select &s) {
                                     s.correlate = { source(t) };
                                     s.autoCorrelate = false;
                                 })))),
        u"SELECT t.id \nFROM t \nWHERE t.id = (SELECT u.id \nFROM u \nWHERE u.t_id = t.id)");
    const ExpressionPtr counted = function(u"count"_s, { a });
    const FromClausePtr sub =
        subquery(changed(select({ id, counted }), [&](Select &s) { s.groupBy = { id }; }));
    ColumnReference anonymous;
    anonymous.from = sub;
    anonymous.proxied = counted;
    row("subquery with an anonymous column", select({ column(sub, u"id"_s), node(anonymous) }),
        u"SELECT anon_1.id, anon_1.count_1 \nFROM (SELECT t.id AS id, count(t.a) AS count_1 \nFROM "
        u"t GROUP BY t.id) AS "
        u"anon_1");
    const FromClausePtr twins = subquery(select({ id, uid }));
    ColumnReference first, second;
    first.from = second.from = twins;
    first.name.text = second.name.text = u"id"_s;
    first.proxied = id;
    second.proxied = uid;
    row("subquery with two columns of one name", select({ node(first), node(second) }),
        u"SELECT anon_1.id, anon_1.id_1 \nFROM (SELECT t.id AS id, u.id AS id_1 \nFROM t, u) AS "
        u"anon_1");
    AliasSource lateral;
    lateral.query = select({ uid }, correlated);
    lateral.name = Identifier { u"lat"_s, {} };
    lateral.lateral = true;
    const auto beside = std::make_shared<const FromClause>(FromClause { lateral });
    PendingJoin joined;
    joined.right = beside;
    joined.on = word(Keyword::Word::True);
    row("lateral", changed(select({ id }), [&](Select &s) { s.joins = { joined }; }),
        { u"SELECT t.id \nFROM t JOIN LATERAL (SELECT u.id AS id \nFROM u \nWHERE u.t_id = t.id) "
          u"AS lat ON true",
          u"SELECT t.id \nFROM t INNER JOIN LATERAL (SELECT u.id AS id \nFROM u \nWHERE u.t_id = "
          u"t.id) AS lat ON true = 1",
          u"SELECT t.id \nFROM t JOIN LATERAL (SELECT u.id AS id \nFROM u \nWHERE u.t_id = t.id) "
          u"AS lat ON 1 = 1" });
}

void tst_Select::subqueries()
{
    compare();
}

void tst_Select::ctes_data()
{
    header();
    const FromClausePtr q = cte(select({ id }), u"q"_s);
    row("cte", select({ column(q, u"id"_s) }),
        u"WITH q AS \n(SELECT t.id AS id \nFROM t)\n SELECT q.id \nFROM q");
    row("cte in a condition",
        select({ uid }, binary(u"in_op"_s, uid, scalar(select({ column(q, u"id"_s) })))),
        u"WITH q AS \n(SELECT t.id AS id \nFROM t)\n SELECT u.id \nFROM u \nWHERE u.id IN (SELECT "
        u"q.id \nFROM q)");
    const FromClausePtr r = cte(select({ column(q, u"id"_s) }), u"r"_s);
    row("cte of a cte", select({ column(r, u"id"_s) }),
        u"WITH q AS \n(SELECT t.id AS id \nFROM t), \nr AS \n(SELECT q.id AS id \nFROM q)\n SELECT "
        u"r.id \nFROM r");

    CteSource start;
    start.query = select({ label(u"n"_s, value(1)) });
    start.name = Identifier { u"r"_s, {} };
    start.recursive = true;
    const auto inner = std::make_shared<const FromClause>(FromClause { start });
    const ExpressionPtr n = column(inner, u"n"_s, type(u"Integer"_s));
    CteSource whole = start;
    whole.query = unite(
        u"UNION ALL"_s,
        { start.query, select({ binary(u"add"_s, n, value(1)) }, binary(u"lt"_s, n, value(5))) });
    whole.restates = inner;
    const auto recursive = std::make_shared<const FromClause>(FromClause { whole });
    row("recursive", select({ column(recursive, u"n"_s) }),
        u"WITH RECURSIVE r(n) AS \n(SELECT 1 AS n UNION ALL SELECT r.n + 1 AS anon_1 \nFROM r "
        u"\nWHERE r.n < 5)\n SELECT "
        u"r.n \nFROM r");
    CteSource kept;
    kept.query = select({ id });
    kept.name = Identifier { u"m"_s, {} };
    kept.materialized = true;
    row("materialized",
        select({ column(std::make_shared<const FromClause>(FromClause { kept }), u"id"_s) }),
        u"WITH m AS MATERIALIZED \n(SELECT t.id AS id \nFROM t)\n SELECT m.id \nFROM m");
}

void tst_Select::ctes()
{
    compare();
}

void tst_Select::compounds_data()
{
    header();
    const QueryPtr left = select({ id }), right = select({ uid });
    row("union", unite(u"UNION"_s, { left, right }, node(LabelReference { u"id"_s }), value(3)),
        { u"SELECT t.id \nFROM t UNION SELECT u.id \nFROM u ORDER BY id \n LIMIT 3",
          u"SELECT t.id \nFROM t UNION SELECT u.id \nFROM u ORDER BY id \n LIMIT 3",
          u"SELECT t.id \nFROM t UNION SELECT u.id \nFROM u ORDER BY id\n LIMIT 3 OFFSET 0" });
    row("ordered parts",
        unite(u"UNION ALL"_s,
              { changed(left, [&](Select &s) { s.orderBy = { id }; }),
                changed(right, [](Select &s) { s.limit = value(2); }) }),
        { u"(SELECT t.id \nFROM t ORDER BY t.id) UNION ALL (SELECT u.id \nFROM u \n LIMIT 2)",
          u"(SELECT t.id \nFROM t ORDER BY t.id) UNION ALL (SELECT u.id \nFROM u \n LIMIT 2)",
          u"(SELECT t.id \nFROM t ORDER BY t.id) UNION ALL (SELECT u.id \nFROM u\n LIMIT 2 OFFSET "
          u"0)" });
    row("nested", unite(u"UNION"_s, { left, unite(u"UNION"_s, { right, select({ tid }) }) }),
        u"SELECT t.id \nFROM t UNION (SELECT u.id \nFROM u UNION SELECT u.t_id \nFROM u)");
    row("ordered by a column", unite(u"EXCEPT"_s, { left, right }, id),
        u"SELECT t.id \nFROM t EXCEPT SELECT u.id \nFROM u ORDER BY id");
    row("unequal", unite(u"UNION"_s, { left, select({ uid, tid }) }),
        u"!All selectables passed to CompoundSelect must have identical numbers of columns; select "
        u"#1 has 1 columns, "
        u"select #2 has 2");
    const FromClausePtr sub = subquery(unite(u"UNION"_s, { left, right }));
    row("subquery", select({ column(sub, u"id"_s) }),
        u"SELECT anon_1.id \nFROM (SELECT t.id AS id \nFROM t UNION SELECT u.id AS id \nFROM u) AS "
        u"anon_1");
}

void tst_Select::compounds()
{
    compare();
}

void tst_Select::longLabelIsCut()
{
    const QueryPtr statement = select({ function(QString(70, u'f'), { id }) });
    const auto compiled =
        dialect::compileQuery(*statement, *dialect::dialectByName(u"postgresql"_s), {});
    const QString name(70, u'f');
    QCOMPARE(outcome(compiled),
             u"SELECT "_s + name + u"(t.id) AS "_s + name.left(57) + u"_1 \nFROM t"_s);
}

void tst_Select::placeholdersFollowTheText()
{
    // The CTE stands first in the text, though it is met last.
    const FromClausePtr q = cte(select({ id }, eq(a, value(u"first"))), u"q"_s);
    const QueryPtr statement =
        select({ value(u"second"), column(q, u"id"_s) }, eq(column(q, u"id"_s), value(3)));
    dialect::CompileOptions options;
    options.literalBinds = false;
    const auto compiled =
        dialect::compileQuery(*statement, *dialect::dialectByName(u"postgresql"_s), options);
    QCOMPARE(outcome(compiled),
             u"WITH q AS \n(SELECT t.id AS id \nFROM t \nWHERE t.a = $1)\n SELECT $2 AS anon_1, "
             u"q.id \nFROM q \nWHERE "
             "q.id = $3"_s);
    QCOMPARE(compiled->parameters.size(), size_t { 3 });
    QCOMPARE(std::get<QString>(compiled->parameters[0].value.value), u"first"_s);
    QCOMPARE(std::get<QString>(compiled->parameters[1].value.value), u"second"_s);
    QCOMPARE(std::get<qint64>(compiled->parameters[2].value.value), qint64 { 3 });
}

QTEST_GUILESS_MAIN(tst_Select)
#include "tst_select.moc"
