// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/scripthost.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// The directives of `op`: what they write offline, and how they fail.
class tst_Op : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void fails_data();
    void fails();
    void errorsCanBeCaught();
    void statementsKnowTheirLine();
    void rowsOfAQueryAreDataDependent();
    void importedDirectives();
    void ownDirectives();
    void operationObjectsReverse();
};

void tst_Op::writes_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("create_table")
        << u"op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))"_s
        << QStringList { u"CREATE TABLE t ( id SERIAL NOT NULL, PRIMARY KEY (id) )"_s };
    QTest::newRow("table of create_table")
        << u"t = op.create_table('t', sa.Column('a', sa.Integer))\nop.bulk_insert(t, [{'a': 1}])"_s
        << QStringList { u"CREATE TABLE t ( a INTEGER )"_s, u"INSERT INTO t (a) VALUES (1)"_s };
    QTest::newRow("add_column with key and index")
        << u"op.add_column('t', sa.Column('x', sa.Integer, sa.ForeignKey('a.b'), index=True), schema='s')"_s
        << QStringList { u"ALTER TABLE s.t ADD COLUMN x INTEGER"_s,
                         u"ALTER TABLE s.t ADD FOREIGN KEY(x) REFERENCES a (b)"_s,
                         u"CREATE INDEX ix_s_t_x ON s.t (x)"_s };
    QTest::newRow("index=True beside an index of the same column")
        << u"op.create_table('t', sa.Column('a', sa.Integer, index=True), "
           "sa.Column('b', sa.Integer, unique=True), sa.Index('i', 'a'), sa.UniqueConstraint('b'))"_s
        << QStringList { u"CREATE TABLE t ( a INTEGER, b INTEGER, UNIQUE (b), UNIQUE (b) )"_s,
                         u"CREATE INDEX i ON t (a)"_s, u"CREATE INDEX ix_t_a ON t (a)"_s };
    QTest::newRow("indexes of a table that were looked at")
        << u"t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, index=True, "
           u"unique=True))\n"
           "assert [i.name for i in t.indexes] == ['ix_t_a'] and len(t.indexes) == 1\n"
           "t.create(op.get_bind())\nop.execute(sa.schema.CreateTable(t))"_s
        << QStringList { u"CREATE TABLE t ( a INTEGER )"_s,
                         u"CREATE UNIQUE INDEX ix_t_a ON t (a)"_s,
                         u"CREATE TABLE t ( a INTEGER )"_s };
    QTest::newRow("an index name to be quoted")
        << u"op.create_index('ix', 't', ['a'], quote=True)"_s
        << QStringList { u"CREATE INDEX \"ix\" ON t (a)"_s };
    QTest::newRow("a type that belongs to a metadata")
        << u"op.create_table('t', sa.Column('a', sa.Enum('x', name='e', "
           "metadata=sa.MetaData(schema='s'))))"_s
        << QStringList { u"CREATE TABLE t ( a s.e )"_s };
    QTest::newRow("a metadata with a type of its own")
        << u"m = sa.MetaData()\nsa.Table('t', m, sa.Column('a', sa.Enum('x', name='e', "
           u"metadata=m)))\n"
           "m.create_all(op.get_bind(), checkfirst=False)\nm.drop_all(op.get_bind(), "
           "checkfirst=False)"_s
        << QStringList { u"CREATE TYPE e AS ENUM ('x')"_s, u"CREATE TABLE t ( a e )"_s,
                         u"DROP TABLE t"_s, u"DROP TYPE e"_s };
    QTest::newRow("a domain")
        << u"from sqlalchemy.dialects import postgresql as pg\nd = pg.DOMAIN('d', sa.Integer(), "
           u"check='VALUE > 0', not_null=True, default='1', "
           "constraint_name='c')\nd.create(op.get_bind(), checkfirst=False)\n"
           "d.drop(op.get_bind(), checkfirst=False)\n"
           "op.create_table('t', sa.Column('a', pg.DOMAIN('e', sa.Text(), not_null=True)))"_s
        << QStringList { u"CREATE DOMAIN d AS INTEGER DEFAULT '1' CONSTRAINT c NOT NULL CHECK "
                         "(VALUE > 0)"_s,
                         u"DROP DOMAIN d"_s, u"CREATE DOMAIN e AS TEXT NOT NULL"_s,
                         u"CREATE TABLE t ( a e )"_s };
    QTest::newRow("a batch that copies fills new columns with their defaults")
        << u"with op.batch_alter_table('t', recreate='always', copy_from=sa.Table('t', "
           "sa.MetaData(), sa.Column('id', sa.Integer))) as b:\n"
           "    b.add_column(sa.Column('x', sa.Integer, default=3))\n"
           "    b.add_column(sa.Column('y', sa.DateTime, default=sa.func.now()))"_s
        << QStringList { u"CREATE TABLE _alembic_tmp_t ( id INTEGER, x INTEGER, y TIMESTAMP "
                         "WITHOUT TIME ZONE )"_s,
                         u"INSERT INTO _alembic_tmp_t (id, x, y) SELECT t.id, NULL AS anon_1, "
                         "now() AS now_1 FROM t"_s,
                         u"DROP TABLE t"_s, u"ALTER TABLE _alembic_tmp_t RENAME TO t"_s };
    QTest::newRow("arguments by keyword")
        << u"op.create_foreign_key(constraint_name='fk', source_table='t', referent_table='r', "
           u"local_cols=['a'], "
           "remote_cols=['b'], ondelete='CASCADE')"_s
        << QStringList {
               u"ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES r (b) ON DELETE CASCADE"_s
           };
    QTest::newRow("unknown keywords of alter_column are swallowed")
        << u"op.alter_column('t', 'c', nullable=False, existing_type_=sa.Integer(), _type=1)"_s
        << QStringList { u"ALTER TABLE t ALTER COLUMN c SET NOT NULL"_s };
    QTest::newRow("dropping a default")
        << u"op.alter_column('t', 'c', server_default=None)"_s
        << QStringList { u"ALTER TABLE t ALTER COLUMN c DROP DEFAULT"_s };
    QTest::newRow("index of text and options")
        << u"op.create_index('ix', 't', [sa.text('lower(a)'), 'b'], unique=True, postgresql_where=sa.text('b > 1'))"_s
        << QStringList { u"CREATE UNIQUE INDEX ix ON t (lower(a), b) WHERE b > 1"_s };
    QTest::newRow("index named by a convention after its first columns")
        << u"op.create_index(None, 't', [sa.column('x'), 'y'])\n"
           "op.create_index(None, 't', [sa.text('lower(x)'), sa.column('y')])\n"
           "op.create_index(None, 't', [sa.func.coalesce(sa.column('a'), sa.column('b')), 'y'])"_s
        << QStringList { u"CREATE INDEX ix_x ON t (x, y)"_s,
                         u"CREATE INDEX \"ix_t_lower(x)\" ON t (lower(x), y)"_s,
                         u"CREATE INDEX ix_a ON t (coalesce(a, b), y)"_s };
    QTest::newRow("batch of ALTERs")
        << u"with op.batch_alter_table('t', schema='s') as b:\n    b.drop_column('x')\n"
           "    b.create_unique_constraint('uq', ['a'])\n    b.execute('select 1')"_s
        << QStringList { u"select 1"_s, u"ALTER TABLE s.t DROP COLUMN x"_s,
                         u"ALTER TABLE s.t ADD CONSTRAINT uq UNIQUE (a)"_s };
    QTest::newRow("autocommit_block")
        << u"with op.get_context().autocommit_block():\n    op.execute('VACUUM')"_s
        << QStringList { u"COMMIT"_s, u"VACUUM"_s, u"BEGIN"_s };
    QTest::newRow("bind in --sql") << u"op.get_bind().execute(sa.text('select :a'), {'a': 1})"_s
                                   << QStringList { u"select NULL"_s };
    QTest::newRow("list without a value in --sql")
        << u"op.execute(sa.text('select :a in :b').bindparams(sa.bindparam('b', expanding=True)))"_s
        << QStringList { u"select NULL in (NULL)"_s };
    QTest::newRow("the object behind op")
        << u"op.execute(op._proxy.migration_context.dialect.name)\nop.execute(op.migration_context.dialect.name)"_s
        << QStringList { u"postgresql"_s, u"postgresql"_s };
    QTest::newRow("nothing is configured in a preview")
        << u"op.execute(op.get_context().config.get_main_option('x', 'none'))"_s
        << QStringList { u"none"_s };
    QTest::newRow("directive of a package that env.py imports")
        << u"class View:\n    def drop(self, cascade): return ['DROP VIEW v']\nop.drop_entity(View())"_s
        << QStringList { u"DROP VIEW v"_s };
    QTest::newRow("inline_literal")
        << u"t = sa.table('t', sa.column('a'))\nop.execute(t.update().values(a=op.inline_literal('x')))"_s
        << QStringList { u"UPDATE t SET a='x'"_s };
    QTest::newRow("invoke")
        << u"from alembic.operations import ops\nop.invoke(ops.DropTableOp('t', schema='s'))"_s
        << QStringList { u"DROP TABLE s.t"_s };
    QTest::newRow("create_table passes over what is no part of a table")
        << u"op.create_table('t', sa.MetaData(), sa.Column('a', sa.Integer), None)"_s
        << QStringList { u"CREATE TABLE t ( a INTEGER )"_s };
    QTest::newRow("bulk_insert asks for no keys")
        << u"t = op.create_table('t', sa.Column('k', sa.Boolean, server_default=sa.true(), "
           u"primary_key=True), "
           "sa.Column('a', sa.Integer))\nop.bulk_insert(t, [{'a': 1}])"_s
        << QStringList {
               u"CREATE TABLE t ( k BOOLEAN DEFAULT true NOT NULL, a INTEGER, PRIMARY KEY (k) )"_s,
               u"INSERT INTO t (a) VALUES (1)"_s
           };
    QTest::newRow("batch without a rebuild does not look at table_args")
        << u"with op.batch_alter_table('t', table_args=sa.UniqueConstraint('a')) as b:\n    b.drop_column('x')"_s
        << QStringList { u"ALTER TABLE t DROP COLUMN x"_s };
    QTest::newRow("enum with a keyword that SQLAlchemy does not look at")
        << u"from sqlalchemy.dialects import postgresql\n"
           "postgresql.ENUM('a', name='e', checkfirst=True).create(op.get_bind())"_s
        << QStringList { u"CREATE TYPE e AS ENUM ('a')"_s };
    QTest::newRow("enum on its own")
        << u"sa.Enum('a', 'b', name='e').create(op.get_bind(), checkfirst=False)"_s
        << QStringList { u"CREATE TYPE e AS ENUM ('a', 'b')"_s };
}

void tst_Op::writes()
{
    QFETCH(QString, body);
    QFETCH(QStringList, statements);
    const auto outcome = testing::runScript(testing::upgradeOf(body), u"postgresql"_s);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QCOMPARE(outcome.statements, statements);
}

void tst_Op::fails_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing argument")
        << u"op.create_index('ix', 't')"_s
        << u"TypeError: create_index() missing 1 required positional argument: 'columns'"_s;
    QTest::newRow("index that no convention can name")
        << u"op.create_index(None, 't', [sa.func.lower(sa.column('a'))])"_s
        << u"AssertionError: The index has no name, and none can be made"_s;
    QTest::newRow("type that only PostgreSQL creates")
        << u"from sqlalchemy.dialects import postgresql as pg; "
           "op.execute(pg.CreateEnumType(pg.ENUM('a', name='e')))"_s
        << u"sqlalchemy.exc.UnsupportedCompilationError: The DDL compiler of dialect sqlite can't"_s;
    QTest::newRow("kind of constraint")
        << u"op.drop_constraint('c', 't', type_='fk')"_s
        << u"TypeError: 'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"_s;
    QTest::newRow("rows that are no list")
        << u"op.bulk_insert(sa.table('t'), {})"_s << u"TypeError: List expected"_s;
    QTest::newRow("recreate")
        << u"op.batch_alter_table('t', recreate='maybe')"_s
        << u"ValueError: recreate may be one of 'auto', 'always', or 'never'."_s;
    QTest::newRow("constraint on SQLite")
        << u"op.create_unique_constraint('uq', 't', ['a'])"_s
        << u"NotImplementedError: No support for ALTER of constraints in SQLite dialect."_s;
    QTest::newRow("helper that is not there")
        << u"import helpers; helpers.add_column('t')"_s
        << u"helpers.add_column() (imported at script.py:5) is not available: what this call does"_s;
    QTest::newRow("no such directive")
        << u"op.creat_table('t')"_s
        << u"AttributeError: module 'alembic.op' has no attribute 'creat_table'"_s;
    QTest::newRow("async") << u"op.run_async(None)"_s
                           << u"ValueError: Cannot call run_async with a sync engine"_s;
}

void tst_Op::fails()
{
    QFETCH(QString, body);
    QFETCH(QString, message);
    const auto outcome = testing::runScript(testing::upgradeOf(body), u"sqlite"_s);
    QVERIFY(outcome.error);
    QVERIFY2(outcome.error->message.startsWith(message), qPrintable(outcome.error->message));
    QCOMPARE(outcome.error->span.range.line, 5);
    QCOMPARE(outcome.error->span.file->path(), u"script.py"_s);
}

void tst_Op::errorsCanBeCaught()
{
    const auto outcome = testing::runScript(
        testing::upgradeOf(u"try:\n    op.drop_constraint('c', 't', type_='unique')\n"
                           "except NotImplementedError:\n    op.execute('select 1')"_s),
        u"sqlite"_s);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.statements, QStringList { u"select 1"_s });
}

void tst_Op::statementsKnowTheirLine()
{
    const auto outcome = testing::runScript(
        testing::upgradeOf(
            u"op.execute('a')\n\nfor name in ('x', 'y'):\n    op.drop_table(name)"_s),
        u"sqlite"_s);
    QCOMPARE(outcome.origins.size(), 3);
    QCOMPARE(outcome.origins[0].range.line, 5);
    QCOMPARE(outcome.origins[2].range.line, 8);
}

void tst_Op::rowsOfAQueryAreDataDependent()
{
    const auto outcome = testing::runScript(
        testing::upgradeOf(u"try:\n    for row in op.get_bind().execute(sa.text('select 1')):\n"
                           "        op.execute('x')\nexcept Exception:\n    op.execute('y')"_s),
        u"postgresql"_s);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::DataDependent);
    QVERIFY(!outcome.dataDependent.isEmpty());
    QCOMPARE(outcome.statements, QStringList { u"select 1"_s });
}

void tst_Op::importedDirectives()
{
    const auto outcome = testing::runScript(
        u"from alembic.op import drop_table, f\nimport alembic.op\n\ndef upgrade():\n"
        "    drop_table(f('a'))\n    alembic.op.drop_table('b')\n"_s,
        u"sqlite"_s);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.statements, (QStringList { u"DROP TABLE a"_s, u"DROP TABLE b"_s }));
}

void tst_Op::ownDirectives()
{
    const auto outcome = testing::runScript(uR"(
from alembic import op
from alembic.operations import Operations, MigrateOperation

@Operations.register_operation("create_view")
class CreateViewOp(MigrateOperation):
    def __init__(self, name, sql):
        self.name, self.sql = name, sql

    @classmethod
    def create_view(cls, operations, name, sql):
        return operations.invoke(cls(name, sql))

@Operations.implementation_for(CreateViewOp)
def create_view(operations, operation):
    operations.execute("CREATE VIEW %s AS %s" % (operation.name, operation.sql))

def upgrade():
    op.create_view("v", "select 1")
)"_s,
                                            u"sqlite"_s);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QCOMPARE(outcome.statements, QStringList { u"CREATE VIEW v AS select 1"_s });
}

void tst_Op::operationObjectsReverse()
{
    const auto outcome = testing::runScript(
        testing::upgradeOf(
            u"from alembic.operations import ops\n"
            "add = ops.AddColumnOp('t', sa.Column('c', sa.Integer))\n"
            "op.invoke(add.reverse())\nop.invoke(add.reverse().reverse())\n"
            "alter = ops.AlterColumnOp('t', 'c', existing_nullable=True, modify_nullable=False)\n"
            "op.invoke(alter.reverse())"_s),
        u"postgresql"_s);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->toString()) : "");
    QCOMPARE(
        outcome.statements,
        (QStringList { u"ALTER TABLE t DROP COLUMN c"_s, u"ALTER TABLE t ADD COLUMN c INTEGER"_s,
                       u"ALTER TABLE t ALTER COLUMN c DROP NOT NULL"_s }));
}

QTEST_GUILESS_MAIN(tst_Op)
#include "tst_op.moc"
