// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace limbeck::database {

// What SQLite's CREATE TABLE text says and its PRAGMAs do not.

struct SqliteForeignKey
{
    QString name;
    QStringList columns;
    QString table;
    QStringList referredColumns; ///< empty: the primary key of the referred table
    QString onDelete, onUpdate, match, initially; ///< upper case; empty if not given
    std::optional<bool> deferrable;
};

struct SqliteKey
{
    QString name;
    QStringList columns;
    QString onConflict; ///< "REPLACE" …
    /// The list as written, where it says more than names: "a COLLATE NOCASE, b DESC".
    QString elements;
};

struct SqliteCheck
{
    QString name;
    QString condition;
};

struct SqliteColumn
{
    QString name;
    QString collation;
    QString generatedAs; ///< the expression; empty for an ordinary column
    QString notNullOnConflict;
    std::optional<SqliteKey> primaryKey, unique; ///< given in the column
    std::vector<SqliteCheck> checks;
    std::vector<SqliteForeignKey> foreignKeys;
};

struct SqliteDefinition
{
    std::vector<SqliteColumn> columns;
    std::optional<SqliteKey> primaryKey; ///< given for the table
    std::vector<SqliteKey> uniques;
    std::vector<SqliteCheck> checks; ///< of the table, not of its columns
    std::vector<SqliteForeignKey> foreignKeys;
    bool autoincrement = false;
    bool withoutRowid = false;
    bool strict = false;

    [[nodiscard]] const SqliteColumn *column(const QString &name) const;
};

/// Reads a CREATE TABLE text from sqlite_master. Errors: Database when it is none (a virtual
/// table).
[[nodiscard]] Result<SqliteDefinition> parseSqliteTable(const QString &sql);

/// The condition of a partial index from its CREATE INDEX text; empty if it has none.
[[nodiscard]] QString sqliteIndexCondition(const QString &sql);
/// The texts between the commas of CREATE INDEX … (…).
[[nodiscard]] QStringList sqliteIndexElements(const QString &sql);

} // namespace limbeck::database
