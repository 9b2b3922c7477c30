// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/elementobject.h"
#include "core/bindings/typeobject.h"
#include "core/dialect/textclause.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

struct ElementClass
{
    const char *name;
    const char *base;
};

/// sqlalchemy.sql.elements below ColumnElement.
constexpr ElementClass elementClasses[] = {
    { "ColumnClause", "ColumnElement" },
    { "BindParameter", "ColumnElement" },
    { "TextClause", "ColumnElement" },
    { "Null", "ColumnElement" },
    { "True_", "ColumnElement" },
    { "False_", "ColumnElement" },
    { "UnaryExpression", "ColumnElement" },
    { "CollectionAggregate", "UnaryExpression" },
    { "BinaryExpression", "ColumnElement" },
    { "Slice", "ColumnElement" },
    { "ClauseList", "ColumnElement" },
    { "BooleanClauseList", "ColumnElement" },
    { "Tuple", "ClauseList" },
    { "Grouping", "ColumnElement" },
    { "Case", "ColumnElement" },
    { "Cast", "ColumnElement" },
    { "TryCast", "Cast" },
    { "TypeCoerce", "ColumnElement" },
    { "Extract", "ColumnElement" },
    { "Label", "ColumnElement" },
    { "_label_reference", "ColumnElement" },
    { "CollationClause", "ColumnElement" },
    { "ScalarSelect", "ColumnElement" },
    { "Exists", "UnaryExpression" },
    { "Over", "ColumnElement" },
    { "WithinGroup", "ColumnElement" },
    { "FunctionFilter", "ColumnElement" },
    { "FunctionElement", "ColumnElement" },
    { "Function", "FunctionElement" },
    { "GenericFunction", "FunctionElement" },
    { "ReturnTypeFromArgs", "GenericFunction" },
    { "AnsiFunction", "GenericFunction" },
    { "array", "ColumnElement" },
    { "aggregate_order_by", "ColumnElement" },
};

/// Those that are one word.
constexpr std::pair<const char *, Keyword::Word> constants[] = {
    { "Null", Keyword::Word::Null },
    { "True_", Keyword::Word::True },
    { "False_", Keyword::Word::False },
};

/// text().bindparams(*bindparam, **values): binds by name.
Value bindText(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr own = a.object<ElementObject>("self").expression(interpreter);
    auto copy = std::make_shared<Expression>(*own);
    TextClause &clause = std::get<TextClause>(copy->node);
    QSet<QString> defined;
    for (const dialect::TextPiece &piece : dialect::textPieces(clause.text)) {
        if (piece.isBind)
            defined.insert(piece.text);
    }
    const auto bind = [&](const QString &name, const ExpressionPtr &value) {
        if (!defined.contains(name))
            throwSqlAlchemyError(
                interpreter, "ArgumentError",
                u"This text() construct doesn't define a bound parameter named %1"_s.arg(
                    quoted(name)));
        for (auto &known : clause.binds) {
            if (known.first == name) {
                known.second = value;
                return;
            }
        }
        clause.binds.emplace_back(name, value);
    };
    for (const Value &argument : a.varPositional()) {
        const ExpressionPtr given = toExpression(interpreter, argument);
        const auto *bound = std::get_if<BoundValue>(&given->node);
        if (!bound || bound->name.isEmpty())
            throwSqlAlchemyError(interpreter, "ArgumentError", u"bindparam() expected"_s);
        bind(bound->name, given);
    }
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (entry.key.isAbsent())
            continue;
        const QString name = textOf(entry.key);
        // A type given earlier stays.
        SqlTypePtr type;
        for (const auto &known : clause.binds) {
            if (known.first == name)
                type = known.second->type;
        }
        BoundValue bound;
        bound.name = name;
        bound.value = toLiteral(interpreter, entry.value, type, currentDialect(interpreter));
        bind(name, makeExpression(std::move(bound), type));
    }
    return wrap(interpreter, copy);
}

/// text("SELECT …").columns(…): a statement with named columns.
Value textColumns(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TextQuery query;
    query.text = *textOfElement(a["self"]);
    for (const Value &column : a.varPositional()) {
        const ExpressionPtr given = toExpression(interpreter, column);
        if (const auto *reference = std::get_if<ColumnReference>(&given->node))
            query.columns.emplace_back(reference->name, knownType(*given));
    }
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (!entry.key.isAbsent())
            query.columns.emplace_back(
                Identifier { textOf(entry.key), {} },
                toSqlType(interpreter, entry.value, currentDialect(interpreter)));
    }
    return fromQuery(interpreter, std::make_shared<Query>(Query { std::move(query) }));
}

/// CAST and type_coerce of PostgreSQL's array(), aggregate_order_by(): made by calling the class.
Value makeArray(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ArrayLiteral array;
    for (const Value &item : interpreter.toVector(a["clauses"]))
        array.items.push_back(operand(interpreter, item, nullptr));
    std::shared_ptr<SqlType> type;
    if (!a["type_"].isNone()) {
        type = std::make_shared<SqlType>();
        type->name = u"ARRAY"_s;
        type->dialect = u"postgresql"_s;
        type->itemType = toSqlType(interpreter, a["type_"], currentDialect(interpreter));
    }
    a.object<ElementObject>("self").setExpression(makeExpression(std::move(array), type));
    return {};
}

Value makeAggregateOrderBy(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const ExpressionPtr target = operand(interpreter, a["target"], nullptr);
    auto copy = std::make_shared<Expression>(*target);
    // Carried as a function without a name; func.x(aggregate_order_by(…)) takes it apart.
    Function carrier;
    carrier.arguments = { target };
    carrier.orderBy = toClauseList(interpreter, a.varPositional());
    a.object<ElementObject>("self").setExpression(makeExpression(std::move(carrier)));
    return {};
}

/// What ClauseElement gives every element: compile() and its like.
void addClauseMethods(TypeBuilder &type)
{
    const auto self = [](Args &a) -> Value { return a["self"]; };
    type.method("compile(self, bind=None, dialect=None, **kw)",
                [](Args &a) -> Value {
                    const Value compiled = a.interpreter().call(
                        Value(library(a.interpreter()).classNamed("Compiled")));
                    a.interpreter().setAttr(compiled, "statement", a["self"]);
                    const Value &given = a["dialect"].isNone() ? a["bind"] : a["dialect"];
                    const SqlAlchemyServices &services = library(a.interpreter()).services;
                    const Dialect *dialect = dialectOfObject(given);
                    if (!dialect && !given.isNone() && services.dialectOf)
                        dialect = services.dialectOf(a.interpreter(), given);
                    bool literal = false;
                    if (const Value *options = a.varKeywords().find("compile_kwargs");
                        options && options->isDict()) {
                        const Value *flag =
                            static_cast<Dict *>(options->object())->find("literal_binds");
                        literal = flag && a.interpreter().truth(*flag);
                    }
                    a.interpreter().setAttr(
                        compiled, "string",
                        makeStr(compileToText(a.interpreter(), a["self"], dialect, literal)));
                    a.interpreter().setAttr(
                        compiled, "dialect",
                        makeDialectObject(a.interpreter(),
                                          dialect ? *dialect : currentDialect(a.interpreter())));
                    return compiled;
                })
        .method("unique_params(self, *args, **kw)", self)
        .method("get_children(self, **kw)", [](Args &) -> Value { return makeList(); })
        .method("self_group(self, against=None)", self)
        .method("_annotate(self, values)", self);
}

/// BindParameter values by name: element.params(x=1).
Value elementParams(Args &a)
{
    const Value method = a.interpreter().findAttr(a["self"], "bindparams");
    if (method.isAbsent())
        return a["self"];
    std::vector<KeywordArgument> keywords;
    for (const HashTable::Entry &entry : a.varKeywords().table().entries()) {
        if (!entry.key.isAbsent())
            keywords.push_back({ a.interpreter().intern(textOf(entry.key)), entry.value });
    }
    return a.interpreter().call(method, Arguments({}, keywords));
}

void defineNames(ModuleBuilder &module)
{
    const NativeCode makeName = [](Args &a) -> Value {
        auto *type = a["cls"].as<Type>();
        a.interpreter().requireKnown(a["value"]);
        if (a["value"].isNone())
            return {};
        const Ref<Str> name = make<Str>(type, a.interpreter().str(a["value"]));
        const Value quote = a["quote"];
        name->ensureInstanceDict().set("quote", quote);
        return name;
    };
    TypeBuilder quotedName =
        module.defineClass("quoted_name", { module.interpreter().types().str });
    quotedName.make("(cls, value, quote=None)", makeName);
    TypeBuilder truncated = defineNamed(module, "_truncated_label", { "quoted_name" });
    defineNamed(module, "conv", { "_truncated_label" });
    defineNamed(module, "_NONE_NAME", {});
}

} // namespace

const TextClause *textOfElement(const Value &value)
{
    auto *element = value.as<ElementObject>();
    if (!element
        || !element->type()->isSubclassOf(
            library(Interpreter::current()).classNamed("TextClause").get()))
        return nullptr;
    return std::get_if<TextClause>(&element->expression(Interpreter::current())->node);
}

void defineElements(ModuleBuilder &module)
{
    TypeBuilder visitable = module.defineClass("Visitable");
    // Column[int], Sequence[str]: for annotations; it is the class itself.
    visitable.classMethod("__class_getitem__(cls, key)", [](Args &a) -> Value { return a["cls"]; });
    TypeBuilder clause = defineNamed(module, "ClauseElement", { "Visitable" });
    addClauseMethods(clause);
    for (const char *marker : { "Executable", "Generative", "Operators", "SchemaEventTarget",
                                "ReturnsRows", "HasPrefixes", "HasSuffixes", "HasCTE", "CacheKey" })
        module.defineClass(marker);
    defineNamed(module, "ColumnOperators", { "Operators" });
    TypeBuilder compiled = module.defineClass("Compiled");
    compiled
        .method("__str__(self)",
                [](Args &a) { return a.interpreter().getAttr(a["self"], "string"); })
        .propertyOf("params", [](Interpreter &, const Value &) -> Value { return makeDict(); });

    TypeBuilder element = module.define<ElementObject>(
        "ColumnElement", { Ref<Type>(module.module()->dict().find("ClauseElement")->as<Type>()) });
    element.value("__module__", makeStr(u"sqlalchemy.sql.elements"_s));
    element.constructor("(self, *clauses, **kw)", [](Args &a) -> Value {
        auto &self = a.object<ElementObject>("self");
        self.clauses.assign(a.varPositional().begin(), a.varPositional().end());
        if (const Value *type = a.varKeywords().find("type_"))
            self.typeValue = *type;
        return {};
    });
    addOperatorMethods(element);
    addTypedOperatorMethods(element);
    element.method("params(self, *args, **kw)", elementParams);
    for (const ElementClass &entry : elementClasses)
        defineNamed(module, entry.name, { entry.base })
            .value("__module__", makeStr(u"sqlalchemy.sql.elements"_s));

    const auto builder = [&](const char *name) {
        return TypeBuilder(module.interpreter(),
                           Ref<Type>(module.module()->dict().find(name)->as<Type>()));
    };
    builder("TextClause")
        .method("bindparams(self, *binds, **names)", bindText)
        .method("columns(self, *cols, **types)", textColumns)
        .method("execution_options(self, **kw)", [](Args &a) -> Value { return a["self"]; });
    for (const auto &[name, word] : constants) {
        builder(name).constructor("(self)", [keyword = word](Args &a) -> Value {
            a.object<ElementObject>("self").setExpression(keywordExpression(keyword));
            return {};
        });
    }
    builder("array").constructor("(self, clauses, *, type_=None, **kw)", makeArray);
    builder("aggregate_order_by").constructor("(self, target, *order_by)", makeAggregateOrderBy);
    defineNames(module);
}

} // namespace limbeck::bindings
