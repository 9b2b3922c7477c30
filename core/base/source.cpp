// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/source.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Where the line behind the one at @p start begins; -1 behind the last. Lines end as Python's do.
qsizetype nextLine(QStringView text, qsizetype start)
{
    for (qsizetype at = start; at < text.size(); ++at) {
        if (text[at] == u'\n')
            return at + 1;
        if (text[at] == u'\r')
            return at + 1 < text.size() && text[at + 1] == u'\n' ? at + 2 : at + 1;
    }
    return -1;
}

} // namespace

SourceFile::SourceFile(QString path, QString text)
    : m_path(std::move(path))
    , m_text(std::move(text))
{
}

QString SourceFile::line(int number) const
{
    // Looked for anew each time: few lines of few files are ever quoted.
    qsizetype start = 0;
    for (int passed = 1; passed < number && start >= 0; ++passed)
        start = nextLine(m_text, start);
    if (number < 1 || start < 0)
        return {};
    qsizetype end = nextLine(m_text, start);
    if (end < 0)
        end = m_text.size();
    while (end > start && (m_text.at(end - 1) == u'\n' || m_text.at(end - 1) == u'\r'))
        --end;
    return m_text.sliced(start, end - start);
}

QString SourceSpan::toString() const
{
    if (!file)
        return {};
    if (!range.isValid())
        return file->path();
    return u"%1:%2:%3"_s.arg(file->path()).arg(range.line).arg(range.column);
}

} // namespace limbeck
