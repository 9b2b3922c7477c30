// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/number.h"

#include "core/lang/format.h"
#include "core/lang/interpreter.h"

#include <bit>
#include <charconv>
#include <cmath>

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 hashModulus =
    (quint64(1) << 61) - 1; // CPython's: equal numbers have equal hashes

void requireBits(qsizetype bits)
{
    const int limit = Interpreter::current().limits().intBits;
    if (bits > limit)
        throw Interruption { Error { ErrorCode::ScriptLimit,
                                     u"integer size limit of %1 bits reached"_s.arg(limit),
                                     {},
                                     {},
                                     {},
                                     {} } };
}

BigInt power(BigInt base, quint64 exponent)
{
    BigInt result(1);
    while (exponent != 0) {
        if (exponent & 1)
            result = result * base;
        exponent >>= 1;
        if (exponent != 0) {
            requireBits(base.bitLength() * 2);
            base = base * base;
        }
    }
    return result;
}

Value floatPower(double base, double exponent)
{
    if (base == 0 && exponent < 0)
        throwZeroDivisionError(u"0.0 cannot be raised to a negative power"_s);
    if (base < 0 && std::isfinite(exponent) && exponent != std::floor(exponent))
        throwUnsupported(u"complex numbers (a negative number to a fractional power)"_s);
    const double result = std::pow(base, exponent);
    if (std::isinf(result) && std::isfinite(base) && std::isfinite(exponent))
        throwOverflowError(u"(34, 'Numerical result out of range')"_s);
    return result;
}

double floatModulo(double a, double b)
{
    double result = std::fmod(a, b);
    if (result != 0) {
        if ((b < 0) != (result < 0))
            result += b;
    } else {
        result = std::copysign(0.0, b);
    }
    return result;
}

double floatFloorDivide(double a, double b)
{
    const double rest = floatModulo(a, b);
    double quotient = (a - rest) / b;
    if (quotient != 0) {
        const double floor = std::floor(quotient);
        quotient = quotient - floor > 0.5 ? floor + 1 : floor;
    } else {
        quotient = std::copysign(0.0, a / b);
    }
    return quotient;
}

Value floatBinary(BinaryOperator op, double a, double b)
{
    switch (op) {
    case BinaryOperator::Add:
        return a + b;
    case BinaryOperator::Subtract:
        return a - b;
    case BinaryOperator::Multiply:
        return a * b;
    case BinaryOperator::Divide:
        if (b == 0)
            throwZeroDivisionError(u"float division by zero"_s);
        return a / b;
    case BinaryOperator::FloorDivide:
        if (b == 0)
            throwZeroDivisionError(u"float floor division by zero"_s);
        return floatFloorDivide(a, b);
    case BinaryOperator::Modulo:
        if (b == 0)
            throwZeroDivisionError(u"float modulo"_s);
        return floatModulo(a, b);
    case BinaryOperator::Power:
        return floatPower(a, b);
    default:
        return Value::notImplemented();
    }
}

double trueDivide(const BigInt &a, const BigInt &b)
{
    const std::optional<qint64> left = a.toInt64();
    const std::optional<qint64> right = b.toInt64();
    constexpr qint64 exact = qint64(1) << 53;
    if (left && right && std::abs(*left) <= exact && std::abs(*right) <= exact)
        return static_cast<double>(*left) / static_cast<double>(*right);
    // Scaled so that the quotient has at least 66 bits; a sticky lowest bit makes it round
    // correctly.
    const BigInt x = a.isNegative() ? -a : a;
    const BigInt y = b.isNegative() ? -b : b;
    const qsizetype shift = std::max<qsizetype>(0, 66 - (x.bitLength() - y.bitLength()));
    auto [quotient, rest] = x.shiftedLeft(shift).dividedBy(y);
    if (!rest.isZero())
        quotient = quotient | BigInt(1);
    const double result = std::ldexp(quotient.toDouble(), -static_cast<int>(shift));
    if (std::isinf(result))
        throwOverflowError(u"integer division result too large for a float"_s);
    return a.isNegative() != b.isNegative() ? -result : result;
}

Value bigShift(BinaryOperator op, const BigInt &a, const BigInt &b)
{
    if (b.isNegative())
        throwValueError(u"negative shift count"_s);
    const std::optional<qint64> bits = b.toInt64();
    if (op == BinaryOperator::RightShift)
        return makeInt(bits ? a.shiftedRight(static_cast<qsizetype>(*bits))
                            : BigInt(a.isNegative() ? -1 : 0));
    if (a.isZero())
        return 0;
    requireBits(bits ? a.bitLength() + static_cast<qsizetype>(std::min<qint64>(*bits, INT_MAX))
                     : INT_MAX);
    return makeInt(a.shiftedLeft(static_cast<qsizetype>(*bits)));
}

Value bigPower(const BigInt &a, const BigInt &b)
{
    if (b.isNegative())
        return floatPower(a.toDouble(), b.toDouble());
    const std::optional<qint64> exponent = b.toInt64();
    if (a.isZero() || a == BigInt(1))
        return makeInt(b.isZero() ? BigInt(1) : a);
    if (a == BigInt(-1))
        return (b & BigInt(1)).isZero() ? 1 : -1;
    requireBits(exponent && *exponent < INT_MAX
                    ? static_cast<qsizetype>(*exponent) * (a.bitLength() - 1)
                    : INT_MAX);
    return makeInt(power(a, static_cast<quint64>(*exponent)));
}

Value bigBinary(BinaryOperator op, const BigInt &a, const BigInt &b)
{
    switch (op) {
    case BinaryOperator::Add:
        return makeInt(a + b);
    case BinaryOperator::Subtract:
        return makeInt(a - b);
    case BinaryOperator::Multiply:
        requireBits(a.bitLength() + b.bitLength());
        return makeInt(a * b);
    case BinaryOperator::MatrixMultiply:
        return Value::notImplemented();
    case BinaryOperator::Divide:
        if (b.isZero())
            throwZeroDivisionError(u"division by zero"_s);
        return trueDivide(a, b);
    case BinaryOperator::FloorDivide:
        if (b.isZero())
            throwZeroDivisionError(u"integer division or modulo by zero"_s);
        return makeInt(a.dividedBy(b).first);
    case BinaryOperator::Modulo:
        if (b.isZero())
            throwZeroDivisionError(u"integer modulo by zero"_s);
        return makeInt(a.dividedBy(b).second);
    case BinaryOperator::Power:
        return bigPower(a, b);
    case BinaryOperator::LeftShift:
    case BinaryOperator::RightShift:
        return bigShift(op, a, b);
    case BinaryOperator::And:
        return makeInt(a & b);
    case BinaryOperator::Or:
        return makeInt(a | b);
    case BinaryOperator::Xor:
        return makeInt(a ^ b);
    }
    return Value::notImplemented();
}

/// Of two ints within 64 bits; falls back to bigBinary() where the result may not fit.
Value smallBinary(BinaryOperator op, qint64 a, qint64 b)
{
    qint64 result = 0;
    switch (op) {
    case BinaryOperator::Add:
        if (!__builtin_add_overflow(a, b, &result))
            return result;
        break;
    case BinaryOperator::Subtract:
        if (!__builtin_sub_overflow(a, b, &result))
            return result;
        break;
    case BinaryOperator::Multiply:
        if (!__builtin_mul_overflow(a, b, &result))
            return result;
        break;
    case BinaryOperator::FloorDivide:
    case BinaryOperator::Modulo: {
        if (b == 0 || (a == std::numeric_limits<qint64>::min() && b == -1))
            break;
        qint64 quotient = a / b;
        qint64 rest = a % b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            --quotient;
            rest += b;
        }
        return op == BinaryOperator::Modulo ? rest : quotient;
    }
    case BinaryOperator::And:
        return a & b;
    case BinaryOperator::Or:
        return a | b;
    case BinaryOperator::Xor:
        return a ^ b;
    case BinaryOperator::RightShift:
        if (b >= 0)
            return a >> std::min<qint64>(b, 63);
        break;
    case BinaryOperator::LeftShift:
        if (b >= 0 && b < 62 && std::abs(a) < (qint64(1) << (62 - b)))
            return a * (qint64(1) << b);
        break;
    default:
        break;
    }
    return bigBinary(op, a, b);
}

std::partial_ordering compareIntFloat(const BigInt &a, double b)
{
    if (std::isnan(b))
        return std::partial_ordering::unordered;
    if (std::isinf(b))
        return b > 0 ? std::partial_ordering::less : std::partial_ordering::greater;
    const std::strong_ordering whole = a <=> BigInt::fromDouble(b);
    if (whole != 0)
        return whole;
    const double fraction = b - std::trunc(b);
    return fraction > 0 ? std::partial_ordering::less
        : fraction < 0  ? std::partial_ordering::greater
                        : std::partial_ordering::equivalent;
}

} // namespace

IntObject::IntObject(Type *type, BigInt value)
    : Object(type, Kind::Int)
    , m_value(std::move(value))
{
}

QString IntObject::repr(Interpreter &)
{
    return intText(m_value);
}

QString IntObject::format(Interpreter &interpreter, const QString &spec)
{
    return formatNumber(interpreter, Value(this), spec);
}

bool IntObject::truth(Interpreter &)
{
    return !m_value.isZero();
}

qint64 IntObject::hash(Interpreter &)
{
    return hashOf(m_value);
}

Value IntObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    return numberCompare(comparison, Value(this), other);
}

Value IntObject::binary(Interpreter &, BinaryOperator op, const Value &other, bool reflected)
{
    return reflected ? numberBinary(op, other, Value(this)) : numberBinary(op, Value(this), other);
}

Value IntObject::unary(Interpreter &, UnaryOperator op)
{
    return numberUnary(op, Value(this));
}

FloatObject::FloatObject(Type *type, double value)
    : Object(type, Kind::Float)
    , m_value(value)
{
}

QString FloatObject::repr(Interpreter &)
{
    return floatRepr(m_value);
}

QString FloatObject::format(Interpreter &interpreter, const QString &spec)
{
    return formatNumber(interpreter, Value(this), spec);
}

bool FloatObject::truth(Interpreter &)
{
    return m_value != 0;
}

qint64 FloatObject::hash(Interpreter &)
{
    return hashOf(m_value);
}

Value FloatObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    return numberCompare(comparison, Value(this), other);
}

Value FloatObject::binary(Interpreter &, BinaryOperator op, const Value &other, bool reflected)
{
    return reflected ? numberBinary(op, other, Value(this)) : numberBinary(op, Value(this), other);
}

Value FloatObject::unary(Interpreter &, UnaryOperator op)
{
    return numberUnary(op, Value(this));
}

Value makeInt(const BigInt &value)
{
    if (const std::optional<qint64> small = value.toInt64())
        return *small;
    Heap::require(static_cast<qint64>(value.magnitude().size()) * 4);
    return make<IntObject>(Interpreter::current().types().integer.get(), value);
}

BigInt bigIntOf(const Value &value)
{
    if (value.isObject() && value.object()->kind() == Kind::Int)
        return static_cast<IntObject *>(value.object())->value();
    return value.integer();
}

std::optional<qint64> smallIntOf(const Value &value)
{
    if (value.isSmallInt() || value.isBool())
        return value.integer();
    if (value.isObject() && value.object()->kind() == Kind::Int)
        return static_cast<IntObject *>(value.object())->value().toInt64();
    return std::nullopt;
}

std::optional<double> floatOf(const Value &value)
{
    if (value.isFloat())
        return value.floating();
    if (value.isObject() && value.object()->kind() == Kind::Float)
        return static_cast<FloatObject *>(value.object())->value();
    return std::nullopt;
}

bool isNumber(const Value &value)
{
    return value.isInt() || value.isFloat()
        || (value.isObject() && value.object()->kind() == Kind::Float);
}

double numberOf(const Value &value)
{
    if (const std::optional<double> number = floatOf(value))
        return *number;
    if (value.isSmallInt() || value.isBool())
        return static_cast<double>(value.integer());
    const double result = bigIntOf(value).toDouble();
    if (std::isinf(result))
        throwOverflowError(u"int too large to convert to float"_s);
    return result;
}

Value numberBinary(BinaryOperator op, const Value &a, const Value &b)
{
    if (a.isSmallInt() && b.isSmallInt())
        return smallBinary(op, a.integer(), b.integer());
    if (!isNumber(a) || !isNumber(b))
        return Value::notImplemented();
    if (a.isInt() && b.isInt()) {
        const std::optional<qint64> left = smallIntOf(a);
        const std::optional<qint64> right = smallIntOf(b);
        if (a.isBool() && b.isBool()
            && (op == BinaryOperator::And || op == BinaryOperator::Or || op == BinaryOperator::Xor))
            return smallBinary(op, *left, *right).integer() != 0;
        return left && right ? smallBinary(op, *left, *right)
                             : bigBinary(op, bigIntOf(a), bigIntOf(b));
    }
    return floatBinary(op, numberOf(a), numberOf(b));
}

Value numberUnary(UnaryOperator op, const Value &operand)
{
    if (const std::optional<double> number = floatOf(operand)) {
        switch (op) {
        case UnaryOperator::Negate:
            return -*number;
        case UnaryOperator::Plus:
            return *number;
        case UnaryOperator::Invert:
            return Value::notImplemented();
        }
    }
    if (!operand.isInt())
        return Value::notImplemented();
    switch (op) {
    case UnaryOperator::Negate:
        return makeInt(-bigIntOf(operand));
    case UnaryOperator::Plus:
        return makeInt(bigIntOf(operand));
    case UnaryOperator::Invert:
        return makeInt(~bigIntOf(operand));
    }
    return Value::notImplemented();
}

bool compareResult(Comparison comparison, std::partial_ordering order)
{
    switch (comparison) {
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Equal:
        return order == 0;
    case Comparison::NotEqual:
        return order != 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterEqual:
        return order >= 0;
    }
    return false;
}

Value numberCompare(Comparison comparison, const Value &a, const Value &b)
{
    if (!isNumber(a) || !isNumber(b))
        return Value::notImplemented();
    const std::optional<double> left = floatOf(a);
    const std::optional<double> right = floatOf(b);
    if (left && right)
        return compareResult(comparison, *left <=> *right);
    if (!left && !right)
        return compareResult(comparison, bigIntOf(a) <=> bigIntOf(b));
    if (right)
        return compareResult(comparison, compareIntFloat(bigIntOf(a), *right));
    return compareResult(comparison, 0 <=> compareIntFloat(bigIntOf(b), *left));
}

qint64 hashOf(qint64 value)
{
    constexpr auto modulus = static_cast<qint64>(hashModulus);
    const qint64 result = value % modulus;
    return result == -1 ? -2 : result;
}

qint64 hashOf(const BigInt &value)
{
    auto result = static_cast<qint64>(value.absoluteModulo(hashModulus));
    if (value.isNegative())
        result = -result;
    return result == -1 ? -2 : result;
}

qint64 hashOf(double value)
{
    if (std::isinf(value))
        return value > 0 ? 314159 : -314159;
    if (std::isnan(value))
        return 0;
    int exponent = 0;
    double mantissa = std::frexp(std::fabs(value), &exponent);
    quint64 result = 0;
    while (mantissa != 0) {
        result = ((result << 28) & hashModulus) | result >> (61 - 28);
        mantissa *= 268435456.0; // 2**28
        exponent -= 28;
        const auto digits = static_cast<quint64>(mantissa);
        mantissa -= static_cast<double>(digits);
        result += digits;
        if (result >= hashModulus)
            result -= hashModulus;
    }
    const int shift = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61);
    result = ((result << shift) & hashModulus) | result >> (61 - shift);
    const qint64 signedResult =
        value < 0 ? -static_cast<qint64>(result) : static_cast<qint64>(result);
    return signedResult == -1 ? -2 : signedResult;
}

Value powerModulo(const Value &base, const Value &exponent, const Value &modulus)
{
    if (!base.isInt() || !exponent.isInt() || !modulus.isInt())
        throwTypeError(u"pow() 3rd argument not allowed unless all arguments are integers"_s);
    const BigInt m = bigIntOf(modulus);
    if (m.isZero())
        throwValueError(u"pow() 3rd argument cannot be 0"_s);
    BigInt e = bigIntOf(exponent);
    BigInt b = bigIntOf(base).dividedBy(m).second;
    if (e.isNegative()) { // the inverse by Euclid's algorithm
        BigInt r0 = m.isNegative() ? -m : m;
        BigInt r1 = b.dividedBy(r0).second;
        const BigInt positive = r0;
        BigInt t0;
        BigInt t1(1);
        while (!r1.isZero()) {
            auto [quotient, rest] = r0.dividedBy(r1);
            r0 = std::exchange(r1, rest);
            const BigInt next = t0 - quotient * t1;
            t0 = std::exchange(t1, next);
        }
        if (!(r0 == BigInt(1)))
            throwValueError(u"base is not invertible for the given modulus"_s);
        b = t0.dividedBy(positive).second;
        e = -e;
    }
    BigInt result = BigInt(1).dividedBy(m).second;
    const qsizetype bits = e.bitLength();
    for (qsizetype i = 0; i < bits; ++i) {
        Interpreter::current().step();
        if (!(e.shiftedRight(i) & BigInt(1)).isZero())
            result = (result * b).dividedBy(m).second;
        b = (b * b).dividedBy(m).second;
    }
    return makeInt(result);
}

QString floatRepr(double value)
{
    if (std::isnan(value))
        return u"nan"_s;
    if (std::isinf(value))
        return value < 0 ? u"-inf"_s : u"inf"_s;
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const QByteArray text(buffer, end - buffer);
    const qsizetype at = text.indexOf('e');
    const int exponent = text.mid(at + 1).toInt();
    if (exponent < -4 || exponent >= 16)
        return QString::fromLatin1(text);
    char fixedBuffer[64];
    const auto fixedEnd = std::to_chars(fixedBuffer, fixedBuffer + sizeof fixedBuffer, value,
                                        std::chars_format::fixed)
                              .ptr;
    QString result = QString::fromLatin1(fixedBuffer, fixedEnd - fixedBuffer);
    if (!result.contains(u'.'))
        result += u".0"_s;
    return result;
}

QString intText(const BigInt &value)
{
    constexpr int maximumDigits = 4300; // as CPython's sys.get_int_max_str_digits()
    if (value.bitLength() > 14290)
        throwValueError(u"Exceeds the limit (%1 digits) for integer string conversion; use "
                        "sys.set_int_max_str_digits() to increase the limit"_s.arg(maximumDigits));
    return value.toString();
}

Value parseInt(const QString &text, int base)
{
    const auto invalid = [&]() {
        throwValueError(
            u"invalid literal for int() with base %1: %2"_s.arg(base).arg(quoted(text)));
    };
    if (base != 0 && (base < 2 || base > 36))
        throwValueError(u"int() base must be >= 2 and <= 36, or 0"_s);
    QStringView rest = QStringView(text).trimmed();
    const bool negative = rest.startsWith(u'-');
    if (negative || rest.startsWith(u'+'))
        rest = rest.mid(1);
    int radix = base;
    if (rest.size() > 1 && rest[0] == u'0') {
        const QChar mark = rest[1].toLower();
        const int named = mark == u'x' ? 16 : mark == u'o' ? 8 : mark == u'b' ? 2 : 0;
        if (named != 0 && (base == 0 || base == named)) {
            radix = named;
            rest = rest.mid(2);
            if (rest.startsWith(u'_'))
                rest = rest.mid(1);
        }
    }
    if (radix == 0)
        radix = 10;
    QString digits;
    bool underscore = true; // none at the start
    for (const QChar digit : rest) {
        if (digit == u'_') {
            if (underscore)
                invalid();
            underscore = true;
            continue;
        }
        underscore = false;
        const int code = digit.digitValue() >= 0        ? digit.digitValue()
            : digit.unicode() < 128 && digit.isLetter() ? digit.toLower().unicode() - u'a' + 10
                                                        : 99;
        if (code >= radix)
            invalid();
        digits.append(digit);
    }
    if (digits.isEmpty() || underscore)
        invalid();
    if (base == 0 && radix == 10 && digits.size() > 1 && digits.startsWith(u'0')
        && digits.count(u'0') != digits.size())
        invalid();
    if (radix == 10 && digits.size() > 4300)
        throwValueError(u"Exceeds the limit (4300 digits) for integer string conversion: value has "
                        u"%1 digits; use "
                        "sys.set_int_max_str_digits() to increase the limit"_s.arg(digits.size()));
    requireBits(digits.size() * (std::bit_width(static_cast<unsigned>(radix)) - 1));
    const BigInt result = BigInt::fromDigits(digits, radix);
    return makeInt(negative ? -result : result);
}

double parseFloat(const QString &text)
{
    QString rest = text.trimmed();
    const auto invalid = [&]() {
        throwValueError(u"could not convert string to float: %1"_s.arg(quoted(text)));
    };
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest[i] != u'_')
            continue;
        if (i == 0 || i + 1 == rest.size() || !rest[i - 1].isDigit() || !rest[i + 1].isDigit())
            invalid();
    }
    rest.remove(u'_');
    const QString lower = rest.toLower();
    const bool negative = lower.startsWith(u'-');
    const QString word = negative || lower.startsWith(u'+') ? lower.mid(1) : lower;
    if (word == u"inf" || word == u"infinity")
        return negative ? -std::numeric_limits<double>::infinity()
                        : std::numeric_limits<double>::infinity();
    if (word == u"nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (word.isEmpty() || (!word[0].isDigit() && word[0] != u'.'))
        invalid();
    QByteArray digits;
    for (const QChar character : word) {
        digits.append(character.digitValue() >= 0 ? static_cast<char>('0' + character.digitValue())
                          : character.unicode() < 128 ? character.toLatin1()
                                                      : '?');
    }
    double result = 0;
    const auto [end, error] =
        std::from_chars(digits.constData(), digits.constData() + digits.size(), result);
    if (end != digits.constData() + digits.size() || error == std::errc::invalid_argument)
        invalid();
    if (error == std::errc::result_out_of_range) {
        const qsizetype at = digits.indexOf('e');
        result = at >= 0 && digits.mid(at + 1).startsWith('-')
            ? 0.0
            : std::numeric_limits<double>::infinity();
    }
    return negative ? -result : result;
}

} // namespace limbeck::lang
