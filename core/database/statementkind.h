// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace limbeck::database {

/// What a statement does to a database, as far as its words tell.
enum class StatementKind {
    Read, ///< changes nothing
    Session, ///< changes the session only: SET, USE, locks, transaction control
    Data, ///< changes rows
    Structure, ///< everything else: DDL, and what is not known
};

/// "read", "session", "data", "structure".
[[nodiscard]] QString toString(StatementKind kind);
[[nodiscard]] StatementKind statementKindFromString(const QString &text);

/// Looks at the first word behind comments and parentheses; at the words behind WITH too, and at
/// whether a PRAGMA of SQLite only asks.
[[nodiscard]] StatementKind statementKind(const QString &sql);

/// Every word and quoted identifier of @p sql in its order, outside of comments and text literals.
/// Quotes are taken off.
[[nodiscard]] QStringList wordsIn(const QString &sql);
/// The same, each once: what may be the name of a table, an index, a routine.
[[nodiscard]] QStringList namesIn(const QString &sql);

} // namespace limbeck::database
