// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;

/// batch_alter_table(), as Alembic 1.19.1 prints it with --sql.
class tst_Batch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesOnSqlite();
    void altersElsewhere();
    void keepsAddedColumnsInPlace();
    void reorders();
    void replacesThePrimaryKey();
    void altersWhereSqliteCan();
    void fillsNewColumnsOnADatabase();
    void refuses_data();
    void refuses();

private:
    static schema::TablePtr existing();

    static ops::Operation in(const ops::BatchAlterTable &batch) { return { batch, {} }; }
};

namespace {

template <typename Action>
ops::Operation op(Action action)
{
    action.table.name = id(u"t"_s);
    return { action, {} };
}

ops::Operation addColumn(const schema::ColumnPtr &newColumn,
                         const std::optional<QString> &after = {})
{
    ops::AddColumn add;
    add.column = newColumn;
    add.insertAfter = after;
    return op(add);
}

ops::Operation dropColumn(const QString &name)
{
    ops::DropColumn drop;
    drop.column = id(name);
    return op(drop);
}

ops::Operation dropConstraint(const QString &name, const QString &kind)
{
    ops::DropConstraint drop;
    if (!name.isEmpty())
        drop.name.name = id(name);
    drop.type = kind;
    return op(drop);
}

template <typename... Setters>
ops::Operation alterColumn(const QString &name, Setters... setters)
{
    ops::AlterColumn alter;
    alter.column = id(name);
    (setters(alter), ...);
    return op(alter);
}

ops::BatchAlterTable block(std::vector<ops::Operation> operations,
                           const schema::TablePtr &copyFrom = {})
{
    ops::BatchAlterTable batch;
    batch.table.name = id(u"t"_s);
    batch.copyFrom = copyFrom;
    batch.operations = std::move(operations);
    return batch;
}

} // namespace

schema::TablePtr tst_Batch::existing()
{
    auto result =
        table(u"t"_s,
              { column(u"id"_s, type(u"Integer"_s), key),
                column(u"b"_s, type(u"Boolean"_s, withCheck(), named(u"bc"_s))),
                column(u"x"_s, type(u"String"_s, length(20)), isUnique),
                column(u"y"_s, type(u"Integer"_s)),
                column(u"z"_s, type(u"Integer"_s),
                       [](schema::Column &c) { c.checks.push_back(check(u"z>1"_s, u"zz"_s)); }) },
              { unique({ u"x"_s, u"y"_s }, u"uq1"_s), check(u"x>1"_s, u"ck1"_s),
                reference({ u"z"_s }, u"t"_s, { u"id"_s }, u"selfk"_s) });
    result->indexes.push_back(index(u"ix1"_s, u"t"_s, { u"x"_s, u"y"_s }));
    schema::Index lower = index(u"ix2"_s, u"t"_s, {});
    lower.elements.push_back(text(u"lower(x)"_s));
    result->indexes.push_back(lower);
    return result;
}

namespace {

std::vector<ops::Operation> manyChanges()
{
    ops::CreateIndex create { index(u"ix5"_s, u"t"_s, { u"z"_s }), false };
    create.index.unique = true;
    auto key = reference({ u"z"_s }, u"p"_s, { u"id"_s }, u"ff"_s);
    key.options.onDelete = u"CASCADE"_s;
    return { addColumn(column(u"n"_s, type(u"Boolean"_s, withCheck(), named(u"nn"_s)))),
             addColumn(column(u"n2"_s, type(u"Boolean"_s, withCheck()))),
             alterColumn(u"x"_s,
                         [](ops::AlterColumn &a) {
                             a.type = type(u"Integer"_s);
                             a.existingType = type(u"String"_s, length(20));
                             a.newName = id(u"xx"_s);
                         }),
             alterColumn(u"b"_s,
                         [](ops::AlterColumn &a) {
                             a.type = type(u"Integer"_s);
                             a.existingType = type(u"Boolean"_s, withCheck(), named(u"bc"_s));
                         }),
             dropConstraint(u"uq1"_s, u"unique"_s),
             { create, {} },
             op(ops::CreateConstraint { {}, key }),
             dropColumn(u"y"_s) };
}

} // namespace

void tst_Batch::copiesOnSqlite()
{
    QCOMPARE(sqlOf(in(block(manyChanges(), existing())), u"sqlite"_s),
             uR"(CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    b INTEGER, 
    xx INTEGER, 
    z INTEGER CONSTRAINT zz CHECK (z>1), 
    n BOOLEAN, 
    n2 BOOLEAN, 
    PRIMARY KEY (id), 
    CONSTRAINT nn CHECK (n IN (0, 1)), 
    CHECK (n2 IN (0, 1)), 
    CONSTRAINT ck1 CHECK (x>1), 
    CONSTRAINT selfk FOREIGN KEY(z) REFERENCES t (id), 
    CONSTRAINT nn CHECK (n IN (0, 1)), 
    CONSTRAINT ff FOREIGN KEY(z) REFERENCES p (id) ON DELETE CASCADE, 
    UNIQUE (xx), 
    CHECK (n2 IN (0, 1))
);
INSERT INTO _alembic_tmp_t (id, b, xx, z) SELECT t.id, CAST(t.b AS INTEGER) AS b, CAST(t.x AS INTEGER) AS x, t.z 
FROM t;
DROP TABLE t;
ALTER TABLE _alembic_tmp_t RENAME TO t;
CREATE INDEX ix1 ON t (xx, y);
CREATE INDEX ix2 ON t (lower(x));
CREATE UNIQUE INDEX ix5 ON t (z);)"_s);
}

void tst_Batch::altersElsewhere()
{
    QCOMPARE(sqlOf(in(block(manyChanges())), u"mysql"_s), uR"(ALTER TABLE t ADD COLUMN n BOOL;
ALTER TABLE t ADD CONSTRAINT nn CHECK (n IN (0, 1));
ALTER TABLE t ADD COLUMN n2 BOOL;
ALTER TABLE t ADD CHECK (n2 IN (0, 1));
ALTER TABLE t CHANGE x xx INTEGER NULL;
ALTER TABLE t MODIFY b INTEGER NULL;
ALTER TABLE t DROP INDEX uq1;
CREATE UNIQUE INDEX ix5 ON t (z);
ALTER TABLE t ADD CONSTRAINT ff FOREIGN KEY(z) REFERENCES p (id) ON DELETE CASCADE;
ALTER TABLE t DROP COLUMN y;)"_s);
}

void tst_Batch::keepsAddedColumnsInPlace()
{
    const auto plain =
        table(u"t"_s, { column(u"a"_s, type(u"Integer"_s)), column(u"b"_s, type(u"Integer"_s)) });
    auto batch = block({ addColumn(column(u"n"_s, type(u"Integer"_s)), u"a"_s),
                         addColumn(column(u"m"_s, type(u"Integer"_s)), u"n"_s),
                         addColumn(column(u"z"_s, type(u"Text"_s))) },
                       plain);
    batch.recreate = ops::BatchAlterTable::Recreate::Always;
    QCOMPARE(
        sqlOf(in(batch), u"sqlite"_s).section(u";"_s, 0, 0),
        u"CREATE TABLE _alembic_tmp_t (\n    a INTEGER, \n    n INTEGER, \n    m INTEGER, \n    b INTEGER, \n    z TEXT\n)"_s);
}

/// A database gets the default itself; as text it is NULL, which tests of the directives show.
void tst_Batch::fillsNewColumnsOnADatabase()
{
    auto batch = block(
        { addColumn(column(u"n"_s, type(u"Boolean"_s),
                           [](schema::Column &c) { c.pythonDefault = schema::Literal(true); })) },
        table(u"t"_s, { column(u"a"_s, type(u"Integer"_s)) }));
    batch.recreate = ops::BatchAlterTable::Recreate::Always;
    dialect::CompileOptions online;
    online.offline = online.literalBinds = false;
    const auto made = dialect::dialectByName(u"sqlite"_s)->compile({ batch, {} }, online, nullptr);
    QVERIFY(made);
    QCOMPARE(made->at(1).sql,
             u"INSERT INTO _alembic_tmp_t (a, n) SELECT t.a, 1 AS anon_1 \nFROM t"_s);
}

void tst_Batch::reorders()
{
    const auto integer = type(u"Integer"_s);
    const auto plain = table(u"t"_s,
                             { column(u"a"_s, integer), column(u"b"_s, integer),
                               column(u"c"_s, integer), column(u"d"_s, integer) });
    auto batch = block({}, plain);
    batch.recreate = ops::BatchAlterTable::Recreate::Always;
    batch.partialReordering = { { u"c"_s, u"a"_s }, { u"d"_s, u"b"_s } };
    QCOMPARE(sqlOf(in(batch), u"sqlite"_s).section(u";"_s, 1, 1).trimmed(),
             u"INSERT INTO _alembic_tmp_t (c, d, a, b) SELECT t.c, t.d, t.a, t.b \nFROM t"_s);
}

void tst_Batch::replacesThePrimaryKey()
{
    const auto keyed = table(
        u"t"_s, { column(u"a"_s, type(u"Integer"_s), notNull), column(u"b"_s, type(u"Integer"_s)) },
        { primaryKey({ u"a"_s }, u"pk_t"_s) });
    const auto batch =
        block({ dropConstraint(u"pk_t"_s, u"primary"_s),
                op(ops::CreateConstraint { {}, primaryKey({ u"a"_s, u"b"_s }, u"pk_t2"_s) }) },
              keyed);
    QCOMPARE(
        sqlOf(in(batch), u"sqlite"_s).section(u";"_s, 0, 0),
        u"CREATE TABLE _alembic_tmp_t (\n    a INTEGER NOT NULL, \n    b INTEGER NOT NULL, \n    CONSTRAINT pk_t2 PRIMARY KEY (a, b)\n)"_s);
}

void tst_Batch::altersWhereSqliteCan()
{
    const ops::CreateIndex create { index(u"ix"_s, u"t"_s, { u"n"_s }), false };
    QCOMPARE(sqlOf(in(block({ addColumn(column(u"n"_s, type(u"Integer"_s))), { create, {} } })),
                   u"sqlite"_s),
             u"ALTER TABLE t ADD COLUMN n INTEGER;\nCREATE INDEX ix ON t (n);"_s);
    QCOMPARE(sqlOf(in(block({})), u"sqlite"_s), QString());
}

void tst_Batch::refuses_data()
{
    QTest::addColumn<ops::BatchAlterTable>("batch");
    QTest::addColumn<QString>("error");
    const auto always = [](ops::BatchAlterTable batch) {
        batch.recreate = ops::BatchAlterTable::Recreate::Always;
        return batch;
    };
    QTest::newRow("no table to copy")
        << block({ dropColumn(u"x"_s) })
        << u"This operation cannot proceed in --sql mode; batch mode with dialect sqlite requires a live database connection with which to reflect the table \"t\". To generate a batch SQL migration script using table \"move and copy\", a complete Table object should be passed to the \"copy_from\" argument of the batch_alter_table() method so that table reflection can be skipped."_s;
    QTest::newRow("unknown column")
        << always(block({ dropColumn(u"nope"_s) }, existing())) << u"KeyError: 'nope'"_s;
    QTest::newRow("unknown constraint")
        << always(block({ dropConstraint(u"nope"_s, u"unique"_s) }, existing()))
        << u"No such constraint: 'nope'"_s;
    QTest::newRow("nameless constraint")
        << always(block({ op(ops::CreateConstraint { {}, unique({ u"x"_s }) }) }, existing()))
        << u"Constraint must have a name"_s;
    ops::DropIndex drop;
    drop.name = id(u"nope"_s);
    QTest::newRow("unknown index")
        << always(block({ { drop, {} } }, existing())) << u"No such index: 'nope'"_s;
    QTest::newRow("place without copy")
        << block({ addColumn(column(u"n"_s, type(u"Integer"_s)), u"id"_s) }, existing())
        << u"Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'"_s;
}

void tst_Batch::refuses()
{
    QFETCH(const ops::BatchAlterTable, batch);
    QFETCH(const QString, error);
    QCOMPARE(sqlOf(in(batch), u"sqlite"_s), u'!' + error);
}

QTEST_GUILESS_MAIN(tst_Batch)
#include "tst_batch.moc"
