// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/typecomparison.h"
#include "tests/core/dialect/builders.h"

using namespace limbeck;
using namespace limbeck::tests;
using namespace Qt::StringLiterals;

/// What Alembic 1.19 says of the same pairs.
class tst_TypeComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesSpellings_data();
    void comparesSpellings();
    void comparesValuesOfNativeEnums();
    void usesTheVariantOfTheDatabase();
    void refusesWhatCannotBeSpelled();
};

void tst_TypeComparison::comparesSpellings_data()
{
    QTest::addColumn<Backend>("backend");
    QTest::addColumn<QString>("reflected");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("differ");

    const auto row = [](const char *name, Backend backend, const QString &reflected,
                        const QString &model, bool differ) {
        QTest::newRow(name) << backend << reflected << model << differ;
    };
    using enum Backend;
    row("same", Sqlite, u"VARCHAR(40)"_s, u"varchar(40)"_s, false);
    row("another length", Sqlite, u"VARCHAR(40)"_s, u"VARCHAR(50)"_s, true);
    row("no length in the model", PostgreSql, u"VARCHAR(40)"_s, u"VARCHAR"_s, false);
    row("another name", PostgreSql, u"INTEGER"_s, u"BIGINT"_s, true);
    row("numeric and decimal", Sqlite, u"DECIMAL(10, 2)"_s, u"NUMERIC(10, 2)"_s, false);
    row("another scale", PostgreSql, u"NUMERIC(10, 2)"_s, u"NUMERIC(10, 4)"_s, true);
    row("scale against none", PostgreSql, u"NUMERIC(10, 2)"_s, u"NUMERIC(10)"_s, false);
    row("float on PostgreSQL", PostgreSql, u"DOUBLE PRECISION"_s, u"FLOAT"_s, false);
    row("float on SQLite", Sqlite, u"DOUBLE PRECISION"_s, u"FLOAT"_s, true);
    row("time zone", PostgreSql, u"TIMESTAMP WITHOUT TIME ZONE"_s, u"TIMESTAMP WITH TIME ZONE"_s,
        true);
    row("bool on MySQL", MySql, u"TINYINT(1)"_s, u"BOOL"_s, false);
    row("JSON on MariaDB", MariaDb, u"LONGTEXT"_s, u"JSON"_s, false);
    row("bool elsewhere", Sqlite, u"TINYINT"_s, u"BOOL"_s, true);
    row("unsigned is more", MySql, u"INTEGER(10) UNSIGNED"_s, u"INTEGER"_s, false);
    row("unsigned against zerofill", MySql, u"INTEGER UNSIGNED"_s, u"INTEGER ZEROFILL"_s, true);
    row("another collation", MySql, u"VARCHAR(20) COLLATE utf8mb4_bin"_s,
        u"VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"_s, true);
    row("a collation more", MySql, u"VARCHAR(20) COLLATE utf8mb4_bin"_s, u"VARCHAR(20)"_s, false);
}

void tst_TypeComparison::comparesSpellings()
{
    QFETCH(const Backend, backend);
    QFETCH(const QString, reflected);
    QFETCH(const QString, model);
    QFETCH(const bool, differ);
    QCOMPARE(autogenerate::spellingsDiffer(reflected, model, backend), differ);
}

void tst_TypeComparison::comparesValuesOfNativeEnums()
{
    const auto type = [](const QStringList &enumValues) {
        schema::SqlType result;
        result.name = u"Enum"_s;
        result.enumValues = enumValues;
        return result;
    };
    const auto differ = [&](const char *dialect, const QStringList &a, const QStringList &b) {
        return autogenerate::typesDiffer(type(a), type(b),
                                         *dialect::dialectByName(QString::fromLatin1(dialect)));
    };
    QCOMPARE(*differ("mysql", { u"a"_s, u"b"_s }, { u"b"_s, u"a"_s }), false);
    QCOMPARE(*differ("mysql", { u"a"_s, u"b"_s }, { u"a"_s, u"b"_s, u"c"_s }), true);
    // Elsewhere an Enum is a VARCHAR as long as its longest value.
    QCOMPARE(*differ("sqlite", { u"a"_s, u"b"_s }, { u"a"_s, u"c"_s }), false);
    QCOMPARE(*differ("sqlite", { u"a"_s, u"b"_s }, { u"a"_s, u"long"_s }), true);
}

void tst_TypeComparison::usesTheVariantOfTheDatabase()
{
    schema::SqlType reflected, model, variant;
    reflected.name = u"TEXT"_s;
    model.name = u"String"_s;
    model.length = 5;
    variant.name = u"Text"_s;
    model.variants[u"sqlite"_s] = std::make_shared<schema::SqlType>(variant);
    QCOMPARE(*autogenerate::typesDiffer(reflected, model, *dialect::dialectByName(u"sqlite"_s)),
             false);
    QCOMPARE(*autogenerate::typesDiffer(reflected, model, *dialect::dialectByName(u"postgresql"_s)),
             true);
}

void tst_TypeComparison::refusesWhatCannotBeSpelled()
{
    schema::SqlType reflected, model;
    reflected.name = u"TEXT"_s;
    model.name = u"String"_s;
    const auto differ =
        autogenerate::typesDiffer(reflected, model, *dialect::dialectByName(u"mysql"_s));
    QVERIFY(!differ);
    QCOMPARE(differ.error().message, u"VARCHAR requires a length on dialect mysql"_s);
}

QTEST_GUILESS_MAIN(tst_TypeComparison)
#include "tst_typecomparison.moc"
