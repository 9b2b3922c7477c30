// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/foreignkeycheck.h"

#include "core/database/catalogquery.h"
#include "core/dialect/dialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace limbeck {

Result<bool> ForeignKeyCheck::isEnforced()
{
    if (m_connection.dialect().backend() != Backend::Sqlite)
        return false;
    const auto rows = database::catalogQuery(m_connection, u"PRAGMA foreign_keys"_s);
    if (!rows)
        return failure(rows.error());
    return !rows->empty() && rows->front().flag(u"foreign_keys"_s);
}

Result<> ForeignKeyCheck::begin()
{
    auto found = violations();
    if (!found)
        return failure(found.error());
    m_before = std::move(*found);
    return {};
}

Result<> ForeignKeyCheck::finish()
{
    const auto after = violations();
    if (!after)
        return failure(after.error());
    std::vector<QStringList> fresh;
    std::set_difference(after->begin(), after->end(), m_before.begin(), m_before.end(),
                        std::back_inserter(fresh));
    if (fresh.empty())
        return {};
    const QStringList &first = fresh.front();
    return failure(
        ErrorCode::Database,
        u"Foreign keys would be violated after the step: row %1 of %2 points at a row of %3 that "
        "is not there (%4 such in all)"_s.arg(first[1], first[0], first[2])
            .arg(fresh.size()),
        u"While a table is built anew, foreign keys are not enforced and ON DELETE does not act: "
        "delete or change the rows that point there in the script."_s);
}

Result<std::set<QStringList>> ForeignKeyCheck::violations()
{
    const auto rows = database::catalogQuery(m_connection, u"PRAGMA foreign_key_check"_s);
    if (!rows)
        return failure(rows.error());
    std::set<QStringList> result;
    for (const database::CatalogRow &row : *rows)
        result.insert({ row.text(u"table"_s), row.text(u"rowid"_s), row.text(u"parent"_s) });
    return result;
}

} // namespace limbeck
