// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/statementobject.h"
#include "core/bindings/tableobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;
using namespace schema;

namespace {

ExpressionPtr targetElement(Interpreter &interpreter, const Value &value)
{
    if (!value.isStr())
        return toExpression(interpreter, value);
    ColumnReference reference;
    reference.name = toIdentifier(interpreter, value);
    return makeExpression(std::move(reference));
}

/// Which rows conflict: columns, an index's elements, or a constraint by name or object.
void takeTarget(Args &a, OnConflict &conflict)
{
    Interpreter &interpreter = a.interpreter();
    const Value constraint = a.signature().indexOf("constraint") >= 0 ? a["constraint"] : Value();
    if (auto *index = constraint.as<IndexObject>()) {
        const schema::Index made = toIndex(interpreter, Value(index), currentDialect(interpreter));
        conflict.targetElements = made.elements;
        for (const auto &[name, value] : made.expressionOptions) {
            if (name.endsWith(u"_where"))
                conflict.targetWhere = value;
        }
    } else if (auto *object = constraint.as<ConstraintObject>()) {
        const ConstraintName name = toConstraintName(interpreter, object->name);
        if (name.name)
            conflict.constraint = *name.name;
        else
            for (const Identifier &column : toColumnNames(
                     interpreter,
                     makeList(ValueVector(object->columns.begin(), object->columns.end()))))
                conflict.targetElements.push_back(targetElement(interpreter, makeStr(column.text)));
    } else if (!constraint.isNone()) {
        conflict.constraint = toIdentifier(interpreter, constraint);
    }
    if (!a["index_elements"].isNone()) {
        if (conflict.constraint)
            throwValueError(u"'constraint' and 'index_elements' are mutually exclusive"_s);
        for (const Value &element : a.sequence("index_elements"))
            conflict.targetElements.push_back(targetElement(interpreter, element));
    }
    if (!a["index_where"].isNone())
        conflict.targetWhere = toSqlExpression(interpreter, a["index_where"]);
}

Value onConflict(Args &a, bool doNothing)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    Insert &insert = std::get<Insert>(edit.query->node);
    if (insert.onConflict)
        throwSqlAlchemyError(
            interpreter, "InvalidRequestError",
            u"This Insert construct already has an ON CONFLICT clause established"_s);
    OnConflict conflict;
    conflict.doNothing = doNothing;
    takeTarget(a, conflict);
    if (!doNothing) {
        const bool isPostgres = edit.object->type()->fullName().contains(u"postgresql");
        if (isPostgres && !conflict.constraint && conflict.targetElements.empty())
            throwValueError(
                u"Either constraint or index_elements, but not both, must be specified unless DO NOTHING"_s);
        if (a["set_"].isNone()
            || (a["set_"].isDict() && static_cast<Dict *>(a["set_"].object())->size() == 0))
            throwValueError(
                u"set parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` collection of a Table object"_s);
        conflict.set = conflictValues(interpreter, edit.object->table, a["set_"]);
        if (!a["where"].isNone())
            conflict.where = toSqlExpression(interpreter, a["where"]);
    }
    insert.onConflict = std::move(conflict);
    return edit.finish();
}

Value onDuplicateKey(Args &a)
{
    Interpreter &interpreter = a.interpreter();
    StatementEdit edit(a["self"]);
    OnConflict conflict;
    conflict.onDuplicateKey = true;
    const bool hasKeywords = a.varKeywords().size() > 0;
    if (!a.varPositional().empty() && hasKeywords)
        throwSqlAlchemyError(interpreter, "ArgumentError",
                             u"Can't pass kwargs and positional arguments simultaneously"_s);
    const Value given = hasKeywords || a.varPositional().empty() ? Value(&a.varKeywords())
                                                                 : a.varPositional().front();
    if (interpreter.length(given) == 0)
        throwValueError(u"update parameter dictionary must not be empty"_s);
    conflict.orderedSet = !given.isDict();
    conflict.set = conflictValues(interpreter, edit.object->table, given);
    std::get<Insert>(edit.query->node).onConflict = std::move(conflict);
    return edit.finish();
}

/// `excluded` and `inserted`: the row that was to be inserted, under another name.
Value proposedRow(Interpreter &interpreter, StatementObject &self, bool isInserted)
{
    if (self.excluded.isNone()) {
        AliasSource alias;
        alias.element = toFromClause(interpreter, self.table);
        alias.name = Identifier { isInserted ? u"inserted"_s : u"excluded"_s, {} };
        alias.isInserted = isInserted;
        self.excluded = makeFrom(interpreter, "Alias", FromClause { std::move(alias) });
    }
    return self.excluded.as<FromObject>()->columns(interpreter);
}

} // namespace

void defineUpserts(ModuleBuilder &module)
{
    for (const char *key : { "postgresql.Insert", "sqlite.Insert" }) {
        TypeBuilder type = defineNamed(module, key, { "Insert" });
        type.method("on_conflict_do_nothing(self, constraint=None, index_elements=None, "
                    "index_where=None)",
                    [](Args &a) { return onConflict(a, true); })
            .method("on_conflict_do_update(self, constraint=None, index_elements=None, "
                    "index_where=None, set_=None, "
                    "where=None)",
                    [](Args &a) { return onConflict(a, false); })
            .property("excluded", [](Interpreter &in, StatementObject &self) {
                return proposedRow(in, self, false);
            });
    }
    defineNamed(module, "mysql.Insert", { "Insert" })
        .method("on_duplicate_key_update(self, *args, **kw)", onDuplicateKey)
        .property("inserted", [](Interpreter &in, StatementObject &self) {
            return proposedRow(in, self, true);
        });
    module.function("postgresql_insert(table)", [](Args &a) {
        return dialectInsert(a.interpreter(), "postgresql.Insert", a["table"]);
    });
    module.function("sqlite_insert(table)", [](Args &a) {
        return dialectInsert(a.interpreter(), "sqlite.Insert", a["table"]);
    });
    module.function("mysql_insert(table)", [](Args &a) {
        return dialectInsert(a.interpreter(), "mysql.Insert", a["table"]);
    });
}

} // namespace limbeck::bindings
