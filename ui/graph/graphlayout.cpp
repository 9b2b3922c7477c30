// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphlayout.h"

namespace limbeck {

namespace {

constexpr int maximumDotCards = 600;
constexpr std::size_t maximumDotEdges = 900;

} // namespace

bool dotIsQuickEnough(const LayoutRequest &request)
{
    return request.cards <= maximumDotCards && request.edges.size() <= maximumDotEdges;
}

GraphLayout layoutGraph(const LayoutRequest &request, const CancelToken &cancel)
{
    if (request.cards == 0 || cancel.isCancelled())
        return {};
    return dotIsQuickEnough(request) ? dotLayout(request) : laneLayout(request, cancel);
}

} // namespace limbeck
