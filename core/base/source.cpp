// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/source.h"

using namespace Qt::StringLiterals;

namespace limbeck {

SourceFile::SourceFile(QString path, QString text)
    : m_path(std::move(path))
    , m_text(std::move(text))
{
    m_lineStarts.push_back(0);
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        const QChar c = m_text.at(i);
        if (c == u'\r' && i + 1 < m_text.size() && m_text.at(i + 1) == u'\n')
            continue;
        if (c == u'\n' || c == u'\r')
            m_lineStarts.push_back(i + 1);
    }
}

QString SourceFile::line(int number) const
{
    if (number < 1 || number > lineCount())
        return {};
    const auto index = static_cast<std::size_t>(number - 1);
    const qsizetype start = m_lineStarts[index];
    qsizetype end = index + 1 < m_lineStarts.size() ? m_lineStarts[index + 1] : m_text.size();
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
