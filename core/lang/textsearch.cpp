// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/textsearch.h"

#include "core/lang/turns.h"

namespace limbeck::lang {

namespace {

constexpr qsizetype smallWork = 4'000'000; // character comparisons: some milliseconds

/// For each prefix of @p wanted the length of its longest proper prefix that is a suffix as well.
std::vector<qsizetype> bordersOf(const QString &wanted, Turns &turns)
{
    std::vector<qsizetype> borders(static_cast<size_t>(wanted.size()) + 1, 0);
    qsizetype length = 0;
    for (qsizetype i = 1; i < wanted.size(); ++i) {
        turns.turn();
        while (length > 0 && wanted[i] != wanted[length])
            length = borders[static_cast<size_t>(length)];
        if (wanted[i] == wanted[length])
            ++length;
        borders[static_cast<size_t>(i) + 1] = length;
    }
    return borders;
}

/// Source: Knuth, Morris, Pratt, "Fast pattern matching in strings" (1977).
qsizetype findRepetitive(const QString &text, const QString &wanted, qsizetype from)
{
    Turns turns(Interpreter::current());
    const std::vector<qsizetype> borders = bordersOf(wanted, turns);
    qsizetype matched = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        turns.turn();
        while (matched > 0 && text[i] != wanted[matched])
            matched = borders[static_cast<size_t>(matched)];
        if (text[i] == wanted[matched])
            ++matched;
        if (matched == wanted.size())
            return i + 1 - matched;
    }
    return -1;
}

} // namespace

qsizetype findText(const QString &text, const QString &wanted, qsizetype from)
{
    const qsizetype left = text.size() - from;
    if (wanted.size() < 2 || left < wanted.size() || wanted.size() < smallWork / (left + 1))
        return text.indexOf(wanted, from);
    return findRepetitive(text, wanted, from);
}

} // namespace limbeck::lang
