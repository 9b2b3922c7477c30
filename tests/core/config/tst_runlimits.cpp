// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/projectprofile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace std::chrono_literals;

class TestRunLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void orElse();
    void profile();
    void profileNamesWhatIsWrong_data();
    void profileNamesWhatIsWrong();
};

void TestRunLimits::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: refused
    QTest::newRow("milliseconds") << u"500ms"_s << qint64(500);
    QTest::newRow("seconds") << u"5s"_s << qint64(5'000);
    QTest::newRow("plain") << u"1.5"_s << qint64(1'500);
    QTest::newRow("minutes") << u"10 min"_s << qint64(600'000);
    QTest::newRow("hours") << u"2H"_s << qint64(7'200'000);
    QTest::newRow("zero") << u"0"_s << qint64(0);
    QTest::newRow("negative") << u"-5s"_s << qint64(-1);
    QTest::newRow("unit") << u"5 weeks"_s << qint64(-1);
    QTest::newRow("too long") << u"100d"_s << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
}

void TestRunLimits::durations()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto parsed = parseDuration(text);
    QCOMPARE(parsed ? parsed->count() : -1, milliseconds);
    if (!parsed)
        QVERIFY(!parsed.error().hint.isEmpty());
}

void TestRunLimits::orElse()
{
    RunLimits first;
    first.lockTimeout = 1s;
    RunLimits second;
    second.lockTimeout = 2s;
    second.runTimeout = 3s;
    const RunLimits both = first.orElse(second);
    QVERIFY(both.lockTimeout == 1s);
    QVERIFY(both.runTimeout == 3s);
    QVERIFY(!both.statementTimeout);
}

void TestRunLimits::profile()
{
    const auto read = ProjectProfile::parse(
        u"limbeck.toml"_s,
        u"[run]\nlock_wait = \"1min\"\nlock_timeout = \"2s\"\nstatement_timeout = \"10min\"\n"
        "timeout = \"1h\"\n[run.production]\nstatement_timeout = \"1min\"\n"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QVERIFY(read->limits.lockWait == 60s);
    QVERIFY(read->limits.lockTimeout == 2s);
    QVERIFY(read->limits.statementTimeout == 600s);
    QVERIFY(read->limits.runTimeout == 3600s);
    QVERIFY(read->limitsIn(u"production"_s).statementTimeout == 60s);
    QVERIFY(read->limitsIn(u"production"_s).runTimeout == 3600s);
    QVERIFY(read->limitsIn(u"staging"_s) == read->limits);
}

void TestRunLimits::profileNamesWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("unit") << u"[run]\ntimeout = \"5 weeks\"\n"_s << u"'5 weeks' is not a length"_s;
    QTest::newRow("type") << u"[run]\ntimeout = 5\n"_s << u"'timeout' must be a text"_s;
    QTest::newRow("environment") << u"[run.live]\nlock_timout = \"5s\"\n"_s
                                 << u"unknown key 'lock_timout'"_s;
    QTest::newRow("key") << u"[run]\nlock_timout = \"5s\"\n"_s << u"unknown key 'lock_timout'"_s;
}

void TestRunLimits::profileNamesWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto read = ProjectProfile::parse(u"limbeck.toml"_s, text);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(part), qPrintable(read.error().message));
}

QTEST_GUILESS_MAIN(TestRunLimits)
#include "tst_runlimits.moc"
