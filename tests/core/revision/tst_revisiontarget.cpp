// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisiontarget.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

QString shown(const std::optional<RelativeTarget> &target)
{
    if (!target)
        return u"absolute"_s;
    return u"%1|%2|%3"_s.arg(target->branch.value_or(u"-"_s), target->symbol.value_or(u"-"_s),
                             QString::number(target->count));
}

} // namespace

class tst_RevisionTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void ranges();
};

void tst_RevisionTarget::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain id") << u"ae1027a6acf"_s << u"absolute"_s;
    QTest::newRow("branch head") << u"billing@head"_s << u"absolute"_s;
    QTest::newRow("up") << u"+2"_s << u"-|-|2"_s;
    QTest::newRow("down") << u"-1"_s << u"-|-|-1"_s;
    QTest::newRow("from a revision") << u"ae1+2"_s << u"-|ae1|2"_s;
    QTest::newRow("on a branch") << u"billing@-2"_s << u"billing|-|-2"_s;
    QTest::newRow("relative to a branch") << u"billing@head-2"_s << u"billing|head|-2"_s;
    QTest::newRow("what follows does not count") << u"abc+1junk"_s << u"-|abc|1"_s;
    QTest::newRow("a dot ends a symbol") << u"a.b+1"_s << u"absolute"_s;
    QTest::newRow("more than a number holds") << u"+99999999999999999999"_s << u"-|-|2147483647"_s;
}

void tst_RevisionTarget::parses()
{
    QFETCH(QString, text);
    QTEST(shown(RelativeTarget::parse(text)), "expected");
}

void tst_RevisionTarget::ranges()
{
    QCOMPARE(*RevisionRange::parse(u"a:b"_s), (RevisionRange { u"a"_s, u"b"_s }));
    QCOMPARE(*RevisionRange::parse(u":b"_s), (RevisionRange { QString(u""_s), u"b"_s }));
    QCOMPARE(*RevisionRange::parse(u"b"_s), (RevisionRange { std::nullopt, u"b"_s }));
    QVERIFY(!RevisionRange::parse(u"a:b:c"_s));
}

QTEST_GUILESS_MAIN(tst_RevisionTarget)
#include "tst_revisiontarget.moc"
