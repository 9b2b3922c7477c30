// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loadingorder.h"

#include <algorithm>

namespace limbeck {

LoadingOrder loadingOrder(const RevisionMap &map, const std::vector<MigrationStep> &steps,
                          bool mayWait)
{
    LoadingOrder order;
    for (size_t index = 0; index < steps.size(); ++index) {
        if (steps[index].kind != MigrationStep::Kind::Stamp)
            order.steps.push_back(index);
    }
    const auto hasToBeFirst = [&](size_t index) {
        const auto revision = map.find(steps[index].revision);
        return !mayWait || !revision || !map.at(*revision).loadsWithoutEffect;
    };
    const auto waiting =
        std::stable_partition(order.steps.begin(), order.steps.end(), hasToBeFirst);
    order.first = static_cast<size_t>(waiting - order.steps.begin());
    return order;
}

QStringList scriptPaths(const RevisionMap &map, const std::vector<MigrationStep> &steps,
                        const LoadingOrder &order)
{
    QStringList result;
    result.reserve(static_cast<qsizetype>(order.steps.size()));
    for (const size_t index : order.steps) {
        const auto revision = map.find(steps[index].revision);
        result.append(revision ? map.at(*revision).path : QString());
    }
    return result;
}

} // namespace limbeck
