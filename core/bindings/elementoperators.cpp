// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/elementobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

struct OperatorMethod
{
    const char *name;
    const char *op;
};

/// Methods with one operand: `a.is_(b)`.
constexpr OperatorMethod binaryMethods[] = {
    { "is_", "is_" },
    { "is_not", "is_not" },
    { "isnot", "is_not" },
    { "is_distinct_from", "is_distinct_from" },
    { "is_not_distinct_from", "is_not_distinct_from" },
    { "isnot_distinct_from", "is_not_distinct_from" },
    { "concat", "concat_op" },
    { "bitwise_xor", "bitwise_xor_op" },
    { "bitwise_or", "bitwise_or_op" },
    { "bitwise_and", "bitwise_and_op" },
    { "bitwise_lshift", "bitwise_lshift_op" },
    { "bitwise_rshift", "bitwise_rshift_op" },
    // PostgreSQL's JSON, array and range types.
    { "has_key", "HAS_KEY" },
    { "has_any", "HAS_ANY" },
    { "has_all", "HAS_ALL" },
    { "contained_by", "CONTAINED_BY" },
    { "delete_path", "DELETE_PATH" },
    { "path_exists", "PATH_EXISTS" },
    { "path_match", "PATH_MATCH" },
    { "overlap", "OVERLAP" },
    { "overlaps", "OVERLAP" },
    { "strictly_left_of", "STRICTLY_LEFT_OF" },
    { "strictly_right_of", "STRICTLY_RIGHT_OF" },
    { "not_extend_right_of", "NOT_EXTEND_RIGHT_OF" },
    { "not_extend_left_of", "NOT_EXTEND_LEFT_OF" },
    { "adjacent_to", "ADJACENT_TO" },
};

/// LIKE and its relatives: `a.like(b, escape=…)`.
constexpr OperatorMethod likeMethods[] = {
    { "like", "like_op" },
    { "not_like", "not_like_op" },
    { "notlike", "not_like_op" },
    { "ilike", "ilike_op" },
    { "not_ilike", "not_ilike_op" },
    { "notilike", "not_ilike_op" },
    { "startswith", "startswith_op" },
    { "istartswith", "istartswith_op" },
    { "endswith", "endswith_op" },
    { "iendswith", "iendswith_op" },
    { "contains", "contains_op" },
    { "icontains", "icontains_op" },
};

/// `a.asc()`: what stands behind the operand.
constexpr OperatorMethod postfixMethods[] = {
    { "asc", "ASC" },
    { "desc", "DESC" },
    { "nulls_first", "NULLS FIRST" },
    { "nullsfirst", "NULLS FIRST" },
    { "nulls_last", "NULLS LAST" },
    { "nullslast", "NULLS LAST" },
};

ExpressionPtr selfOf(Args &a)
{
    return a.object<ElementObject>("self").expression(a.interpreter());
}

bool containsByOperator(const SqlTypePtr &type)
{
    return type
        && (type->name == u"ARRAY" || type->name == u"JSONB" || type->name == u"HSTORE"
            || type->name.endsWith(u"RANGE"));
}

Value likeMethod(Args &a, const char *op)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr left = selfOf(a);
    const SqlTypePtr type = knownType(*left);
    if (qstrcmp(op, "contains_op") == 0 && type && type->name == u"ARRAY"
        && type->dialect.isEmpty())
        throwNotImplementedError(
            u"ARRAY.contains() not implemented for the base ARRAY type; please use the dialect-specific ARRAY type"_s);
    if (qstrcmp(op, "contains_op") == 0 && containsByOperator(type))
        return makeBinary(interpreter, "CONTAINS", left, operand(interpreter, a["other"], left));
    BinaryOperation binary;
    binary.op = QString::fromLatin1(op);
    binary.left = left;
    binary.right = operand(interpreter, a["other"], left);
    binary.escape = a.optionalText("escape");
    binary.autoescape = a.truth("autoescape");
    return wrap(interpreter, makeExpression(std::move(binary)));
}

/// The right side of IN: a SELECT, a list of values, or a bindparam.
ExpressionPtr inOperand(Interpreter &interpreter, const Value &value, const ExpressionPtr &left)
{
    interpreter.requireKnown(value);
    if (value.as<ElementObject>() || !interpreter.findAttr(value, "selected_columns").isAbsent()
        || !interpreter.findAttr(value, "__clause_element__").isAbsent())
        return operand(interpreter, value, left);
    if (value.isStr() || value.isNone() || value.isInt())
        throwSqlAlchemyError(
            interpreter, "ArgumentError",
            u"IN expression list, SELECT construct, or bound parameter object expected, got %1."_s
                .arg(interpreter.repr(value)));
    ExpressionList list;
    for (const Value &item : interpreter.toVector(value))
        list.items.push_back(operand(interpreter, item, left, item.isNone()));
    return makeExpression(std::move(list));
}

Value inMethod(Args &a, const char *op)
{
    const ExpressionPtr left = selfOf(a);
    return makeBinary(a.interpreter(), op, left, inOperand(a.interpreter(), a["other"], left));
}

Value betweenMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr own = selfOf(a);
    Between between { own, operand(interpreter, a["cleft"], own),
                      operand(interpreter, a["cright"], own), false, a.truth("symmetric") };
    return wrap(interpreter, makeExpression(std::move(between)));
}

/// `a.op("->>")(b)`: the function that takes the other side.
Value opMethod(Args &a, bool isBoolean)
{
    Interpreter &interpreter = a.interpreter();
    BinaryOperation binary;
    binary.op = u"custom_op"_s;
    binary.opText = a.text("opstring");
    binary.precedence = static_cast<int>(a.integer("precedence"));
    binary.isComparison = isBoolean || a.truth("is_comparison");
    binary.left = selfOf(a);
    const SqlTypePtr type = isBoolean ? simpleType(u"Boolean"_s)
        : a["return_type"].isNone()
        ? nullptr
        : toSqlType(interpreter, a["return_type"], currentDialect(interpreter));
    return makeFunction("against(other)", [binary, type](Args &b) -> Value {
        BinaryOperation made = binary;
        made.right = operand(b.interpreter(), b["other"], binary.left);
        return wrap(b.interpreter(), makeExpression(std::move(made), type));
    });
}

Value regexpMethod(Args &a, const char *op)
{
    Interpreter &interpreter = a.interpreter();
    BinaryOperation binary;
    binary.op = QString::fromLatin1(op);
    binary.left = selfOf(a);
    binary.right = operand(interpreter, a["pattern"], binary.left);
    if (a.signature().indexOf("replacement") >= 0) {
        ExpressionList pair;
        pair.items = { binary.right, operand(interpreter, a["replacement"], binary.left) };
        binary.right = makeExpression(std::move(pair));
    }
    binary.flags = a.optionalText("flags");
    return wrap(interpreter, makeExpression(std::move(binary)));
}

Value matchMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    BinaryOperation binary;
    binary.op = u"match_op"_s;
    binary.left = selfOf(a);
    binary.right = operand(interpreter, a["other"], binary.left);
    binary.modifiers = toDialectOptions(interpreter, a.varKeywords(), false).literals;
    return wrap(interpreter, makeExpression(std::move(binary)));
}

Value labelMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Identifier name =
        a["name"].isNone() ? Identifier {} : toIdentifier(interpreter, a["name"]);
    return wrap(interpreter, makeExpression(Label { name, selfOf(a) }));
}

/// ARRAY.any(x) and all(x): `x = ANY (array)`.
Value arrayAny(Args &a, const char *word)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr own = selfOf(a);
    const SqlTypePtr type = knownType(*own);
    if (a["other"].isAbsent() || !type || type->name != u"ARRAY")
        return wrap(interpreter,
                    makeExpression(UnaryOperation { QString::fromLatin1(word), own, false }));
    const ExpressionPtr item = operand(interpreter, a["other"], nullptr);
    const ExpressionPtr any =
        makeExpression(UnaryOperation { QString::fromLatin1(word), own, false });
    const Value op = a["operator"];
    QString name = op.isNone() ? u"eq"_s : interpreter.str(interpreter.getAttr(op, "__name__"));
    if (name.endsWith(u'_'))
        name.chop(1);
    return makeBinary(interpreter, name.toLatin1().constData(), item, any);
}

/// JSON's as_string(), as_integer() …: the item read as another type.
Value jsonAs(Args &a, const char *typeName)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr own = selfOf(a);
    const auto *binary = std::get_if<BinaryOperation>(&own->node);
    if (!binary || binary->op != u"getitem")
        throwSqlAlchemyError(
            interpreter, "InvalidRequestError",
            u"The JSON cast operator JSON.%1() only works with a JSON index expression e.g. col['q'].%1()"_s
                .arg(a.signature().name()));
    auto type = std::make_shared<SqlType>();
    type->name = QString::fromLatin1(typeName);
    if (a.signature().indexOf("precision") >= 0) {
        type->precision = static_cast<int>(a.integer("precision"));
        type->scale = static_cast<int>(a.integer("scale"));
        type->asDecimal = a.truth("asdecimal");
    }
    if (type->name == u"Float")
        type->asDecimal = false;
    BinaryOperation copy = *binary;
    return wrap(interpreter, makeExpression(std::move(copy), type));
}

/// PostgreSQL's `->>` and `#>>`.
Value astext(Interpreter &interpreter, const Value &self)
{
    const ExpressionPtr own = self.as<ElementObject>()->expression(interpreter);
    const auto *binary = std::get_if<BinaryOperation>(&own->node);
    if (!binary || binary->op != u"getitem")
        throwAttributeError(
            u"Neither 'ColumnElement' object nor 'Comparator' object has an attribute 'astext'"_s);
    const auto *bound = std::get_if<BoundValue>(&binary->right->node);
    const bool isPath =
        bound && std::holds_alternative<std::shared_ptr<const LiteralList>>(bound->value.value);
    const SqlTypePtr left = knownType(*binary->left);
    const SqlTypePtr type = left && left->astextType ? left->astextType : simpleType(u"Text"_s);
    return makeBinary(interpreter, isPath ? "JSONPATH_ASTEXT" : "ASTEXT", binary->left,
                      binary->right, type);
}

Value castMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const SqlTypePtr type = toSqlType(interpreter, a["type_"], currentDialect(interpreter));
    return wrap(interpreter, makeExpression(Cast { selfOf(a), type, false, false }, type));
}

void addOrderingMethods(TypeBuilder &type)
{
    for (const OperatorMethod &method : postfixMethods) {
        const char *op = method.op;
        type.method(std::string(method.name) + "(self)", [op](Args &a) -> Value {
            return wrap(
                a.interpreter(),
                makeExpression(UnaryOperation { QString::fromLatin1(op), selfOf(a), true }));
        });
    }
    type.method("distinct(self)",
                [](Args &a) -> Value {
                    return wrap(a.interpreter(),
                                makeExpression(UnaryOperation { u"DISTINCT"_s, selfOf(a), false }));
                })
        .method("bitwise_not(self)",
                [](Args &a) -> Value {
                    return wrap(a.interpreter(),
                                makeExpression(UnaryOperation { u"~"_s, selfOf(a), false }));
                })
        .method("collate(self, collation)", [](Args &a) -> Value {
            return wrap(a.interpreter(),
                        makeExpression(Collate { selfOf(a), a.text("collation") }));
        });
}

void addNamedOperatorMethods(TypeBuilder &type)
{
    for (const OperatorMethod &method : binaryMethods) {
        const char *op = method.op;
        type.method(std::string(method.name) + "(self, other)", [op](Args &a) -> Value {
            const ExpressionPtr left = selfOf(a);
            const bool constants = qstrncmp(op, "is_", 3) == 0;
            return makeBinary(a.interpreter(), op, left,
                              operand(a.interpreter(), a["other"], left, constants));
        });
    }
    for (const OperatorMethod &method : likeMethods) {
        const char *op = method.op;
        type.method(std::string(method.name) + "(self, other, escape=None, autoescape=False, **kw)",
                    [op](Args &a) -> Value { return likeMethod(a, op); });
    }
    for (const OperatorMethod method : { OperatorMethod { "in_", "in_op" },
                                         { "not_in", "not_in_op" },
                                         { "notin_", "not_in_op" } }) {
        const char *op = method.op;
        type.method(std::string(method.name) + "(self, other)",
                    [op](Args &a) -> Value { return inMethod(a, op); });
    }
}

} // namespace

void addOperatorMethods(TypeBuilder &type)
{
    addNamedOperatorMethods(type);
    addOrderingMethods(type);
    const std::string op =
        "(self, opstring, precedence=0, is_comparison=False, return_type=None, python_impl=None)";
    type.method("between(self, cleft, cright, symmetric=False)", betweenMethod)
        .method("op" + op, [](Args &a) { return opMethod(a, false); })
        .method("bool_op(self, opstring, precedence=0, is_comparison=False, return_type=None, "
                "python_impl=None)",
                [](Args &a) { return opMethod(a, true); })
        .method("regexp_match(self, pattern, flags=None)",
                [](Args &a) { return regexpMethod(a, "regexp_match_op"); })
        .method("regexp_replace(self, pattern, replacement, flags=None)",
                [](Args &a) { return regexpMethod(a, "regexp_replace_op"); })
        .method("match(self, other, **kwargs)", matchMethod)
        .method("label(self, name)", labelMethod)
        .method("cast(self, type_)", castMethod)
        .method("self_group(self, against=None)", [](Args &a) -> Value { return a["self"]; })
        .method("any_(self)",
                [](Args &a) -> Value {
                    return wrap(a.interpreter(),
                                makeExpression(UnaryOperation { u"ANY"_s, selfOf(a), false }));
                })
        .method("all_(self)", [](Args &a) -> Value {
            return wrap(a.interpreter(),
                        makeExpression(UnaryOperation { u"ALL"_s, selfOf(a), false }));
        });
}

void addTypedOperatorMethods(TypeBuilder &type)
{
    type.method("any(self, other=?, operator=None)", [](Args &a) { return arrayAny(a, "ANY"); })
        .method("all(self, other=?, operator=None)", [](Args &a) { return arrayAny(a, "ALL"); })
        .method("as_string(self)", [](Args &a) { return jsonAs(a, "Unicode"); })
        .method("as_integer(self)", [](Args &a) { return jsonAs(a, "Integer"); })
        .method("as_boolean(self)", [](Args &a) { return jsonAs(a, "Boolean"); })
        .method("as_float(self)", [](Args &a) { return jsonAs(a, "Float"); })
        .method("as_json(self)", [](Args &a) -> Value { return a["self"]; })
        .method("as_numeric(self, precision, scale, asdecimal=True)",
                [](Args &a) { return jsonAs(a, "Numeric"); })
        .propertyOf("astext", astext);
}

} // namespace limbeck::bindings
