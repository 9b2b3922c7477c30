// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/nearest.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

// Costs are doubled so that a difference in letter case can count half.
constexpr int editCost = 2;
constexpr int caseCost = 1;

/// Optimal string alignment distance (insert, delete, replace, swap neighbours).
int distance(const QString &a, const QString &b)
{
    const auto columns = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> beforeLast(columns);
    std::vector<int> last(columns);
    std::vector<int> current(columns);
    for (std::size_t j = 0; j < columns; ++j)
        last[j] = static_cast<int>(j) * editCost;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i) * editCost;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const QChar x = a.at(i - 1);
            const QChar y = b.at(j - 1);
            const int replace = x == y                 ? 0
                : x.toCaseFolded() == y.toCaseFolded() ? caseCost
                                                       : editCost;
            const auto column = static_cast<std::size_t>(j);
            int best = std::min({ last[column] + editCost, current[column - 1] + editCost,
                                  last[column - 1] + replace });
            if (i > 1 && j > 1 && x == b.at(j - 2) && a.at(i - 2) == y)
                best = std::min(best, beforeLast[column - 2] + editCost);
            current[column] = best;
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last[columns - 1];
}

} // namespace

std::optional<QString> nearest(const QString &name, const QStringList &candidates)
{
    const int limit = std::max<int>(1, static_cast<int>(name.size()) / 3) * editCost;
    std::optional<QString> best;
    int bestDistance = limit + 1;
    for (const QString &candidate : candidates) {
        if (candidate == name
            || std::abs(candidate.size() - name.size()) * editCost >= bestDistance)
            continue;
        if (const int d = distance(name, candidate); d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

QString didYouMean(const QString &name, const QStringList &candidates)
{
    const auto found = nearest(name, candidates);
    return found ? u"did you mean '%1'?"_s.arg(*found) : QString();
}

} // namespace limbeck
