// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/bigint.h"

#include "core/lang/interpreter.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace limbeck::lang {

namespace {

/// Counts @p digits that were worked on, so that arithmetic with long numbers can be cancelled. Of
/// short ones the calls are counted where they are made.
void count(size_t digits)
{
    constexpr size_t digitsPerStep = 64;
    if (digits >= digitsPerStep && Heap::current())
        Interpreter::current().steps(digits / digitsPerStep);
}

} // namespace

BigInt::BigInt(qint64 value)
    : m_negative(value < 0)
{
    quint64 magnitude = value < 0 ? ~static_cast<quint64>(value) + 1 : static_cast<quint64>(value);
    for (; magnitude != 0; magnitude >>= 32)
        m_digits.push_back(static_cast<quint32>(magnitude));
}

BigInt::BigInt(Digits digits, bool negative)
    : m_digits(std::move(digits))
    , m_negative(negative)
{
    trim(m_digits);
    if (m_digits.empty())
        m_negative = false;
}

void BigInt::trim(Digits &digits)
{
    while (!digits.empty() && digits.back() == 0)
        digits.pop_back();
}

BigInt BigInt::fromDouble(double value)
{
    int exponent = 0;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    const auto mantissa = static_cast<qint64>(std::ldexp(fraction, 53));
    const BigInt whole(mantissa);
    const BigInt result = exponent >= 53 ? whole.shiftedLeft(exponent - 53)
        : exponent > 0                   ? whole.shiftedRight(53 - exponent)
                                         : BigInt();
    return value < 0 ? -result : result;
}

BigInt BigInt::fromDigits(QStringView digits, int base)
{
    BigInt result;
    for (const QChar digit : digits) {
        count(result.m_digits.size());
        const int code =
            digit.digitValue() >= 0 ? digit.digitValue() : digit.toLower().unicode() - u'a' + 10;
        quint64 carry = static_cast<quint64>(code);
        for (quint32 &part : result.m_digits) {
            carry += static_cast<quint64>(part) * static_cast<quint64>(base);
            part = static_cast<quint32>(carry);
            carry >>= 32;
        }
        if (carry != 0)
            result.m_digits.push_back(static_cast<quint32>(carry));
    }
    return result;
}

qsizetype BigInt::bitLength() const
{
    if (m_digits.empty())
        return 0;
    return static_cast<qsizetype>(m_digits.size()) * 32 - std::countl_zero(m_digits.back());
}

std::optional<qint64> BigInt::toInt64() const
{
    if (m_digits.size() > 2)
        return std::nullopt;
    quint64 magnitude = 0;
    for (size_t i = m_digits.size(); i-- > 0;)
        magnitude = (magnitude << 32) | m_digits[i];
    constexpr quint64 limit = quint64(1) << 63;
    if (magnitude > limit || (magnitude == limit && !m_negative))
        return std::nullopt;
    return static_cast<qint64>(m_negative ? ~magnitude + 1 : magnitude);
}

double BigInt::toDouble() const
{
    const qsizetype bits = bitLength();
    if (bits <= 64) {
        double result = 0;
        quint64 magnitude = 0;
        for (size_t i = m_digits.size(); i-- > 0;)
            magnitude = (magnitude << 32) | m_digits[i];
        result = static_cast<double>(magnitude);
        return m_negative ? -result : result;
    }
    // 64 leading bits, the lowest of them standing for all that is cut off, round as the whole
    // does.
    const qsizetype shift = bits - 64;
    const BigInt top = BigInt(m_digits, false).shiftedRight(shift);
    quint64 magnitude = (static_cast<quint64>(top.m_digits[1]) << 32) | top.m_digits[0];
    if (!(top.shiftedLeft(shift) == BigInt(m_digits, false)))
        magnitude |= 1;
    const double result = std::ldexp(static_cast<double>(magnitude), static_cast<int>(shift));
    return m_negative ? -result : result;
}

QString BigInt::toString(int base) const
{
    if (m_digits.empty())
        return QStringLiteral("0");
    // As many digits at a time as fit into 32 bits.
    quint32 chunk = static_cast<quint32>(base);
    int chunkDigits = 1;
    while (static_cast<quint64>(chunk) * static_cast<quint64>(base) <= 0xFFFFFFFFU) {
        chunk *= static_cast<quint32>(base);
        ++chunkDigits;
    }
    QString result;
    Digits rest = m_digits;
    while (!rest.empty()) {
        count(rest.size() * 8); // a division takes so much longer than a multiplication
        quint32 part = divideSmall(rest, chunk);
        for (int i = 0; i < chunkDigits && (part != 0 || !rest.empty()); ++i) {
            const auto digit = static_cast<char16_t>(part % static_cast<quint32>(base));
            result.append(
                QChar(static_cast<char16_t>(digit < 10 ? u'0' + digit : u'a' + digit - 10)));
            part /= static_cast<quint32>(base);
        }
    }
    if (m_negative)
        result.append(u'-');
    std::reverse(result.begin(), result.end());
    return result;
}

quint64 BigInt::absoluteModulo(quint64 modulus) const
{
    __extension__ using Wide = unsigned __int128;
    quint64 result = 0;
    for (size_t i = m_digits.size(); i-- > 0;)
        result = static_cast<quint64>(((static_cast<Wide>(result) << 32) | m_digits[i]) % modulus);
    return result;
}

BigInt BigInt::operator-() const
{
    return { m_digits, !m_negative };
}

BigInt BigInt::operator~() const
{
    return -*this - BigInt(1);
}

int BigInt::compareMagnitude(const Digits &a, const Digits &b)
{
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    for (size_t i = a.size(); i-- > 0;) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

BigInt::Digits BigInt::addMagnitude(const Digits &a, const Digits &b)
{
    Digits result;
    result.reserve(std::max(a.size(), b.size()) + 1);
    quint64 carry = 0;
    for (size_t i = 0; i < std::max(a.size(), b.size()) || carry != 0; ++i) {
        carry += static_cast<quint64>(i < a.size() ? a[i] : 0) + (i < b.size() ? b[i] : 0);
        result.push_back(static_cast<quint32>(carry));
        carry >>= 32;
    }
    return result;
}

BigInt::Digits BigInt::subtractMagnitude(const Digits &a, const Digits &b)
{
    Digits result = a;
    qint64 borrow = 0;
    for (size_t i = 0; i < result.size(); ++i) {
        qint64 part = static_cast<qint64>(result[i])
            - (i < b.size() ? static_cast<qint64>(b[i]) : 0) - borrow;
        borrow = part < 0 ? 1 : 0;
        if (part < 0)
            part += qint64(1) << 32;
        result[i] = static_cast<quint32>(part);
    }
    return result;
}

BigInt operator+(const BigInt &a, const BigInt &b)
{
    if (a.m_negative == b.m_negative)
        return { BigInt::addMagnitude(a.m_digits, b.m_digits), a.m_negative };
    if (BigInt::compareMagnitude(a.m_digits, b.m_digits) >= 0)
        return { BigInt::subtractMagnitude(a.m_digits, b.m_digits), a.m_negative };
    return { BigInt::subtractMagnitude(b.m_digits, a.m_digits), b.m_negative };
}

BigInt operator-(const BigInt &a, const BigInt &b)
{
    return a + -b;
}

BigInt operator*(const BigInt &a, const BigInt &b)
{
    if (a.isZero() || b.isZero())
        return {};
    BigInt::Digits result(a.m_digits.size() + b.m_digits.size(), 0);
    for (size_t i = 0; i < a.m_digits.size(); ++i) {
        count(b.m_digits.size());
        quint64 carry = 0;
        for (size_t j = 0; j < b.m_digits.size() || carry != 0; ++j) {
            const quint64 product =
                j < b.m_digits.size() ? static_cast<quint64>(a.m_digits[i]) * b.m_digits[j] : 0;
            carry += product + result[i + j];
            result[i + j] = static_cast<quint32>(carry);
            carry >>= 32;
        }
    }
    return { std::move(result), a.m_negative != b.m_negative };
}

quint32 BigInt::divideSmall(Digits &digits, quint32 divisor)
{
    quint64 rest = 0;
    for (size_t i = digits.size(); i-- > 0;) {
        rest = (rest << 32) | digits[i];
        digits[i] = static_cast<quint32>(rest / divisor);
        rest %= divisor;
    }
    trim(digits);
    return static_cast<quint32>(rest);
}

std::pair<BigInt::Digits, BigInt::Digits> BigInt::divideMagnitude(const Digits &a, const Digits &b)
{
    if (compareMagnitude(a, b) < 0)
        return { {}, a };
    if (b.size() == 1) {
        Digits quotient = a;
        const quint32 rest = divideSmall(quotient, b.front());
        return { std::move(quotient), rest == 0 ? Digits {} : Digits { rest } };
    }
    // Long division (Knuth's algorithm D) on digits shifted so that the divisor's top bit is set.
    const int shift = std::countl_zero(b.back());
    const Digits divisor = BigInt(b, false).shiftedLeft(shift).m_digits;
    Digits rest = BigInt(a, false).shiftedLeft(shift).m_digits;
    rest.resize(std::max(rest.size(), a.size()) + 1, 0);
    const size_t n = divisor.size();
    const size_t m = rest.size() - n;
    Digits quotient(m, 0);
    for (size_t j = m; j-- > 0;) {
        count(n);
        const quint64 top = (static_cast<quint64>(rest[j + n]) << 32) | rest[j + n - 1];
        quint64 guess = top / divisor[n - 1];
        quint64 guessRest = top % divisor[n - 1];
        while (guess > 0xFFFFFFFFU
               || guess * divisor[n - 2] > ((guessRest << 32) | rest[j + n - 2])) {
            --guess;
            guessRest += divisor[n - 1];
            if (guessRest > 0xFFFFFFFFU)
                break;
        }
        qint64 borrow = 0;
        quint64 carry = 0;
        for (size_t i = 0; i < n; ++i) {
            carry += guess * divisor[i];
            const qint64 part = static_cast<qint64>(rest[i + j])
                - static_cast<qint64>(static_cast<quint32>(carry)) + borrow;
            rest[i + j] = static_cast<quint32>(part);
            borrow = part >> 32;
            carry >>= 32;
        }
        const qint64 part = static_cast<qint64>(rest[j + n]) - static_cast<qint64>(carry) + borrow;
        rest[j + n] = static_cast<quint32>(part);
        if (part < 0) { // guessed one too many
            --guess;
            quint64 back = 0;
            for (size_t i = 0; i < n; ++i) {
                back += static_cast<quint64>(rest[i + j]) + divisor[i];
                rest[i + j] = static_cast<quint32>(back);
                back >>= 32;
            }
            rest[j + n] += static_cast<quint32>(back);
        }
        quotient[j] = static_cast<quint32>(guess);
    }
    trim(quotient);
    return { std::move(quotient), BigInt(std::move(rest), false).shiftedRight(shift).m_digits };
}

std::pair<BigInt, BigInt> BigInt::dividedBy(const BigInt &divisor) const
{
    auto [digits, restDigits] = divideMagnitude(m_digits, divisor.m_digits);
    BigInt quotient(std::move(digits), m_negative != divisor.m_negative);
    BigInt rest(std::move(restDigits), m_negative);
    if (!rest.isZero() && rest.m_negative != divisor.m_negative) {
        quotient = quotient - BigInt(1);
        rest = rest + divisor;
    }
    return { std::move(quotient), std::move(rest) };
}

BigInt BigInt::shiftedLeft(qsizetype bits) const
{
    if (m_digits.empty())
        return {};
    const auto whole = static_cast<size_t>(bits / 32);
    const auto part = static_cast<unsigned>(bits % 32);
    Digits result(whole, 0);
    quint64 carry = 0;
    for (const quint32 digit : m_digits) {
        carry |= static_cast<quint64>(digit) << part;
        result.push_back(static_cast<quint32>(carry));
        carry >>= 32;
    }
    result.push_back(static_cast<quint32>(carry));
    return { std::move(result), m_negative };
}

BigInt BigInt::shiftedRight(qsizetype bits) const
{
    const auto whole = static_cast<size_t>(bits / 32);
    const auto part = static_cast<unsigned>(bits % 32);
    if (whole >= m_digits.size())
        return m_negative ? BigInt(-1) : BigInt();
    bool lost = false;
    for (size_t i = 0; i < whole; ++i)
        lost = lost || m_digits[i] != 0;
    lost = lost || (m_digits[whole] & ((quint64(1) << part) - 1)) != 0;
    Digits result;
    for (size_t i = whole; i < m_digits.size(); ++i) {
        const quint64 high = i + 1 < m_digits.size() ? m_digits[i + 1] : 0;
        result.push_back(static_cast<quint32>(((high << 32) | m_digits[i]) >> part));
    }
    BigInt shifted(std::move(result), m_negative);
    return m_negative && lost ? shifted - BigInt(1) : shifted;
}

template <typename Operation>
BigInt BigInt::bitwise(const BigInt &a, const BigInt &b, Operation operation)
{
    const size_t size = std::max(a.m_digits.size(), b.m_digits.size()) + 1;
    const auto complement = [size](const BigInt &value) {
        Digits digits = value.m_digits;
        digits.resize(size, 0);
        if (value.m_negative) {
            quint64 carry = 1;
            for (quint32 &digit : digits) {
                carry += static_cast<quint32>(~digit);
                digit = static_cast<quint32>(carry);
                carry >>= 32;
            }
        }
        return digits;
    };
    const Digits left = complement(a);
    const Digits right = complement(b);
    Digits result(size);
    for (size_t i = 0; i < size; ++i)
        result[i] = operation(left[i], right[i]);
    const bool negative = (result.back() & 0x80000000U) != 0;
    if (negative) {
        quint64 carry = 1;
        for (quint32 &digit : result) {
            carry += static_cast<quint32>(~digit);
            digit = static_cast<quint32>(carry);
            carry >>= 32;
        }
    }
    return { std::move(result), negative };
}

BigInt operator&(const BigInt &a, const BigInt &b)
{
    return BigInt::bitwise(a, b, [](quint32 x, quint32 y) { return x & y; });
}

BigInt operator|(const BigInt &a, const BigInt &b)
{
    return BigInt::bitwise(a, b, [](quint32 x, quint32 y) { return x | y; });
}

BigInt operator^(const BigInt &a, const BigInt &b)
{
    return BigInt::bitwise(a, b, [](quint32 x, quint32 y) { return x ^ y; });
}

std::strong_ordering operator<=>(const BigInt &a, const BigInt &b)
{
    if (a.m_negative != b.m_negative)
        return a.m_negative ? std::strong_ordering::less : std::strong_ordering::greater;
    const int order = BigInt::compareMagnitude(a.m_digits, b.m_digits) * (a.m_negative ? -1 : 1);
    return order <=> 0;
}

} // namespace limbeck::lang
