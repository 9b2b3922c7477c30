// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/elementobject.h"

#include "core/bindings/statementobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

const char *comparisonName(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less:
        return "lt";
    case Comparison::LessEqual:
        return "le";
    case Comparison::Equal:
        return "eq";
    case Comparison::NotEqual:
        return "ne";
    case Comparison::Greater:
        return "gt";
    case Comparison::GreaterEqual:
        return "ge";
    }
    return "eq";
}

const char *arithmeticName(BinaryOperator op)
{
    switch (op) {
    case BinaryOperator::Add:
        return "add";
    case BinaryOperator::Subtract:
        return "sub";
    case BinaryOperator::Multiply:
        return "mul";
    case BinaryOperator::Divide:
        return "truediv";
    case BinaryOperator::FloorDivide:
        return "floordiv";
    case BinaryOperator::Modulo:
        return "mod";
    default:
        return nullptr;
    }
}

/// The Python class for each kind of node, in the order of the variant.
const char *className(const Expression &expression)
{
    static constexpr const char *names[] = {
        "ColumnClause",
        "BindParameter",
        "TextClause",
        "UnaryExpression",
        "BinaryExpression",
        "BooleanClauseList",
        "BinaryExpression",
        "Tuple",
        "Function",
        "Over",
        "Case",
        "Cast",
        "Label",
        "Extract",
        "CollationClause",
        "ColumnElement",
        "ScalarSelect",
        "array",
        "Slice",
        "ColumnElement",
        "_label_reference",
        "BinaryExpression",
    };
    if (const auto *query = std::get_if<ScalarQuery>(&expression.node); query && query->exists)
        return "Exists";
    if (const auto *word = std::get_if<Keyword>(&expression.node)) {
        if (word->word == Keyword::Word::Null)
            return "Null";
        if (word->word == Keyword::Word::True)
            return "True_";
        if (word->word == Keyword::Word::False)
            return "False_";
    }
    if (const auto *cast = std::get_if<Cast>(&expression.node))
        return cast->isTypeCoerce ? "TypeCoerce" : cast->isTry ? "TryCast" : "Cast";
    return names[expression.node.index()];
}

bool isSingleton(const Value &value)
{
    return value.isNone() || value.isBool();
}

Keyword::Word wordOf(const Value &value)
{
    return value.isNone() ? Keyword::Word::Null
        : value.isTrue()  ? Keyword::Word::True
                          : Keyword::Word::False;
}

/// A value beside an expression: processed by the type of a script, else typed by the compiler.
ExpressionPtr boundValue(Interpreter &interpreter, const Value &value, const ExpressionPtr &beside)
{
    SqlTypePtr type = beside ? knownType(*beside) : nullptr;
    if (!scriptTypeOf(interpreter, type))
        type = nullptr;
    BoundValue bound;
    bound.value = toLiteral(interpreter, value, type, currentDialect(interpreter));
    return makeExpression(std::move(bound), type);
}

} // namespace

ExpressionPtr keywordExpression(Keyword::Word word)
{
    return makeExpression(Keyword { word },
                          word == Keyword::Word::Null ? nullptr : simpleType(u"Boolean"_s));
}

Value wrap(Interpreter &interpreter, const ExpressionPtr &expression)
{
    const Ref<ElementObject> element = createAs<ElementObject>(interpreter, className(*expression));
    element->setExpression(expression);
    return element;
}

SqlTypePtr knownType(const Expression &expression)
{
    if (expression.type)
        return expression.type;
    if (const auto *column = std::get_if<ColumnReference>(&expression.node)) {
        if (column->column)
            return column->column->type;
        return column->proxied ? knownType(*column->proxied) : nullptr;
    }
    if (const auto *label = std::get_if<Label>(&expression.node))
        return knownType(*label->element);
    if (const auto *binary = std::get_if<BinaryOperation>(&expression.node)) {
        const SqlTypePtr left = binary->op == u"getitem" ? knownType(*binary->left) : nullptr;
        const bool isItem =
            left && left->name == u"ARRAY" && !std::holds_alternative<Slice>(binary->right->node);
        return isItem ? left->itemType : left;
    }
    return nullptr;
}

ExpressionPtr operand(Interpreter &interpreter, const Value &value, const ExpressionPtr &beside,
                      bool constants)
{
    if (constants && isSingleton(value))
        return makeExpression(Keyword { wordOf(value) });
    if (auto *element = value.as<ElementObject>())
        return element->expression(interpreter);
    if (value.as<StatementObject>())
        return makeExpression(ScalarQuery { toQuery(interpreter, value), false });
    if (value.isObject() && !value.isStr()) {
        interpreter.requireKnown(value);
        const Value method = interpreter.findAttr(value, "__clause_element__");
        if (!method.isAbsent() && !value.isType())
            return operand(interpreter, interpreter.call(method), beside, constants);
    }
    return boundValue(interpreter, value, beside);
}

Value makeBinary(Interpreter &interpreter, const char *op, const ExpressionPtr &left,
                 const ExpressionPtr &right, const SqlTypePtr &type)
{
    BinaryOperation binary;
    binary.op = QString::fromLatin1(op);
    binary.left = left;
    binary.right = right;
    return wrap(interpreter, makeExpression(std::move(binary), type));
}

ExpressionPtr conjunction(bool isAnd, std::vector<ExpressionPtr> items)
{
    if (items.size() == 1)
        return items.front();
    return makeExpression(BooleanList { isAnd, std::move(items) });
}

ExpressionPtr ElementObject::expression(Interpreter &interpreter)
{
    if (m_expression)
        return m_expression;
    SqlTypePtr sqlType;
    const Value ownType =
        typeValue.isAbsent() ? interpreter.findAttr(Value(this), "type") : typeValue;
    if (!ownType.isAbsent() && !ownType.isNone())
        sqlType = toSqlType(interpreter, ownType, currentDialect(interpreter));
    if (const auto text = compiledByScript(interpreter, Value(this), currentDialect(interpreter))) {
        ColumnReference literal;
        literal.name.text = *text;
        literal.isLiteral = true;
        return makeExpression(std::move(literal), sqlType);
    }
    if (!type()->isSubclassOf(library(interpreter).classNamed("GenericFunction").get()))
        throwSqlAlchemyError(
            interpreter, "UnsupportedCompilationError",
            u"Compiler can't render element of type <class '%1'>"_s.arg(type()->fullName()));
    Function function;
    const Value name = interpreter.findAttr(Value(this), "name");
    function.name =
        name.isStr() ? toIdentifier(interpreter, name) : Identifier { type()->name(), {} };
    for (const Value &clause : clauses)
        function.arguments.push_back(toExpression(interpreter, clause));
    m_expression = makeExpression(std::move(function), sqlType);
    return m_expression;
}

Value ElementObject::attribute(Interpreter &interpreter, Str *name)
{
    const QString &text = name->text();
    if (text == u"type") {
        if (!typeValue.isAbsent())
            return typeValue;
        return m_expression ? fromSqlType(interpreter, knownType(*m_expression)) : Value::absent();
    }
    if (text == u"clauses") {
        ValueVector items;
        for (const Value &clause : clauses)
            items.push_back(fromExpression(interpreter, toExpression(interpreter, clause)));
        return makeList(std::move(items));
    }
    if (!m_expression)
        return Value::absent();
    if (const auto *column = std::get_if<ColumnReference>(&m_expression->node)) {
        if (text == u"name" || text == u"key")
            return makeStr(column->name.text);
        if (text == u"table")
            return Value();
    }
    if (const auto *label = std::get_if<Label>(&m_expression->node)) {
        if (text == u"name" || text == u"key")
            return makeStr(label->name.text);
        if (text == u"element")
            return fromExpression(interpreter, label->element);
    }
    if (const auto *clause = std::get_if<TextClause>(&m_expression->node);
        clause && text == u"text")
        return makeStr(clause->text);
    if (const auto *bound = std::get_if<BoundValue>(&m_expression->node)) {
        if (text == u"value")
            return plainValue(interpreter, bound->value);
        if (text == u"key")
            return bound->name.isEmpty() ? makeStr(u"param_1"_s) : makeStr(bound->name);
    }
    if (const auto *function = std::get_if<Function>(&m_expression->node);
        function && text == u"name")
        return makeStr(function->name.text);
    if (const auto *binary = std::get_if<BinaryOperation>(&m_expression->node)) {
        if (text == u"left" || text == u"right")
            return fromExpression(interpreter, text == u"left" ? binary->left : binary->right);
    }
    return Value::absent();
}

bool ElementObject::setAttribute(Interpreter &interpreter, Str *name, const Value &value)
{
    if (name->text() != u"type" || value.isAbsent() || !m_expression)
        return false;
    typeValue = value;
    auto changed = std::make_shared<Expression>(*m_expression);
    changed->type = toSqlType(interpreter, value, currentDialect(interpreter));
    m_expression = changed;
    return true;
}

QString ElementObject::repr(Interpreter &interpreter)
{
    return Object::repr(interpreter);
}

QString ElementObject::str(Interpreter &interpreter)
{
    return compileToText(interpreter, Value(this), nullptr, false);
}

bool ElementObject::truth(Interpreter &interpreter)
{
    const ExpressionPtr own = expression(interpreter);
    const auto *binary = std::get_if<BinaryOperation>(&own->node);
    if (binary && (binary->op == u"eq" || binary->op == u"ne")) {
        // A column is the same whichever object stands for it.
        const auto *a = std::get_if<ColumnReference>(&binary->left->node);
        const auto *b = std::get_if<ColumnReference>(&binary->right->node);
        const bool same = binary->left == binary->right
            || (a && b && a->column && a->column == b->column && a->from == b->from);
        return (binary->op == u"eq") == same;
    }
    if (const auto *word = std::get_if<Keyword>(&own->node);
        word && word->word != Keyword::Word::Null)
        throwTypeError(u"Boolean value of this clause is not defined"_s);
    throwTypeError(u"Boolean value of this clause is not defined"_s);
}

qint64 ElementObject::hash(Interpreter &interpreter)
{
    if (!m_expression)
        return Object::hash(interpreter);
    if (const auto *column = std::get_if<ColumnReference>(&m_expression->node);
        column && column->column)
        return static_cast<qint64>(reinterpret_cast<quintptr>(column->column.get()) >> 4);
    return static_cast<qint64>(reinterpret_cast<quintptr>(m_expression.get()) >> 4);
}

Value ElementObject::compare(Interpreter &interpreter, Comparison comparison, const Value &other)
{
    const ExpressionPtr left = expression(interpreter);
    const bool isEquality = comparison == Comparison::Equal || comparison == Comparison::NotEqual;
    if (!isEquality && isSingleton(other))
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators can be used with None/True/False"_s);
    return makeBinary(interpreter, comparisonName(comparison), left,
                      operand(interpreter, other, left, isEquality));
}

Value ElementObject::binary(Interpreter &interpreter, BinaryOperator op, const Value &other,
                            bool reflected)
{
    const ExpressionPtr own = expression(interpreter);
    if (op == BinaryOperator::And || op == BinaryOperator::Or) {
        const ExpressionPtr second = operand(interpreter, other, nullptr, true);
        std::vector<ExpressionPtr> items { reflected ? second : own, reflected ? own : second };
        return wrap(interpreter, conjunction(op == BinaryOperator::And, std::move(items)));
    }
    const SqlTypePtr type = knownType(*own);
    if ((op == BinaryOperator::LeftShift || op == BinaryOperator::RightShift) && type
        && (type->name.endsWith(u"RANGE") || type->name == u"INET" || type->name == u"CIDR")) {
        const char *name =
            op == BinaryOperator::LeftShift ? "STRICTLY_LEFT_OF" : "STRICTLY_RIGHT_OF";
        return makeBinary(interpreter, name, own, operand(interpreter, other, own));
    }
    const char *name = arithmeticName(op);
    if (!name)
        return Value::notImplemented();
    const ExpressionPtr second = operand(interpreter, other, own);
    return reflected ? makeBinary(interpreter, name, second, own)
                     : makeBinary(interpreter, name, own, second);
}

Value ElementObject::unary(Interpreter &interpreter, UnaryOperator op)
{
    const ExpressionPtr own = expression(interpreter);
    if (op == UnaryOperator::Plus)
        return Value::notImplemented();
    return wrap(interpreter,
                makeExpression(UnaryOperation { op == UnaryOperator::Negate ? u"-"_s : u"NOT"_s,
                                                own, false }));
}

Value ElementObject::getItem(Interpreter &interpreter, const Value &key)
{
    const ExpressionPtr own = expression(interpreter);
    const SqlTypePtr type = knownType(*own);
    if (!type
        || (type->name != u"ARRAY" && type->name != u"JSON" && type->name != u"JSONB"
            && type->name != u"HSTORE"))
        throwNotImplementedError(u"Operator 'getitem' is not supported on this expression"_s);
    ExpressionPtr right;
    if (hasKind(key, Kind::Slice)) {
        const auto bound = [&](const char *name) -> ExpressionPtr {
            const Value value = interpreter.getAttr(key, name);
            return value.isNone() ? nullptr : operand(interpreter, value, nullptr);
        };
        right = makeExpression(Slice { bound("start"), bound("stop") });
    } else if (key.isTuple() || key.isList()) {
        BoundValue path;
        path.value = plainLiteral(interpreter, key);
        right = makeExpression(std::move(path));
    } else {
        right = operand(interpreter, key, nullptr);
    }
    return makeBinary(interpreter, type->name == u"HSTORE" ? "GETITEM" : "getitem", own, right,
                      type->name == u"HSTORE" ? simpleType(u"Text"_s) : nullptr);
}

std::optional<bool> ElementObject::contains(Interpreter &, const Value &)
{
    throwNotImplementedError(u"Operator 'contains' is not supported on this expression"_s);
}

void ElementObject::clearReferences()
{
    clauses.clear();
    typeValue = {};
    m_expression = nullptr;
    Object::clearReferences();
}

Value fromExpression(Interpreter &interpreter, const ExpressionPtr &expression)
{
    return expression ? wrap(interpreter, expression) : Value();
}

} // namespace limbeck::bindings
