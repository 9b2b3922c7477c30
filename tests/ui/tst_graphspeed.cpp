// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/cputime.h"
#include "tests/ui/graphs.h"
#include "ui/graph/foldedgraph.h"
#include "ui/graph/graphlayout.h"
#include "ui/graph/graphminimap.h"
#include "ui/graph/graphpanel.h"
#include "ui/graph/graphview.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr double frameMs = 16;

} // namespace

/// Large graphs stay smooth: 10,000 revisions, every frame of panning and zooming within a sixtieth
/// of a second, and a picture in a moment. Limits are of processor time.
class tst_GraphSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dotIsGivenWhatItDoesInAMoment_data();
    void dotIsGivenWhatItDoesInAMoment();
    void layoutTakesAMoment_data();
    void layoutTakesAMoment();
    void mapIsPaintedWithinAFrame();
    void framesAreSmooth_data();
    void framesAreSmooth();

private:
    /// The longest of the frames, and the median, of painting after each of @p acts.
    static std::pair<double, double> frames(GraphView &view,
                                            const std::vector<std::function<void()>> &acts);
    Appearance m_appearance;
};

void tst_GraphSpeed::dotIsGivenWhatItDoesInAMoment_data()
{
    QTest::addColumn<RevisionGraph>("graph");
    QTest::addColumn<bool>("isForDot"); // dot's picture is the better one: not too little of it
    for (const int count : { 300, 600, 1'000, 1'500, 2'000, 4'000 }) {
        QTest::addRow("%d in a row", count) << line(count) << (count <= 1'500);
        QTest::addRow("%d, busy", count) << busy(count) << (count <= 600);
    }
    for (const int count : { 60, 120, 300, 1'000 }) {
        std::vector<Revision> star { revision(u"base"_s, {}) };
        for (int i = 0; i < count; ++i)
            star.push_back(revision(u"r%1"_s.arg(i), { u"base"_s }));
        QTest::addRow("%d children of one", count) << graphOf(star) << (count <= 120);
    }
}

/// Whatever goes to dot is there within a second, and usual histories do go there.
void tst_GraphSpeed::dotIsGivenWhatItDoesInAMoment()
{
    QFETCH(RevisionGraph, graph);
    QFETCH(bool, isForDot);
    const LayoutRequest request {
        static_cast<int>(graph.nodes.size()), graph.edges, { 240, 56 }, GraphDirection::NewestOnTop
    };
    const bool isQuick = dotIsQuickEnough(request);
    const bool measuresAll = qEnvironmentVariableIsSet("LIMBECK_MEASURE_DOT");
    if (isForDot)
        QVERIFY(isQuick);
    if (!isQuick && !measuresAll)
        return;
    const double before = threadCpuMs();
    const GraphLayout layout = dotLayout(request);
    const double took = threadCpuMs() - before;
    qInfo("%zu revisions, %zu edges: %.0f ms%s", graph.nodes.size(), graph.edges.size(), took,
          isQuick ? "" : " (goes into lanes)");
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    if (isQuick)
        QVERIFY2(took < 1000, qPrintable(u"%1 ms"_s.arg(took)));
}

void tst_GraphSpeed::layoutTakesAMoment_data()
{
    QTest::addColumn<RevisionGraph>("graph");
    QTest::newRow("10,000, busy") << busy(10'000);
    QTest::newRow("5,000 in a row") << line(5'000);
    std::vector<Revision> star { revision(u"base"_s, {}) };
    for (int i = 0; i < 3'000; ++i)
        star.push_back(revision(u"r%1"_s.arg(i), { u"base"_s }));
    QTest::newRow("3,000 children of one") << graphOf(star);
    QTest::newRow("as much as dot gets") << busy(560);
}

void tst_GraphSpeed::layoutTakesAMoment()
{
    QFETCH(RevisionGraph, graph);
    const double before = threadCpuMs();
    const GraphLayout layout = layoutGraph({ static_cast<int>(graph.nodes.size()),
                                             graph.edges,
                                             { 240, 56 },
                                             GraphDirection::NewestOnTop });
    const double took = threadCpuMs() - before;
    qInfo("%zu revisions, %zu edges: %.0f ms", graph.nodes.size(), graph.edges.size(), took);
    QCOMPARE(layout.centres.size(), graph.nodes.size());
    QVERIFY2(took < 2000, qPrintable(u"%1 ms"_s.arg(took)));
}

/// The map in the corner draws every card; its picture is kept until a state changes.
void tst_GraphSpeed::mapIsPaintedWithinAFrame()
{
    GraphPanel panel;
    panel.resize(1366, 768);
    panel.view().setFolding(false);
    panel.view().setGraph(shared(busy(10'000)));
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(panel.view().hasLayout(), 60'000);
    auto *map = panel.findChild<GraphMinimap *>();
    QTRY_VERIFY_WITH_TIMEOUT(map->isVisible(), 60'000);
    map->repaint();
    QHash<RevisionId, RevisionState> states;
    states.insert(panel.view().scene()->node(0).id, RevisionState::Applied);
    panel.view().setStates(states);
    const double before = threadCpuMs();
    map->repaint();
    const double took = threadCpuMs() - before;
    qInfo("a new picture: %.1f ms", took);
    QVERIFY2(took <= frameMs, qPrintable(u"%1 ms"_s.arg(took)));

    // A click goes there.
    const int value = panel.view().verticalScrollBar()->value();
    QTest::mouseClick(map, Qt::LeftButton, {}, { map->width() / 2, map->height() - 12 });
    QVERIFY(panel.view().verticalScrollBar()->value() != value);
}

void tst_GraphSpeed::framesAreSmooth_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("zoom");
    for (const bool dark : { false, true }) {
        for (const double zoom : { 1.0, 0.5, 0.3, 0.1, 0.04 })
            QTest::addRow("%s, %.0f %%", dark ? "dark" : "light", zoom * 100) << dark << zoom;
    }
}

std::pair<double, double> tst_GraphSpeed::frames(GraphView &view,
                                                 const std::vector<std::function<void()>> &acts)
{
    std::vector<double> times;
    for (const auto &act : acts) {
        act();
        const double before = threadCpuMs();
        view.viewport()->repaint();
        times.push_back(threadCpuMs() - before);
    }
    std::sort(times.begin(), times.end());
    return { times[times.size() - 2], times[times.size() / 2] }; // one outlier is forgiven
}

void tst_GraphSpeed::framesAreSmooth()
{
    QFETCH(bool, dark);
    QFETCH(double, zoom);
    m_appearance.setChoice(dark ? Appearance::Choice::Dark : Appearance::Choice::Light);
    GraphView view;
    view.resize(1366, 768);
    view.setFolding(false);
    const SharedRevisionGraph graph = shared(busy(10'000));
    view.setGraph(graph);
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(view.hasLayout(), 60'000);
    QHash<RevisionId, RevisionState> states;
    for (std::size_t i = 0; i < graph->nodes.size(); ++i)
        states.insert(graph->nodes[i].id,
                      i < 5'000        ? RevisionState::Applied
                          : i == 5'000 ? RevisionState::Current
                                       : RevisionState::Pending);
    view.setStates(states);
    QTest::qWait(50);
    view.zoomBy(zoom / view.zoom());
    view.select(graph->nodes[5'000].id);
    view.viewport()->repaint(); // fonts are loaded once

    std::vector<std::function<void()>> pans;
    for (int i = 0; i < 40; ++i)
        pans.push_back([&] {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 90);
            view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + 30);
        });
    const auto [panLongest, panMedian] = frames(view, pans);
    qInfo("pan: longest %.1f ms, median %.1f ms", panLongest, panMedian);
    QVERIFY2(panLongest <= frameMs, qPrintable(u"%1 ms"_s.arg(panLongest)));

    std::vector<std::function<void()>> zooms;
    for (int i = 0; i < 20; ++i)
        zooms.push_back([&, i] { view.zoomBy(i < 10 ? 1.03 : 1 / 1.03); });
    const auto [zoomLongest, zoomMedian] = frames(view, zooms);
    qInfo("zoom: longest %.1f ms, median %.1f ms", zoomLongest, zoomMedian);
    QVERIFY2(zoomMedian <= frameMs, qPrintable(u"%1 ms"_s.arg(zoomMedian)));
}

QTEST_MAIN(tst_GraphSpeed)
#include "tst_graphspeed.moc"
