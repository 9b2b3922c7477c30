// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/ast.h"

namespace limbeck::lang {

namespace {

/// UTF-16 index of column @p column (in code points, from 1) of @p line.
qsizetype indexOf(const QString &line, int column)
{
    qsizetype index = 0;
    for (int passed = 1; passed < column && index < line.size(); ++passed)
        index += line.at(index).isHighSurrogate() && index + 1 < line.size() ? 2 : 1;
    return index;
}

} // namespace

QString Module::textOf(const SourceRange &range) const
{
    const QString first = file->line(range.line);
    const qsizetype start = indexOf(first, range.column);
    if (range.line == range.endLine)
        return first.sliced(start, std::max<qsizetype>(indexOf(first, range.endColumn) - start, 0));
    QString result = first.sliced(start);
    for (int number = range.line + 1; number < range.endLine; ++number)
        result += u'\n' + file->line(number);
    const QString last = file->line(range.endLine);
    return result + u'\n' + last.first(indexOf(last, range.endColumn));
}

} // namespace limbeck::lang
