// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/columnorder.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

std::optional<QString> existingNeighbour(const ColumnOrder &order, const QString &name,
                                         qsizetype step)
{
    const qsizetype index = order.existing.indexOf(name) + step;
    return index >= 0 && index < order.existing.size() ? std::optional(order.existing.at(index))
                                                       : std::nullopt;
}

tl::unexpected<Error> unknownColumn(const QString &name)
{
    return failure(ErrorCode::Script, u"KeyError: '%1'"_s.arg(name));
}

} // namespace

Result<Neighbours> neighbours(const ColumnOrder &order, std::optional<QString> before,
                              std::optional<QString> after)
{
    if (!order.isPartial) {
        if (after && !before) {
            if (order.existing.contains(*after)) {
                before = existingNeighbour(order, *after, 1);
            } else {
                const auto pair =
                    std::find_if(order.added.rbegin(), order.added.rend(),
                                 [&](const auto &entry) { return entry.first == *after; });
                if (pair == order.added.rend())
                    return unknownColumn(*after);
                before = pair->second;
            }
        }
        if (before && !after) {
            if (order.existing.contains(*before)) {
                after = existingNeighbour(order, *before, -1);
            } else {
                const auto pair =
                    std::find_if(order.added.rbegin(), order.added.rend(),
                                 [&](const auto &entry) { return entry.second == *before; });
                if (pair == order.added.rend())
                    return unknownColumn(*before);
                after = pair->first;
            }
        }
        if (!before && !after && !order.existing.isEmpty())
            after = order.existing.last();
    }
    return Neighbours { before, after };
}

Result<QStringList> topologicalSort(const std::vector<std::pair<QString, QString>> &pairs,
                                    const QStringList &items)
{
    QStringList todo = items;
    QStringList sorted;
    while (!todo.isEmpty()) {
        QStringList ready;
        for (const QString &item : std::as_const(todo)) {
            const bool waits = std::any_of(pairs.begin(), pairs.end(), [&](const auto &pair) {
                return pair.second == item && pair.first != item && todo.contains(pair.first);
            });
            if (!waits)
                ready.append(item);
        }
        if (ready.isEmpty())
            return failure(ErrorCode::Script,
                           u"Circular dependency detected in the order of columns: %1"_s.arg(
                               todo.join(u", "_s)));
        for (const QString &item : std::as_const(ready))
            todo.removeOne(item);
        sorted += ready;
    }
    return sorted;
}

} // namespace limbeck::dialect
