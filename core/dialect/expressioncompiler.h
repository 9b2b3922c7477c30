// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"

namespace limbeck::dialect {

/// Where an expression stands, as far as that changes its text.
struct ExpressionContext
{
    bool includeTable =
        true; ///< "t.a"; false: "a", as CHECK, index elements and computed columns want it
    bool grouped =
        false; ///< in parentheses if it is more than a name or a function call: an index element
};

/// An expression alone, in the words of @p dialect.
///
/// Values are written inline, whatever options.literalBinds says: the caller wants text (DDL,
/// defaults). Errors: Unsupported, with SQLAlchemy's words (CompileError).
[[nodiscard]] Result<QString> compileExpression(const schema::Expression &expression,
                                                const Dialect &dialect,
                                                const CompileOptions &options,
                                                ExpressionContext context = {});

/// An expression executed as a statement of its own, with its parameters: op.execute(func.x()), as
/// Alembic prints it.
[[nodiscard]] Result<Statement> compileExpressionStatement(const schema::Expression &expression,
                                                           const Dialect &dialect,
                                                           const CompileOptions &options);

/// SELECT, INSERT, UPDATE, DELETE, compound or textual statement.
///
/// Placeholders and parameters: see Statement. @p parameters are those given beside the statement
/// (connection.execute(stmt, {…})): values of its named binds, and for INSERT without values() and
/// UPDATE the columns to set. Errors: Unsupported, with SQLAlchemy's words (CompileError,
/// ArgumentError …).
[[nodiscard]] Result<Statement>
compileQuery(const schema::Query &query, const Dialect &dialect, const CompileOptions &options,
             const std::map<QString, schema::Literal> &parameters = {});

/// text("…") executed as a statement: `:name` becomes the value bound to it, `\:` a colon.
///
/// A name without a value is NULL with literalBinds (as Alembic prints it with literal_binds), else
/// an error.
[[nodiscard]] Result<Statement> compileText(const schema::TextClause &text,
                                            const std::map<QString, schema::Literal> &parameters,
                                            const Dialect &dialect, const CompileOptions &options);

} // namespace limbeck::dialect
