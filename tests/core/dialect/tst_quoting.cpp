// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/naming.h"
#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;

class tst_Quoting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotes_data();
    void quotes();
    void obeysQuotedName();
    void shortensConventionalNames();
    void refusesLongNames();
    void fillsPatterns_data();
    void fillsPatterns();
    void asksForAName();
};

void tst_Quoting::quotes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("expected"); // postgresql, mysql, mariadb, sqlite

    QTest::newRow("plain") << u"users"_s
                           << QStringList { u"users"_s, u"users"_s, u"users"_s, u"users"_s };
    QTest::newRow("mixed case") << u"User"_s
                                << QStringList { u"\"User\""_s, u"`User`"_s, u"`User`"_s,
                                                 u"\"User\""_s };
    QTest::newRow("user") << u"user"_s
                          << QStringList { u"\"user\""_s, u"user"_s, u"user"_s, u"user"_s };
    QTest::newRow("order") << u"order"_s
                           << QStringList { u"\"order\""_s, u"`order`"_s, u"`order`"_s,
                                            u"\"order\""_s };
    QTest::newRow("rank") << u"rank"_s
                          << QStringList { u"rank"_s, u"`rank`"_s, u"rank"_s, u"rank"_s };
    QTest::newRow("digit first") << u"1a"_s
                                 << QStringList { u"\"1a\""_s, u"`1a`"_s, u"`1a`"_s, u"\"1a\""_s };
    QTest::newRow("dollar inside")
        << u"a$b"_s << QStringList { u"a$b"_s, u"a$b"_s, u"a$b"_s, u"a$b"_s };
    QTest::newRow("dollar first") << u"$b"_s
                                  << QStringList { u"\"$b\""_s, u"`$b`"_s, u"`$b`"_s, u"\"$b\""_s };
    QTest::newRow("blank") << u"a b"_s
                           << QStringList { u"\"a b\""_s, u"`a b`"_s, u"`a b`"_s, u"\"a b\""_s };
    QTest::newRow("quote marks") << u"a\"`b"_s
                                 << QStringList { u"\"a\"\"`b\""_s, u"`a\"``b`"_s, u"`a\"``b`"_s,
                                                  u"\"a\"\"`b\""_s };
    QTest::newRow("umlaut") << u"größe"_s
                            << QStringList { u"\"größe\""_s, u"`größe`"_s, u"`größe`"_s,
                                             u"\"größe\""_s };
}

void tst_Quoting::quotes()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, expected);
    QStringList actual;
    for (const QString &each : { u"postgresql"_s, u"mysql"_s, u"mariadb"_s, u"sqlite"_s })
        actual.append(dialect::dialectByName(each)->quote(id(name)));
    QCOMPARE(actual, expected);
}

void tst_Quoting::obeysQuotedName()
{
    const auto *postgresql = dialect::dialectByName(u"postgresql"_s);
    QCOMPARE(postgresql->quote({ u"users"_s, true }), u"\"users\""_s);
    QCOMPARE(postgresql->quote({ u"Users"_s, false }), u"Users"_s);
}

void tst_Quoting::shortensConventionalNames()
{
    const dialect::IdentifierPreparer postgresql(Backend::PostgreSql);
    const dialect::IdentifierPreparer mysql(Backend::MySql);
    const dialect::ResolvedName name { id(u"ix_"_s + u"a"_s.repeated(70)), true };
    QCOMPARE(dialect::fitName(name, true, postgresql)->text,
             u"ix_"_s + u"a"_s.repeated(52) + u"_33ae"_s);
    QCOMPARE(dialect::fitName(name, true, mysql)->text,
             u"ix_"_s + u"a"_s.repeated(53) + u"_33ae"_s);
}

void tst_Quoting::refusesLongNames()
{
    const dialect::IdentifierPreparer postgresql(Backend::PostgreSql);
    const dialect::ResolvedName name { id(u"b"_s.repeated(64)), false };
    const auto fitted = dialect::fitName(name, false, postgresql);
    QVERIFY(!fitted);
    QCOMPARE(fitted.error().message,
             u"Identifier '%1' exceeds maximum length of 63 characters"_s.arg(u"b"_s.repeated(64)));
}

void tst_Quoting::fillsPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("expected");

    QTest::newRow("table and column") << u"fk_%(table_name)s_%(column_0_name)s"_s << u"fk_t_a"_s;
    QTest::newRow("label") << u"fk_%(column_0_label)s"_s << u"fk_s_t_a"_s;
    QTest::newRow("all columns") << u"%(column_0N_name)s"_s << u"ab"_s;
    QTest::newRow("all columns, joined") << u"%(column_0_N_name)s"_s << u"a_b"_s;
    QTest::newRow("second column") << u"%(column_1_key)s"_s << u"b"_s;
    QTest::newRow("column beyond the last") << u"x%(column_7_name)s"_s << u"x"_s;
    QTest::newRow("referred") << u"%(referred_table_name)s_%(referred_column_0_name)s"_s
                              << u"o_id"_s;
    QTest::newRow("percent") << u"100%%"_s << u"100%"_s;
}

void tst_Quoting::fillsPatterns()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, expected);
    dialect::NamingSubject subject;
    subject.kind = u"fk"_s;
    subject.table = id(u"t"_s);
    subject.schema = id(u"s"_s);
    subject.columns = { { u"a"_s, u"a"_s, {} }, { u"b"_s, u"b"_s, {} } };
    subject.referredTable = u"o"_s;
    subject.referredColumns = { u"id"_s, u"nr"_s };
    const auto name = dialect::resolveName(subject, { { u"fk"_s, pattern } });
    QVERIFY(name && *name);
    QCOMPARE((*name)->name.text, expected);
    QVERIFY((*name)->shortens);
}

void tst_Quoting::asksForAName()
{
    dialect::NamingSubject subject;
    subject.kind = u"ck"_s;
    subject.table = id(u"t"_s);
    const schema::NamingConvention convention { { u"ck"_s,
                                                  u"ck_%(table_name)s_%(constraint_name)s"_s } };
    QVERIFY(!dialect::resolveName(subject, convention));
    subject.given.name = id(u"positive"_s);
    QCOMPARE((*dialect::resolveName(subject, convention))->name.text, u"ck_t_positive"_s);
    subject.given.isFinal = true; // op.f()
    QCOMPARE((*dialect::resolveName(subject, convention))->name.text, u"positive"_s);
}

QTEST_GUILESS_MAIN(tst_Quoting)
#include "tst_quoting.moc"
