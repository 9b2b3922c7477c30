// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/expressionlowering.h"
#include "core/dialect/operatortypes.h"

using namespace Qt::StringLiterals;

// Parentheses and negation. Source: SQLAlchemy, `self_group` and `_negate` of its elements.

namespace limbeck::dialect {

using namespace schema;

namespace {

template <typename Node>
ExpressionPtr make(Node node, SqlTypePtr type = {})
{
    return std::make_shared<const Expression>(Expression { std::move(type), std::move(node) });
}

const SqlTypePtr &booleanType()
{
    static const SqlTypePtr type = simpleType(u"Boolean"_s);
    return type;
}

ExpressionPtr parenthesised(const ExpressionPtr &lowered)
{
    return make(ExpressionList { { lowered }, false, true }, lowered->type);
}

ExpressionPtr asBoolean(const ExpressionPtr &lowered, bool isTrue)
{
    return make(UnaryOperation { isTrue ? u"is_true"_s : u"is_false"_s, lowered, false },
                booleanType());
}

bool isBoolean(const ExpressionPtr &lowered)
{
    return affinityOf(typeOf(lowered)) == Affinity::Boolean;
}

/// The operator of an expression that is one; none for columns, functions, values.
std::optional<Operator> operatorOfExpression(const Expression &e)
{
    if (const auto *binary = std::get_if<BinaryOperation>(&e.node))
        return operatorOf(*binary);
    if (const auto *list = std::get_if<OperatorList>(&e.node))
        return namedOperator(list->op);
    if (const auto *list = std::get_if<BooleanList>(&e.node))
        return namedOperator(list->isAnd ? u"and_"_s : u"or_"_s);
    if (std::holds_alternative<Between>(e.node))
        return namedOperator(u"between_op"_s);
    if (std::holds_alternative<Collate>(e.node))
        return namedOperator(u"collate"_s);
    return {};
}

bool isPrefixOperation(const Expression &e, Operator &op)
{
    if (const auto *query = std::get_if<ScalarQuery>(&e.node)) {
        op = namedOperator(u"exists"_s);
        return query->exists;
    }
    const auto *unary = std::get_if<UnaryOperation>(&e.node);
    if (!unary || unary->postfix || unary->op == u"is_true" || unary->op == u"is_false")
        return false;
    op = operatorOf(*unary);
    return true;
}

/// What columns, values, functions and the like do: only a condition or a subscript changes them.
ExpressionPtr groupedPlain(const ExpressionPtr &lowered, const QString &against)
{
    const bool isArray = affinityOf(typeOf(lowered)) == Affinity::Array;
    if ((against == u"and_" || against == u"or_" || against == u"_asbool") && isBoolean(lowered))
        return asBoolean(lowered, true);
    if (against == u"any_op" || against == u"all_op")
        return parenthesised(lowered);
    if (against == u"getitem" && isArray
        && (std::holds_alternative<Function>(lowered->node)
            || std::holds_alternative<ArrayLiteral>(lowered->node)))
        return parenthesised(lowered);
    return lowered;
}

} // namespace

ExpressionPtr ExpressionLowering::grouped(const ExpressionPtr &lowered, const QString &against)
{
    const Operator op = namedOperator(against);
    return grouped(lowered, &op);
}

ExpressionPtr ExpressionLowering::grouped(const ExpressionPtr &lowered, const Operator *against)
{
    const Expression &e = *lowered;
    const QString name = against ? against->name : QString();
    if (const auto op = operatorOfExpression(e)) {
        const bool negatesValue = name == u"inv" && !isBooleanOperator(*op);
        return isPrecedent(*op, against) || negatesValue ? parenthesised(lowered) : lowered;
    }
    Operator prefix;
    if (isPrefixOperation(e, prefix))
        return isPrecedent(prefix, against) ? parenthesised(lowered) : lowered;
    if (const auto *function = std::get_if<Function>(&e.node); function && function->filter) {
        const Operator filter = namedOperator(u"filter_op"_s);
        return isPrecedent(filter, against) ? parenthesised(lowered) : lowered;
    }
    if (std::holds_alternative<TextClause>(e.node))
        return name == u"in_op" || name == u"not_in_op" ? parenthesised(lowered) : lowered;
    if (const auto *list = std::get_if<ExpressionList>(&e.node)) {
        const bool isOpenList = !list->parenthesised && !list->isTuple;
        const Operator comma = namedOperator(u"comma_op"_s);
        return isOpenList && isPrecedent(comma, against) ? parenthesised(lowered) : lowered;
    }
    if (const auto *label = std::get_if<Label>(&e.node)) {
        const ExpressionPtr inner = grouped(label->element, against);
        return inner == label->element ? lowered
                                       : make(Label { label->name, inner }, lowered->type);
    }
    if (const auto *cast = std::get_if<Cast>(&e.node); cast && cast->isTypeCoerce) {
        Cast copy = *cast;
        copy.operand = grouped(cast->operand, against);
        return copy.operand == cast->operand ? lowered : make(std::move(copy), lowered->type);
    }
    if (std::holds_alternative<UnaryOperation>(e.node)
        || std::holds_alternative<ScalarQuery>(e.node) || std::holds_alternative<Slice>(e.node))
        return lowered;
    return groupedPlain(lowered, name);
}

ExpressionPtr ExpressionLowering::negated(const ExpressionPtr &lowered)
{
    const Expression &e = *lowered;
    const Operator inversion = namedOperator(u"inv"_s);
    const auto negatedValue = [&](const ExpressionPtr &value) {
        if (isBoolean(value))
            return asBoolean(value, false);
        return make(UnaryOperation { u"NOT"_s, grouped(value, &inversion), false });
    };
    if (const auto *keyword = std::get_if<Keyword>(&e.node)) {
        if (keyword->word == Keyword::Word::True)
            return make(Keyword { Keyword::Word::False }, booleanType());
        if (keyword->word == Keyword::Word::False)
            return make(Keyword { Keyword::Word::True }, booleanType());
        return negatedValue(lowered);
    }
    if (const auto *unary = std::get_if<UnaryOperation>(&e.node)) {
        if (unary->op == u"is_true" || unary->op == u"is_false") {
            if (std::holds_alternative<Keyword>(unary->operand->node))
                return negated(unary->operand);
            return asBoolean(unary->operand, unary->op == u"is_false");
        }
        if (isBoolean(lowered))
            return make(UnaryOperation { u"NOT"_s, grouped(lowered, &inversion), false },
                        booleanType());
        return negatedValue(lowered);
    }
    if (const auto *query = std::get_if<ScalarQuery>(&e.node); query && query->exists)
        return make(UnaryOperation { u"NOT"_s, grouped(lowered, &inversion), false },
                    booleanType());
    if (const auto *binary = std::get_if<BinaryOperation>(&e.node)) {
        const Operator op = operatorOf(*binary);
        const auto *aggregate = std::get_if<UnaryOperation>(&binary->right->node);
        const bool isAnyOrAll = aggregate && (aggregate->op == u"ANY" || aggregate->op == u"ALL");
        if (op.negation.isEmpty() || isAnyOrAll || binary->op == u"custom_op")
            return negatedValue(parenthesised(lowered));
        BinaryOperation opposite = *binary;
        opposite.op = op.negation;
        return make(std::move(opposite), lowered->type);
    }
    if (const auto *between = std::get_if<Between>(&e.node)) {
        Between opposite = *between;
        opposite.negated = !between->negated;
        return make(std::move(opposite), lowered->type);
    }
    if (std::holds_alternative<BooleanList>(e.node) || std::holds_alternative<OperatorList>(e.node))
        return make(UnaryOperation { u"NOT"_s, grouped(lowered, &inversion), false });
    if (std::holds_alternative<Collate>(e.node))
        return negatedValue(parenthesised(lowered));
    if (const auto *label = std::get_if<Label>(&e.node))
        return make(Label { label->name, negated(label->element) }, lowered->type);
    return negatedValue(lowered);
}

} // namespace limbeck::dialect
