// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/statementobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

QueryPtr queryOf(Args &a)
{
    return a.object<StatementObject>("self").query();
}

/// prefix_with(*text, dialect="*")
Value prefixWith(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    const QString dialect = a["dialect"].isNone() ? QString() : a.text("dialect");
    std::visit(
        [&](auto &statement) {
            if constexpr (requires { statement.dialectPrefixes; }) {
                for (const Value &prefix : a.varPositional()) {
                    const TextClause *clause = textOfElement(prefix);
                    const QString text = clause ? clause->text : interpreter.str(prefix);
                    if (dialect.isEmpty() || dialect == u"*")
                        statement.prefixes.append(text);
                    else
                        statement.dialectPrefixes.push_back({ text, dialect });
                }
            } else {
                throwAttributeError(u"'%1' object has no attribute 'prefix_with'"_s.arg(
                    a["self"].object()->type()->name()));
            }
        },
        edit.query->node);
    return edit.finish();
}

Value suffixWith(Args &a)
{
    StatementEdit edit(a["self"]);
    if (auto *select = std::get_if<Select>(&edit.query->node)) {
        for (const Value &suffix : a.varPositional()) {
            const TextClause *clause = textOfElement(suffix);
            select->suffixes.append(clause ? clause->text : a.interpreter().str(suffix));
        }
    }
    return edit.finish();
}

Value addCte(Args &a)
{
    StatementEdit edit(a["self"]);
    std::visit(
        [&](auto &statement) {
            if constexpr (requires { statement.ctes; }) {
                for (const Value &cte : a.varPositional())
                    statement.ctes.push_back(toFromClause(a.interpreter(), cte));
            }
        },
        edit.query->node);
    return edit.finish();
}

/// params(**values) and execution_options(**options): kept beside the statement.
Value keepBeside(Args &a, Value StatementObject::*member)
{
    StatementEdit edit(a["self"]);
    const Ref<Dict> merged = makeDict();
    const auto add = [&](Dict &from) {
        for (const HashTable::Entry &entry : from.table().entries()) {
            if (!entry.key.isAbsent())
                merged->set(a.interpreter(), entry.key, entry.value);
        }
    };
    Value &kept = edit.object.get()->*member;
    if (kept.isDict())
        add(*static_cast<Dict *>(kept.object()));
    for (const Value &given : a.varPositional()) {
        if (given.isDict())
            add(*static_cast<Dict *>(given.object()));
    }
    add(a.varKeywords());
    kept = merged;
    return edit.finish();
}

Value subqueryOf(Args &a, bool lateral)
{
    AliasSource alias;
    alias.query = queryOf(a);
    alias.name = toOptionalIdentifier(a.interpreter(), a["name"]);
    alias.lateral = lateral;
    const Ref<FromObject> made = makeFrom(a.interpreter(), lateral ? "Lateral" : "Subquery",
                                          FromClause { std::move(alias) });
    made->element = a["self"];
    return made;
}

Value cteOf(Args &a)
{
    CteSource cte;
    cte.query = queryOf(a);
    cte.name = toOptionalIdentifier(a.interpreter(), a["name"]);
    cte.recursive = a.truth("recursive");
    cte.nesting = a.truth("nesting");
    const Ref<FromObject> made = makeFrom(a.interpreter(), "CTE", FromClause { std::move(cte) });
    made->element = a["self"];
    return made;
}

Value scalarOf(Args &a, bool exists)
{
    return wrap(a.interpreter(), makeExpression(ScalarQuery { queryOf(a), exists }));
}

/// statement.execute() of SQLAlchemy 1.x, on a bind that is known from the metadata.
Value executeBound(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    const SqlAlchemyServices &services = library(interpreter).services;
    noteLegacy(interpreter, u"statement.execute()"_s, u"Use connection.execute(statement)."_s);
    const Value &table = a.object<StatementObject>("self").table;
    const Value metadata = table.isNone() ? Value() : interpreter.findAttr(table, "metadata");
    const Value bind =
        metadata.isNone() || metadata.isAbsent() ? Value() : interpreter.findAttr(metadata, "bind");
    if (!services.execute || bind.isNone() || bind.isAbsent())
        throwSqlAlchemyError(
            interpreter, "UnboundExecutionError",
            u"This statement is not bound and the Engine backend cannot execute it; pass it to connection.execute()"_s);
    return services.execute(interpreter, bind, a["self"]);
}

/// with_hint() and with_statement_hint(): of no consequence for a dialect that they are not for, or
/// that writes none (hints of tables exist on MySQL only).
Value withHint(Args &a, bool isOfStatement)
{
    const Dialect &dialect = currentDialect(a.interpreter());
    const QString name = a.text("dialect_name");
    const bool isMeant = name == u"*" || name == dialect.name();
    if (isMeant && (isOfStatement || isMySqlFamily(dialect.backend())))
        throwUnsupported(u"Hints of SELECT are not written."_s,
                         u"Write the statement as text()."_s);
    return a["self"];
}

} // namespace

void addStatementMethods(TypeBuilder &type)
{
    type.method("prefix_with(self, *prefixes, dialect=None)", prefixWith)
        .method("suffix_with(self, *suffixes, dialect=None)", suffixWith)
        .method("add_cte(self, *ctes, nest_here=False)", addCte)
        .method("params(self, *args, **kw)",
                [](Args &a) { return keepBeside(a, &StatementObject::parameters); })
        .method("execution_options(self, *args, **kw)",
                [](Args &a) { return keepBeside(a, &StatementObject::executionOptions); })
        .method("get_execution_options(self)",
                [](Args &a) -> Value {
                    const Value &options = a.object<StatementObject>("self").executionOptions;
                    return options.isNone() ? Value(makeDict()) : options;
                })
        .method("options(self, *options)", [](Args &a) -> Value { return a["self"]; })
        .method("with_hint(self, selectable, text, dialect_name='*')",
                [](Args &a) { return withHint(a, false); })
        .method("with_statement_hint(self, text, dialect_name='*')",
                [](Args &a) { return withHint(a, true); })
        .method("cte(self, name=None, recursive=False, nesting=False)", cteOf)
        .method("execute(self, *args, **kw)", executeBound)
        .method("scalar(self)",
                [](Args &a) { return a.interpreter().callMethod(executeBound(a), "scalar"); });
}

void addSubqueryMethods(TypeBuilder &type)
{
    type.method("subquery(self, name=None)", [](Args &a) { return subqueryOf(a, false); })
        .method("alias(self, name=None, flat=False)", [](Args &a) { return subqueryOf(a, false); })
        .method("lateral(self, name=None)", [](Args &a) { return subqueryOf(a, true); })
        .method("scalar_subquery(self)", [](Args &a) { return scalarOf(a, false); })
        .method("as_scalar(self)",
                [](Args &a) {
                    noteLegacy(a.interpreter(), u"select.as_scalar()"_s,
                               u"Use scalar_subquery()."_s);
                    return scalarOf(a, false);
                })
        .method("exists(self)", [](Args &a) { return scalarOf(a, true); })
        .method("label(self, name)",
                [](Args &a) {
                    return a.interpreter().callMethod(scalarOf(a, false), "label",
                                                      Arguments { a["name"] });
                })
        .method("select(self, *args, **kw)", [](Args &a) {
            const Value from = a.interpreter().callMethod(a["self"], "subquery");
            return a.interpreter().callMethod(from, "select");
        });
}

} // namespace limbeck::bindings
