// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/literals.h"

#include "core/lang/unicodenames.h"

#include <charconv>
#include <limits>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

using Failure = tl::unexpected<QString>;

int digitValue(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return 99;
}

/// Digits in @p radix as decimal digits, by schoolbook multiplication in base 10^9.
QByteArray toDecimal(QByteArrayView digits, quint32 radix)
{
    constexpr quint64 base = 1'000'000'000;
    std::vector<quint32> words;
    for (const char digit : digits) {
        quint64 carry = static_cast<quint64>(digitValue(static_cast<char16_t>(digit)));
        for (quint32 &word : words) {
            carry += static_cast<quint64>(word) * radix;
            word = static_cast<quint32>(carry % base);
            carry /= base;
        }
        if (carry != 0)
            words.push_back(static_cast<quint32>(carry));
    }
    QByteArray result;
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        const QByteArray part = QByteArray::number(*word);
        result += result.isEmpty() ? part : part.rightJustified(9, '0');
    }
    return result.isEmpty() ? QByteArrayLiteral("0") : result;
}

tl::expected<ConstantValue, QString> decodeInteger(const QByteArray &digits, int radix)
{
    bool fits = false;
    const qint64 value = digits.toLongLong(&fits, radix);
    if (fits)
        return value;
    constexpr qsizetype maximumDigits = 4300;
    if (radix != 10)
        return BigIntConstant { toDecimal(digits, static_cast<quint32>(radix)) };
    qsizetype zeros = 0;
    while (zeros < digits.size() - 1 && digits.at(zeros) == '0')
        ++zeros;
    if (digits.size() - zeros > maximumDigits) {
        return Failure(
            u"Exceeds the limit (4300 digits) for integer string conversion: value has %1 digits; "
            u"use "
            u"sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
            u"integer "
            u"literals to avoid decimal conversion limits."_s.arg(digits.size() - zeros));
    }
    return BigIntConstant { digits.sliced(zeros) };
}

/// The nearest double; infinite if @p digits is too large, 0 if it is too small.
double decodeFloat(const QByteArray &digits)
{
    double value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (error != std::errc::result_out_of_range)
        return value;
    const bool small = digits.contains("e-") || digits.contains("E-") || digits.startsWith('.')
        || digits.startsWith("0.");
    return small ? 0.0 : std::numeric_limits<double>::infinity();
}

/// Replaces the escapes of one string. Positions in messages count as CPython counts them: bytes of
/// the text in which each character beyond ASCII is written as an escape of ten characters.
class StringDecoder
{
public:
    explicit StringDecoder(QStringView body)
        : m_body(body)
    {
    }

    tl::expected<QString, QString> decode()
    {
        m_result.reserve(m_body.size());
        while (m_pos < m_body.size() && m_failure.isEmpty())
            step();
        if (!m_failure.isEmpty())
            return Failure(m_failure);
        return m_result;
    }

private:
    char16_t at(qsizetype index) const
    {
        return index < m_body.size() ? m_body[index].unicode() : u'\0';
    }

    void step()
    {
        const char16_t c = at(m_pos);
        if (c == u'\\') {
            escape();
        } else if (c == u'\r') {
            m_result += u'\n';
            m_pos += at(m_pos + 1) == u'\n' ? 2 : 1;
        } else {
            m_result += QChar(c);
            ++m_pos;
        }
    }

    void escape()
    {
        const qsizetype start = m_pos;
        const char16_t c = at(m_pos + 1);
        m_pos += 2;
        switch (c) {
        case u'\r':
            if (at(m_pos) == u'\n')
                ++m_pos;
            break;
        case u'\n':
            break;
        case u'\\':
            m_result += u'\\';
            break;
        case u'\'':
            m_result += u'\'';
            break;
        case u'"':
            m_result += u'"';
            break;
        case u'a':
            m_result += u'\a';
            break;
        case u'b':
            m_result += u'\b';
            break;
        case u'f':
            m_result += u'\f';
            break;
        case u'n':
            m_result += u'\n';
            break;
        case u'r':
            m_result += u'\r';
            break;
        case u't':
            m_result += u'\t';
            break;
        case u'v':
            m_result += u'\v';
            break;
        case u'x':
            return hexadecimal(start, 2, u"truncated \\xXX escape"_s);
        case u'u':
            return hexadecimal(start, 4, u"truncated \\uXXXX escape"_s);
        case u'U':
            return hexadecimal(start, 8, u"truncated \\UXXXXXXXX escape"_s);
        case u'N':
            return named(start);
        default:
            if (digitValue(c) < 8)
                return octal();
            m_result += u'\\'; // not an escape: both characters stay
            --m_pos;
        }
    }

    void octal()
    {
        --m_pos;
        int value = 0;
        for (int i = 0; i < 3 && digitValue(at(m_pos)) < 8; ++i)
            value = value * 8 + digitValue(at(m_pos++));
        m_result += QChar(static_cast<char16_t>(value));
    }

    void hexadecimal(qsizetype start, int digits, const QString &truncated)
    {
        quint32 value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = digitValue(at(m_pos));
            if (digit >= 16)
                return fail(start, truncated);
            value = value * 16 + static_cast<quint32>(digit);
            ++m_pos;
        }
        if (value > QChar::LastValidCodePoint)
            return fail(start, u"illegal Unicode character"_s);
        appendCodePoint(value);
    }

    void named(qsizetype start)
    {
        const qsizetype end = at(m_pos) == u'{' ? m_body.indexOf(u'}', m_pos) : -1;
        if (end <= m_pos + 1) {
            if (at(m_pos) == u'{')
                m_pos = end < 0 ? m_body.size() : end;
            return fail(start, u"malformed \\N character escape"_s);
        }
        const auto character = characterNamed(m_body.sliced(m_pos + 1, end - m_pos - 1));
        m_pos = end + 1;
        if (!character)
            return fail(start, u"unknown Unicode character name"_s);
        appendCodePoint(*character);
    }

    void appendCodePoint(char32_t c)
    {
        if (QChar::requiresSurrogates(c)) {
            m_result += QChar(QChar::highSurrogate(c));
            m_result += QChar(QChar::lowSurrogate(c));
        } else {
            m_result += QChar(static_cast<char16_t>(c));
        }
    }

    void fail(qsizetype start, const QString &reason)
    {
        m_failure =
            u"(unicode error) 'unicodeescape' codec can't decode bytes in position %1-%2: %3"_s
                .arg(bytesBefore(start))
                .arg(bytesBefore(m_pos) - 1)
                .arg(reason);
    }

    qsizetype bytesBefore(qsizetype index) const
    {
        constexpr qsizetype escapedLength = 10;
        qsizetype count = 0;
        for (qsizetype i = 0; i < index; ++i) {
            if (!QChar::isLowSurrogate(at(i)))
                count += at(i) < 128 ? 1 : escapedLength;
        }
        return count;
    }

    QStringView m_body;
    qsizetype m_pos = 0;
    QString m_result;
    QString m_failure;
};

QString withUnixLineEnds(QStringView text)
{
    QString result = text.toString();
    if (text.contains(u'\r')) {
        result.replace(u"\r\n"_s, u"\n"_s);
        result.replace(u'\r', u'\n');
    }
    return result;
}

char simpleByteEscape(char c)
{
    switch (c) {
    case '\\':
        return '\\';
    case '\'':
        return '\'';
    case '"':
        return '"';
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return 0;
    }
}

tl::expected<QByteArray, QString> replaceByteEscapes(const QByteArray &body)
{
    const auto digitAt = [&body](qsizetype index) {
        return index < body.size() ? digitValue(static_cast<char16_t>(body.at(index))) : 99;
    };
    QByteArray result;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body.at(i) != '\\' || i + 1 == body.size()) {
            result += body.at(i);
            continue;
        }
        const qsizetype start = i++;
        const char c = body.at(i);
        if (c == '\n')
            continue;
        if (const char simple = simpleByteEscape(c)) {
            result += simple;
        } else if (c == 'x') {
            if (digitAt(i + 1) >= 16 || digitAt(i + 2) >= 16)
                return Failure(u"(value error) invalid \\x escape at position %1"_s.arg(start));
            result += static_cast<char>(digitAt(i + 1) * 16 + digitAt(i + 2));
            i += 2;
        } else if (digitAt(i) < 8) {
            int value = 0;
            qsizetype end = i;
            while (end < i + 3 && digitAt(end) < 8)
                value = value * 8 + digitAt(end++);
            result += static_cast<char>(value & 0xFF);
            i = end - 1;
        } else {
            result += '\\';
            result += c;
        }
    }
    return result;
}

} // namespace

tl::expected<ConstantValue, QString> decodeNumber(QStringView token)
{
    QByteArray digits = token.toLatin1();
    digits.replace("_", "");
    const char second = digits.size() > 1 ? static_cast<char>(digits.at(1) | 0x20) : '\0';
    if (digits.at(0) == '0' && second == 'x')
        return decodeInteger(digits.sliced(2), 16);
    if (digits.at(0) == '0' && second == 'o')
        return decodeInteger(digits.sliced(2), 8);
    if (digits.at(0) == '0' && second == 'b')
        return decodeInteger(digits.sliced(2), 2);
    if (digits.endsWith('j') || digits.endsWith('J'))
        return std::complex<double>(0.0, decodeFloat(digits.chopped(1)));
    if (digits.contains('.') || digits.contains('e') || digits.contains('E'))
        return decodeFloat(digits);
    return decodeInteger(digits, 10);
}

tl::expected<QString, QString> decodeString(QStringView body, bool raw)
{
    if (raw || !body.contains(u'\\'))
        return withUnixLineEnds(body);
    return StringDecoder(body).decode();
}

tl::expected<QByteArray, QString> decodeBytes(QStringView body, bool raw)
{
    if (std::any_of(body.begin(), body.end(), [](QChar c) { return c.unicode() >= 128; }))
        return Failure(u"bytes can only contain ASCII literal characters"_s);
    const QByteArray text = withUnixLineEnds(body).toLatin1();
    if (raw || !text.contains('\\'))
        return text;
    return replaceByteEscapes(text);
}

} // namespace limbeck::lang
