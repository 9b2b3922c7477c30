// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headerscanner.h"

#include "core/config/textfile.h"

#include <array>
#include <cstring>

namespace limbeck {

namespace {

constexpr bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || static_cast<uchar>(c) >= 0x80;
}

/// Whether a byte may stand within a name: looked up, as most bytes of a header do.
constexpr auto nameParts = [] {
    std::array<bool, 256> result {};
    for (int c = 0; c < 256; ++c)
        result[static_cast<size_t>(c)] =
            isNameStart(static_cast<char>(c)) || (c >= '0' && c <= '9');
    return result;
}();

bool isNamePart(char c)
{
    return nameParts[static_cast<uchar>(c)];
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'';
}

constexpr QByteArrayView headerNames[] = { "revision", "branch_labels",
                                           "depends_on" }; // "down_revision" has the first

/// Where @p word stands first, or null. The C library searches several times as fast as Qt does.
const char *find(const char *begin, const char *end, QByteArrayView word)
{
    return static_cast<const char *>(::memmem(begin, static_cast<size_t>(end - begin), word.data(),
                                              static_cast<size_t>(word.size())));
}

bool contains(QByteArrayView bytes, char c)
{
    return std::memchr(bytes.data(), c, static_cast<size_t>(bytes.size())) != nullptr;
}

/// Without a way out of the loop, so that the compiler looks at many bytes at a time.
bool isAscii(QByteArrayView bytes)
{
    uchar all = 0;
    for (const char c : bytes)
        all |= static_cast<uchar>(c);
    return all < 0x80;
}

/// Modules whose import does nothing, as it is ours.
bool isPlainImport(QByteArrayView statement)
{
    const auto startsWith = [&](QByteArrayView text) { return statement.startsWith(text); };
    if (startsWith("import "))
        return startsWith("import sqlalchemy") && !contains(statement, ',')
            && !contains(statement, '_');
    return startsWith("from alembic import ") || startsWith("from sqlalchemy import ")
        || startsWith("from sqlalchemy.dialects ") || startsWith("from sqlalchemy.dialects.")
        || startsWith("from typing import ") || startsWith("from __future__ import ");
}

/// Whether a line that is not indented is `def name():`, with a plain result at most.
bool isPlainDefinition(QByteArrayView line)
{
    if (!line.startsWith("def "))
        return false;
    QByteArrayView rest = line.sliced(4).trimmed();
    qsizetype name = 0;
    while (name < rest.size() && isNamePart(rest[name]))
        ++name;
    rest = rest.sliced(name);
    return rest == "() -> None:" || rest == "():" || rest == "()->None:";
}

/// Whether each line of @p rest that is not indented begins a plain function. Lines within a text
/// count too: what looks like more than a function is taken for more.
bool onlyDefines(QByteArrayView rest)
{
    while (!rest.isEmpty()) {
        const auto end = std::find_if(rest.begin(), rest.end(), isLineEnd);
        const QByteArrayView line(rest.begin(), end);
        const bool isNested =
            line.isEmpty() || line.front() == ' ' || line.front() == '\t' || line.front() == '#';
        if (!isNested && !isPlainDefinition(line))
            return false;
        rest = QByteArrayView(end == rest.end() ? end : end + 1, rest.end());
    }
    return true;
}

bool isOneOf(QByteArrayView word, std::initializer_list<QByteArrayView> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::optional<HeaderValues> HeaderScanner::scan()
{
    if (!isPlain())
        return std::nullopt;
    if (m_source.startsWith("\xef\xbb\xbf"))
        m_position += 3;
    while (true) {
        const char *const start = m_position;
        skipSpaceAndLines();
        if (atEnd())
            break;
        if (m_position != start && isSpace(m_position[-1]))
            return std::nullopt; // an indented statement
        const char *const statement = m_position;
        const Line line = scanStatement();
        if (line == Line::Unclear)
            return std::nullopt;
        if (line == Line::Finished) {
            m_hasEffect = m_hasEffect || !onlyDefines({ statement, m_end });
            break;
        }
        m_isFirst = false;
    }
    if (restBindsHeaderName() || !m_values.revision || !m_values.downRevision)
        return std::nullopt;
    m_values.loadsWithoutEffect = !m_hasEffect;
    return std::move(m_values);
}

/// UTF-8 without another declared encoding, no NUL, no escaped line ends to think of outside of
/// strings.
bool HeaderScanner::isPlain() const
{
    const QByteArrayView view(m_source);
    if (contains(view, '\0'))
        return false;
    qsizetype secondLine = view.indexOf('\n');
    secondLine = secondLine < 0 ? view.size() : view.indexOf('\n', secondLine + 1);
    const QByteArrayView firstLines = view.first(secondLine < 0 ? view.size() : secondLine);
    if (find(firstLines.begin(), firstLines.end(), "coding") != nullptr)
        return false;
    return isAscii(view) || decodeUtf8({}, m_source).has_value();
}

HeaderScanner::Line HeaderScanner::scanStatement()
{
    if (startsString()) {
        if (!m_isFirst) {
            m_hasEffect = true; // of an f-string
            return skipStatement() ? Line::Read : Line::Unclear;
        }
        QString text;
        if (!scanText(text, false) || !finishStatement())
            return Line::Unclear;
        m_values.documentation = text.trimmed();
        return Line::Read;
    }
    if (current() == '@')
        return Line::Finished;
    const char *const start = m_position;
    const QByteArrayView word = identifier();
    if (word.isEmpty())
        return Line::Unclear;
    if (isOneOf(word, { "def", "class", "async" }))
        return Line::Finished;
    if (isOneOf(word, { "import", "from" })) {
        if (!skipStatement() || mentionsHeaderName(start))
            return Line::Unclear;
        m_hasEffect = m_hasEffect || !isPlainImport({ start, m_position });
        return Line::Read;
    }
    if (isOneOf(word,
                { "if", "try", "for", "while", "with", "match", "del", "global", "raise", "assert",
                  "pass", "type" }))
        return Line::Unclear;
    skipSpaces();
    const char next = current();
    const bool isAssignment =
        next == ':' || (next == '=' && m_position + 1 != m_end && m_position[1] != '=');
    if (isAssignment)
        return scanAssignment(word);
    m_hasEffect = true;
    if (!skipStatement() || mentionsHeaderName(start))
        return Line::Unclear;
    return Line::Read;
}

HeaderScanner::Line HeaderScanner::scanAssignment(QByteArrayView name)
{
    bool hasValue = true;
    if (current() == ':' && !scanAnnotation(hasValue))
        return Line::Unclear;
    if (!hasValue)
        return Line::Read;
    ++m_position; // the equals sign
    skipSpaces();
    const char *const start = m_position;
    std::optional<HeaderValue> *target = m_values.named(QLatin1StringView(name));
    HeaderValue value;
    if (scanValue(value) && finishStatement()) {
        if (target != nullptr)
            *target = std::move(value);
        else
            m_constants.insert(name.toByteArray(), std::move(value));
        return Line::Read;
    }
    if (target != nullptr)
        return Line::Unclear;
    m_constants.remove(name.toByteArray());
    m_hasEffect = true;
    m_position = start;
    return skipStatement() && !mentionsHeaderName(start) ? Line::Read : Line::Unclear;
}

/// Skips ": annotation" up to the equals sign of the assignment, or the end of the line.
bool HeaderScanner::scanAnnotation(bool &hasValue)
{
    int depth = 0;
    ++m_position;
    while (!atEnd()) {
        const char c = *m_position;
        if (isNameStart(c)) {
            (void)identifier(); // or the prefix of a string
            continue;
        }
        if (isQuote(c)) {
            if (!skipString())
                return false;
            continue;
        }
        m_hasEffect = m_hasEffect || c == '(' || c == '.'; // a call, a property
        if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        } else if (depth == 0 && c == '=') {
            return true;
        } else if (depth == 0 && (isLineEnd(c) || c == '#')) {
            hasValue = false;
            return finishStatement();
        } else if (c == '\\' || c == ';') {
            return false;
        }
        ++m_position;
    }
    hasValue = false;
    return depth == 0;
}

bool HeaderScanner::scanValue(HeaderValue &value)
{
    if (startsString()) {
        value.kind = HeaderValue::Kind::Text;
        value.texts = { QString() };
        return scanText(value.texts.front(), false);
    }
    const char c = current();
    if (c == '(' || c == '[' || c == '{') {
        ++m_position;
        return scanSequence(c == '(' ? ')' : c == '[' ? ']' : '}', value);
    }
    const QByteArrayView word = identifier();
    if (word == "None") {
        value.kind = HeaderValue::Kind::None;
        return true;
    }
    const auto constant = m_constants.constFind(word.toByteArray());
    if (constant == m_constants.cend())
        return false;
    value = *constant;
    return true;
}

bool HeaderScanner::scanSequence(char closing, HeaderValue &value)
{
    bool hasComma = false;
    value.kind = HeaderValue::Kind::List;
    while (true) {
        skipSpaceAndLines();
        if (current() == closing)
            break;
        if (!startsString())
            return false;
        QString text;
        if (!scanText(text, true))
            return false;
        value.texts.append(text);
        skipSpaceAndLines();
        if (current() == closing)
            break;
        if (current() != ',')
            return false;
        hasComma = true;
        ++m_position;
    }
    ++m_position;
    if (closing == ')' && value.texts.size() == 1 && !hasComma)
        value.kind = HeaderValue::Kind::Text;
    return closing != '}' || !value.texts.isEmpty(); // {} is a dictionary
}

/// One or more adjacent texts.
bool HeaderScanner::scanText(QString &text, bool inBrackets)
{
    while (startsString()) {
        QString part;
        if (!scanOneText(part))
            return false;
        text += part;
        if (inBrackets)
            skipSpaceAndLines();
        else
            skipSpaces();
    }
    return true;
}

bool HeaderScanner::scanOneText(QString &text)
{
    bool isRaw = false;
    while (!isQuote(current())) {
        const char prefix = static_cast<char>(current() | 0x20);
        if (prefix == 'r')
            isRaw = true;
        else if (prefix != 'u')
            return false; // bytes, f-strings
        ++m_position;
    }
    const char *const start = m_position;
    if (!skipString())
        return false;
    const char quote = *start;
    const bool isTriple = m_position - start >= 6 && start[1] == quote && start[2] == quote;
    const qsizetype quotes = isTriple ? 3 : 1;
    const QByteArrayView body(start + quotes, m_position - quotes);
    if (!isRaw && contains(body, '\\'))
        return false;
    text = QString::fromUtf8(body);
    if (contains(body, '\r'))
        text.replace(QLatin1String("\r\n"), QLatin1String("\n"))
            .replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return true;
}

/// Skips a string with its prefix.
bool HeaderScanner::skipString()
{
    while (!isQuote(current()))
        ++m_position;
    const char quote = current();
    const bool isTriple =
        m_end - m_position >= 3 && m_position[1] == quote && m_position[2] == quote;
    m_position += isTriple ? 3 : 1;
    while (true) {
        while (!atEnd() && *m_position != quote && *m_position != '\\'
               && (isTriple || !isLineEnd(*m_position)))
            ++m_position;
        if (atEnd())
            return false;
        const char c = *m_position;
        if (c == '\\') {
            m_position += m_end - m_position >= 2 ? 2 : 1;
            continue;
        }
        if (c == quote && !isTriple) {
            ++m_position;
            return true;
        }
        if (c == quote && m_end - m_position >= 3 && m_position[1] == quote
            && m_position[2] == quote) {
            m_position += 3;
            return true;
        }
        if (isLineEnd(c) && !isTriple)
            return false;
        ++m_position;
    }
}

/// Skips to the end of the logical line.
bool HeaderScanner::skipStatement()
{
    int depth = 0;
    while (!atEnd()) {
        const char c = *m_position;
        if (isNameStart(c)) {
            (void)identifier(); // or the prefix of a string
            continue;
        }
        if (isQuote(c)) {
            if (!skipString())
                return false;
            continue;
        }
        if (c == '#') {
            skipComment();
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        } else if (c == ';' && depth == 0) {
            return false;
        } else if (c == '\\') {
            ++m_position; // the line end belongs to the statement
            if (current() == '\r')
                ++m_position;
        } else if (isLineEnd(c) && depth <= 0) {
            return depth == 0;
        }
        if (!atEnd())
            ++m_position;
    }
    return depth == 0;
}

bool HeaderScanner::mentionsHeaderName(const char *from) const
{
    // Each has one of these, and most imports have neither.
    const QByteArrayView statement(from, m_position);
    if (!contains(statement, 'v') && !contains(statement, '_'))
        return false;
    return std::any_of(std::begin(headerNames), std::end(headerNames), [&](QByteArrayView name) {
        return find(from, m_position, name) != nullptr;
    });
}

/// True if what was not read may bind a header name: the name, perhaps an annotation, an equals
/// sign.
bool HeaderScanner::restBindsHeaderName() const
{
    for (const QByteArrayView name : headerNames) {
        for (const char *at = find(m_position, m_end, name); at != nullptr;
             at = find(at + 1, m_end, name)) {
            const char *after = at + name.size();
            while (after != m_end && isSpace(*after))
                ++after;
            if (after != m_end && (*after == '=' || *after == ':' || *after == ','))
                return true;
        }
    }
    return false;
}

void HeaderScanner::skipSpaces()
{
    while (!atEnd() && isSpace(*m_position))
        ++m_position;
}

void HeaderScanner::skipSpaceAndLines()
{
    while (!atEnd()) {
        if (isSpace(*m_position) || isLineEnd(*m_position))
            ++m_position;
        else if (*m_position == '#')
            skipComment();
        else
            return;
    }
}

void HeaderScanner::skipComment()
{
    while (!atEnd() && !isLineEnd(*m_position))
        ++m_position;
}

/// True at the end of a line, after spaces and a comment.
bool HeaderScanner::finishStatement()
{
    skipSpaces();
    if (current() == '#')
        skipComment();
    return atEnd() || isLineEnd(*m_position);
}

bool HeaderScanner::startsString() const
{
    const char *at = m_position;
    for (int prefix = 0; prefix < 3 && at != m_end; ++prefix, ++at) {
        if (isQuote(*at))
            return true;
        const char letter = static_cast<char>(*at | 0x20);
        if (letter != 'r' && letter != 'u' && letter != 'b' && letter != 'f')
            return false;
    }
    return false;
}

QByteArrayView HeaderScanner::identifier()
{
    const char *const start = m_position;
    if (!atEnd() && isNameStart(*m_position)) {
        while (!atEnd() && isNamePart(*m_position))
            ++m_position;
    }
    return { start, m_position };
}

} // namespace limbeck
