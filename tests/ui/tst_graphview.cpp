// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlayout.h"
#include "ui/graph/graphview.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

namespace {

Revision revision(const QString &id, const QStringList &down, const QStringList &dependsOn = {})
{
    Revision result;
    result.id = RevisionId(id);
    for (const QString &parent : down)
        result.downRevisions.emplace_back(parent);
    result.dependsOn = dependsOn;
    return result;
}

RevisionGraph branched()
{
    return RevisionGraph::fromRevisions({ revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }), revision(u"r"_s, {}, { u"a"_s }),
                                          revision(u"m"_s, { u"b"_s, u"r"_s }) });
}

} // namespace

class tst_GraphView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsParentsBelowTheirChildren();
    void separatesNodes();
    void laysOutOffTheGuiThread();
    void movesTheSelectionByKeyboard();
    void tellsWhatIsApplied();
};

void tst_GraphView::putsParentsBelowTheirChildren()
{
    const RevisionGraph graph = branched();
    const GraphLayout layout = layoutGraph(graph, { 200, 50 });
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    QCOMPARE(layout.splines.size(), graph.edges.size());
    for (const GraphEdge &edge : graph.edges)
        QVERIFY(layout.centres[static_cast<size_t>(edge.parent)].y() > layout.centres[static_cast<size_t>(edge.child)].y());
    for (const QList<QPointF> &spline : layout.splines)
        QVERIFY(spline.size() >= 4);
}

void tst_GraphView::separatesNodes()
{
    const RevisionGraph graph = branched();
    const GraphLayout layout = layoutGraph(graph, { 200, 50 });
    for (size_t i = 0; i < layout.centres.size(); ++i) {
        for (size_t j = i + 1; j < layout.centres.size(); ++j) {
            const QPointF way = layout.centres[i] - layout.centres[j];
            QVERIFY(std::abs(way.x()) >= 200 || std::abs(way.y()) >= 50);
        }
    }
}

void tst_GraphView::laysOutOffTheGuiThread()
{
    GraphView view;
    view.resize(800, 600);
    QSignalSpy done(&view, &GraphView::layoutChanged);
    view.setGraph(branched());
    QVERIFY(!view.hasLayout()); // setGraph() did not wait
    QVERIFY(done.wait());
    QVERIFY(view.hasLayout());
    // A newer request replaces an older one, whose result must not come.
    view.setGraph(branched());
    view.setGraph(RevisionGraph::fromRevisions({ revision(u"x"_s, {}) }));
    QVERIFY(done.wait());
    QVERIFY(view.hasLayout());
}

void tst_GraphView::movesTheSelectionByKeyboard()
{
    GraphView view;
    view.resize(800, 600);
    view.show();
    QSignalSpy done(&view, &GraphView::layoutChanged);
    view.setGraph(branched());
    QVERIFY(done.wait());
    view.select(RevisionId(u"a"_s));
    QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.selected().has_value());
    QVERIFY(view.selected() != RevisionId(u"a"_s));
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.selected()->text(), u"m"_s);
    view.select(RevisionId(u"unknown"_s));
    QCOMPARE(view.selected()->text(), u"m"_s);
}

void tst_GraphView::tellsWhatIsApplied()
{
    const auto map = RevisionMap::create(
        { revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }), revision(u"r"_s, {}, { u"a"_s }), revision(u"m"_s, { u"b"_s, u"r"_s }) });
    QVERIFY(map.has_value());
    const auto states = revisionStates(*map, { u"r"_s });
    QCOMPARE(states.value(RevisionId(u"r"_s)), RevisionState::Current);
    QCOMPARE(states.value(RevisionId(u"a"_s)), RevisionState::Applied); // by depends_on
    QCOMPARE(states.value(RevisionId(u"b"_s)), RevisionState::Pending);
    QCOMPARE(unknownRows(*map, { u"r"_s, u"gone"_s }), QStringList { u"gone"_s });
}

QTEST_MAIN(tst_GraphView)
#include "tst_graphview.moc"
