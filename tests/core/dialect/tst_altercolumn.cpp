// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;
using ops::AlterColumn;

/// ALTER COLUMN and the other ALTERs, as Alembic 1.19.1 prints them with --sql.
class tst_AlterColumn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alters_data();
    void alters();
    void asksForTheExistingType();
    void addsColumns_data();
    void addsColumns();
    void dropsConstraints_data();
    void dropsConstraints();
    void writesOtherOperations_data();
    void writesOtherOperations();
    void insertsRows_data();
    void insertsRows();
};

namespace {

template <typename... Setters>
ops::Operation alter(Setters... setters)
{
    AlterColumn result;
    result.table.name = id(u"t"_s);
    result.column = id(u"c"_s);
    (setters(result), ...);
    return { result, {} };
}

auto toType(const schema::SqlTypePtr &newType)
{
    return [=](AlterColumn &a) { a.type = newType; };
}

auto fromType(const schema::SqlTypePtr &oldType)
{
    return [=](AlterColumn &a) { a.existingType = oldType; };
}

auto toDefault(const AlterColumn::DefaultChange &change)
{
    return [=](AlterColumn &a) { a.serverDefault = change; };
}

auto fromDefault(const AlterColumn::DefaultChange &change)
{
    return [=](AlterColumn &a) { a.existingServerDefault = change; };
}

auto toNullable(bool nullable)
{
    return [=](AlterColumn &a) { a.nullable = nullable; };
}

auto toName(const QString &name)
{
    return [=](AlterColumn &a) { a.newName = id(name); };
}

auto toComment(const std::optional<QString> &comment)
{
    return [=](AlterColumn &a) { a.comment = comment; };
}

const QStringList &dialectNames()
{
    static const QStringList names { u"postgresql"_s, u"mysql"_s, u"sqlite"_s };
    return names;
}

void compareAll(const ops::Operation &operation, const QStringList &expected)
{
    QStringList actual;
    for (const QString &name : dialectNames())
        actual.append(sqlOf(operation, name));
    QCOMPARE(actual, expected);
}

} // namespace

void tst_AlterColumn::alters_data()
{
    QTest::addColumn<ops::Operation>("operation");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, sqlite

    const auto integer = type(u"Integer"_s);
    const QString noIdentity =
        u"!Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, to or from an existing column is not supported in this dialect."_s;
    const QString noComputed =
        u"!Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported."_s;
    schema::Identity plain;
    plain.options.start = 1;
    schema::Identity other;
    other.always = true;
    other.options.start = 5;
    other.options.increment = 2;

    QTest::newRow("everything but a comment")
        << alter(toNullable(false), toDefault(schema::ServerDefault { u"5"_s }),
                 toType(type(u"BigInteger"_s)), fromType(integer), toName(u"d"_s))
        << QStringList {
               u"ALTER TABLE t ALTER COLUMN c TYPE BIGINT;\nALTER TABLE t ALTER COLUMN c SET NOT "
               u"NULL;\n"
               "ALTER TABLE t ALTER COLUMN c SET DEFAULT '5';\nALTER TABLE t RENAME c TO d;"_s,
               u"ALTER TABLE t CHANGE c d BIGINT NOT NULL DEFAULT '5';"_s,
               u"ALTER TABLE t ALTER COLUMN c SET NOT NULL;\nALTER TABLE t ALTER COLUMN c SET "
               u"DEFAULT '5';\n"
               "ALTER TABLE t ALTER COLUMN c TYPE BIGINT;\nALTER TABLE t RENAME COLUMN c TO d;"_s
           };
    QTest::newRow("drop default") << alter(toDefault(std::monostate {}))
                                  << QStringList {
                                         u"ALTER TABLE t ALTER COLUMN c DROP DEFAULT;"_s,
                                         u"ALTER TABLE t ALTER COLUMN c DROP DEFAULT;"_s,
                                         u"ALTER TABLE t ALTER COLUMN c DROP DEFAULT;"_s
                                     };
    QTest::newRow("dotted schema")
        << alter(toDefault(sqlDefault(u"now()"_s)),
                 [](AlterColumn &a) { a.table.schema = id(u"a.b"_s); })
        << QStringList { u"ALTER TABLE a.b.t ALTER COLUMN c SET DEFAULT now();"_s,
                         u"ALTER TABLE a.b.t ALTER COLUMN c SET DEFAULT now();"_s,
                         u"ALTER TABLE a.b.t ALTER COLUMN c SET DEFAULT now();"_s };
    QTest::newRow("datetime changes on mysql")
        << alter(toNullable(true), fromType(type(u"DateTime"_s)))
        << QStringList { u"ALTER TABLE t ALTER COLUMN c DROP NOT NULL;"_s,
                         u"ALTER TABLE t CHANGE c c DATETIME NULL;"_s,
                         u"ALTER TABLE t ALTER COLUMN c DROP NOT NULL;"_s };
    QTest::newRow("using")
        << alter(toType(integer), fromType(type(u"Boolean"_s, withCheck(), named(u"bc"_s))),
                 [](AlterColumn &a) {
                     a.dialectOptions = { { u"postgresql_using"_s, u"c::integer"_s } };
                 })
        << QStringList { u"ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::integer;"_s,
                         u"ALTER TABLE t MODIFY c INTEGER NULL;"_s,
                         u"ALTER TABLE t ALTER COLUMN c TYPE INTEGER;"_s };
    QTest::newRow("using without type")
        << alter(toNullable(true), fromType(integer),
                 [](AlterColumn &a) {
                     a.dialectOptions = { { u"postgresql_using"_s, u"x"_s } };
                 })
        << QStringList { u"!postgresql_using must be used with the type_ parameter"_s,
                         u"ALTER TABLE t MODIFY c INTEGER NULL;"_s,
                         u"ALTER TABLE t ALTER COLUMN c DROP NOT NULL;"_s };
    QTest::newRow("to a checked type")
        << alter(toType(type(u"Boolean"_s, withCheck(), named(u"bc"_s))), fromType(integer),
                 fromDefault(schema::ServerDefault { u"0"_s }),
                 [](AlterColumn &a) { a.existingComment = u"hey"_s; })
        << QStringList {
               u"ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;"_s,
               u"ALTER TABLE t MODIFY c BOOL NULL DEFAULT '0' COMMENT 'hey';\nALTER TABLE t ADD CONSTRAINT bc CHECK (c IN (0, 1));"_s,
               u"ALTER TABLE t ALTER COLUMN c TYPE BOOLEAN;"_s
           };
    QTest::newRow("identity changes")
        << alter(toDefault(other), fromDefault(plain))
        << QStringList {
               u"ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET INCREMENT BY 2 SET START WITH 5;"_s,
               noIdentity, noIdentity
           };
    QTest::newRow("identity is added")
        << alter(toDefault(plain), fromDefault(std::monostate {}))
        << QStringList {
               u"ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 1);"_s,
               noIdentity, noIdentity
           };
    QTest::newRow("identity with unknown past")
        << alter(toDefault(plain))
        << QStringList { u"ALTER TABLE t ALTER COLUMN c SET START WITH 1;"_s, noIdentity,
                         noIdentity };
    QTest::newRow("identity goes")
        << alter(toDefault(std::monostate {}), fromDefault(plain))
        << QStringList { u"ALTER TABLE t ALTER COLUMN c DROP IDENTITY;"_s, noIdentity, noIdentity };
    QTest::newRow("computed") << alter(toDefault(schema::Computed { text(u"a"_s), {} }))
                              << QStringList { noComputed, noComputed, noComputed };
    QTest::newRow("comment")
        << alter(toComment(u"it's"_s), fromType(integer))
        << QStringList {
               u"COMMENT ON COLUMN t.c IS 'it''s';"_s,
               u"ALTER TABLE t MODIFY c INTEGER NULL COMMENT 'it''s';"_s,
               u"!The DDL compiler of dialect sqlite can't render element of type ColumnComment"_s
           };
    QTest::newRow("comment goes")
        << alter(toComment(std::nullopt), fromType(integer))
        << QStringList {
               u"COMMENT ON COLUMN t.c IS NULL;"_s, u"ALTER TABLE t MODIFY c INTEGER NULL;"_s,
               u"!The DDL compiler of dialect sqlite can't render element of type ColumnComment"_s
           };
    QTest::newRow("rename without type")
        << alter(toName(u"x"_s))
        << QStringList { u"ALTER TABLE t RENAME c TO x;"_s,
                         u"!All MySQL CHANGE/MODIFY COLUMN operations require the existing type."_s,
                         u"ALTER TABLE t RENAME COLUMN c TO x;"_s };
    QTest::newRow("autoincrement")
        << alter(fromType(integer),
                 [](AlterColumn &a) {
                     a.autoincrement = true;
                     a.existingNullable = false;
                 })
        << QStringList { QString(), u"ALTER TABLE t MODIFY c INTEGER NOT NULL AUTO_INCREMENT;"_s,
                         QString() };
}

void tst_AlterColumn::alters()
{
    QFETCH(const ops::Operation, operation);
    QFETCH(const QStringList, expected);
    compareAll(operation, expected);
}

namespace {

class OneTable final : public dialect::SchemaSource
{
public:
    explicit OneTable(schema::TablePtr only)
        : m_only(std::move(only))
    {
    }

    Result<schema::TablePtr> table(const QString &name, const std::optional<QString> &) override
    {
        return name == m_only->name.text ? m_only : nullptr;
    }

    Result<bool> hasType(const QString &, const std::optional<QString> &) override { return false; }

private:
    schema::TablePtr m_only;
};

} // namespace

void tst_AlterColumn::asksForTheExistingType()
{
    OneTable source(table(
        u"t"_s, { column(u"c"_s, type(u"String"_s, length(20)), notNull, defaultTo(u"x"_s)) }));
    dialect::CompileOptions online;
    online.offline = false;
    const auto statements =
        dialect::dialectByName(u"mysql"_s)->compile(alter(toName(u"d"_s)), online, &source);
    QVERIFY(statements);
    QCOMPARE(statements->front().sql,
             u"ALTER TABLE t CHANGE c d VARCHAR(20) NOT NULL DEFAULT 'x'"_s);
}

void tst_AlterColumn::addsColumns_data()
{
    QTest::addColumn<ops::AddColumn>("add");
    QTest::addColumn<QStringList>("expected");
    const QString refused =
        u"!No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy."_s;
    ops::AddColumn full;
    full.table.name = id(u"t"_s);
    full.column = column(u"z"_s, type(u"Integer"_s), refersTo(u"o"_s, u"id"_s, u"fk1"_s), isUnique,
                         isIndexed, commented(u"hello"_s), notNull);
    QTest::newRow("with a key and an index")
        << full
        << QStringList {
               u"ALTER TABLE t ADD COLUMN z INTEGER NOT NULL;\nALTER TABLE t ADD CONSTRAINT fk1 "
               u"FOREIGN KEY(z) REFERENCES o (id);\n"
               "CREATE UNIQUE INDEX ix_t_z ON t (z);\nCOMMENT ON COLUMN t.z IS 'hello';"_s,
               u"ALTER TABLE t ADD COLUMN z INTEGER NOT NULL COMMENT 'hello';\nALTER TABLE t ADD "
               u"CONSTRAINT fk1 FOREIGN KEY(z) REFERENCES o (id);\n"
               "CREATE UNIQUE INDEX ix_t_z ON t (z);"_s,
               refused
           };
    ops::AddColumn inlined;
    inlined.table = { id(u"t"_s), id(u"S"_s) };
    inlined.column =
        column(u"z"_s, type(u"Integer"_s), refersTo(u"o"_s, u"id"_s, {}, u"SET NULL"_s));
    inlined.inlineReferences = inlined.ifNotExists = true;
    QTest::newRow("inline reference")
        << inlined
        << QStringList {
               u"ALTER TABLE \"S\".t ADD COLUMN IF NOT EXISTS z INTEGER REFERENCES o (id) ON DELETE SET NULL;"_s,
               u"ALTER TABLE `S`.t ADD COLUMN IF NOT EXISTS z INTEGER REFERENCES o (id) ON DELETE SET NULL;"_s,
               u"ALTER TABLE \"S\".t ADD COLUMN IF NOT EXISTS z INTEGER REFERENCES o (id) ON DELETE SET NULL;"_s
           };
    ops::AddColumn checked;
    checked.table.name = id(u"t"_s);
    checked.column = column(u"z"_s, type(u"Boolean"_s, withCheck()));
    QTest::newRow("checked type")
        << checked
        << QStringList {
               u"ALTER TABLE t ADD COLUMN z BOOLEAN;"_s,
               u"ALTER TABLE t ADD COLUMN z BOOL;\nALTER TABLE t ADD CHECK (z IN (0, 1));"_s,
               u"ALTER TABLE t ADD COLUMN z BOOLEAN;"_s
           };
}

void tst_AlterColumn::addsColumns()
{
    QFETCH(const ops::AddColumn, add);
    QFETCH(const QStringList, expected);
    compareAll({ add, {} }, expected);
}

void tst_AlterColumn::dropsConstraints_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, mariadb
    QTest::newRow("none")
        << QString()
        << QStringList {
               u"ALTER TABLE t DROP CONSTRAINT x;"_s,
               u"!No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type"_s,
               u"!No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type"_s
           };
    QTest::newRow("foreignkey") << u"foreignkey"_s
                                << QStringList { u"ALTER TABLE t DROP CONSTRAINT x;"_s,
                                                 u"ALTER TABLE t DROP FOREIGN KEY x;"_s,
                                                 u"ALTER TABLE t DROP FOREIGN KEY x;"_s };
    QTest::newRow("primary") << u"primary"_s
                             << QStringList { u"ALTER TABLE t DROP CONSTRAINT x;"_s,
                                              u"ALTER TABLE t DROP PRIMARY KEY;"_s,
                                              u"ALTER TABLE t DROP PRIMARY KEY;"_s };
    QTest::newRow("unique") << u"unique"_s
                            << QStringList { u"ALTER TABLE t DROP CONSTRAINT x;"_s,
                                             u"ALTER TABLE t DROP INDEX x;"_s,
                                             u"ALTER TABLE t DROP INDEX x;"_s };
    QTest::newRow("check") << u"check"_s
                           << QStringList { u"ALTER TABLE t DROP CONSTRAINT x;"_s,
                                            u"ALTER TABLE t DROP CHECK x;"_s,
                                            u"ALTER TABLE t DROP CONSTRAINT x;"_s };
    const QString unknown =
        u"!'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"_s;
    QTest::newRow("unknown") << u"exclude"_s << QStringList { unknown, unknown, unknown };
}

void tst_AlterColumn::dropsConstraints()
{
    QFETCH(const QString, type);
    QFETCH(const QStringList, expected);
    ops::DropConstraint drop;
    drop.table.name = id(u"t"_s);
    drop.name.name = id(u"x"_s);
    if (!type.isEmpty())
        drop.type = type;
    QStringList actual;
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"mariadb"_s })
        actual.append(sqlOf({ drop, {} }, name));
    QCOMPARE(actual, expected);
}

void tst_AlterColumn::writesOtherOperations_data()
{
    QTest::addColumn<ops::Operation>("operation");
    QTest::addColumn<QStringList>("expected");
    const ops::TableName t { id(u"t"_s), id(u"s"_s) };
    QTest::newRow("rename table") << ops::Operation { ops::RenameTable { t, id(u"New"_s) }, {} }
                                  << QStringList { u"ALTER TABLE s.t RENAME TO \"New\";"_s,
                                                   u"ALTER TABLE s.t RENAME TO s.`New`;"_s,
                                                   u"ALTER TABLE s.t RENAME TO \"New\";"_s };
    QTest::newRow("drop table") << ops::Operation { ops::DropTable { t, true, {} }, {} }
                                << QStringList { u"DROP TABLE IF EXISTS s.t;"_s,
                                                 u"DROP TABLE IF EXISTS s.t;"_s,
                                                 u"DROP TABLE IF EXISTS s.t;"_s };
    QTest::newRow("drop column")
        << ops::Operation { ops::DropColumn { t, id(u"order"_s), false, {} }, {} }
        << QStringList { u"ALTER TABLE s.t DROP COLUMN \"order\";"_s,
                         u"ALTER TABLE s.t DROP COLUMN `order`;"_s,
                         u"ALTER TABLE s.t DROP COLUMN \"order\";"_s };
    ops::DropIndex dropIndex;
    dropIndex.name = id(u"ix"_s);
    QTest::newRow("drop index") << ops::Operation {
        dropIndex, {}
    } << QStringList { u"DROP INDEX ix;"_s, u"DROP INDEX ix ON no_table;"_s, u"DROP INDEX ix;"_s };
    dropIndex.table = t;
    dropIndex.dialectOptions = { { u"postgresql_concurrently"_s, true } };
    QTest::newRow("drop index of a table")
        << ops::Operation { dropIndex, {} }
        << QStringList { u"DROP INDEX CONCURRENTLY s.ix;"_s, u"DROP INDEX ix ON s.t;"_s,
                         u"DROP INDEX s.ix;"_s };
    QTest::newRow("table comment")
        << ops::Operation { ops::CreateTableComment { t, u"x"_s, {} }, {} }
        << QStringList { u"COMMENT ON TABLE s.t IS 'x';"_s, u"ALTER TABLE s.t COMMENT 'x';"_s,
                         u"COMMENT ON TABLE s.t IS 'x';"_s };
    QTest::newRow("no table comment")
        << ops::Operation { ops::CreateTableComment { t, {}, {} }, {} }
        << QStringList { u"COMMENT ON TABLE s.t IS NULL;"_s, u"ALTER TABLE s.t COMMENT '';"_s,
                         u"COMMENT ON TABLE s.t IS NULL;"_s };
    schema::Sequence sequence;
    sequence.name = id(u"q"_s);
    sequence.options.start = 1;
    sequence.options.cycle = false;
    sequence.dataType = type(u"BigInteger"_s);
    QTest::newRow("sequence") << ops::Operation { ops::CreateSequence { sequence, false }, {} }
                              << QStringList {
                                     u"CREATE SEQUENCE q AS BIGINT START WITH 1 NO CYCLE;"_s,
                                     u"CREATE SEQUENCE q START WITH 1 NOCYCLE;"_s,
                                     u"CREATE SEQUENCE q START WITH 1 NO CYCLE;"_s
                                 };
    QTest::newRow("schema") << ops::Operation { ops::DropSchema { id(u"s"_s), true, true }, {} }
                            << QStringList { u"DROP SCHEMA IF EXISTS s CASCADE;"_s,
                                             u"DROP SCHEMA IF EXISTS s CASCADE;"_s,
                                             u"DROP SCHEMA IF EXISTS s CASCADE;"_s };
    auto key = reference({ u"a"_s }, u"o"_s, { u"id"_s }, u"fk"_s);
    key.options.match = u"FULL"_s;
    key.options.deferrable = true;
    key.options.initially = u"DEFERRED"_s;
    QTest::newRow("foreign key")
        << ops::Operation { ops::CreateConstraint { { id(u"t"_s), {} }, key }, {} }
        << QStringList {
               u"ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES o (id) MATCH FULL DEFERRABLE INITIALLY DEFERRED;"_s,
               u"!MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be ignored."_s,
               u"!No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy."_s
           };
    const auto mood =
        type(u"ENUM"_s, ofDialect(u"postgresql"_s), values({ u"a"_s }), named(u"mood"_s));
    QTest::newRow("enum type")
        << ops::Operation { ops::CreateEnumType { mood, true }, {} }
        << QStringList {
               u"CREATE TYPE mood AS ENUM ('a');"_s,
               u"!The DDL compiler of dialect mysql can't render element of type CreateEnumType"_s,
               QString()
           };
}

void tst_AlterColumn::writesOtherOperations()
{
    QFETCH(const ops::Operation, operation);
    QFETCH(const QStringList, expected);
    compareAll(operation, expected);
}

void tst_AlterColumn::insertsRows_data()
{
    QTest::addColumn<QString>("dialectName");
    QTest::addColumn<QString>("expected");
    QTest::newRow("postgresql")
        << u"postgresql"_s
        << u"INSERT INTO t (a, b) VALUES (1, 'x\\\\y');\nINSERT INTO t (b) VALUES (NULL);"_s;
    QTest::newRow("sqlite")
        << u"sqlite"_s
        << u"INSERT INTO t (a, b) VALUES (1, 'x\\y');\nINSERT INTO t (b) VALUES (NULL);"_s;
}

void tst_AlterColumn::insertsRows()
{
    QFETCH(const QString, dialectName);
    QFETCH(const QString, expected);
    ops::BulkInsert insert;
    insert.table =
        table(u"t"_s, { column(u"a"_s, type(u"Integer"_s)), column(u"b"_s, type(u"String"_s)) });
    insert.rows = { { { id(u"b"_s), value(u"x\\y"_s) }, { id(u"a"_s), value(qint64(1)) } },
                    { { id(u"b"_s), value({}) } } };
    QCOMPARE(sqlOf({ insert, {} }, dialectName), expected);
}

QTEST_GUILESS_MAIN(tst_AlterColumn)
#include "tst_altercolumn.moc"
