// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/format.h"

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"

#include <charconv>
#include <cmath>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

bool isAlign(QChar character)
{
    return character == u'<' || character == u'>' || character == u'^' || character == u'=';
}

[[noreturn]] void unknownCode(char16_t type, const QString &typeName)
{
    throwValueError(
        u"Unknown format code '%1' for object of type '%2'"_s.arg(QChar(type)).arg(typeName));
}

int readNumber(const QString &text, qsizetype &at)
{
    qint64 number = 0;
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9') {
        number = number * 10 + (text[at].unicode() - u'0');
        if (number > std::numeric_limits<int>::max())
            throwValueError(u"Too many decimal digits in format string"_s);
        ++at;
    }
    return static_cast<int>(number);
}

/// Puts @p separator between groups of @p size digits of the whole part that starts @p digits.
QString grouped(const QString &digits, QChar separator, int size)
{
    QString result;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % size == 0)
            result += separator;
        result += digits[i];
    }
    return result;
}

/// Sign, prefix and digits brought to the width: zeros go between prefix and digits, grouped like
/// them.
QString assembled(const QString &sign, const QString &prefix, QString whole, const QString &rest,
                  const FormatSpec &spec, int groupSize)
{
    const QChar separator = QLatin1Char(spec.grouping);
    if (spec.zeroPadded && (spec.align == 0 || spec.align == '=')) {
        const qsizetype wanted = spec.width - sign.size() - prefix.size() - rest.size();
        if (spec.grouping == 0) {
            whole = whole.rightJustified(wanted, u'0');
        } else {
            while (grouped(whole, separator, groupSize).size() < wanted)
                whole.prepend(u'0');
        }
    }
    if (spec.grouping != 0)
        whole = grouped(whole, separator, groupSize);
    if (spec.align == '=' && !spec.zeroPadded) {
        FormatSpec inner = spec;
        inner.align = '>';
        inner.width = spec.width - sign.size() - prefix.size();
        return sign + prefix + padded(whole + rest, inner, '>');
    }
    if (spec.align == '=' || spec.zeroPadded) {
        FormatSpec inner = spec;
        if (inner.align == '=') {
            inner.align = '>';
            // An explicit fill before '=' wins over the zero flag.
            if (spec.fill != U'0' && spec.fill != U' ')
                return sign + prefix + padded(whole + rest, inner, '>');
        }
        return padded(sign + prefix + whole + rest, inner, '>');
    }
    return padded(sign + prefix + whole + rest, spec, '>');
}

QString signText(bool negative, char sign)
{
    return negative ? u"-"_s : sign == '+' ? u"+"_s : sign == ' ' ? u" "_s : QString();
}

QString formatInteger(Interpreter &interpreter, const Value &number, const FormatSpec &spec)
{
    constexpr QStringView types = u"bcdoxXn";
    if (spec.type != 0 && !types.contains(QChar(spec.type)))
        unknownCode(spec.type, interpreter.typeName(number));
    if (spec.precision >= 0)
        throwValueError(u"Precision not allowed in integer format specifier"_s);
    if (spec.noNegativeZero)
        throwValueError(u"Negative zero coercion (z) not allowed in integer format specifier"_s);
    const BigInt value = bigIntOf(number);
    const BigInt magnitude = value.isNegative() ? -value : value;
    int base = 10;
    QString prefix;
    switch (spec.type) {
    case u'b':
        base = 2;
        prefix = u"0b"_s;
        break;
    case u'o':
        base = 8;
        prefix = u"0o"_s;
        break;
    case u'x':
        base = 16;
        prefix = u"0x"_s;
        break;
    case u'X':
        base = 16;
        prefix = u"0X"_s;
        break;
    case u'c': {
        if (spec.sign != 0)
            throwValueError(u"Sign not allowed with integer format specifier 'c'"_s);
        if (spec.alternate)
            throwValueError(u"Alternate form (#) not allowed with integer format specifier 'c'"_s);
        const std::optional<qint64> code = value.toInt64();
        if (!code)
            throwOverflowError(u"Python int too large to convert to C long"_s);
        if (*code < 0 || *code > 0x10FFFF)
            throwOverflowError(u"%c arg not in range(0x110000)"_s);
        const auto character = static_cast<char32_t>(*code);
        return padded(QString::fromUcs4(&character, 1), spec, '<');
    }
    default:
        break;
    }
    QString digits = base == 10 ? intText(magnitude) : magnitude.toString(base);
    if (spec.type == u'X')
        digits = digits.toUpper();
    return assembled(signText(value.isNegative(), spec.sign), spec.alternate ? prefix : QString(),
                     digits, {}, spec, base == 10 ? 3 : 4);
}

/// Separators go with decimal numbers, `_` with the other bases too.
void checkGrouping(const FormatSpec &spec, char16_t defaultType)
{
    if (spec.grouping == 0)
        return;
    const QChar type(spec.type ? spec.type : defaultType);
    constexpr QStringView decimal = u"defgEG%F";
    constexpr QStringView bases = u"boxX";
    if (decimal.contains(type) || (spec.grouping == '_' && bases.contains(type)))
        return;
    const QString shown = type.unicode() > 0x20 && type.unicode() < 0x80
        ? QString(type)
        : u"\\x"_s + QString::number(type.unicode(), 16);
    throwValueError(u"Cannot specify '%1' with '%2'."_s.arg(QLatin1Char(spec.grouping)).arg(shown));
}

} // namespace

FormatSpec parseFormatSpec(const QString &text, const QString &typeName)
{
    FormatSpec spec;
    qsizetype at = 0;
    const qsizetype fillSize = text.size() > 1 && text[0].isHighSurrogate() ? 2 : 1;
    bool explicitFill = false;
    if (text.size() > fillSize && isAlign(text[fillSize])) {
        spec.fill = text.left(fillSize).toUcs4().constFirst();
        spec.align = text[fillSize].toLatin1();
        explicitFill = true;
        at = fillSize + 1;
    } else if (!text.isEmpty() && isAlign(text[0])) {
        spec.align = text[0].toLatin1();
        at = 1;
    }
    const auto take = [&](char16_t character) {
        const bool there = at < text.size() && text[at] == character;
        at += there ? 1 : 0;
        return there;
    };
    if (at < text.size() && (text[at] == u'+' || text[at] == u'-' || text[at] == u' '))
        spec.sign = text[at++].toLatin1();
    spec.noNegativeZero = take(u'z');
    spec.alternate = take(u'#');
    if (!explicitFill && at < text.size() && text[at] == u'0') {
        spec.fill = U'0';
        spec.zeroPadded = spec.align == 0 || spec.align == '=';
        ++at;
    } else if (explicitFill && take(u'0')) {
        // The width follows; the fill was given.
    }
    spec.width = readNumber(text, at);
    if (take(u','))
        spec.grouping = ',';
    if (take(u'_')) {
        if (spec.grouping != 0)
            throwValueError(u"Cannot specify both ',' and '_'."_s);
        spec.grouping = '_';
    }
    if (spec.grouping == '_' && take(u','))
        throwValueError(u"Cannot specify both ',' and '_'."_s);
    if (take(u'.')) {
        if (at >= text.size() || !text[at].isDigit())
            throwValueError(u"Format specifier missing precision"_s);
        spec.precision = readNumber(text, at);
    }
    if (text.size() - at > 1)
        throwValueError(
            u"Invalid format specifier '%1' for object of type '%2'"_s.arg(text, typeName));
    if (at < text.size())
        spec.type = text[at].unicode();
    checkGrouping(spec, typeName == u"str" ? u's' : u'd');
    return spec;
}

QString padded(const QString &text, const FormatSpec &spec, char defaultAlign)
{
    qsizetype length = text.size();
    for (const QChar character : text)
        length -= character.isLowSurrogate() ? 1 : 0;
    if (spec.width <= length)
        return text;
    requireStringBytes(spec.width * 2);
    const QString fill = QString::fromUcs4(&spec.fill, 1);
    const qsizetype missing = spec.width - length;
    switch (spec.align ? spec.align : defaultAlign) {
    case '<':
        return text + fill.repeated(missing);
    case '^':
        return fill.repeated(missing / 2) + text + fill.repeated(missing - missing / 2);
    default:
        return fill.repeated(missing) + text;
    }
}

QString formatText(const QString &text, const QString &specText)
{
    if (specText.isEmpty())
        return text;
    const FormatSpec spec = parseFormatSpec(specText, u"str"_s);
    if (spec.type != 0 && spec.type != u's')
        unknownCode(spec.type, u"str"_s);
    if (spec.sign != 0)
        throwValueError(u"%1 not allowed in string format specifier"_s.arg(
            spec.sign == ' ' ? u"Space"_s : u"Sign"_s));
    if (spec.noNegativeZero)
        throwValueError(u"Negative zero coercion (z) not allowed in string format specifier"_s);
    if (spec.alternate)
        throwValueError(u"Alternate form (#) not allowed in string format specifier"_s);
    if (spec.align == '=')
        throwValueError(u"'=' alignment not allowed in string format specifier"_s);
    QString shown = text;
    if (spec.precision >= 0) {
        qsizetype end = 0;
        for (int i = 0; i < spec.precision && end < shown.size(); ++i)
            end += shown[end].isHighSurrogate() && end + 1 < shown.size() ? 2 : 1;
        shown.truncate(end);
    }
    return padded(shown, spec, '<');
}

QString floatDigits(double magnitude, char type, int precision, bool alternate)
{
    if (precision > 100000)
        throwOverflowError(u"precision too big"_s);
    std::vector<char> buffer(static_cast<size_t>(precision) + 400);
    const auto convert = [&](std::chars_format format, int digits) {
        const auto end =
            std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, format, digits)
                .ptr;
        return QString::fromLatin1(buffer.data(), end - buffer.data());
    };
    if (type == 'f') {
        const QString text = convert(std::chars_format::fixed, precision);
        return alternate && precision == 0 ? text + u'.' : text;
    }
    if (type == 'e') {
        QString text = convert(std::chars_format::scientific, precision);
        if (alternate && precision == 0)
            text.insert(text.indexOf(u'e'), u'.');
        return text;
    }
    // 'g': scientific when the exponent, after rounding, is below -4 or not below the precision.
    const int significant = std::max(precision, 1);
    const QString scientific = convert(std::chars_format::scientific, significant - 1);
    const qsizetype at = scientific.indexOf(u'e');
    const int exponent = scientific.mid(at + 1).toInt();
    QString digits = scientific.left(at);
    QString suffix = scientific.mid(at);
    if (exponent >= -4 && exponent < significant) {
        digits = convert(std::chars_format::fixed, significant - 1 - exponent);
        suffix.clear();
    }
    if (!alternate && digits.contains(u'.')) {
        while (digits.endsWith(u'0'))
            digits.chop(1);
        if (digits.endsWith(u'.'))
            digits.chop(1);
    } else if (alternate && !digits.contains(u'.')) {
        digits += u'.';
    }
    return digits + suffix;
}

QString formatFloat(double value, const FormatSpec &spec)
{
    bool negative = std::signbit(value) && !std::isnan(value);
    const double magnitude = std::fabs(value);
    const char16_t type = spec.type;
    const bool upper = type == u'E' || type == u'F' || type == u'G';
    QString digits;
    if (std::isnan(value) || std::isinf(value)) {
        digits = std::isnan(value) ? u"nan"_s : u"inf"_s;
        if (type == u'%')
            digits += u'%';
    } else if (type == 0 && spec.precision < 0) {
        digits = floatRepr(magnitude);
        if (spec.alternate && !digits.contains(u'.'))
            digits.insert(digits.indexOf(u'e'), u'.');
    } else if (type == 0) {
        // Like 'g', but with at least one digit after the point.
        digits = floatDigits(magnitude, 'g', spec.precision, spec.alternate);
        const int precision = std::max(spec.precision, 1);
        const QString scientific = floatDigits(magnitude, 'e', precision - 1, false);
        const int exponent = scientific.mid(scientific.indexOf(u'e') + 1).toInt();
        if (exponent >= -4 && exponent == precision - 1 && !digits.contains(u'e')) {
            // One digit after the point does not fit the precision: scientific.
            const QString e = scientific;
            const qsizetype at = e.indexOf(u'e');
            QString head = e.left(at);
            if (head.contains(u'.')) {
                while (head.endsWith(u'0'))
                    head.chop(1);
                if (head.endsWith(u'.'))
                    head.chop(1);
            }
            digits = head + e.mid(at);
        } else if (!digits.contains(u'.') && !digits.contains(u'e')) {
            digits += u".0";
        }
    } else if (type == u'%') {
        digits = floatDigits(magnitude * 100, 'f', spec.precision < 0 ? 6 : spec.precision,
                             spec.alternate)
            + u'%';
    } else {
        const char lower = QChar(type).toLower().toLatin1();
        digits = floatDigits(magnitude, lower == 'n' ? 'g' : lower,
                             spec.precision < 0 ? 6 : spec.precision, spec.alternate);
    }
    if (upper)
        digits = digits.toUpper();
    if (spec.noNegativeZero && negative) {
        const bool allZero = std::none_of(digits.begin(), digits.end(),
                                          [](QChar c) { return c >= u'1' && c <= u'9'; });
        negative = !allZero;
    }
    qsizetype whole = 0;
    while (whole < digits.size() && digits[whole].isDigit())
        ++whole;
    if (whole == 0) // inf, nan: no grouping, no zeros in front by position
        whole = digits.size();
    const bool finite = std::isfinite(value);
    FormatSpec used = spec;
    if (!finite)
        used.grouping = 0;
    return assembled(signText(negative, spec.sign), {}, digits.left(whole), digits.mid(whole), used,
                     3);
}

QString formatNumber(Interpreter &interpreter, const Value &number, const QString &specText)
{
    if (specText.isEmpty())
        return interpreter.str(number);
    const QString typeName = interpreter.typeName(number);
    FormatSpec spec = parseFormatSpec(specText, typeName);
    const bool isFloat = floatOf(number).has_value();
    switch (spec.type) {
    case u'e':
    case u'E':
    case u'f':
    case u'F':
    case u'g':
    case u'G':
    case u'%':
        return formatFloat(numberOf(number), spec);
    case u'n':
    case 0:
        if (isFloat)
            return formatFloat(numberOf(number), spec);
        break;
    default:
        if (isFloat)
            unknownCode(spec.type, typeName);
    }
    return formatInteger(interpreter, number, spec);
}

} // namespace limbeck::lang
