// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitedefinition.h"

#include "core/database/sqlitetokens.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

class Parser
{
public:
    explicit Parser(const QString &sql)
        : m_sql(sql)
        , m_tokens(sqliteTokens(sql))
    {
    }

    Result<SqliteDefinition> table()
    {
        while (!atEnd() && !peek().isMark(u'(')) {
            // CREATE VIRTUAL TABLE, and CREATE TABLE … AS, which SQLite rewrites when it keeps it
            if (peek().isWord(u"USING") || peek().isWord(u"AS"))
                break;
            next();
        }
        if (!accept(u'(')) {
            return failure(ErrorCode::Database,
                           u"This is no table definition that can be read: %1"_s.arg(m_sql));
        }
        while (!atEnd() && !peek().isMark(u')')) {
            element();
            if (!accept(u',') && !peek().isMark(u')') && !startsTableConstraint())
                next(); // an unknown word: go on behind it
        }
        accept(u')');
        options();
        return std::move(m_result);
    }

    QString indexCondition()
    {
        int depth = 0;
        for (; !atEnd(); next()) {
            if (peek().isMark(u'('))
                ++depth;
            else if (peek().isMark(u')'))
                --depth;
            else if (depth == 0 && peek().isWord(u"WHERE"))
                return m_sql.mid(peek().end).trimmed();
        }
        return {};
    }

    QStringList indexElements()
    {
        while (!atEnd() && !peek().isMark(u'('))
            next();
        QStringList elements;
        qsizetype start = peek().end;
        next();
        for (int depth = 1; !atEnd() && depth > 0; next()) {
            if (peek().isMark(u'('))
                ++depth;
            if (peek().isMark(u')'))
                --depth;
            if (depth == 0 || (depth == 1 && peek().isMark(u','))) {
                elements << m_sql.mid(start, peek().start - start).trimmed();
                start = peek().end;
            }
        }
        return elements;
    }

private:
    // ------------------------------------------------------------------------------ tokens

    [[nodiscard]] const SqliteToken &peek(std::size_t ahead = 0) const
    {
        return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    }

    [[nodiscard]] bool atEnd() const { return peek().kind == SqliteToken::Kind::End; }

    SqliteToken next()
    {
        SqliteToken token = peek();
        if (!atEnd())
            ++m_at;
        return token;
    }

    bool accept(QChar mark)
    {
        const bool is = peek().isMark(mark);
        if (is)
            next();
        return is;
    }

    bool accept(const char16_t *word)
    {
        const bool is = peek().isWord(word);
        if (is)
            next();
        return is;
    }

    /// The text between the parentheses that open here.
    QString parenthesised()
    {
        if (!accept(u'('))
            return {};
        const qsizetype start = peek().start;
        qsizetype end = start;
        for (int depth = 1; !atEnd() && depth > 0;) {
            const SqliteToken token = next();
            depth += token.isMark(u'(') ? 1 : (token.isMark(u')') ? -1 : 0);
            end = token.start;
        }
        return m_sql.mid(start, end - start).trimmed();
    }

    /// (a, "b" COLLATE NOCASE DESC): the names alone.
    QStringList columnList() { return keyList().columns; }

    /// The same, with what else it says.
    SqliteKey keyList()
    {
        SqliteKey key;
        if (!accept(u'('))
            return key;
        const qsizetype start = peek().start;
        qsizetype end = start;
        bool atName = true;
        bool saysMore = false;
        for (int depth = 1; !atEnd() && depth > 0;) {
            const SqliteToken token = next();
            depth += token.isMark(u'(') ? 1 : (token.isMark(u')') ? -1 : 0);
            end = token.start;
            if (atName && depth > 0)
                key.columns << token.text;
            saysMore = saysMore || token.isWord(u"COLLATE") || token.isWord(u"DESC");
            atName = token.isMark(u',');
        }
        if (saysMore)
            key.elements = m_sql.mid(start, end - start).trimmed();
        return key;
    }

    QString onConflict()
    {
        if (!peek().isWord(u"ON") || !peek(1).isWord(u"CONFLICT"))
            return {};
        next();
        next();
        return next().text.toUpper();
    }

    // ------------------------------------------------------------------------------ elements

    [[nodiscard]] bool startsTableConstraint() const
    {
        const SqliteToken &token = peek();
        return token.isWord(u"CONSTRAINT") || token.isWord(u"CHECK") || token.isWord(u"UNIQUE")
            || (token.isWord(u"PRIMARY") && peek(1).isWord(u"KEY"))
            || (token.isWord(u"FOREIGN") && peek(1).isWord(u"KEY"));
    }

    void element()
    {
        if (startsTableConstraint())
            tableConstraint();
        else
            column();
    }

    void tableConstraint()
    {
        const QString name = accept(u"CONSTRAINT") ? next().text : QString();
        if (accept(u"PRIMARY")) {
            accept(u"KEY");
            m_result.primaryKey = namedKey(name, keyListWithAutoincrement());
        } else if (accept(u"UNIQUE")) {
            m_result.uniques.push_back(namedKey(name, keyList()));
        } else if (accept(u"CHECK")) {
            m_result.checks.push_back({ name, parenthesised() });
            onConflict();
        } else if (accept(u"FOREIGN")) {
            accept(u"KEY");
            const QStringList columns = columnList();
            accept(u"REFERENCES");
            SqliteForeignKey key = references();
            key.name = name;
            key.columns = columns;
            m_result.foreignKeys.push_back(std::move(key));
        }
    }

    SqliteKey namedKey(const QString &name, SqliteKey key)
    {
        key.name = name;
        key.onConflict = onConflict();
        return key;
    }

    /// PRIMARY KEY (id AUTOINCREMENT)
    SqliteKey keyListWithAutoincrement()
    {
        const std::size_t start = m_at;
        SqliteKey key = keyList();
        for (std::size_t i = start; i < m_at; ++i)
            m_result.autoincrement = m_result.autoincrement || m_tokens[i].isWord(u"AUTOINCREMENT");
        if (m_result.autoincrement)
            key.elements.clear(); // one column, whose order does not count
        return key;
    }

    void column()
    {
        SqliteColumn column;
        column.name = next().text;
        skipType();
        QString name;
        while (!atEnd() && !peek().isMark(u',') && !peek().isMark(u')')) {
            if (accept(u"CONSTRAINT")) {
                name = next().text;
                continue;
            }
            columnConstraint(column, std::exchange(name, {}));
        }
        m_result.columns.push_back(std::move(column));
    }

    void skipType()
    {
        static const QStringList constraintWords {
            u"CONSTRAINT"_s, u"PRIMARY"_s, u"NOT"_s,     u"NULL"_s,       u"UNIQUE"_s,
            u"CHECK"_s,      u"DEFAULT"_s, u"COLLATE"_s, u"REFERENCES"_s, u"AS"_s,
        };
        while (!atEnd() && !peek().isMark(u',') && !peek().isMark(u')')) {
            const bool isWord = peek().kind == SqliteToken::Kind::Word;
            if (isWord && constraintWords.contains(peek().text.toUpper()))
                return;
            if (peek().isWord(u"GENERATED") && peek(1).isWord(u"ALWAYS"))
                return;
            if (peek().isMark(u'('))
                parenthesised();
            else
                next();
        }
    }

    void columnConstraint(SqliteColumn &column, const QString &name)
    {
        if (accept(u"PRIMARY")) {
            accept(u"KEY");
            if (!accept(u"ASC"))
                accept(u"DESC");
            column.primaryKey = SqliteKey { name, { column.name }, onConflict(), {} };
            m_result.autoincrement = accept(u"AUTOINCREMENT") || m_result.autoincrement;
        } else if (accept(u"NOT")) {
            accept(u"NULL");
            column.notNullOnConflict = onConflict();
        } else if (accept(u"NULL")) {
            onConflict();
        } else if (accept(u"UNIQUE")) {
            column.unique = SqliteKey { name, { column.name }, onConflict(), {} };
        } else if (accept(u"CHECK")) {
            column.checks.push_back({ name, parenthesised() });
            onConflict();
        } else if (accept(u"DEFAULT")) {
            skipDefault();
        } else if (accept(u"COLLATE")) {
            column.collation = next().text;
        } else if (accept(u"REFERENCES")) {
            SqliteForeignKey key = references();
            key.name = name;
            key.columns = QStringList { column.name };
            column.foreignKeys.push_back(std::move(key));
        } else if (accept(u"AS")) {
            column.generatedAs = parenthesised();
        } else {
            next(); // GENERATED ALWAYS, STORED, VIRTUAL
        }
    }

    void skipDefault()
    {
        if (peek().isMark(u'(')) {
            parenthesised();
            return;
        }
        if (peek().isMark(u'+') || peek().isMark(u'-'))
            next();
        const bool isBlob = peek().isWord(u"x") && peek(1).kind == SqliteToken::Kind::Text
            && peek(1).start == peek().end;
        next();
        if (isBlob)
            next();
    }

    SqliteForeignKey references()
    {
        SqliteForeignKey key;
        key.table = next().text;
        key.referredColumns = columnList();
        for (;;) {
            if (accept(u"ON")) {
                QString &action =
                    accept(u"DELETE") ? key.onDelete : (accept(u"UPDATE"), key.onUpdate);
                action = next().text.toUpper();
                if (action == "SET"_L1 || action == "NO"_L1)
                    action += u' ' + next().text.toUpper();
            } else if (accept(u"MATCH")) {
                key.match = next().text.toUpper();
            } else if (peek().isWord(u"DEFERRABLE")
                       || (peek().isWord(u"NOT") && peek(1).isWord(u"DEFERRABLE"))) {
                key.deferrable = !accept(u"NOT");
                next();
                if (accept(u"INITIALLY"))
                    key.initially = next().text.toUpper();
            } else {
                return key;
            }
        }
    }

    void options()
    {
        for (; !atEnd(); next()) {
            m_result.strict = m_result.strict || peek().isWord(u"STRICT");
            m_result.withoutRowid = m_result.withoutRowid || peek().isWord(u"WITHOUT");
        }
    }

    const QString m_sql;
    std::vector<SqliteToken> m_tokens;
    std::size_t m_at = 0;
    SqliteDefinition m_result;
};

} // namespace

const SqliteColumn *SqliteDefinition::column(const QString &name) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const SqliteColumn &column) {
            return column.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    return found == columns.end() ? nullptr : &*found;
}

Result<SqliteDefinition> parseSqliteTable(const QString &sql)
{
    return Parser(sql).table();
}

QString sqliteIndexCondition(const QString &sql)
{
    return Parser(sql).indexCondition();
}

QStringList sqliteIndexElements(const QString &sql)
{
    return Parser(sql).indexElements();
}

} // namespace limbeck::database
