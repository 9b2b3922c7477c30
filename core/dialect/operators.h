// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/expression.h"

#include <optional>

namespace limbeck::dialect {

/// What SQLAlchemy knows of an operator. Source: SQLAlchemy, `sqlalchemy.sql.operators`.
struct Operator
{
    QString name; ///< "eq", "contains_op", "custom_op"
    QString text; ///< between its operands, spaces included: " = "; empty: written in its own way
    QString negation; ///< name of the opposite; empty: there is none
    std::optional<int> precedence; ///< none: groups against everything
    bool isComparison = false;
    bool isAssociative = false; ///< a op b op c is one flat list
    bool isNaturalSelfPrecedent = false; ///< (a op b) op c needs no parentheses
    bool isEagerGrouping = false;
    QString customText; ///< custom_op: its text, as a part of its identity
};

/// The operator called @p name; an operator without text or precedence if there is none.
[[nodiscard]] Operator namedOperator(const QString &name);
/// The operator of a binary expression, custom ones included.
[[nodiscard]] Operator operatorOf(const schema::BinaryOperation &binary);
/// The operator of a unary expression; its name is empty for postfix ones (DESC), which do not
/// group.
[[nodiscard]] Operator operatorOf(const schema::UnaryOperation &unary);

/// Whether an expression of @p op needs parentheses as an operand of @p against (null: standing
/// alone).
[[nodiscard]] bool isPrecedent(const Operator &op, const Operator *against);
/// Whether @p op gives a boolean: comparisons, AND, OR, NOT.
[[nodiscard]] bool isBooleanOperator(const Operator &op);

} // namespace limbeck::dialect
