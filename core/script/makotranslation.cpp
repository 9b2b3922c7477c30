// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makotranslation.h"

#include "core/script/makoprogram.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Reads a template from its beginning to its end, piece by piece.
class Translator
{
public:
    explicit Translator(SourceFilePtr source)
        : m_source(std::move(source))
        , m_text(m_source->text())
    {
    }

    [[nodiscard]] Result<MakoTranslation> translate();

private:
    [[nodiscard]] Result<> readPiece();
    [[nodiscard]] Result<> readControlLine();
    [[nodiscard]] Result<> readTag();
    [[nodiscard]] Result<> readCode(bool isModuleCode);
    [[nodiscard]] Result<> readExpression();
    [[nodiscard]] Result<> readFunctionTag();

    [[nodiscard]] qsizetype skipString(qsizetype at) const;

    [[nodiscard]] bool isAtLineStart() const
    {
        return m_position == 0 || m_text[m_position - 1] == u'\n';
    }

    [[nodiscard]] bool startsWith(QStringView word) const
    {
        return QStringView(m_text).mid(m_position).startsWith(word);
    }

    [[nodiscard]] int lineNumber() const
    {
        return static_cast<int>(m_text.left(m_position).count(u'\n')) + 1;
    }

    [[nodiscard]] tl::unexpected<Error> problem(ErrorCode code, const QString &message) const;

    [[nodiscard]] Result<> done(const std::optional<QString> &refusal) const;

    SourceFilePtr m_source;
    QString m_text;
    qsizetype m_position = 0;
    MakoProgram m_program;
};

Result<MakoTranslation> Translator::translate()
{
    while (m_position < m_text.size()) {
        if (auto read = readPiece(); !read)
            return failure(read.error());
    }
    MakoTranslation result;
    if (const auto refusal = m_program.finish(result))
        return problem(ErrorCode::Syntax, *refusal);
    return result;
}

Result<> Translator::readPiece()
{
    m_program.setTemplateLine(lineNumber());
    static const QRegularExpression controlLine(uR"([ \t]*(?:%(?!%)|##))"_s);
    const auto options = QRegularExpression::AnchorAtOffsetMatchOption;
    if (isAtLineStart()
        && controlLine.match(m_text, m_position, QRegularExpression::NormalMatch, options)
               .hasMatch())
        return readControlLine();
    if (startsWith(u"${"))
        return readExpression();
    if (startsWith(u"<%") || startsWith(u"</%"))
        return readTag();
    if (startsWith(u"\\\n")) {
        m_position += 2;
        return {};
    }
    if (isAtLineStart() && startsWith(u"%%"))
        ++m_position;
    // Plain text up to whatever may begin something else.
    static const QRegularExpression next(uR"(\$\{|</?%|\\\n|\n)"_s);
    const qsizetype found = m_text.indexOf(next, m_position);
    qsizetype end = found < 0 ? m_text.size() : found;
    if (end < m_text.size() && m_text[end] == u'\n')
        ++end;
    m_program.addText(m_text.mid(m_position, end - m_position));
    m_position = end;
    return {};
}

Result<> Translator::readControlLine()
{
    qsizetype end = m_text.indexOf(u'\n', m_position);
    end = end < 0 ? m_text.size() : end;
    QString line = m_text.mid(m_position, end - m_position).trimmed();
    while (line.startsWith(u'%') && line.endsWith(u'\\') && end < m_text.size()) {
        const qsizetype start = end + 1;
        end = m_text.indexOf(u'\n', start);
        end = end < 0 ? m_text.size() : end;
        line = line.chopped(1) + u' ' + m_text.mid(start, end - start).trimmed();
    }
    if (!line.startsWith(u"##")) {
        if (auto read = done(m_program.addControl(line.mid(1).trimmed())); !read)
            return read;
    }
    m_position = std::min(end + 1, m_text.size());
    return {};
}

Result<> Translator::readTag()
{
    if (startsWith(u"<%doc>") || startsWith(u"<%text>")) {
        const bool isText = startsWith(u"<%text>");
        const QString closing = isText ? u"</%text>"_s : u"</%doc>"_s;
        const qsizetype start = m_position + closing.size() - 1;
        const qsizetype end = m_text.indexOf(closing, start);
        if (end < 0)
            return problem(ErrorCode::Syntax, u"'%1' is missing"_s.arg(closing));
        if (isText)
            m_program.addText(m_text.mid(start, end - start));
        m_position = end + closing.size();
        return {};
    }
    if (startsWith(u"<%!"))
        return readCode(true);
    if (startsWith(u"<%") && m_position + 2 < m_text.size() && !m_text[m_position + 2].isLetter())
        return readCode(false);
    return readFunctionTag();
}

/// `<%page/>`, and the beginning or end of `<%def>` and `<%block>`.
Result<> Translator::readFunctionTag()
{
    static const QRegularExpression tag(
        uR"re((</?%)([\w:.]+)((?:\s+\w+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>)re"_s);
    static const QRegularExpression attribute(uR"re((\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'))re"_s);
    const auto match = tag.match(m_text, m_position, QRegularExpression::NormalMatch,
                                 QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return problem(ErrorCode::Syntax, u"A tag has no end"_s);
    MakoAttributes attributes;
    for (auto found = attribute.globalMatch(match.captured(3)); found.hasNext();) {
        const auto pair = found.next();
        attributes.insert(pair.captured(1),
                          pair.hasCaptured(3) ? pair.captured(3) : pair.captured(2));
    }
    const QString name = match.captured(2);
    const bool isFunction = name == u"def" || name == u"block";
    if (!isFunction && name != u"page") {
        return problem(ErrorCode::Unsupported,
                       u"The tag '%1%2' is not supported in revision templates"_s.arg(
                           match.captured(1), name));
    }
    std::optional<QString> refusal;
    if (!isFunction)
        refusal = m_program.setPage(attributes);
    else if (match.captured(1) == u"</%")
        refusal = m_program.endFunction(name);
    else
        refusal = m_program.beginFunction(name, attributes);
    if (!refusal && isFunction && !match.captured(4).isEmpty())
        refusal = m_program.endFunction(name);
    if (auto read = done(refusal); !read)
        return read;
    m_position = match.capturedEnd();
    return {};
}

Result<> Translator::readCode(bool isModuleCode)
{
    const qsizetype start = m_position + (isModuleCode ? 3 : 2);
    qsizetype end = start;
    while (end < m_text.size() && !QStringView(m_text).mid(end).startsWith(u"%>"))
        end = m_text[end] == u'"' || m_text[end] == u'\'' ? skipString(end) : end + 1;
    if (end >= m_text.size())
        return problem(ErrorCode::Syntax, u"'%>' is missing"_s);
    const QString code = m_text.mid(start, end - start);
    m_program.noteNames(code);
    // The first statement says how far all of them are indented.
    static const QRegularExpression first(uR"(^([ \t]*)[^# \t\n])"_s,
                                          QRegularExpression::MultilineOption);
    const QString margin = first.match(code).captured(1);
    for (QString line : code.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        if (line.startsWith(margin))
            line.remove(0, margin.size());
        if (isModuleCode)
            m_program.addModuleLine(line);
        else
            m_program.addStatement(line);
    }
    m_position = end + 2;
    return {};
}

/// "${ expression | filters }".
Result<> Translator::readExpression()
{
    qsizetype depth = 0;
    qsizetype bar = -1;
    qsizetype end = m_position + 2;
    while (end < m_text.size()) {
        const QChar c = m_text[end];
        if (c == u'"' || c == u'\'') {
            end = skipString(end);
            continue;
        }
        if (c == u'}' && depth == 0)
            break;
        if (c == u'{' || c == u'(' || c == u'[')
            ++depth;
        else if (c == u'}' || c == u')' || c == u']')
            --depth;
        else if (c == u'|' && depth == 0)
            bar = end;
        ++end;
    }
    if (end >= m_text.size())
        return problem(ErrorCode::Syntax, u"An expression has no closing brace"_s);
    const qsizetype start = m_position + 2;
    const QString expression = m_text.mid(start, (bar < 0 ? end : bar) - start).trimmed();
    if (expression.isEmpty())
        return problem(ErrorCode::Syntax, u"An expression is empty"_s);
    QStringList filters;
    if (bar >= 0) {
        for (const QString &filter :
             m_text.mid(bar + 1, end - bar - 1).split(u',', Qt::SkipEmptyParts))
            filters.append(filter.trimmed());
    }
    m_program.addExpression(expression, filters);
    m_position = end + 1;
    return {};
}

/// The place behind the text that begins at @p at.
qsizetype Translator::skipString(qsizetype at) const
{
    const QChar quote = m_text[at];
    const bool isTriple = m_text.mid(at, 3) == QString(3, quote);
    qsizetype i = at + (isTriple ? 3 : 1);
    while (i < m_text.size()) {
        if (m_text[i] == u'\\') {
            i += 2;
            continue;
        }
        if (m_text[i] == quote && (!isTriple || m_text.mid(i, 3) == QString(3, quote)))
            return i + (isTriple ? 3 : 1);
        ++i;
    }
    return m_text.size();
}

Result<> Translator::done(const std::optional<QString> &refusal) const
{
    if (refusal)
        return problem(ErrorCode::Syntax, *refusal);
    return {};
}

tl::unexpected<Error> Translator::problem(ErrorCode code, const QString &message) const
{
    const int line = lineNumber();
    return failure(
        Error { code,
                u"%1 in line %2 of %3"_s.arg(message, QString::number(line), m_source->path()),
                { m_source, { line, 1, line, 1 } },
                {},
                {},
                {} });
}

} // namespace

Result<MakoTranslation> translateMako(const SourceFilePtr &source)
{
    return Translator(source).translate();
}

} // namespace limbeck
