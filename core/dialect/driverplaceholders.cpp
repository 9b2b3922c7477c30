// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/driverplaceholders.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

QString withDriverPlaceholders(const Statement &statement, DriverStyle::Paramstyle paramstyle)
{
    QString sql = statement.sql;
    static const QRegularExpression pattern(u"\\G(?:\\?|\\$\\d+|%s)"_s);
    for (qsizetype i = std::ssize(statement.placeholders) - 1; i >= 0; --i) {
        const auto match = pattern.match(sql, statement.placeholders[static_cast<size_t>(i)]);
        if (match.hasMatch())
            sql.replace(match.capturedStart(), match.capturedLength(),
                        placeholder(paramstyle, statement.parameters[static_cast<size_t>(i)].name,
                                    static_cast<int>(i) + 1));
    }
    return sql;
}

} // namespace limbeck::dialect
