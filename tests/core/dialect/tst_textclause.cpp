// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/textclause.h"
#include "tests/support/expressions.h"

#include <QObject>

using namespace limbeck;
using namespace limbeck::test;

class tst_TextClause : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void literals_data();
    void literals();
    void boundValues();
    void placeholdersOfTheDatabase();
    void missingValueOnline();
    void expandingList();
};

void tst_TextClause::literals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &text, const QString &sql) {
        QTest::newRow(name) << text << sql;
    };
    row("plain", u"SELECT 1"_s, u"SELECT 1"_s);
    row("unbound", u"SELECT :a"_s, u"SELECT NULL"_s);
    row("cast", u"SELECT '1'::int"_s, u"SELECT '1'::int"_s);
    row("escaped", uR"(SELECT 'a\:b')"_s, u"SELECT 'a:b'"_s);
    row("escaped cast", uR"(x\:\:int)"_s, u"x::int"_s);
    row("time", u"SELECT '10:30:00'"_s, u"SELECT '10:30:00'"_s);
    row("slice", u"SELECT a[1:2]"_s, u"SELECT a[1:2]"_s);
    row("colon before a quote", u"'{\"a\": 1}'"_s, u"'{\"a\": 1}'"_s);
    row("quoted name", u"SELECT ':x'"_s, u"SELECT 'NULL'"_s);
    row("percent", u"x LIKE '%w'"_s, u"x LIKE '%w'"_s);
    row("letters", u"SELECT :größe"_s, u"SELECT NULL"_s);
}

void tst_TextClause::literals()
{
    QFETCH(QString, text);
    QFETCH(QString, sql);
    for (const QString &name : { u"postgresql"_s, u"mysql"_s, u"sqlite"_s }) {
        const auto statement =
            dialect::compileText({ text, {} }, {}, *dialect::dialectByName(name), {});
        QCOMPARE(outcome(statement), sql);
    }
}

void tst_TextClause::boundValues()
{
    TextClause clause { u"SELECT :a, :b, :a"_s,
                        { { u"a"_s, value(5) }, { u"b"_s, value(u"it's") } } };
    const auto statement =
        dialect::compileText(clause, {}, *dialect::dialectByName(u"sqlite"_s), {});
    QCOMPARE(outcome(statement), u"SELECT 5, 'it''s', 5"_s);
}

void tst_TextClause::placeholdersOfTheDatabase()
{
    const TextClause clause { u"SELECT '?', j ? 'k', :a, :b, :a"_s, {} };
    const std::map<QString, Literal> parameters { { u"a"_s, Literal(qint64 { 5 }) },
                                                  { u"b"_s, Literal(u"x"_s) } };
    dialect::CompileOptions options;
    options.literalBinds = false;
    options.offline = false;
    const auto onPostgresql =
        dialect::compileText(clause, parameters, *dialect::dialectByName(u"postgresql"_s), options);
    QCOMPARE(outcome(onPostgresql), u"SELECT '?', j ? 'k', $1, $2, $3"_s);
    QCOMPARE(onPostgresql->parameters.size(), size_t { 3 });
    QCOMPARE(onPostgresql->parameters[1].name, u"b"_s);
    QCOMPARE(onPostgresql->sql.mid(onPostgresql->placeholders[2], 2), u"$3"_s);
    const auto onSqlite =
        dialect::compileText(clause, parameters, *dialect::dialectByName(u"sqlite"_s), options);
    QCOMPARE(outcome(onSqlite), u"SELECT '?', j ? 'k', ?, ?, ?"_s);
    QCOMPARE(onSqlite->placeholders.front(), onSqlite->sql.indexOf(u", ?,"_s) + 2);
}

void tst_TextClause::missingValueOnline()
{
    dialect::CompileOptions options;
    options.literalBinds = false;
    options.offline = false;
    const auto statement = dialect::compileText({ u"SELECT :a"_s, {} }, {},
                                                *dialect::dialectByName(u"sqlite"_s), options);
    QCOMPARE(outcome(statement), u"!A value is required for bind parameter 'a'"_s);
}

void tst_TextClause::expandingList()
{
    BoundValue ids;
    ids.name = u"ids"_s;
    ids.expanding = true;
    ids.value = test::literals({ Literal(qint64 { 1 }), Literal(qint64 { 2 }) });
    const TextClause clause { u"DELETE FROM t WHERE id IN :ids"_s, { { u"ids"_s, node(ids) } } };
    const auto &database = *dialect::dialectByName(u"postgresql"_s);
    QCOMPARE(outcome(dialect::compileText(clause, {}, database, {})),
             u"DELETE FROM t WHERE id IN (1, 2)"_s);
    dialect::CompileOptions options;
    options.literalBinds = false;
    const auto online = dialect::compileText(clause, {}, database, options);
    QCOMPARE(outcome(online), u"DELETE FROM t WHERE id IN ($1, $2)"_s);
    QCOMPARE(online->parameters.size(), size_t { 2 });
}

QTEST_GUILESS_MAIN(tst_TextClause)
#include "tst_textclause.moc"
