// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/graphs.h"
#include "ui/graph/graphview.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class tst_GraphView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOutOffTheGuiThread();
    void keepsTheOldPictureUntilTheNewOneIsThere();
    void movesTheSelectionByKeyboard();
    void followsTheDirectionByKeyboard();
    void unfoldsWhatIsSelected();
    void unfoldsWhereTheDatabaseIs();
    void selectsARange();
    void showsWhereARunIs();
    void drawsABrokenGraph();
    void tellsScreenReadersWhatIsSelected();
    void tellsWhatIsApplied();

private:
    static void show(GraphView &view, const RevisionGraph &graph);
};

void tst_GraphView::show(GraphView &view, const RevisionGraph &graph)
{
    view.resize(800, 600);
    view.show();
    view.setGraph(shared(graph));
    QTRY_VERIFY_WITH_TIMEOUT(view.hasLayout(), 30'000);
}

void tst_GraphView::laysOutOffTheGuiThread()
{
    GraphView view;
    view.resize(800, 600);
    QSignalSpy done(&view, &GraphView::layoutChanged);
    view.setGraph(shared(branched()));
    QVERIFY(!view.hasLayout()); // setGraph() did not wait
    QVERIFY(done.wait());
    QVERIFY(view.hasLayout());
    // A newer request replaces an older one, whose result must not come.
    view.setGraph(shared(branched()));
    view.setGraph(shared(graphOf({ revision(u"x"_s, {}) })));
    QVERIFY(done.wait());
    QVERIFY(view.hasLayout());
    QCOMPARE(view.scene()->cardCount(), 1);
    QCOMPARE(done.size(), 2);
}

void tst_GraphView::keepsTheOldPictureUntilTheNewOneIsThere()
{
    GraphView view;
    show(view, branched());
    view.select(RevisionId(u"m"_s));
    view.setGraph(shared(graphOf({ revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }) })));
    QVERIFY(!view.hasLayout());
    QCOMPARE(view.scene()->cardCount(), 4); // still the old one
    QTRY_VERIFY(view.hasLayout());
    QCOMPARE(view.scene()->cardCount(), 2);
}

void tst_GraphView::movesTheSelectionByKeyboard()
{
    GraphView view;
    show(view, branched());
    view.select(RevisionId(u"a"_s));
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.selected()->text(), u"b"_s); // r only depends on a
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.selected()->text(), u"m"_s);
    QTest::keyClick(&view, Qt::Key_Up); // nothing is above a head
    QCOMPARE(view.selected()->text(), u"m"_s);
    QTest::keyClick(&view, Qt::Key_Down);
    QVERIFY(view.selected() == RevisionId(u"b"_s) || view.selected() == RevisionId(u"r"_s));
    view.select(RevisionId(u"unknown"_s));
    QVERIFY(view.selected() != RevisionId(u"unknown"_s));
    QSignalSpy activated(&view, &GraphView::activated);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
}

void tst_GraphView::followsTheDirectionByKeyboard()
{
    GraphView view;
    view.setDirection(GraphDirection::NewestRight);
    show(view, branched());
    const GraphScene &scene = *view.scene();
    QVERIFY(scene.cardRect(scene.cardOf(RevisionId(u"m"_s))).left()
            > scene.cardRect(scene.cardOf(RevisionId(u"a"_s))).right());
    view.select(RevisionId(u"b"_s));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selected()->text(), u"m"_s);
}

void tst_GraphView::unfoldsWhatIsSelected()
{
    GraphView view;
    show(view, line(50));
    QCOMPARE(view.scene()->cardCount(), 3); // base, fold, head
    view.select(RevisionId(u"r25"_s));
    QTRY_VERIFY(view.hasLayout());
    const int card = view.scene()->cardOf(RevisionId(u"r25"_s));
    QVERIFY(!view.scene()->card(card).isFold());
    view.setFolding(true); // folds what was opened, but for the selection
    QTRY_VERIFY(view.hasLayout());
    QCOMPARE(view.scene()->cardCount(), 5);
    view.setFolding(false);
    QTRY_VERIFY(view.hasLayout());
    QCOMPARE(view.scene()->cardCount(), 50);
}

void tst_GraphView::unfoldsWhereTheDatabaseIs()
{
    GraphView view;
    show(view, line(50));
    QHash<RevisionId, RevisionState> states;
    for (int i = 0; i < 50; ++i)
        states.insert(RevisionId(u"r%1"_s.arg(i)),
                      i < 20        ? RevisionState::Applied
                          : i == 20 ? RevisionState::Current
                                    : RevisionState::Pending);
    view.setStates(states);
    QTRY_VERIFY(view.hasLayout()
                && !view.scene()->card(view.scene()->cardOf(RevisionId(u"r20"_s))).isFold());
    QCOMPARE(view.scene()->cardCount(), 5);
    QCOMPARE(view.glyph(RevisionId(u"r3"_s)), StateGlyph::Applied);
}

void tst_GraphView::selectsARange()
{
    GraphView view;
    show(view, branched());
    QSignalSpy selected(&view, &GraphView::rangeSelected);
    QSignalSpy cleared(&view, &GraphView::rangeCleared);
    view.select(RevisionId(u"m"_s));
    view.selectRangeTo(RevisionId(u"a"_s));
    QCOMPARE(selected.size(), 1);
    // Whatever was clicked first: from the older to the newer one.
    QCOMPARE(selected.first().at(0).value<RevisionId>(), RevisionId(u"a"_s));
    QCOMPARE(selected.first().at(1).value<RevisionId>(), RevisionId(u"m"_s));
    view.select(RevisionId(u"b"_s));
    QCOMPARE(cleared.size(), 1);
}

void tst_GraphView::showsWhereARunIs()
{
    GraphView view;
    show(view, branched());
    view.setRunning({ RevisionId(u"b"_s) }, {});
    QCOMPARE(view.glyph(RevisionId(u"b"_s)), StateGlyph::Running);
    view.setRunning({}, { RevisionId(u"b"_s) });
    QCOMPARE(view.glyph(RevisionId(u"b"_s)), StateGlyph::Failed);
    view.setRunning({}, {});
    QCOMPARE(view.glyph(RevisionId(u"b"_s)), StateGlyph::Unknown);
}

void tst_GraphView::drawsABrokenGraph()
{
    GraphView view;
    // A cycle, a revision that follows itself, one that follows what is not there, an id twice.
    const RevisionGraph graph =
        graphOf({ revision(u"a"_s, { u"c"_s }), revision(u"b"_s, { u"a"_s }),
                  revision(u"c"_s, { u"b"_s }), revision(u"s"_s, { u"s"_s }),
                  revision(u"n"_s, { u"gone"_s }), revision(u"n"_s, { u"a"_s }) });
    QVERIFY(!graph.findings.empty());
    show(view, graph);
    QCOMPARE(view.scene()->cardCount(), static_cast<int>(graph.nodes.size()));
    const QImage picture = view.grab().toImage();
    QVERIFY(!picture.isNull());
    for (int zoom = 0; zoom < 6; ++zoom) {
        view.zoomBy(0.5); // every degree of detail
        QVERIFY(!view.grab().isNull());
    }
}

void tst_GraphView::tellsScreenReadersWhatIsSelected()
{
    GraphView view;
    show(view, branched());
    view.setRunning({ RevisionId(u"b"_s) }, {});
    view.select(RevisionId(u"b"_s));
    QVERIFY(view.accessibleDescription().contains(u"message of b"_s));
    QVERIFY(view.accessibleDescription().contains(u"running"_s));
}

void tst_GraphView::tellsWhatIsApplied()
{
    const auto map = RevisionMap::create({ revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }),
                                           revision(u"r"_s, {}, { u"a"_s }),
                                           revision(u"m"_s, { u"b"_s, u"r"_s }) });
    QVERIFY(map.has_value());
    const auto states = revisionStates(*map, { u"r"_s });
    QCOMPARE(states.value(RevisionId(u"r"_s)), RevisionState::Current);
    QCOMPARE(states.value(RevisionId(u"a"_s)), RevisionState::Applied); // by depends_on
    QCOMPARE(states.value(RevisionId(u"b"_s)), RevisionState::Pending);
    QCOMPARE(unknownRows(*map, { u"r"_s, u"gone"_s }), QStringList { u"gone"_s });
}

QTEST_MAIN(tst_GraphView)
#include "tst_graphview.moc"
