// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/library.h"

namespace limbeck::bindings {

/// A column element: any SQL expression that a script holds. Its node is immutable; every operation
/// makes a new one.
class ElementObject : public lang::Object
{
public:
    static constexpr const char *typeName = "ColumnElement";

    explicit ElementObject(lang::Type *type)
        : Object(type)
    {
    }

    /// The node; made at the first call for script classes that @compiles spells.
    [[nodiscard]] virtual schema::ExpressionPtr expression(Interpreter &interpreter);

    void setExpression(schema::ExpressionPtr expression) { m_expression = std::move(expression); }

    /// FunctionElement(*clauses) of a script's class.
    std::vector<Value> clauses;
    /// The type object a script gave or set, where it is known; else absent.
    Value typeValue = Value::absent();

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    bool truth(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, lang::Comparison comparison,
                  const Value &other) override;
    Value binary(Interpreter &interpreter, lang::BinaryOperator op, const Value &other,
                 bool reflected) override;
    Value unary(Interpreter &interpreter, lang::UnaryOperator op) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    /// `func.x` and others that are called; elements themselves are not.
    void clearReferences() override;

protected:
    schema::ExpressionPtr m_expression;
};

/// An expression node with an optional type.
template <typename Node>
[[nodiscard]] schema::ExpressionPtr makeExpression(Node node, schema::SqlTypePtr type = {})
{
    auto expression = std::make_shared<schema::Expression>();
    expression->type = std::move(type);
    expression->node = std::move(node);
    return expression;
}

/// NULL, true or false, typed as SQLAlchemy has them.
[[nodiscard]] schema::ExpressionPtr keywordExpression(schema::Keyword::Word word);

/// Wraps an expression in the Python class that SQLAlchemy has for its kind.
[[nodiscard]] Value wrap(Interpreter &interpreter, const schema::ExpressionPtr &expression);

/// The type that an expression is known to have while it is built; null where only the compiler can
/// tell.
[[nodiscard]] schema::SqlTypePtr knownType(const schema::Expression &expression);

/// The other side of an operator: an expression, a SELECT as a value, None/True/False as keywords
/// if @p constants, or a value bound for @p beside.
[[nodiscard]] schema::ExpressionPtr operand(Interpreter &interpreter, const Value &value,
                                            const schema::ExpressionPtr &beside,
                                            bool constants = false);

/// `left <op> right` under SQLAlchemy's operator name.
[[nodiscard]] Value makeBinary(Interpreter &interpreter, const char *op,
                               const schema::ExpressionPtr &left,
                               const schema::ExpressionPtr &right,
                               const schema::SqlTypePtr &type = {});

/// and_() and or_(): flattens lists of the same kind, skips nothing.
[[nodiscard]] schema::ExpressionPtr conjunction(bool isAnd,
                                                std::vector<schema::ExpressionPtr> items);

/// Expressions of an order_by() or group_by(): a str is a name of the statement's, looked up there.
[[nodiscard]] std::vector<schema::ExpressionPtr> toClauseList(Interpreter &interpreter,
                                                              const lang::ValueVector &values);
/// The values of `*args`, or of the one list that stands there instead (SQLAlchemy 1.x).
[[nodiscard]] lang::ValueVector spread(Interpreter &interpreter, const lang::ValueVector &values);

/// text(…) with the types of its bindparams().
[[nodiscard]] const schema::TextClause *textOfElement(const Value &value);

/// Adds the operator methods (like, in_, asc, label …) to a class.
void addOperatorMethods(lang::TypeBuilder &type);
void addTypedOperatorMethods(lang::TypeBuilder &type);

} // namespace limbeck::bindings
