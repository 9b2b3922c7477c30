// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/inifile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// The expectations are what Python 3.11's ConfigParser does.
class tst_IniFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void refuses_data();
    void refuses();
    void itemsBeginWithDefaults();
    void hereIsNotInterpolated();
    void setsValues();
    void problemsNameTheLine();
};

void tst_IniFile::values_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"[s]\na = 1"_s << u"a"_s << u"1"_s;
    QTest::newRow("colon") << u"[s]\na: 1"_s << u"a"_s << u"1"_s;
    QTest::newRow("names in any case")
        << u"[s]\nScript_Location = x"_s << u"script_location"_s << u"x"_s;
    QTest::newRow("no inline comments") << u"[s]\na = 1 # one"_s << u"a"_s << u"1 # one"_s;
    QTest::newRow("several lines") << u"[s]\na =\n  x\n  y\nb = 2"_s << u"a"_s << u"\nx\ny"_s;
    QTest::newRow("a comment within") << u"[s]\na = x\n# no\n  y"_s << u"a"_s << u"x\ny"_s;
    QTest::newRow("an empty line within") << u"[s]\na = x\n\n  y\n\n"_s << u"a"_s << u"x\n\ny"_s;
    QTest::newRow("interpolation") << u"[s]\na = %(b)s/v\nb = d"_s << u"a"_s << u"d/v"_s;
    QTest::newRow("through another") << u"[s]\na = %(b)s\nb = %(c)s\nc = 1"_s << u"a"_s << u"1"_s;
    QTest::newRow("from the defaults") << u"[DEFAULT]\nd = 1\n[s]\na = %(d)s"_s << u"a"_s << u"1"_s;
    QTest::newRow("a default itself") << u"[DEFAULT]\nd = 1\n[s]"_s << u"d"_s << u"1"_s;
    QTest::newRow("percent sign") << u"[s]\na = 100%%"_s << u"a"_s << u"100%"_s;
    QTest::newRow("value with equals signs") << u"[s]\na = x=y=z"_s << u"a"_s << u"x=y=z"_s;
    QTest::newRow("Windows line ends") << u"[s]\r\na = 1\r\nb = 2\r\n"_s << u"a"_s << u"1"_s;
    QTest::newRow("byte order mark") << u"\ufeff[s]\na = 1"_s << u"a"_s << u"1"_s;
    QTest::newRow("empty") << u"[s]\na ="_s << u"a"_s << u""_s;
    QTest::newRow("missing") << u"[s]\na = 1"_s << u"b"_s << u"(none)"_s;
}

void tst_IniFile::values()
{
    QFETCH(QString, text);
    QFETCH(QString, option);
    const auto ini = IniFile::parse(u"alembic.ini"_s, text);
    QVERIFY2(ini, ini ? "" : qPrintable(ini.error().message));
    const auto value = ini->value(u"s"_s, option);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QTEST(value->value_or(u"(none)"_s), "expected");
}

void tst_IniFile::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("section twice")
        << u"[s]\na = 1\n[s]"_s
        << u"While reading from 'alembic.ini' [line  3]: section 's' already exists"_s;
    QTest::newRow("option twice")
        << u"[s]\na = 1\nA = 2"_s
        << u"While reading from 'alembic.ini' [line  3]: option 'a' in section 's' already exists"_s;
    QTest::newRow("no section")
        << u"a = 1\n"_s
        << u"File contains no section headers.\nfile: 'alembic.ini', line: 1\n'a = 1\\n'"_s;
    QTest::newRow("no value")
        << u"[s]\nword\nother\n"_s
        << u"Source contains parsing errors: 'alembic.ini'\n\t[line  2]: 'word\\n'\n\t[line  3]: "
           "'other\\n'"_s;
    QTest::newRow("unknown name") << u"[s]\na = %(nope)s"_s
                                  << u"Bad value substitution: option 'a' in section 's' contains "
                                     u"an interpolation key 'nope' which is not a valid "
                                     "option name. Raw value: '%(nope)s'"_s;
    QTest::newRow("lone percent sign")
        << u"[s]\na = 50% off"_s << u"'%' must be followed by '%' or '(', found: '% off'"_s;
    QTest::newRow("unclosed reference")
        << u"[s]\na = %(b"_s << u"bad interpolation variable reference '%(b'"_s;
    QTest::newRow("endless reference") << u"[s]\na = %(a)s"_s
                                       << u"Recursion limit exceeded in value substitution: option "
                                          u"'a' in section 's' contains an interpolation key which "
                                          "cannot be substituted in 10 steps. Raw value: '%(a)s'"_s;
}

void tst_IniFile::refuses()
{
    QFETCH(QString, text);
    const auto ini = IniFile::parse(u"alembic.ini"_s, text);
    if (!ini) {
        QTEST(ini.error().message, "message");
        return;
    }
    const auto value = ini->value(u"s"_s, u"a"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().code, ErrorCode::Syntax);
    QTEST(value.error().message, "message");
}

void tst_IniFile::itemsBeginWithDefaults()
{
    const auto ini = IniFile::parse(u"x"_s, u"[DEFAULT]\nd = 1\n[s]\nb = %(d)s\nd = 2"_s);
    QVERIFY(ini);
    const auto items = ini->items(u"s"_s);
    QVERIFY(items);
    QCOMPARE(*items, (IniFile::Items { { u"d"_s, u"2"_s }, { u"b"_s, u"2"_s } }));
}

void tst_IniFile::hereIsNotInterpolated()
{
    auto ini = IniFile::parse(u"x"_s, u"[s]\na = %(here)s/v"_s);
    QVERIFY(ini);
    ini->setDefault(u"here"_s, u"/100% done"_s);
    QCOMPARE(ini->value(u"s"_s, u"a"_s)->value_or(QString()), u"/100% done/v"_s);
}

void tst_IniFile::setsValues()
{
    auto ini = IniFile::parse(u"x"_s, u"[s]\na = 1"_s);
    QVERIFY(ini);
    QVERIFY(ini->setValue(u"s"_s, u"A"_s, u"2%%"_s));
    QCOMPARE(ini->value(u"s"_s, u"a"_s)->value_or(QString()), u"2%"_s);
    const auto refused = ini->setValue(u"s"_s, u"a"_s, u"p%ssword"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message,
             u"invalid interpolation syntax in 'p%ssword' at position 1"_s);
    QVERIFY(ini->removeOption(u"s"_s, u"a"_s));
    QVERIFY(!ini->hasOption(u"s"_s, u"a"_s));
}

void tst_IniFile::problemsNameTheLine()
{
    const auto ini = IniFile::parse(u"alembic.ini"_s, u"[s]\na = 1\n\na = 2\n"_s);
    QVERIFY(!ini);
    QCOMPARE(ini.error().span.toString(), u"alembic.ini:4:1"_s);
}

QTEST_GUILESS_MAIN(tst_IniFile)
#include "tst_inifile.moc"
