// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes bytes and bytearray: how they are made, what looks at them, and what is bytearray's
// alone. What makes new bytes stands in bytesediting.cpp.

#include "core/lang/bytesmethods.h"

#include "core/lang/builtins.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/textcodecs.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Bytes &self(const Args &a)
{
    return *static_cast<Bytes *>(a[0].object());
}

char checkedByte(Interpreter &in, const Value &value)
{
    const qint64 byte = in.toIndex(value);
    if (byte < 0 || byte > 255)
        throwValueError(u"byte must be in range(0, 256)"_s);
    return static_cast<char>(byte);
}

/// The bytes of any iterable of ints.
QByteArray bytesFrom(Interpreter &in, const Value &iterable, const QString &typeName)
{
    if (iterable.isBytes())
        return static_cast<Bytes *>(iterable.object())->data();
    QByteArray data;
    if (!in.isIterable(iterable))
        throwTypeError(u"cannot convert '%1' object to %2"_s.arg(in.typeName(iterable), typeName));
    for (const Value &item : in.toVector(iterable)) {
        // An int beyond 64 bits is out of range like any other.
        const qint64 byte = item.isInt() && !smallIntOf(item) ? -1 : in.toIndex(item);
        if (byte < 0 || byte > 255)
            throwValueError(typeName == u"bytes" ? u"bytes must be in range(0, 256)"_s
                                                 : u"byte must be in range(0, 256)"_s);
        data.append(static_cast<char>(byte));
    }
    return data;
}

Value newBytes(Args &a)
{
    Interpreter &in = a.interpreter();
    auto *const type = static_cast<Type *>(a[0].object());
    const Value &source = a["source"];
    QByteArray data;
    if (source.isStr()) {
        if (a["encoding"].isAbsent())
            throwTypeError(u"string argument without an encoding"_s);
        data = encodeText(textOf(source), a.text("encoding"),
                          a["errors"].isAbsent() ? u"strict"_s : a.text("errors"));
    } else if (!a["encoding"].isAbsent()) {
        throwTypeError(u"encoding without a string argument"_s);
    } else if (source.isBytes()) {
        data = static_cast<Bytes *>(source.object())->data();
    } else if (const Value method =
                   source.isAbsent() ? source : in.findAttr(source, in.names().bytes.get());
               !method.isAbsent()) {
        const Value result = in.call(method);
        if (!result.isBytes())
            throwTypeError(u"__bytes__ returned non-bytes (type %1)"_s.arg(in.typeName(result)));
        data = static_cast<Bytes *>(result.object())->data();
    } else if (source.isInt()
               || (!source.isAbsent() && !in.findAttr(source, in.names().index.get()).isAbsent())) {
        const qint64 size = in.toIndex(source);
        if (size < 0)
            throwValueError(u"negative count"_s);
        requireStringBytes(size);
        data = QByteArray(size, '\0');
    } else if (!source.isAbsent()) {
        data = bytesFrom(in, source, type->name());
    }
    return make<Bytes>(type, data);
}

Value hexText(Args &a)
{
    const QByteArray hex = self(a).data().toHex();
    if (a["sep"].isAbsent())
        return makeStr(QString::fromLatin1(hex));
    const QByteArray separator = a["sep"].isBytes()
        ? static_cast<Bytes *>(a["sep"].object())->data()
        : a.text("sep").toUtf8();
    if (separator.size() != 1)
        throwValueError(u"sep must be length 1."_s);
    const qint64 group = a.integer("bytes_per_sep");
    if (group == 0)
        return makeStr(QString::fromLatin1(hex));
    const qsizetype size = self(a).data().size();
    QByteArray result;
    for (qsizetype i = 0; i < size; ++i) {
        // Groups are counted from the right; with a negative size from the left.
        const qsizetype counted = group > 0 ? size - i : i;
        if (i > 0 && counted % std::abs(group) == 0)
            result += separator;
        result += hex.mid(2 * i, 2);
    }
    return makeStr(QString::fromLatin1(result));
}

Value fromHex(Args &a)
{
    const QString text = a.text("string");
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isSpace() && digits.size() % 2 == 0)
            continue;
        if (text[i].unicode() > 0x7F || !std::isxdigit(text[i].unicode()))
            throwValueError(
                u"non-hexadecimal number found in fromhex() arg at position %1"_s.arg(i));
        digits.append(text[i].toLatin1());
    }
    if (digits.size() % 2 != 0)
        throwValueError(
            u"non-hexadecimal number found in fromhex() arg at position %1"_s.arg(text.size()));
    return make<Bytes>(static_cast<Type *>(a[0].object()), QByteArray::fromHex(digits));
}

/// What find() and its kin look for: bytes, or one byte as an int.
QByteArray soughtBytes(Args &a)
{
    const Value &sub = a["sub"];
    if (sub.isBytes())
        return static_cast<Bytes *>(sub.object())->data();
    if (!sub.isInt())
        throwTypeError(u"argument should be integer or bytes-like object, not '%1'"_s.arg(
            a.interpreter().typeName(sub)));
    return QByteArray(1, checkedByte(a.interpreter(), sub));
}

struct Window
{
    qsizetype start;
    qsizetype end;

    [[nodiscard]] bool isValid() const { return start <= end; }
};

/// The part that optional start and end choose.
Window windowOf(Args &a)
{
    const SliceObject slice(a.interpreter().types().slice.get(), a["start"], a["end"], {});
    const SliceBounds bounds = sliceBounds(a.interpreter(), slice, self(a).data().size());
    return { static_cast<qsizetype>(bounds.start), static_cast<qsizetype>(bounds.stop) };
}

qsizetype find(Args &a, bool last)
{
    const QByteArray wanted = soughtBytes(a);
    const Window window = windowOf(a);
    if (!window.isValid())
        return -1;
    const QByteArray part = self(a).data().mid(window.start, window.end - window.start);
    if (wanted.isEmpty())
        return last ? window.end : window.start;
    const qsizetype at = last ? part.lastIndexOf(wanted) : part.indexOf(wanted);
    return at < 0 ? -1 : window.start + at;
}

Value index(Args &a, bool last)
{
    const qsizetype at = find(a, last);
    if (at < 0)
        throwValueError(u"subsection not found"_s);
    return static_cast<qint64>(at);
}

Value count(Args &a)
{
    const QByteArray wanted = soughtBytes(a);
    const Window window = windowOf(a);
    if (!window.isValid())
        return 0;
    const QByteArray part = self(a).data().mid(window.start, window.end - window.start);
    if (wanted.isEmpty())
        return static_cast<qint64>(part.size() + 1);
    qint64 number = 0;
    for (qsizetype at = part.indexOf(wanted); at >= 0;
         at = part.indexOf(wanted, at + wanted.size()))
        ++number;
    return number;
}

Value startsOrEnds(Args &a, bool starts)
{
    const Window window = windowOf(a);
    const QByteArray part = window.isValid()
        ? self(a).data().mid(window.start, window.end - window.start)
        : QByteArray();
    const auto test = [&](const Value &value) {
        const QByteArray &affix = static_cast<Bytes *>(value.object())->data();
        return window.isValid() && (starts ? part.startsWith(affix) : part.endsWith(affix));
    };
    const QString name = starts ? u"startswith"_s : u"endswith"_s;
    if (a["prefix"].isBytes())
        return test(a["prefix"]);
    if (!a["prefix"].isTuple())
        throwTypeError(u"%1 first arg must be bytes or a tuple of bytes, not %2"_s.arg(
            name, a.interpreter().typeName(a["prefix"])));
    for (const Value &affix : static_cast<Tuple *>(a["prefix"].object())->items()) {
        if (!affix.isBytes())
            throwTypeError(u"a bytes-like object is required, not '%1'"_s.arg(
                a.interpreter().typeName(affix)));
        if (test(affix))
            return true;
    }
    return false;
}

template <typename Test>
NativeCode allBytes(Test test)
{
    return [test](Args &a) -> Value {
        const QByteArray &data = self(a).data();
        return !data.isEmpty() && std::all_of(data.begin(), data.end(), [&](char byte) {
            return test(static_cast<unsigned char>(byte));
        });
    };
}

bool isAsciiLower(unsigned char byte)
{
    return byte >= 'a' && byte <= 'z';
}

bool isAsciiUpper(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

bool isAsciiLetter(unsigned char byte)
{
    return isAsciiLower(byte) || isAsciiUpper(byte);
}

bool isAsciiDigit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/// islower() and isupper(): letters decide, and there must be one.
NativeCode caseIs(bool (*wanted)(unsigned char), bool (*refused)(unsigned char))
{
    return [wanted, refused](Args &a) -> Value {
        bool cased = false;
        for (const char byte : self(a).data()) {
            if (refused(static_cast<unsigned char>(byte)))
                return false;
            cased = cased || wanted(static_cast<unsigned char>(byte));
        }
        return cased;
    };
}

Value isTitle(Args &a)
{
    bool cased = false;
    bool inWord = false;
    for (const char c : self(a).data()) {
        const auto byte = static_cast<unsigned char>(c);
        if (isAsciiLetter(byte)) {
            if (isAsciiUpper(byte) == inWord)
                return false;
            cased = true;
        }
        inWord = isAsciiLetter(byte);
    }
    return cased;
}

void defineLooks(TypeBuilder &builder)
{
    builder
        .method("find(self, sub, start=None, end=None, /)",
                [](Args &a) -> Value { return static_cast<qint64>(find(a, false)); })
        .method("rfind(self, sub, start=None, end=None, /)",
                [](Args &a) -> Value { return static_cast<qint64>(find(a, true)); })
        .method("index(self, sub, start=None, end=None, /)",
                [](Args &a) { return index(a, false); })
        .method("rindex(self, sub, start=None, end=None, /)",
                [](Args &a) { return index(a, true); })
        .method("count(self, sub, start=None, end=None, /)", count)
        .method("startswith(self, prefix, start=None, end=None, /)",
                [](Args &a) { return startsOrEnds(a, true); })
        .method("endswith(self, prefix, start=None, end=None, /)",
                [](Args &a) { return startsOrEnds(a, false); })
        .method("isalpha(self, /)", allBytes(isAsciiLetter))
        .method("isdigit(self, /)", allBytes(isAsciiDigit))
        .method("isalnum(self, /)", allBytes([](unsigned char byte) {
                    return isAsciiLetter(byte) || isAsciiDigit(byte);
                }))
        .method("isspace(self, /)", allBytes(isByteSpace))
        .method("isascii(self, /)",
                [](Args &a) -> Value {
                    const QByteArray &data = self(a).data();
                    return std::all_of(data.begin(), data.end(), [](char byte) {
                        return static_cast<unsigned char>(byte) < 0x80;
                    });
                })
        .method("islower(self, /)", caseIs(isAsciiLower, isAsciiUpper))
        .method("isupper(self, /)", caseIs(isAsciiUpper, isAsciiLower))
        .method("istitle(self, /)", isTitle);
}

void defineShared(TypeBuilder builder)
{
    builder.make("(cls, source=?, encoding=?, errors=?)", newBytes)
        .slots("__add__ __mul__ __rmul__ __mod__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ "
               "__hash__ __len__ __iter__ "
               "__contains__ __getitem__ __repr__")
        .method("decode(self, encoding='utf-8', errors='strict')",
                [](Args &a) -> Value {
                    return makeStr(
                        decodeBytes(self(a).data(), a.text("encoding"), a.text("errors")));
                })
        .method("hex(self, sep=?, bytes_per_sep=1)", hexText)
        .classMethod("fromhex(cls, string, /)", fromHex);
    defineLooks(builder);
    defineBytesEditing(builder);
}

qsizetype insertionPoint(Args &a)
{
    const qint64 size = self(a).data().size();
    const qint64 at = a.integer("index");
    return static_cast<qsizetype>(at < 0 ? std::max<qint64>(0, at + size) : std::min(at, size));
}

Value popByte(Args &a)
{
    QByteArray &data = self(a).mutableData();
    if (data.isEmpty())
        throwIndexError(u"pop from empty bytearray"_s);
    qint64 at = a.integer("index");
    at += at < 0 ? data.size() : 0;
    if (at < 0 || at >= data.size())
        throwIndexError(u"pop index out of range"_s);
    const auto byte = static_cast<unsigned char>(data[at]);
    data.remove(at, 1);
    return static_cast<qint64>(byte);
}

Value removeByte(Args &a)
{
    const qsizetype at = self(a).data().indexOf(checkedByte(a.interpreter(), a["value"]));
    if (at < 0)
        throwValueError(u"value not found in bytearray"_s);
    self(a).mutableData().remove(at, 1);
    return {};
}

void defineBytearray(TypeBuilder builder)
{
    builder.slots("__setitem__ __delitem__ __iadd__ __imul__")
        .method("append(self, item, /)",
                [](Args &a) -> Value {
                    self(a).mutableData().append(checkedByte(a.interpreter(), a["item"]));
                    return {};
                })
        .method("extend(self, iterable, /)",
                [](Args &a) -> Value {
                    const QByteArray more =
                        bytesFrom(a.interpreter(), a["iterable"], u"bytearray"_s);
                    requireStringBytes(self(a).data().size() + more.size());
                    self(a).mutableData().append(more);
                    return {};
                })
        .method("insert(self, index, item, /)",
                [](Args &a) -> Value {
                    self(a).mutableData().insert(insertionPoint(a),
                                                 checkedByte(a.interpreter(), a["item"]));
                    return {};
                })
        .method("pop(self, index=-1, /)", popByte)
        .method("remove(self, value, /)", removeByte)
        .method("reverse(self, /)",
                [](Args &a) -> Value {
                    QByteArray &data = self(a).mutableData();
                    std::reverse(data.begin(), data.end());
                    return {};
                })
        .method("copy(self, /)",
                [](Args &a) -> Value { return make<Bytes>(self(a).type(), self(a).data()); })
        .method("clear(self, /)", [](Args &a) -> Value {
            self(a).mutableData().clear();
            return {};
        });
}

} // namespace

bool isByteSpace(unsigned char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void defineBytesType(Interpreter &interpreter)
{
    defineShared(core(interpreter, interpreter.types().bytes));
    defineShared(core(interpreter, interpreter.types().bytearray));
    defineBytearray(core(interpreter, interpreter.types().bytearray));
}

} // namespace limbeck::lang
