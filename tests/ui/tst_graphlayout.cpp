// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/graphs.h"
#include "ui/graph/foldedgraph.h"
#include "ui/graph/graphlayout.h"
#include "ui/graph/graphscene.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr QSizeF cardSize { 200, 50 };

using Placer = std::function<GraphLayout(const LayoutRequest &)>;

LayoutRequest request(const RevisionGraph &graph,
                      GraphDirection direction = GraphDirection::NewestOnTop)
{
    return { static_cast<int>(graph.nodes.size()), graph.edges, cardSize, direction };
}

QPointF centre(const GraphLayout &layout, int card)
{
    return layout.centres[static_cast<std::size_t>(card)];
}

} // namespace

/// What both ways of placing cards must hold, and the folding before them.
class tst_GraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesInOrder_data();
    void placesInOrder();

    void keepsCardsApart_data() { placesInOrder_data(); }

    void keepsCardsApart();
    void copesWithBrokenGraphs();
    void drawsLanesBesideCards();
    void keepsABranchInItsLane();
    void cancels();
    void choosesLanesForLargeGraphs();
    void foldsLinearRuns();
    void keepsWhatIsSpecial();
    void foldsACycleIntoNothing();
    void findsWhatIsWhere();
    void walksUpAndDown();
};

void tst_GraphLayout::placesInOrder_data()
{
    QTest::addColumn<RevisionGraph>("graph");
    QTest::addColumn<GraphDirection>("direction");
    QTest::addColumn<bool>("lanes");
    const std::pair<const char *, GraphDirection> directions[] = {
        { "on top", GraphDirection::NewestOnTop },
        { "at the bottom", GraphDirection::NewestAtBottom },
        { "on the right", GraphDirection::NewestRight },
    };
    for (const bool lanes : { false, true }) {
        for (const auto &[name, direction] : directions) {
            const QByteArray how = QByteArray(lanes ? "lanes, " : "dot, ") + name;
            QTest::newRow((how + ": merge").constData()) << branched() << direction << lanes;
            QTest::newRow((how + ": line").constData()) << line(12) << direction << lanes;
            QTest::newRow((how + ": busy").constData()) << busy(150) << direction << lanes;
        }
    }
}

void tst_GraphLayout::placesInOrder()
{
    QFETCH(RevisionGraph, graph);
    QFETCH(GraphDirection, direction);
    QFETCH(bool, lanes);
    const LayoutRequest asked = request(graph, direction);
    const GraphLayout layout = lanes ? laneLayout(asked) : dotLayout(asked);
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    QCOMPARE(layout.splines.size(), graph.edges.size());
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const QPointF way =
            centre(layout, graph.edges[i].child) - centre(layout, graph.edges[i].parent);
        switch (direction) {
        case GraphDirection::NewestOnTop:
            QVERIFY(way.y() <= -cardSize.height());
            break;
        case GraphDirection::NewestAtBottom:
            QVERIFY(way.y() >= cardSize.height());
            break;
        case GraphDirection::NewestRight:
            QVERIFY(way.x() >= cardSize.width());
            break;
        }
        // From the parent's side to the child's side, in whole Bézier pieces.
        const QList<QPointF> &spline = layout.splines[i];
        QVERIFY(spline.size() >= 4);
        QCOMPARE(spline.size() % 3, 1);
        const auto touches = [&](const QPointF &point, int card) {
            QRectF rect({}, cardSize);
            rect.moveCenter(centre(layout, card));
            return rect.adjusted(-3, -3, 3, 3).contains(point);
        };
        QVERIFY(touches(spline.first(), graph.edges[i].parent));
        QVERIFY(touches(spline.last(), graph.edges[i].child));
    }
    for (const QPointF &point : layout.centres)
        QVERIFY(QRectF(QPointF(), layout.size).adjusted(-1, -1, 1, 1).contains(point));
}

void tst_GraphLayout::keepsCardsApart()
{
    QFETCH(RevisionGraph, graph);
    QFETCH(GraphDirection, direction);
    QFETCH(bool, lanes);
    const LayoutRequest asked = request(graph, direction);
    const GraphLayout layout = lanes ? laneLayout(asked) : dotLayout(asked);
    for (std::size_t i = 0; i < layout.centres.size(); ++i) {
        for (std::size_t j = i + 1; j < layout.centres.size(); ++j) {
            const QPointF way = layout.centres[i] - layout.centres[j];
            QVERIFY(std::abs(way.x()) >= cardSize.width() - 0.5
                    || std::abs(way.y()) >= cardSize.height() - 0.5);
        }
    }
}

void tst_GraphLayout::copesWithBrokenGraphs()
{
    const std::vector<RevisionGraph> graphs {
        graphOf({ revision(u"a"_s, { u"a"_s }) }),
        graphOf({ revision(u"a"_s, { u"b"_s }), revision(u"b"_s, { u"a"_s }) }),
        graphOf({ revision(u"a"_s, { u"c"_s }), revision(u"b"_s, { u"a"_s }),
                  revision(u"c"_s, { u"b"_s }), revision(u"d"_s, { u"c"_s }),
                  revision(u"e"_s, { u"gone"_s }, { u"d"_s }) }),
    };
    for (const RevisionGraph &graph : graphs) {
        for (const GraphLayout &layout :
             { dotLayout(request(graph)), laneLayout(request(graph)) }) {
            QCOMPARE(layout.centres.size(), graph.nodes.size());
            QCOMPARE(layout.splines.size(), graph.edges.size());
            for (const QPointF &point : layout.centres)
                QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
        }
    }
    QVERIFY(laneLayout({}).centres.empty());
    QVERIFY(dotLayout({}).centres.empty());
}

void tst_GraphLayout::drawsLanesBesideCards()
{
    // No edge runs through a card that it does not belong to.
    const RevisionGraph graph = busy(300, 7);
    const GraphLayout layout = laneLayout(request(graph));
    const FoldedGraph unfolded = foldLinearRuns(graph, { false, 0, 0, {} });
    const GraphScene scene(shared(graph), unfolded, layout, cardSize);
    for (int edge = 0; edge < static_cast<int>(graph.edges.size()); ++edge) {
        const QList<QPointF> &points = scene.spline(edge);
        for (qsizetype i = 0; i + 3 < points.size(); i += 3) {
            for (qreal t = 0.05; t < 1; t += 0.1) {
                const qreal u = 1 - t;
                const QPointF at = points[i] * (u * u * u) + points[i + 1] * (3 * u * u * t)
                    + points[i + 2] * (3 * u * t * t) + points[i + 3] * (t * t * t);
                const int card = scene.cardAt(at);
                const bool isOwn =
                    card < 0 || card == scene.edge(edge).child || card == scene.edge(edge).parent;
                const QString what = u"edge %1 at %2,%3 runs through card %4"_s.arg(edge)
                                         .arg(at.x())
                                         .arg(at.y())
                                         .arg(card);
                QVERIFY2(isOwn, qPrintable(what));
            }
        }
    }
}

void tst_GraphLayout::keepsABranchInItsLane()
{
    //    c1 - c2
    //   /        \      the longer way keeps the first lane
    //  a - b ----- m
    const RevisionGraph graph =
        graphOf({ revision(u"a"_s, {}), revision(u"b"_s, { u"a"_s }), revision(u"c1"_s, { u"a"_s }),
                  revision(u"c2"_s, { u"c1"_s }), revision(u"m"_s, { u"c2"_s, u"b"_s }) });
    const GraphLayout layout = laneLayout(request(graph));
    const auto x = [&](const QString &id) {
        return centre(layout, graph.indexOf(RevisionId(id))).x();
    };
    QCOMPARE(x(u"c1"_s), x(u"m"_s));
    QCOMPARE(x(u"c2"_s), x(u"m"_s));
    QCOMPARE(x(u"a"_s), x(u"m"_s));
    QVERIFY(x(u"b"_s) > x(u"m"_s) + cardSize.width());
}

void tst_GraphLayout::cancels()
{
    const CancelToken cancel;
    cancel.cancel();
    QVERIFY(layoutGraph(request(branched()), cancel).centres.empty());
    QVERIFY(laneLayout(request(busy(500)), cancel).centres.empty());
}

void tst_GraphLayout::choosesLanesForLargeGraphs()
{
    QVERIFY(dotIsQuickEnough(request(busy(100))));
    QVERIFY(!dotIsQuickEnough(request(busy(5000))));
    QCOMPARE(layoutGraph(request(busy(5000))).centres.size(), std::size_t(5000));
}

void tst_GraphLayout::foldsLinearRuns()
{
    const FoldedGraph folded = foldLinearRuns(line(100), {});
    QCOMPARE(folded.cards.size(), std::size_t(3));
    QCOMPARE(folded.edges.size(), std::size_t(2));
    const int card = folded.cardOf[50];
    QCOMPARE(folded.cards[static_cast<std::size_t>(card)].members.size(), std::size_t(98));
    QCOMPARE(folded.cards[static_cast<std::size_t>(card)].members.front(), 1); // oldest first
    QCOMPARE(folded.cards[static_cast<std::size_t>(card)].members.back(), 98);
    // Few revisions, short runs and people who do not want it keep all cards.
    QCOMPARE(foldLinearRuns(line(10), {}).cards.size(), std::size_t(10));
    QCOMPARE(foldLinearRuns(line(100), { false, 4, 30, {} }).cards.size(), std::size_t(100));
    QCOMPARE(foldLinearRuns(line(100), { true, 99, 30, {} }).cards.size(), std::size_t(100));
}

void tst_GraphLayout::keepsWhatIsSpecial()
{
    FoldOptions options;
    options.smallest = 0;
    options.shown = { RevisionId(u"r50"_s) };
    const FoldedGraph folded = foldLinearRuns(line(100), options);
    QCOMPARE(folded.cards.size(), std::size_t(5));
    QVERIFY(!folded.cards[static_cast<std::size_t>(folded.cardOf[50])].isFold());
    // A label, a dependency, a branch point: each keeps its card.
    std::vector<Revision> revisions;
    for (int i = 0; i < 40; ++i)
        revisions.push_back(revision(u"r%1"_s.arg(i),
                                     i == 0 ? QStringList() : QStringList { u"r%1"_s.arg(i - 1) },
                                     i == 30 ? QStringList { u"r5"_s } : QStringList(),
                                     i == 10 ? QStringList { u"label"_s } : QStringList()));
    revisions.push_back(revision(u"branch"_s, { u"r20"_s }));
    const RevisionGraph graph = graphOf(revisions);
    const FoldedGraph special = foldLinearRuns(graph, options);
    for (const int index : { 0, 5, 10, 20, 30, 39 })
        QVERIFY(
            !special
                 .cards[static_cast<std::size_t>(special.cardOf[static_cast<std::size_t>(index)])]
                 .isFold());
    QVERIFY(special.cards[static_cast<std::size_t>(special.cardOf[15])].isFold());
}

void tst_GraphLayout::foldsACycleIntoNothing()
{
    std::vector<Revision> revisions;
    for (int i = 0; i < 40; ++i)
        revisions.push_back(revision(u"r%1"_s.arg(i), { u"r%1"_s.arg((i + 39) % 40) }));
    const FoldedGraph folded = foldLinearRuns(graphOf(revisions), {});
    QCOMPARE(folded.cardOf.size(), std::size_t(40));
    for (const int card : folded.cardOf)
        QVERIFY(card >= 0 && card < static_cast<int>(folded.cards.size()));
}

void tst_GraphLayout::findsWhatIsWhere()
{
    const RevisionGraph graph = busy(400, 3);
    const FoldedGraph folded = foldLinearRuns(graph, {});
    const LayoutRequest asked { static_cast<int>(folded.cards.size()), folded.edges, cardSize,
                                GraphDirection::NewestOnTop };
    const GraphScene scene(shared(graph), folded, laneLayout(asked), cardSize);
    for (int card = 0; card < scene.cardCount(); ++card) {
        QCOMPARE(scene.cardAt(scene.cardRect(card).center()), card);
        const std::vector<int> around = scene.cardsIn(scene.cardRect(card));
        QVERIFY(std::find(around.begin(), around.end(), card) != around.end());
    }
    QCOMPARE(scene.cardAt({ -100, -100 }), -1);
    const QRectF everything({}, scene.size());
    QCOMPARE(scene.cardsIn(everything).size(), folded.cards.size());
    QCOMPARE(scene.edgesIn(everything.adjusted(-9, -9, 9, 9)).size(), folded.edges.size());
}

void tst_GraphLayout::walksUpAndDown()
{
    const RevisionGraph graph = branched();
    const FoldedGraph folded = foldLinearRuns(graph, {});
    const GraphScene scene(shared(graph), folded, laneLayout(request(graph)), cardSize);
    const auto ids = [&](const std::vector<bool> &flags) {
        QStringList result;
        for (int card = 0; card < scene.cardCount(); ++card) {
            if (flags[static_cast<std::size_t>(card)])
                result += scene.node(card).id.text();
        }
        result.sort();
        return result.join(u' ');
    };
    QCOMPARE(ids(scene.ancestors(scene.cardOf(RevisionId(u"r"_s)))), u"a r"_s);
    QCOMPARE(ids(scene.descendants(scene.cardOf(RevisionId(u"b"_s)))), u"b m"_s);
}

QTEST_GUILESS_MAIN(tst_GraphLayout)
#include "tst_graphlayout.moc"
