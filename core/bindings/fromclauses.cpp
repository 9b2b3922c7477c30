// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/fromobject.h"
#include "core/bindings/statementobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

std::optional<Identifier> nameArgument(Args &a)
{
    return toOptionalIdentifier(a.interpreter(), a["name"]);
}

Value aliasOf(Args &a, const Value &subject, bool lateral)
{
    Interpreter &interpreter = a.interpreter();
    AliasSource alias;
    alias.name = nameArgument(a);
    alias.lateral = lateral;
    const auto *statement = subject.as<StatementObject>();
    if (statement)
        alias.query = statement->query();
    else
        alias.element = toFromClause(interpreter, subject);
    // Table functions and VALUES carry their alias themselves.
    if (alias.element && std::holds_alternative<TableFunctionSource>(alias.element->node)) {
        TableFunctionSource source = std::get<TableFunctionSource>(alias.element->node);
        if (source.name && !alias.name)
            throwUnsupported(
                u"An alias of a table function that has the name '%1' takes a name made of it, which is not supported"_s
                    .arg(source.name->text),
                u"Give the new alias a name: lateral(name=\"…\"), alias(name=\"…\")."_s);
        source.name = alias.name ? alias.name : source.name;
        source.lateral = source.lateral || lateral;
        return makeFrom(interpreter, "TableValuedAlias", FromClause { std::move(source) });
    }
    if (alias.element && std::holds_alternative<ValuesSource>(alias.element->node)) {
        ValuesSource source = std::get<ValuesSource>(alias.element->node);
        source.name = alias.name ? alias.name : source.name;
        source.lateral = source.lateral || lateral;
        return makeFrom(interpreter, "Values", FromClause { std::move(source) });
    }
    const char *className = lateral ? "Lateral" : statement ? "Subquery" : "Alias";
    const Ref<FromObject> made = makeFrom(interpreter, className, FromClause { std::move(alias) });
    made->element = subject;
    return made;
}

/// The condition that the foreign keys between two tables give; null leaves it to the compiler.
ExpressionPtr onClause(Interpreter &interpreter, const Value &value)
{
    if (value.isNone() || value.isAbsent()) {
        settleForeignKeys(interpreter);
        return nullptr;
    }
    return operand(interpreter, value, nullptr, true);
}

Value joinOf(Args &a, const Value &left, const Value &right, bool outer)
{
    Interpreter &interpreter = a.interpreter();
    JoinSource join;
    join.left = toFromClause(interpreter, left);
    join.right = toFromClause(interpreter, right);
    join.on = onClause(interpreter, a["onclause"]);
    join.outer = outer;
    join.full = a.truth("full");
    const Ref<FromObject> made = makeFrom(interpreter, "Join", FromClause { std::move(join) });
    interpreter.setAttr(made, "left", left);
    interpreter.setAttr(made, "right", right);
    return made;
}

Value tableSampleOf(Args &a, const Value &subject)
{
    Interpreter &interpreter = a.interpreter();
    AliasSource alias;
    alias.element = toFromClause(interpreter, subject);
    alias.name = nameArgument(a);
    ExpressionPtr sampling = operand(interpreter, a["sampling"], nullptr);
    if (!std::holds_alternative<Function>(sampling->node)) {
        Function system;
        system.name.text = u"system"_s;
        system.arguments = { sampling };
        sampling = makeExpression(std::move(system));
    }
    alias.sampling = sampling;
    if (!a["seed"].isNone())
        alias.samplingSeed = operand(interpreter, a["seed"], nullptr);
    return makeFrom(interpreter, "TableSample", FromClause { std::move(alias) });
}

/// cte.union(…) and union_all(…): the CTE again, with the recursive part.
Value cteCompound(Args &a, const char *keyword)
{
    Interpreter &interpreter = a.interpreter();
    FromObject &self = a.object<FromObject>("self");
    const FromClausePtr original = self.from(interpreter);
    CteSource cte = std::get<CteSource>(original->node);
    CompoundSelect compound;
    compound.keyword = QString::fromLatin1(keyword);
    compound.selects.push_back(cte.query);
    for (const Value &other : a.varPositional())
        compound.selects.push_back(toQuery(interpreter, other));
    cte.query = std::make_shared<Query>(Query { std::move(compound) });
    cte.restates = original;
    return makeFrom(interpreter, "CTE", FromClause { std::move(cte) });
}

/// values(column("a", Integer), …, name="v").data([…])
Value makeValues(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ValuesSource source;
    for (const Value &column : a.varPositional()) {
        const ExpressionPtr given = toExpression(interpreter, column);
        source.columns.emplace_back(exportedName(*given), knownType(*given));
    }
    source.name = nameArgument(a);
    source.literalBinds = a.truth("literal_binds");
    return makeFrom(interpreter, "Values", FromClause { std::move(source) });
}

Value valuesData(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    ValuesSource source =
        std::get<ValuesSource>(a.object<FromObject>("self").from(interpreter)->node);
    for (const Value &row : a.sequence("values")) {
        std::vector<ExpressionPtr> cells;
        size_t index = 0;
        for (const Value &cell : interpreter.toVector(row)) {
            const SqlTypePtr type =
                index < source.columns.size() ? source.columns[index].second : nullptr;
            cells.push_back(toExpression(interpreter, cell, type));
            ++index;
        }
        source.rows.push_back(std::move(cells));
    }
    return makeFrom(interpreter, "Values", FromClause { std::move(source) });
}

Value renderDerived(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    TableFunctionSource source =
        std::get<TableFunctionSource>(a.object<FromObject>("self").from(interpreter)->node);
    source.renderDerived = true;
    source.withTypes = a.truth("with_types");
    if (const auto name = nameArgument(a))
        source.name = name;
    return makeFrom(interpreter, "TableValuedAlias", FromClause { std::move(source) });
}

Value cteOf(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    CteSource cte;
    FromObject &self = a.object<FromObject>("self");
    const FromClausePtr from = self.from(interpreter);
    if (const auto *values = std::get_if<ValuesSource>(&from->node))
        cte.query = std::make_shared<Query>(Query { *values });
    else
        cte.query = toQuery(interpreter, interpreter.callMethod(a["self"], "select"));
    cte.name = nameArgument(a);
    cte.recursive = a.truth("recursive");
    return makeFrom(interpreter, "CTE", FromClause { std::move(cte) });
}

} // namespace

void addFromMethods(TypeBuilder &type)
{
    type.method("alias(self, name=None, flat=False)",
                [](Args &a) { return aliasOf(a, a["self"], false); })
        .method("lateral(self, name=None)", [](Args &a) { return aliasOf(a, a["self"], true); })
        .method("tablesample(self, sampling, name=None, seed=None)",
                [](Args &a) { return tableSampleOf(a, a["self"]); })
        .method("join(self, right, onclause=None, isouter=False, full=False)",
                [](Args &a) { return joinOf(a, a["self"], a["right"], a.truth("isouter")); })
        .method("outerjoin(self, right, onclause=None, full=False)",
                [](Args &a) { return joinOf(a, a["self"], a["right"], true); })
        .method("select(self, whereclause=None, **kw)",
                [](Args &a) {
                    Interpreter &interpreter = a.interpreter();
                    Value made = interpreter.call(library(interpreter).named("select"),
                                                  Arguments { a["self"] });
                    made = interpreter.callMethod(made, "select_from", Arguments { a["self"] });
                    if (a["whereclause"].isNone())
                        return made;
                    noteLegacy(interpreter, u"select(whereclause)"_s, u"Use select().where(…)."_s);
                    return interpreter.callMethod(made, "where", Arguments { a["whereclause"] });
                })
        .method("cte(self, name=None, recursive=False, nesting=False)", cteOf)
        .method("is_derived_from(self, fromclause)",
                [](Args &a) -> Value { return a["self"].is(a["fromclause"]); })
        .method("corresponding_column(self, column, require_embedded=False)", [](Args &a) -> Value {
            Interpreter &interpreter = a.interpreter();
            const QString key = interpreter.str(interpreter.getAttr(a["column"], "key"));
            const Value *found = a.object<FromObject>("self").columns(interpreter)->find(key);
            return found ? *found : Value();
        });
}

void defineFromClauses(ModuleBuilder &module)
{
    const Ref<Type> clause(module.module()->dict().find("ClauseElement")->as<Type>());
    module.define<ColumnCollection>("ColumnCollection")
        .method("keys(self)",
                [](Args &a) -> Value {
                    return makeStrList(
                        a.object<ColumnCollection>("self").attributeNames(a.interpreter()));
                })
        .method("values(self)",
                [](Args &a) -> Value {
                    ValueVector all;
                    for (const auto &item : a.object<ColumnCollection>("self").items())
                        all.push_back(item.second);
                    return makeList(std::move(all));
                })
        .method("items(self)",
                [](Args &a) -> Value {
                    ValueVector all;
                    for (const auto &item : a.object<ColumnCollection>("self").items())
                        all.push_back(makeTuple({ makeStr(item.first), item.second }));
                    return makeList(std::move(all));
                })
        .method("get(self, key, default=None)",
                [](Args &a) -> Value {
                    const Value *found = a.object<ColumnCollection>("self").find(a.text("key"));
                    return found ? *found : a["default"];
                })
        .method("contains_column(self, col)",
                [](Args &a) -> Value {
                    for (const auto &item : a.object<ColumnCollection>("self").items()) {
                        if (item.second.is(a["col"]))
                            return true;
                    }
                    return false;
                })
        .method("as_readonly(self)", [](Args &a) -> Value { return a["self"]; });

    TypeBuilder from = module.define<FromObject>("FromClause", { clause });
    from.value("__module__", makeStr(u"sqlalchemy.sql.selectable"_s));
    addFromMethods(from);
    for (const char *name : { "AliasedReturnsRows", "Join", "Values" })
        defineNamed(module, name, { "FromClause" });
    for (const char *name :
         { "Alias", "Subquery", "Lateral", "TableSample", "TableValuedAlias", "CTE" })
        defineNamed(module, name, { "AliasedReturnsRows" });
    defineNamed(module, "FromGrouping", { "FromClause" });

    const auto builder = [&](const char *name) {
        return TypeBuilder(module.interpreter(),
                           Ref<Type>(module.module()->dict().find(name)->as<Type>()));
    };
    builder("CTE")
        .method("union(self, *other)", [](Args &a) { return cteCompound(a, "UNION"); })
        .method("union_all(self, *other)", [](Args &a) { return cteCompound(a, "UNION ALL"); });
    builder("Values").method("data(self, values)", valuesData);
    builder("TableValuedAlias")
        .method("render_derived(self, name=None, with_types=False)", renderDerived);
    builder("Subquery").method("as_scalar(self)", [](Args &a) {
        return a.interpreter().callMethod(a.object<FromObject>("self").element, "scalar_subquery");
    });

    module
        .function("alias(selectable, name=None, flat=False)",
                  [](Args &a) { return aliasOf(a, a["selectable"], false); })
        .function("lateral(selectable, name=None)",
                  [](Args &a) { return aliasOf(a, a["selectable"], true); })
        .function("tablesample(selectable, sampling, name=None, seed=None)",
                  [](Args &a) { return tableSampleOf(a, a["selectable"]); })
        .function("join(left, right, onclause=None, isouter=False, full=False)",
                  [](Args &a) { return joinOf(a, a["left"], a["right"], a.truth("isouter")); })
        .function("outerjoin(left, right, onclause=None, full=False)",
                  [](Args &a) { return joinOf(a, a["left"], a["right"], true); })
        .function("values(*columns, name=None, literal_binds=False)", makeValues)
        .function("cte(selectable, name=None, recursive=False)", [](Args &a) {
            return a.interpreter().callMethod(a["selectable"], "cte",
                                              Arguments { a["name"], a["recursive"] });
        });
}

} // namespace limbeck::bindings
