// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/makoprogram.h"

#include "core/config/pythontext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

const QString indentation = QString(4, u' ');

QStringList filterNames(const QString &text)
{
    QStringList names;
    for (const QString &name : text.split(u',', Qt::SkipEmptyParts))
        names.append(name.trimmed());
    return names;
}

/// Splits "a, b=(1, 2)" at the commas that stand outside of brackets and texts.
QStringList splitArguments(const QString &text)
{
    static const QRegularExpression piece(
        uR"re((?:"[^"]*"|'[^']*'|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|[^,])+)re"_s);
    QStringList arguments;
    for (auto match = piece.globalMatch(text); match.hasNext();)
        arguments.append(match.next().captured().trimmed());
    arguments.removeAll(QString());
    return arguments;
}

QString name(const QString &argument)
{
    return argument.section(u'=', 0, 0).section(u':', 0, 0).trimmed();
}

} // namespace

int MakoProgram::depth() const
{
    // A function's own statements stand below its header and its `try:`.
    const Function &function = m_open.back();
    return static_cast<int>(function.controls.size()) + (function.tag.isEmpty() ? 0 : 2);
}

void MakoProgram::addStatement(const QString &line)
{
    m_open.back().lines.push_back({ indentation.repeated(depth()) + line, m_line });
}

void MakoProgram::addText(const QString &text)
{
    if (!text.isEmpty())
        addStatement(u"_out.append("_s + pythonRepr(text) + u')');
}

QString MakoProgram::filtered(QString value, const QStringList &filters)
{
    static const QMap<QString, QString> builtIn {
        { u"h"_s, u"_filter_h"_s },           { u"x"_s, u"_filter_h"_s },
        { u"u"_s, u"_filter_u"_s },           { u"trim"_s, u"_filter_trim"_s },
        { u"entity"_s, u"_filter_entity"_s }, { u"unicode"_s, u"str"_s },
    };
    for (const QString &filter : filters) {
        if (filter.startsWith(u"lambda "))
            value = u'(' + filter + u")("_s + value + u')';
        else
            value = builtIn.value(filter, filter) + u'(' + value + u')';
    }
    return value;
}

void MakoProgram::addExpression(const QString &expression, const QStringList &filters)
{
    noteNames(expression);
    QStringList all = QStringList { u"str"_s } + m_pageFilters + filters;
    if (filters.contains(u"n"_s)) {
        all = filters;
        all.removeAll(u"n"_s);
    }
    for (const QString &filter : std::as_const(all))
        noteNames(filter);
    // Between the brackets line ends mean nothing.
    QString value = u'(' + expression + u')';
    addStatement(u"_out.append("_s + filtered(value.replace(u'\n', u' '), all) + u')');
}

// ------------------------------------------------------------------------------------------------
// control lines

std::optional<QString> MakoProgram::addControl(const QString &statement)
{
    static const QRegularExpression word(uR"(\A\w+)"_s);
    static const QRegularExpression loop(uR"(\Afor\s+(.+?)\s+in\s+(.+):\s*(?:#.*)?\z)"_s);
    static const QSet<QString> continuing { u"else"_s, u"elif"_s, u"except"_s, u"finally"_s };
    static const QSet<QString> opening { u"if"_s, u"for"_s, u"while"_s, u"try"_s, u"with"_s };
    std::vector<QString> &controls = m_open.back().controls;
    const QString keyword = word.match(statement).captured();
    if (keyword.startsWith(u"end")) {
        if (controls.empty())
            return u"'%1' without its beginning"_s.arg(keyword);
        const QString ended = controls.back();
        controls.pop_back();
        if (ended == u"for")
            addStatement(u"loop = loop._outer"_s);
        return {};
    }
    noteNames(statement);
    if (continuing.contains(keyword)) {
        if (controls.empty())
            return u"'%1' without its beginning"_s.arg(keyword);
        const QString opened = controls.back();
        controls.pop_back();
        addStatement(statement);
        controls.push_back(opened);
    } else if (!opening.contains(keyword)) {
        return u"'%1' is no control line"_s.arg(statement);
    } else if (const auto match = loop.match(statement); match.hasMatch()) {
        // Inside it `loop` tells which turn it is.
        addStatement(u"loop = _Loop(%1, loop)"_s.arg(match.captured(2)));
        addStatement(u"for %1 in loop:"_s.arg(match.captured(1)));
        controls.push_back(keyword);
    } else {
        addStatement(statement);
        controls.push_back(keyword);
    }
    addStatement(u"pass"_s);
    return {};
}

// ------------------------------------------------------------------------------------------------
// tags

std::optional<QString> MakoProgram::setPage(const MakoAttributes &attributes)
{
    m_pageFilters = filterNames(attributes.value(u"expression_filter"_s));
    for (const QString &argument : splitArguments(attributes.value(u"args"_s))) {
        noteNames(argument);
        if (const qsizetype equals = argument.indexOf(u'='); equals > 0)
            addStatement(u"%1 = context.get('%1', %2)"_s.arg(name(argument),
                                                             argument.mid(equals + 1).trimmed()));
    }
    return {};
}

std::optional<QString> MakoProgram::beginFunction(const QString &tag,
                                                  const MakoAttributes &attributes)
{
    Function function;
    function.tag = tag;
    function.signature = attributes.value(u"name"_s);
    if (tag == u"def" && !function.signature.contains(u'('))
        return u"<%def> needs a name with parentheses, such as name=\"f(x)\""_s;
    if (attributes.contains(u"decorator"_s))
        return u"A decorator of <%def> is not supported in revision templates"_s;
    if (tag == u"block") {
        if (function.signature.isEmpty())
            function.signature = u"_block_%1"_s.arg(++m_anonymousBlocks);
        function.signature += u"()"_s;
    }
    function.filters = filterNames(attributes.value(u"filter"_s));
    function.isBuffered = attributes.value(u"buffered"_s) == u"True";
    noteNames(function.signature);
    for (const QString &filter : std::as_const(function.filters))
        noteNames(filter);
    m_open.push_back(std::move(function));
    addStatement(u"pass"_s);
    return {};
}

std::optional<QString> MakoProgram::endFunction(const QString &tag)
{
    if (m_open.back().tag != tag)
        return u"</%%1> without its beginning"_s.arg(tag);
    if (!m_open.back().controls.empty())
        return u"A control line has no end"_s;
    const Function function = std::move(m_open.back());
    m_open.pop_back();

    const QString outer = indentation.repeated(m_open.back().tag.isEmpty() ? 0 : 1);
    const QString inner = outer + indentation;
    std::vector<Line> text;
    const auto add = [&](const QString &line) { text.push_back({ line, m_line }); };
    add(outer + u"def "_s + function.signature + u':');
    add(inner + u"loop = None"_s);
    for (const Line &line : function.functions)
        text.push_back({ outer + line.text, line.templateLine });
    add(inner + u"_begin_text()"_s);
    add(inner + u"try:"_s);
    for (const Line &line : function.lines)
        text.push_back({ outer + line.text, line.templateLine });
    add(inner + u"finally:"_s);
    add(inner + indentation + u"_text = "_s + filtered(u"_end_text()"_s, function.filters));
    // Also where the template's code returns.
    if (!function.isBuffered)
        add(inner + indentation + u"_out.append(_text)"_s);
    add(inner + (function.isBuffered ? u"return _text"_s : u"return ''"_s));
    std::vector<Line> &functions = m_open.back().functions;
    functions.insert(functions.end(), text.begin(), text.end());
    if (tag == u"block") // stands where it is written, too
        addStatement(u"_out.append("_s + function.signature + u')');
    return {};
}

std::optional<QString> MakoProgram::finish(MakoTranslation &result)
{
    if (m_open.size() > 1)
        return u"'</%%1>' is missing"_s.arg(m_open.back().tag);
    if (!m_open.back().controls.empty())
        return u"A control line has no end"_s;
    const Function &body = m_open.back();
    for (const std::vector<Line> *lines : { &body.functions, &body.lines }) {
        for (const Line &line : *lines) {
            m_result.lines.append(line.text);
            m_result.templateLines.push_back(line.templateLine);
        }
    }
    m_result.names = m_names.values();
    m_result.names.sort();
    result = std::move(m_result);
    return {};
}

void MakoProgram::noteNames(const QString &code)
{
    static const QRegularExpression identifier(
        uR"re("[^"\n]*"|'[^'\n]*'|(?<![\w.])[A-Za-z_]\w*)re"_s);
    for (auto match = identifier.globalMatch(code); match.hasNext();) {
        const QString word = match.next().captured();
        if (word[0] != u'"' && word[0] != u'\'')
            m_names.insert(word);
    }
}

} // namespace limbeck
