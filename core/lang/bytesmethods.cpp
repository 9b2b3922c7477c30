// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes bytes and bytearray.

#include "core/lang/builtins.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/strmethods.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Bytes &self(const Args &a)
{
    return *static_cast<Bytes *>(a[0].object());
}

QByteArray bytesOf(const Args &a, std::string_view name)
{
    if (!a[name].isBytes())
        a.throwWrongType(name, "a bytes-like object");
    return static_cast<Bytes *>(a[name].object())->data();
}

Value sameKind(const Args &a, const QByteArray &data)
{
    return make<Bytes>(self(a).type(), data);
}

Value newBytes(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &source = a["source"];
    QByteArray data;
    if (source.isStr()) {
        if (a["encoding"].isAbsent())
            throwTypeError(u"string argument without an encoding"_s);
        data = encodeText(textOf(source), a.text("encoding"), a["errors"].isAbsent() ? u"strict"_s : a.text("errors"));
    } else if (source.isBytes()) {
        data = static_cast<Bytes *>(source.object())->data();
    } else if (source.isInt()) {
        const qint64 size = in.toIndex(source);
        if (size < 0)
            throwValueError(u"negative count"_s);
        requireStringBytes(size);
        data = QByteArray(size, '\0');
    } else if (!source.isAbsent()) {
        const Value method = in.findAttr(source, in.names().bytes.get());
        if (!method.isAbsent()) {
            const Value result = in.call(method);
            data = result.isBytes() ? static_cast<Bytes *>(result.object())->data() : QByteArray();
        } else {
            for (const Value &item : in.toVector(source)) {
                const qint64 byte = in.toIndex(item);
                if (byte < 0 || byte > 255)
                    throwValueError(u"bytes must be in range(0, 256)"_s);
                data.append(static_cast<char>(byte));
            }
        }
    }
    return make<Bytes>(static_cast<Type *>(a[0].object()), data);
}

Value hexText(Args &a)
{
    const std::optional<QString> separator = a.optionalText("sep");
    const QByteArray hex = separator ? self(a).data().toHex(separator->at(0).toLatin1()) : self(a).data().toHex();
    return makeStr(QString::fromLatin1(hex));
}

Value fromHex(Args &a)
{
    const QString text = a.text("string");
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isSpace() && digits.size() % 2 == 0)
            continue;
        const char c = text[i].toLatin1();
        if (!std::isxdigit(static_cast<unsigned char>(c)))
            throwValueError(u"non-hexadecimal number found in fromhex() arg at position %1"_s.arg(i));
        digits.append(c);
    }
    if (digits.size() % 2 != 0)
        throwValueError(u"non-hexadecimal number found in fromhex() arg at position %1"_s.arg(text.size()));
    return make<Bytes>(static_cast<Type *>(a[0].object()), QByteArray::fromHex(digits));
}

Value startsOrEnds(Args &a, bool starts)
{
    const auto test = [&](const Value &value) {
        const QByteArray &part = static_cast<Bytes *>(value.object())->data();
        return starts ? self(a).data().startsWith(part) : self(a).data().endsWith(part);
    };
    if (a[1].isTuple()) {
        for (const Value &part : static_cast<Tuple *>(a[1].object())->items()) {
            if (part.isBytes() && test(part))
                return true;
        }
        return false;
    }
    bytesOf(a, "prefix");
    return test(a[1]);
}

Value splitBytes(Args &a)
{
    const qint64 most = a.integer("maxsplit");
    ValueVector parts;
    const QByteArray &data = self(a).data();
    if (a["sep"].isNone()) {
        for (const QByteArray &part : data.simplified().split(' ')) {
            if (!part.isEmpty())
                parts.push_back(sameKind(a, part));
        }
        return makeList(std::move(parts));
    }
    const QByteArray separator = bytesOf(a, "sep");
    if (separator.isEmpty())
        throwValueError(u"empty separator"_s);
    qsizetype start = 0;
    while (most < 0 || static_cast<qint64>(parts.size()) < most) {
        const qsizetype at = data.indexOf(separator, start);
        if (at < 0)
            break;
        parts.push_back(sameKind(a, data.mid(start, at - start)));
        start = at + separator.size();
    }
    parts.push_back(sameKind(a, data.mid(start)));
    return makeList(std::move(parts));
}

Value stripBytes(Args &a, bool left, bool right)
{
    const QByteArray set = a["bytes"].isNone() ? QByteArray(" \t\n\r\x0b\x0c") : bytesOf(a, "bytes");
    QByteArray data = self(a).data();
    while (left && !data.isEmpty() && set.contains(data.front()))
        data.remove(0, 1);
    while (right && !data.isEmpty() && set.contains(data.back()))
        data.chop(1);
    return sameKind(a, data);
}

Value joinBytes(Args &a)
{
    QByteArray result;
    qsizetype number = 0;
    for (const Value &item : a.sequence("iterable")) {
        if (!item.isBytes())
            throwTypeError(u"sequence item %1: expected a bytes-like object, %2 found"_s.arg(number).arg(
                a.interpreter().typeName(item)));
        if (number++ > 0)
            result += self(a).data();
        result += static_cast<Bytes *>(item.object())->data();
        requireStringBytes(result.size());
    }
    return sameKind(a, result);
}

void defineShared(TypeBuilder builder)
{
    builder.make("(cls, source=?, encoding=?, errors=?)", newBytes)
        .slots("__add__ __mul__ __rmul__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __hash__ __len__ __iter__ "
               "__contains__ __getitem__ __repr__")
        .method("decode(self, encoding='utf-8', errors='strict')",
                [](Args &a) -> Value {
                    return makeStr(decodeBytes(self(a).data(), a.text("encoding"), a.text("errors")));
                })
        .method("hex(self, sep=None, bytes_per_sep=1)", hexText)
        .classMethod("fromhex(cls, string, /)", fromHex)
        .method("startswith(self, prefix, /)", [](Args &a) { return startsOrEnds(a, true); })
        .method("endswith(self, prefix, /)", [](Args &a) { return startsOrEnds(a, false); })
        .method("split(self, sep=None, maxsplit=-1)", splitBytes)
        .method("strip(self, bytes=None, /)", [](Args &a) { return stripBytes(a, true, true); })
        .method("lstrip(self, bytes=None, /)", [](Args &a) { return stripBytes(a, true, false); })
        .method("rstrip(self, bytes=None, /)", [](Args &a) { return stripBytes(a, false, true); })
        .method("join(self, iterable, /)", joinBytes)
        .method("replace(self, old, new, count=-1, /)",
                [](Args &a) -> Value {
                    QByteArray data = self(a).data();
                    return sameKind(a, data.replace(bytesOf(a, "old"), bytesOf(a, "new")));
                })
        .method("find(self, sub, /)",
                [](Args &a) -> Value { return static_cast<qint64>(self(a).data().indexOf(bytesOf(a, "sub"))); })
        .method("rfind(self, sub, /)",
                [](Args &a) -> Value { return static_cast<qint64>(self(a).data().lastIndexOf(bytesOf(a, "sub"))); })
        .method("count(self, sub, /)",
                [](Args &a) -> Value { return static_cast<qint64>(self(a).data().count(bytesOf(a, "sub"))); })
        .method("lower(self, /)", [](Args &a) { return sameKind(a, self(a).data().toLower()); })
        .method("upper(self, /)", [](Args &a) { return sameKind(a, self(a).data().toUpper()); })
        .method("ljust(self, width, /)", [](Args &a) { return sameKind(a, self(a).data().leftJustified(a.integer("width"))); })
        .method("rjust(self, width, /)", [](Args &a) { return sameKind(a, self(a).data().rightJustified(a.integer("width"))); });
}

} // namespace

void defineBytesType(Interpreter &interpreter)
{
    defineShared(core(interpreter, interpreter.types().bytes));
    defineShared(core(interpreter, interpreter.types().bytearray));
    core(interpreter, interpreter.types().bytearray)
        .slots("__setitem__")
        .method("append(self, item, /)",
                [](Args &a) -> Value {
                    self(a).mutableData().append(static_cast<char>(a.integer("item")));
                    return {};
                })
        .method("extend(self, iterable, /)",
                [](Args &a) -> Value {
                    for (const Value &item : a.interpreter().toVector(a[1]))
                        self(a).mutableData().append(static_cast<char>(a.interpreter().toIndex(item)));
                    requireStringBytes(self(a).data().size());
                    return {};
                })
        .method("clear(self, /)", [](Args &a) -> Value {
            self(a).mutableData().clear();
            return {};
        });
}

} // namespace limbeck::lang
