// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/expression.h"

namespace limbeck::dialect {

/// SQLAlchemy's families of types, as its operators see them (`_type_affinity`).
enum class Affinity {
    Null,
    Integer,
    Numeric,
    String,
    Boolean,
    Date,
    DateTime,
    Time,
    Interval,
    Json,
    Array,
    Binary,
    Other
};

/// The family of @p type; Null for none.
[[nodiscard]] Affinity affinityOf(const schema::SqlType *type);

/// An operator as the operands' types make it, and the type of its result: "add" of strings is
/// "concat_op".
struct AdaptedOperator
{
    QString op;
    schema::SqlTypePtr type;
};

/// Source: SQLAlchemy, `_adapt_expression` and `_expression_adaptations` of its types.
[[nodiscard]] AdaptedOperator adaptOperator(const QString &op, const schema::SqlTypePtr &left,
                                            const schema::SqlTypePtr &right);

/// The type of a bare value beside an expression of type @p compared: that type, unless the value
/// is of another family.
[[nodiscard]] schema::SqlTypePtr comparedValueType(const schema::SqlTypePtr &compared,
                                                   const schema::Literal &value);

/// The type that func.@p name gives, where SQLAlchemy knows the function; else null.
[[nodiscard]] schema::SqlTypePtr functionType(const schema::Function &function,
                                              const std::vector<schema::SqlTypePtr> &argumentTypes);

} // namespace limbeck::dialect
