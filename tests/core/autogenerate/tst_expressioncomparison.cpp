// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/autogenerate/expressioncomparison.h"

#include <QTest>

using namespace limbeck::autogenerate;
using namespace Qt::StringLiterals;

class tst_ExpressionComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalElementsAreEqualTexts_data();
    void equalElementsAreEqualTexts();
    void orderingsThatDifferStay();
    void computedColumns();
};

void tst_ExpressionComparison::equalElementsAreEqualTexts_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("reflected");

    QTest::newRow("case and quotes") << u"Lower(\"name\")"_s << u"lower(name)"_s;
    QTest::newRow("table") << u"lower(person.name)"_s << u"lower(name)"_s;
    QTest::newRow("cast") << u"lower(name)"_s
                          << u"lower((name)::text)"_s.replace(u"(name)"_s, u"name"_s);
    QTest::newRow("parentheses") << u"a + b"_s << u"((a + b))"_s;
    QTest::newRow("ascending") << u"name ASC"_s << u"name"_s;
    QTest::newRow("nulls last") << u"name ASC NULLS LAST"_s << u"name"_s;
    QTest::newRow("nulls first of desc") << u"name DESC NULLS FIRST"_s << u"name DESC"_s;
    QTest::newRow("CAST()") << u"CAST(a AS TEXT)"_s << u"a"_s;
}

void tst_ExpressionComparison::equalElementsAreEqualTexts()
{
    QFETCH(const QString, model);
    QFETCH(const QString, reflected);
    QCOMPARE(comparableIndexElement(model, u"Person"_s),
             comparableIndexElement(reflected, u"Person"_s));
}

void tst_ExpressionComparison::orderingsThatDifferStay()
{
    const auto text = [](const QString &element) {
        return comparableIndexElement(element, u"t"_s);
    };
    QVERIFY(text(u"a DESC"_s) != text(u"a"_s));
    QVERIFY(text(u"a DESC NULLS LAST"_s) != text(u"a DESC"_s));
    QVERIFY(text(u"a NULLS FIRST"_s) != text(u"a"_s));
    QVERIFY(text(u"lower(a)"_s) != text(u"upper(a)"_s));
}

void tst_ExpressionComparison::computedColumns()
{
    QCOMPARE(comparableComputed(u"(\"W\" * `h`)"_s), comparableComputed(u"w*h"_s));
    QVERIFY(comparableComputed(u"w * h"_s) != comparableComputed(u"w + h"_s));
}

QTEST_GUILESS_MAIN(tst_ExpressionComparison)
#include "tst_expressioncomparison.moc"
