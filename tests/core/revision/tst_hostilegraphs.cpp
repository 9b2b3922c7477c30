// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Graphs of a size that nobody has, or that somebody made to hurt: an answer in bounded time.

#include "core/revision/planner.h"
#include "core/revision/revisiongraph.h"
#include "core/revision/revisionpath.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

/// Far more than needed on any machine; what is not linear takes minutes.
constexpr qint64 patienceMs = qint64(20'000) * test::slowness;

RevisionId idAt(int number)
{
    return RevisionId(u"r%1"_s.arg(number));
}

Revision revision(int number, const std::vector<int> &downs)
{
    Revision result;
    result.id = idAt(number);
    for (const int down : downs)
        result.downRevisions.push_back(idAt(down));
    return result;
}

std::vector<Revision> chain(int count)
{
    std::vector<Revision> revisions;
    for (int i = 0; i < count; ++i)
        revisions.push_back(revision(i, i == 0 ? std::vector<int> {} : std::vector<int> { i - 1 }));
    return revisions;
}

} // namespace

class tst_HostileGraphs : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_timer.start(); }

    void cleanup()
    {
        QVERIFY2(m_timer.elapsed() < patienceMs, qPrintable(QString::number(m_timer.elapsed())));
    }

    void aChainOf100000();
    void aChainBackwards();
    void tenThousandHeads();
    void aMergeOfTenThousand();
    void aLadder();
    void labelsByTheThousand();
    void aRingOf100000();
    void everythingMissing();

private:
    QElapsedTimer m_timer;
};

void tst_HostileGraphs::aChainOf100000()
{
    constexpr int count = 100'000;
    const auto revisions = chain(count);
    QCOMPARE(RevisionGraph::fromRevisions(revisions).edges.size(), size_t(count - 1));
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    const auto up = upgradePlan(*map, {}, RevisionTarget(u"head"_s));
    QVERIFY(up);
    QCOMPARE(up->steps.size(), size_t(count));
    const auto down = downgradePlan(*map, { idAt(count - 1) }, RevisionTarget(u"base"_s));
    QVERIFY(down);
    QCOMPARE(down->steps.size(), size_t(count));
    QCOMPARE(
        walkRevisions(*map, RevisionArgument::one(u"base"_s), RevisionArgument::one(u"heads"_s))
            ->size(),
        size_t(count));
    QCOMPARE(currentRevisions(*map, { idAt(count / 2) })->size(), size_t(1));
    QCOMPARE(downgradePlan(*map, { idAt(count - 1) }, RevisionTarget(u"-90000"_s))->steps.size(),
             size_t(90'000));
}

/// Each file is loaded before the one that it follows.
void tst_HostileGraphs::aChainBackwards()
{
    auto revisions = chain(50'000);
    std::reverse(revisions.begin(), revisions.end());
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    QCOMPARE(upgradePlan(*map, {}, RevisionTarget(u"head"_s))->steps.size(), size_t(50'000));
}

void tst_HostileGraphs::tenThousandHeads()
{
    constexpr int count = 10'000;
    std::vector<Revision> revisions { revision(0, {}) };
    for (int i = 1; i <= count; ++i)
        revisions.push_back(revision(i, { 0 }));
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    QCOMPARE(map->heads().size(), size_t(count));
    const auto up = upgradePlan(*map, {}, RevisionTarget(u"heads"_s));
    QVERIFY2(up, up ? "" : qPrintable(up.error().message));
    QCOMPARE(up->endHeads.size(), size_t(count));
    const auto down = downgradePlan(*map, up->endHeads, RevisionTarget(u"base"_s));
    QVERIFY(down);
    QCOMPARE(down->endHeads.size(), size_t(0));
    QVERIFY(stampPlan(*map, {}, { RevisionTarget(u"heads"_s) }));
    QVERIFY(!upgradePlan(*map, {}, RevisionTarget(u"head"_s)));
    QVERIFY(!upgradePlan(*map, {}, RevisionTarget(u"r999"_s)).error().message.isEmpty()
            || upgradePlan(*map, {}, RevisionTarget(u"r999"_s)));
}

void tst_HostileGraphs::aMergeOfTenThousand()
{
    constexpr int count = 10'000;
    std::vector<Revision> revisions { revision(0, {}) };
    std::vector<int> all;
    for (int i = 1; i <= count; ++i) {
        revisions.push_back(revision(i, { 0 }));
        all.push_back(i);
    }
    revisions.push_back(revision(count + 1, all));
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    const auto up = upgradePlan(*map, {}, RevisionTarget(u"head"_s));
    QVERIFY(up);
    QCOMPARE(up->endHeads, Heads { idAt(count + 1) });
    const auto down = downgradePlan(*map, up->endHeads, RevisionTarget(u"base"_s));
    QVERIFY2(down, down ? "" : qPrintable(down.error().message));
    QCOMPARE(down->steps.size(), size_t(count + 2));
}

/// Merges and branches in turn: the number of ways through it doubles with each rung.
void tst_HostileGraphs::aLadder()
{
    std::vector<Revision> revisions { revision(0, {}), revision(1, { 0 }), revision(2, { 0 }) };
    for (int i = 3; i < 20'001; i += 2) {
        revisions.push_back(revision(i, { i - 2, i - 1 }));
        revisions.push_back(revision(i + 1, { i - 2, i - 1 }));
    }
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    const auto up = upgradePlan(*map, {}, RevisionTarget(u"heads"_s));
    QVERIFY2(up, up ? "" : qPrintable(up.error().message));
    QCOMPARE(up->steps.size(), revisions.size());
}

/// On a line with branches each label holds for all that comes after it.
void tst_HostileGraphs::labelsByTheThousand()
{
    std::vector<Revision> revisions;
    for (int i = 0; i < 20'000; ++i) {
        revisions.push_back(
            revision(2 * i, i == 0 ? std::vector<int> {} : std::vector<int> { 2 * (i - 1) }));
        revisions.back().branchLabels.append(u"label%1"_s.arg(i));
        revisions.push_back(revision(2 * i + 1, { 2 * i }));
    }
    const auto map = RevisionMap::create(revisions);
    QVERIFY(map);
    QCOMPARE(map->branchLabels(*map->find(idAt(100))).size(), 51);
    QVERIFY(map->hasBranchLabel(*map->find(idAt(39'998)), u"label0"_s));
    QVERIFY(!map->hasBranchLabel(*map->find(idAt(0)), u"label1"_s));
    QVERIFY(upgradePlan(*map, {}, RevisionTarget(u"label19999@r39998"_s)));
    // An unbranched line: each holds for all of it.
    auto line = chain(20'000);
    for (size_t i = 0; i < line.size(); ++i)
        line[i].branchLabels.append(u"label%1"_s.arg(i));
    const auto other = RevisionMap::create(line);
    QVERIFY(other);
    QCOMPARE(other->branchLabels(0).size(), 20'000);
}

void tst_HostileGraphs::aRingOf100000()
{
    auto revisions = chain(100'000);
    revisions.front().downRevisions.push_back(revisions.back().id);
    const auto map = RevisionMap::create(revisions);
    QVERIFY(!map);
    QCOMPARE(map.error().code, ErrorCode::InvalidGraph);
    const RevisionGraph graph = RevisionGraph::fromRevisions(revisions);
    QCOMPARE(graph.nodes.size(), revisions.size());
    QCOMPARE(graph.findings.size(), size_t(1));
    QCOMPARE(graph.findings.front().rule, GraphFinding::Rule::Cycle);
}

void tst_HostileGraphs::everythingMissing()
{
    std::vector<Revision> revisions;
    for (int i = 0; i < 20'000; ++i) {
        revisions.push_back(revision(i, { 100'000 + i }));
        revisions.back().dependsOn.append(u"nowhere%1"_s.arg(i));
    }
    QVERIFY(!RevisionMap::create(revisions));
    const RevisionGraph graph = RevisionGraph::fromRevisions(revisions);
    QCOMPARE(graph.nodes.size(), size_t(60'000));
    QCOMPARE(graph.findings.size(), size_t(40'000));
}

QTEST_GUILESS_MAIN(tst_HostileGraphs)

#include "tst_hostilegraphs.moc"
