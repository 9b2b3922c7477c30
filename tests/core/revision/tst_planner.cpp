// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/revision/revisionnotation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

//    b ----- d
//   /         \      e merges c and d
//  a --- c --- e
const QString diamond = u"a; a->b; a->c; b->d; c,d->e"_s;
const QString twoBases = u"a @red; a->b; x @blue; x->y +a; y->z"_s;
const QString line = u"a; a->b; b->c; c->d"_s;
const QString implied = u"a; a->b; x +b; x->y +b; y->z"_s;
const QString branches = u"a; a->b @left; a->c @right; b->d; c->e"_s;
const QString threeWays = u"a; a->b; a->c; a->d; b,c,d->m"_s;

} // namespace

/// The expectations are what Alembic 1.19.1 does.
class tst_Planner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgrades_data();
    void upgrades();
    void downgrades_data();
    void downgrades();
    void stamps_data();
    void stamps();
    void versionChanges_data();
    void versionChanges();
    void logsAsAlembic();
    void logsVersionRowsAsAlembic();
    void tellsWhenTheTableIsEmpty();
    void severalRowsMakeMinusOneAmbiguous();
};

void tst_Planner::upgrades_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first branch to its end") << diamond << u""_s << u"head"_s << u"a b d c e"_s;
    QTest::newRow("merge waits for both parents") << diamond << u"b"_s << u"e"_s << u"d c e"_s;
    QTest::newRow("dependency first") << twoBases << u""_s << u"heads"_s << u"a x y z b"_s;
    QTest::newRow("a branch takes its dependency along")
        << twoBases << u""_s << u"blue@head"_s << u"a x y z"_s;
    QTest::newRow("implied head") << implied << u""_s << u"heads"_s << u"a b x y z"_s;
    QTest::newRow("steps from nothing") << line << u""_s << u"+2"_s << u"a b"_s;
    QTest::newRow("steps from current") << line << u"b"_s << u"+1"_s << u"c"_s;
    QTest::newRow("below a revision") << line << u""_s << u"d-1"_s << u"a b c"_s;
    QTest::newRow("above the base") << line << u""_s << u"base+2"_s << u"a b"_s;
    QTest::newRow("all heads") << branches << u""_s << u"heads"_s << u"a c e b d"_s;
    QTest::newRow("head of a branch") << branches << u"a"_s << u"left@head"_s << u"b d"_s;
    QTest::newRow("steps on a branch") << branches << u"a"_s << u"right@+1"_s << u"c"_s;
    QTest::newRow("three ways") << threeWays << u""_s << u"head"_s << u"a d c b m"_s;
    QTest::newRow("nothing to do") << line << u"d"_s << u"b"_s << u""_s;
    QTest::newRow("too many steps")
        << line << u""_s << u"+9"_s << u"error: Relative revision +9 didn't produce 9 migrations"_s;
    QTest::newRow("no way up") << line << u"b"_s << u"-1"_s
                               << u"error: Relative revision -1 didn't produce 1 migrations"_s;
    QTest::newRow("ambiguous steps")
        << branches << u"d e"_s << u"+1"_s
        << u"error: Ambiguous upgrade from multiple current revisions"_s;
    QTest::newRow("unknown") << line << u""_s << u"nosuch"_s
                             << u"error: Can't locate revision identified by 'nosuch'"_s;
    QTest::newRow("overlapping rows")
        << branches << u"b a"_s << u"heads"_s
        << u"error: Requested revision b overlaps with other requested revisions a"_s;
    QTest::newRow("several heads")
        << branches << u""_s << u"head"_s
        << u"error: Multiple head revisions are present for given argument 'head'; please specify "
           u"a specific target "
           "revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all heads"_s;
}

void tst_Planner::upgrades()
{
    QFETCH(QString, graph);
    QFETCH(QString, current);
    QFETCH(QString, target);
    const auto map = notation::map(graph);
    QVERIFY(map);
    QTEST(notation::text(upgradePlan(*map, notation::heads(current), RevisionTarget(target))),
          "expected");
}

void tst_Planner::downgrades_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    QTest::newRow("to the base") << diamond << u"e"_s << u"base"_s << u"e c d b a"_s;
    QTest::newRow("to a branch point") << diamond << u"e"_s << u"a"_s << u"e c d b"_s;
    QTest::newRow("dependency last") << twoBases << u"z"_s << u"base"_s << u"z y x a"_s;
    QTest::newRow("dependents go too") << twoBases << u"z b"_s << u"red@base"_s << u"b z y a"_s;
    QTest::newRow("steps") << line << u"d"_s << u"-2"_s << u"d c"_s;
    QTest::newRow("steps on a branch") << branches << u"d e"_s << u"left@-1"_s << u"d"_s;
    QTest::newRow("one branch") << branches << u"d e"_s << u"b"_s << u"d"_s;
    QTest::newRow("three ways") << threeWays << u"m"_s << u"a"_s << u"m b c d"_s;
    QTest::newRow("not applied")
        << line << u"b"_s << u"d"_s
        << u"error: Destination d is not a valid downgrade target from current head(s)"_s;
    QTest::newRow("nothing applied")
        << line << u""_s << u"-1"_s << u"error: Relative revision -1 didn't produce 1 migrations"_s;
}

void tst_Planner::downgrades()
{
    QFETCH(QString, graph);
    QFETCH(QString, current);
    QFETCH(QString, target);
    const auto map = notation::map(graph);
    QVERIFY(map);
    QTEST(notation::text(downgradePlan(*map, notation::heads(current), RevisionTarget(target))),
          "expected");
}

void tst_Planner::stamps_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    QTest::newRow("from nothing") << diamond << u""_s << u"head"_s << u"stamp_revision  -> e"_s;
    QTest::newRow("down") << diamond << u"e"_s << u"b"_s << u"stamp_revision e -> b"_s;
    QTest::newRow("all heads") << branches << u""_s << u"heads"_s
                               << u"stamp_revision  -> d; stamp_revision  -> e"_s;
    QTest::newRow("merging rows") << branches << u"d e"_s << u"a"_s
                                  << u"stamp_revision d, e -> a"_s;
    QTest::newRow("another branch")
        << branches << u"d"_s << u"right@head"_s << u"stamp_revision  -> e"_s;
    QTest::newRow("to the base") << branches << u"d e"_s << u"base"_s
                                 << u"stamp_revision d -> ; stamp_revision e -> "_s;
    QTest::newRow("off one branch")
        << branches << u"d e"_s << u"left@base"_s << u"stamp_revision d -> "_s;
    QTest::newRow("there already") << line << u"b"_s << u"b"_s << u""_s;
    QTest::newRow("several heads")
        << branches << u""_s << u"head"_s
        << u"error: Multiple heads are present; please specify a single target revision"_s;
}

void tst_Planner::stamps()
{
    QFETCH(QString, graph);
    QFETCH(QString, current);
    QFETCH(QString, target);
    const auto map = notation::map(graph);
    QVERIFY(map);
    QTEST(notation::text(stampPlan(*map, notation::heads(current), { RevisionTarget(target) })),
          "expected");
}

void tst_Planner::versionChanges_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("isUpgrade");
    QTest::addColumn<QString>("lastStep");
    QTest::addColumn<QString>("endHeads");
    QTest::newRow("first") << line << u""_s << u"a"_s << true << u"insert a"_s << u"a"_s;
    QTest::newRow("next") << line << u"a"_s << u"b"_s << true << u"update a b"_s << u"b"_s;
    QTest::newRow("second child") << branches << u"b"_s << u"c"_s << true << u"insert c"_s
                                  << u"b c"_s;
    QTest::newRow("merge") << diamond << u"c d"_s << u"e"_s << true << u"delete c, update d e"_s
                           << u"e"_s;
    QTest::newRow("unmerge") << diamond << u"e"_s << u"e-1"_s << false << u"error: Ambiguous walk"_s
                             << u""_s;
    QTest::newRow("rows of both parents")
        << u"a; x; a,x->m"_s << u"m"_s << u"a"_s << false << u"insert a, update m x"_s << u"a x"_s;
    QTest::newRow("last") << line << u"a"_s << u"base"_s << false << u"delete a"_s << u""_s;
    QTest::newRow("implied by a dependency")
        << twoBases << u"a x"_s << u"y"_s << true << u"delete x, update a y"_s << u"y"_s;
}

void tst_Planner::versionChanges()
{
    QFETCH(QString, graph);
    QFETCH(QString, current);
    QFETCH(QString, target);
    QFETCH(bool, isUpgrade);
    const auto map = notation::map(graph);
    QVERIFY(map);
    const auto plan = isUpgrade
        ? upgradePlan(*map, notation::heads(current), RevisionTarget(target))
        : downgradePlan(*map, notation::heads(current), RevisionTarget(target));
    if (!plan) {
        QTEST(notation::text(plan), "lastStep");
        return;
    }
    QVERIFY(!plan->steps.empty());
    QTEST(notation::text(plan->steps.back().versionChanges), "lastStep");
    QTEST(notation::text(plan->endHeads), "endHeads");
}

void tst_Planner::logsAsAlembic()
{
    auto revisions = notation::revisions(diamond);
    revisions[4].documentation = u"join them\n\nlonger text"_s;
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    const auto plan = upgradePlan(*map, {}, RevisionTarget(u"e"_s));
    QVERIFY(plan);
    QCOMPARE(plan->steps.front().log(), u"upgrade  -> a"_s);
    QCOMPARE(plan->steps.back().log(), u"upgrade c, d -> e, join them"_s);
    QCOMPARE(plan->steps.back().shortLog(), u"upgrade c, d -> e"_s);
}

void tst_Planner::logsVersionRowsAsAlembic()
{
    const auto logs = [](const Result<MigrationPlan> &plan) {
        if (!plan)
            return QStringList { plan.error().message };
        QStringList result;
        for (const MigrationStep &step : plan->steps)
            result.append(step.versionLog());
        return result;
    };
    const auto map = notation::map(threeWays);
    QVERIFY(map);
    QCOMPARE(
        logs(upgradePlan(*map, {}, RevisionTarget(u"head"_s))),
        (QStringList { u"new branch insert a"_s, u"update a to d"_s, u"new branch insert c"_s,
                       u"new branch insert b"_s, u"merge, delete ['b', 'c'], update d to m"_s }));
    QCOMPARE(logs(downgradePlan(*map, notation::heads(u"m"_s), RevisionTarget(u"base"_s))),
             (QStringList { u"unmerge, insert ('b', 'c'), update m to d"_s, u"branch delete b"_s,
                            u"branch delete c"_s, u"update d to a"_s, u"branch delete a"_s }));
    const auto two = notation::map(diamond);
    QVERIFY(two);
    QCOMPARE(logs(downgradePlan(*two, notation::heads(u"e"_s), RevisionTarget(u"base"_s))).value(0),
             u"unmerge, insert ('c',), update e to d"_s);
}

void tst_Planner::tellsWhenTheTableIsEmpty()
{
    const auto map = notation::map(line);
    QVERIFY(map);
    const auto plan = upgradePlan(*map, {}, RevisionTarget(u"b"_s));
    QVERIFY(plan);
    QVERIFY(plan->steps[0].startsWithoutRows);
    QVERIFY(!plan->steps[1].startsWithoutRows);
}

void tst_Planner::severalRowsMakeMinusOneAmbiguous()
{
    const auto map = notation::map(branches);
    QVERIFY(map);
    const auto plan = downgradePlan(*map, notation::heads(u"e d"_s), RevisionTarget(u"-1"_s));
    QVERIFY(plan);
    QCOMPARE(notation::text(plan), u"e"_s);
    QCOMPARE(plan->warnings.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Planner)
#include "tst_planner.moc"
