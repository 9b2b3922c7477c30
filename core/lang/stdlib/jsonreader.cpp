// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/stdlib/jsonreader.h"

#include "core/lang/interpreter.h"
#include "core/lang/number.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

JsonReader::JsonReader(Interpreter &interpreter, const QString &text, const JsonHooks &hooks)
    : m_interpreter(interpreter)
    , m_text(text)
    , m_hooks(hooks)
{
}

tl::expected<Value, JsonError> JsonReader::read()
{
    try {
        skipSpaces();
        Value result = value();
        skipSpaces();
        if (m_position < m_text.size())
            fail(u"Extra data"_s, m_position);
        return result;
    } catch (const JsonError &error) {
        return tl::unexpected(error);
    }
}

void JsonReader::fail(const QString &message, qsizetype position)
{
    throw JsonError { message, position };
}

void JsonReader::skipSpaces()
{
    while (m_position < m_text.size() && QStringView(u" \t\n\r").contains(m_text.at(m_position)))
        ++m_position;
}

bool JsonReader::take(QStringView word)
{
    if (!QStringView(m_text).sliced(m_position).startsWith(word))
        return false;
    m_position += word.size();
    return true;
}

Value JsonReader::value()
{
    m_interpreter.checkStack();
    m_interpreter.step();
    if (m_position >= m_text.size())
        fail(u"Expecting value"_s, m_position);
    const QChar c = m_text.at(m_position);
    if (c == u'"')
        return makeStr(string());
    if (c == u'{')
        return object();
    if (c == u'[')
        return array();
    if (take(u"null"))
        return {};
    if (take(u"true"))
        return true;
    if (take(u"false"))
        return false;
    if (take(u"NaN"))
        return std::numeric_limits<double>::quiet_NaN();
    if (take(u"Infinity"))
        return std::numeric_limits<double>::infinity();
    if (take(u"-Infinity"))
        return -std::numeric_limits<double>::infinity();
    return number();
}

Value JsonReader::number()
{
    const qsizetype start = m_position;
    qsizetype at = start;
    const auto digits = [&] {
        const qsizetype first = at;
        while (at < m_text.size() && m_text.at(at) >= u'0' && m_text.at(at) <= u'9')
            ++at;
        return at - first;
    };
    if (at < m_text.size() && m_text.at(at) == u'-')
        ++at;
    const qsizetype whole = at;
    if (digits() == 0)
        fail(u"Expecting value"_s, start);
    if (m_text.at(whole) == u'0')
        at = whole + 1;
    bool isFloat = false;
    const auto part = [&](bool present, qsizetype skip) {
        if (!present)
            return;
        const qsizetype before = at;
        at += skip;
        if (digits() == 0)
            at = before;
        else
            isFloat = true;
    };
    part(at < m_text.size() && m_text.at(at) == u'.', 1);
    const bool exponent = at < m_text.size() && m_text.at(at).toLower() == u'e';
    const bool sign = exponent && at + 1 < m_text.size()
        && (m_text.at(at + 1) == u'+' || m_text.at(at + 1) == u'-');
    part(exponent, sign ? 2 : 1);
    m_position = at;
    const QString text = m_text.sliced(start, at - start);
    const Value &hook = isFloat ? m_hooks.parseFloat : m_hooks.parseInt;
    if (!hook.isNone())
        return m_interpreter.call(hook, { makeStr(text) });
    return isFloat ? Value(parseFloat(text)) : parseInt(text, 10);
}

QString JsonReader::string()
{
    const qsizetype start = m_position++;
    QString result;
    while (true) {
        if (m_position >= m_text.size())
            fail(u"Unterminated string starting at"_s, start);
        const QChar c = m_text.at(m_position++);
        if (c == u'"')
            return result;
        if (c.unicode() < 0x20)
            fail(u"Invalid control character at"_s, m_position - 1);
        if (c != u'\\') {
            result += c;
            continue;
        }
        if (m_position >= m_text.size())
            fail(u"Unterminated string starting at"_s, start);
        const QChar escape = m_text.at(m_position++);
        switch (escape.unicode()) {
        case u'"':
        case u'\\':
        case u'/':
            result += escape;
            break;
        case u'b':
            result += u'\b';
            break;
        case u'f':
            result += u'\f';
            break;
        case u'n':
            result += u'\n';
            break;
        case u'r':
            result += u'\r';
            break;
        case u't':
            result += u'\t';
            break;
        case u'u': {
            bool ok = false;
            const QString digits = m_text.mid(m_position, 4);
            const ushort unit = digits.toUShort(&ok, 16);
            if (!ok || digits.size() != 4)
                fail(u"Invalid \\uXXXX escape"_s, m_position - 1);
            result += QChar(unit);
            m_position += 4;
            break;
        }
        default:
            fail(u"Invalid \\escape"_s, m_position - 2);
        }
    }
}

Value JsonReader::array()
{
    ++m_position;
    ValueVector items;
    skipSpaces();
    if (take(u"]"))
        return makeList();
    while (true) {
        items.push_back(value());
        skipSpaces();
        if (take(u"]"))
            return makeList(std::move(items));
        if (!take(u","))
            fail(u"Expecting ',' delimiter"_s, m_position);
        skipSpaces();
    }
}

Value JsonReader::object()
{
    ++m_position;
    const auto members = makeDict();
    ValueVector pairs;
    skipSpaces();
    if (!take(u"}")) {
        while (true) {
            if (m_position >= m_text.size() || m_text.at(m_position) != u'"')
                fail(u"Expecting property name enclosed in double quotes"_s, m_position);
            const Value key = makeStr(string());
            skipSpaces();
            if (!take(u":"))
                fail(u"Expecting ':' delimiter"_s, m_position);
            skipSpaces();
            const Value member = value();
            members->set(m_interpreter, key, member);
            if (!m_hooks.objectPairsHook.isNone())
                pairs.push_back(makeTuple({ key, member }));
            skipSpaces();
            if (take(u"}"))
                break;
            if (!take(u","))
                fail(u"Expecting ',' delimiter"_s, m_position);
            skipSpaces();
        }
    }
    if (!m_hooks.objectPairsHook.isNone())
        return m_interpreter.call(m_hooks.objectPairsHook, { makeList(std::move(pairs)) });
    if (!m_hooks.objectHook.isNone())
        return m_interpreter.call(m_hooks.objectHook, { members });
    return members;
}

} // namespace limbeck::lang
