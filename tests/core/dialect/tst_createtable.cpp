// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;

/// CREATE TABLE, indexes and comments, as Alembic 1.19.1 prints them with --sql.
class tst_CreateTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhiteSpaceLikeSqlalchemy();
    void placesConstraints_data();
    void placesConstraints();
    void writesSpecialColumns_data();
    void writesSpecialColumns();
    void writesTableOptions_data();
    void writesTableOptions();
    void createsEnumTypesOnce();
    void namesByConvention();
    void writesIndexes_data();
    void writesIndexes();
    void namesTheColumnOfAnError();

private:
    static ops::Operation create(const schema::TablePtr &newTable)
    {
        return { ops::CreateTable { newTable, false }, {} };
    }
};

void tst_CreateTable::writesWhiteSpaceLikeSqlalchemy()
{
    const auto plain = table(
        u"t"_s, { column(u"id"_s, type(u"Integer"_s), key), column(u"n"_s, type(u"Text"_s)) });
    dialect::CompileOptions options;
    const auto statements =
        dialect::dialectByName(u"sqlite"_s)->compile(create(plain), options, nullptr);
    QVERIFY(statements);
    QCOMPARE(
        statements->front().sql,
        u"\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tn TEXT, \n\tPRIMARY KEY (id)\n)\n\n"_s);
    QCOMPARE(
        dialect::offlineText(statements->front().sql),
        u"CREATE TABLE t (\n    id INTEGER NOT NULL, \n    n TEXT, \n    PRIMARY KEY (id)\n)"_s);
}

void tst_CreateTable::placesConstraints_data()
{
    QTest::addColumn<QString>("dialectName");
    QTest::addColumn<QString>("expected");
    QTest::newRow("postgresql") << u"postgresql"_s << uR"(CREATE TABLE t (
    id SERIAL NOT NULL, 
    b BOOLEAN, 
    e VARCHAR(3), 
    f INTEGER, 
    g VARCHAR(5) DEFAULT now(), 
    k INTEGER DEFAULT '5' CONSTRAINT kk CHECK (k > 1), 
    PRIMARY KEY (id), 
    CONSTRAINT u UNIQUE (f, g), 
    CHECK (f>0), 
    CHECK (e IN ('a', 'x\\y')), 
    UNIQUE (f), 
    FOREIGN KEY(f) REFERENCES o (id) ON DELETE CASCADE
);
CREATE INDEX ix_t_g ON t (g);
COMMENT ON TABLE t IS 'tt';
COMMENT ON COLUMN t.f IS 'c''x';)"_s;
    QTest::newRow("mysql") << u"mysql"_s << uR"(CREATE TABLE t (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    b BOOL, 
    e VARCHAR(3), 
    f INTEGER COMMENT 'c''x', 
    g VARCHAR(5) DEFAULT now(), 
    k INTEGER DEFAULT '5' CONSTRAINT kk CHECK (k > 1), 
    PRIMARY KEY (id), 
    CONSTRAINT u UNIQUE (f, g), 
    CHECK (f>0), 
    CONSTRAINT bc CHECK (b IN (0, 1)), 
    CHECK (e IN ('a', 'x\\y')), 
    UNIQUE (f), 
    FOREIGN KEY(f) REFERENCES o (id) ON DELETE CASCADE
)COMMENT='tt';
CREATE INDEX ix_t_g ON t (g);)"_s;
    QTest::newRow("sqlite") << u"sqlite"_s << uR"(CREATE TABLE t (
    id INTEGER NOT NULL, 
    b BOOLEAN, 
    e VARCHAR(3), 
    f INTEGER, 
    g VARCHAR(5) DEFAULT (now()), 
    k INTEGER DEFAULT '5' CONSTRAINT kk CHECK (k > 1), 
    PRIMARY KEY (id), 
    CONSTRAINT u UNIQUE (f, g), 
    CHECK (f>0), 
    CONSTRAINT bc CHECK (b IN (0, 1)), 
    CHECK (e IN ('a', 'x\y')), 
    UNIQUE (f), 
    FOREIGN KEY(f) REFERENCES o (id) ON DELETE CASCADE
);
CREATE INDEX ix_t_g ON t (g);)"_s;
}

void tst_CreateTable::placesConstraints()
{
    QFETCH(const QString, dialectName);
    QFETCH(const QString, expected);
    auto full = table(
        u"t"_s,
        { column(u"id"_s, type(u"Integer"_s), key),
          column(u"b"_s, type(u"Boolean"_s, withCheck(), named(u"bc"_s))),
          column(u"e"_s, type(u"Enum"_s, values({ u"a"_s, u"x\\y"_s }), notNative(), withCheck())),
          column(u"f"_s, type(u"Integer"_s), refersTo(u"o"_s, u"id"_s, {}, u"CASCADE"_s), isUnique,
                 commented(u"c'x"_s)),
          column(u"g"_s, type(u"String"_s, length(5)), defaultSql(u"now()"_s), isIndexed),
          column(u"k"_s, type(u"Integer"_s), defaultTo(u"5"_s),
                 [](schema::Column &c) { c.checks.push_back(check(u"k > 1"_s, u"kk"_s)); }) },
        { unique({ u"f"_s, u"g"_s }, u"u"_s), check(u"f>0"_s) });
    full->comment = u"tt"_s;
    QCOMPARE(sqlOf(create(full), dialectName), expected);
}

void tst_CreateTable::writesSpecialColumns_data()
{
    QTest::addColumn<schema::ColumnPtr>("column");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, sqlite; the column's line

    QTest::newRow("identity")
        << column(u"i"_s, type(u"Integer"_s),
                  [](schema::Column &c) {
                      c.identity = schema::Identity {};
                      c.identity->always = true;
                      c.identity->options.start = 3;
                      c.identity->options.cycle = true;
                  })
        << QStringList { u"i INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 3 CYCLE)"_s,
                         u"i INTEGER NOT NULL"_s, u"i INTEGER NOT NULL"_s };
    QTest::newRow("nullable identity")
        << column(u"i"_s, type(u"Integer"_s),
                  [](schema::Column &c) {
                      c.identity = schema::Identity {};
                      c.nullable = true;
                  })
        << QStringList { u"i INTEGER GENERATED BY DEFAULT AS IDENTITY NULL"_s, u"i INTEGER"_s,
                         u"i INTEGER"_s };
    QTest::newRow("computed") << column(u"c"_s, type(u"Integer"_s), notNull,
                                        [](schema::Column &c) {
                                            c.computed = schema::Computed { text(u"a+1"_s), true };
                                        })
                              << QStringList {
                                     u"c INTEGER GENERATED ALWAYS AS (a+1) STORED NOT NULL"_s,
                                     u"c INTEGER GENERATED ALWAYS AS (a+1) STORED NOT NULL"_s,
                                     u"c INTEGER NOT NULL GENERATED ALWAYS AS (a+1) STORED"_s
                                 };
    QTest::newRow("timestamp")
        << column(u"ts"_s, type(u"TIMESTAMP"_s), defaultSql(u"CURRENT_TIMESTAMP"_s))
        << QStringList { u"ts TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP"_s,
                         u"ts TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP"_s,
                         u"ts TIMESTAMP DEFAULT CURRENT_TIMESTAMP"_s };
    QTest::newRow("negative default")
        << column(u"n"_s, type(u"Integer"_s), defaultSql(u"-1"_s))
        << QStringList { u"n INTEGER DEFAULT -1"_s, u"n INTEGER DEFAULT -1"_s,
                         u"n INTEGER DEFAULT (-1)"_s };
    QTest::newRow("big serial") << column(u"n"_s, type(u"BigInteger"_s), key)
                                << QStringList { u"n BIGSERIAL NOT NULL"_s,
                                                 u"n BIGINT NOT NULL AUTO_INCREMENT"_s,
                                                 u"n BIGINT NOT NULL"_s };
    QTest::newRow("key without counter")
        << column(u"n"_s, type(u"SmallInteger"_s), key,
                  [](schema::Column &c) { c.autoincrement = schema::Column::Autoincrement::No; })
        << QStringList { u"n SMALLINT NOT NULL"_s, u"n SMALLINT NOT NULL"_s,
                         u"n SMALLINT NOT NULL"_s };
    QTest::newRow("referring key")
        << column(u"n"_s, type(u"Integer"_s), key, refersTo(u"o"_s, u"id"_s))
        << QStringList { u"n INTEGER NOT NULL"_s, u"n INTEGER NOT NULL"_s,
                         u"n INTEGER NOT NULL"_s };
}

void tst_CreateTable::writesSpecialColumns()
{
    QFETCH(const schema::ColumnPtr, column);
    QFETCH(const QStringList, expected);
    QStringList actual;
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"sqlite"_s }) {
        const QString sql = sqlOf(create(table(u"t"_s, { column })), name);
        QString line = sql.section(u'\n', 1, 1).trimmed();
        if (line.endsWith(u','))
            line.chop(1);
        actual.append(line);
    }
    QCOMPARE(actual, expected);
}

void tst_CreateTable::writesTableOptions_data()
{
    QTest::addColumn<QString>("dialectName");
    QTest::addColumn<schema::DialectOptions>("options");
    QTest::addColumn<QString>("expected"); // from the closing parenthesis on
    const auto row = [](const char *name, const QString &dialectName,
                        const schema::DialectOptions &options, const QString &expected) {
        QTest::newRow(name) << dialectName << options << expected;
    };
    row("mysql", u"mysql"_s,
        { { u"mysql_collate"_s, u"utf8_bin"_s },
          { u"mysql_engine"_s, u"InnoDB"_s },
          { u"mysql_charset"_s, u"utf8"_s } },
        u")ENGINE=InnoDB CHARSET=utf8 COLLATE utf8_bin;"_s);
    row("mysql, written apart", u"mysql"_s,
        { { u"mysql_default_charset"_s, u"utf8"_s },
          { u"mysql_partition_by"_s, u"KEY(id)"_s },
          { u"mysql_comment"_s, u"it's"_s } },
        u")DEFAULT CHARSET=utf8 COMMENT='it''s' PARTITION BY KEY(id);"_s);
    row("mysql's options say nothing to mariadb", u"mariadb"_s,
        { { u"mysql_engine"_s, u"InnoDB"_s } }, u");"_s);
    row("postgresql", u"postgresql"_s,
        { { u"postgresql_partition_by"_s, u"RANGE (id)"_s },
          { u"postgresql_tablespace"_s, u"Fast"_s },
          { u"postgresql_on_commit"_s, u"preserve_rows"_s } },
        u")\n PARTITION BY RANGE (id)\n ON COMMIT PRESERVE ROWS\n TABLESPACE \"Fast\";"_s);
    row("sqlite", u"sqlite"_s, { { u"sqlite_with_rowid"_s, false }, { u"sqlite_strict"_s, true } },
        u")\n WITHOUT ROWID,\n STRICT;"_s);
}

void tst_CreateTable::writesTableOptions()
{
    QFETCH(const QString, dialectName);
    QFETCH(const schema::DialectOptions, options);
    QFETCH(const QString, expected);
    auto with = table(u"t"_s, { column(u"id"_s, type(u"Integer"_s)) });
    with->dialectOptions = options;
    const QString sql = sqlOf(create(with), dialectName);
    QCOMPARE(sql.mid(sql.indexOf(u"\n)"_s) + 1), expected);
}

void tst_CreateTable::createsEnumTypesOnce()
{
    dialect::CompileMemory memory;
    dialect::CompileOptions options;
    options.memory = &memory;
    const auto status =
        type(u"Enum"_s, values({ u"on"_s, u"it's"_s }), named(u"status"_s), inSchema(u"s"_s));
    const auto *postgresql = dialect::dialectByName(u"postgresql"_s);
    const auto first =
        postgresql->compile(create(table(u"a"_s, { column(u"x"_s, status) })), options, nullptr);
    const auto second =
        postgresql->compile(create(table(u"b"_s, { column(u"x"_s, status) })), options, nullptr);
    QCOMPARE(first->size(), 2u);
    QCOMPARE(first->front().sql, u"CREATE TYPE s.status AS ENUM ('on', 'it''s')"_s);
    QCOMPARE(second->size(), 1u);

    auto foreign = std::make_shared<schema::SqlType>(*status);
    foreign->createType = false;
    QVERIFY(sqlOf(create(table(u"c"_s, { column(u"x"_s, foreign) })), u"postgresql"_s)
                .startsWith(u"CREATE TABLE"));
}

void tst_CreateTable::namesByConvention()
{
    const schema::NamingConvention convention {
        { u"ck"_s, u"ck_%(table_name)s_%(constraint_name)s"_s },
        { u"pk"_s, u"pk_%(table_name)s"_s },
        { u"uq"_s, u"uq_%(column_0N_key)s_%(column_0_N_label)s"_s },
        { u"ix"_s, u"ix_%(table_name)s_%(column_0_name)s"_s }
    };
    const auto conventional =
        table(u"t"_s,
              { column(u"id"_s, type(u"Integer"_s), key),
                column(u"b"_s, type(u"Boolean"_s, withCheck(), named(u"bc"_s))),
                column(u"x"_s, type(u"Integer"_s), isIndexed) },
              { check(u"x>1"_s, u"cc"_s), unique({ u"x"_s, u"b"_s }) });
    QCOMPARE(sqlOf(create(conventional), u"mysql"_s, convention), uR"(CREATE TABLE t (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    b BOOL, 
    x INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    CONSTRAINT ck_t_cc CHECK (x>1), 
    CONSTRAINT uq_xb_t_x_t_b UNIQUE (x, b), 
    CONSTRAINT ck_t_bc CHECK (b IN (0, 1))
);
CREATE INDEX ix_t_x ON t (x);)"_s);
}

void tst_CreateTable::writesIndexes_data()
{
    QTest::addColumn<QString>("dialectName");
    QTest::addColumn<QString>("expected");
    QTest::newRow("postgresql")
        << u"postgresql"_s
        << u"CREATE UNIQUE INDEX IF NOT EXISTS ix ON s.t USING gin (a x_ops, lower(b)) INCLUDE (z) NULLS NOT DISTINCT WITH (fillfactor = 50) TABLESPACE ts WHERE a>1;"_s;
    QTest::newRow("mariadb")
        << u"mariadb"_s
        << u"CREATE UNIQUE INDEX IF NOT EXISTS ix ON s.t (a, (lower(b))) WITH PARSER ngram USING hash;"_s;
    QTest::newRow("sqlite")
        << u"sqlite"_s << u"CREATE UNIQUE INDEX IF NOT EXISTS s.ix ON t (a, lower(b)) WHERE a>2;"_s;
}

void tst_CreateTable::writesIndexes()
{
    QFETCH(const QString, dialectName);
    QFETCH(const QString, expected);
    schema::Index full = index(u"ix"_s, u"t"_s, { u"a"_s });
    full.schema = id(u"s"_s);
    full.unique = true;
    full.elements.push_back(call(u"lower"_s, { columnRef(u"b"_s) }));
    full.expressionOptions = { { u"postgresql_where"_s, text(u"a>1"_s) },
                               { u"sqlite_where"_s, text(u"a>2"_s) } };
    auto include = std::make_shared<schema::LiteralList>();
    include->items = { u"z"_s };
    full.dialectOptions = { { u"postgresql_using"_s, u"GIN"_s },
                            { u"postgresql_ops"_s, schema::Json { u"{\"a\": \"x_ops\"}"_s } },
                            { u"postgresql_with"_s, schema::Json { u"{\"fillfactor\": 50}"_s } },
                            { u"postgresql_include"_s,
                              std::shared_ptr<const schema::LiteralList>(include) },
                            { u"postgresql_tablespace"_s, u"ts"_s },
                            { u"postgresql_nulls_not_distinct"_s, true },
                            { u"mysql_using"_s, u"hash"_s },
                            { u"mysql_with_parser"_s, u"ngram"_s } };
    QCOMPARE(sqlOf({ ops::CreateIndex { full, true }, {} }, dialectName), expected);
}

void tst_CreateTable::namesTheColumnOfAnError()
{
    const auto wrong = table(u"t"_s, { column(u"c"_s, type(u"NullType"_s)) });
    QCOMPARE(
        sqlOf(create(wrong), u"sqlite"_s),
        u"!(in table 't', column 'c'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?"_s);
}

QTEST_GUILESS_MAIN(tst_CreateTable)
#include "tst_createtable.moc"
