// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makotranslation.h"

#include "core/config/pythontext.h"

#include <QRegularExpression>
#include <QSet>

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
    [[nodiscard]] Result<> readControl(const QString &statement);

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

    void addText(const QString &text);
    void addLine(const QString &line);
    void noteNames(const QString &code);

    SourceFilePtr m_source;
    QString m_text;
    qsizetype m_position = 0;
    int m_depth = 0;
    MakoTranslation m_result;
    QSet<QString> m_names;
};

Result<MakoTranslation> Translator::translate()
{
    while (m_position < m_text.size()) {
        if (auto read = readPiece(); !read)
            return failure(read.error());
    }
    if (m_depth > 0)
        return problem(ErrorCode::Syntax, u"A control line has no end"_s);
    m_result.names = m_names.values();
    m_result.names.sort();
    return std::move(m_result);
}

Result<> Translator::readPiece()
{
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
    addText(m_text.mid(m_position, end - m_position));
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
    const Result<> done = line.startsWith(u"##") ? Result<>() : readControl(line.mid(1).trimmed());
    m_position = std::min(end + 1, m_text.size());
    return done;
}

Result<> Translator::readControl(const QString &statement)
{
    static const QRegularExpression word(uR"(\A\w+)"_s);
    const QString keyword = word.match(statement).captured();
    if (keyword.startsWith(u"end")) {
        if (m_depth == 0)
            return problem(ErrorCode::Syntax, u"'%1' without its beginning"_s.arg(keyword));
        --m_depth;
        return {};
    }
    static const QSet<QString> continuing { u"else"_s, u"elif"_s, u"except"_s, u"finally"_s };
    static const QSet<QString> opening { u"if"_s, u"for"_s, u"while"_s, u"try"_s, u"with"_s };
    if (continuing.contains(keyword)) {
        if (m_depth == 0)
            return problem(ErrorCode::Syntax, u"'%1' without its beginning"_s.arg(keyword));
        --m_depth;
    } else if (!opening.contains(keyword)) {
        return problem(ErrorCode::Syntax, u"'%1' is no control line"_s.arg(statement));
    }
    noteNames(statement);
    addLine(statement);
    ++m_depth;
    addLine(u"pass"_s);
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
            addText(m_text.mid(start, end - start));
        m_position = end + closing.size();
        return {};
    }
    if (startsWith(u"<%!"))
        return readCode(true);
    if (m_position + 2 < m_text.size() && m_text[m_position] == u'<'
        && !m_text[m_position + 2].isLetter())
        return readCode(false);
    static const QRegularExpression tag(uR"(</?%\w+)"_s);
    return problem(ErrorCode::Unsupported,
                   u"The tag '%1' is not supported in revision templates"_s.arg(
                       tag.match(m_text, m_position).captured()));
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
    noteNames(code);
    QStringList lines = code.split(u'\n');
    qsizetype common = -1;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString trimmed = lines[i].trimmed();
        if (i == 0)
            lines[i] = trimmed;
        else if (!trimmed.isEmpty())
            common = std::min(common < 0 ? lines[i].size() : common, lines[i].indexOf(trimmed[0]));
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        const QString line = i == 0 ? lines[i] : lines[i].mid(std::max<qsizetype>(common, 0));
        if (isModuleCode)
            m_result.moduleLines.append(line);
        else
            addLine(line);
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
    QString expression = m_text.mid(start, (bar < 0 ? end : bar) - start).simplified();
    if (expression.isEmpty())
        return problem(ErrorCode::Syntax, u"An expression is empty"_s);
    // simplified() must not touch texts; only line ends matter between brackets.
    expression = m_text.mid(start, (bar < 0 ? end : bar) - start).trimmed();
    noteNames(expression);
    QString filters = bar < 0 ? QString() : m_text.mid(bar + 1, end - bar - 1);
    QStringList names { u"str"_s };
    for (const QString &filter : filters.split(u',', Qt::SkipEmptyParts))
        names.append(filter.trimmed());
    if (names.removeAll(u"n"_s) > 0)
        names.removeFirst(); // the default filter
    QString value = u'(' + expression + u')';
    static const QMap<QString, QString> builtIn {
        { u"h"_s, u"_filter_h"_s },      { u"x"_s, u"_filter_h"_s },
        { u"u"_s, u"_filter_u"_s },      { u"trim"_s, u"_filter_trim"_s },
        { u"entity"_s, u"_filter_h"_s }, { u"unicode"_s, u"str"_s },
    };
    for (const QString &name : std::as_const(names)) {
        if (!builtIn.contains(name))
            noteNames(name);
        value = builtIn.value(name, name) + u'(' + value + u')';
    }
    addLine(u"_out.append("_s + value.replace(u'\n', u' ') + u')');
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

void Translator::addText(const QString &text)
{
    if (!text.isEmpty())
        addLine(u"_out.append("_s + pythonRepr(text) + u')');
}

void Translator::addLine(const QString &line)
{
    m_result.lines.append(QString(4 * m_depth, u' ') + line);
    m_result.templateLines.push_back(lineNumber());
}

void Translator::noteNames(const QString &code)
{
    static const QRegularExpression name(uR"re("[^"\n]*"|'[^'\n]*'|(?<![\w.])[A-Za-z_]\w*)re"_s);
    for (auto match = name.globalMatch(code); match.hasNext();) {
        const QString word = match.next().captured();
        if (word[0] != u'"' && word[0] != u'\'')
            m_names.insert(word);
    }
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
