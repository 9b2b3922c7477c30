// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <compare>
#include <optional>
#include <vector>

namespace limbeck::lang {

/// An integer of any size, with Python's semantics (division rounds down, bit operations as in
/// two's complement).
class BigInt
{
public:
    BigInt() = default;
    BigInt(qint64 value);
    /// Of a finite double, cut off at the point.
    [[nodiscard]] static BigInt fromDouble(double value);
    /// Digits of @p base (2 … 36) without sign or blanks; the caller has checked them.
    [[nodiscard]] static BigInt fromDigits(QStringView digits, int base);

    [[nodiscard]] bool isZero() const { return m_digits.empty(); }

    [[nodiscard]] bool isNegative() const { return m_negative; }

    [[nodiscard]] qsizetype bitLength() const;
    [[nodiscard]] std::optional<qint64> toInt64() const;
    /// Nearest double; infinite when it is too large.
    [[nodiscard]] double toDouble() const;
    [[nodiscard]] QString toString(int base = 10) const;
    /// Remainder of the absolute value, for hashing.
    [[nodiscard]] quint64 absoluteModulo(quint64 modulus) const;

    [[nodiscard]] const std::vector<quint32> &magnitude() const { return m_digits; }

    [[nodiscard]] BigInt operator-() const;
    [[nodiscard]] BigInt operator~() const;
    friend BigInt operator+(const BigInt &a, const BigInt &b);
    friend BigInt operator-(const BigInt &a, const BigInt &b);
    friend BigInt operator*(const BigInt &a, const BigInt &b);
    friend BigInt operator&(const BigInt &a, const BigInt &b);
    friend BigInt operator|(const BigInt &a, const BigInt &b);
    friend BigInt operator^(const BigInt &a, const BigInt &b);
    [[nodiscard]] BigInt shiftedLeft(qsizetype bits) const;
    [[nodiscard]] BigInt shiftedRight(qsizetype bits) const;
    /// Quotient rounded down and the remainder with the sign of @p divisor, which is not zero.
    [[nodiscard]] std::pair<BigInt, BigInt> dividedBy(const BigInt &divisor) const;

    friend bool operator==(const BigInt &a, const BigInt &b) = default;
    friend std::strong_ordering operator<=>(const BigInt &a, const BigInt &b);

private:
    using Digits = std::vector<quint32>;

    BigInt(Digits digits, bool negative);
    static int compareMagnitude(const Digits &a, const Digits &b);
    static Digits addMagnitude(const Digits &a, const Digits &b);
    static Digits subtractMagnitude(const Digits &a, const Digits &b); // a >= b
    static std::pair<Digits, Digits> divideMagnitude(const Digits &a, const Digits &b);
    static quint32 divideSmall(Digits &digits, quint32 divisor); // in place, returns the remainder
    static void trim(Digits &digits);
    template <typename Operation>
    static BigInt bitwise(const BigInt &a, const BigInt &b, Operation operation);

    Digits m_digits; // least significant first, no leading zeros
    bool m_negative = false; // never with an empty m_digits
};

} // namespace limbeck::lang
