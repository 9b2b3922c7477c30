// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/columnobject.h"
#include "core/bindings/elementobject.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/literals.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

SqlTypePtr typeArgument(Args &a, const char *name)
{
    const Value &type = a[name];
    return type.isNone() || type.isAbsent()
        ? nullptr
        : toSqlType(a.interpreter(), type, currentDialect(a.interpreter()));
}

ExpressionPtr clause(Args &a, const char *name)
{
    return operand(a.interpreter(), a[name], nullptr, true);
}

Value makeText(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Value &text = a["text"];
    interpreter.requireKnown(text);
    if (text.as<ElementObject>())
        return text;
    if (!text.isStr())
        throwTypeError(
            u"expected string or bytes-like object, got '%1'"_s.arg(interpreter.typeName(text)));
    if (a.has("bind") && !a["bind"].isNone())
        noteLegacy(interpreter, u"text(bind=…)"_s, u"Execute the text on a connection."_s);
    TextClause clause;
    clause.text = textOf(text);
    return wrap(interpreter, makeExpression(std::move(clause)));
}

Value makeLiteralColumn(Args &a)
{
    ColumnReference reference;
    reference.name.text = a.text("text");
    reference.isLiteral = true;
    const SqlTypePtr type = typeArgument(a, "type_");
    return wrap(a.interpreter(), makeExpression(std::move(reference), type));
}

Value makeLiteral(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    if (a["value"].as<ElementObject>())
        return a["value"];
    SqlTypePtr type = typeArgument(a, "type_");
    BoundValue bound;
    bound.value = toLiteral(interpreter, a["value"], type, currentDialect(interpreter));
    bound.literalExecute = a.truth("literal_execute");
    // Unlike a bare value, literal() does not take the type of what it stands beside.
    if (!type)
        type = dialect::typeOfLiteral(bound.value);
    return wrap(interpreter, makeExpression(std::move(bound), type));
}

/// The type that a bindparam() takes of its value; null if the value tells none.
SqlTypePtr typeOfBound(const BoundValue &bound)
{
    const Literal *value = &bound.value;
    if (const auto *list = std::get_if<std::shared_ptr<const LiteralList>>(&value->value);
        bound.expanding && list && *list && !(*list)->items.empty())
        value = &(*list)->items.front();
    SqlTypePtr type = dialect::typeOfLiteral(*value);
    return type->name == u"NullType" ? nullptr : type;
}

Value makeBindParam(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const Value type = !a["type_"].isNone() ? a["type_"] : a["type"];
    const SqlTypePtr sqlType =
        type.isNone() ? nullptr : toSqlType(interpreter, type, currentDialect(interpreter));
    BoundValue bound;
    if (a["key"].isStr())
        bound.name = textOf(a["key"]);
    else if (auto *element = a["key"].as<ElementObject>())
        bound.name = interpreter.str(interpreter.getAttr(Value(element), "key"));
    bound.expanding = a.truth("expanding");
    bound.literalExecute = a.truth("literal_execute");
    bound.hasValue = a.has("value") || a.has("callable_");
    if (a.has("callable_") && !a["callable_"].isNone())
        bound.value = toLiteral(interpreter, interpreter.call(a["callable_"]), sqlType,
                                currentDialect(interpreter));
    else if (a.has("value"))
        bound.value = toLiteral(interpreter, a["value"], sqlType, currentDialect(interpreter));
    const SqlTypePtr own = sqlType ? sqlType : typeOfBound(bound);
    return wrap(interpreter, makeExpression(std::move(bound), own));
}

/// and_(…) and or_(…): `and_()` without conditions is nothing; True and False alone are left out or
/// decide.
Value makeConjunction(Args &a, bool isAnd)
{
    Interpreter &interpreter = a.interpreter();
    std::vector<ExpressionPtr> items;
    for (const Value &value : spread(interpreter, a.varPositional())) {
        items.push_back(toCondition(interpreter, value));
    }
    return wrap(interpreter, conjunction(isAnd, std::move(items)));
}

Value makeUnary(Args &a, const char *op, bool postfix)
{
    Interpreter &interpreter = a.interpreter();
    const Value &value = a[0];
    // desc("name") names a column or label of the statement.
    const ExpressionPtr inner = postfix && value.isStr()
        ? makeExpression(LabelReference { textOf(value) })
        : operand(interpreter, value, nullptr, true);
    return wrap(interpreter,
                makeExpression(UnaryOperation { QString::fromLatin1(op), inner, postfix }));
}

Value makeBetween(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr expr = clause(a, "expr");
    Between between { expr, operand(interpreter, a["lower_bound"], expr),
                      operand(interpreter, a["upper_bound"], expr), false, a.truth("symmetric") };
    return wrap(interpreter, makeExpression(std::move(between)));
}

Value makeCast(Args &a, bool isTry, bool isCoerce)
{
    Interpreter &interpreter = a.interpreter();
    const SqlTypePtr type = typeArgument(a, "type_");
    ExpressionPtr inner;
    if (a["expression"].as<ElementObject>()) {
        inner = clause(a, "expression");
    } else if (a["expression"].isNone()) {
        inner = makeExpression(Keyword { Keyword::Word::Null });
        if (isCoerce)
            inner = makeExpression(Keyword { Keyword::Word::Null }, type);
    } else {
        inner = toExpression(interpreter, a["expression"], type);
    }
    return wrap(interpreter, makeExpression(Cast { inner, type, isTry, isCoerce }, type));
}

/// case((cond, value), …, else_=…), case({…}, value=…), and 1.x' case([…]).
Value makeCase(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    Case choice;
    if (!a["value"].isNone())
        choice.value = operand(interpreter, a["value"], nullptr);
    const auto add = [&](const Value &when, const Value &then) {
        choice.whens.emplace_back(operand(interpreter, when, choice.value, !choice.value),
                                  operand(interpreter, then, nullptr, then.isNone()));
    };
    ValueVector whens = a.varPositional();
    if (const Value *named = a.varKeywords().find("whens"))
        whens.push_back(*named);
    if (whens.size() == 1 && whens[0].isList()) {
        noteLegacy(interpreter, u"case([…])"_s, u"Give the whens as separate arguments."_s);
        whens = interpreter.toVector(whens[0]);
    }
    for (const Value &when : whens) {
        if (when.isDict()) {
            for (const HashTable::Entry &entry :
                 static_cast<Dict *>(when.object())->table().entries()) {
                if (!entry.key.isAbsent())
                    add(entry.key, entry.value);
            }
            continue;
        }
        const ValueVector pair = interpreter.toVector(when);
        if (pair.size() != 2)
            throwSqlAlchemyError(interpreter, "ArgumentError",
                                 u"The \"whens\" argument to case() must be pairs"_s);
        add(pair[0], pair[1]);
    }
    if (!a["else_"].isNone())
        choice.otherwise = operand(interpreter, a["else_"], nullptr);
    return wrap(interpreter, makeExpression(std::move(choice)));
}

Value makeTuple_(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ExpressionList list;
    list.isTuple = true;
    for (const Value &item : a.varPositional())
        list.items.push_back(operand(interpreter, item, nullptr));
    return wrap(interpreter, makeExpression(std::move(list)));
}

Value makeOver(Args &a)
{
    return a.interpreter().callMethod(
        a["element"], "over",
        Arguments { a["partition_by"], a["order_by"], a["range_"], a["rows"] });
}

Value makeExists(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    Value argument = a["subject"];
    if (argument.isNone() || argument.isAbsent())
        argument = interpreter.call(
            library(interpreter).named("select"),
            Arguments { interpreter.call(library(interpreter).named("literal_column"),
                                         Arguments { makeStr(u"*"_s) }) });
    else if (!argument.as<StatementObject>() && !existsQuery(argument))
        argument = interpreter.call(library(interpreter).named("select"), Arguments { argument });
    return wrap(interpreter,
                makeExpression(ScalarQuery { toQuery(interpreter, argument), true },
                               schema::simpleType(u"Boolean"_s)));
}

Value makeCollate(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    return wrap(interpreter,
                makeExpression(Collate { clause(a, "expression"), a.text("collation") }));
}

Value makeLabel(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const SqlTypePtr type = typeArgument(a, "type_");
    const Identifier name =
        a["name"].isNone() ? Identifier {} : toIdentifier(interpreter, a["name"]);
    return wrap(interpreter, makeExpression(Label { name, clause(a, "element") }, type));
}

Value makeExtract(Args &a)
{
    return wrap(a.interpreter(), makeExpression(Extract { a.text("field"), clause(a, "expr") }));
}

void defineUnaries(ModuleBuilder &module)
{
    struct Unary
    {
        const char *signature;
        const char *op;
        bool postfix;
    };

    static constexpr Unary unaries[] = {
        { "not_(clause)", "NOT", false },
        { "bitwise_not(expr)", "~", false },
        { "distinct(expr)", "DISTINCT", false },
        { "any_(expr)", "ANY", false },
        { "all_(expr)", "ALL", false },
        { "asc(column)", "ASC", true },
        { "desc(column)", "DESC", true },
        { "nulls_first(column)", "NULLS FIRST", true },
        { "nulls_last(column)", "NULLS LAST", true },
        { "nullsfirst(column)", "NULLS FIRST", true },
        { "nullslast(column)", "NULLS LAST", true },
    };
    for (const Unary &unary : unaries) {
        const char *op = unary.op;
        const bool postfix = unary.postfix;
        module.function(unary.signature,
                        [op, postfix](Args &a) { return makeUnary(a, op, postfix); });
    }
}

void defineKeywords(ModuleBuilder &module)
{
    const std::pair<const char *, Keyword::Word> words[] = {
        { "null()", Keyword::Word::Null },
        { "true()", Keyword::Word::True },
        { "false()", Keyword::Word::False },
    };
    for (const auto &[signature, word] : words)
        module.function(signature, [keyword = word](Args &a) {
            return wrap(a.interpreter(), keywordExpression(keyword));
        });
}

} // namespace

ValueVector spread(Interpreter &interpreter, const ValueVector &values)
{
    if (values.size() != 1)
        return values;
    if (values[0].isList() || values[0].isTuple() || values[0].isSet()
        || hasKind(values[0], Kind::Generator))
        return interpreter.toVector(values[0]);
    return values;
}

void defineElementFunctions(ModuleBuilder &module)
{
    module.function("text(text, bind=?)", makeText)
        .function("literal_column(text, type_=None)", makeLiteralColumn)
        .function("literal(value, type_=None, literal_execute=False)", makeLiteral)
        .function("bindparam(key, value=?, type_=None, unique=False, required=?, quote=None, "
                  "callable_=?, "
                  "expanding=False, isoutparam=False, literal_execute=False, type=None)",
                  makeBindParam)
        .function("outparam(key, type_=None)",
                  [](Args &) -> Value {
                      throwUnsupported(u"outparam() needs a database with OUT parameters."_s);
                  })
        .function("and_(*clauses)", [](Args &a) { return makeConjunction(a, true); })
        .function("or_(*clauses)", [](Args &a) { return makeConjunction(a, false); })
        .function("between(expr, lower_bound, upper_bound, symmetric=False)", makeBetween)
        .function("cast(expression, type_)", [](Args &a) { return makeCast(a, false, false); })
        .function("try_cast(expression, type_)", [](Args &a) { return makeCast(a, true, false); })
        .function("type_coerce(expression, type_)",
                  [](Args &a) { return makeCast(a, false, true); })
        .function("case(*whens, value=None, else_=None, **kw)", makeCase)
        .function("tuple_(*clauses, types=None)", makeTuple_)
        .function(
            "over(element, partition_by=None, order_by=None, range_=None, rows=None, groups=None)",
            makeOver)
        .function("within_group(element, *order_by)",
                  [](Args &a) {
                      return a.interpreter().callMethod(a["element"], "within_group",
                                                        Arguments(a.varPositional()));
                  })
        .function("funcfilter(func, *criterion)",
                  [](Args &a) {
                      return a.interpreter().callMethod(a["func"], "filter",
                                                        Arguments(a.varPositional()));
                  })
        .function("exists(subject=None)", makeExists)
        .function("collate(expression, collation)", makeCollate)
        .function("label(name, element, type_=None)", makeLabel)
        .function("extract(field, expr)", makeExtract);
    module.alias("subquery_exists", "exists");
    defineUnaries(module);
    defineKeywords(module);
}

} // namespace limbeck::bindings
