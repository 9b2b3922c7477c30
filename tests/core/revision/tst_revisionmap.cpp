// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisiongraph.h"
#include "core/revision/revisionpath.h"
#include "tests/core/revision/revisionnotation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

class tst_RevisionMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsAndBases();
    void laterFileOfARepeatedIdCounts();
    void refuses_data();
    void refuses();
    void labels_data();
    void labels();
    void dependenciesOfAncestorsAreDropped();
    void finds_data();
    void finds();
    void walks_data();
    void walks();
    void currentIncludesImpliedHeads();
    void graphDrawsWhatIsMissing();
    void graphNamesOnlyTheCycle();
};

void tst_RevisionMap::headsAndBases()
{
    const auto map = notation::map(u"a; a->b; x +b; x->y"_s);
    QVERIFY(map);
    QCOMPARE(notation::text(*map, map->heads()), u"b y"_s);
    QCOMPARE(notation::text(*map, map->realHeads()), u"y"_s);
    QCOMPARE(notation::text(*map, map->bases()), u"a x"_s);
}

void tst_RevisionMap::laterFileOfARepeatedIdCounts()
{
    const auto map = notation::map(u"a; a->b; x; x->b"_s);
    QVERIFY(map);
    QCOMPARE(map->size(), 3);
    QCOMPARE(notation::text(*map, map->downRevisions(1)), u"x"_s);
    QCOMPARE(map->warnings(), QStringList { u"Revision b is present more than once"_s });
}

void tst_RevisionMap::refuses_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing parent")
        << u"a->b"_s << u"Revision a referenced from down_revision of b is not present"_s;
    QTest::newRow("missing dependency")
        << u"a; a->b +zz"_s << u"Revision zz referenced from depends_on of b is not present"_s;
    QTest::newRow("cycle") << u"a; a->b; b->c; d->e; e->d"_s
                           << u"Cycle is detected in revisions (d, e)"_s;
    QTest::newRow("no base") << u"a->b; b->a"_s << u"Cycle is detected in revisions (b, a)"_s;
    QTest::newRow("dependency cycle")
        << u"a +b; b +a; c"_s << u"Dependency cycle is detected in revisions (a, b)"_s;
    QTest::newRow("self-loop") << u"a; a->a"_s << u"Self-loop is detected in revisions (a)"_s;
    QTest::newRow("dependency self-loop")
        << u"a +a"_s << u"Dependency self-loop is detected in revisions (a)"_s;
    QTest::newRow("label twice") << u"a @x; b @x"_s
                                 << u"Branch name 'x' in revision b already used by revision a"_s;
    QTest::newRow("label is an id")
        << u"a @b; b"_s << u"Branch name 'b' in revision a already used by revision b"_s;
    QTest::newRow("illegal characters")
        << u"a:b-c"_s << u"Character(s) '-, :' not allowed in revision identifier 'a:b-c'"_s;
}

void tst_RevisionMap::refuses()
{
    QFETCH(QString, graph);
    const auto map = notation::map(graph);
    QVERIFY(!map);
    const bool isMissing = map.error().message.endsWith(u"is not present");
    QCOMPARE(map.error().code, isMissing ? ErrorCode::ImpossibleTarget : ErrorCode::InvalidGraph);
    QTEST(map.error().message, "message");
}

void tst_RevisionMap::labels_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("revision");
    QTest::addColumn<QString>("expected");
    const QString branches = u"a; a->b @left; a->c @right; b->d"_s;
    QTest::newRow("declared") << branches << u"b"_s << u"left"_s;
    QTest::newRow("inherited") << branches << u"d"_s << u"left"_s;
    QTest::newRow("not below a branch point") << branches << u"a"_s << u""_s;
    QTest::newRow("down an unbranched line") << u"a; a->b; b->c @top"_s << u"a"_s << u"top"_s;
    QTest::newRow("a dependent is a branch too")
        << u"a; a->b; b->c @top; x +a"_s << u"a"_s << u""_s;
    QTest::newRow("a dependent above stops it") << u"a; a->b @top; b->c; x +b"_s << u"a"_s << u""_s;
    QTest::newRow("through a merge") << u"a @l; b; a,b->m"_s << u"m"_s << u"l"_s;
}

void tst_RevisionMap::labels()
{
    QFETCH(QString, graph);
    QFETCH(QString, revision);
    const auto map = notation::map(graph);
    QVERIFY(map);
    const auto index = map->find(RevisionId(revision));
    QVERIFY(index);
    QTEST(map->branchLabels(*index).join(u' '), "expected");
}

void tst_RevisionMap::dependenciesOfAncestorsAreDropped()
{
    const auto map = notation::map(u"a; a->b; x +b; x->y +b"_s);
    QVERIFY(map);
    QCOMPARE(notation::text(*map, map->normalizedDownRevisions(3)), u"x"_s);
    QCOMPARE(notation::text(*map, map->allDownRevisions(3)), u"x b"_s);
    QCOMPARE(notation::text(*map, map->normalizedDownRevisions(2)), u"b"_s);
}

void tst_RevisionMap::finds_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("expected");
    QTest::newRow("id") << u"ae1027"_s << u"ae1027"_s;
    QTest::newRow("beginning") << u"ae1027a"_s << u"ae1027a6"_s;
    QTest::newRow("ambiguous beginning")
        << u"ae10"_s << u"error: Can't locate revision identified by 'ae10'"_s;
    QTest::newRow("short ids have no beginning")
        << u"b"_s << u"error: Can't locate revision identified by 'b'"_s;
    QTest::newRow("label") << u"reporting"_s << u"bcd"_s;
    QTest::newRow("beginning of a label") << u"repo"_s << u"bcd"_s;
    QTest::newRow("head of a branch") << u"reporting@head"_s << u"cdef"_s;
    QTest::newRow("base") << u"base"_s << u""_s;
    QTest::newRow("heads") << u"heads"_s << u"ae1027a6 cdef"_s;
    QTest::newRow("down from the heads") << u"-1"_s << u"ae1027 bcd"_s;
    QTest::newRow("down on a branch") << u"reporting@-1"_s << u"bcd"_s;
    QTest::newRow("not on the branch")
        << u"reporting@ae1027a6"_s << u"error: Can't locate revision identified by 'ae1027a6'"_s;
}

void tst_RevisionMap::finds()
{
    QFETCH(QString, identifier);
    const auto map =
        notation::map(u"ae1027; ae1027->ae1027a6; ae1027->bcd @reporting; bcd->cdef"_s);
    QVERIFY(map);
    const auto found = findRevisions(*map, identifier);
    QTEST(found ? notation::text(*map, *found) : u"error: "_s + found.error().message, "expected");
}

void tst_RevisionMap::walks_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("expected");
    const QString diamond = u"a; a->b; a->c; b->d; c,d->e"_s;
    const QString branches = u"a; a->b @left; a->c @right; b->d; c->e"_s;
    QTest::newRow("everything") << diamond << u"base:heads"_s << u"e c d b a"_s;
    QTest::newRow("both ends included") << diamond << u"b:e"_s << u"e d b"_s;
    QTest::newRow("the last three") << u"a; a->b; b->c; c->d"_s << u"-2:heads"_s << u"d c b"_s;
    QTest::newRow("a branch") << branches << u"left@base:left@head"_s << u"d b a"_s;
    QTest::newRow("dependencies belong to it")
        << u"a @red; a->b; x @blue; x->y +a; y->z"_s << u"base:y"_s << u"y x a"_s;
    QTest::newRow("not along a branch")
        << branches << u"d:e"_s
        << u"error: Requested range d:e does not refer to ancestor/descendant revisions "
           "along the same branch"_s;
}

void tst_RevisionMap::walks()
{
    QFETCH(QString, graph);
    QFETCH(QString, range);
    const auto map = notation::map(graph);
    QVERIFY(map);
    const auto found = walkRevisions(*map, RevisionArgument::one(range.section(u':', 0, 0)),
                                     RevisionArgument::one(range.section(u':', 1)));
    QTEST(found ? notation::text(*map, *found) : u"error: "_s + found.error().message, "expected");
}

void tst_RevisionMap::currentIncludesImpliedHeads()
{
    const auto map = notation::map(u"a; a->b; x +b; x->y"_s);
    QVERIFY(map);
    const auto current = currentRevisions(*map, notation::heads(u"y"_s));
    QVERIFY(current);
    QCOMPARE(notation::text(*map, *current), u"b y"_s);
}

void tst_RevisionMap::graphDrawsWhatIsMissing()
{
    const auto graph = RevisionGraph::fromRevisions(
        notation::revisions(u"a; gone->b; a->c +lost; b,c->d; d->d2 @x; a @x"_s));
    QCOMPARE(graph.nodes.size(), size_t(7));
    const int gone = graph.indexOf(RevisionId(u"gone"_s));
    QVERIFY(gone >= 0);
    QVERIFY(graph.nodes[static_cast<size_t>(gone)].isMissing);
    QVERIFY(!graph.nodes[static_cast<size_t>(gone)].isHead);
    QVERIFY(graph.nodes[static_cast<size_t>(graph.indexOf(RevisionId(u"d"_s)))].isMergePoint);
    QVERIFY(graph.nodes[static_cast<size_t>(graph.indexOf(RevisionId(u"d2"_s)))].isHead);
    QStringList messages;
    for (const GraphFinding &finding : graph.findings)
        messages.append(finding.message);
    QCOMPARE(messages,
             (QStringList { u"Revision a is present more than once"_s,
                            u"Branch name 'x' in revision d2 already used by revision a"_s,
                            u"Revision gone referenced from b is not present"_s,
                            u"Revision lost referenced from c is not present"_s }));
}

void tst_RevisionMap::graphNamesOnlyTheCycle()
{
    const auto graph =
        RevisionGraph::fromRevisions(notation::revisions(u"a; a,c->b; b->c; c->d; d->e"_s));
    QCOMPARE(graph.findings.size(), size_t(1));
    QCOMPARE(graph.findings.front().message, u"Cycle is detected in revisions (b, c)"_s);
    QCOMPARE(graph.edges.size(), size_t(5));
}

QTEST_GUILESS_MAIN(tst_RevisionMap)
#include "tst_revisionmap.moc"
