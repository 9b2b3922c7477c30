// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/datetimeobjects.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

constexpr qint64 maxDays = 999'999'999;

/// Microseconds of any size: timedelta's range is larger than 64 bits of them.
BigInt bigMicroseconds(const TimedeltaObject &delta)
{
    return BigInt(delta.days) * BigInt(microsecondsPerDay) + BigInt(delta.microseconds);
}

Value fromBig(Interpreter &interpreter, Type *type, const BigInt &microseconds)
{
    const auto [days, rest] = microseconds.dividedBy(BigInt(microsecondsPerDay));
    const auto smallDays = days.toInt64();
    if (!smallDays || std::abs(*smallDays) > maxDays)
        throwOverflowError(u"days=%1; must have magnitude <= 999999999"_s.arg(days.toString()));
    const Ref<Object> made = interpreter.allocate(type);
    auto *delta = dynamic_cast<TimedeltaObject *>(made.get());
    delta->days = *smallDays;
    delta->microseconds = rest.toInt64().value_or(0);
    return made;
}

/// @p value units of @p unit microseconds each; fractions are rounded half to even.
BigInt scaled(const Value &value, qint64 unit, const char *name)
{
    if (value.isInt())
        return bigIntOf(value) * BigInt(unit);
    const auto number = floatOf(value);
    if (!number)
        throwTypeError(u"unsupported type for timedelta %1 component: %2"_s.arg(
            QLatin1StringView(name), Interpreter::current().typeName(value)));
    double whole = 0;
    const double fraction = std::modf(*number, &whole);
    return BigInt::fromDouble(whole) * BigInt(unit)
        + BigInt::fromDouble(std::nearbyint(fraction * static_cast<double>(unit)));
}

Value newTimedelta(Args &a)
{
    struct Unit
    {
        const char *name;
        qint64 microseconds;
    };

    static constexpr Unit units[] = { { "days", microsecondsPerDay },
                                      { "seconds", microsecondsPerSecond },
                                      { "microseconds", 1 },
                                      { "milliseconds", 1000 },
                                      { "minutes", 60 * microsecondsPerSecond },
                                      { "hours", 3600 * microsecondsPerSecond },
                                      { "weeks", 7 * microsecondsPerDay } };
    BigInt total;
    for (const Unit &unit : units)
        total = total + scaled(a[unit.name], unit.microseconds, unit.name);
    return fromBig(a.interpreter(), a["cls"].as<Type>(), total);
}

/// Quotient rounded half to even.
BigInt roundedQuotient(const BigInt &a, const BigInt &b)
{
    const auto [quotient, rest] = a.dividedBy(b);
    const BigInt twice = (rest.isNegative() ? -rest : rest).shiftedLeft(1);
    const BigInt size = b.isNegative() ? -b : b;
    const bool odd = !(quotient & BigInt(1)).isZero();
    return twice > size || (twice == size && odd) ? quotient + BigInt(1) : quotient;
}

} // namespace

Value makeTimedelta(Interpreter &interpreter, qint64 days, qint64 microseconds)
{
    return fromBig(interpreter, interpreter.nativeType<TimedeltaObject>().get(),
                   BigInt(days) * BigInt(microsecondsPerDay) + BigInt(microseconds));
}

Value makeTimedelta(Interpreter &interpreter, qint64 microseconds)
{
    return makeTimedelta(interpreter, 0, microseconds);
}

qint64 totalMicroseconds(const TimedeltaObject &delta)
{
    if (std::abs(delta.days) > 100'000'000)
        throwOverflowError(u"date value out of range"_s);
    return delta.days * microsecondsPerDay + delta.microseconds;
}

double TimedeltaObject::totalSeconds() const
{
    return (static_cast<double>(days) * 86'400e6 + static_cast<double>(microseconds)) / 1e6;
}

QString TimedeltaObject::text() const
{
    const qint64 seconds = microseconds / microsecondsPerSecond;
    const qint64 fraction = microseconds % microsecondsPerSecond;
    QString result;
    if (days != 0)
        result = u"%1 day%2, "_s.arg(days).arg(std::abs(days) == 1 ? u""_s : u"s"_s);
    result += u"%1:%2:%3"_s.arg(seconds / 3600)
                  .arg(seconds / 60 % 60, 2, 10, QChar(u'0'))
                  .arg(seconds % 60, 2, 10, QChar(u'0'));
    if (fraction != 0)
        result += u".%1"_s.arg(fraction, 6, 10, QChar(u'0'));
    return result;
}

QString TimedeltaObject::repr(Interpreter &)
{
    QStringList parts;
    if (days != 0)
        parts += u"days=%1"_s.arg(days);
    if (microseconds / microsecondsPerSecond != 0)
        parts += u"seconds=%1"_s.arg(microseconds / microsecondsPerSecond);
    if (microseconds % microsecondsPerSecond != 0)
        parts += u"microseconds=%1"_s.arg(microseconds % microsecondsPerSecond);
    return u"%1(%2)"_s.arg(type()->fullName(), parts.isEmpty() ? u"0"_s : parts.join(u", "));
}

QString TimedeltaObject::str(Interpreter &)
{
    return text();
}

bool TimedeltaObject::truth(Interpreter &)
{
    return days != 0 || microseconds != 0;
}

qint64 TimedeltaObject::hash(Interpreter &)
{
    return hashOf(bigMicroseconds(*this));
}

Value TimedeltaObject::compare(Interpreter &, Comparison comparison, const Value &other)
{
    const auto *delta = other.as<TimedeltaObject>();
    if (!delta)
        return Value::notImplemented();
    const auto order =
        std::pair(days, microseconds) <=> std::pair(delta->days, delta->microseconds);
    return compareResult(comparison, order);
}

Value TimedeltaObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                              bool reflected)
{
    Type *plain = interpreter.nativeType<TimedeltaObject>().get();
    const BigInt self = bigMicroseconds(*this);
    if (const auto *delta = other.as<TimedeltaObject>()) {
        const BigInt second = bigMicroseconds(*delta);
        const BigInt &a = reflected ? second : self;
        const BigInt &b = reflected ? self : second;
        if (op == BinaryOperator::Add)
            return fromBig(interpreter, plain, a + b);
        if (op == BinaryOperator::Subtract)
            return fromBig(interpreter, plain, a - b);
        if (b.isZero()
            && (op == BinaryOperator::Divide || op == BinaryOperator::FloorDivide
                || op == BinaryOperator::Modulo))
            throwZeroDivisionError(u"integer division or modulo by zero"_s);
        if (op == BinaryOperator::Divide)
            return numberBinary(BinaryOperator::Divide, makeInt(a), makeInt(b));
        if (op == BinaryOperator::FloorDivide)
            return makeInt(a.dividedBy(b).first);
        if (op == BinaryOperator::Modulo)
            return fromBig(interpreter, plain, a.dividedBy(b).second);
        return Value::notImplemented();
    }
    if (other.isInt()) {
        const BigInt number = bigIntOf(other);
        if (op == BinaryOperator::Multiply)
            return fromBig(interpreter, plain, self * number);
        if (reflected || (op != BinaryOperator::Divide && op != BinaryOperator::FloorDivide))
            return Value::notImplemented();
        if (number.isZero())
            throwZeroDivisionError(u"integer division or modulo by zero"_s);
        return fromBig(interpreter, plain,
                       op == BinaryOperator::Divide ? roundedQuotient(self, number)
                                                    : self.dividedBy(number).first);
    }
    if (const auto number = floatOf(other)) {
        const double value = self.toDouble();
        if (op == BinaryOperator::Multiply)
            return fromBig(interpreter, plain, BigInt::fromDouble(std::nearbyint(value * *number)));
        if (op == BinaryOperator::Divide && !reflected) {
            if (*number == 0)
                throwZeroDivisionError(u"float division by zero"_s);
            return fromBig(interpreter, plain, BigInt::fromDouble(std::nearbyint(value / *number)));
        }
    }
    return Value::notImplemented();
}

Value TimedeltaObject::unary(Interpreter &interpreter, UnaryOperator op)
{
    const BigInt self = bigMicroseconds(*this);
    if (op == UnaryOperator::Negate)
        return fromBig(interpreter, type(), -self);
    if (op == UnaryOperator::Plus)
        return fromBig(interpreter, type(), self);
    return Value::notImplemented();
}

void defineTimedelta(ModuleBuilder &module)
{
    TypeBuilder builder = module.define<TimedeltaObject>("timedelta");
    builder
        .make(
            "(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
            newTimedelta)
        .slots("__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __floordiv__ "
               "__mod__ __neg__ __eq__ __lt__")
        .method("total_seconds(self)",
                [](Args &a) -> Value { return a.object<TimedeltaObject>("self").totalSeconds(); })
        .method("__abs__(self)",
                [](Args &a) -> Value {
                    const TimedeltaObject &self = a.object<TimedeltaObject>("self");
                    const BigInt value = bigMicroseconds(self);
                    return fromBig(a.interpreter(), self.type(),
                                   value.isNegative() ? -value : value);
                })
        .method(
            "__divmod__(self, other)",
            [](Args &a) -> Value {
                return makeTuple(
                    { a.interpreter().binary(BinaryOperator::FloorDivide, a["self"], a["other"]),
                      a.interpreter().binary(BinaryOperator::Modulo, a["self"], a["other"]) });
            })
        .property("days", [](Interpreter &, TimedeltaObject &self) -> Value { return self.days; })
        .property("seconds",
                  [](Interpreter &, TimedeltaObject &self) -> Value {
                      return self.microseconds / microsecondsPerSecond;
                  })
        .property("microseconds", [](Interpreter &, TimedeltaObject &self) -> Value {
            return self.microseconds % microsecondsPerSecond;
        });
    Interpreter &in = module.interpreter();
    builder.value("resolution", makeTimedelta(in, 1));
    builder.value("min", makeTimedelta(in, -maxDays, 0));
    builder.value("max", makeTimedelta(in, maxDays, microsecondsPerDay - 1));
}

} // namespace limbeck::lang
