// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The methods of str that make new texts.

#include "core/lang/builtins.h"
#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/strmethods.h"
#include "core/lang/textcodecs.h"
#include "core/lang/textsearch.h"
#include "core/lang/turns.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

const QString &self(const Args &a)
{
    return textOf(a[0]);
}

Value strip(Args &a, bool left, bool right)
{
    const QString &text = self(a);
    if (!a["chars"].isNone() && !a["chars"].isStr())
        throwTypeError(u"%1 arg must be None or str"_s.arg(a.signature().name().section(u'.', 1)));
    const std::optional<QString> given = a.optionalText("chars");
    const auto strips = [&](QChar c) { return given ? given->contains(c) : isWhiteSpace(c); };
    qsizetype from = 0;
    qsizetype to = text.size();
    while (left && from < to && strips(text[from]))
        ++from;
    while (right && to > from && strips(text[to - 1]))
        --to;
    return makeStr(text.mid(from, to - from));
}

QStringList splitAtWhiteSpace(const QString &text, qint64 most, bool fromRight)
{
    QStringList parts;
    if (fromRight) {
        qsizetype at = text.size();
        while (true) {
            while (at > 0 && isWhiteSpace(text[at - 1]))
                --at;
            if (at == 0)
                break;
            if (most >= 0 && parts.size() >= most) {
                parts.prepend(text.left(at));
                break;
            }
            const qsizetype end = at;
            while (at > 0 && !isWhiteSpace(text[at - 1]))
                --at;
            parts.prepend(text.mid(at, end - at));
        }
        return parts;
    }
    qsizetype at = 0;
    while (true) {
        while (at < text.size() && isWhiteSpace(text[at]))
            ++at;
        if (at == text.size())
            break;
        if (most >= 0 && parts.size() >= most) {
            parts.append(text.mid(at));
            break;
        }
        const qsizetype start = at;
        while (at < text.size() && !isWhiteSpace(text[at]))
            ++at;
        parts.append(text.mid(start, at - start));
    }
    return parts;
}

Value split(Args &a, bool fromRight)
{
    const QString &text = self(a);
    const qint64 most = a.integer("maxsplit");
    if (a["sep"].isNone())
        return makeStrList(splitAtWhiteSpace(text, most, fromRight));
    if (!a["sep"].isStr() && !a["sep"].isOpaque())
        throwTypeError(u"must be str or None, not %1"_s.arg(a.interpreter().typeName(a["sep"])));
    const QString separator = a.text("sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    ValueVector parts;
    Turns turns(a.interpreter());
    const auto isOpen = [&] { return most < 0 || static_cast<qint64>(parts.size()) < most; };
    if (fromRight) {
        qsizetype end = text.size();
        while (isOpen()) {
            // By index, not in a part of the text: QStringView::lastIndexOf() of one character
            // looks one place too far.
            const qsizetype last = end - separator.size();
            const qsizetype at = last < 0 ? -1 : text.lastIndexOf(separator, last);
            if (at < 0)
                break;
            turns.turn();
            parts.push_back(makeStr(text.mid(at + separator.size(), end - at - separator.size())));
            end = at;
        }
        parts.push_back(makeStr(text.left(end)));
        std::reverse(parts.begin(), parts.end());
        return makeList(std::move(parts));
    }
    qsizetype start = 0;
    while (isOpen()) {
        const qsizetype at = findText(text, separator, start);
        if (at < 0)
            break;
        turns.turn();
        parts.push_back(makeStr(text.mid(start, at - start)));
        start = at + separator.size();
    }
    parts.push_back(makeStr(text.mid(start)));
    return makeList(std::move(parts));
}

Value partition(Args &a, bool fromRight)
{
    const QString &text = self(a);
    if (!a["sep"].isStr() && !a["sep"].isOpaque())
        throwTypeError(u"must be str, not %1"_s.arg(a.interpreter().typeName(a["sep"])));
    const QString separator = a.text("sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    const qsizetype at = fromRight ? text.lastIndexOf(separator) : findText(text, separator);
    if (at < 0)
        return fromRight ? makeTuple({ makeStr({}), makeStr({}), makeStr(text) })
                         : makeTuple({ makeStr(text), makeStr({}), makeStr({}) });
    return makeTuple(
        { makeStr(text.left(at)), makeStr(separator), makeStr(text.mid(at + separator.size())) });
}

Value join(Args &a)
{
    Interpreter &in = a.interpreter();
    if (!a["iterable"].isOpaque() && !in.isIterable(a["iterable"]))
        throwTypeError(u"can only join an iterable"_s);
    QString result;
    qsizetype number = 0;
    Turns turns(in);
    for (const Value &item : in.toVector(a["iterable"])) {
        turns.turn();
        if (item.isOpaque())
            in.requireKnownUnlessAbsorbing(item);
        else if (!item.isStr())
            throwTypeError(u"sequence item %1: expected str instance, %2 found"_s.arg(number).arg(
                in.typeName(item)));
        if (number++ > 0)
            result += self(a);
        result += item.isOpaque() ? in.str(item) : textOf(item);
        requireStringBytes(result.size() * 2);
    }
    return makeStr(result);
}

Value replace(Args &a)
{
    const QString &text = self(a);
    for (const int i : { 1, 2 }) {
        if (!a[i].isStr() && !a[i].isOpaque())
            throwTypeError(u"replace() argument %1 must be str, not %2"_s.arg(i).arg(
                a.interpreter().typeName(a[i])));
    }
    const QString old = a.text("old");
    const QString replacement = a.text("new");
    qint64 left = a.integer("count");
    QString result;
    qsizetype start = 0;
    Turns turns(a.interpreter());
    while (left != 0) {
        // An empty text is found before each character and at the end.
        const qsizetype at =
            old.isEmpty() ? (start <= text.size() ? start : -1) : findText(text, old, start);
        if (at < 0)
            break;
        --left;
        turns.turn();
        result += QStringView(text).mid(start, at - start);
        result += replacement;
        if (old.isEmpty()) {
            if (at == text.size()) {
                start = at;
                break;
            }
            const qsizetype step = text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
            result += QStringView(text).mid(at, step);
            start = at + step;
        } else {
            start = at + old.size();
        }
        requireStringBytes(result.size() * 2);
    }
    result += QStringView(text).mid(start);
    return makeStr(result);
}

Value justified(Args &a, char align)
{
    FormatSpec spec;
    spec.width = a.integer("width");
    spec.align = align;
    const QList<uint> fill = a.text("fillchar").toUcs4();
    if (fill.size() != 1)
        throwTypeError(u"The fill character must be exactly one character long"_s);
    spec.fill = fill.constFirst();
    return makeStr(padded(self(a), spec, align));
}

Value centered(Args &a)
{
    const auto &text = *static_cast<Str *>(a[0].object());
    const qint64 width = a.integer("width");
    const qint64 missing = width - text.size();
    if (missing <= 0)
        return makeStr(text.text());
    const QString fill = a.text("fillchar");
    requireStringBytes(width * 2);
    // When both sides cannot be equal, an odd width puts more on the left.
    const qint64 left = missing / 2 + (missing & width & 1);
    return makeStr(fill.repeated(left) + text.text() + fill.repeated(missing - left));
}

Value filledWithZeros(Args &a)
{
    const QString &text = self(a);
    const qint64 missing = a.integer("width") - static_cast<Str *>(a[0].object())->size();
    if (missing <= 0)
        return makeStr(text);
    requireStringBytes((missing + text.size()) * 2);
    const qsizetype sign = text.startsWith(u'+') || text.startsWith(u'-') ? 1 : 0;
    return makeStr(text.left(sign) + QString(missing, u'0') + text.mid(sign));
}

/// Whether a letter comes before (or after) @p at, past what has no case of its own, as marks.
bool casedBeside(const QString &text, qsizetype at, qsizetype step)
{
    static constexpr QStringView ignored =
        u"'.:^`\u00a8\u00ad\u00af\u00b4\u00b7\u00b8\u2018\u2019\u2024\u2027";
    for (qsizetype i = at + step; i >= 0 && i < text.size(); i += step) {
        const QChar c = text[i];
        if (c.isMark() || c.category() == QChar::Other_Format
            || c.category() == QChar::Letter_Modifier || c.category() == QChar::Symbol_Modifier
            || ignored.contains(c))
            continue;
        return c.isUpper() || c.isLower() || c.isTitleCase();
    }
    return false;
}

/// The lower case of the letter at @p at; a sigma that ends a word is "ς".
QString lowerAt(const QString &text, qsizetype at)
{
    constexpr char16_t capitalSigma = 0x3a3;
    constexpr char16_t finalSigma = 0x3c2;
    if (text[at] == capitalSigma && casedBeside(text, at, -1) && !casedBeside(text, at, 1))
        return QString(QChar(finalSigma));
    return QString(text[at]).toLower();
}

/// @p text from @p from on in lower case.
QString lowered(const QString &text, qsizetype from = 0)
{
    constexpr char16_t capitalSigma = 0x3a3;
    if (!text.contains(QChar(capitalSigma)))
        return text.mid(from).toLower();
    QString result;
    for (qsizetype i = from; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        result += pair ? text.mid(i, 2).toLower() : lowerAt(text, i);
        i += pair ? 1 : 0;
    }
    return result;
}

/// One letter at the start of a word: "Dž" of "dž", "Ss" of "ß".
QString titleCase(QChar letter)
{
    const QString upper = QString(letter).toUpper();
    if (upper.size() == 1)
        return QString(letter.toTitleCase());
    // An apostrophe before the letter has no case of its own ("ŉ").
    return upper[0].isUpper() ? upper.left(1) + upper.mid(1).toLower() : upper;
}

/// Letters that become several in upper case fold to those: "ss" for "ß".
QString caseFolded(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const QString letter = text.mid(i, pair ? 2 : 1);
        const QString upper = letter.toUpper();
        const QString lower = letter.toLower();
        result += upper.size() > letter.size() ? upper.toCaseFolded()
            : lower.size() > letter.size()     ? lower
                                               : letter.toCaseFolded();
        i += pair ? 1 : 0;
    }
    return result;
}

QString titled(const QString &text)
{
    QString result;
    bool inWord = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        result += inWord ? lowerAt(text, i) : titleCase(text[i]);
        inWord = text[i].isLetter();
    }
    return result;
}

Value expandTabs(Args &a)
{
    const qint64 size = a.integer("tabsize");
    QString result;
    qint64 column = 0;
    for (const QChar c : self(a)) {
        if (c == u'\t') {
            const qint64 blanks = size > 0 ? size - column % size : 0;
            result += QString(blanks, u' ');
            column += blanks;
        } else {
            result += c;
            column = c == u'\n' || c == u'\r' ? 0 : column + 1;
        }
    }
    return makeStr(result);
}

Value translate(Args &a)
{
    Interpreter &in = a.interpreter();
    QString result;
    for (const uint code : self(a).toUcs4()) {
        Value found;
        try {
            found = in.getItem(a["table"], static_cast<qint64>(code));
        } catch (const ScriptException &exception) {
            if (!exception.object()->type()->isSubclassOf(in.types().LookupError.get()))
                throw;
            found = Value(static_cast<qint64>(code));
        }
        if (found.isNone())
            continue;
        if (found.isStr()) {
            result += textOf(found);
        } else {
            const auto character = static_cast<char32_t>(in.toIndex(found));
            result += QString::fromUcs4(&character, 1);
        }
    }
    return makeStr(result);
}

Value makeTranslation(Args &a)
{
    Interpreter &in = a.interpreter();
    const Ref<Dict> table = makeDict();
    const auto codeOf = [&](const Value &key) -> Value {
        if (!key.isStr())
            return key;
        const QList<uint> codes = textOf(key).toUcs4();
        if (codes.size() != 1)
            throwValueError(u"string keys in translate table must be of length 1"_s);
        return static_cast<qint64>(codes.constFirst());
    };
    if (a["y"].isAbsent()) {
        if (!a["x"].isDict())
            throwTypeError(u"if you give only one argument to maketrans it must be a dict"_s);
        for (const HashTable::Entry &entry :
             static_cast<Dict *>(a["x"].object())->table().entries()) {
            if (!entry.key.isAbsent())
                table->set(in, codeOf(entry.key), entry.value);
        }
        return table;
    }
    const QList<uint> from = a.text("x").toUcs4();
    const QList<uint> to = a.text("y").toUcs4();
    if (from.size() != to.size())
        throwValueError(u"the first two maketrans arguments must have equal length"_s);
    for (qsizetype i = 0; i < from.size(); ++i)
        table->set(in, static_cast<qint64>(from[i]), static_cast<qint64>(to[i]));
    if (!a["z"].isAbsent()) {
        for (const uint code : a.text("z").toUcs4())
            table->set(in, static_cast<qint64>(code), Value());
    }
    return table;
}

Value swapCase(Args &a)
{
    QString result;
    const QString &text = self(a);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        result += c.isTitleCase() ? QString(c)
            : c.isUpper()         ? lowerAt(text, i)
                                  : QString(c).toUpper();
    }
    return makeStr(result);
}

Value capitalized(Args &a)
{
    const QString &text = self(a);
    return makeStr(text.isEmpty() ? text : titleCase(text[0]) + lowered(text, 1));
}

Value removedAffix(Args &a, bool prefix)
{
    const QString &text = self(a);
    if (!a["affix"].isStr() && !a["affix"].isOpaque())
        throwTypeError(u"%1() argument must be str, not %2"_s.arg(
            prefix ? u"removeprefix"_s : u"removesuffix"_s, a.interpreter().typeName(a["affix"])));
    const QString affix = a.text("affix");
    if (affix.isEmpty() || !(prefix ? text.startsWith(affix) : text.endsWith(affix)))
        return makeStr(text);
    return makeStr(prefix ? text.mid(affix.size()) : text.chopped(affix.size()));
}

Value formatted(Args &a)
{
    std::vector<KeywordArgument> keywords;
    for (const HashTable::Entry &entry : a.varKeywords().table().entries())
        keywords.push_back({ a.interpreter().intern(textOf(entry.key)), entry.value });
    return makeStr(formatBraces(a.interpreter(), self(a), { a.varPositional(), keywords }));
}

} // namespace

bool isWhiteSpace(QChar character)
{
    return character.isSpace() || (character.unicode() >= 0x1c && character.unicode() <= 0x1f);
}

QStringList splitLines(const QString &text, bool keepEnds)
{
    QStringList lines;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = start;
        const auto isBreak = [](char16_t c) {
            return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028
                || c == 0x2029;
        };
        while (end < text.size() && !isBreak(text[end].unicode()))
            ++end;
        qsizetype next = end;
        if (next < text.size())
            next +=
                text[next] == u'\r' && next + 1 < text.size() && text[next + 1] == u'\n' ? 2 : 1;
        lines.append(text.mid(start, (keepEnds ? next : end) - start));
        start = next;
    }
    return lines;
}

void defineStrEditing(TypeBuilder &builder)
{
    builder.method("strip(self, chars=None, /)", [](Args &a) { return strip(a, true, true); })
        .method("lstrip(self, chars=None, /)", [](Args &a) { return strip(a, true, false); })
        .method("rstrip(self, chars=None, /)", [](Args &a) { return strip(a, false, true); })
        .method("split(self, sep=None, maxsplit=-1)", [](Args &a) { return split(a, false); })
        .method("rsplit(self, sep=None, maxsplit=-1)", [](Args &a) { return split(a, true); })
        .method(
            "splitlines(self, keepends=False)",
            [](Args &a) -> Value { return makeStrList(splitLines(self(a), a.truth("keepends"))); })
        .method("partition(self, sep, /)", [](Args &a) { return partition(a, false); })
        .method("rpartition(self, sep, /)", [](Args &a) { return partition(a, true); })
        .method("join(self, iterable, /)", join)
        .method("replace(self, old, new, count=-1, /)", replace)
        .method("lower(self, /)", [](Args &a) { return makeStr(lowered(self(a))); })
        .method("upper(self, /)", [](Args &a) { return makeStr(self(a).toUpper()); })
        .method("casefold(self, /)", [](Args &a) { return makeStr(caseFolded(self(a))); })
        .method("title(self, /)", [](Args &a) { return makeStr(titled(self(a))); })
        .method("capitalize(self, /)", capitalized)
        .method("swapcase(self, /)", swapCase)
        .method("ljust(self, width, fillchar=' ', /)", [](Args &a) { return justified(a, '<'); })
        .method("rjust(self, width, fillchar=' ', /)", [](Args &a) { return justified(a, '>'); })
        .method("center(self, width, fillchar=' ', /)", centered)
        .method("zfill(self, width, /)", filledWithZeros)
        .method("expandtabs(self, tabsize=8)", expandTabs)
        .method("removeprefix(self, affix, /)", [](Args &a) { return removedAffix(a, true); })
        .method("removesuffix(self, affix, /)", [](Args &a) { return removedAffix(a, false); })
        .method("translate(self, table, /)", translate)
        .staticMethod("maketrans(x, y=?, z=?, /)", makeTranslation)
        .method("format(self, /, *args, **kwargs)", formatted)
        .method("format_map(self, mapping, /)",
                [](Args &a) -> Value {
                    return makeStr(formatBraces(a.interpreter(), self(a), {}, a["mapping"]));
                })
        .method("encode(self, encoding='utf-8', errors='strict')", [](Args &a) -> Value {
            return makeBytes(encodeText(self(a), a.text("encoding"), a.text("errors")));
        });
}

} // namespace limbeck::lang
