// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"
#include "core/lang/interpreter.h"
#include "core/ops/operation.h"
#include "core/schema/catalog.h"

// Script values → schema values and back. These functions run inside a script's call: what does not
// fit is thrown as a script exception with SQLAlchemy's class and words.

namespace limbeck::bindings {

using dialect::Dialect;
using lang::Interpreter;
using lang::Value;

// --- types ---------------------------------------------------------------------------------------

/// A type object or class, resolved for @p dialect: TypeDecorator.load_dialect_impl(),
/// UserDefinedType.get_col_spec() and @compiles are asked. None is NullType.
[[nodiscard]] schema::SqlTypePtr toSqlType(Interpreter &interpreter, const Value &type,
                                           const Dialect &dialect);
/// The type object of @p type: the script's own where it came from one, else a new one.
[[nodiscard]] Value fromSqlType(Interpreter &interpreter, const schema::SqlTypePtr &type);

// --- schema items --------------------------------------------------------------------------------

/// A Column object, its types resolved for @p dialect. The same pointer for the same object at each
/// call.
[[nodiscard]] schema::ColumnPtr toColumn(Interpreter &interpreter, const Value &column,
                                         const Dialect &dialect);
/// A Table or light table(), or an ORM class with `__table__`. What its columns bring along
/// (ForeignKey, unique=True, index=True, CHECKs of Boolean and Enum) stays on the columns; table
/// constraints and indexes are those that the script gave.
[[nodiscard]] schema::TablePtr toTable(Interpreter &interpreter, const Value &table,
                                       const Dialect &dialect);
/// Any Constraint object.
[[nodiscard]] schema::Constraint toConstraint(Interpreter &interpreter, const Value &constraint,
                                              const Dialect &dialect);
[[nodiscard]] schema::Index toIndex(Interpreter &interpreter, const Value &index,
                                    const Dialect &dialect);
/// All tables of a MetaData.
[[nodiscard]] schema::Catalog toCatalog(Interpreter &interpreter, const Value &metadata,
                                        const Dialect &dialect);
/// A Table object over @p table (a reflected one), entered in @p metadata unless that is None.
[[nodiscard]] Value fromTable(Interpreter &interpreter, const schema::TablePtr &table,
                              const Value &metadata);

/// Constraints and indexes that a column brings along, for ADD COLUMN: ForeignKey, unique=True,
/// index=True, CHECKs of its type. @p table and @p schema are the table's name.
struct ColumnExtras
{
    std::vector<schema::Constraint> constraints;
    std::vector<schema::Index> indexes;
};

[[nodiscard]] ColumnExtras columnExtras(const schema::Column &column,
                                        const schema::Identifier &table,
                                        const std::optional<schema::Identifier> &schema,
                                        const Dialect &dialect);

// --- names and options ---------------------------------------------------------------------------

/// A str, quoted_name or conv.
[[nodiscard]] schema::Identifier toIdentifier(Interpreter &interpreter, const Value &name);
/// None and absent are nothing.
[[nodiscard]] std::optional<schema::Identifier> toOptionalIdentifier(Interpreter &interpreter,
                                                                     const Value &name);
/// None, a str, conv (op.f(): final) or quoted_name.
[[nodiscard]] schema::ConstraintName toConstraintName(Interpreter &interpreter, const Value &name);
/// A list of columns or names (str, Column, column()) as names.
[[nodiscard]] std::vector<schema::Identifier> toColumnNames(Interpreter &interpreter,
                                                            const Value &columns);
/// MetaData(naming_convention=…) or its dict; None gives SQLAlchemy's default.
[[nodiscard]] schema::NamingConvention toNamingConvention(Interpreter &interpreter,
                                                          const Value &value);

/// Keywords with a dialect's prefix; values that are expressions go to `expressions`.
struct KeywordOptions
{
    schema::DialectOptions literals;
    std::vector<std::pair<QString, schema::ExpressionPtr>> expressions;
};

/// Every keyword of @p keywords; @p dialectOnly keeps those with the prefix of a known dialect and
/// ignores others.
[[nodiscard]] KeywordOptions toDialectOptions(Interpreter &interpreter, lang::Dict &keywords,
                                              bool dialectOnly = true);

// --- values --------------------------------------------------------------------------------------

/// A Python value as a literal of @p type (may be null), through bind processors
/// (TypeDecorator.process_bind_param, Enum members → names).
[[nodiscard]] schema::Literal toLiteral(Interpreter &interpreter, const Value &value,
                                        const schema::SqlTypePtr &type, const Dialect &dialect);
/// A database value as Python's, through result processors of @p type (may be null: as the database
/// gave it).
[[nodiscard]] Value fromLiteral(Interpreter &interpreter, const schema::Literal &literal,
                                const schema::SqlTypePtr &type, const Dialect &dialect);

// --- expressions ---------------------------------------------------------------------------------

/// An expression, or a value bound with @p type (null: the type of the value). Accepts what has
/// `__clause_element__()`.
[[nodiscard]] schema::ExpressionPtr toExpression(Interpreter &interpreter, const Value &value,
                                                 const schema::SqlTypePtr &type = {});
/// As toExpression(), but a str is SQL text: conditions of CHECK, index elements.
[[nodiscard]] schema::ExpressionPtr toSqlExpression(Interpreter &interpreter, const Value &value);
/// A Table, alias, subquery, CTE, join, ORM class …
[[nodiscard]] schema::FromClausePtr toFromClause(Interpreter &interpreter, const Value &value);
/// A SELECT, compound, INSERT, UPDATE, DELETE or textual statement.
[[nodiscard]] schema::QueryPtr toQuery(Interpreter &interpreter, const Value &value);
[[nodiscard]] Value fromExpression(Interpreter &interpreter,
                                   const schema::ExpressionPtr &expression);
[[nodiscard]] Value fromQuery(Interpreter &interpreter, const schema::QueryPtr &query);

/// Names and types of the columns that a statement returns: keys of its rows. Empty for text().
struct ResultColumn
{
    QString name;
    schema::SqlTypePtr type;
};

[[nodiscard]] std::vector<ResultColumn> resultColumns(const schema::Query &query);

/// server_default=, server_onupdate=, op.alter_column(server_default=): a str, text(), a function,
/// FetchedValue …; None and FetchedValue() are nothing.
[[nodiscard]] std::optional<schema::ServerDefault>
toServerDefault(Interpreter &interpreter, const Value &value, const Dialect &dialect);
/// As above, with Identity and Computed; None is monostate (DROP DEFAULT).
[[nodiscard]] ops::AlterColumn::DefaultChange
toDefaultChange(Interpreter &interpreter, const Value &value, const Dialect &dialect);

// --- statements ----------------------------------------------------------------------------------

/// Whatever op.execute() and connection.execute() take, as operations: a str is text(), text() and
/// statements are ExecuteSql, DDL elements their operation. The origin is the running line of the
/// script.
/// @p parameters: a dict, a list of dicts, or None.
[[nodiscard]] std::vector<ops::Operation> toOperations(Interpreter &interpreter,
                                                       const Value &executable,
                                                       const Value &parameters,
                                                       const Dialect &dialect);
/// Whether @p value is a statement, text() or DDL element (not a str).
[[nodiscard]] bool isExecutable(Interpreter &interpreter, const Value &value);

/// str(element), element.compile(dialect=…): SQL with named placeholders, or literal values.
[[nodiscard]] QString compileToText(Interpreter &interpreter, const Value &element,
                                    const Dialect *dialect, bool literalBinds);

} // namespace limbeck::bindings
