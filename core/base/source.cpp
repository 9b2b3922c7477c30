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
    const char16_t *const begin = QStringView(m_text).utf16();
    const char16_t *const end = begin + m_text.size();
    for (const char16_t *at = begin; at != end; ++at) {
        if (*at > u'\r' || (*at != u'\n' && *at != u'\r'))
            continue;
        const bool isHalf = *at == u'\r' && at + 1 != end && at[1] == u'\n';
        if (!isHalf)
            m_lineStarts.push_back(at + 1 - begin);
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
