// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The module unicodedata, over Qt's tables of Unicode and our names of characters.

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/eastasianwidth.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/strobject.h"
#include "core/lang/unicodenames.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

char32_t characterOf(Args &a)
{
    const Value &value = a["chr"];
    if (!value.isStr())
        a.throwWrongType("chr", "a unicode character");
    const QList<uint> codes = textOf(value).toUcs4();
    if (codes.size() != 1)
        throwTypeError(
            u"%1() argument 1 must be a unicode character, not str"_s.arg(a.signature().name()));
    return codes.front();
}

QString::NormalizationForm formOf(Args &a)
{
    const QString form = a.text("form");
    static const QHash<QString, QString::NormalizationForm> forms {
        { u"NFC"_s, QString::NormalizationForm_C },
        { u"NFD"_s, QString::NormalizationForm_D },
        { u"NFKC"_s, QString::NormalizationForm_KC },
        { u"NFKD"_s, QString::NormalizationForm_KD },
    };
    const auto found = forms.constFind(form);
    if (found == forms.constEnd())
        throwValueError(u"invalid normalization form"_s);
    return *found;
}

QString categoryOf(char32_t character)
{
    static constexpr const char *names[] = {
        "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn", "Lu",
        "Ll", "Lt", "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
    };
    return QString::fromLatin1(names[QChar::category(character)]);
}

QString directionOf(char32_t character)
{
    static constexpr const char *names[] = {
        "L",   "R",  "EN",  "ES",  "ET",  "AN",  "CS", "B",   "S",   "WS",  "ON",  "LRE",
        "LRO", "AL", "RLE", "RLO", "PDF", "NSM", "BN", "LRI", "RLI", "FSI", "PDI",
    };
    return QChar::category(character) == QChar::Other_NotAssigned
        ? QString()
        : QString::fromLatin1(names[QChar::direction(character)]);
}

QString decompositionOf(char32_t character)
{
    static constexpr const char *tags[] = {
        "",           "",
        "<font> ",    "<noBreak> ",
        "<initial> ", "<medial> ",
        "<final> ",   "<isolated> ",
        "<circle> ",  "<super> ",
        "<sub> ",     "<vertical> ",
        "<wide> ",    "<narrow> ",
        "<small> ",   "<square> ",
        "<compat> ",  "<fraction> ",
    };
    // Syllables of Hangul are decomposed by rule, not by the table.
    constexpr char32_t firstSyllable = 0xAC00;
    constexpr char32_t lastSyllable = 0xD7A3;
    if (character >= firstSyllable && character <= lastSyllable)
        return {};
    QStringList codes;
    for (const uint code : QChar::decomposition(character).toUcs4())
        codes.append(QString::number(code, 16).toUpper().rightJustified(4, u'0'));
    return codes.isEmpty()
        ? QString()
        : QString::fromLatin1(tags[QChar::decompositionTag(character)]) + codes.join(u' ');
}

Value defaultOr(Args &a, const QString &message)
{
    if (a["default"].isAbsent())
        throwValueError(message);
    return a["default"];
}

/// The value of a digit in any script: 0 … 9; of a fraction or other numeral: told by its
/// compatibility decomposition.
std::optional<double> numericOf(char32_t character)
{
    if (const int digit = QChar::digitValue(character); digit >= 0)
        return digit;
    QString text = QString::fromUcs4(&character, 1).normalized(QString::NormalizationForm_KD);
    if (text.size() > 1) {
        const QStringList parts = text.split(u'\u2044');
        bool above = false;
        bool below = true;
        const double value = parts[0].toDouble(&above);
        const double divisor = parts.size() > 1 ? parts[1].toDouble(&below) : 1;
        if (above && below && parts.size() <= 2)
            return value / divisor;
    }
    static const QHash<char32_t, double> ideographs {
        { U'零', 0 }, { U'〇', 0 },  { U'一', 1 },   { U'二', 2 },    { U'三', 3 },
        { U'四', 4 }, { U'五', 5 },  { U'六', 6 },   { U'七', 7 },    { U'八', 8 },
        { U'九', 9 }, { U'十', 10 }, { U'百', 100 }, { U'千', 1000 }, { U'万', 10000 },
    };
    if (const auto found = ideographs.constFind(character); found != ideographs.constEnd())
        return *found;
    constexpr char32_t firstRoman = 0x2160;
    constexpr double roman[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100, 500, 1000 };
    if (character >= firstRoman && character < firstRoman + 32)
        return roman[(character - firstRoman) % 16];
    return std::nullopt;
}

void defineNumbers(ModuleBuilder &module)
{
    module.function("decimal(chr, default=?, /)", [](Args &a) -> Value {
        const char32_t character = characterOf(a);
        if (QChar::category(character) == QChar::Number_DecimalDigit)
            return QChar::digitValue(character);
        return defaultOr(a, u"not a decimal"_s);
    });
    module.function("digit(chr, default=?, /)", [](Args &a) -> Value {
        const int digit = QChar::digitValue(characterOf(a));
        return digit >= 0 ? Value(digit) : defaultOr(a, u"not a digit"_s);
    });
    module.function("numeric(chr, default=?, /)", [](Args &a) -> Value {
        const std::optional<double> number = numericOf(characterOf(a));
        return number ? Value(*number) : defaultOr(a, u"not a numeric character"_s);
    });
}

void defineNaming(ModuleBuilder &module)
{
    module.function("name(chr, default=?, /)", [](Args &a) -> Value {
        const QString name = nameOfCharacter(characterOf(a));
        return name.isEmpty() ? defaultOr(a, u"no such name"_s) : makeStr(name);
    });
    module.function("lookup(name, /)", [](Args &a) -> Value {
        const QString name = a.text("name");
        const std::optional<char32_t> character = characterNamed(name);
        if (!character)
            throwKeyError(makeStr(u"undefined character name '%1'"_s.arg(name)));
        return makeStr(QString::fromUcs4(&*character, 1));
    });
}

} // namespace

void defineUnicodedata(ModuleBuilder &module)
{
    module.value("unidata_version", makeStr(u"14.0.0"_s));
    module.function("normalize(form, unistr, /)", [](Args &a) -> Value {
        return makeStr(a.text("unistr").normalized(formOf(a)));
    });
    module.function("is_normalized(form, unistr, /)", [](Args &a) -> Value {
        return a.text("unistr").normalized(formOf(a)) == a.text("unistr");
    });
    module.function("category(chr, /)",
                    [](Args &a) -> Value { return makeStr(categoryOf(characterOf(a))); });
    module.function("bidirectional(chr, /)",
                    [](Args &a) -> Value { return makeStr(directionOf(characterOf(a))); });
    module.function("combining(chr, /)",
                    [](Args &a) -> Value { return QChar::combiningClass(characterOf(a)); });
    module.function("mirrored(chr, /)",
                    [](Args &a) -> Value { return QChar::hasMirrored(characterOf(a)) ? 1 : 0; });
    module.function("decomposition(chr, /)",
                    [](Args &a) -> Value { return makeStr(decompositionOf(characterOf(a))); });
    module.function("east_asian_width(chr, /)", [](Args &a) -> Value {
        return makeStr(QString::fromLatin1(eastAsianWidth(characterOf(a))));
    });
    defineNumbers(module);
    defineNaming(module);
}

} // namespace limbeck::lang
