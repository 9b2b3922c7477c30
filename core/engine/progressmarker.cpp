// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/progressmarker.h"

#include "core/database/catalogquery.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

Result<bool> isThere(dialect::Connection &session)
{
    const auto rows = database::catalogQuery(session,
                                             u"SELECT 1 FROM information_schema.TABLES WHERE "
                                             "TABLE_SCHEMA = DATABASE() AND "
                                             "TABLE_NAME = 'limbeck_progress'"_s);
    if (!rows)
        return failure(rows.error());
    return !rows->empty();
}

} // namespace

void ProgressMarker::make(dialect::Connection &session)
{
    if (std::exchange(m_isTried, true))
        return;
    m_isThere = database::catalogQuery(session,
                                       u"CREATE TABLE IF NOT EXISTS limbeck_progress ("
                                       "id TINYINT NOT NULL PRIMARY KEY, "
                                       "run VARCHAR(64) NOT NULL, ordinal BIGINT NOT NULL) "
                                       "ENGINE=InnoDB"_s)
                    .has_value();
}

Result<bool> ProgressMarker::set(dialect::Connection &session, const QString &token, qint64 ordinal)
{
    if (!m_isThere)
        return false;
    const auto set = database::catalogQuery(
        session, u"REPLACE INTO limbeck_progress (id, run, ordinal) VALUES (1, ?, ?)"_s,
        { token, ordinal });
    const bool isNotLocked = !set && set.error().subjects.value(0) == "1100"_L1;
    if (!set && !isNotLocked)
        return failure(set.error());
    return set.has_value();
}

Result<> ProgressMarker::drop(dialect::Connection &session)
{
    if (!m_isThere) {
        const auto found = isThere(session); // one that a crash left
        if (!found)
            return failure(found.error());
        if (!*found)
            return {};
    }
    m_isThere = m_isTried = false;
    const auto dropped =
        database::catalogQuery(session, u"DROP TABLE IF EXISTS limbeck_progress"_s);
    return dropped ? Result<>() : failure(dropped.error());
}

Result<qint64> ProgressMarker::committed(dialect::Connection &session, const QString &token)
{
    const auto found = isThere(session);
    if (!found)
        return failure(found.error());
    if (!*found)
        return 0;
    const auto rows = database::catalogQuery(
        session, u"SELECT ordinal FROM limbeck_progress WHERE run = ?"_s, { token });
    if (!rows)
        return failure(rows.error());
    return rows->empty() ? 0 : rows->front().number(u"ordinal"_s);
}

} // namespace limbeck
