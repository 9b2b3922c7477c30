// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/schema/expression.h"

namespace limbeck::schema {

/// server_default / server_onupdate: a quoted literal, an SQL text or an expression.
struct ServerDefault
{
    std::variant<QString, ExpressionPtr> value; ///< QString: a plain string, rendered as a literal
};

struct SequenceOptions
{
    std::optional<qint64> start, increment, minValue, maxValue, cache;
    /// SQLAlchemy writes NO MINVALUE and NO MAXVALUE for any value given, False as well.
    std::optional<bool> noMinValue, noMaxValue;
    bool order = false;
    std::optional<bool> cycle;
};

struct Identity
{
    bool always = false;
    bool onNull = false;
    SequenceOptions options;
};

struct Computed
{
    ExpressionPtr expression;
    std::optional<bool> persisted;
};

struct Sequence
{
    Identifier name;
    std::optional<Identifier> schema;
    SequenceOptions options;
    SqlTypePtr dataType;
};

/// Referential actions and options shared by FOREIGN KEY in a column and in a table.
struct ForeignKeyOptions
{
    std::optional<QString> onUpdate, onDelete, match, initially;
    std::optional<bool> deferrable;
    bool useAlter = false;
    DialectOptions dialectOptions;
};

/// A constraint's name: absent, given (subject to the dialect's length rules), or final (`op.f`: no
/// convention applies).
struct ConstraintName
{
    std::optional<Identifier> name;
    bool isFinal = false;
};

struct PrimaryKeyConstraint
{
    ConstraintName name;
    std::vector<Identifier> columns;
    std::optional<bool> deferrable;
    std::optional<QString> initially;
    DialectOptions dialectOptions;
    std::optional<QString> comment;
    bool implicit = false; ///< made of Column(primary_key=True)
};

struct UniqueConstraint
{
    ConstraintName name;
    std::vector<Identifier> columns;
    std::optional<bool> deferrable;
    std::optional<QString> initially;
    DialectOptions dialectOptions;
    std::optional<QString> comment;
};

struct CheckConstraint
{
    ConstraintName name;
    ExpressionPtr condition;
    bool columnLevel = false; ///< given inside a Column
    bool typeBound = false; ///< made by Boolean or Enum
    std::optional<bool> deferrable;
    std::optional<QString> initially;
    DialectOptions dialectOptions;
    std::optional<QString> comment;
};

struct ForeignKeyConstraint
{
    ConstraintName name;
    std::vector<Identifier> columns;
    std::optional<Identifier> referredSchema;
    Identifier referredTable;
    std::vector<Identifier> referredColumns; ///< empty: the referred primary key
    ForeignKeyOptions options;
    std::optional<QString> comment;
    bool columnLevel = false;
};

struct ExcludeConstraint
{
    ConstraintName name;

    struct Element
    {
        ExpressionPtr expression;
        QString op;
        std::optional<QString> operatorClass;
    };

    std::vector<Element> elements;
    QString usingMethod = QStringLiteral("gist");
    ExpressionPtr where;
    std::optional<bool> deferrable;
    std::optional<QString> initially;
    DialectOptions dialectOptions;
};

using Constraint = std::variant<PrimaryKeyConstraint, UniqueConstraint, CheckConstraint,
                                ForeignKeyConstraint, ExcludeConstraint>;

struct Index
{
    ConstraintName name;
    std::optional<Identifier> schema;
    Identifier table;
    std::vector<ExpressionPtr>
        elements; ///< ColumnReference for a plain column, else text or expression
    bool unique = false;
    DialectOptions dialectOptions; ///< values that are expressions stand in `expressionOptions`
    std::vector<std::pair<QString, ExpressionPtr>>
        expressionOptions; ///< postgresql_where, sqlite_where …
    /// The CREATE INDEX as the database keeps it (SQLite, PostgreSQL): what the parts above cannot
    /// say, this says.
    std::optional<QString> definition;
};

struct Column
{
    Identifier name;
    QString key; ///< table.c.<key>; the name unless given
    SqlTypePtr type;
    std::optional<bool> nullable; ///< none: NOT NULL for primary key columns, else NULL
    bool primaryKey = false;
    enum class Autoincrement { Auto, Yes, No, IgnoreForeignKey };
    Autoincrement autoincrement = Autoincrement::Auto;
    std::optional<ServerDefault> serverDefault;
    std::optional<ServerDefault>
        serverOnUpdate; ///< only marks the column; MySQL: FetchedValue has no SQL
    std::optional<Identity> identity;
    std::optional<Computed> computed;
    std::optional<Sequence> sequence; ///< Column(…, Sequence("s"))
    std::optional<QString> comment;
    bool index = false, unique = false;
    std::vector<ForeignKeyConstraint> foreignKeys; ///< Column(…, ForeignKey(…)): one column each
    std::vector<CheckConstraint> checks; ///< Column(…, CheckConstraint(…))
    DialectOptions dialectOptions;
    bool isSystem = false;

    /// A default of Python's side: has no DDL, but INSERT fills it in.
    std::optional<Literal> pythonDefault;
    ExpressionPtr sqlDefault; ///< default=func.now()
    std::optional<Literal> pythonOnUpdate;
    ExpressionPtr sqlOnUpdate;

    Table *table = nullptr; ///< set by Table::addColumn; a column belongs to one table

    /// Whether the column takes NULL, primary key columns considered.
    [[nodiscard]] bool isNullable() const { return nullable.value_or(!primaryKey); }
};

struct Table
{
    Identifier name;
    std::optional<Identifier> schema;
    std::vector<ColumnPtr> columns;
    std::vector<Constraint> constraints;
    std::vector<Index> indexes;
    std::optional<QString> comment;
    QStringList prefixes;
    DialectOptions
        dialectOptions; ///< mysql_engine, sqlite_autoincrement, postgresql_partition_by …
    bool isLight = false; ///< table("x", column("y")): no DDL
    /// Of a table read from a database: its CREATE TABLE and CREATE TRIGGER texts as the database
    /// keeps them (SQLite).
    std::optional<QString> definition;
    QStringList triggers;

    void addColumn(ColumnPtr column);
    [[nodiscard]] ColumnPtr
    column(const QString &columnName) const; ///< by name; null if there is none
    [[nodiscard]] const PrimaryKeyConstraint *primaryKey() const;
    /// "schema.name" or "name".
    [[nodiscard]] QString fullName() const;
};

/// Patterns for names that a script leaves out: {"ix": "ix_%(column_0_label)s", "fk": …}. A
/// pattern's text uses SQLAlchemy's tokens. Source: SQLAlchemy, "Configuring Constraint Naming
/// Conventions".
using NamingConvention = std::map<QString, QString>;

} // namespace limbeck::schema
