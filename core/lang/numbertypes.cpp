// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The classes int, bool and float.

#include "core/lang/builtins.h"
#include "core/lang/format.h"
#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/sequence.h"

#include <bit>
#include <cmath>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

Value truncated(double number)
{
    if (std::isnan(number))
        throwValueError(u"cannot convert float NaN to integer"_s);
    if (std::isinf(number))
        throwOverflowError(u"cannot convert float infinity to integer"_s);
    return makeInt(BigInt::fromDouble(number));
}

/// int(x): whatever it is.
Value toInt(Interpreter &in, const Value &value, const Value &base)
{
    if (value.isAbsent())
        return 0;
    if (value.isOpaque())
        in.requireKnown(value);
    const bool isText = value.isStr() || value.isBytes();
    if (!base.isAbsent()) {
        if (!isText)
            throwTypeError(u"int() can't convert non-string with explicit base"_s);
        const QString text = value.isStr()
            ? textOf(value)
            : QString::fromLatin1(static_cast<Bytes *>(value.object())->data());
        return parseInt(text, static_cast<int>(in.toIndex(base)));
    }
    if (value.isStr())
        return parseInt(textOf(value), 10);
    if (value.isBytes())
        return parseInt(QString::fromLatin1(static_cast<Bytes *>(value.object())->data()), 10);
    if (value.isInt() && !(value.isObject() && value.object()->type()->hasSpecialMethods()))
        return makeInt(bigIntOf(value));
    if (const std::optional<double> number = floatOf(value))
        return truncated(*number);
    const Names &names = in.names();
    for (Str *const name : { names.int_.get(), names.index.get(), names.trunc.get() }) {
        const Value method = in.findAttr(value, name);
        if (method.isAbsent())
            continue;
        const Value result = in.call(method);
        if (!result.isInt())
            throwTypeError(
                u"%1 returned non-int (type %2)"_s.arg(name->text(), in.typeName(result)));
        return makeInt(bigIntOf(result));
    }
    throwTypeError(
        u"int() argument must be a string, a bytes-like object or a real number, not '%1'"_s.arg(
            in.typeName(value)));
}

Value newInt(Args &a)
{
    const Value result = toInt(a.interpreter(), a["x"], a["base"]);
    auto *const type = static_cast<Type *>(a[0].object());
    if (type == a.interpreter().types().integer.get())
        return result;
    return make<IntObject>(type, bigIntOf(result));
}

Value newFloat(Args &a)
{
    Interpreter &in = a.interpreter();
    const Value &given = a["x"];
    double number = 0;
    if (given.isStr()) {
        number = parseFloat(textOf(given));
    } else if (given.isBytes()) {
        number = parseFloat(QString::fromLatin1(static_cast<Bytes *>(given.object())->data()));
    } else if (!given.isAbsent()) {
        const bool fits = isNumber(given) || given.isOpaque()
            || !in.findAttr(given, in.names().float_.get()).isAbsent()
            || !in.findAttr(given, in.names().index.get()).isAbsent();
        if (!fits)
            throwTypeError(u"float() argument must be a string or a real number, not '%1'"_s.arg(
                in.typeName(given)));
        number = in.toDouble(given);
    }
    auto *const type = static_cast<Type *>(a[0].object());
    if (type == in.types().floating.get())
        return number;
    return make<FloatObject>(type, number);
}

Value toBytes(Args &a)
{
    const qint64 length = a.integer("length");
    const QString order = a.text("byteorder");
    const bool isSigned = a.truth("signed");
    BigInt value = bigIntOf(a[0]);
    if (length < 0)
        throwValueError(u"length argument must be non-negative"_s);
    requireStringBytes(length);
    if (value.isNegative() && !isSigned)
        throwOverflowError(u"can't convert negative int to unsigned"_s);
    const qsizetype bits =
        value.isNegative() ? (-value - BigInt(1)).bitLength() : value.bitLength();
    if (bits > length * 8 - (isSigned ? 1 : 0))
        throwOverflowError(u"int too big to convert"_s);
    if (value.isNegative())
        value = value + BigInt(1).shiftedLeft(length * 8);
    QByteArray bytes;
    for (qint64 i = 0; i < length; ++i)
        bytes.append(static_cast<char>(*(value.shiftedRight(i * 8) & BigInt(255)).toInt64()));
    if (order == u"big")
        std::reverse(bytes.begin(), bytes.end());
    else if (order != u"little")
        throwValueError(u"byteorder must be either 'little' or 'big'"_s);
    return makeBytes(bytes);
}

Value fromBytes(Args &a)
{
    Interpreter &in = a.interpreter();
    QByteArray bytes;
    if (a["bytes"].isBytes()) {
        bytes = static_cast<Bytes *>(a["bytes"].object())->data();
    } else {
        for (const Value &item : a.sequence("bytes"))
            bytes.append(static_cast<char>(in.toIndex(item)));
    }
    const QString order = a.text("byteorder");
    if (order == u"little")
        std::reverse(bytes.begin(), bytes.end());
    BigInt value;
    for (const char byte : bytes)
        value = value.shiftedLeft(8) + BigInt(static_cast<unsigned char>(byte));
    if (a.truth("signed") && !bytes.isEmpty() && (static_cast<unsigned char>(bytes.front()) & 0x80))
        value = value - BigInt(1).shiftedLeft(bytes.size() * 8);
    return makeInt(value);
}

Value roundInt(Args &a)
{
    if (a["ndigits"].isNone())
        return makeInt(bigIntOf(a[0]));
    return roundNumber(a.interpreter(), a[0], a["ndigits"]);
}

constexpr std::string_view arithmetic =
    "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ "
    "__rfloordiv__ __mod__ "
    "__rmod__ __divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __lt__ __le__ __eq__ "
    "__ne__ __gt__ __ge__ __hash__ __bool__ "
    "__int__ __float__ __repr__ __format__";

void defineInt(Interpreter &interpreter)
{
    const auto self = [](Args &a) -> Value { return makeInt(bigIntOf(a[0])); };
    core(interpreter, interpreter.types().integer)
        .doc("int([x]) -> integer\nint(x, base=10) -> integer")
        .make("(cls, x=?, /, base=?)", newInt)
        .slots(arithmetic)
        .slots("__lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __or__ __ror__ "
               "__xor__ __rxor__ "
               "__invert__ __index__")
        .method("__trunc__(self, /)", self)
        .method("__floor__(self, /)", self)
        .method("__ceil__(self, /)", self)
        .method("__round__(self, ndigits=None, /)", roundInt)
        .method("bit_length(self, /)",
                [](Args &a) -> Value { return static_cast<qint64>(bigIntOf(a[0]).bitLength()); })
        .method("bit_count(self, /)",
                [](Args &a) -> Value {
                    qint64 count = 0;
                    const BigInt value = bigIntOf(a[0]);
                    for (const quint32 digit : value.magnitude())
                        count += std::popcount(digit);
                    return count;
                })
        .method("conjugate(self, /)", self)
        .method("as_integer_ratio(self, /)",
                [](Args &a) -> Value {
                    return makeTuple({ makeInt(bigIntOf(a[0])), 1 });
                })
        .method("is_integer(self, /)", [](Args &) -> Value { return true; })
        .method("to_bytes(self, length=1, byteorder='big', *, signed=False)", toBytes)
        .classMethod("from_bytes(cls, bytes, byteorder='big', *, signed=False)", fromBytes)
        .propertyOf("real",
                    [](Interpreter &, const Value &value) { return makeInt(bigIntOf(value)); })
        .propertyOf("imag", [](Interpreter &, const Value &) -> Value { return 0; })
        .propertyOf("numerator",
                    [](Interpreter &, const Value &value) { return makeInt(bigIntOf(value)); })
        .propertyOf("denominator", [](Interpreter &, const Value &) -> Value { return 1; });
    core(interpreter, interpreter.types().boolean).make("(cls, x=False, /)", [](Args &a) -> Value {
        return a.truth("x");
    });
}

Value ratioOf(double number)
{
    if (std::isnan(number))
        throwValueError(u"cannot convert NaN to integer ratio"_s);
    if (std::isinf(number))
        throwOverflowError(u"cannot convert Infinity to integer ratio"_s);
    int exponent = 0;
    double fraction = std::frexp(number, &exponent);
    while (fraction != std::floor(fraction)) {
        fraction *= 2;
        --exponent;
    }
    const BigInt numerator = BigInt::fromDouble(fraction);
    if (exponent >= 0)
        return makeTuple({ makeInt(numerator.shiftedLeft(exponent)), 1 });
    return makeTuple({ makeInt(numerator), makeInt(BigInt(1).shiftedLeft(-exponent)) });
}

void defineFloat(Interpreter &interpreter)
{
    core(interpreter, interpreter.types().floating)
        .doc("Convert a string or number to a floating point number, if possible.")
        .make("(cls, x=?, /)", newFloat)
        .slots(arithmetic)
        .method("__trunc__(self, /)", [](Args &a) { return truncated(numberOf(a[0])); })
        .method("__floor__(self, /)", [](Args &a) { return truncated(std::floor(numberOf(a[0]))); })
        .method("__ceil__(self, /)", [](Args &a) { return truncated(std::ceil(numberOf(a[0]))); })
        .method("__round__(self, ndigits=None, /)",
                [](Args &a) { return roundNumber(a.interpreter(), a[0], a["ndigits"]); })
        .method("is_integer(self, /)",
                [](Args &a) -> Value {
                    const double number = numberOf(a[0]);
                    return std::isfinite(number) && number == std::floor(number);
                })
        .method("as_integer_ratio(self, /)", [](Args &a) { return ratioOf(numberOf(a[0])); })
        .method("conjugate(self, /)", [](Args &a) -> Value { return numberOf(a[0]); })
        .method("hex(self, /)",
                [](Args &a) -> Value {
                    char buffer[64];
                    std::snprintf(buffer, sizeof buffer, "%.13a", numberOf(a[0]));
                    return makeStr(QString::fromLatin1(buffer));
                })
        .propertyOf("real",
                    [](Interpreter &, const Value &value) -> Value { return numberOf(value); })
        .propertyOf("imag", [](Interpreter &, const Value &) -> Value { return 0.0; });
}

} // namespace

Value roundNumber(Interpreter &interpreter, const Value &number, const Value &digits)
{
    if (const std::optional<double> value = floatOf(number)) {
        if (digits.isNone())
            return truncated(std::nearbyint(*value));
        if (!std::isfinite(*value))
            return *value;
        const qint64 places = interpreter.toIndex(digits);
        if (places > 308)
            return *value;
        if (places < -308)
            return std::copysign(0.0, *value);
        if (places
            >= 0) // correctly rounded from the exact binary value, as the decimal conversion does
            return floatDigits(*value, 'f', static_cast<int>(places), false).toDouble();
        const double scale = std::pow(10.0, static_cast<double>(-places));
        return std::nearbyint(*value / scale) * scale;
    }
    const BigInt value = bigIntOf(number);
    if (digits.isNone())
        return makeInt(value);
    const qint64 places = interpreter.toIndex(digits);
    if (places >= 0)
        return makeInt(value);
    if (places < -10000)
        return 0;
    const Value scaleValue = numberBinary(BinaryOperator::Power, 10, Value(-places));
    const BigInt scale = bigIntOf(scaleValue);
    auto [quotient, rest] = value.dividedBy(scale);
    const BigInt twice = rest + rest;
    if (twice > scale || (twice == scale && !(quotient & BigInt(1)).isZero()))
        quotient = quotient + BigInt(1);
    return makeInt(quotient * scale);
}

void defineNumberTypes(Interpreter &interpreter)
{
    defineInt(interpreter);
    defineFloat(interpreter);
    core(interpreter, interpreter.types().complexNumber)
        .make("(cls, real=0, imag=0)",
              [](Args &) -> Value { throwUnsupported(u"complex numbers"_s); });
}

} // namespace limbeck::lang
