// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/valuetext.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::database;

class TestValueText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void times_data();
    void times();
    void intervals_data();
    void intervals();
    void hours();
    void floats_data();
    void floats();
    void refusesBrokenUtf8();
};

void TestValueText::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("date") << QByteArray("2024-02-29") << u"2024-02-29"_s;
    QTest::newRow("first") << QByteArray("0001-01-01") << u"0001-01-01"_s;
    QTest::newRow("no leap year") << QByteArray("2023-02-29") << u"none"_s;
    QTest::newRow("zero") << QByteArray("0000-00-00") << u"none"_s;
    QTest::newRow("BC") << QByteArray("0044-03-15 BC") << u"none"_s;
    QTest::newRow("five digits") << QByteArray("12024-01-01") << u"none"_s;
    QTest::newRow("empty") << QByteArray("") << u"none"_s;
}

void TestValueText::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto date = dateFromText(text);
    QCOMPARE(date ? toText(*date) : u"none"_s, expected);
}

void TestValueText::times_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QByteArray("2024-01-02 03:04:05") << u"2024-01-02 03:04:05"_s;
    QTest::newRow("T") << QByteArray("2024-01-02T03:04") << u"2024-01-02 03:04:00"_s;
    QTest::newRow("one digit") << QByteArray("2024-01-02 03:04:05.1")
                               << u"2024-01-02 03:04:05.100000"_s;
    QTest::newRow("nine digits") << QByteArray("2024-01-02 03:04:05.123456789")
                                 << u"2024-01-02 03:04:05.123456"_s;
    QTest::newRow("offset") << QByteArray("2024-01-02 03:04:05+02")
                            << u"2024-01-02 03:04:05+02:00"_s;
    QTest::newRow("negative offset")
        << QByteArray("2024-01-02 03:04:05.5-03:30") << u"2024-01-02 03:04:05.500000-03:30"_s;
    QTest::newRow("offset with seconds")
        << QByteArray("1900-01-01 00:00:00+00:19:32") << u"1900-01-01 00:00:00+00:19:32"_s;
    QTest::newRow("hour 24") << QByteArray("2024-01-02 24:00:00") << u"none"_s;
    QTest::newRow("rest") << QByteArray("2024-01-02 03:04:05 x") << u"none"_s;
    QTest::newRow("no time") << QByteArray("2024-01-02") << u"none"_s;
    QTest::newRow("empty fraction") << QByteArray("2024-01-02 03:04:05.") << u"none"_s;
}

void TestValueText::times()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto value = dateTimeFromText(text);
    QCOMPARE(value ? toText(*value, Microseconds::WhereNotZero) : u"none"_s, expected);
}

void TestValueText::intervals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("time") << QByteArray("04:05:06.7") << u"0 14706 700000"_s;
    QTest::newRow("negative") << QByteArray("-00:00:00.000001") << u"-1 86399 999999"_s;
    QTest::newRow("days") << QByteArray("3 days") << u"3 0 0"_s;
    QTest::newRow("mixed") << QByteArray("1 year 1 mon -1 days +00:00:01") << u"394 1 0"_s;
    QTest::newRow("years") << QByteArray("-2 years") << u"-730 0 0"_s;
    QTest::newRow("zero") << QByteArray("00:00:00") << u"0 0 0"_s;
    QTest::newRow("ISO style") << QByteArray("P1Y") << u"none"_s;
    QTest::newRow("verbose style") << QByteArray("@ 1 year") << u"none"_s;
}

void TestValueText::intervals()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const auto value = intervalFromPostgresql(text);
    QCOMPARE(value ? u"%1 %2 %3"_s.arg(value->days).arg(value->seconds).arg(value->microseconds)
                   : u"none"_s,
             expected);
}

void TestValueText::hours()
{
    for (const QByteArray &text : { QByteArray("838:59:59"), QByteArray("-26:00:01.500000"),
                                    QByteArray("00:00:00"), QByteArray("-00:00:00.000001") }) {
        const auto value = intervalFromHours(text);
        QVERIFY(value);
        QCOMPARE(hoursText(*value).toLatin1(), text);
    }
    QVERIFY(!intervalFromHours("x"));
}

void TestValueText::floats_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("expected");
    // As repr() of Python writes them.
    QTest::newRow("one") << 1.0 << u"1.0"_s;
    QTest::newRow("tenth") << 0.1 << u"0.1"_s;
    QTest::newRow("negative zero") << -0.0 << u"-0.0"_s;
    QTest::newRow("small") << 0.0001 << u"0.0001"_s;
    QTest::newRow("smaller") << 0.00001 << u"1e-05"_s;
    QTest::newRow("large") << 1e15 << u"1000000000000000.0"_s;
    QTest::newRow("larger") << 1e16 << u"1e+16"_s;
    QTest::newRow("digits") << 123456.789012345 << u"123456.789012345"_s;
    QTest::newRow("exponent digits") << 1.5e300 << u"1.5e+300"_s;
    QTest::newRow("nan") << std::nan("") << u"nan"_s;
    QTest::newRow("inf") << -std::numeric_limits<double>::infinity() << u"-inf"_s;
}

void TestValueText::floats()
{
    QFETCH(double, number);
    QFETCH(QString, expected);
    QCOMPARE(toText(number), expected);
}

void TestValueText::refusesBrokenUtf8()
{
    QCOMPARE(textFromUtf8("Z\xc3\xbcrich", u"c"_s).value(), u"Zürich"_s);
    const auto broken = textFromUtf8("Z\xfcrich", u"c"_s);
    QVERIFY(!broken);
    QCOMPARE(broken.error().message, u"The value of c is not UTF-8 text."_s);
}

QTEST_GUILESS_MAIN(TestValueText)

#include "tst_valuetext.moc"
