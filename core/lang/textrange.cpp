// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/textrange.h"

#include <algorithm>

namespace limbeck::lang {

namespace {

struct Place
{
    int line;
    int column;
};

Place placeAt(quint32 offset, QStringView text, std::span<const quint32> lineStarts)
{
    const auto behind = std::upper_bound(lineStarts.begin() + 1, lineStarts.end(), offset);
    const quint32 start = *std::prev(behind);
    const qsizetype length = std::max<qsizetype>(qsizetype(offset) - start, 0);
    // Columns count code points: the second half of a pair is none.
    const QStringView before = text.sliced(start, std::min(length, text.size() - start));
    const auto second = std::count_if(before.begin(), before.end(),
                                      [](QChar unit) { return unit.isLowSurrogate(); });
    return { static_cast<int>(behind - lineStarts.begin()), static_cast<int>(length - second) + 1 };
}

} // namespace

SourceRange placeOf(TextRange range, QStringView text, std::span<const quint32> lineStarts)
{
    const Place start = placeAt(range.start, text, lineStarts);
    const Place end = placeAt(range.end, text, lineStarts);
    return { start.line, start.column, end.line, end.column };
}

} // namespace limbeck::lang
