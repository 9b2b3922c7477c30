// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/defaultcomparison.h"

#include <QTest>

using namespace limbeck;
using namespace limbeck::autogenerate;
using namespace Qt::StringLiterals;

/// What Alembic 1.19 says of the same pairs.
class tst_DefaultComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesTexts_data();
    void comparesTexts();
    void leavesSequencesOfKeysAlone();
    void asksPostgreSql();
    void knowsTheImplicitZeroOfMySql();
};

using Kind = DefaultPair::Kind;
using Text = std::optional<QString>;

Q_DECLARE_METATYPE(Text)
Q_DECLARE_METATYPE(Kind)

void tst_DefaultComparison::comparesTexts_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<Text>("reflected");
    QTest::addColumn<Text>("model");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("differ");

    const auto row = [](const char *name, Backend backend, const Text &reflected, const Text &model,
                        Kind kind, bool differ) {
        QTest::newRow(name) << backend << reflected << model << kind << differ;
    };
    using enum Backend;
    row("none", Sqlite, {}, {}, Kind::Text, false);
    row("new", Sqlite, {}, u"x"_s, Kind::Text, true);
    row("gone", Sqlite, u"'x'"_s, {}, Kind::Text, true);
    row("quotes", Sqlite, u"'x'"_s, u"x"_s, Kind::Text, false);
    row("parentheses", Sqlite, u"(CURRENT_TIMESTAMP)"_s, u"CURRENT_TIMESTAMP"_s, Kind::Other,
        false);
    row("another text", Sqlite, u"'x'"_s, u"'y'"_s, Kind::Text, true);
    row("number on MySQL", MySql, u"'5'"_s, u"5"_s, Kind::Integer, false);
    row("another number", MySql, u"5"_s, u"7"_s, Kind::Integer, true);
    row("text on MySQL", MariaDb, u"'x'"_s, u"x"_s, Kind::Text, false);
    row("clock", MariaDb, u"current_timestamp()"_s, u"CURRENT_TIMESTAMP"_s, Kind::Other, false);
    row("clock and update", MariaDb, u"current_timestamp() ON UPDATE current_timestamp()"_s,
        u"CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"_s, Kind::Other, false);
    row("update gone", MariaDb, u"current_timestamp() ON UPDATE current_timestamp()"_s,
        u"CURRENT_TIMESTAMP"_s, Kind::Other, true);
    row("update new", MySql, u"CURRENT_TIMESTAMP"_s,
        u"CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"_s, Kind::Other, true);
    row("same on PostgreSQL", PostgreSql, u"now()"_s, u"now()"_s, Kind::Other, false);
    row("new on PostgreSQL", PostgreSql, {}, u"now()"_s, Kind::Other, true);
}

void tst_DefaultComparison::comparesTexts()
{
    QFETCH(const Backend, backend);
    QFETCH(const Text, reflected);
    QFETCH(const Text, model);
    QFETCH(const Kind, kind);
    QFETCH(const bool, differ);
    DefaultPair pair { reflected, model, kind, kind };
    const DefaultVerdict verdict = compareDefaults(pair, backend);
    QCOMPARE(verdict.question, QString());
    QCOMPARE(verdict.differ, differ);
}

void tst_DefaultComparison::leavesSequencesOfKeysAlone()
{
    DefaultPair pair { u"nextval('t_id_seq'::regclass)"_s, {}, Kind::Integer, Kind::Integer };
    QVERIFY(compareDefaults(pair, Backend::PostgreSql).differ);
    pair.countsUp = true;
    QVERIFY(!compareDefaults(pair, Backend::PostgreSql).differ);
}

void tst_DefaultComparison::asksPostgreSql()
{
    DefaultPair pair { u"'x'::character varying"_s, u"x"_s, Kind::Text, Kind::Text };
    pair.modelIsPlainText = true;
    QCOMPARE(compareDefaults(pair, Backend::PostgreSql).question,
             u"SELECT 'x'::character varying = 'x'"_s);
    pair = { u"5"_s, u"'7'"_s, Kind::Number, Kind::Number };
    pair.modelIsPlainText = true;
    QCOMPARE(compareDefaults(pair, Backend::PostgreSql).question, u"SELECT 5 = '7'"_s);
    pair = { u"nextval('s'::regclass)"_s, u"nextval('s')"_s, Kind::Integer, Kind::Integer };
    QCOMPARE(compareDefaults(pair, Backend::PostgreSql).question, QString());
}

void tst_DefaultComparison::knowsTheImplicitZeroOfMySql()
{
    DefaultPair pair { u"'0'"_s, {}, Kind::Integer, Kind::Integer };
    QVERIFY(compareDefaults(pair, Backend::MySql).differ);
    pair.isPlainKey = true;
    QVERIFY(!compareDefaults(pair, Backend::MySql).differ);
}

QTEST_GUILESS_MAIN(tst_DefaultComparison)
#include "tst_defaultcomparison.moc"
