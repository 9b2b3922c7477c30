// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/offlinescript.h"

#include <QTest>

using namespace limbeck;
using namespace Qt::StringLiterals;

namespace {

/// A migration with @p body as its upgrade().
QString migration(const QString &body)
{
    QString text = u"from alembic import op\nimport sqlalchemy as sa\n"
                   "from sqlalchemy.dialects import postgresql, mysql, sqlite\n\n"
                   "t = sa.table('t', sa.column('id', sa.Integer), sa.column('name', sa.String), "
                   "sa.column('data', postgresql.JSONB))\n\n"
                   "def upgrade():\n"_s;
    for (const QString &line : body.split(u'\n'))
        text += u"    "_s + line + u'\n';
    return text;
}

} // namespace

/// Scripts that use `sqlalchemy`, by what they send to the database.
class TestSqlAlchemyModule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sql_data();
    void sql();
    void errors_data();
    void errors();
};

void TestSqlAlchemyModule::sql_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *dialect, const char *body,
                        const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(dialect) << QString::fromUtf8(body)
                            << QString::fromUtf8(expected);
    };
    row("type object", "postgresql", "op.add_column('a', sa.Column('b', sa.String(length=20)))",
        "ALTER TABLE a ADD COLUMN b VARCHAR(20)");
    row("type class", "postgresql", "op.add_column('a', sa.Column('b', sa.Integer))",
        "ALTER TABLE a ADD COLUMN b INTEGER");
    row("dialect type", "mysql",
        "op.add_column('a', sa.Column('b', mysql.INTEGER(display_width=11, unsigned=True)))",
        "ALTER TABLE a ADD COLUMN b INTEGER(11) UNSIGNED");
    row("variant", "sqlite",
        "op.add_column('a', sa.Column('b', postgresql.JSONB().with_variant(sa.JSON(), 'sqlite')))",
        "ALTER TABLE a ADD COLUMN b JSON");
    row("server default text", "postgresql",
        "op.add_column('a', sa.Column('b', sa.DateTime, server_default=sa.text('now()'), "
        "nullable=False))",
        "ALTER TABLE a ADD COLUMN b TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL");
    row("default among the items and by keyword", "postgresql",
        "op.add_column('a', sa.Column('b', sa.Integer, sa.DefaultClause('1'), "
        "server_default='2'))\n"
        "op.add_column('a', sa.Column('c', sa.Integer, sa.DefaultClause('1', for_update=True)))",
        "ALTER TABLE a ADD COLUMN b INTEGER DEFAULT '2'; ALTER TABLE a ADD COLUMN c INTEGER");
    row("classes with parameters", "sqlite",
        "c: sa.Column[int] = sa.Column[int]('b', sa.String[str](20))\n"
        "def names() -> sa.Sequence[str]: pass\nx: sa.engine.Result[tuple]\n"
        "op.add_column('a', c)",
        "ALTER TABLE a ADD COLUMN b VARCHAR(20)");
    row("type that was not called", "mysql",
        "op.alter_column('a', 'b', existing_type=sa.DateTime, nullable=False)\n"
        "op.alter_column('a', 'b', existing_type=sa.DateTime(), nullable=False)",
        "ALTER TABLE a MODIFY b DATETIME NOT NULL; ALTER TABLE a CHANGE b b DATETIME NOT NULL");
    row("update", "postgresql", "op.execute(t.update().where(t.c.id == 1).values(name='x'))",
        "UPDATE t SET name='x' WHERE t.id = 1");
    row("json path", "postgresql",
        "op.execute(sa.select(t.c.id).where(t.c.data['a'].astext == 'x'))",
        "SELECT t.id \nFROM t \nWHERE (t.data ->> 'a') = 'x'");
    row("1.x select", "sqlite", "op.execute(sa.select([t.c.id], t.c.id == 2))",
        "SELECT t.id \nFROM t \nWHERE t.id = 2");
    row("1.x case", "sqlite", "op.execute(sa.select([sa.case([(t.c.id == 1, 'a')], else_='b')]))",
        "SELECT CASE WHEN (t.id = 1) THEN 'a' ELSE 'b' END AS anon_1 \nFROM t");
    row("upsert", "postgresql",
        "op.execute(postgresql.insert(t).values(id=1).on_conflict_do_nothing(index_elements=['id'])"
        ")",
        "INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO NOTHING");
    row("cte", "sqlite", "c = sa.select(t.c.id).cte('c')\nop.execute(sa.select(c.c.id))",
        "WITH c AS \n(SELECT t.id AS id \nFROM t)\n SELECT c.id \nFROM c");
    row("sequence without bounds", "postgresql",
        "op.execute(sa.schema.CreateSequence(sa.Sequence('s', nominvalue=False, nomaxvalue=True)))",
        "CREATE SEQUENCE s NO MINVALUE NO MAXVALUE");
    row("collate of a MySQL type", "mysql",
        "op.add_column('t', sa.Column('a', mysql.VARCHAR(9, collate='utf8mb4_bin', "
        "collation='x')))",
        "ALTER TABLE t ADD COLUMN a VARCHAR(9) COLLATE utf8mb4_bin");
    row("classes of constants", "postgresql",
        "op.execute(sa.select(sa.sql.elements.True_(), sa.sql.elements.Null()))",
        "SELECT true AS anon_1, NULL AS anon_2");
    row("column of a table that nobody holds", "postgresql",
        "x = sa.table('zz', sa.column('x')).c.x\nop.execute(sa.select(x).where(x == 5))",
        "SELECT zz.x \nFROM zz \nWHERE zz.x = 5");
    row("select of a join", "postgresql",
        "u = sa.table('u', sa.column('id'))\n"
        "op.execute(sa.select(t.join(u, t.c.id == u.c.id)).where(u.c.id == 1))",
        "SELECT t.id, t.name, t.data, u.id AS id_1 \nFROM t JOIN u ON t.id = u.id \n"
        "WHERE u.id = 1");
    row("convention of the table's metadata", "postgresql",
        "own = sa.MetaData(naming_convention={'pk': 'pk_%(table_name)s'})\n"
        "sa.Table('o', own, sa.Column('id', sa.Integer, primary_key=True)).create(op.get_bind())",
        "CREATE TABLE o (\n    id SERIAL NOT NULL, \n    CONSTRAINT pk_o PRIMARY KEY (id)\n)");
    row("types before all tables", "postgresql",
        "own = sa.MetaData()\nsa.Table('a', own, sa.Column('id', sa.Integer))\n"
        "sa.Table('b', own, sa.Column('e', sa.Enum('x', name='e')))\n"
        "own.create_all(op.get_bind())\nown.drop_all(op.get_bind())",
        "CREATE TYPE e AS ENUM ('x'); CREATE TABLE a (\n    id INTEGER\n) ; "
        "CREATE TABLE b (\n    e e\n) ; DROP TABLE b; DROP TABLE a; DROP TYPE e");
    row("index without a name of its own", "postgresql",
        "o = sa.Table('o', sa.MetaData(), sa.Column('n', sa.Integer, index=True))\n"
        "op.execute(sa.schema.DropIndex(next(iter(o.indexes))))",
        "DROP INDEX ix_o_n");
    row("what a copied column leaves", "postgresql",
        "o = sa.Table('o', sa.MetaData(), sa.Column('id', sa.Integer, sa.ForeignKey('u.id')))\n"
        "op.create_table('b', *[c._copy() for c in o.c])",
        "CREATE TABLE b (\n    id INTEGER\n)");
    row("a value for text, and NULL", "postgresql",
        "class Own(sa.types.TypeDecorator):\n    impl = sa.String\n"
        "    def process_bind_param(self, value, dialect): return 'sent'\n"
        "    def process_literal_param(self, value, dialect): return 'text'\n"
        "o = sa.table('o', sa.column('a', Own), sa.column('b', Own))\n"
        "op.execute(o.insert().values(a='x', b=None))",
        "INSERT INTO o (a, b) VALUES ('text', NULL)");
    row("sequence that is not needed", "postgresql",
        "op.create_table('o', sa.Column('a', sa.Integer, sa.Sequence('s', optional=True), "
        "primary_key=True))",
        "CREATE TABLE o (\n    a SERIAL NOT NULL, \n    PRIMARY KEY (a)\n)");
    row("clauses of a function", "postgresql",
        "from sqlalchemy.ext.compiler import compiles\n"
        "class own(sa.sql.expression.FunctionElement):\n    inherit_cache = True\n"
        "@compiles(own)\ndef _(element, compiler, **kw):\n"
        "    return 'OWN(%s)' % compiler.process(element.clauses, **kw)\n"
        "op.execute(t.update().values(id=own(t.c.id, 5)))",
        "UPDATE t SET id=OWN(t.id, 5)");
    row("attribute of a mapped class", "postgresql",
        "from sqlalchemy.orm import declarative_base\nclass A(declarative_base()):\n"
        "    __tablename__ = 'a'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
        "    name = sa.Column('nm', sa.String)\n"
        "op.execute(sa.update(A).values(name='z').where(A.id == 1))",
        "UPDATE a SET nm='z' WHERE a.id = 1");
    row("text of a type", "postgresql",
        "op.execute(f'-- {sa.DateTime(timezone=True)} {mysql.TINYINT(1)} {mysql.VARCHAR(9)}')",
        "-- DATETIME TINYINT VARCHAR(9)");
    row("cascade", "postgresql",
        "o = sa.Table('o', sa.MetaData(), sa.Column('n', sa.Integer))\n"
        "op.execute(sa.schema.DropConstraint(sa.UniqueConstraint(o.c.n, name='q'), cascade=True))",
        "ALTER TABLE o DROP CONSTRAINT q CASCADE");
    row("argument of no dialect", "postgresql",
        "try:\n    op.create_index('i', 't', ['a'], postgresql_foo=1)\n"
        "except sa.exc.ArgumentError as e:\n    op.execute('-- ' + str(e))",
        "-- Argument 'postgresql_foo' is not accepted by dialect 'postgresql' on behalf of <class "
        "'sqlalchemy.sql.schema.Index'>");
    row("type with a check, renamed in batch mode", "sqlite",
        "o = sa.Table('o', sa.MetaData(), sa.Column('c', sa.Integer))\n"
        "with op.batch_alter_table('o', copy_from=o, recreate='always') as batch:\n"
        "    batch.alter_column('c', new_column_name='z', "
        "type_=sa.Boolean(create_constraint=True, name='k'))",
        "CREATE TABLE _alembic_tmp_o (\n    z BOOLEAN, \n    CONSTRAINT k CHECK (z IN (0, 1))\n) ; "
        "INSERT INTO _alembic_tmp_o (z) SELECT CAST(o.c AS BOOLEAN) AS c \nFROM o; DROP TABLE o; "
        "ALTER TABLE _alembic_tmp_o RENAME TO o");
    row("dialect description", "postgresql",
        "op.execute('SELECT 1 -- ' + op.get_context().dialect.dialect_description)",
        "SELECT 1 -- postgresql+psycopg2");
    row("sequence", "postgresql", "op.execute(sa.schema.CreateSequence(sa.Sequence('s', start=5)))",
        "CREATE SEQUENCE s START WITH 5");
    row("type decorator", "sqlite",
        "class Flag(sa.TypeDecorator):\n    impl = sa.String(1)\n    def process_bind_param(self, "
        "value, dialect):\n"
        "        return 'Y' if value else 'N'\n"
        "f = sa.table('f', sa.column('flag', Flag))\nop.execute(f.update().values(flag=True))",
        "UPDATE f SET flag='Y'");
    row("compiled by script", "postgresql",
        "from sqlalchemy.ext.compiler import compiles\nfrom sqlalchemy.sql import expression\n"
        "class utcnow(expression.FunctionElement):\n    type = sa.DateTime()\n"
        "@compiles(utcnow, 'postgresql')\ndef pg(element, compiler, **kw):\n    return "
        "\"TIMEZONE('utc', now())\"\n"
        "op.execute(t.update().values(name=utcnow()))",
        "UPDATE t SET name=TIMEZONE('utc', now())");
    row("str of a statement", "sqlite",
        "op.execute('-- ' + str(sa.select(t.c.id).where(t.c.name == 'x')).replace('\\n', "
        "'').replace(':', '@'))",
        "-- SELECT t.id FROM t WHERE t.name = @name_1");
    row("str without a database", "mysql",
        "op.execute('{} {} {}'.format(sa.true(), sa.func.now(), sa.func.length(t.c.name)))",
        "true now() length(t.name)");
    row("str of text", "mysql", "op.execute('-- ' + str(sa.text('a\\\\:b')))", "-- a:b");
    row("str of statements", "mysql",
        "op.execute('%s; %s' % (t.delete().where(t.c.id.is_(sa.false())), "
        "sa.select(t.c.id).limit(1).offset(2)))",
        "DELETE FROM t WHERE t.id IS false; SELECT t.id \nFROM t\n LIMIT NULL OFFSET NULL");
    row("str of a table", "sqlite",
        "from sqlalchemy.schema import CreateTable\n"
        "op.execute(str(CreateTable(sa.Table('a', sa.MetaData(), sa.Column('b', sa.JSON, "
        "nullable=False)))))",
        "CREATE TABLE a (\n\tb JSON NOT NULL\n)");
    row("dialect made by the script", "sqlite",
        "s = sa.select(t.c.id).where(t.c.name.like('a%'))\n"
        "for d in (postgresql.dialect(), postgresql.dialect(paramstyle='named')):\n"
        "    op.execute('-- ' + str(s.compile(dialect=d, compile_kwargs={'literal_binds': True})))",
        "-- SELECT t.id \nFROM t \nWHERE t.name LIKE 'a%%'; -- SELECT t.id \nFROM t \nWHERE t.name "
        "LIKE 'a%'");
    row("placeholder for a driver", "sqlite",
        "for d in (mysql.dialect(), postgresql.dialect(), sqlite.dialect()):\n"
        "    op.execute('-- ' + str(sa.select(t.c.id).where(t.c.name == "
        "'x').compile(dialect=d)).replace(':', '@'))",
        "-- SELECT t.id \nFROM t \nWHERE t.name = %s; -- SELECT t.id \nFROM t \nWHERE t.name = "
        "%(name_1)s; "
        "-- SELECT t.id \nFROM t \nWHERE t.name = ?");
    row("bindparam of its own type", "sqlite",
        "op.execute(t.insert().values(name=sa.bindparam('x', 5)))",
        "INSERT INTO t (name) VALUES (5)");
    row("JSON subscript below an operator", "postgresql",
        "d = sa.column('d', postgresql.JSON)\nq = sa.select(sa.func.f(d['k']))\nop.execute(q)\n"
        "op.execute(sa.table('u', sa.column('id')).delete().where(sa.column('id').in_(q)))",
        "SELECT f(d -> 'k') AS f_1; DELETE FROM u WHERE id IN (SELECT f((d -> 'k')) AS f_1)");
    row("constants twice", "postgresql",
        "op.execute(sa.select(sa.null(), None, sa.true(), sa.literal(1), True))",
        "SELECT NULL AS anon_1, NULL AS anon__1, true AS anon_2, 1 AS anon_3, true AS anon__2");
    row("membership", "sqlite", "op.execute('SELECT %d' % (t.c.id in [t.c.name, t.c.id]))",
        "SELECT 1");
    row("types of OpenStack's libraries", "mysql",
        "from oslo_db.sqlalchemy import types as oslo\n"
        "from neutron_lib.db import constants, sqlalchemytypes as neutron\n"
        "for type in (oslo.JsonEncodedDict(mysql_as_long=True), oslo.JsonEncodedList(),\n"
        "             oslo.SoftDeleteInteger, oslo.String(8, mysql_ndb_type='TINYTEXT'),\n"
        "             neutron.CIDR(), neutron.TruncatedDateTime,\n"
        "             sa.String(constants.ETHERTYPE_FIELD_SIZE)):\n"
        "    op.add_column('a', sa.Column('b', type))",
        "ALTER TABLE a ADD COLUMN b LONGTEXT; ALTER TABLE a ADD COLUMN b TEXT; "
        "ALTER TABLE a ADD COLUMN b INTEGER; ALTER TABLE a ADD COLUMN b VARCHAR(8); "
        "ALTER TABLE a ADD COLUMN b VARCHAR(64); ALTER TABLE a ADD COLUMN b DATETIME; "
        "ALTER TABLE a ADD COLUMN b VARCHAR(40)");
    row("a type with a comparator", "postgresql",
        "class Utc(sa.types.TypeDecorator):\n"
        "    impl = sa.DateTime\n"
        "    class Comparator(sa.DateTime.Comparator):\n"
        "        def local(self): return self\n"
        "    comparator_factory = Comparator\n"
        "op.add_column('a', sa.Column('b', Utc))",
        "ALTER TABLE a ADD COLUMN b TIMESTAMP WITHOUT TIME ZONE");
    row("module of a package", "mysql",
        "import sqlmodel, geoalchemy2\nop.add_column('a', sa.Column('d', "
        "sqlmodel.sql.sqltypes.types.Uuid()))\n"
        "op.add_column('a', sa.Column('b', "
        "sqlmodel.sql.sqltypes.AutoString()))\n"
        "op.add_column('a', sa.Column('c', geoalchemy2.types.Geometry(geometry_type='POINT', "
        "srid=4326)))\n"
        "op.execute(sa.sql.compiler.__name__)",
        "ALTER TABLE a ADD COLUMN d CHAR(32); ALTER TABLE a ADD COLUMN b VARCHAR(255); "
        "ALTER TABLE a ADD COLUMN c POINT NOT NULL SRID "
        "4326; "
        "sqlalchemy.sql.compiler");
    row("uuid type", "mysql",
        "import sqlalchemy_utils\nop.add_column('a', sa.Column('b', "
        "sqlalchemy_utils.UUIDType(binary=False)))",
        "ALTER TABLE a ADD COLUMN b CHAR(32)");
}

void TestSqlAlchemyModule::sql()
{
    QFETCH(QString, dialect);
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const auto made = offlineSql(migration(body), dialect);
    if (!made)
        QFAIL(qPrintable(made.error().toString()));
    const auto plain = [](QString text) { return text.replace(u" \n"_s, u"\n"_s).simplified(); };
    QCOMPARE(plain(made->join(u"; "_s)), plain(expected));
}

void TestSqlAlchemyModule::errors_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(body) << QString::fromUtf8(expected);
    };
    row("no truth", "if t.c.id > 1:\n    pass", "Boolean value of this clause is not defined");
    row("computed beside a default",
        "sa.Column('x', sa.Integer, sa.Computed('a'), server_default='1')",
        "A generated column cannot specify a server_default or a server_onupdate argument");
    row("computed beside onupdate",
        "sa.Column('x', sa.Integer, sa.Computed('a'), server_onupdate=sa.FetchedValue())",
        "A generated column cannot specify a server_default or a server_onupdate argument");
    row("identity beside a default",
        "sa.Column('x', sa.Integer, sa.Identity(), server_default='1')",
        "A column with an Identity object cannot specify a server_default or a server_onupdate "
        "argument");
    row("identity that does not count",
        "sa.Column('x', sa.Integer, sa.Identity(), autoincrement=False)",
        "A column with an Identity object cannot specify autoincrement=False");
    row("schema item", "sa.Column('x', 'y')",
        "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got 'y'");
    row("text column", "sa.select('x')",
        "Textual column expression 'x' should be explicitly declared with text('x')");
    row("keyword", "sa.Column('x', sa.String, foo=True)",
        "Additional arguments should be named <dialectname>_<argument>, got 'foo'");
    row("default", "sa.Column('x', sa.String, server_default=True)",
        "Argument 'arg' is expected to be one of type");
    row("column", "t.c.zz", "zz");
    row("column twice",
        "op.create_table('x', sa.Column('a', sa.Integer), sa.Column('a', sa.String))",
        "A column with name 'a' is already present in table 'x'.");
    row("variant of a variant",
        "sa.String().with_variant(sa.Text().with_variant(sa.JSON(), 'mysql'), 'sqlite')",
        "can't pass a type that already has variants");
    row("length in words",
        "from sqlalchemy.dialects import mssql\nop.add_column('t', sa.Column('c', "
        "mssql.VARBINARY('max')))",
        "%d format: a real number is required, not str");
}

void TestSqlAlchemyModule::errors()
{
    QFETCH(QString, body);
    QFETCH(QString, expected);
    const auto made = offlineSql(migration(body), u"postgresql"_s);
    QVERIFY(!made);
    QVERIFY2(made.error().message.contains(expected), qPrintable(made.error().message));
}

QTEST_APPLESS_MAIN(TestSqlAlchemyModule)
#include "tst_sqlalchemymodule.moc"
