// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace limbeck::database {

/// A word, name, text, number or mark of SQLite's SQL. Comments are no tokens.
struct SqliteToken
{
    enum class Kind { Word, QuotedName, Text, Number, Mark, End };
    Kind kind = Kind::End;
    QString text; ///< a name without its quotes; other things as written
    qsizetype start = 0, end = 0; ///< place in the SQL

    [[nodiscard]] bool isWord(const char16_t *upperCase) const
    {
        return kind == Kind::Word && text.compare(QStringView(upperCase), Qt::CaseInsensitive) == 0;
    }

    [[nodiscard]] bool isMark(QChar mark) const { return kind == Kind::Mark && text == mark; }
};

/// Source: SQLite, "SQLite Keywords" (the four ways to quote) and "SQL Comment Syntax".
[[nodiscard]] std::vector<SqliteToken> sqliteTokens(const QString &sql);

} // namespace limbeck::database
