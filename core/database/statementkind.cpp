// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/statementkind.h"

#include <QHash>
#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'@';
}

qsizetype endOfQuoted(const QString &sql, qsizetype at)
{
    const QChar quote = sql.at(at) == u'[' ? u']' : sql.at(at);
    for (qsizetype i = at + 1; i < sql.size(); ++i) {
        if (sql.at(i) == u'\\' && quote == u'\'') {
            ++i;
            continue;
        }
        if (sql.at(i) != quote)
            continue;
        if (i + 1 < sql.size() && sql.at(i + 1) == quote)
            ++i;
        else
            return i + 1;
    }
    return sql.size();
}

/// Past white space and a comment at @p at; the same place if there is neither.
qsizetype skipBlank(const QString &sql, qsizetype at)
{
    if (sql.at(at).isSpace())
        return at + 1;
    const QStringView rest = QStringView(sql).mid(at);
    if (rest.startsWith(u"--")) {
        const qsizetype end = sql.indexOf(u'\n', at);
        return end < 0 ? sql.size() : end + 1;
    }
    // "/*! … */" is SQL to MySQL.
    if (rest.startsWith(u"/*") && !rest.startsWith(u"/*!") && !rest.startsWith(u"/*M!")) {
        const qsizetype end = sql.indexOf(u"*/"_s, at + 2);
        return end < 0 ? sql.size() : end + 2;
    }
    return at;
}

enum class Token { Word, QuotedName, Semicolon };

/// Calls @p onToken for each word, quoted identifier and semicolon until it says false.
void forEachToken(const QString &sql,
                  const std::function<bool(Token token, const QString &text)> &onToken)
{
    qsizetype at = 0;
    while (at < sql.size()) {
        if (const qsizetype next = skipBlank(sql, at); next != at) {
            at = next;
            continue;
        }
        const QChar c = sql.at(at);
        if (c == u'\'') {
            at = endOfQuoted(sql, at);
        } else if (c == u'"' || c == u'`') {
            const qsizetype end = endOfQuoted(sql, at);
            QString name = sql.mid(at + 1, end - at - 2);
            name.replace(QString(2, c), QString(c));
            if (!onToken(Token::QuotedName, name))
                return;
            at = end;
        } else if (isWordCharacter(c)) {
            const qsizetype start = at;
            while (at < sql.size() && isWordCharacter(sql.at(at)))
                ++at;
            if (!onToken(Token::Word, sql.mid(start, at - start)))
                return;
        } else {
            if (c == u';' && !onToken(Token::Semicolon, {}))
                return;
            ++at;
        }
    }
}

/// The first word is PRAGMA. Without a value, or of these, it only asks.
bool pragmaAsks(const QString &sql)
{
    static const QSet<QString> questions {
        u"foreign_key_check"_s, u"foreign_key_list"_s, u"index_info"_s,  u"index_list"_s,
        u"index_xinfo"_s,       u"integrity_check"_s,  u"quick_check"_s, u"table_info"_s,
        u"table_list"_s,        u"table_xinfo"_s,
    };
    if (!sql.contains(u'=') && !sql.contains(u'('))
        return true;
    const QStringList words = wordsIn(sql); // PRAGMA [schema.]name …
    return questions.contains(words.value(1).toLower())
        || questions.contains(words.value(2).toLower());
}

} // namespace

QString toString(StatementKind kind)
{
    switch (kind) {
    case StatementKind::Read:
        return u"read"_s;
    case StatementKind::Session:
        return u"session"_s;
    case StatementKind::Data:
        return u"data"_s;
    case StatementKind::Structure:
        return u"structure"_s;
    }
    Q_UNREACHABLE();
}

StatementKind statementKindFromString(const QString &text)
{
    for (const auto kind : { StatementKind::Read, StatementKind::Session, StatementKind::Data }) {
        if (toString(kind) == text)
            return kind;
    }
    return StatementKind::Structure;
}

StatementKind statementKind(const QString &sql)
{
    static const QHash<QString, StatementKind> byFirstWord = [] {
        QHash<QString, StatementKind> table;
        for (const char *word :
             { "SELECT", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "VALUES", "TABLE" })
            table.insert(QString::fromLatin1(word), StatementKind::Read);
        for (const char *word :
             { "SET",        "RESET",    "USE",     "PRAGMA",    "BEGIN",    "START", "COMMIT",
               "END",        "ROLLBACK", "ABORT",   "SAVEPOINT", "RELEASE",  "LOCK",  "UNLOCK",
               "DEALLOCATE", "PREPARE",  "DISCARD", "LISTEN",    "UNLISTEN", "NOTIFY" })
            table.insert(QString::fromLatin1(word), StatementKind::Session);
        for (const char *word :
             { "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "COPY", "CALL", "LOAD" })
            table.insert(QString::fromLatin1(word), StatementKind::Data);
        return table;
    }();
    std::optional<StatementKind> kind;
    bool isWith = false;
    bool hasEnded = false;
    forEachToken(sql, [&](Token token, const QString &text) {
        if (token == Token::Semicolon) {
            hasEnded = kind.has_value();
            return true;
        }
        if (hasEnded) {
            kind = StatementKind::Structure; // several statements: nothing is known of their sum
            return false;
        }
        const QString word = text.toUpper();
        if (!kind && word == "PRAGMA"_L1 && pragmaAsks(sql)) {
            kind = StatementKind::Read;
        } else if (!kind) {
            isWith = word == u"WITH";
            kind = isWith ? StatementKind::Read : byFirstWord.value(word, StatementKind::Structure);
        } else if (isWith && token == Token::Word
                   && byFirstWord.value(word, StatementKind::Read) == StatementKind::Data) {
            // A common table expression may be, or may lead to, a change.
            kind = StatementKind::Data;
        }
        return true;
    });
    return kind.value_or(StatementKind::Session); // a text without SQL
}

QStringList wordsIn(const QString &sql)
{
    QStringList words;
    forEachToken(sql, [&](Token token, const QString &text) {
        if (token != Token::Semicolon)
            words += text;
        return true;
    });
    return words;
}

QStringList namesIn(const QString &sql)
{
    QStringList names = wordsIn(sql);
    names.removeDuplicates();
    return names;
}

} // namespace limbeck::database
