// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loadingorder.h"
#include "core/engine/project.h"
#include "core/engine/requestedplan.h"
#include "core/engine/scriptsahead.h"
#include "tests/support/testproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using limbeck::test::TemporaryProject;

/// The scripts of a plan that are read while something else is being done.
class tst_ScriptsAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInOrder();
    void leavesWhatCannotBeParsed();
    void plansWhatIsOffline();
    void readsNothingWithoutAPlan_data();
    void readsNothingWithoutAPlan();
    void endsInTheMiddle();
};

namespace {

constexpr int count = 200; // more than are read before their turn

QString idOf(int number)
{
    return u"r%1"_s.arg(number, 3, 10, QLatin1Char('0'));
}

/// A line of revisions; @p broken is not Python.
void fill(TemporaryProject &folder, int broken = -1)
{
    for (int number = 0; number < count; ++number)
        folder.add(idOf(number), number == broken ? u"pass )"_s : u"pass"_s);
}

RunRequest offlineUpgrade(const QString &target)
{
    RunRequest request;
    request.sql = true;
    request.targets = { target };
    return request;
}

} // namespace

void tst_ScriptsAhead::readsInOrder()
{
    TemporaryProject folder(u"sqlite://"_s);
    fill(folder);
    const auto project = Project::openPath(folder.folder());
    QVERIFY(project);
    const auto &map = project->scripts().map();
    QVERIFY(map);
    const auto plan = requestedPlan(map, offlineUpgrade(u"head"_s), {}, true);
    QVERIFY(plan);
    const QStringList paths =
        scriptPaths(*map, plan->steps, loadingOrder(*map, plan->steps, false));
    QCOMPARE(paths.size(), qsizetype(count));
    ScriptsAhead ahead(paths);
    QCOMPARE(ahead.paths(), paths);
    QVERIFY(!ahead.take(paths.back())); // not its turn
    for (const QString &path : paths) {
        const lang::ModulePtr module = ahead.take(path);
        QVERIFY(module);
        QVERIFY(path.endsWith(module->file->path().section(u'/', -1)));
    }
    QVERIFY(!ahead.take(paths.back())); // taken before
}

void tst_ScriptsAhead::leavesWhatCannotBeParsed()
{
    TemporaryProject folder(u"sqlite://"_s);
    constexpr int broken = 17;
    fill(folder, broken);
    const auto project = Project::openPath(folder.folder());
    QVERIFY(project);
    const RunRequest request = offlineUpgrade(u"head"_s);
    ScriptsAhead ahead(project->scripts().map(), request);
    const QStringList paths = ahead.paths();
    QCOMPARE(paths.size(), qsizetype(count));
    for (int number = 0; number < count; ++number)
        QCOMPARE(ahead.take(paths[number]) == nullptr, number == broken);
}

void tst_ScriptsAhead::plansWhatIsOffline()
{
    TemporaryProject folder(u"sqlite://"_s);
    fill(folder);
    const auto project = Project::openPath(folder.folder());
    QVERIFY(project);
    const auto &map = project->scripts().map();
    const RunRequest request = offlineUpgrade(idOf(9) + u':' + idOf(29));
    ScriptsAhead ahead(map, request);
    QCOMPARE(ahead.paths().size(), qsizetype(20));
    QVERIFY(ahead.paths().front().contains(idOf(10)));
    const Heads start { RevisionId(idOf(9)) };
    QVERIFY(!ahead.takePlan({})); // from elsewhere
    const auto plan = ahead.takePlan(start);
    QVERIFY(plan);
    const auto expected = requestedPlan(map, request, start, true);
    QVERIFY(expected);
    QVERIFY(*plan == *expected);
    QVERIFY(!ahead.takePlan(start)); // once
}

void tst_ScriptsAhead::readsNothingWithoutAPlan_data()
{
    QTest::addColumn<bool>("sql");
    QTest::addColumn<RunRequest::Command>("command");
    QTest::addColumn<QString>("target");
    using Command = RunRequest::Command;
    QTest::newRow("the database says where it is") << false << Command::Upgrade << u"head"_s;
    QTest::newRow("a stamp runs no script") << true << Command::Stamp << u"head"_s;
    QTest::newRow("no such revision") << true << Command::Upgrade << u"missing"_s;
}

void tst_ScriptsAhead::readsNothingWithoutAPlan()
{
    QFETCH(const bool, sql);
    QFETCH(const RunRequest::Command, command);
    QFETCH(const QString, target);
    TemporaryProject folder(u"sqlite://"_s);
    fill(folder);
    const auto project = Project::openPath(folder.folder());
    QVERIFY(project);
    RunRequest request = offlineUpgrade(target);
    request.sql = sql;
    request.command = command;
    ScriptsAhead ahead(project->scripts().map(), request);
    QVERIFY(ahead.paths().isEmpty());
    QVERIFY(!ahead.takePlan({}));
    QVERIFY(!ahead.take(folder.folder()));
}

void tst_ScriptsAhead::endsInTheMiddle()
{
    TemporaryProject folder(u"sqlite://"_s);
    fill(folder);
    const auto project = Project::openPath(folder.folder());
    QVERIFY(project);
    const RunRequest request = offlineUpgrade(u"head"_s);
    for (int taken = 0; taken < count; taken += 7) {
        ScriptsAhead ahead(project->scripts().map(), request);
        const QStringList paths = ahead.paths();
        for (int number = 0; number < taken; ++number)
            QVERIFY(ahead.take(paths[number]));
    }
}

QTEST_GUILESS_MAIN(tst_ScriptsAhead)
#include "tst_scriptsahead.moc"
