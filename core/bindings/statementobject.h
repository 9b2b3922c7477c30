// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/fromobject.h"

namespace limbeck::bindings {

/// A statement: Select, CompoundSelect, Insert, Update, Delete, TextualSelect. Generative: every
/// method that changes it returns a changed copy.
class StatementObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Select";

    explicit StatementObject(lang::Type *type)
        : Object(type)
    {
    }

    [[nodiscard]] const schema::QueryPtr &query() const { return m_query; }

    void setQuery(schema::QueryPtr query);

    /// What `.table`, `.excluded`, `.inserted` give: kept so that they are one object each.
    Value table, excluded;
    Value entity; ///< the mapped class that an INSERT or UPDATE was given for its table
    Value executionOptions; ///< a dict or None
    Value parameters; ///< params(): values by name, a dict or None
    Value entities; ///< what select() was given, if models are among it: Session makes instances

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    Value compare(Interpreter &interpreter, lang::Comparison comparison,
                  const Value &other) override;
    void clearReferences() override;

private:
    schema::QueryPtr m_query;
    Value m_columns;
};

/// A copy of @p self to change: its query is the caller's alone.
struct StatementEdit
{
    explicit StatementEdit(const Value &self);
    /// The changed statement.
    [[nodiscard]] Value finish() const;

    lang::Ref<StatementObject> object;
    std::shared_ptr<schema::Query> query;
};

/// A new statement object of class @p className.
[[nodiscard]] Value makeStatement(Interpreter &interpreter, const char *className,
                                  schema::Query query);

/// Columns that a statement returns, as expressions.
[[nodiscard]] const std::vector<schema::ExpressionPtr> &returnedColumns(const schema::Query &query);
/// Whether the value is an Exists element or ScalarSelect, whose query can be used again.
[[nodiscard]] bool existsQuery(const Value &value);

/// WHERE conditions of a select, update or delete; @p where may be null.
[[nodiscard]] schema::ExpressionPtr addCriteria(Interpreter &interpreter,
                                                const schema::ExpressionPtr &where,
                                                const lang::ValueVector &criteria);
/// A condition of WHERE, HAVING, and_() or or_(); ArgumentError for what is none.
[[nodiscard]] schema::ExpressionPtr toCondition(Interpreter &interpreter, const Value &value);
/// Columns of a select() or returning(): tables and mapped classes become their columns.
[[nodiscard]] std::vector<schema::ExpressionPtr> toColumnList(Interpreter &interpreter,
                                                              const lang::ValueVector &values);

/// Columns that filter_by() of a statement means: those of its last join or first FROM.
[[nodiscard]] Value filterTarget(Interpreter &interpreter, const Value &statement);

/// INSERT … ON CONFLICT and ON DUPLICATE KEY.
void defineUpserts(lang::ModuleBuilder &module);
[[nodiscard]] Value dialectInsert(Interpreter &interpreter, const char *className,
                                  const Value &table);
/// The assignments of an upsert, by column key.
[[nodiscard]] std::vector<std::pair<schema::Identifier, schema::ExpressionPtr>>
conflictValues(Interpreter &interpreter, const Value &table, const Value &given);

/// Methods that all statements have: compile(), params(), execution_options() …
void addStatementMethods(lang::TypeBuilder &type);
/// subquery(), cte(), alias(), scalar_subquery() … of selects.
void addSubqueryMethods(lang::TypeBuilder &type);

} // namespace limbeck::bindings
