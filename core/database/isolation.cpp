// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/isolation.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

Result<QString> isolationLevel(const QString &text, const QStringList &levels,
                               const QString &dialectName)
{
    const QString level = text.toUpper().replace(u'_', u' ');
    if (levels.contains(level))
        return level;
    return failure(
        ErrorCode::Usage,
        u"Invalid value '%1' for isolation_level. Valid isolation levels for '%2' are %3"_s.arg(
            text, dialectName, levels.join(u", ")));
}

} // namespace limbeck::database
