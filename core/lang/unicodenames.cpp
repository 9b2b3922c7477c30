// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/unicodenames.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <array>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// The table: lines "NAME;HEX", or "NAME;HEX;alias" for another name. Read at the first use.
const QByteArray &table()
{
    static const QByteArray names = [] {
        QFile file(u":/limbeck/lang/unicodenames.txt"_s);
        return file.open(QIODevice::ReadOnly) ? '\n' + file.readAll() : QByteArray();
    }();
    return names;
}

constexpr QByteArrayView ideographPrefix = "CJK UNIFIED IDEOGRAPH-";

bool isIdeograph(char32_t code)
{
    return (code >= 0x3400 && code <= 0x4DBF) || (code >= 0x4E00 && code <= 0x9FFF)
        || (code >= 0x20000 && code <= 0x323AF);
}

/// CJK ideographs are named after their number.
std::optional<char32_t> ideographNamed(const QByteArray &name)
{
    if (!name.startsWith(ideographPrefix))
        return std::nullopt;
    bool valid = false;
    const quint32 code = name.sliced(ideographPrefix.size()).toUInt(&valid, 16);
    if (!valid || !isIdeograph(code))
        return std::nullopt;
    return static_cast<char32_t>(code);
}

constexpr QByteArrayView syllablePrefix = "HANGUL SYLLABLE ";
constexpr char32_t firstSyllable = 0xAC00;
constexpr char32_t lastSyllable = 0xD7A3;
constexpr std::array<QByteArrayView, 19> initials = { "G", "GG", "N", "D",  "DD", "R", "M",
                                                      "B", "BB", "S", "SS", "",   "J", "JJ",
                                                      "C", "K",  "T", "P",  "H" };
constexpr std::array<QByteArrayView, 21> vowels = { "A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                    "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                    "WEO", "WE", "WI", "YU",  "EU", "YI", "I" };
constexpr std::array<QByteArrayView, 28> finals = { "",   "G",  "GG", "GS", "N",  "NJ", "NH",
                                                    "D",  "L",  "LG", "LM", "LB", "LS", "LT",
                                                    "LP", "LH", "M",  "B",  "BS", "S",  "SS",
                                                    "NG", "J",  "C",  "K",  "T",  "P",  "H" };

/// Hangul syllables are named after their letters: initial, vowel, final.
std::optional<char32_t> syllableNamed(const QByteArray &name)
{
    if (!name.startsWith(syllablePrefix))
        return std::nullopt;
    const QByteArrayView syllable = QByteArrayView(name).sliced(syllablePrefix.size());
    for (size_t i = 0; i < initials.size(); ++i) {
        if (!syllable.startsWith(initials[i]))
            continue;
        for (size_t v = 0; v < vowels.size(); ++v) {
            const QByteArrayView rest = syllable.sliced(initials[i].size());
            if (!rest.startsWith(vowels[v]))
                continue;
            const auto last =
                std::find(finals.begin(), finals.end(), rest.sliced(vowels[v].size()));
            if (last != finals.end()) {
                const auto f = static_cast<size_t>(last - finals.begin());
                return firstSyllable
                    + static_cast<char32_t>((i * vowels.size() + v) * finals.size() + f);
            }
        }
    }
    return std::nullopt;
}

QByteArray nameOfSyllable(char32_t character)
{
    const size_t index = character - firstSyllable;
    return syllablePrefix.toByteArray()
        + initials[index / (vowels.size() * finals.size())].toByteArray()
        + vowels[index / finals.size() % vowels.size()].toByteArray()
        + finals[index % finals.size()].toByteArray();
}

} // namespace

std::optional<char32_t> characterNamed(QStringView name)
{
    const QByteArray upper = name.toString().toUpper().toLatin1();
    if (const auto ideograph = ideographNamed(upper))
        return ideograph;
    if (const auto syllable = syllableNamed(upper))
        return syllable;
    const QByteArray line = '\n' + upper + ';';
    const qsizetype place = table().indexOf(line);
    if (upper.isEmpty() || upper.contains(';') || upper.contains('\n') || place < 0)
        return std::nullopt;
    const qsizetype start = place + line.size();
    const QByteArray entry = table().sliced(start, table().indexOf('\n', start) - start);
    return static_cast<char32_t>(entry.split(';').constFirst().toUInt(nullptr, 16));
}

QString nameOfCharacter(char32_t character)
{
    const QByteArray code = QByteArray::number(static_cast<quint32>(character), 16).toUpper();
    if (isIdeograph(character))
        return QString::fromLatin1(ideographPrefix.toByteArray() + code);
    if (character >= firstSyllable && character <= lastSyllable)
        return QString::fromLatin1(nameOfSyllable(character));
    const qsizetype end = table().indexOf(';' + code + '\n');
    if (end < 0)
        return {};
    const qsizetype start = table().lastIndexOf('\n', end) + 1;
    return QString::fromLatin1(table().sliced(start, end - start));
}

} // namespace limbeck::lang
