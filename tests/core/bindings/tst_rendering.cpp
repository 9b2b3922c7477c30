// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/offlinescript.h"

#include <QTest>

using namespace limbeck;
using namespace Qt::StringLiterals;

/// What Alembic 1.19 and SQLAlchemy 2.0 write of types and operations.
class TestRendering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void types_data();
    void types();
    void operations_data();
    void operations();

private:
    /// What a script's expression comes to, as text.
    [[nodiscard]] static QString evaluated(const QString &head, const QString &expression);
};

QString TestRendering::evaluated(const QString &head, const QString &expression)
{
    QString text =
        u"import sqlalchemy as sa\nfrom alembic import op\nfrom alembic.operations import ops\n"
        "from sqlalchemy.dialects import mysql, postgresql\n"
        "from alembic.autogenerate import render_python_code\n"_s
        + head + u"\n\ndef upgrade():\n    op.execute('-- ' + ("_s + expression
        + u").replace(':', '\\\\:'))\n"_s;
    const auto made = offlineSql(text, u"sqlite"_s);
    return made ? made->join(u"; "_s).mid(3) : made.error().toString();
}

void TestRendering::types_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *expression, const char *expected) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(expected);
    };
    row("sa.String(40)", "String(length=40)");
    row("sa.Numeric(10, 2)", "Numeric(precision=10, scale=2)");
    row("sa.Float(asdecimal=True)", "Float(asdecimal=True)");
    row("sa.Boolean(create_constraint=True, name='c')",
        "Boolean(create_constraint=True, name='c')");
    row("sa.Enum('a', 'b', name='n')", "Enum('a', 'b', name='n')");
    row("sa.Enum('a', native_enum=False, length=9)", "Enum('a', native_enum=False, length=9)");
    row("postgresql.ENUM('a', name='n', create_type=False)", "ENUM('a', name='n')");
    row("postgresql.JSONB()", "JSONB(astext_type=Text())");
    row("postgresql.ARRAY(sa.Integer, dimensions=2)", "ARRAY(Integer(), dimensions=2)");
    row("postgresql.TIMESTAMP(timezone=True, precision=3)",
        "TIMESTAMP(timezone=True, precision=3)");
    row("mysql.INTEGER(11, unsigned=True)", "INTEGER(display_width=11, unsigned=True)");
    row("mysql.DECIMAL(10, 2, unsigned=True)", "DECIMAL(unsigned=True, precision=10, scale=2)");
    row("mysql.DOUBLE()", "DOUBLE(asdecimal=True)");
    row("mysql.VARCHAR(9, collation='utf8mb4_bin')", "VARCHAR(collation='utf8mb4_bin', length=9)");
    row("mysql.SET('a', 'b', charset='latin1')", "SET('a', 'b', charset='latin1')");
    row("Token()", "Token(length=24)");
    row("Point(3)", "Point(places=3)");
    row("Vector(3)", "Vector(3)");
}

void TestRendering::types()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, expected);
    const QString head =
        u"class Token(sa.TypeDecorator):\n    impl = sa.String(24)\n"
        "class Point(sa.types.UserDefinedType):\n    def __init__(self, places=2):\n"
        "        self.places = places\n"
        "class Vector(sa.types.UserDefinedType):\n    def __init__(self, size):\n"
        "        self.size = size\n"_s;
    QCOMPARE(evaluated(head, u"repr(%1)"_s.arg(expression)), expected);
}

void TestRendering::operations_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *operation, const char *expected,
                        const char *options = "") {
        QTest::newRow(name) << QString::fromUtf8(operation) << QString::fromUtf8(options)
                            << QString::fromUtf8(expected);
    };
    row("table of a hook",
        "ops.CreateTableOp('t', [sa.Column('id', sa.Integer, primary_key=True)])",
        "op.create_table('t',\n    sa.Column('id', sa.Integer(), nullable=False),\n    "
        "sa.PrimaryKeyConstraint('id')\n    )");
    row("table with all", "ops.CreateTableOp.from_table(t)",
        "op.create_table('t',\n    sa.Column('id', sa.Integer(), nullable=False),\n"
        "    sa.Column('a', sa.String(length=5), server_default='x', nullable=True, "
        "comment='ca'),\n"
        "    sa.Column('twice', sa.Integer(), sa.Computed('id * 2', persisted=True), "
        "nullable=True),\n"
        "    sa.CheckConstraint('id > 0', name=op.f('ck_t_pos')),\n"
        "    sa.ForeignKeyConstraint(['id'], ['s.u.id'], name=op.f('fk_t_id_u'), "
        "ondelete='CASCADE'),\n"
        "    sa.PrimaryKeyConstraint('id', name=op.f('pk_t')),\n"
        "    sa.UniqueConstraint('a', name='uq_a'),\n    schema='s',\n    comment='ct',\n"
        "    mysql_engine='InnoDB'\n    )");
    row("drop table", "ops.DropTableOp('t', schema='s')", "op.drop_table('t', schema='s')");
    row("add column", "ops.AddColumnOp('t', sa.Column('b', sa.Text))",
        "op.add_column('t', sa.Column('b', sa.Text(), nullable=True))");
    row("add column in a batch",
        "ops.ModifyTableOps('t', [ops.AddColumnOp('t', sa.Column('b', sa.Text)), "
        "ops.DropColumnOp('t', 'c')])",
        "with op.batch_alter_table('t', schema=None) as batch_op:\n"
        "        batch_op.add_column(sa.Column('b', sa.Text(), nullable=True))\n"
        "        batch_op.drop_column('c')\n",
        ", render_as_batch=True");
    row("alter column",
        "ops.AlterColumnOp('t', 'a', schema='s', existing_type=sa.Integer(), "
        "modify_type=sa.Text(), "
        "modify_nullable=False, modify_server_default=None)",
        "op.alter_column('t', 'a',\n               existing_type=sa.Integer(),\n"
        "               server_default=None,\n               type_=sa.Text(),\n"
        "               nullable=False,\n               schema='s')");
    row("reversed",
        "ops.AlterColumnOp('t', 'a', existing_nullable=True, modify_nullable=False).reverse()",
        "op.alter_column('t', 'a',\n               nullable=True)");
    row("index",
        "ops.CreateIndexOp('i', 't', ['a', sa.text('lower(b)')], unique=True, "
        "postgresql_where=sa.text('a > 0'))",
        "op.create_index('i', 't', ['a', sa.literal_column('lower(b)')], unique=True, "
        "postgresql_where=sa.text('a > 0'))");
    row("foreign key",
        "ops.CreateForeignKeyOp(op.f('fk'), 't', 'u', ['a'], ['id'], referent_schema='s', "
        "deferrable=True)",
        "op.create_foreign_key(op.f('fk'), 't', 'u', ['a'], ['id'], referent_schema='s', "
        "deferrable=True)");
    row("drop constraint", "ops.DropConstraintOp('c', 't', type_='check')",
        "op.drop_constraint('c', 't', type_='check')");
    row("table comment", "ops.CreateTableCommentOp('t', 'new', existing_comment='old')",
        "op.create_table_comment(\n        't',\n        'new',\n        existing_comment='old',\n"
        "        schema=None\n    )");
    row("execute", "ops.ExecuteSQLOp('SELECT 1')", "op.execute('SELECT 1')");
    row("prefixes", "ops.AddColumnOp('t', sa.Column('b', postgresql.JSONB))",
        "o.add_column('t', Column('b', postgresql.JSONB(astext_type=Text()), nullable=True))",
        ", alembic_module_prefix='o.', sqlalchemy_module_prefix=''");
}

void TestRendering::operations()
{
    QFETCH(const QString, operation);
    QFETCH(const QString, options);
    QFETCH(const QString, expected);
    const QString head =
        u"m = sa.MetaData(naming_convention={'pk': 'pk_%(table_name)s', 'ck': "
        "'ck_%(table_name)s_%(constraint_name)s', 'fk': "
        "'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s'})\n"
        "t = sa.Table('t', m, sa.Column('id', sa.ForeignKey('s.u.id', ondelete='CASCADE'), "
        "primary_key=True),\n"
        "    sa.Column('a', sa.String(5), server_default='x', comment='ca'),\n"
        "    sa.Column('twice', sa.Integer, sa.Computed('id * 2', persisted=True)),\n"
        "    sa.CheckConstraint('id > 0', name='pos'), sa.UniqueConstraint('a', name='uq_a'),\n"
        "    schema='s', comment='ct', mysql_engine='InnoDB')\n"
        "u = sa.Table('u', m, sa.Column('id', sa.Integer, primary_key=True), schema='s')\n"_s;
    QCOMPARE(
        evaluated(head, u"render_python_code(ops.UpgradeOps([%1])%2)"_s.arg(operation, options)),
        u"# ### commands auto generated by Alembic - please adjust! ###\n    %1\n    "
        "# ### end Alembic commands ###"_s.arg(expected));
}

QTEST_GUILESS_MAIN(TestRendering)
#include "tst_rendering.moc"
