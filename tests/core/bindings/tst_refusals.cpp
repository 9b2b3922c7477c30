// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/offlinescript.h"

#include <QTest>

using namespace limbeck;
using namespace Qt::StringLiterals;

/// What Alembic 1.19 and SQLAlchemy 2.0 refuse is refused here, and what they pass over is written.
class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data();
    void refused();
    void written_data();
    void written();

private:
    [[nodiscard]] static Result<QStringList> run(const QString &body, const QString &dialect);
};

Result<QStringList> TestRefusals::run(const QString &body, const QString &dialect)
{
    const QString head =
        u"import sqlalchemy as sa\nfrom alembic import op\n"
        "from sqlalchemy.dialects import mssql, mysql, postgresql, sqlite\n"
        "t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.ARRAY(sa.Integer)))\n"
        "ms = sa.MetaData(schema='ms')\n\ndef upgrade():\n    "_s;
    return offlineSql(head + QString(body).replace(u"\n"_s, u"\n    "_s) + u'\n', dialect);
}

void TestRefusals::refused_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *body, const char *message,
                        const char *dialect = "postgresql") {
        QTest::newRow(name) << QString::fromUtf8(body) << QString::fromUtf8(dialect)
                            << QString::fromUtf8(message);
    };
    const char *const twice = "A column with name 'a' is already present in table 't'.";
    row("unique twice", "op.create_unique_constraint('q', 't', ['a', 'a'])", twice);
    row("key twice", "op.create_primary_key('q', 't', ['a', 'a'])", twice);
    row("index twice", "op.create_index('q', 't', ['a', 'a'])", twice);
    row("index of text twice", "op.create_index('q', 't', ['a', sa.text('a')])", twice);
    row("source twice", "op.create_foreign_key('q', 't', 'u', ['a', 'a'], ['b', 'c'])",
        "duplicate source column references");
    row("target twice", "op.create_foreign_key('q', 't', 'u', ['b', 'c'], ['a', 'a'])",
        "A column with name 'a' is already present in table 'u'.");
    row("unknown column of its own",
        "op.create_table('t', sa.Column('a', sa.Integer, sa.ForeignKey('t.b')))",
        "(in table 't', column 'b'): Can't generate DDL for NullType()");
    row("key without a column",
        "op.add_column('t', sa.Column('a', sa.Integer, sa.ForeignKey('u')))",
        "not enough values to unpack (expected 2, got 1)");
    row("constraint by name instead of key",
        "op.create_table('t', sa.Column('a', sa.Integer, key='k'), sa.UniqueConstraint('a'))",
        "no column named 'a' is present");
    row("table without its target",
        "sa.Table('t', sa.MetaData(), sa.Column('a', sa.ForeignKey('u.id'))).create(op.get_bind())",
        "could not find table 'u'");
    row("create_all without a target",
        "m = sa.MetaData()\nsa.Table('t', m, sa.Column('a', sa.ForeignKey('u.id')))\n"
        "m.create_all(op.get_bind())",
        "could not find table 'u'");
    row("fetched default", "op.alter_column('t', 'a', server_default=sa.FetchedValue())",
        "FetchedValue()");
    row("default of MySQL",
        "op.alter_column('t', 'a', nullable=True, existing_type=sa.Integer(), "
        "existing_server_default=1)",
        "got '<class 'int'>'", "mysql");
    row("identity becomes a default",
        "op.alter_column('t', 'a', server_default='x', "
        "existing_server_default=sa.Identity(always=True))",
        "IDENTITY cannot become a server default");
    row("number as a condition", "op.execute(t.select().where(5))",
        "SQL expression for WHERE/HAVING role expected, got 5.");
    row("number in or_()", "op.execute(t.select().where(sa.or_(t.c.a == 1, 5)))",
        "SQL expression for WHERE/HAVING role expected, got 5.");
    row("number as an order", "op.execute(t.select().order_by(5))", "expression expected, got 5.");
    row("contains() of a plain ARRAY", "op.execute(t.select().where(t.c.b.contains([1])))",
        "ARRAY.contains() not implemented");
    row("char_length of two", "op.execute(sa.select(sa.func.char_length('a', 'b')))",
        "takes 2 positional arguments but 3 were given");
    row("count of two", "op.execute(sa.select(sa.func.count(t.c.a, t.c.b)))",
        "takes from 1 to 2 positional arguments but 3 were given");
    row("SQLite's conflict", "op.execute(sqlite.insert(t).values(a=1).on_conflict_do_nothing())",
        "'OnConflictDoNothing' object has no attribute 'constraint_target'");
    row("value for no bind", "op.execute(sa.text('SELECT :a::int').bindparams(a=1))",
        "doesn't define a bound parameter named 'a'");
    row("hint of MySQL", "op.execute(sa.select(t.c.a).with_hint(t, 'USE INDEX (x)', 'mysql'))",
        "Hints of SELECT are not written", "mysql");
    row("compiled CREATE TABLE",
        "from sqlalchemy.ext.compiler import compiles\n"
        "@compiles(sa.schema.CreateTable, 'postgresql')\ndef made(element, compiler, **kw):\n"
        "    return compiler.visit_create_table(element) + ' DISTKEY (a)'\n"
        "op.create_table('t', sa.Column('a', sa.Integer))",
        "@compiles function for CreateTable");
    row("BIT of SQL Server", "op.create_table('t', sa.Column('a', mssql.BIT()))",
        "'BIT' object has no attribute 'varying'");
    row("ENUM of MySQL", "op.create_table('t', sa.Column('a', mysql.ENUM('x', name='e')))",
        "'ENUM' object has no attribute 'create_type'");
    row("SQLite's constraints first", "op.drop_constraint(None, 't', type_='unique')",
        "No support for ALTER of constraints in SQLite", "sqlite");
    row("batch index of no column",
        "with op.batch_alter_table('t', recreate='always', copy_from=sa.Table('t', sa.MetaData(), "
        "sa.Column('a', sa.Integer))) as b:\n    b.create_index('ix', [sa.func.lower('x')])",
        "Index 'ix' is not associated with any table");
}

void TestRefusals::refused()
{
    QFETCH(const QString, body);
    QFETCH(const QString, dialect);
    QFETCH(const QString, message);
    const auto made = run(body, dialect);
    QVERIFY2(!made, qPrintable(made ? made->join(u"; "_s) : QString()));
    QVERIFY2(made.error().toString().contains(message), qPrintable(made.error().toString()));
}

void TestRefusals::written_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const char *body, const char *sql,
                        const char *dialect = "postgresql") {
        QTest::newRow(name) << QString::fromUtf8(body) << QString::fromUtf8(dialect)
                            << QString::fromUtf8(sql);
    };
    row("comment None", "op.create_table_comment('t', None)", "ALTER TABLE t COMMENT NULL",
        "mysql");
    row("comment empty", "op.create_table_comment('t', '')", "ALTER TABLE t COMMENT ''", "mysql");
    row("comment dropped", "op.drop_table_comment('t')", "ALTER TABLE t COMMENT ''", "mysql");
    row("existing default passed over",
        "op.alter_column('t', 'a', nullable=True, existing_server_default=1)",
        "ALTER TABLE t ALTER COLUMN a DROP NOT NULL");
    row("existing default passed over by MySQL",
        "op.alter_column('t', 'a', server_default='x', existing_server_default=1)",
        "ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'", "mysql");
    row("type of metadata goes to its schema with a table",
        "e = sa.Enum('x', name='e', metadata=ms)\ne.create(op.get_bind(), checkfirst=False)\n"
        "op.add_column('t', sa.Column('a', postgresql.ARRAY(e)))\n"
        "e.drop(op.get_bind(), checkfirst=False)",
        "CREATE TYPE e AS ENUM ('x'); ALTER TABLE t ADD COLUMN a ms.e[]; DROP TYPE ms.e");
    row("fetched key",
        "op.create_table('t', sa.Column('a', sa.Integer, primary_key=True, "
        "server_default=sa.FetchedValue()))",
        "CREATE TABLE t ( a INTEGER NOT NULL, PRIMARY KEY (a) )");
    row("UNIQUE before the type's CHECK",
        "op.create_table('t', sa.Column('a', sa.Boolean(create_constraint=True, name='c'), "
        "unique=True))",
        "CREATE TABLE t ( a BOOLEAN, UNIQUE (a), CONSTRAINT c CHECK (a IN (0, 1)) )", "sqlite");
    row("CREATE TABLE alone has no COMMENT",
        "op.execute(sa.schema.CreateTable(sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, "
        "comment='c'), comment='d')))",
        "CREATE TABLE t ( a INTEGER )");
    row("hint for another dialect",
        "op.execute(sa.select(t.c.a).with_hint(t, 'USE INDEX (x)', 'mysql'))", "SELECT t.a FROM t");
    row("next_value()", "op.execute(sa.select(sa.func.next_value(sa.Sequence('s'))))",
        "SELECT nextval('s') AS next_value_1");
}

void TestRefusals::written()
{
    QFETCH(const QString, body);
    QFETCH(const QString, dialect);
    QFETCH(const QString, sql);
    const auto made = run(body, dialect);
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    QCOMPARE(made->join(u"; "_s).simplified(), sql);
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
