// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The module struct: numbers as bytes.

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"
#include "core/lang/stdlib/modules.h"
#include "core/lang/strobject.h"

#include <QtEndian>
#include <qfloat16.h>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

[[noreturn]] void throwStructError(const QString &message)
{
    Interpreter &interpreter = Interpreter::current();
    const Value error = interpreter.getAttr(interpreter.import(u"struct"_s), "error");
    throwException(interpreter.call(error, { makeStr(message) }));
}

/// A run of fields of one kind: "3h", or one text of a length: "10s".
struct Field
{
    char code = 0;
    qint64 count = 1;
    int size = 1; ///< of one of them
    qint64 padding = 0; ///< zero bytes before the run
};

/// A parsed format.
struct Layout
{
    bool native = true; ///< sizes of the machine
    bool bigEndian = false;
    std::vector<Field> fields;
    qint64 size = 0;
    qint64 values = 0; ///< how many values are packed
};

bool isInteger(char code)
{
    return std::string_view("bBhHiIlLqQnNP").find(code) != std::string_view::npos;
}

/// Bytes of one value; 0: no such code. Native sizes are those of 64-bit Unix.
int sizeOf(char code, bool native)
{
    switch (code) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p':
        return 1;
    case 'h':
    case 'H':
    case 'e':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
        return native ? 8 : 4;
    case 'q':
    case 'Q':
    case 'd':
        return 8;
    case 'n':
    case 'N':
    case 'P':
        return native ? 8 : 0;
    default:
        return 0;
    }
}

Layout parseLayout(const QString &format)
{
    Layout layout;
    QStringView rest = format;
    bool aligned = true;
    if (!rest.isEmpty() && u"@=<>!"_s.contains(rest.front())) {
        const QChar mark = rest.front();
        aligned = mark == u'@';
        layout.native = aligned;
        layout.bigEndian = mark == u'>' || mark == u'!';
        rest = rest.sliced(1);
    }
    while (!rest.isEmpty()) {
        const QChar character = rest.front();
        if (character.isSpace()) {
            rest = rest.sliced(1);
            continue;
        }
        Field field;
        if (character >= u'0' && character <= u'9') {
            qsizetype digits = 0;
            while (digits < rest.size() && rest[digits] >= u'0' && rest[digits] <= u'9')
                ++digits;
            bool fits = false;
            field.count = rest.first(digits).toLongLong(&fits);
            if (!fits || field.count > (qint64(1) << 40))
                throwStructError(u"total struct size too long"_s);
            rest = rest.sliced(digits);
            if (rest.isEmpty())
                throwStructError(u"repeat count given without format specifier"_s);
        }
        field.code = rest.front().toLatin1();
        rest = rest.sliced(1);
        field.size = sizeOf(field.code, layout.native);
        if (field.size == 0)
            throwStructError(u"bad char in struct format"_s);
        if (aligned && layout.size % field.size != 0)
            field.padding = field.size - layout.size % field.size;
        layout.size += field.padding + field.count * field.size;
        layout.values += field.code == 'x'           ? 0
            : field.code == 's' || field.code == 'p' ? 1
                                                     : field.count;
        layout.fields.push_back(field);
    }
    return layout;
}

QString formatOf(const Value &value)
{
    if (value.isStr())
        return textOf(value);
    if (const auto *bytes = value.as<Bytes>())
        return QString::fromLatin1(bytes->data());
    throwTypeError(u"Struct() argument 1 must be a str or bytes object, not %1"_s.arg(
        Interpreter::current().typeName(value)));
}

QByteArray dataOf(const Value &value)
{
    if (const auto *bytes = value.as<Bytes>())
        return bytes->data();
    throwTypeError(
        u"a bytes-like object is required, not '%1'"_s.arg(Interpreter::current().typeName(value)));
}

void appendInteger(QByteArray &data, const Layout &layout, const Field &field, const Value &given)
{
    Interpreter &interpreter = Interpreter::current();
    Value value = given;
    if (!value.isInt()) {
        const Value index = interpreter.findAttr(value, interpreter.names().index.get());
        if (index.isAbsent())
            throwStructError(u"required argument is not an integer"_s);
        value = interpreter.call(index);
    }
    const BigInt number = bigIntOf(value);
    const bool isSigned = std::islower(static_cast<unsigned char>(field.code)) != 0;
    const BigInt low = isSigned ? -BigInt(1).shiftedLeft(field.size * 8 - 1) : BigInt();
    const BigInt high = BigInt(1).shiftedLeft(field.size * 8 - (isSigned ? 1 : 0));
    if (number < low || number >= high) {
        if (field.size == 1)
            throwStructError(isSigned ? u"byte format requires -128 <= number <= 127"_s
                                      : u"ubyte format requires 0 <= number <= 255"_s);
        // CPython words its native formats in one way, its portable ones in another.
        if (layout.native && field.size == 2)
            throwStructError(isSigned ? u"short format requires -32768 <= number <= 32767"_s
                                      : u"ushort format requires 0 <= number <= 65535"_s);
        if (field.size == 8)
            throwStructError(
                layout.native || !number.isNegative() || isSigned
                    ? (layout.native ? u"argument out of range"_s : u"int too large to convert"_s)
                    : u"argument out of range"_s);
        throwStructError(u"'%1' format requires %2 <= number <= %3"_s.arg(QLatin1Char(field.code))
                             .arg(low.toString(), (high - BigInt(1)).toString()));
    }
    quint64 bits = 0;
    const BigInt wrapped = number.isNegative() ? number + BigInt(1).shiftedLeft(64) : number;
    for (size_t i = 0; i < std::min<size_t>(wrapped.magnitude().size(), 2); ++i)
        bits |= static_cast<quint64>(wrapped.magnitude()[i]) << (32 * i);
    for (int i = 0; i < field.size; ++i) {
        const int place = layout.bigEndian ? field.size - 1 - i : i;
        data.append(static_cast<char>(bits >> (8 * place)));
    }
}

void appendReal(QByteArray &data, const Layout &layout, const Field &field, const Value &value)
{
    if (!isNumber(value))
        throwStructError(u"required argument is not a float"_s);
    const double number = numberOf(value);
    quint64 bits = 0;
    if (field.size == 8) {
        bits = std::bit_cast<quint64>(number);
    } else if (field.size == 4) {
        const auto single = static_cast<float>(number);
        if (!layout.native && std::isinf(single) && !std::isinf(number))
            throwOverflowError(u"float too large to pack with f format"_s);
        bits = std::bit_cast<quint32>(single);
    } else {
        const qfloat16 half(static_cast<float>(number));
        if (qIsInf(half) && !std::isinf(number))
            throwOverflowError(u"float too large to pack with e format"_s);
        bits = std::bit_cast<quint16>(half);
    }
    for (int i = 0; i < field.size; ++i)
        data.append(static_cast<char>(bits >> (8 * (layout.bigEndian ? field.size - 1 - i : i))));
}

void appendText(QByteArray &data, const Field &field, const Value &value)
{
    const auto *const bytes = value.as<Bytes>();
    if (!bytes)
        throwStructError(
            u"argument for '%1' must be a bytes object"_s.arg(QLatin1Char(field.code)));
    QByteArray text = bytes->data();
    if (field.code == 'p' && field.count > 0) {
        text.truncate(std::min<qint64>(field.count - 1, 255));
        text.prepend(static_cast<char>(text.size()));
    }
    text.truncate(field.count);
    data.append(text).append(field.count - text.size(), '\0');
}

QByteArray pack(const Layout &layout, std::span<const Value> values, const QString &function)
{
    if (static_cast<qint64>(values.size()) != layout.values)
        throwStructError(u"%1 expected %2 items for packing (got %3)"_s.arg(function)
                             .arg(layout.values)
                             .arg(values.size()));
    requireStringBytes(layout.size);
    QByteArray data;
    size_t next = 0;
    for (const Field &field : layout.fields) {
        data.append(field.padding, '\0');
        if (field.code == 'x') {
            data.append(field.count, '\0');
            continue;
        }
        if (field.code == 's' || field.code == 'p') {
            appendText(data, field, values[next++]);
            continue;
        }
        for (qint64 i = 0; i < field.count; ++i) {
            const Value &value = values[next++];
            if (field.code == 'c') {
                const auto *const bytes = value.as<Bytes>();
                if (!bytes || bytes->data().size() != 1)
                    throwStructError(u"char format requires a bytes object of length 1"_s);
                data.append(bytes->data());
            } else if (field.code == '?') {
                data.append(Interpreter::current().truth(value) ? '\1' : '\0');
            } else if (isInteger(field.code)) {
                appendInteger(data, layout, field, value);
            } else {
                appendReal(data, layout, field, value);
            }
        }
    }
    return data;
}

Value readOne(const Layout &layout, const Field &field, const char *data)
{
    quint64 bits = 0;
    for (int i = 0; i < field.size; ++i) {
        const int place = layout.bigEndian ? field.size - 1 - i : i;
        bits |= static_cast<quint64>(static_cast<unsigned char>(data[i])) << (8 * place);
    }
    switch (field.code) {
    case 'c':
        return makeBytes(QByteArray(data, 1));
    case '?':
        return bits != 0;
    case 'd':
        return std::bit_cast<double>(bits);
    case 'f':
        return static_cast<double>(std::bit_cast<float>(static_cast<quint32>(bits)));
    case 'e':
        return static_cast<double>(
            static_cast<float>(std::bit_cast<qfloat16>(static_cast<quint16>(bits))));
    default:
        break;
    }
    if (std::islower(static_cast<unsigned char>(field.code)) != 0) {
        const int unused = 64 - field.size * 8;
        return static_cast<qint64>(bits << unused) >> unused;
    }
    const BigInt low(static_cast<qint64>(bits & 0xFFFFFFFFU));
    return makeInt(low + BigInt(static_cast<qint64>(bits >> 32)).shiftedLeft(32));
}

Value unpack(const Layout &layout, const char *data)
{
    ValueVector values;
    for (const Field &field : layout.fields) {
        data += field.padding;
        if (field.code == 's') {
            values.push_back(makeBytes(QByteArray(data, field.count)));
        } else if (field.code == 'p') {
            const qint64 length = field.count > 0
                ? std::min<qint64>(static_cast<unsigned char>(*data), field.count - 1)
                : 0;
            values.push_back(makeBytes(QByteArray(data + 1, length)));
        } else if (field.code != 'x') {
            for (qint64 i = 0; i < field.count; ++i)
                values.push_back(readOne(layout, field, data + i * field.size));
        }
        data += field.count * field.size;
    }
    return makeTuple(std::move(values));
}

Value unpackAll(const Layout &layout, const Value &buffer)
{
    const QByteArray data = dataOf(buffer);
    if (data.size() != layout.size)
        throwStructError(u"unpack requires a buffer of %1 bytes"_s.arg(layout.size));
    return unpack(layout, data.constData());
}

/// Where a structure stands that begins at @p offset, negative ones counted from the end.
qint64 checkedOffset(const Layout &layout, qint64 offset, qint64 size, const QString &function)
{
    if (offset < 0) {
        if (offset + layout.size > 0 || offset + size < 0)
            throwStructError(u"offset %1 out of range for %2-byte buffer"_s.arg(offset).arg(size));
        offset += size;
    }
    if (offset + layout.size > size)
        throwStructError(
            u"%1 requires a buffer of at least %2 bytes for %3 %4 bytes at offset %5 (actual buffer size is %6)"_s
                .arg(function)
                .arg(offset + layout.size)
                .arg(function == u"pack_into" ? u"packing"_s : u"unpacking"_s)
                .arg(layout.size)
                .arg(offset)
                .arg(size));
    return offset;
}

Value unpackFrom(const Layout &layout, Args &a)
{
    const QByteArray data = dataOf(a["buffer"]);
    return unpack(layout,
                  data.constData()
                      + checkedOffset(layout, a.integer("offset"), data.size(), u"unpack_from"_s));
}

Value packInto(const Layout &layout, Args &a)
{
    auto *const buffer = a["buffer"].as<Bytes>();
    if (!buffer || !buffer->type()->isSubclassOf(a.interpreter().types().bytearray.get()))
        throwTypeError(u"pack_into() argument 2 must be read-write bytes-like object, not %1"_s.arg(
            a.interpreter().typeName(a["buffer"])));
    const QByteArray packed = pack(layout, a.varPositional(), u"pack_into"_s);
    const qint64 offset =
        checkedOffset(layout, a.integer("offset"), buffer->data().size(), u"pack_into"_s);
    buffer->mutableData().replace(offset, packed.size(), packed);
    return {};
}

Value iterUnpack(const Layout &layout, const Value &buffer)
{
    const QByteArray data = dataOf(buffer);
    if (layout.size == 0)
        throwStructError(u"cannot iteratively unpack with a struct of length 0"_s);
    if (data.size() % layout.size != 0)
        throwStructError(
            u"iterative unpacking requires a buffer of a multiple of %1 bytes"_s.arg(layout.size));
    return makeIterator([layout, data, offset = qint64(0)](Interpreter &, Value &item) mutable {
        if (offset >= data.size())
            return false;
        item = unpack(layout, data.constData() + offset);
        offset += layout.size;
        return true;
    });
}

/// struct.Struct: a format that is used often.
class StructObject : public Object
{
public:
    static constexpr const char *typeName = "Struct";

    explicit StructObject(Type *type)
        : Object(type)
    {
    }

    QString format;
    Layout layout;
};

const Layout &layoutOf(Args &a)
{
    return a.object<StructObject>("self").layout;
}

void defineStructClass(ModuleBuilder &module)
{
    module.define<StructObject>("Struct")
        .constructor("(self, format)",
                     [](Args &a) -> Value {
                         StructObject &self = a.object<StructObject>("self");
                         self.format = formatOf(a["format"]);
                         self.layout = parseLayout(self.format);
                         return {};
                     })
        .method("pack(self, *v)",
                [](Args &a) -> Value {
                    return makeBytes(pack(layoutOf(a), a.varPositional(), u"pack"_s));
                })
        .method("pack_into(self, buffer, offset, *v)",
                [](Args &a) -> Value { return packInto(layoutOf(a), a); })
        .method("unpack(self, buffer, /)",
                [](Args &a) -> Value { return unpackAll(layoutOf(a), a["buffer"]); })
        .method("unpack_from(self, buffer, offset=0)",
                [](Args &a) -> Value { return unpackFrom(layoutOf(a), a); })
        .method("iter_unpack(self, buffer, /)",
                [](Args &a) -> Value { return iterUnpack(layoutOf(a), a["buffer"]); })
        .property("format",
                  [](Interpreter &, StructObject &self) -> Value { return makeStr(self.format); })
        .property("size",
                  [](Interpreter &, StructObject &self) -> Value { return self.layout.size; });
}

} // namespace

void defineStruct(ModuleBuilder &module)
{
    const auto layout = [](Args &a) { return parseLayout(formatOf(a["format"])); };
    module.defineClass("error", { module.interpreter().types().Exception });
    defineStructClass(module);
    module.function("calcsize(format, /)", [layout](Args &a) -> Value { return layout(a).size; });
    module.function("pack(format, /, *v)", [layout](Args &a) -> Value {
        return makeBytes(pack(layout(a), a.varPositional(), u"pack"_s));
    });
    module.function("pack_into(format, buffer, offset, /, *v)",
                    [layout](Args &a) -> Value { return packInto(layout(a), a); });
    module.function("unpack(format, buffer, /)",
                    [layout](Args &a) -> Value { return unpackAll(layout(a), a["buffer"]); });
    module.function("unpack_from(format, /, buffer, offset=0)",
                    [layout](Args &a) -> Value { return unpackFrom(layout(a), a); });
    module.function("iter_unpack(format, buffer, /)",
                    [layout](Args &a) -> Value { return iterUnpack(layout(a), a["buffer"]); });
}

} // namespace limbeck::lang
