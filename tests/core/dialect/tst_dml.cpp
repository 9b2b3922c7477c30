// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/expressions.h"

#include <QObject>

using namespace limbeck;
using namespace limbeck::test;

/// INSERT, UPDATE, DELETE with the values inline. Expectations: SQLAlchemy 2.0.52.
class tst_Dml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inserts_data();
    void inserts();
    void implicitReturning_data();
    void implicitReturning();
    void upserts_data();
    void upserts();
    void updates_data();
    void updates();
    void deletes_data();
    void deletes();
    void executemanyTakesItsColumnsFromTheParameters();

private:
    using Values = std::vector<std::pair<QString, ExpressionPtr>>;

    const TablePtr l = lightTable(u"l"_s, u"x Integer, y, s String, on Boolean"_s);
    const TablePtr l2 = lightTable(u"l2"_s, u"x Integer, z String"_s);

    template <typename Node>
    static QueryPtr statement(const Node &node)
    {
        return std::make_shared<const Query>(Query { node });
    }

    static Insert insert(const TablePtr &table, const Values &values)
    {
        Insert result;
        result.table = table;
        std::vector<ExpressionPtr> row;
        for (const auto &[name, each] : values) {
            result.columns.push_back({ name, {} });
            row.push_back(each);
        }
        if (!values.empty())
            result.rows.push_back(std::move(row));
        return result;
    }

    static Update update(const FromClausePtr &target, const Values &values,
                         ExpressionPtr where = {})
    {
        Update result;
        result.target = target;
        for (const auto &[name, each] : values)
            result.set.emplace_back(Identifier { name, {} }, each);
        result.where = std::move(where);
        return result;
    }

    static Delete deletion(const FromClausePtr &target, ExpressionPtr where = {})
    {
        Delete result;
        result.target = target;
        result.where = std::move(where);
        return result;
    }

    /// Table("t", Column("id", Integer, primary_key=True), Column("a", String), …) with defaults of
    /// Python's side.
    static TablePtr fullTable()
    {
        auto table = std::make_shared<Table>();
        table->name.text = u"t"_s;
        for (const auto &[name, typeName] : { std::pair { u"id"_s, u"Integer"_s },
                                              { u"a"_s, u"String"_s },
                                              { u"b"_s, u"DateTime"_s },
                                              { u"c"_s, u"Integer"_s } }) {
            auto column = std::make_shared<Column>();
            column->name.text = name;
            column->key = name;
            column->type = type(typeName);
            table->addColumn(column);
        }
        table->column(u"id"_s)->primaryKey = true;
        table->column(u"a"_s)->pythonDefault = Literal(u"dd"_s);
        table->column(u"b"_s)->sqlDefault = function(u"now"_s);
        table->column(u"c"_s)->pythonOnUpdate = Literal(qint64 { 5 });
        return table;
    }

    static void header()
    {
        QTest::addColumn<QueryPtr>("query");
        QTest::addColumn<Expected>("expected");
    }

    template <typename Node>
    static void row(const char *name, const Node &node, const Expected &expected)
    {
        QTest::newRow(name) << statement(node) << expected;
    }

    static void compare()
    {
        QFETCH(QueryPtr, query);
        QFETCH(Expected, expected);
        compareDialects(expected, [&](const dialect::Dialect &database) {
            return dialect::compileQuery(*query, database, {});
        });
    }
};

void tst_Dml::inserts_data()
{
    header();
    row("columns in the table's order",
        insert(l, { { u"s"_s, value(u"it's") }, { u"x"_s, value(1) } }),
        u"INSERT INTO l (x, s) VALUES (1, 'it''s')");
    row("None and a boolean", insert(l, { { u"x"_s, none() }, { u"on"_s, value(true) } }),
        { u"INSERT INTO l (x, \"on\") VALUES (NULL, true)",
          u"INSERT INTO l (x, `on`) VALUES (NULL, true)",
          u"INSERT INTO l (x, \"on\") VALUES (NULL, 1)" });
    row("expressions",
        insert(l,
               { { u"x"_s, binary(u"add"_s, value(1), function(u"f"_s)) },
                 { u"s"_s, text(u"DEFAULT"_s) } }),
        u"INSERT INTO l (x, s) VALUES ((1 + f()), DEFAULT)");
    row("value of a column without a type", insert(l, { { u"y"_s, value(1) } }),
        u"!No literal value renderer is available for literal value \"1\" with datatype NULL");
    row("unknown column", insert(l, { { u"zz"_s, value(1) } }), u"!Unconsumed column names: zz");
    row("no values", insert(l, {}),
        { u"INSERT INTO l DEFAULT VALUES", u"INSERT INTO l () VALUES ()",
          u"INSERT INTO l DEFAULT VALUES" });
    Insert rows = insert(l, { { u"x"_s, value(1) }, { u"s"_s, value(u"a") } });
    rows.rows.push_back({ value(2), none() });
    rows.multiValues = true;
    row("several rows", rows, u"INSERT INTO l (x, s) VALUES (1, 'a'), (2, NULL)");
    Insert every;
    every.table = l2;
    every.allColumns = true;
    row("every column", every, u"INSERT INTO l2 (x, z) VALUES (:x, :z)");
    Insert selected;
    selected.table = l;
    selected.columns = { { u"s"_s, {} }, { u"x"_s, {} } };
    selected.fromSelect = select({ column(l2, u"z"_s), column(l2, u"x"_s) },
                                 binary(u"gt"_s, column(l2, u"x"_s), value(10)));
    row("from select", selected,
        u"INSERT INTO l (s, x) SELECT l2.z, l2.x \nFROM l2 \nWHERE l2.x > 10");
    const FromClausePtr q = cte(select({ column(l2, u"x"_s) }), u"q"_s);
    selected.columns = { { u"x"_s, {} } };
    selected.fromSelect = select({ column(q, u"x"_s) });
    row("from select of a cte", selected,
        { u"WITH q AS \n(SELECT l2.x AS x \nFROM l2)\n INSERT INTO l (x) SELECT q.x \nFROM q",
          u"INSERT INTO l (x) WITH q AS \n(SELECT l2.x AS x \nFROM l2)\n SELECT q.x \nFROM q",
          u"WITH q AS \n(SELECT l2.x AS x \nFROM l2)\n INSERT INTO l (x) SELECT q.x \nFROM q" });
    Insert prefixed = insert(l, { { u"x"_s, value(1) } });
    prefixed.dialectPrefixes = { { u"OR IGNORE"_s, u"sqlite"_s } };
    row("prefix", prefixed,
        { u"INSERT INTO l (x) VALUES (1)", u"INSERT INTO l (x) VALUES (1)",
          u"INSERT OR IGNORE INTO l (x) VALUES (1)" });
    const TablePtr inSchema = lightTable(u"t"_s, u"id Integer"_s, u"sc"_s);
    Insert returning = insert(inSchema, { { u"id"_s, value(1) } });
    returning.returning = { column(inSchema, u"id"_s),
                            label(u"q"_s, function(u"f"_s, { column(inSchema, u"id"_s) })) };
    row("returning", returning,
        { u"INSERT INTO sc.t (id) VALUES (1) RETURNING sc.t.id, f(sc.t.id) AS q",
          u"INSERT INTO sc.t (id) VALUES (1) RETURNING sc.t.id, f(sc.t.id) AS q",
          u"INSERT INTO sc.t (id) VALUES (1) RETURNING id, f(id) AS q" });
}

void tst_Dml::inserts()
{
    compare();
}

void tst_Dml::implicitReturning_data()
{
    header();
    const TablePtr t = fullTable();
    row("defaults", insert(t, { { u"c"_s, value(1) } }),
        { u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1) RETURNING t.id",
          u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1)",
          u"INSERT INTO t (a, b, c) VALUES (NULL, CURRENT_TIMESTAMP, 1)" });
    row("key given",
        insert(t,
               { { u"id"_s, value(1) },
                 { u"a"_s, value(u"x") },
                 { u"b"_s, none() },
                 { u"c"_s, value(2) } }),
        u"INSERT INTO t (id, a, b, c) VALUES (1, 'x', NULL, 2)");
    Insert inlined = insert(t, { { u"c"_s, value(1) } });
    inlined.isInline = true;
    row("inline", inlined,
        { u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1)",
          u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1)",
          u"INSERT INTO t (a, b, c) VALUES (NULL, CURRENT_TIMESTAMP, 1)" });
    Insert rows = insert(t, { { u"c"_s, value(1) } });
    rows.rows.push_back({ value(2) });
    rows.multiValues = true;
    row("several rows", rows,
        { u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1), (NULL, now(), 2)",
          u"INSERT INTO t (a, b, c) VALUES (NULL, now(), 1), (NULL, now(), 2)",
          u"INSERT INTO t (a, b, c) VALUES (NULL, CURRENT_TIMESTAMP, 1), (NULL, CURRENT_TIMESTAMP, "
          u"2)" });
    auto named = std::make_shared<Table>();
    named->name.text = u"u"_s;
    auto id = std::make_shared<Column>();
    id->name.text = u"id"_s;
    id->key = u"id"_s;
    id->type = type(u"String"_s);
    id->primaryKey = true;
    named->addColumn(id);
    row("key by an expression", insert(named, { { u"id"_s, literalColumn(u"'x'"_s) } }),
        { u"INSERT INTO u (id) VALUES ('x') RETURNING u.id", u"INSERT INTO u (id) VALUES ('x')",
          u"INSERT INTO u (id) VALUES ('x') RETURNING id" });
    row("key by a value", insert(named, { { u"id"_s, value(u"x") } }),
        u"INSERT INTO u (id) VALUES ('x')");
    Insert selected;
    selected.table = t;
    selected.columns = { { u"c"_s, {} } };
    selected.fromSelect = select({ column(l2, u"x"_s) });
    row("defaults beside a select", selected,
        { u"INSERT INTO t (c, a, b) SELECT l2.x, NULL AS anon_1, now() AS now_1 \nFROM l2",
          u"INSERT INTO t (c, a, b) SELECT l2.x, NULL AS anon_1, now() AS now_1 \nFROM l2",
          u"INSERT INTO t (c, a, b) SELECT l2.x, NULL AS anon_1, CURRENT_TIMESTAMP AS now_1 \nFROM "
          u"l2" });
    row("on update", update(source(t), { { u"a"_s, value(u"x") } }), u"UPDATE t SET a='x', c=NULL");
}

void tst_Dml::implicitReturning()
{
    compare();
}

void tst_Dml::upserts_data()
{
    header();
    const auto refusal =
        u"!Compiler for dialect mysql can't render element of type OnConflictDoNothing";
    const auto refusalMaria =
        u"!Compiler for dialect mariadb can't render element of type OnConflictDoNothing";
    Insert nothing = insert(l, { { u"x"_s, value(1) } });
    nothing.onConflict = OnConflict {};
    nothing.onConflict->doNothing = true;
    const auto plain = u"INSERT INTO l (x) VALUES (1) ON CONFLICT DO NOTHING";
    row("do nothing", nothing, { plain, refusal, refusalMaria, plain });
    nothing.onConflict->targetElements = { freeColumn(u"x"_s) };
    nothing.onConflict->targetWhere = binary(u"gt"_s, column(l, u"x"_s), value(1));
    const auto targeted = u"INSERT INTO l (x) VALUES (1) ON CONFLICT (x) WHERE x > 1 DO NOTHING";
    row("target", nothing, { targeted, refusal, refusalMaria, targeted });

    AliasSource excludedSource;
    excludedSource.element = source(l);
    excludedSource.name = Identifier { u"excluded"_s, {} };
    const auto excluded = std::make_shared<const FromClause>(FromClause { excludedSource });
    Insert changing = insert(l, { { u"x"_s, value(1) } });
    changing.onConflict = OnConflict {};
    changing.onConflict->targetElements = { column(l, u"x"_s) };
    changing.onConflict->set = {
        { { u"s"_s, {} }, value(u"z") },
        { { u"x"_s, {} }, binary(u"add"_s, column(excluded, u"x"_s, type(u"Integer"_s)), value(1)) }
    };
    changing.onConflict->where = binary(u"ne"_s, column(l, u"s"_s), column(excluded, u"s"_s));
    const auto changed = u"INSERT INTO l (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = "
                         u"(excluded.x + 1), s = 'z' WHERE "
                         u"l.s != excluded.s";
    row("do update", changing,
        { changed, u"!Compiler for dialect mysql can't render element of type OnConflictDoUpdate",
          u"!Compiler for dialect mariadb can't render element of type OnConflictDoUpdate",
          changed });

    AliasSource insertedSource;
    insertedSource.element = source(l);
    insertedSource.isInserted = true;
    const auto inserted = std::make_shared<const FromClause>(FromClause { insertedSource });
    Insert duplicate = insert(l, { { u"x"_s, value(1) } });
    duplicate.onConflict = OnConflict {};
    duplicate.onConflict->onDuplicateKey = true;
    duplicate.onConflict->set = { { { u"s"_s, {} }, value(u"z") },
                                  { { u"x"_s, {} },
                                    function(u"f"_s, { column(inserted, u"x"_s), value(u"k") }) } };
    const auto onKey = u"INSERT INTO l (x) VALUES (1) ON DUPLICATE KEY UPDATE x = f(VALUES(x), "
                       u":f_1), s = :param_1";
    row("on duplicate key", duplicate,
        { u"!Compiler for dialect postgresql can't render element of type OnDuplicateClause", onKey,
          u"!Compiler for dialect sqlite can't render element of type OnDuplicateClause" });
}

void tst_Dml::upserts()
{
    compare();
}

void tst_Dml::updates_data()
{
    header();
    const FromClausePtr target = source(l);
    const ExpressionPtr x = column(l, u"x"_s);
    const ExpressionPtr x2 = column(l2, u"x"_s);
    row("values", update(target, { { u"s"_s, value(u"a") }, { u"x"_s, none() } }, eq(x, value(1))),
        u"UPDATE l SET x=NULL, s='a' WHERE l.x = 1");
    row("expression",
        update(target, { { u"x"_s, binary(u"sub"_s, binary(u"mul"_s, x, value(2)), value(1)) } }),
        u"UPDATE l SET x=(l.x * 2 - 1)");
    row("condition as a value",
        update(target, { { u"x"_s, allOf({ eq(x, value(1)), eq(x, value(2)) }) } }),
        u"UPDATE l SET x=(l.x = 1 AND l.x = 2)");
    Update ordered = update(target, { { u"s"_s, value(u"b") }, { u"x"_s, value(1) } });
    ordered.orderedValues = true;
    row("ordered", ordered, u"UPDATE l SET s='b', x=1");
    row("unknown column", update(target, { { u"zz"_s, value(1) } }),
        u"!Unconsumed column names: zz");
    row("second table", update(target, { { u"x"_s, x2 } }, eq(x, x2)),
        { u"UPDATE l SET x=l2.x FROM l2 WHERE l.x = l2.x",
          u"UPDATE l, l2 SET l.x=l2.x WHERE l.x = l2.x",
          u"UPDATE l SET x=l2.x FROM l2 WHERE l.x = l2.x" });
    row("correlated value", update(target, { { u"x"_s, scalar(select({ x2 }, eq(x2, x))) } }),
        u"UPDATE l SET x=(SELECT l2.x \nFROM l2 \nWHERE l2.x = l.x)");
    row("exists",
        update(target, { { u"x"_s, value(1) } },
               scalar(select({ word(Keyword::Word::Star) }, eq(x2, x)), true)),
        u"UPDATE l SET x=1 WHERE EXISTS (SELECT * \nFROM l2 \nWHERE l2.x = l.x)");
    row("where true", update(target, { { u"x"_s, value(1) } }, word(Keyword::Word::True)),
        { u"UPDATE l SET x=1 WHERE true", u"UPDATE l SET x=1 WHERE true = 1",
          u"UPDATE l SET x=1 WHERE 1 = 1" });
    AliasSource aliased;
    aliased.element = target;
    aliased.name = Identifier { u"al"_s, {} };
    const auto al = std::make_shared<const FromClause>(FromClause { aliased });
    row("alias",
        update(al, { { u"x"_s, value(1) } }, eq(column(al, u"x"_s, type(u"Integer"_s)), value(2))),
        u"UPDATE l AS al SET x=1 WHERE al.x = 2");
    const FromClausePtr q = cte(select({ x2 }), u"q"_s);
    row("cte",
        update(target, { { u"x"_s, value(1) } },
               binary(u"in_op"_s, x, scalar(select({ column(q, u"x"_s) })))),
        u"WITH q AS \n(SELECT l2.x AS x \nFROM l2)\n UPDATE l SET x=1 WHERE l.x IN (SELECT q.x "
        u"\nFROM q)");
    Update limited = update(target, { { u"x"_s, value(1) } });
    limited.mysqlLimit = value(5);
    row("limit", limited,
        { u"UPDATE l SET x=1", u"UPDATE l SET x=1 LIMIT 5", u"UPDATE l SET x=1",
          u"UPDATE l SET x=1" });
    Update every;
    every.target = source(l2);
    every.allColumns = true;
    row("every column", every, u"UPDATE l2 SET x=:x, z=:z");
    row("value of another family", update(target, { { u"x"_s, value(u"q") } }),
        u"!Could not render literal value \"'q'\" with datatype INTEGER; see parent stack trace "
        u"for "
        u"more detail.");
}

void tst_Dml::updates()
{
    compare();
}

void tst_Dml::deletes_data()
{
    header();
    const ExpressionPtr x = column(l, u"x"_s);
    const ExpressionPtr x2 = column(l2, u"x"_s);
    row("all", deletion(source(l)), u"DELETE FROM l");
    row("where", deletion(source(l), binary(u"ne"_s, x, none())),
        u"DELETE FROM l WHERE l.x IS NOT NULL");
    row("second table", deletion(source(l), eq(x, x2)),
        { u"DELETE FROM l USING l2 WHERE l.x = l2.x", u"DELETE FROM l USING l, l2 WHERE l.x = l2.x",
          u"!This backend does not support multiple-table criteria within DELETE" });
    row("in a select",
        deletion(source(l),
                 binary(u"in_op"_s, x,
                        scalar(select({ x2 }, eq(column(l2, u"z"_s), column(l, u"s"_s)))))),
        u"DELETE FROM l WHERE l.x IN (SELECT l2.x \nFROM l2 \nWHERE l2.z = l.s)");
    Delete returning = deletion(source(l), eq(x, value(1)));
    returning.returning = { x };
    row("returning", returning,
        { u"DELETE FROM l WHERE l.x = 1 RETURNING l.x",
          u"DELETE FROM l WHERE l.x = 1 RETURNING l.x",
          u"DELETE FROM l WHERE l.x = 1 RETURNING x" });
}

void tst_Dml::deletes()
{
    compare();
}

void tst_Dml::executemanyTakesItsColumnsFromTheParameters()
{
    Insert every;
    every.table = l2;
    every.allColumns = true;
    dialect::CompileOptions options;
    options.literalBinds = false;
    options.offline = false;
    const auto compiled =
        dialect::compileQuery(*statement(every), *dialect::dialectByName(u"sqlite"_s), options,
                              { { u"z"_s, Literal(u"v"_s) } });
    QCOMPARE(outcome(compiled), u"INSERT INTO l2 (z) VALUES (?)"_s);
    QCOMPARE(compiled->parameters.size(), size_t { 1 });
    QCOMPARE(std::get<QString>(compiled->parameters[0].value.value), u"v"_s);
}

QTEST_GUILESS_MAIN(tst_Dml)
#include "tst_dml.moc"
