// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/sqlitetext.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Position of the first character that is no white space, comment or semicolon.
qsizetype skipEmpty(const QString &sql)
{
    qsizetype at = 0;
    while (at < sql.size()) {
        const QStringView rest = QStringView(sql).mid(at);
        if (rest.front().isSpace() || rest.front() == u';') {
            ++at;
        } else if (rest.startsWith(u"--")) {
            const qsizetype end = sql.indexOf(u'\n', at);
            at = end < 0 ? sql.size() : end + 1;
        } else if (rest.startsWith(u"/*")) {
            const qsizetype end = sql.indexOf(u"*/"_s, at + 2);
            at = end < 0 ? sql.size() : end + 2;
        } else {
            break;
        }
    }
    return at;
}

} // namespace

QString firstSqlWord(const QString &sql)
{
    const qsizetype start = skipEmpty(sql);
    qsizetype end = start;
    while (end < sql.size() && sql[end].isLetter())
        ++end;
    if (end == start && start < sql.size())
        ++end;
    return sql.mid(start, end - start).toUpper();
}

} // namespace limbeck::database
