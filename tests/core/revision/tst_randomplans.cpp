// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/revision/revisionpath.h"
#include "tests/core/revision/revisionnotation.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

/// A random graph of up to 30 revisions: branches, merges, dependencies, in a load order of its
/// own.
///
/// No revision follows or needs another one that a parent of it implies: Alembic fails on some of
/// those.
class RandomGraph
{
public:
    explicit RandomGraph(std::mt19937 &random)
        : m_random(random)
    {
    }

    std::vector<Revision> make()
    {
        const size_t count = 1 + below(30);
        for (size_t i = 0; i < count; ++i)
            add(i);
        std::shuffle(m_revisions.begin(), m_revisions.end(), m_random);
        return m_revisions;
    }

private:
    size_t below(size_t limit)
    {
        return std::uniform_int_distribution<size_t>(0, limit - 1)(m_random);
    }

    void add(size_t i)
    {
        Revision revision;
        revision.id = RevisionId(u"rev%1"_s.arg(i));
        std::vector<size_t> chosen;
        const size_t parents = i == 0 || below(8) == 0 ? 0 : below(4) == 0 ? 2 : 1;
        for (size_t p = 0; p < parents; ++p) {
            const size_t parent = i - 1 - below(std::min<size_t>(i, 4));
            if (isUnrelated(parent, chosen)) {
                chosen.push_back(parent);
                revision.downRevisions.push_back(RevisionId(u"rev%1"_s.arg(parent)));
            }
        }
        if (i > 0 && below(5) == 0) {
            const size_t dependency = below(i);
            if (isUnrelated(dependency, chosen)) {
                chosen.push_back(dependency);
                revision.dependsOn.append(u"rev%1"_s.arg(dependency));
            }
        }
        QSet<size_t> ancestors { i };
        for (const size_t other : chosen)
            ancestors.unite(m_ancestors[other]);
        m_ancestors.push_back(ancestors);
        m_revisions.push_back(revision);
    }

    bool isUnrelated(size_t candidate, const std::vector<size_t> &others) const
    {
        return std::none_of(others.begin(), others.end(), [&](size_t other) {
            return m_ancestors[other].contains(candidate) || m_ancestors[candidate].contains(other);
        });
    }

    std::mt19937 &m_random;
    std::vector<Revision> m_revisions;
    std::vector<QSet<size_t>> m_ancestors; ///< of each revision, itself included
};

QSet<RevisionId> applied(const RevisionMap &map, const Heads &heads)
{
    QSet<RevisionId> result;
    const auto indexes = appliedRevisions(map, heads);
    for (const RevisionIndex index : indexes.value_or(RevisionIndexes {}))
        result.insert(map.id(index));
    return result;
}

} // namespace

/// What holds for every plan, whatever the graph.
class tst_RandomPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradeAndDowngradeMeet();
    void everyStepFollowsItsParents();
    void longHistoriesAreQuick();
};

void tst_RandomPlans::upgradeAndDowngradeMeet()
{
    std::mt19937 random(20'26);
    for (int round = 0; round < 400; ++round) {
        const auto map = RevisionMap::create(RandomGraph(random).make());
        QVERIFY2(map, map ? "" : qPrintable(map.error().message));
        const auto up = upgradePlan(*map, {}, RevisionTarget(u"heads"_s));
        QVERIFY2(up, up ? "" : qPrintable(up.error().message));
        QCOMPARE(static_cast<int>(up->steps.size()), map->size());
        QCOMPARE(applied(*map, up->endHeads).size(), map->size());
        const auto down = downgradePlan(*map, up->endHeads, RevisionTarget(u"base"_s));
        QVERIFY2(down, down ? "" : qPrintable(down.error().message));
        QCOMPARE(static_cast<int>(down->steps.size()), map->size());
        QVERIFY(down->endHeads.empty());
    }
}

void tst_RandomPlans::everyStepFollowsItsParents()
{
    std::mt19937 random(7);
    for (int round = 0; round < 400; ++round) {
        const auto map = RevisionMap::create(RandomGraph(random).make());
        QVERIFY(map);
        const RevisionIndex target = std::uniform_int_distribution<int>(0, map->size() - 1)(random);
        const auto plan = upgradePlan(*map, {}, RevisionTarget(map->id(target).text()));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        Heads rows;
        QSet<RevisionId> done;
        for (const MigrationStep &step : plan->steps) {
            for (const RevisionIndex parent : map->allDownRevisions(*map->find(step.revision)))
                QVERIFY(done.contains(map->id(parent)));
            done.insert(step.revision);
            applyVersionChanges(rows, step.versionChanges);
            // The rows always say exactly what was done.
            QCOMPARE(applied(*map, rows), done);
        }
        std::sort(rows.begin(), rows.end());
        QCOMPARE(rows, plan->endHeads);
    }
}

void tst_RandomPlans::longHistoriesAreQuick()
{
    constexpr int count = 50'000;
    std::vector<Revision> revisions;
    const auto id = [](int i) { return RevisionId(u"rev%1"_s.arg(i)); };
    for (int i = 0; i < count; ++i) {
        Revision revision;
        revision.id = id(i);
        if (i % 10 == 9)
            revision.downRevisions = { id(i - 1), id(i - 2) };
        else if (i % 10 == 8)
            revision.downRevisions = { id(i - 2) };
        else if (i > 0)
            revision.downRevisions = { id(i - 1) };
        revisions.push_back(revision);
    }
    QElapsedTimer timer;
    timer.start();
    const auto map = RevisionMap::create(std::move(revisions));
    QVERIFY2(map, map ? "" : qPrintable(map.error().message));
    const auto up = upgradePlan(*map, {}, RevisionTarget(u"heads"_s));
    QVERIFY(up);
    QCOMPARE(static_cast<int>(up->steps.size()), count);
    const auto down = downgradePlan(*map, up->endHeads, RevisionTarget(u"base"_s));
    QVERIFY(down);
    QCOMPARE(static_cast<int>(down->steps.size()), count);
    // A third of a second here; the bound only catches what is not linear, also under sanitizers.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_RandomPlans)
#include "tst_randomplans.moc"
