// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/interpreter.h"
#include "core/lang/number.h"
#include "core/lang/stdlib/modules.h"

#include <cmath>
#include <limits>
#include <numbers>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

using Unary = double (*)(double);

/// A function of one number; a result that is no number for an argument that is one is a domain
/// error.
void addUnary(ModuleBuilder &module, const char *name, Unary function)
{
    module.function(std::string(name) + "(x, /)", [function](Args &a) -> Value {
        const double x = a.number("x");
        const double result = function(x);
        if (std::isnan(result) && !std::isnan(x))
            throwValueError(u"math domain error"_s);
        if (std::isinf(result) && std::isfinite(x))
            throwOverflowError(u"math range error"_s);
        return result;
    });
}

/// floor, ceil, trunc: an int of any size, or what the class's own method gives.
void addRounding(ModuleBuilder &module, const char *name, Unary round)
{
    const std::string method = std::string("__") + name + "__";
    module.function(std::string(name) + "(x, /)", [round, method](Args &a) -> Value {
        if (a["x"].isInt())
            return makeInt(bigIntOf(a["x"]));
        if (!a["x"].isFloat()) {
            const Value own = a.interpreter().findAttr(a["x"], method.c_str());
            if (!own.isAbsent())
                return a.interpreter().call(own);
            if (method == "__trunc__")
                throwTypeError(u"type %1 doesn't define __trunc__ method"_s.arg(
                    a.interpreter().typeName(a["x"])));
        }
        const double x = a.interpreter().toDouble(a["x"]);
        if (std::isnan(x))
            throwValueError(u"cannot convert float NaN to integer"_s);
        if (std::isinf(x))
            throwOverflowError(u"cannot convert float infinity to integer"_s);
        return makeInt(BigInt::fromDouble(round(x)));
    });
}

BigInt greatestCommonDivisor(BigInt a, BigInt b)
{
    if (a.isNegative())
        a = -a;
    if (b.isNegative())
        b = -b;
    while (!b.isZero()) {
        BigInt rest = a.dividedBy(b).second;
        a = std::exchange(b, std::move(rest));
    }
    return a;
}

/// log(x) of any number, ints beyond the range of floats included.
double naturalLogarithm(const Value &x)
{
    if (x.isInt()) {
        const BigInt value = bigIntOf(x);
        constexpr qsizetype exponentLimit = 1024;
        if (!value.isNegative() && value.bitLength() > exponentLimit) {
            const qsizetype shift = value.bitLength();
            const double fraction = std::ldexp(value.shiftedRight(shift - 64).toDouble(), -64);
            return std::log(fraction) + static_cast<double>(shift) * std::log(2.0);
        }
    }
    const double number = Interpreter::current().toDouble(x);
    if (number <= 0)
        throwValueError(u"math domain error"_s);
    return std::log(number);
}

Value logarithm(Args &a)
{
    if (!a.has("base"))
        return naturalLogarithm(a["x"]);
    const double base = naturalLogarithm(a["base"]);
    if (base == 0)
        throwZeroDivisionError(u"float division by zero"_s);
    return naturalLogarithm(a["x"]) / base;
}

Value powerOf(Args &a)
{
    const double x = a.number("x");
    const double y = a.number("y");
    const double result = std::pow(x, y);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y))
        throwValueError(u"math domain error"_s);
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
        if (x == 0)
            throwValueError(u"math domain error"_s);
        throwOverflowError(u"math range error"_s);
    }
    return result;
}

/// fmod and remainder.
void addRemainder(ModuleBuilder &module, const char *name, double (*function)(double, double))
{
    module.function(std::string(name) + "(x, y, /)", [function](Args &a) -> Value {
        const double x = a.number("x");
        const double y = a.number("y");
        const double result = function(x, y);
        if (std::isnan(result) && !std::isnan(x) && !std::isnan(y))
            throwValueError(u"math domain error"_s);
        return result;
    });
}

Value integerRoot(Args &a)
{
    const BigInt n = bigIntOf(a["n"]);
    if (n.isNegative())
        throwValueError(u"isqrt() argument must be nonnegative"_s);
    if (n.isZero())
        return 0;
    // Newton's iteration from above.
    BigInt root = BigInt(1).shiftedLeft((n.bitLength() + 1) / 2);
    while (true) {
        BigInt next = (root + n.dividedBy(root).first).shiftedRight(1);
        if (next >= root)
            return makeInt(root);
        root = std::move(next);
    }
}

Value factorial(Args &a)
{
    const qint64 n = a.integer("n");
    if (n < 0)
        throwValueError(u"factorial() not defined for negative values"_s);
    Value result = 1;
    for (qint64 i = 2; i <= n; ++i) {
        a.interpreter().step();
        result = numberBinary(BinaryOperator::Multiply, result, i);
    }
    return result;
}

Value product(Args &a)
{
    Value result = a["start"];
    for (const Value &item : a.sequence("iterable"))
        result = a.interpreter().binary(BinaryOperator::Multiply, result, item);
    return result;
}

/// Partial sums that do not overlap, smallest first; together they are exact.
void addExactly(std::vector<double> &partials, double x)
{
    std::size_t kept = 0;
    for (double y : partials) {
        if (std::abs(x) < std::abs(y))
            std::swap(x, y);
        const double high = x + y;
        const double low = y - (high - x);
        if (low != 0)
            partials[kept++] = low;
        x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
}

/// The partial sums' total, rounded once, halves to even.
double roundedOnce(const std::vector<double> &partials)
{
    if (partials.empty())
        return 0;
    auto next = partials.rbegin();
    double high = *next++;
    double low = 0;
    while (next != partials.rend()) {
        const double x = high;
        const double y = *next++;
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    const bool tie = next != partials.rend() && low != 0 && (low < 0) == (*next < 0);
    if (tie) {
        const double twice = low * 2;
        const double x = high + twice;
        if (twice == x - high)
            return x;
    }
    return high;
}

/// Exact to the last bit for sums of floats, as math.fsum is.
Value exactSum(Args &a)
{
    std::vector<double> partials;
    double special = 0;
    bool mixed = false;
    for (const Value &item : a.sequence("seq")) {
        a.interpreter().step();
        const double x = a.interpreter().toDouble(item);
        if (std::isfinite(x)) {
            addExactly(partials, x);
            continue;
        }
        mixed = mixed || (std::isinf(x) && std::isinf(special) && x != special);
        special += x;
    }
    if (mixed)
        throwValueError(u"-inf + inf in fsum"_s);
    if (special != 0)
        return special;
    const double total = roundedOnce(partials);
    if (!std::isfinite(total))
        throwOverflowError(u"intermediate overflow in fsum"_s);
    return total;
}

Value isClose(Args &a)
{
    const double x = a.number("a");
    const double y = a.number("b");
    if (x == y)
        return true;
    if (std::isinf(x) || std::isinf(y))
        return false;
    const double relative = a.has("rel_tol") ? a.number("rel_tol") : 1e-9;
    const double absolute = a.has("abs_tol") ? a.number("abs_tol") : 0.0;
    return std::abs(x - y) <= std::max(relative * std::max(std::abs(x), std::abs(y)), absolute);
}

Value combinations(Args &a)
{
    qint64 n = a.integer("n");
    qint64 k = a.integer("k");
    if (n < 0 || k < 0)
        throwValueError(u"%1 must be a non-negative integer"_s.arg(n < 0 ? u"n"_s : u"k"_s));
    if (k > n)
        return 0;
    k = std::min(k, n - k);
    BigInt result(1);
    for (qint64 i = 1; i <= k; ++i, --n)
        result = (result * BigInt(n)).dividedBy(BigInt(i)).first;
    return makeInt(result);
}

Value permutations(Args &a)
{
    const qint64 n = a.integer("n");
    const qint64 k = a["k"].isNone() ? n : a.integer("k");
    if (n < 0 || k < 0)
        throwValueError(u"%1 must be a non-negative integer"_s.arg(n < 0 ? u"n"_s : u"k"_s));
    Value result = k > n ? 0 : 1;
    for (qint64 i = n; k <= n && i > n - k; --i) {
        a.interpreter().step();
        result = numberBinary(BinaryOperator::Multiply, result, i);
    }
    return result;
}

Value distance(Args &a)
{
    const ValueVector p = a.sequence("p");
    const ValueVector q = a.sequence("q");
    if (p.size() != q.size())
        throwValueError(u"both points must have the same number of dimensions"_s);
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum = std::hypot(sum, numberOf(p[i]) - numberOf(q[i]));
    return sum;
}

Value hypotenuse(Args &a)
{
    double sum = 0;
    for (const Value &coordinate : a.varPositional())
        sum = std::hypot(sum, numberOf(coordinate));
    return sum;
}

} // namespace

void defineMath(ModuleBuilder &module)
{
    module.value("pi", std::numbers::pi);
    module.value("e", std::numbers::e);
    module.value("tau", 2 * std::numbers::pi);
    module.value("inf", std::numeric_limits<double>::infinity());
    module.value("nan", std::numeric_limits<double>::quiet_NaN());
    const std::pair<const char *, Unary> functions[] = {
        { "sqrt", std::sqrt },   { "cbrt", std::cbrt },    { "exp", std::exp },
        { "exp2", std::exp2 },   { "expm1", std::expm1 },  { "log1p", std::log1p },
        { "log2", std::log2 },   { "log10", std::log10 },  { "sin", std::sin },
        { "cos", std::cos },     { "tan", std::tan },      { "asin", std::asin },
        { "acos", std::acos },   { "atan", std::atan },    { "sinh", std::sinh },
        { "cosh", std::cosh },   { "tanh", std::tanh },    { "asinh", std::asinh },
        { "acosh", std::acosh }, { "atanh", std::atanh },  { "erf", std::erf },
        { "erfc", std::erfc },   { "gamma", std::tgamma }, { "lgamma", std::lgamma },
        { "fabs", std::fabs },
    };
    for (const auto &[name, function] : functions)
        addUnary(module, name, function);
    addRounding(module, "floor", std::floor);
    addRounding(module, "ceil", std::ceil);
    addRounding(module, "trunc", std::trunc);
    module.function("log(x, base=?, /)", logarithm);
    module.function("pow(x, y, /)", powerOf);
    addRemainder(module, "fmod", std::fmod);
    addRemainder(module, "remainder", std::remainder);
    module.function("atan2(y, x, /)",
                    [](Args &a) -> Value { return std::atan2(a.number("y"), a.number("x")); });
    module.function("copysign(x, y, /)",
                    [](Args &a) -> Value { return std::copysign(a.number("x"), a.number("y")); });
    module.function("degrees(x, /)",
                    [](Args &a) -> Value { return a.number("x") * 180.0 / std::numbers::pi; });
    module.function("radians(x, /)",
                    [](Args &a) -> Value { return a.number("x") * std::numbers::pi / 180.0; });
    module.function("isnan(x, /)", [](Args &a) -> Value { return std::isnan(a.number("x")); });
    module.function("isinf(x, /)", [](Args &a) -> Value { return std::isinf(a.number("x")); });
    module.function("isfinite(x, /)",
                    [](Args &a) -> Value { return std::isfinite(a.number("x")); });
    module.function("modf(x, /)", [](Args &a) -> Value {
        double whole = 0;
        const double fraction = std::modf(a.number("x"), &whole);
        return makeTuple({ Value(fraction), Value(whole) });
    });
    module.function("frexp(x, /)", [](Args &a) -> Value {
        int exponent = 0;
        const double mantissa = std::frexp(a.number("x"), &exponent);
        return makeTuple({ Value(mantissa), Value(exponent) });
    });
    module.function("ldexp(x, i, /)", [](Args &a) -> Value {
        return std::ldexp(a.number("x"), static_cast<int>(a.integer("i")));
    });
    module.function("gcd(*integers)", [](Args &a) -> Value {
        BigInt result;
        for (const Value &integer : a.varPositional())
            result = greatestCommonDivisor(
                result,
                bigIntOf(integer.isInt() ? integer : Value(a.interpreter().toIndex(integer))));
        return makeInt(result);
    });
    module.function("lcm(*integers)", [](Args &a) -> Value {
        BigInt result(1);
        for (const Value &integer : a.varPositional()) {
            const BigInt number = bigIntOf(integer);
            if (number.isZero())
                return 0;
            result = (result * number).dividedBy(greatestCommonDivisor(result, number)).first;
        }
        return makeInt(result.isNegative() ? -result : result);
    });
    module.function("isqrt(n, /)", integerRoot);
    module.function("factorial(n, /)", factorial);
    module.function("comb(n, k, /)", combinations);
    module.function("perm(n, k=None, /)", permutations);
    module.function("dist(p, q, /)", distance);
    module.function("nextafter(x, y, /)",
                    [](Args &a) -> Value { return std::nextafter(a.number("x"), a.number("y")); });
    module.function("ulp(x, /)", [](Args &a) -> Value {
        const double x = std::abs(a.number("x"));
        if (!std::isfinite(x))
            return x;
        const double above = std::nextafter(x, std::numeric_limits<double>::infinity());
        return std::isfinite(above) ? above - x : x - std::nextafter(x, 0.0);
    });
    module.function("prod(iterable, /, *, start=1)", product);
    module.function("fsum(seq, /)", exactSum);
    module.function("isclose(a, b, *, rel_tol=?, abs_tol=?)", isClose);
    module.function("hypot(*coordinates)", hypotenuse);
}

} // namespace limbeck::lang
