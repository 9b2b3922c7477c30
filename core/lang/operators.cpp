// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Operators and comparisons of the object protocol.

#include "core/lang/number.h"
#include "core/lang/opaque.h"
#include "core/lang/protocol.h"
#include "core/lang/slots.h"

namespace limbeck::lang {

using namespace Qt::StringLiterals;

namespace {

constexpr const char16_t *operatorTexts[] = { u"+",           u"-",  u"*",  u"@", u"/", u"//", u"%",
                                              u"** or pow()", u"<<", u">>", u"&", u"|", u"^" };
constexpr const char16_t *comparisonTexts[] = { u"<", u"<=", u"==", u"!=", u">", u">=" };
constexpr Comparison reflectedComparison[] = { Comparison::Greater, Comparison::GreaterEqual,
                                               Comparison::Equal,   Comparison::NotEqual,
                                               Comparison::Less,    Comparison::LessEqual };

/// What one operand makes of `self op other` (or `other op self` when reflected).
Value sideBinary(Interpreter &interpreter, BinaryOperator op, const Value &self, const Value &other,
                 bool reflected)
{
    const Names &names = interpreter.names();
    const auto index = static_cast<size_t>(op);
    Str *const name = reflected ? names.reflected[index].get() : names.binary[index].get();
    if (const Value *const method = specialMethod(self, name))
        return callSpecial(interpreter, *method, self, { other });
    return nativeBinary(interpreter, op, self, other, reflected);
}

/// Whether the right operand is asked first: its class derives from the left one's.
bool rightGoesFirst(const Interpreter &interpreter, const Value &a, const Value &b)
{
    if (!b.isObject())
        return false;
    const Type *const left = interpreter.typeOf(a);
    const Type *const right = b.object()->type();
    return left != right && right->isSubclassOf(left);
}

Value binaryOrNotImplemented(Interpreter &interpreter, BinaryOperator op, const Value &a,
                             const Value &b)
{
    const bool sameType = interpreter.typeOf(a) == interpreter.typeOf(b);
    const bool rightFirst = !sameType && rightGoesFirst(interpreter, a, b);
    if (rightFirst) {
        Value result = sideBinary(interpreter, op, b, a, true);
        if (!result.isNotImplemented())
            return result;
    }
    Value result = sideBinary(interpreter, op, a, b, false);
    if (!result.isNotImplemented() || rightFirst)
        return result;
    if (sameType && !a.isObject())
        return result;
    if (sameType && !specialMethod(b, interpreter.names().reflected[static_cast<size_t>(op)].get()))
        return result;
    return sideBinary(interpreter, op, b, a, true);
}

[[noreturn]] void throwUnsupportedOperands(Interpreter &interpreter, const QString &text,
                                           const Value &a, const Value &b)
{
    throwTypeError(u"unsupported operand type(s) for %1: '%2' and '%3'"_s.arg(
        text, interpreter.typeName(a), interpreter.typeName(b)));
}

/// Throws what sequences say of operands that they cannot be repeated by or joined with.
void requireSequenceOperands(Interpreter &interpreter, BinaryOperator op, const Value &a,
                             const Value &b)
{
    if (op == BinaryOperator::Multiply) {
        const auto isSequence = [](const Value &v) {
            return v.isStr() || v.isList() || v.isTuple() || v.isBytes();
        };
        if (isSequence(a) || isSequence(b))
            throwTypeError(u"can't multiply sequence by non-int of type '%1'"_s.arg(
                interpreter.typeName(isSequence(a) ? b : a)));
    }
    if (op == BinaryOperator::Add && (a.isStr() || a.isList() || a.isTuple())) {
        const QString name = a.isStr() ? u"str"_s : a.isList() ? u"list"_s : u"tuple"_s;
        throwTypeError(
            u"can only concatenate %1 (not \"%2\") to %1"_s.arg(name, interpreter.typeName(b)));
    }
}

Value sideCompare(Interpreter &interpreter, Comparison comparison, const Value &self,
                  const Value &other)
{
    const Names &names = interpreter.names();
    if (const Value *const method =
            specialMethod(self, names.comparison[static_cast<size_t>(comparison)].get()))
        return callSpecial(interpreter, *method, self, { other });
    if (comparison == Comparison::NotEqual) {
        // Without __ne__, __eq__ is asked and turned round.
        if (const Value *const method = specialMethod(self, names.eq.get())) {
            const Value result = callSpecial(interpreter, *method, self, { other });
            return result.isNotImplemented() || result.isOpaque()
                ? result
                : Value(!interpreter.truth(result));
        }
    }
    return nativeCompare(interpreter, comparison, self, other);
}

} // namespace

Value Interpreter::binary(BinaryOperator op, const Value &a, const Value &b)
{
    if (!a.isObject() && !b.isObject()) {
        Value result = numberBinary(op, a, b);
        if (!result.isNotImplemented())
            return result;
    }
    if (a.isOpaque() || b.isOpaque())
        return opaqueOperation(a.isOpaque() ? a : b);
    Value result = binaryOrNotImplemented(*this, op, a, b);
    if (!result.isNotImplemented())
        return result;
    requireSequenceOperands(*this, op, a, b);
    throwUnsupportedOperands(*this, QString::fromUtf16(operatorTexts[static_cast<size_t>(op)]), a,
                             b);
}

Value Interpreter::inPlace(BinaryOperator op, const Value &a, const Value &b)
{
    if (!a.isObject() && !b.isObject()) {
        Value result = numberBinary(op, a, b);
        if (!result.isNotImplemented())
            return result;
    }
    if (a.isOpaque() || b.isOpaque())
        return binary(op, a, b);
    if (!a.isObject()) {
        // No method of its own: as the plain operator, but for the error's words.
    } else if (const Value *const method =
                   specialMethod(a, m_names->inPlace[static_cast<size_t>(op)].get())) {
        Value result = callSpecial(*this, *method, a, { b });
        if (!result.isNotImplemented())
            return result;
    } else {
        Value result = a.object()->inPlace(*this, op, b);
        if (!result.isNotImplemented())
            return result;
    }
    Value result = binaryOrNotImplemented(*this, op, a, b);
    if (!result.isNotImplemented())
        return result;
    requireSequenceOperands(*this, op, a, b);
    const QString text = op == BinaryOperator::Power
        ? u"**="_s
        : QString::fromUtf16(operatorTexts[static_cast<size_t>(op)]) + u'=';
    throwUnsupportedOperands(*this, text, a, b);
}

Value Interpreter::unary(UnaryOperator op, const Value &operand)
{
    if (operand.isOpaque())
        return opaqueOperation(operand);
    Str *const name = op == UnaryOperator::Negate ? m_names->neg.get()
        : op == UnaryOperator::Plus               ? m_names->pos.get()
                                                  : m_names->invert.get();
    if (const Value *const method = specialMethod(operand, name))
        return callSpecial(*this, *method, operand);
    Value result = nativeUnary(*this, op, operand);
    if (result.isNotImplemented()) {
        const QString text = op == UnaryOperator::Negate ? u"-"_s
            : op == UnaryOperator::Plus                  ? u"+"_s
                                                         : u"~"_s;
        throwTypeError(u"bad operand type for unary %1: '%2'"_s.arg(text, typeName(operand)));
    }
    return result;
}

Value Interpreter::compare(Comparison comparison, const Value &a, const Value &b)
{
    if (!a.isObject() && !b.isObject()) {
        Value result = numberCompare(comparison, a, b);
        if (!result.isNotImplemented())
            return result;
    }
    if (a.isOpaque() || b.isOpaque())
        return opaqueOperation(a.isOpaque() ? a : b);
    const Comparison reflected = reflectedComparison[static_cast<size_t>(comparison)];
    const bool rightFirst = rightGoesFirst(*this, a, b);
    if (rightFirst) {
        Value result = sideCompare(*this, reflected, b, a);
        if (!result.isNotImplemented())
            return result;
    }
    Value result = sideCompare(*this, comparison, a, b);
    if (!result.isNotImplemented())
        return result;
    if (!rightFirst) {
        result = sideCompare(*this, reflected, b, a);
        if (!result.isNotImplemented())
            return result;
    }
    if (comparison == Comparison::Equal)
        return a.is(b);
    if (comparison == Comparison::NotEqual)
        return !a.is(b);
    throwTypeError(u"'%1' not supported between instances of '%2' and '%3'"_s.arg(
        QString::fromUtf16(comparisonTexts[static_cast<size_t>(comparison)]), typeName(a),
        typeName(b)));
}

bool Interpreter::equals(const Value &a, const Value &b)
{
    if (a.is(b) && !a.isFloat())
        return true;
    if (a.tag() == b.tag() && a.isStr() && b.isStr() && a.object()->type() == m_types->str.get()
        && b.object()->type() == m_types->str.get())
        return textOf(a) == textOf(b);
    const Value result = compare(Comparison::Equal, a, b);
    return result.isBool() ? result.isTrue() : truth(result);
}

bool Interpreter::lessThan(const Value &a, const Value &b)
{
    if (a.isSmallInt() && b.isSmallInt())
        return a.integer() < b.integer();
    return truth(compare(Comparison::Less, a, b));
}

} // namespace limbeck::lang
