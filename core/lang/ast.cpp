// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/ast.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

QString Module::textOf(TextRange range) const
{
    QString text = file->text().sliced(range.start, range.end - range.start);
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    return text;
}

SourceRange Module::place(TextRange range) const
{
    return placeOf(range, file->text(), { lineStarts.begin(), lineStarts.size() });
}

} // namespace limbeck::lang
