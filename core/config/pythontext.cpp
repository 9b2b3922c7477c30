// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/pythontext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

QString pythonRepr(const QString &text)
{
    const QChar quote = text.contains(u'\'') && !text.contains(u'"') ? u'"' : u'\'';
    QString result(quote);
    for (const QChar character : text) {
        if (character == quote || character == u'\\')
            result += u'\\';
        if (character == u'\n')
            result += u"\\n"_s;
        else if (character == u'\r')
            result += u"\\r"_s;
        else if (character == u'\t')
            result += u"\\t"_s;
        else if (character.unicode() < 0x20 || character.unicode() == 0x7f)
            result += u"\\x%1"_s.arg(uint(character.unicode()), 2, 16, QChar(u'0'));
        else
            result += character;
    }
    return result + quote;
}

namespace {

QString listed(const QStringList &texts)
{
    QStringList quoted;
    for (const QString &text : texts)
        quoted.append(pythonRepr(text));
    return quoted.join(u", "_s);
}

} // namespace

QString pythonTuple(const QStringList &texts)
{
    return u'(' + listed(texts) + (texts.size() == 1 ? u",)"_s : u")"_s);
}

QString pythonList(const QStringList &texts)
{
    return u'[' + listed(texts) + u']';
}

namespace {

/// One conversion of a format: what stands between "%" and the letter.
struct Conversion
{
    QString flags;
    int width = 0;
    int precision = -1;
    QChar letter;
};

QString padded(const QString &text, const Conversion &conversion, bool isNumber)
{
    const qsizetype missing = conversion.width - text.size();
    if (missing <= 0)
        return text;
    if (conversion.flags.contains(u'-'))
        return text + QString(missing, u' ');
    if (!isNumber || !conversion.flags.contains(u'0'))
        return QString(missing, u' ') + text;
    const qsizetype sign =
        !text.isEmpty() && (text[0] == u'-' || text[0] == u'+' || text[0] == u' ') ? 1 : 0;
    return text.left(sign) + QString(missing, u'0') + text.mid(sign);
}

QString formattedNumber(qint64 number, const Conversion &conversion)
{
    const int base = conversion.letter == u'o' ? 8 : conversion.letter.toLower() == u'x' ? 16 : 10;
    QString digits = QString::number(
        number < 0 ? 0 - static_cast<quint64>(number) : static_cast<quint64>(number), base);
    if (conversion.letter == u'X')
        digits = digits.toUpper();
    if (digits.size() < conversion.precision)
        digits = QString(conversion.precision - digits.size(), u'0') + digits;
    if (number < 0)
        digits.prepend(u'-');
    else if (conversion.flags.contains(u'+'))
        digits.prepend(u'+');
    else if (conversion.flags.contains(u' '))
        digits.prepend(u' ');
    return padded(digits, conversion, true);
}

Result<QString> formatted(const std::variant<QString, qint64> &value, const Conversion &conversion)
{
    const auto *number = std::get_if<qint64>(&value);
    if (u"diuxXo"_s.contains(conversion.letter)) {
        if (number == nullptr) {
            return failure(
                ErrorCode::Syntax,
                u"%%1 format: a real number is required, not str"_s.arg(conversion.letter));
        }
        return formattedNumber(*number, conversion);
    }
    QString text = number != nullptr ? QString::number(*number) : std::get<QString>(value);
    if (conversion.letter == u'r' && number == nullptr)
        text = pythonRepr(text);
    if (conversion.precision >= 0)
        text.truncate(conversion.precision);
    return padded(text, conversion, false);
}

} // namespace

Result<QString> percentFormat(const QString &text, const FormatValues &values)
{
    static const QRegularExpression pattern(
        uR"(%(?:%|\(([^)]*)\)([#0 +-]*)(\d*)(?:\.(\d*))?[hlL]?([srdiuxXo])))"_s);
    QString result;
    qsizetype position = 0;
    while (true) {
        const qsizetype percent = text.indexOf(u'%', position);
        result += text.mid(position, percent < 0 ? -1 : percent - position);
        if (percent < 0)
            return result;
        const QRegularExpressionMatch match =
            pattern.match(text, percent, QRegularExpression::NormalMatch,
                          QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch()) {
            return failure(
                ErrorCode::Syntax,
                u"unsupported format in %1 at index %2"_s.arg(pythonRepr(text)).arg(percent),
                u"A percent sign that means itself is written %%"_s);
        }
        position = match.capturedEnd();
        if (!match.hasCaptured(5)) {
            result += u'%';
            continue;
        }
        const auto value = values.constFind(match.captured(1));
        if (value == values.cend()) {
            return failure(
                ErrorCode::Syntax,
                u"unknown name %1 in %2"_s.arg(pythonRepr(match.captured(1)), pythonRepr(text)));
        }
        Conversion conversion { match.captured(2), match.captured(3).toInt(), -1,
                                match.captured(5)[0] };
        if (match.hasCaptured(4))
            conversion.precision = match.captured(4).toInt();
        const Result<QString> part = formatted(*value, conversion);
        if (!part)
            return part;
        result += *part;
    }
}

} // namespace limbeck
