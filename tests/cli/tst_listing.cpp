// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/listing.h"
#include "tests/core/revision/revisionnotation.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::cli;

namespace {

RevisionMap sample()
{
    auto revisions = notation::revisions(u"a; a->b @left,port; a->c +b; b,c->d; x; y +x"_s);
    for (Revision &revision : revisions) {
        revision.documentation = u"do %1\n\nat length\n"_s.arg(revision.id.text()).trimmed();
        revision.path = u"/p/%1.py"_s.arg(revision.id.text());
    }
    return *RevisionMap::create(revisions);
}

ListingOptions history()
{
    ListingOptions options;
    options.parents = options.labels = options.doc = true;
    return options;
}

} // namespace

/// The expectations are what Alembic 1.19.1 prints.
class tst_Listing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortEntries_data();
    void shortEntries();
    void longEntry();
    void currentIsMarked();
    void json();
};

void tst_Listing::shortEntries_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("expected");
    QTest::newRow("base") << 0 << u"<base> -> a (branchpoint), do a"_s;
    QTest::newRow("labels") << 1 << u"a -> b (left, port), do b"_s;
    QTest::newRow("dependency") << 2 << u"a (b) -> c, do c"_s;
    QTest::newRow("merge") << 3 << u"b, c -> d (left, port) (head) (mergepoint), do d"_s;
    QTest::newRow("effective head") << 4 << u"<base> -> x (effective head), do x"_s;
}

void tst_Listing::shortEntries()
{
    QFETCH(int, index);
    const RevisionMap map = sample();
    QTEST(Listing(map).shortEntry(index, history()), "expected");
}

void tst_Listing::longEntry()
{
    const RevisionMap map = sample();
    QCOMPARE(
        Listing(map).longEntry(0),
        u"Rev: a (branchpoint)\nParent: <base>\nBranches into: b, c\nPath: /p/a.py\n\n    do a\n    \n    at length\n"_s);
    QCOMPARE(Listing(map).longEntry(3),
             u"Rev: d (head) (mergepoint)\nMerges: b, c\nBranch names: left, port\nPath: "
             u"/p/d.py\n\n    do d\n    \n"
             "    at length\n"_s);
}

void tst_Listing::currentIsMarked()
{
    const RevisionMap map = sample();
    RevisionSet current(map);
    current.insert(3);
    ListingOptions options;
    options.treeMarks = false;
    QCOMPARE(Listing(map, current).shortEntry(3, options), u"d (head) (current)"_s);
    QCOMPARE(Listing(map, current).shortEntry(0, options), u"a"_s);
}

void tst_Listing::json()
{
    const RevisionMap map = sample();
    const QJsonObject entry = Listing(map).json(3);
    QCOMPARE(entry.value(u"revision"_s).toString(), u"d"_s);
    QCOMPARE(entry.value(u"down_revision"_s).toArray(), (QJsonArray { u"b"_s, u"c"_s }));
    QVERIFY(entry.value(u"is_merge_point"_s).toBool());
    QVERIFY(!entry.contains(u"is_current"_s));
}

QTEST_GUILESS_MAIN(tst_Listing)
#include "tst_listing.moc"
