// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;

/// What SQLAlchemy 2.0.52 spells each type as; "!" starts an error.
class tst_Types : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spells_data();
    void spells();
    void usesVariants();
};

void tst_Types::spells_data()
{
    QTest::addColumn<schema::SqlTypePtr>("sqlType");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, sqlite

    const auto row = [](const char *name, const schema::SqlTypePtr &sqlType,
                        const QStringList &expected) {
        QTest::newRow(name) << sqlType << expected;
    };
    row("String(50)", type(u"String"_s, length(50)),
        { u"VARCHAR(50)"_s, u"VARCHAR(50)"_s, u"VARCHAR(50)"_s });
    row("String()", type(u"String"_s),
        { u"VARCHAR"_s, u"!VARCHAR requires a length on dialect mysql"_s, u"VARCHAR"_s });
    row("String collation", type(u"String"_s, length(5), collated(u"C"_s)),
        { u"VARCHAR(5) COLLATE \"C\""_s, u"VARCHAR(5) COLLATE C"_s,
          u"VARCHAR(5) COLLATE \"C\""_s });
    row("Text", type(u"Text"_s), { u"TEXT"_s, u"TEXT"_s, u"TEXT"_s });
    row("Integer", type(u"Integer"_s), { u"INTEGER"_s, u"INTEGER"_s, u"INTEGER"_s });
    row("BigInteger", type(u"BigInteger"_s), { u"BIGINT"_s, u"BIGINT"_s, u"BIGINT"_s });
    row("Boolean", type(u"Boolean"_s), { u"BOOLEAN"_s, u"BOOL"_s, u"BOOLEAN"_s });
    row("Numeric(10, 2)", type(u"Numeric"_s, precision(10), scale(2)),
        { u"NUMERIC(10, 2)"_s, u"NUMERIC(10, 2)"_s, u"NUMERIC(10, 2)"_s });
    row("Float(5)", type(u"Float"_s, precision(5)), { u"FLOAT(5)"_s, u"FLOAT(5)"_s, u"FLOAT"_s });
    row("Double(53)", type(u"Double"_s, precision(53)),
        { u"DOUBLE PRECISION"_s, u"DOUBLE"_s, u"DOUBLE"_s });
    row("DateTime", type(u"DateTime"_s),
        { u"TIMESTAMP WITHOUT TIME ZONE"_s, u"DATETIME"_s, u"DATETIME"_s });
    row("DateTime(timezone)", type(u"DateTime"_s, [](schema::SqlType &t) { t.timezone = true; }),
        { u"TIMESTAMP WITH TIME ZONE"_s, u"DATETIME"_s, u"DATETIME"_s });
    row("Interval", type(u"Interval"_s), { u"INTERVAL"_s, u"DATETIME"_s, u"DATETIME"_s });
    row("Interval(second_precision=3)", type(u"Interval"_s, precision(3)),
        { u"INTERVAL (3)"_s, u"DATETIME"_s, u"DATETIME"_s });
    row("Interval(native=False)", type(u"Interval"_s, notNative()),
        { u"TIMESTAMP WITHOUT TIME ZONE"_s, u"DATETIME"_s, u"DATETIME"_s });
    row("LargeBinary(5)", type(u"LargeBinary"_s, length(5)),
        { u"BYTEA"_s, u"BLOB(5)"_s, u"BLOB"_s });
    row("JSON", type(u"JSON"_s), { u"JSON"_s, u"JSON"_s, u"JSON"_s });
    row("Uuid", type(u"Uuid"_s), { u"UUID"_s, u"CHAR(32)"_s, u"CHAR(32)"_s });
    row("Uuid(native_uuid=False)", type(u"Uuid"_s, notNative()),
        { u"CHAR(32)"_s, u"CHAR(32)"_s, u"CHAR(32)"_s });
    row("Enum", type(u"Enum"_s, values({ u"a"_s, u"bcd"_s }), named(u"x"_s)),
        { u"x"_s, u"ENUM('a','bcd')"_s, u"VARCHAR(3)"_s });
    row("Enum without name", type(u"Enum"_s, values({ u"a"_s })),
        { u"!PostgreSQL Enum type requires a name."_s, u"ENUM('a')"_s, u"VARCHAR(1)"_s });
    row("Enum(native_enum=False, length=20)",
        type(u"Enum"_s, values({ u"a"_s }), notNative(), length(20)),
        { u"VARCHAR(20)"_s, u"VARCHAR(20)"_s, u"VARCHAR(20)"_s });
    row("postgresql.ENUM",
        type(u"ENUM"_s, ofDialect(u"postgresql"_s), values({ u"a"_s, u"bcd"_s }), named(u"Z"_s),
             inSchema(u"q"_s)),
        { u"q.\"Z\""_s, u"ENUM('a','bcd')"_s, u"VARCHAR(3)"_s });
    row("mysql.ENUM", type(u"ENUM"_s, ofDialect(u"mysql"_s), values({ u"a"_s })),
        { u"!PostgreSQL ENUM type requires a name."_s, u"ENUM('a')"_s,
          u"!Compiler SQLiteTypeCompiler can't render element of type ENUM"_s });
    row("JSONB", type(u"JSONB"_s, ofDialect(u"postgresql"_s)),
        { u"JSONB"_s, u"!Compiler MySQLTypeCompiler can't render element of type JSONB"_s,
          u"!Compiler SQLiteTypeCompiler can't render element of type JSONB"_s });
    row("ARRAY(String(5, C))",
        type(u"ARRAY"_s,
             [](schema::SqlType &t) {
                 t.itemType = type(u"String"_s, length(5), collated(u"C"_s));
                 t.dimensions = 2;
             }),
        { u"VARCHAR(5)[][] COLLATE \"C\""_s,
          u"!Compiler MySQLTypeCompiler can't render element of type ARRAY"_s,
          u"!Compiler SQLiteTypeCompiler can't render element of type ARRAY"_s });
    row("postgresql.INTERVAL",
        type(u"INTERVAL"_s, precision(2),
             [](schema::SqlType &t) { t.fields = u"DAY TO SECOND"_s; }),
        { u"INTERVAL DAY TO SECOND (2)"_s,
          u"!Compiler MySQLTypeCompiler can't render element of type INTERVAL"_s,
          u"!Compiler SQLiteTypeCompiler can't render element of type INTERVAL"_s });
    row("mysql.INTEGER",
        type(u"INTEGER"_s, ofDialect(u"mysql"_s),
             [](schema::SqlType &t) {
                 t.displayWidth = 11;
                 t.isUnsigned = t.zerofill = true;
             }),
        { u"INTEGER"_s, u"INTEGER(11) UNSIGNED ZEROFILL"_s, u"INTEGER"_s });
    row("mysql.VARCHAR",
        type(u"VARCHAR"_s, ofDialect(u"mysql"_s), length(5), collated(u"z"_s),
             [](schema::SqlType &t) { t.charset = u"utf8mb4"_s; }),
        { u"VARCHAR(5) COLLATE \"z\""_s, u"VARCHAR(5) CHARACTER SET utf8mb4 COLLATE z"_s,
          u"VARCHAR(5) COLLATE \"z\""_s });
    row("NCHAR", type(u"NCHAR"_s, length(5)),
        { u"NCHAR(5)"_s, u"NATIONAL CHAR(5)"_s, u"NCHAR(5)"_s });
    row("mysql.TIMESTAMP(fsp=3)",
        type(u"TIMESTAMP"_s, ofDialect(u"mysql"_s),
             [](schema::SqlType &t) { t.fractionalSeconds = 3; }),
        { u"TIMESTAMP WITHOUT TIME ZONE"_s, u"TIMESTAMP(3)"_s, u"TIMESTAMP"_s });
    row("sqlite.DATETIME without separators",
        type(u"DATETIME"_s,
             [](schema::SqlType &t) {
                 t.storageFormat =
                     u"%(year)04d%(month)02d%(day)02d%(hour)02d%(minute)02d%(second)02d"_s;
             }),
        { u"DATETIME"_s, u"DATETIME"_s, u"DATETIME_CHAR"_s });
    const QString nullType =
        u"!Can't generate DDL for NullType(); did you forget to specify a type on this Column?"_s;
    row("NullType", type(u"NullType"_s), { nullType, nullType, nullType });
    row("user-defined",
        type(u"Geometry"_s, [](schema::SqlType &t) { t.sqlText = u"geometry(POINT)"_s; }),
        { u"geometry(POINT)"_s, u"geometry(POINT)"_s, u"geometry(POINT)"_s });
}

void tst_Types::spells()
{
    QFETCH(const schema::SqlTypePtr, sqlType);
    QFETCH(const QStringList, expected);
    QStringList actual;
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"sqlite"_s }) {
        const auto spelled = dialect::dialectByName(name)->compile(*sqlType);
        actual.append(spelled ? *spelled : u'!' + spelled.error().message);
    }
    QCOMPARE(actual, expected);
}

void tst_Types::usesVariants()
{
    auto json = std::make_shared<schema::SqlType>(*type(u"JSON"_s));
    json->variants[u"postgresql"_s] = type(u"JSONB"_s, ofDialect(u"postgresql"_s));
    QCOMPARE(*dialect::dialectByName(u"postgresql"_s)->compile(*json), u"JSONB"_s);
    QCOMPARE(*dialect::dialectByName(u"sqlite"_s)->compile(*json), u"JSON"_s);
}

QTEST_GUILESS_MAIN(tst_Types)
#include "tst_types.moc"
