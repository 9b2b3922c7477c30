// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/literal.h"
#include "core/schema/sqltype.h"

#include <QStringList>

namespace limbeck::schema {

// The SQL expression tree: SQLAlchemy Core's vocabulary, dialect-free and immutable. A dialect's
// compiler turns it into text. Scripts build it through core/bindings. Source: SQLAlchemy 2.0, "SQL
// Statements and Expressions API".
//
// What a builder fills in, and what it may leave to the compiler:
// - Parentheses: none. The compiler groups by precedence; `ExpressionList` is only for lists,
// tuples and Grouping.
// - Types: Expression::type where the script gives one (column, cast, literal(x, T),
// func.f(type_=T)). Null elsewhere: the
//   compiler infers it as SQLAlchemy does, for bound values from the other side of their operator.
// - Operators keep the script's operator: "add" of strings becomes || or concat() in the compiler,
// `== None` may be
//   "eq" with Keyword::Null, NOT of a comparison may be UnaryOperation "NOT" of it: both are
//   simplified there.
// - Identity: two mentions of one column, label, bindparam, alias, subquery or CTE are one object.
// Reuse the
//   ExpressionPtr or FromClausePtr that the script holds. Columns may be rebuilt: they are told
//   apart by `column`, else by `from` and `name`; a TableSource by its `table`.

struct Expression;
struct FromClause;
struct Query;
struct Column;
struct Table;
using ExpressionPtr = std::shared_ptr<const Expression>;
using FromClausePtr = std::shared_ptr<const FromClause>;
using QueryPtr = std::shared_ptr<const Query>;
using ColumnPtr = std::shared_ptr<Column>;
using TablePtr = std::shared_ptr<Table>;

/// A name that may have to be quoted: quoted_name(quote=True/False) or none (the dialect decides).
struct Identifier
{
    QString text;
    std::optional<bool> quote;

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }

    friend bool operator==(const Identifier &, const Identifier &) = default;
};

// ----------------------------------------------------------------------------------------------
// expressions

/// A column of a table, alias, CTE or subquery, or a free-standing column("x").
struct ColumnReference
{
    Identifier name;
    FromClausePtr from; ///< null: rendered without a qualifier
    ColumnPtr column; ///< the schema column, where there is one (its type, default, table)
    /// For a column of a subquery or CTE: the column of the inner SELECT that it stands for. With
    /// an empty `name` the reference takes the anonymous name that the inner one gets ("count_1",
    /// "anon_1").
    ExpressionPtr proxied;
    bool isLiteral = false; ///< literal_column("…"): text as it is
};

/// A bound value. Rendered as a literal or as a parameter.
struct BoundValue
{
    Literal value;
    QString name; ///< bindparam("name"); empty: anonymous
    bool expanding = false; ///< IN (…)
    bool literalExecute = false; ///< always rendered inline (op.inline_literal, literal_execute)
    bool hasValue = true; ///< bindparam("x") without one
};

/// text("…"): colons mark binds, `\:` an ordinary colon.
struct TextClause
{
    QString text;
    std::vector<std::pair<QString, ExpressionPtr>> binds; ///< bindparams(): name → BoundValue
};

struct UnaryOperation
{
    QString op; ///< "NOT", "-", "DISTINCT", "EXISTS", "ANY", "ALL" …, or a postfix one: "ASC",
                ///< "NULLS LAST", "IS NULL"
    ExpressionPtr operand;
    bool postfix = false;
};

/// `op` is SQLAlchemy's operator name: "eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul",
/// "truediv", "floordiv", "mod", "concat_op", "like_op", "not_like_op", "ilike_op", "not_ilike_op",
/// "in_op", "not_in_op", "is_", "is_not", "is_distinct_from", "is_not_distinct_from",
/// "regexp_match_op", "contains_op", "startswith_op", "endswith_op", "getitem", "json_getitem_op",
/// "json_path_getitem_op", "match_op" …; "custom_op" has its text in `opText`.
struct BinaryOperation
{
    QString op;
    ExpressionPtr left, right;
    QString opText; ///< custom_op: op("->>")
    int precedence = 0; ///< custom_op
    bool isComparison = false; ///< custom_op
    bool eagerGrouping =
        false; ///< custom_op: parentheses inside any other operator (PostgreSQL's JSON operators)
    bool naturalSelfPrecedent = false; ///< custom_op: (a op b) op c needs no parentheses
    std::optional<QString> escape; ///< LIKE … ESCAPE
    std::optional<QString>
        flags; ///< regexp_match, regexp_replace (whose right side is an ExpressionList of two)
    DialectOptions modifiers; ///< match(): postgresql_regconfig, mysql_boolean_mode …
    bool autoescape = false;
};

struct BooleanList
{
    bool isAnd = true;
    std::vector<ExpressionPtr> items;
};

/// a + b + c: operands of one associative operator. The compiler makes these of BinaryOperations;
/// builders need not.
struct OperatorList
{
    QString op;
    std::vector<ExpressionPtr> items;
};

struct Between
{
    ExpressionPtr operand, low, high;
    bool negated = false, symmetric = false;
};

/// (a, b, c): a plain list of expressions, a tuple, or a grouping of one.
struct ExpressionList
{
    std::vector<ExpressionPtr> items;
    bool isTuple = false;
    bool parenthesised = true;
};

struct Function
{
    QStringList packages; ///< func.pg_catalog.f → {"pg_catalog"}
    Identifier name;
    std::vector<ExpressionPtr> arguments;
    std::vector<ExpressionPtr> orderBy; ///< aggregate_order_by, within_group
    ExpressionPtr filter; ///< FILTER (WHERE …)
    bool withinGroup = false;
    bool withOrdinality = false;
};

struct Over
{
    ExpressionPtr function;
    std::vector<ExpressionPtr> partitionBy, orderBy;
    QString frame; ///< "ROWS BETWEEN …", "RANGE …", "GROUPS …"; may be empty
};

struct Case
{
    ExpressionPtr value; ///< CASE value WHEN …
    std::vector<std::pair<ExpressionPtr, ExpressionPtr>> whens;
    ExpressionPtr otherwise;
};

struct Cast
{
    ExpressionPtr operand;
    SqlTypePtr type;
    bool isTry = false;
    bool isTypeCoerce = false; ///< no SQL of its own
};

struct Label
{
    Identifier name;
    ExpressionPtr element;
};

struct Extract
{
    QString field;
    ExpressionPtr operand;
};

struct Collate
{
    ExpressionPtr operand;
    QString collation;
};

struct Keyword
{
    enum class Word { Null, True, False, Star, Default };
    Word word = Word::Null;
};

/// A SELECT in the place of a value: scalar subquery, EXISTS, IN (SELECT …).
struct ScalarQuery
{
    QueryPtr query;
    bool exists = false;
};

struct ArrayLiteral
{
    std::vector<ExpressionPtr> items;
};

/// expr[start:end] of an array; start and end may be null.
struct Slice
{
    ExpressionPtr start, stop;
};

/// order_by("name"), group_by("name"), desc("name"): a column or label of the statement's own,
/// looked up by name.
struct LabelReference
{
    QString name;
};

struct SequenceNextValue
{
    Identifier name;
    std::optional<Identifier> schema;
};

struct Expression
{
    SqlTypePtr type;
    std::variant<ColumnReference, BoundValue, TextClause, UnaryOperation, BinaryOperation,
                 BooleanList, Between, ExpressionList, Function, Over, Case, Cast, Label, Extract,
                 Collate, Keyword, ScalarQuery, ArrayLiteral, Slice, SequenceNextValue,
                 LabelReference, OperatorList>
        node;
};

// ----------------------------------------------------------------------------------------------
// FROM

struct TableSource
{
    TablePtr table; ///< Table or light-weight table()
};

/// alias(), subquery(), lateral(), tablesample()
struct AliasSource
{
    FromClausePtr element; ///< null when `query` is set
    QueryPtr query;
    std::optional<Identifier> name; ///< none: anonymous ("anon_1", for a table "<table>_1")
    bool lateral = false;
    bool isInserted = false; ///< MySQL: insert(t).inserted
    ExpressionPtr sampling, samplingSeed; ///< tablesample(): the method's function, REPEATABLE
};

struct CteSource
{
    QueryPtr query;
    std::optional<Identifier> name;
    bool recursive = false, nesting = false;
    std::optional<bool> materialized; ///< PostgreSQL: AS [NOT] MATERIALIZED
    bool nameColumns = false; ///< add the column names, as a recursive CTE has them
    /// cte.union_all(…) makes a new CTE whose query is the compound; this is the one it was called
    /// on, to which the recursive part refers.
    FromClausePtr restates;
};

struct JoinSource
{
    FromClausePtr left, right;
    ExpressionPtr on;
    bool outer = false, full = false;
};

/// func.x(…).table_valued("a", "b") with an optional derived column list.
struct TableFunctionSource
{
    ExpressionPtr function;
    std::optional<Identifier> name;
    std::vector<std::pair<Identifier, SqlTypePtr>> columns;
    bool renderDerived = false, withTypes = false, lateral = false;
    bool named = true; ///< false: select_from(func.x()), no AS
    bool columnValued = false; ///< column_valued(): the one column is the alias itself
};

struct ValuesSource
{
    std::vector<std::pair<Identifier, SqlTypePtr>> columns;
    std::vector<std::vector<ExpressionPtr>> rows;
    std::optional<Identifier> name;
    bool lateral = false, literalBinds = false;
};

struct TextSource
{
    QString text;
};

struct FromClause
{
    std::variant<TableSource, AliasSource, CteSource, JoinSource, TableFunctionSource, ValuesSource,
                 TextSource>
        node;
};

// ----------------------------------------------------------------------------------------------
// statements

/// select().join(…), which finds its left side when it is compiled.
struct PendingJoin
{
    FromClausePtr right;
    ExpressionPtr on; ///< null: found through the foreign keys
    FromClausePtr left; ///< join_from(); null: the rightmost FROM that fits
    bool outer = false, full = false;
};

/// prefix_with("…", dialect="mysql"): text for one dialect ("" and "*": all).
struct DialectText
{
    QString text, dialect;
};

struct ForUpdate
{
    bool read = false, nowait = false, skipLocked = false, keyShare = false;
    std::vector<ExpressionPtr> of; ///< columns; a table is given as one of its columns
};

struct Select
{
    std::vector<ExpressionPtr> columns;
    std::vector<FromClausePtr> from; ///< select_from(); the rest is found in columns and WHERE
    std::vector<PendingJoin> joins; ///< join(), outerjoin(), join_from(), in order
    ExpressionPtr where, having;
    std::vector<ExpressionPtr> groupBy, orderBy;
    ExpressionPtr limit, offset, fetch;
    bool fetchPercent = false, fetchWithTies = false;
    bool distinct = false;
    std::vector<ExpressionPtr> distinctOn;
    std::optional<ForUpdate> forUpdate;
    std::vector<FromClausePtr> ctes; ///< add_cte()
    QStringList prefixes, suffixes;
    std::vector<DialectText> dialectPrefixes; ///< those given for one dialect only
    bool labelTablenamePlusColumn = false, labelNone = false; ///< set_label_style()
    std::vector<FromClausePtr> correlate;
    bool autoCorrelate = true; ///< false after correlate(), correlate(None), correlate_except()
    std::optional<std::vector<FromClausePtr>> correlateExcept;
};

struct CompoundSelect
{
    QString keyword; ///< UNION, UNION ALL, EXCEPT, EXCEPT ALL, INTERSECT, INTERSECT ALL
    std::vector<QueryPtr> selects;
    std::vector<ExpressionPtr> groupBy, orderBy;
    ExpressionPtr limit, offset, fetch;
    bool fetchPercent = false, fetchWithTies = false;
    std::optional<ForUpdate> forUpdate;
    std::vector<FromClausePtr> ctes;
};

/// ON CONFLICT (PostgreSQL, SQLite) or ON DUPLICATE KEY UPDATE (MySQL).
struct OnConflict
{
    bool doNothing = false;
    std::vector<ExpressionPtr> targetElements;
    std::optional<Identifier> constraint;
    ExpressionPtr targetWhere;
    std::vector<std::pair<Identifier, ExpressionPtr>> set;
    ExpressionPtr where;
    bool onDuplicateKey = false;
    bool orderedSet =
        false; ///< on_duplicate_key_update([(…)]): in the order given, else in the table's
};

struct Insert
{
    TablePtr table;
    std::vector<Identifier>
        columns; ///< given by values(), by column key; the compiler puts them in the table's order
    std::vector<std::vector<ExpressionPtr>>
        rows; ///< one value for each of `columns`; empty: DEFAULT VALUES
    bool allColumns =
        false; ///< insert() without values(): every column, its value a parameter of its name
    bool isInline = false; ///< insert().inline(): no implicit RETURNING
    bool includeDefaults = true; ///< from_select(include_defaults=…)
    QueryPtr fromSelect;
    std::optional<OnConflict> onConflict;
    std::vector<ExpressionPtr> returning;
    QStringList prefixes;
    std::vector<DialectText> dialectPrefixes;
    std::vector<FromClausePtr> ctes;
    bool multiValues = false; ///< values([…]) with a list, even of one row
};

struct Update
{
    FromClausePtr target;
    std::vector<std::pair<Identifier, ExpressionPtr>>
        set; ///< by column key; rendered in the table's order
    bool orderedValues = false; ///< ordered_values(): in the order given
    bool allColumns = false; ///< update() without values(): as Insert::allColumns
    ExpressionPtr where;
    std::vector<ExpressionPtr> returning;
    QStringList prefixes;
    std::vector<DialectText> dialectPrefixes;
    std::vector<FromClausePtr> ctes;
    ExpressionPtr mysqlLimit;
};

struct Delete
{
    FromClausePtr target;
    ExpressionPtr where;
    std::vector<ExpressionPtr> returning;
    QStringList prefixes;
    std::vector<DialectText> dialectPrefixes;
    std::vector<FromClausePtr> ctes;
    ExpressionPtr mysqlLimit;
};

/// text("SELECT …").columns(…): text that can stand where a query stands.
struct TextQuery
{
    TextClause text;
    std::vector<std::pair<Identifier, SqlTypePtr>> columns;
};

struct Query
{
    std::variant<Select, CompoundSelect, Insert, Update, Delete, TextQuery, ValuesSource> node;
};

} // namespace limbeck::schema
