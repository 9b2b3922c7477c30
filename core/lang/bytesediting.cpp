// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The methods of bytes and bytearray that make new bytes.

#include "core/lang/bytesmethods.h"
#include "core/lang/interpreter.h"
#include "core/lang/sequence.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

const QByteArray &self(const Args &a)
{
    return static_cast<Bytes *>(a[0].object())->data();
}

QByteArray bytesOf(const Args &a, std::string_view name)
{
    if (!a[name].isBytes())
        throwTypeError(
            u"a bytes-like object is required, not '%1'"_s.arg(a.interpreter().typeName(a[name])));
    return static_cast<Bytes *>(a[name].object())->data();
}

Value sameKind(const Args &a, const QByteArray &data)
{
    const CoreTypes &types = a.interpreter().types();
    const bool array = a[0].object()->type()->isSubclassOf(types.bytearray.get());
    return make<Bytes>(array ? types.bytearray.get() : types.bytes.get(), data);
}

Value listOf(const Args &a, const QList<QByteArray> &parts)
{
    ValueVector values;
    for (const QByteArray &part : parts)
        values.push_back(sameKind(a, part));
    return makeList(std::move(values));
}

bool isSpaceAt(const QByteArray &data, qsizetype at)
{
    return isByteSpace(static_cast<unsigned char>(data[at]));
}

QList<QByteArray> splitAtSpace(const QByteArray &data, qint64 most)
{
    QList<QByteArray> parts;
    for (qsizetype at = 0;;) {
        while (at < data.size() && isSpaceAt(data, at))
            ++at;
        if (at == data.size())
            return parts;
        if (most >= 0 && parts.size() >= most) {
            parts.append(data.mid(at));
            return parts;
        }
        const qsizetype start = at;
        while (at < data.size() && !isSpaceAt(data, at))
            ++at;
        parts.append(data.mid(start, at - start));
    }
}

QList<QByteArray> splitAtSpaceFromRight(const QByteArray &data, qint64 most)
{
    QList<QByteArray> parts;
    for (qsizetype at = data.size();;) {
        while (at > 0 && isSpaceAt(data, at - 1))
            --at;
        if (at == 0)
            return parts;
        if (most >= 0 && parts.size() >= most) {
            parts.prepend(data.left(at));
            return parts;
        }
        const qsizetype end = at;
        while (at > 0 && !isSpaceAt(data, at - 1))
            --at;
        parts.prepend(data.mid(at, end - at));
    }
}

Value split(Args &a)
{
    const qint64 most = a.integer("maxsplit");
    if (a["sep"].isNone())
        return listOf(a, splitAtSpace(self(a), most));
    const QByteArray separator = bytesOf(a, "sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    QList<QByteArray> parts;
    qsizetype start = 0;
    while (most < 0 || parts.size() < most) {
        const qsizetype at = self(a).indexOf(separator, start);
        if (at < 0)
            break;
        parts.append(self(a).mid(start, at - start));
        start = at + separator.size();
    }
    parts.append(self(a).mid(start));
    return listOf(a, parts);
}

Value splitFromRight(Args &a)
{
    const qint64 most = a.integer("maxsplit");
    if (a["sep"].isNone())
        return listOf(a, splitAtSpaceFromRight(self(a), most));
    const QByteArray separator = bytesOf(a, "sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    QList<QByteArray> parts;
    QByteArray rest = self(a);
    while (most < 0 || parts.size() < most) {
        const qsizetype at = rest.lastIndexOf(separator);
        if (at < 0)
            break;
        parts.prepend(rest.mid(at + separator.size()));
        rest.truncate(at);
    }
    parts.prepend(rest);
    return listOf(a, parts);
}

Value splitLines(Args &a)
{
    const QByteArray &data = self(a);
    const bool keep = a.truth("keepends");
    QList<QByteArray> lines;
    for (qsizetype start = 0; start < data.size();) {
        qsizetype end = start;
        while (end < data.size() && data[end] != '\n' && data[end] != '\r')
            ++end;
        qsizetype next = std::min(end + 1, data.size());
        if (end + 1 < data.size() && data[end] == '\r' && data[end + 1] == '\n')
            ++next;
        lines.append(data.mid(start, (keep ? next : end) - start));
        start = next;
    }
    return listOf(a, lines);
}

Value partition(Args &a, bool fromRight)
{
    const QByteArray separator = bytesOf(a, "sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    const QByteArray &data = self(a);
    const qsizetype at = fromRight ? data.lastIndexOf(separator) : data.indexOf(separator);
    if (at < 0 && fromRight)
        return makeTuple({ sameKind(a, {}), sameKind(a, {}), sameKind(a, data) });
    if (at < 0)
        return makeTuple({ sameKind(a, data), sameKind(a, {}), sameKind(a, {}) });
    return makeTuple({ sameKind(a, data.left(at)), sameKind(a, separator),
                       sameKind(a, data.mid(at + separator.size())) });
}

Value strip(Args &a, bool left, bool right)
{
    const QByteArray set =
        a["bytes"].isNone() ? QByteArray(" \t\n\r\x0b\x0c") : bytesOf(a, "bytes");
    const QByteArray &data = self(a);
    qsizetype from = 0;
    qsizetype to = data.size();
    while (left && from < to && set.contains(data[from]))
        ++from;
    while (right && to > from && set.contains(data[to - 1]))
        --to;
    return sameKind(a, data.mid(from, to - from));
}

Value join(Args &a)
{
    Interpreter &in = a.interpreter();
    if (!in.isIterable(a["iterable"]))
        throwTypeError(u"can only join an iterable"_s);
    QByteArray result;
    qsizetype number = 0;
    for (const Value &item : in.toVector(a["iterable"])) {
        if (!item.isBytes())
            throwTypeError(
                u"sequence item %1: expected a bytes-like object, %2 found"_s.arg(number).arg(
                    in.typeName(item)));
        if (number++ > 0)
            result += self(a);
        result += static_cast<Bytes *>(item.object())->data();
        requireStringBytes(result.size());
    }
    return sameKind(a, result);
}

Value replace(Args &a)
{
    const QByteArray &data = self(a);
    const QByteArray old = bytesOf(a, "old");
    const QByteArray replacement = bytesOf(a, "new");
    qint64 left = a.integer("count");
    QByteArray result;
    qsizetype start = 0;
    while (left != 0) {
        // Nothing is found before each byte and at the end.
        const qsizetype at = old.isEmpty() ? start : data.indexOf(old, start);
        if (at < 0)
            break;
        --left;
        result += data.mid(start, at - start) + replacement;
        start = at + old.size();
        if (old.isEmpty()) {
            if (at == data.size())
                return sameKind(a, result);
            result += data[start++];
        }
        requireStringBytes(result.size());
    }
    return sameKind(a, result + data.mid(start));
}

/// The padding for center(), ljust() and rjust(): its size, and the byte.
QByteArray padding(Args &a, qint64 size)
{
    const Value &fill = a["fillchar"];
    QByteArray byte(1, ' ');
    if (!fill.isAbsent()) {
        byte = fill.isBytes() ? static_cast<Bytes *>(fill.object())->data() : QByteArray();
        if (byte.size() != 1)
            throwTypeError(u"%1() argument 2 must be a byte string of length 1, not %2"_s.arg(
                a.signature().name().section(u'.', 1), a.interpreter().typeName(fill)));
    }
    requireStringBytes(size);
    return QByteArray(size, byte[0]);
}

Value justified(Args &a, bool left)
{
    const QByteArray pad = padding(a, std::max<qint64>(0, a.integer("width") - self(a).size()));
    return sameKind(a, left ? self(a) + pad : pad + self(a));
}

Value centered(Args &a)
{
    const qint64 width = a.integer("width");
    const qint64 missing = std::max<qint64>(0, width - self(a).size());
    const qint64 left = missing / 2 + (missing & width & 1);
    const QByteArray pad = padding(a, missing);
    return sameKind(a, pad.left(left) + self(a) + pad.left(missing - left));
}

Value filledWithZeros(Args &a)
{
    const QByteArray &data = self(a);
    const qint64 missing = a.integer("width") - data.size();
    if (missing <= 0)
        return sameKind(a, data);
    requireStringBytes(missing + data.size());
    const qsizetype sign = data.startsWith('+') || data.startsWith('-') ? 1 : 0;
    return sameKind(a, data.left(sign) + QByteArray(missing, '0') + data.mid(sign));
}

QByteArray titled(const QByteArray &data)
{
    QByteArray result;
    bool inWord = false;
    for (const char c : data) {
        const QByteArray letter(1, c);
        result += inWord ? letter.toLower() : letter.toUpper();
        inWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return result;
}

QByteArray swapped(QByteArray data)
{
    for (char &c : data) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            c = static_cast<char>(c ^ 0x20);
    }
    return data;
}

Value expandTabs(Args &a)
{
    const qint64 size = a.integer("tabsize");
    QByteArray result;
    qint64 column = 0;
    for (const char c : self(a)) {
        if (c == '\t') {
            const qint64 blanks = size > 0 ? size - column % size : 0;
            requireStringBytes(result.size() + blanks);
            result += QByteArray(blanks, ' ');
            column += blanks;
        } else {
            result += c;
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return sameKind(a, result);
}

Value translate(Args &a)
{
    const QByteArray removed = a["delete"].isAbsent() ? QByteArray() : bytesOf(a, "delete");
    const QByteArray table = a["table"].isNone() ? QByteArray() : bytesOf(a, "table");
    if (!a["table"].isNone() && table.size() != 256)
        throwValueError(u"translation table must be 256 characters long"_s);
    QByteArray result;
    for (const char c : self(a)) {
        if (!removed.contains(c))
            result += table.isEmpty() ? c : table[static_cast<unsigned char>(c)];
    }
    return sameKind(a, result);
}

Value makeTranslation(Args &a)
{
    const QByteArray from = bytesOf(a, "frm");
    const QByteArray to = bytesOf(a, "to");
    if (from.size() != to.size())
        throwValueError(u"maketrans arguments must have same length"_s);
    QByteArray table(256, '\0');
    for (int i = 0; i < 256; ++i)
        table[i] = static_cast<char>(i);
    for (qsizetype i = 0; i < from.size(); ++i)
        table[static_cast<unsigned char>(from[i])] = to[i];
    return makeBytes(table);
}

Value removedAffix(Args &a, bool prefix)
{
    const QByteArray affix = bytesOf(a, "affix");
    const QByteArray &data = self(a);
    if (!(prefix ? data.startsWith(affix) : data.endsWith(affix)))
        return sameKind(a, data);
    return sameKind(a, prefix ? data.mid(affix.size()) : data.chopped(affix.size()));
}

} // namespace

void defineBytesEditing(TypeBuilder &builder)
{
    builder.method("split(self, sep=None, maxsplit=-1)", split)
        .method("rsplit(self, sep=None, maxsplit=-1)", splitFromRight)
        .method("splitlines(self, keepends=False)", splitLines)
        .method("partition(self, sep, /)", [](Args &a) { return partition(a, false); })
        .method("rpartition(self, sep, /)", [](Args &a) { return partition(a, true); })
        .method("strip(self, bytes=None, /)", [](Args &a) { return strip(a, true, true); })
        .method("lstrip(self, bytes=None, /)", [](Args &a) { return strip(a, true, false); })
        .method("rstrip(self, bytes=None, /)", [](Args &a) { return strip(a, false, true); })
        .method("join(self, iterable, /)", join)
        .method("replace(self, old, new, count=-1, /)", replace)
        .method("lower(self, /)", [](Args &a) { return sameKind(a, self(a).toLower()); })
        .method("upper(self, /)", [](Args &a) { return sameKind(a, self(a).toUpper()); })
        .method("title(self, /)", [](Args &a) { return sameKind(a, titled(self(a))); })
        .method("swapcase(self, /)", [](Args &a) { return sameKind(a, swapped(self(a))); })
        .method("capitalize(self, /)",
                [](Args &a) {
                    return sameKind(a, self(a).left(1).toUpper() + self(a).mid(1).toLower());
                })
        .method("ljust(self, width, fillchar=?, /)", [](Args &a) { return justified(a, true); })
        .method("rjust(self, width, fillchar=?, /)", [](Args &a) { return justified(a, false); })
        .method("center(self, width, fillchar=?, /)", centered)
        .method("zfill(self, width, /)", filledWithZeros)
        .method("expandtabs(self, tabsize=8)", expandTabs)
        .method("translate(self, table, /, delete=?)", translate)
        .staticMethod("maketrans(frm, to, /)", makeTranslation)
        .method("removeprefix(self, affix, /)", [](Args &a) { return removedAffix(a, true); })
        .method("removesuffix(self, affix, /)", [](Args &a) { return removedAffix(a, false); });
}

} // namespace limbeck::lang
