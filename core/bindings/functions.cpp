// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/schemaitem.h"
#include "core/bindings/statementobject.h"
#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

/// `func`, `func.schema`, `func.schema.name`: grows by attributes, makes a Function when it is
/// called.
class FunctionGenerator : public Object
{
public:
    static constexpr const char *typeName = "_FunctionGenerator";

    explicit FunctionGenerator(Type *type)
        : Object(type)
    {
    }

    QStringList names;

    Value attribute(Interpreter &interpreter, Str *name) override
    {
        QString text = name->text();
        if (text.startsWith(u"__"))
            return Value::absent();
        if (text.endsWith(u'_'))
            text.chop(1);
        const Ref<FunctionGenerator> longer = interpreter.create<FunctionGenerator>();
        longer->names = names;
        longer->names.append(text);
        return longer;
    }

    Value call(Interpreter &interpreter, const Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }
};

void addArgument(Interpreter &interpreter, Function &function, const Value &argument)
{
    auto *element = argument.as<ElementObject>();
    if (element && element->type()->name() == u"aggregate_order_by") {
        const ExpressionPtr carried = element->expression(interpreter);
        const Function &carrier = std::get<Function>(carried->node);
        function.arguments.push_back(carrier.arguments.front());
        function.orderBy = carrier.orderBy;
        return;
    }
    function.arguments.push_back(operand(interpreter, argument, nullptr, argument.isNone()));
}

/// SQLAlchemy's own classes for these functions count their arguments.
void checkArity(const QString &name, std::size_t given)
{
    if (name == u"char_length" && given == 0)
        throwTypeError(u"char_length.__init__() missing 1 required positional argument: 'arg'"_s);
    if (name == u"char_length" && given > 1)
        throwTypeError(
            u"char_length.__init__() takes 2 positional arguments but %1 were given"_s.arg(given
                                                                                           + 1));
    if (name == u"count" && given > 1)
        throwTypeError(
            u"count.__init__() takes from 1 to 2 positional arguments but %1 were given"_s.arg(
                given + 1));
}

Value FunctionGenerator::call(Interpreter &interpreter, const Arguments &arguments)
{
    if (names.isEmpty())
        throwTypeError(u"'_FunctionGenerator' object is not callable"_s);
    if (names.size() == 1 && (names.front() == u"cast" || names.front() == u"extract"))
        return interpreter.call(
            library(interpreter).named(names.front() == u"cast" ? "cast" : "extract"), arguments);
    if (names.size() == 1)
        checkArity(names.front(), arguments.positional().size());
    if (names.size() == 1 && names.front() == u"next_value" && arguments.positional().size() == 1
        && arguments.positional()[0].as<DefaultObject>())
        return interpreter.callMethod(arguments.positional()[0], "next_value");
    Function function;
    function.name.text = names.last();
    function.packages = names.mid(0, names.size() - 1);
    for (const Value &argument : arguments.positional())
        addArgument(interpreter, function, argument);
    SqlTypePtr type;
    for (const KeywordArgument &keyword : arguments.keywords()) {
        const QString name = keyword.name->text();
        if (name == u"type_" && !keyword.value.isNone())
            type = toSqlType(interpreter, keyword.value, currentDialect(interpreter));
        else if (name != u"type_" && name != u"packagenames" && name != u"bind")
            throwTypeError(
                u"%1() got an unexpected keyword argument '%2'"_s.arg(names.last(), name));
    }
    return wrap(interpreter, makeExpression(std::move(function), type));
}

/// The function at the core of a Function element.
Function functionOf(Args &a)
{
    const ExpressionPtr own = a.object<ElementObject>("self").expression(a.interpreter());
    if (const auto *function = std::get_if<Function>(&own->node))
        return *function;
    throwSqlAlchemyError(a.interpreter(), "ArgumentError",
                         u"%1() needs an SQL function"_s.arg(a.signature().name()));
}

SqlTypePtr ownType(Args &a)
{
    return a.object<ElementObject>("self").expression(a.interpreter())->type;
}

QString frameBound(Interpreter &interpreter, const Value &bound, bool isLower)
{
    if (bound.isNone())
        return isLower ? u"UNBOUNDED PRECEDING"_s : u"UNBOUNDED FOLLOWING"_s;
    const qint64 rows = interpreter.toIndex(bound);
    if (rows == 0)
        return u"CURRENT ROW"_s;
    return rows < 0 ? u"%1 PRECEDING"_s.arg(-rows) : u"%1 FOLLOWING"_s.arg(rows);
}

QString frameText(Interpreter &interpreter, const char *word, const Value &range)
{
    const ValueVector bounds = interpreter.toVector(range);
    if (bounds.size() != 2)
        throwSqlAlchemyError(interpreter, "ArgumentError", u"2-tuple expected for range/rows"_s);
    return u"%1 BETWEEN %2 AND %3"_s.arg(QLatin1StringView(word),
                                         frameBound(interpreter, bounds[0], true),
                                         frameBound(interpreter, bounds[1], false));
}

std::vector<ExpressionPtr> clauseListOf(Interpreter &interpreter, const Value &value)
{
    if (value.isNone())
        return {};
    return toClauseList(interpreter,
                        value.isList() || value.isTuple() ? interpreter.toVector(value)
                                                          : ValueVector { value });
}

Value overMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    Over over;
    over.function = a.object<ElementObject>("self").expression(interpreter);
    over.partitionBy = clauseListOf(interpreter, a["partition_by"]);
    over.orderBy = clauseListOf(interpreter, a["order_by"]);
    if (!a["rows"].isNone())
        over.frame = frameText(interpreter, "ROWS", a["rows"]);
    else if (!a["range_"].isNone())
        over.frame = frameText(interpreter, "RANGE", a["range_"]);
    else if (!a["groups"].isNone())
        over.frame = frameText(interpreter, "GROUPS", a["groups"]);
    return wrap(interpreter, makeExpression(std::move(over), ownType(a)));
}

Value filterMethod(Args &a)
{
    Function function = functionOf(a);
    function.filter = addCriteria(a.interpreter(), function.filter, a.varPositional());
    return wrap(a.interpreter(), makeExpression(std::move(function), ownType(a)));
}

Value withinGroupMethod(Args &a)
{
    Function function = functionOf(a);
    function.orderBy = toClauseList(a.interpreter(), a.varPositional());
    function.withinGroup = true;
    return wrap(a.interpreter(), makeExpression(std::move(function), ownType(a)));
}

/// func.x(…).table_valued("a", column("b", Integer), …)
Value tableValuedMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TableFunctionSource source;
    Function function = functionOf(a);
    for (const Value &column : a.varPositional()) {
        if (column.isStr()) {
            source.columns.emplace_back(toIdentifier(interpreter, column),
                                        simpleType(u"NullType"_s));
            continue;
        }
        const ExpressionPtr given = toExpression(interpreter, column);
        source.columns.emplace_back(exportedName(*given), knownType(*given));
    }
    if (const Value *ordinality = a.varKeywords().find("with_ordinality");
        ordinality && !ordinality->isNone()) {
        function.withOrdinality = true;
        source.columns.emplace_back(toIdentifier(interpreter, *ordinality),
                                    simpleType(u"Integer"_s));
    }
    if (const Value *name = a.varKeywords().find("name"); name && !name->isNone())
        source.name = toIdentifier(interpreter, *name);
    source.function = makeExpression(std::move(function), ownType(a));
    return makeFrom(interpreter, "TableValuedAlias", FromClause { std::move(source) });
}

Value aliasMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TableFunctionSource source;
    const Function function = functionOf(a);
    source.columns.emplace_back(Identifier { function.name.text, {} }, ownType(a));
    source.function = makeExpression(function, ownType(a));
    if (!a["name"].isNone())
        source.name = toIdentifier(interpreter, a["name"]);
    return makeFrom(interpreter, "TableValuedAlias", FromClause { std::move(source) });
}

/// func.x(…).column_valued("y"): the alias itself as a column.
Value columnValuedMethod(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TableFunctionSource source;
    source.columnValued = true;
    source.function = makeExpression(functionOf(a), ownType(a));
    if (!a["name"].isNone())
        source.name = toIdentifier(interpreter, a["name"]);
    source.columns.emplace_back(source.name.value_or(Identifier {}), ownType(a));
    const auto from = std::make_shared<FromClause>(FromClause { std::move(source) });
    ColumnReference column;
    column.name = std::get<TableFunctionSource>(from->node).columns.front().first;
    column.from = from;
    return wrap(interpreter, makeExpression(std::move(column), ownType(a)));
}

/// The functions that `sqlalchemy.sql.functions` has as classes.
constexpr const char *namedFunctions[] = {
    "now",
    "count",
    "coalesce",
    "max",
    "min",
    "sum",
    "concat",
    "char_length",
    "random",
    "user",
    "localtime",
    "localtimestamp",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "session_user",
    "sysdate",
    "array_agg",
    "mode",
    "percentile_cont",
    "percentile_disc",
    "rank",
    "dense_rank",
    "percent_rank",
    "cume_dist",
    "cube",
    "rollup",
    "grouping_sets",
    "aggregate_strings",
    "next_value",
};

} // namespace

void defineFunctions(ModuleBuilder &module)
{
    Interpreter &interpreter = module.interpreter();
    module.define<FunctionGenerator>("_FunctionGenerator");
    const Ref<FunctionGenerator> func = interpreter.create<FunctionGenerator>();
    module.value("func", func);
    module.value("modifier", func);
    for (const char *name : namedFunctions) {
        const Ref<FunctionGenerator> named = interpreter.create<FunctionGenerator>();
        named->names = { QString::fromLatin1(name) };
        module.value((QByteArray("functions.") + name).constData(), named);
    }
    for (const char *name :
         { "Function", "FunctionElement", "Over", "WithinGroup", "FunctionFilter" }) {
        TypeBuilder type(interpreter, Ref<Type>(module.module()->dict().find(name)->as<Type>()));
        type.method(
                "over(self, partition_by=None, order_by=None, range_=None, rows=None, groups=None)",
                overMethod)
            .method("filter(self, *criterion)", filterMethod)
            .method("within_group(self, *order_by)", withinGroupMethod)
            .method("table_valued(self, *expr, **kw)", tableValuedMethod)
            .method("column_valued(self, name=None, joins_implicitly=False)", columnValuedMethod)
            .method("alias(self, name=None, joins_implicitly=False)", aliasMethod)
            .method("select(self)", [](Args &a) {
                return a.interpreter().call(library(a.interpreter()).named("select"),
                                            Arguments { a["self"] });
            });
    }
    module.function("array_agg(*args, **kw)", [](Args &a) {
        const Value named =
            a.interpreter().getAttr(library(a.interpreter()).named("func"), "array_agg");
        return a.interpreter().call(named, Arguments(a.varPositional()));
    });
}

} // namespace limbeck::bindings
