// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/scriptheader.h"

#include <QHash>

#include <optional>

namespace limbeck {

/// Reads the usual header of a revision file from its bytes: docstring, imports, assignments of
/// literals, up to the first def or class.
///
/// It gives up, rather than guess, at anything else: another encoding than UTF-8, escapes in texts,
/// conditions, calls, or a header name that is bound once more further down. Then the file is
/// parsed. For a project of thousands of revisions this is what makes opening it quick.
class HeaderScanner
{
public:
    explicit HeaderScanner(const QByteArray &source)
        : m_source(source)
        , m_position(source.begin())
        , m_end(source.end())
    {
    }

    /// Nothing if the file has to be parsed.
    [[nodiscard]] std::optional<HeaderValues> scan();

private:
    enum class Line { Read, Finished, Unclear };

    [[nodiscard]] bool isPlain() const;
    [[nodiscard]] Line scanStatement();
    [[nodiscard]] Line scanAssignment(QByteArrayView name);
    [[nodiscard]] bool scanAnnotation(bool &hasValue);
    [[nodiscard]] bool scanValue(HeaderValue &value);
    [[nodiscard]] bool scanSequence(char closing, HeaderValue &value);
    [[nodiscard]] bool scanText(QString &text, bool inBrackets);
    [[nodiscard]] bool scanOneText(QString &text);
    [[nodiscard]] bool skipString();
    [[nodiscard]] bool skipStatement();
    [[nodiscard]] bool mentionsHeaderName(const char *from) const;
    [[nodiscard]] bool restBindsHeaderName() const;

    void skipSpaces();
    void skipSpaceAndLines();
    void skipComment();
    [[nodiscard]] bool finishStatement();
    [[nodiscard]] bool startsString() const;
    [[nodiscard]] QByteArrayView identifier();

    [[nodiscard]] bool atEnd() const { return m_position == m_end; }

    [[nodiscard]] char current() const { return atEnd() ? '\0' : *m_position; }

    const QByteArray &m_source;
    const char *m_position;
    const char *m_end;
    bool m_isFirst = true;
    bool m_hasEffect = false; ///< perhaps: there is more than a plain import, a constant or a def
    HeaderValues m_values;
    QHash<QByteArray, HeaderValue> m_constants;
};

} // namespace limbeck
