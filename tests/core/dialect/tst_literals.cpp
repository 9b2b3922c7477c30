// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literals.h"
#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;
using schema::Literal;

class tst_Literals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void doublesBackslashesOnlyWithoutAServer();
    void doublesPercents();
    void writesFloats_data();
    void writesFloats();
};

void tst_Literals::writes_data()
{
    QTest::addColumn<Literal>("literal");
    QTest::addColumn<schema::SqlTypePtr>("sqlType");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, sqlite

    const auto row = [](const char *name, const Literal &literal, const schema::SqlTypePtr &sqlType,
                        const QStringList &expected) {
        QTest::newRow(name) << literal << sqlType << expected;
    };
    const auto same = [](const QString &sql) { return QStringList { sql, sql, sql }; };
    const schema::SqlTypePtr none;
    row("None", Literal(), type(u"Integer"_s), same(u"NULL"_s));
    row("bool", true, none, { u"true"_s, u"true"_s, u"1"_s });
    row("bool in Integer", true, type(u"Integer"_s), same(u"1"_s));
    row("int in Boolean", qint64(0), type(u"Boolean"_s), { u"false"_s, u"false"_s, u"0"_s });
    row("int", qint64(-5), none, same(u"-5"_s));
    row("float in Integer", 1.9, type(u"Integer"_s), same(u"1"_s));
    row("float", 1.0, none, same(u"1.0"_s));
    row("str", u"it's \\x"_s, none, { u"'it''s \\\\x'"_s, u"'it''s \\\\x'"_s, u"'it''s \\x'"_s });
    row("str in Integer", u"5"_s, type(u"Integer"_s), same(u"5"_s));
    row("bytes", QByteArray("ab'c"), none, same(u"'ab''c'"_s));
    row("Decimal", schema::Decimal { u"1.50"_s }, none, same(u"1.50"_s));
    row("Decimal in Integer", schema::Decimal { u"-3E+2"_s }, type(u"Integer"_s), same(u"-300"_s));
    row("date", schema::Date { 2024, 1, 2 }, none, same(u"'2024-01-02'"_s));
    row("time", schema::Time { 1, 2, 3, 0, {} }, none,
        { u"'01:02:03'"_s, u"'01:02:03'"_s, u"'01:02:03.000000'"_s });
    row("datetime", schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 0, {} } }, none,
        { u"'2024-01-02 03:04:05'"_s, u"'2024-01-02 03:04:05'"_s,
          u"'2024-01-02 03:04:05.000000'"_s });
    row("aware datetime", schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 678, 19800 } }, none,
        { u"'2024-01-02 03:04:05.000678+05:30'"_s, u"'2024-01-02 03:04:05.000678+05:30'"_s,
          u"'2024-01-02 03:04:05.000678'"_s });
    row("datetime in Date", schema::DateTime { { 2024, 1, 2 }, { 3, 4, 5, 0, {} } },
        type(u"Date"_s), same(u"'2024-01-02'"_s));
    row("timedelta in INTERVAL", schema::Interval { 1, 2, 3 },
        type(u"INTERVAL"_s, ofDialect(u"postgresql"_s)),
        same(u"make_interval(secs=>86402.000003)"_s));
    row("uuid", schema::Uuid { u"12345678-1234-5678-1234-567812345678"_s }, none,
        { u"'12345678-1234-5678-1234-567812345678'"_s, u"'12345678123456781234567812345678'"_s,
          u"'12345678123456781234567812345678'"_s });
    auto items = std::make_shared<schema::LiteralList>();
    items->items = { u"x"_s, u"y'"_s };
    row("list in ARRAY", std::shared_ptr<const schema::LiteralList>(items),
        type(u"ARRAY"_s, [](schema::SqlType &t) { t.itemType = type(u"String"_s); }),
        { u"ARRAY['x', 'y''']"_s, u"['x', 'y''']"_s, u"['x', 'y''']"_s });
    row("str in JSON", u"a"_s, type(u"JSON"_s),
        same(
            u"!No literal value renderer is available for literal value \"'a'\" with datatype JSON"_s));
    row("str in Date", u"2024-01-01"_s, type(u"Date"_s),
        same(
            u"!Could not render literal value \"'2024-01-01'\" with datatype DATE; see parent stack trace for more detail."_s));
}

void tst_Literals::writes()
{
    QFETCH(const Literal, literal);
    QFETCH(const schema::SqlTypePtr, sqlType);
    QFETCH(const QStringList, expected);
    QStringList actual;
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"sqlite"_s }) {
        const auto written = dialect::dialectByName(name)->literal(literal, sqlType.get());
        actual.append(written ? *written : u'!' + written.error().message);
    }
    QCOMPARE(actual, expected);
}

void tst_Literals::doublesBackslashesOnlyWithoutAServer()
{
    dialect::CompileOptions online;
    online.offline = false;
    QCOMPARE(dialect::renderString(u"a\\b"_s, *dialect::dialectByName(u"postgresql"_s), online),
             u"'a\\b'"_s);
    QCOMPARE(dialect::renderString(u"a\\b"_s, *dialect::dialectByName(u"mysql"_s), online),
             u"'a\\\\b'"_s);
}

void tst_Literals::doublesPercents()
{
    const dialect::Dialect &plain = *dialect::dialectByName(u"postgresql"_s);
    const dialect::Dialect &doubled =
        plain.forDriver({ dialect::DriverStyle::Paramstyle::Pyformat, true });
    QCOMPARE(&doubled.forDriver({}), &plain);
    QCOMPARE(dialect::renderString(u"5%"_s, plain, {}), u"'5%'"_s);
    QCOMPARE(dialect::renderString(u"5%"_s, doubled, {}), u"'5%%'"_s);
    QCOMPARE(doubled.quote({ u"share_%"_s, {} }), u"\"share_%%\""_s);
}

void tst_Literals::writesFloats_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("expected");
    QTest::newRow("0.1") << 0.1 << u"0.1"_s;
    QTest::newRow("-0.0") << -0.0 << u"-0.0"_s;
    QTest::newRow("1e-5") << 1e-5 << u"1e-05"_s;
    QTest::newRow("0.0001") << 1e-4 << u"0.0001"_s;
    QTest::newRow("1e15") << 1e15 << u"1000000000000000.0"_s;
    QTest::newRow("1e16") << 1e16 << u"1e+16"_s;
    QTest::newRow("1.5e300") << 1.5e300 << u"1.5e+300"_s;
    QTest::newRow("inf") << qInf() << u"inf"_s;
}

void tst_Literals::writesFloats()
{
    QFETCH(const double, number);
    QFETCH(const QString, expected);
    QCOMPARE(dialect::floatRepr(number), expected);
}

QTEST_GUILESS_MAIN(tst_Literals)
#include "tst_literals.moc"
