// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/bigint.h"
#include "core/lang/object.h"

namespace limbeck::lang {

/// An int beyond 64 bits, or an instance of a class derived from int.
class IntObject : public Object
{
public:
    IntObject(Type *type, BigInt value);

    [[nodiscard]] const BigInt &value() const { return m_value; }

    QString repr(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value unary(Interpreter &interpreter, UnaryOperator op) override;

private:
    BigInt m_value;
};

/// An instance of a class derived from float.
class FloatObject : public Object
{
public:
    FloatObject(Type *type, double value);

    [[nodiscard]] double value() const { return m_value; }

    QString repr(Interpreter &interpreter) override;
    QString format(Interpreter &interpreter, const QString &spec) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, Comparison comparison, const Value &other) override;
    Value binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value unary(Interpreter &interpreter, UnaryOperator op) override;

private:
    double m_value;
};

/// An int Value, inline if it fits.
[[nodiscard]] Value makeInt(const BigInt &value);
/// bool, int or an instance of a class derived from int.
[[nodiscard]] BigInt bigIntOf(const Value &value);
/// The same if it fits into 64 bits; nothing for larger ones and for what is no int.
[[nodiscard]] std::optional<qint64> smallIntOf(const Value &value);
/// float or an instance of a class derived from float.
[[nodiscard]] std::optional<double> floatOf(const Value &value);
/// Whether it is an int or float of any kind.
[[nodiscard]] bool isNumber(const Value &value);
/// float or int; throws OverflowError for an int that is too large.
[[nodiscard]] double numberOf(const Value &value);

/// `a op b` of ints and floats; notImplemented() if one of them is neither.
[[nodiscard]] Value numberBinary(BinaryOperator op, const Value &a, const Value &b);
[[nodiscard]] Value numberUnary(UnaryOperator op, const Value &operand);
[[nodiscard]] Value numberCompare(Comparison comparison, const Value &a, const Value &b);
[[nodiscard]] qint64 hashOf(qint64 value);
[[nodiscard]] qint64 hashOf(const BigInt &value);
[[nodiscard]] qint64 hashOf(double value);
[[nodiscard]] bool compareResult(Comparison comparison, std::partial_ordering order);

/// pow(base, exponent, modulus) of ints.
[[nodiscard]] Value powerModulo(const Value &base, const Value &exponent, const Value &modulus);
/// round(number, digits); None for no digits argument.
[[nodiscard]] Value roundNumber(Interpreter &interpreter, const Value &number, const Value &digits);
/// float's repr(): the shortest text that reads back as the same number.
[[nodiscard]] QString floatRepr(double value);
[[nodiscard]] QString intText(const BigInt &value); ///< decimal; ValueError beyond 4300 digits
/// int(text, base) and float(text); throw ValueError.
[[nodiscard]] Value parseInt(const QString &text, int base);
[[nodiscard]] double parseFloat(const QString &text);

} // namespace limbeck::lang
