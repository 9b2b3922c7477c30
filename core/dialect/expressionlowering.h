// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/operators.h"

#include <unordered_map>

namespace limbeck::dialect {

/// Turns the tree that a script built into the one that SQLAlchemy would hold: types inferred,
/// operators adapted to them, negations applied, constants of AND and OR removed, parentheses put
/// in.
///
/// Lowered trees have what builders do not write: an ExpressionList of one item is a pair of
/// parentheses, OperatorList an associative operator's flat operands, UnaryOperation
/// "is_true"/"is_false" a boolean value used as a condition. An expression that is met twice is
/// lowered once, so that identity still tells labels and columns apart.
class ExpressionLowering
{
public:
    /// @p expression lowered; @p compared is the type that a bare value takes (the column it is
    /// compared with or assigned to).
    [[nodiscard]] schema::ExpressionPtr lower(const schema::ExpressionPtr &expression,
                                              const schema::SqlTypePtr &compared = {});
    [[nodiscard]] std::vector<schema::ExpressionPtr>
    lower(const std::vector<schema::ExpressionPtr> &expressions);

    /// A lowered expression as an operand of @p against (null: alone), in parentheses where
    /// precedence asks for it.
    [[nodiscard]] static schema::ExpressionPtr grouped(const schema::ExpressionPtr &lowered,
                                                       const Operator *against);
    [[nodiscard]] static schema::ExpressionPtr grouped(const schema::ExpressionPtr &lowered,
                                                       const QString &against);
    /// NOT @p lowered, or its opposite.
    [[nodiscard]] static schema::ExpressionPtr negated(const schema::ExpressionPtr &lowered);
    /// A condition as WHERE, HAVING and ON hold it.
    [[nodiscard]] schema::ExpressionPtr condition(const schema::ExpressionPtr &expression);
    /// left || right, both lowered.
    [[nodiscard]] static schema::ExpressionPtr concatenated(const schema::ExpressionPtr &left,
                                                            const schema::ExpressionPtr &right);

    /// What the name of an anonymous value starts with: the column that it is compared with, the
    /// function that it is an argument of, or "param".
    [[nodiscard]] QString valueName(const schema::Expression *lowered) const
    {
        return m_valueNames.value(lowered, QStringLiteral("param"));
    }

    /// What a script did that SQLAlchemy refuses; empty if nothing.
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    schema::ExpressionPtr lowered(const schema::ExpressionPtr &expression,
                                  const schema::SqlTypePtr &compared);
    schema::ExpressionPtr lowerValue(const schema::ExpressionPtr &expression,
                                     const schema::BoundValue &bound,
                                     const schema::SqlTypePtr &compared);
    schema::ExpressionPtr lowerWrapper(const schema::Expression &expression);
    schema::ExpressionPtr lowerCollection(const schema::Expression &expression);
    schema::ExpressionPtr lowerBinary(const schema::Expression &expression,
                                      const schema::BinaryOperation &binary);
    schema::ExpressionPtr lowerComparison(const schema::BinaryOperation &binary);
    schema::ExpressionPtr lowerMembership(const schema::BinaryOperation &binary);
    schema::ExpressionPtr lowerJsonItem(const schema::Expression &expression,
                                        const schema::BinaryOperation &binary);
    schema::ExpressionPtr lowerUnary(const schema::Expression &expression,
                                     const schema::UnaryOperation &unary);
    schema::ExpressionPtr lowerFunction(const schema::Expression &expression,
                                        const schema::Function &function);
    schema::ExpressionPtr lowerCase(const schema::Expression &expression,
                                    const schema::Case &choice);
    schema::ExpressionPtr lowerBoolean(const schema::BooleanList &list);
    schema::ExpressionPtr lowerRegexpReplace(const schema::BinaryOperation &binary);
    std::pair<schema::ExpressionPtr, schema::ExpressionPtr>
    operands(const schema::BinaryOperation &binary);
    schema::ExpressionPtr lowerBeside(const schema::ExpressionPtr &expression,
                                      const schema::ExpressionPtr &other);
    void nameValue(const schema::ExpressionPtr &lowered, const QString &name);
    std::vector<schema::ExpressionPtr> groupedList(const std::vector<schema::ExpressionPtr> &items);

    std::unordered_map<const schema::Expression *, schema::ExpressionPtr> m_done;
    std::vector<schema::ExpressionPtr> m_keep; ///< keys of m_done stay alive
    QHash<const schema::Expression *, QString> m_valueNames;
    QString m_error;
};

/// The type of a lowered expression; null where there is none.
[[nodiscard]] inline const schema::SqlType *typeOf(const schema::ExpressionPtr &lowered)
{
    return lowered ? lowered->type.get() : nullptr;
}

/// The operand inside parentheses that lowering put around it.
[[nodiscard]] const schema::ExpressionPtr &ungrouped(const schema::ExpressionPtr &lowered);

} // namespace limbeck::dialect
