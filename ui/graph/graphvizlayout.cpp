// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlayout.h"

#include <graphviz/gvc.h>

#include <clocale>
#include <memory>
#include <string>

namespace limbeck {

namespace {

constexpr qreal pointsPerInch = 72.0; // Graphviz: positions in points, y upwards; sizes in inches

/// Graphviz reads and writes numbers with the C locale.
class NumericLocaleGuard
{
public:
    NumericLocaleGuard()
        : m_saved(std::setlocale(LC_NUMERIC,
                                 nullptr)) // NOLINT(concurrency-mt-unsafe): one layout at a time
    {
        std::setlocale(LC_NUMERIC, "C"); // NOLINT(concurrency-mt-unsafe)
    }

    ~NumericLocaleGuard()
    {
        std::setlocale(LC_NUMERIC, m_saved.c_str());
    } // NOLINT(concurrency-mt-unsafe)

    NumericLocaleGuard(const NumericLocaleGuard &) = delete;
    NumericLocaleGuard &operator=(const NumericLocaleGuard &) = delete;

private:
    std::string m_saved;
};

struct CloseGraph
{
    void operator()(Agraph_t *graph) const { agclose(graph); }
};

struct FreeContext
{
    void operator()(GVC_t *context) const { gvFreeContext(context); }
};

/// The API takes text that it does not change as `char *`.
char *asApiText(const char *text)
{
    return const_cast<char *>(text); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

void setAttribute(void *object, const char *name, const QByteArray &value)
{
    agsafeset(object, asApiText(name), asApiText(value.constData()), asApiText(""));
}

QPointF toQt(const pointf &at, qreal height)
{
    return { at.x, height - at.y };
}

QList<QPointF> splineOf(Agedge_t *edge, qreal height)
{
    QList<QPointF> points;
    const splines *spline = ED_spl(edge);
    if (!spline || spline->size == 0)
        return points;
    const bezier &curve = spline->list[0];
    for (int i = 0; i < static_cast<int>(curve.size); ++i)
        points.append(toQt(curve.list[i], height));
    return points;
}

const char *rankDirection(GraphDirection direction)
{
    switch (direction) {
    case GraphDirection::NewestOnTop:
        return "BT";
    case GraphDirection::NewestAtBottom:
        return "TB";
    case GraphDirection::NewestRight:
        return "LR";
    }
    Q_UNREACHABLE();
}

} // namespace

GraphLayout dotLayout(const LayoutRequest &request)
{
    GraphLayout result;
    if (request.cards == 0)
        return result;
    const NumericLocaleGuard guard;
    const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
    const std::unique_ptr<Agraph_t, CloseGraph> dot(
        agopen(asApiText("revisions"), Agdirected, nullptr));
    // An edge points from parent to child.
    setAttribute(dot.get(), "rankdir", rankDirection(request.direction));
    setAttribute(dot.get(), "nodesep", "0.32");
    setAttribute(dot.get(), "ranksep",
                 request.direction == GraphDirection::NewestRight ? "0.55" : "0.42");

    std::vector<Agnode_t *> nodes;
    for (int i = 0; i < request.cards; ++i) {
        const QByteArray name = QByteArray::number(i);
        Agnode_t *node = agnode(dot.get(), asApiText(name.constData()), 1);
        setAttribute(node, "shape", "box");
        setAttribute(node, "fixedsize", "true");
        setAttribute(node, "label", "");
        setAttribute(node, "width",
                     QByteArray::number(request.cardSize.width() / pointsPerInch, 'f', 4));
        setAttribute(node, "height",
                     QByteArray::number(request.cardSize.height() / pointsPerInch, 'f', 4));
        nodes.push_back(node);
    }
    std::vector<Agedge_t *> edges;
    for (std::size_t i = 0; i < request.edges.size(); ++i) {
        const GraphEdge &edge = request.edges[i];
        const QByteArray name = QByteArray::number(static_cast<qulonglong>(i));
        edges.push_back(agedge(dot.get(), nodes[static_cast<std::size_t>(edge.parent)],
                               nodes[static_cast<std::size_t>(edge.child)],
                               asApiText(name.constData()), 1));
        setAttribute(edges.back(), "arrowhead", "none"); // the painter draws it
        if (edge.kind == GraphEdge::Kind::DependsOn)
            setAttribute(edges.back(), "weight", "0");
    }

    gvLayout(context.get(), dot.get(), "dot");
    const qreal height = GD_bb(dot.get()).UR.y;
    result.size = { GD_bb(dot.get()).UR.x, height };
    for (Agnode_t *node : nodes)
        result.centres.push_back(toQt(ND_coord(node), height));
    for (Agedge_t *edge : edges)
        result.splines.push_back(splineOf(edge, height));
    gvFreeLayout(context.get(), dot.get());
    return result;
}

} // namespace limbeck
