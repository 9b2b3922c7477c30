// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitetokens.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c.unicode() >= 0x80;
}

class Scanner
{
public:
    explicit Scanner(const QString &sql)
        : m_sql(sql)
    {
    }

    std::vector<SqliteToken> scan()
    {
        std::vector<SqliteToken> tokens;
        while (skipSpace(), m_at < m_sql.size())
            tokens.push_back(token());
        tokens.push_back({ SqliteToken::Kind::End, {}, m_sql.size(), m_sql.size() });
        return tokens;
    }

private:
    void skipSpace()
    {
        while (m_at < m_sql.size()) {
            const QStringView rest = QStringView(m_sql).mid(m_at);
            if (rest.front().isSpace())
                ++m_at;
            else if (rest.startsWith(u"--"))
                skipTo(u"\n"_s, 2);
            else if (rest.startsWith(u"/*"))
                skipTo(u"*/"_s, 2);
            else
                break;
        }
    }

    void skipTo(const QString &end, qsizetype from)
    {
        const qsizetype found = m_sql.indexOf(end, m_at + from);
        m_at = found < 0 ? m_sql.size() : found + end.size();
    }

    SqliteToken token()
    {
        const qsizetype start = m_at;
        const QChar first = m_sql[m_at];
        if (first == u'\'')
            return quoted(SqliteToken::Kind::Text, u'\'');
        if (first == u'"' || first == u'`')
            return quoted(SqliteToken::Kind::QuotedName, first);
        if (first == u'[')
            return quoted(SqliteToken::Kind::QuotedName, u']');
        if (first.isDigit()) {
            while (m_at < m_sql.size() && (isWordPart(m_sql[m_at]) || m_sql[m_at] == u'.'))
                ++m_at;
            return { SqliteToken::Kind::Number, m_sql.mid(start, m_at - start), start, m_at };
        }
        if (isWordPart(first)) {
            while (m_at < m_sql.size() && isWordPart(m_sql[m_at]))
                ++m_at;
            return { SqliteToken::Kind::Word, m_sql.mid(start, m_at - start), start, m_at };
        }
        ++m_at;
        return { SqliteToken::Kind::Mark, QString(first), start, m_at };
    }

    /// Two closing quotes stand for one, except between brackets.
    SqliteToken quoted(SqliteToken::Kind kind, QChar close)
    {
        const qsizetype start = m_at++;
        QString text;
        while (m_at < m_sql.size()) {
            const QChar c = m_sql[m_at++];
            if (c != close) {
                text += c;
            } else if (close != u']' && m_at < m_sql.size() && m_sql[m_at] == close) {
                text += c;
                ++m_at;
            } else {
                break;
            }
        }
        return { kind, text, start, m_at };
    }

    const QString &m_sql;
    qsizetype m_at = 0;
};

} // namespace

std::vector<SqliteToken> sqliteTokens(const QString &sql)
{
    return Scanner(sql).scan();
}

} // namespace limbeck::database
