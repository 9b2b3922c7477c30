// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/statementtext.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Length of the placeholder at @p offset: `?`, or `$` with digits; 0 if there is none.
qsizetype placeholderLength(const QString &sql, qsizetype offset)
{
    if (offset < 0 || offset >= sql.size())
        return 0;
    if (sql[offset] == u'?')
        return 1;
    if (sql[offset] != u'$')
        return 0;
    qsizetype end = offset + 1;
    while (end < sql.size() && sql[end].isDigit())
        ++end;
    return end - offset;
}

/// A statement of megabytes helps nobody: its beginning and its end.
QString shortened(const QString &sql)
{
    constexpr qsizetype half = 2'000;
    if (sql.size() <= 2 * half + 100)
        return sql;
    return sql.left(half) + u"\n… (%1 characters) …\n"_s.arg(sql.size() - 2 * half)
        + sql.right(half);
}

} // namespace

Result<QString>
inlineParameters(const dialect::Statement &statement,
                 const std::function<Result<QString>(const schema::Literal &)> &literal)
{
    if (statement.placeholders.size() != statement.parameters.size()) {
        return failure(ErrorCode::Internal,
                       u"The statement has %1 placeholders for %2 values: %3"_s
                           .arg(statement.placeholders.size())
                           .arg(statement.parameters.size())
                           .arg(statement.sql));
    }
    QString text;
    qsizetype copied = 0;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
        const qsizetype offset = statement.placeholders[i];
        const qsizetype length = placeholderLength(statement.sql, offset);
        if (length == 0 || offset < copied) {
            return failure(
                ErrorCode::Internal,
                u"The statement has no placeholder at %1: %2"_s.arg(offset).arg(statement.sql));
        }
        auto value = literal(statement.parameters[i].value);
        if (!value) {
            const QString &name = statement.parameters[i].name;
            return failure(name.isEmpty() ? value.error()
                                          : value.error().within(u"Value of :"_s + name));
        }
        text += QStringView(statement.sql).mid(copied, offset - copied);
        text += *value;
        copied = offset + length;
    }
    text += QStringView(statement.sql).mid(copied);
    return text;
}

dialect::Statement withParameters(const QString &sql, std::vector<schema::Literal> values)
{
    dialect::Statement statement;
    statement.sql = sql;
    for (qsizetype at = sql.indexOf(u'?'); at >= 0; at = sql.indexOf(u'?', at + 1))
        statement.placeholders.push_back(at);
    for (schema::Literal &value : values)
        statement.parameters.push_back({ {}, std::move(value) });
    return statement;
}

bool mayBeSeveralStatements(const QString &sql)
{
    const qsizetype semicolon = sql.indexOf(u';');
    return semicolon >= 0 && !QStringView(sql).mid(semicolon + 1).trimmed().isEmpty();
}

Error at(const dialect::Statement &statement, Error error)
{
    if (!error.span.isValid())
        error.span = statement.origin;
    if (!statement.sql.isEmpty())
        error.notes.append(u"[SQL: %1]"_s.arg(shortened(statement.sql.trimmed())));
    return error;
}

} // namespace limbeck::database
