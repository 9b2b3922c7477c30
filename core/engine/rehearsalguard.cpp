// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/rehearsalguard.h"

#include "core/database/catalogquery.h"
#include "core/dialect/dialect.h"

using namespace Qt::StringLiterals;

namespace limbeck {

void RehearsalGuard::handle(const RunEvent &event)
{
    if (const auto *started = std::get_if<StepStarted>(&event)) {
        if (m_isInStep)
            m_steps.pop_back(); // it begins again
        RehearsedStep step;
        step.leg = m_leg;
        step.revision = started->step.revisions.value(0);
        step.text = started->step.text;
        m_steps.push_back(std::move(step));
        m_isInStep = true;
        m_stepTime.start();
    } else if (const auto *statement = std::get_if<StatementStarted>(&event)) {
        m_current = {};
        m_current.sql = statement->sql;
        m_isOwn = statement->kind == database::StatementKind::Session;
        m_current.origin = statement->origin.toString();
    } else if (const auto *ended = std::get_if<StatementFinished>(&event)) {
        if (m_isInStep && ended->step >= 0 && !m_isOwn) {
            m_current.rows = ended->rows;
            m_current.microseconds = ended->microseconds;
            m_current.locks = std::exchange(m_newLocks, {});
            m_current.rewritten = std::exchange(m_rewritten, {});
            m_steps.back().statements.push_back(m_current);
        }
    } else if (std::holds_alternative<StepFinished>(event)) {
        m_steps.back().microseconds = m_stepTime.nsecsElapsed() / 1000;
        m_isInStep = false;
    }
    // Its end is not the rehearsal's end.
    if (!std::holds_alternative<RunFinished>(event) && !std::holds_alternative<RunFailed>(event))
        m_observer.handle(event);
}

Result<> RehearsalGuard::beginRun(const RunStarted &, dialect::Connection &session)
{
    auto now = storage(session);
    m_canSeeStorage = now.has_value();
    if (now)
        m_storage = std::move(*now);
    m_locks.clear();
    return {};
}

Result<RehearsalGuard::Storage> RehearsalGuard::storage(dialect::Connection &session) const
{
    const QString dialect = session.dialect().name();
    if (dialect == "sqlite"_L1)
        return Storage();
    const QString sql = dialect == "postgresql"_L1
        ? u"SELECT c.oid::text AS id, pg_catalog.pg_relation_filenode(c.oid)::text AS file, "
          "c.relname::text AS name FROM pg_catalog.pg_class c "
          "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
          "WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"_s
        : u"SELECT NAME AS id, SPACE AS file, SUBSTRING_INDEX(NAME, '/', -1) AS name "
          "FROM information_schema.INNODB_SYS_TABLES "
          "WHERE NAME LIKE CONCAT(REPLACE(DATABASE(), '_', '\\_'), '/%')"_s;
    const auto rows = database::catalogQuery(session, sql);
    if (!rows)
        return failure(rows.error());
    Storage result;
    for (const database::CatalogRow &row : *rows)
        result.emplace(row.text(u"id"_s), std::pair(row.text(u"file"_s), row.text(u"name"_s)));
    return result;
}

Result<QStringList> RehearsalGuard::locks(dialect::Connection &session) const
{
    const auto rows = database::catalogQuery(
        session,
        u"SELECT c.relname || ' ' || l.mode AS lock FROM pg_catalog.pg_locks l "
        "JOIN pg_catalog.pg_class c ON c.oid = l.relation "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted "
        "AND c.relkind IN ('r', 'p', 'm', 'v') AND n.nspname NOT IN "
        "('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1"_s);
    if (!rows)
        return failure(rows.error());
    QStringList result;
    for (const database::CatalogRow &row : *rows)
        result += row.text(u"lock"_s);
    return result;
}

Result<> RehearsalGuard::afterStatement(StatementFinished &finished, const dialect::Statement &,
                                        dialect::Connection &session)
{
    m_newLocks.clear();
    m_rewritten.clear();
    if (finished.step < 0)
        return {};
    if (session.dialect().name() == "postgresql"_L1 && session.inTransaction()) {
        auto now = locks(session);
        if (!now)
            return failure(now.error());
        for (const QString &lock : *now) {
            if (!m_locks.contains(lock))
                m_newLocks += lock;
        }
        m_locks = std::move(*now);
    }
    if (!m_canSeeStorage)
        return {};
    auto now = storage(session);
    if (!now)
        return failure(now.error());
    for (const auto &[id, table] : *now) {
        const auto before = m_storage.find(id);
        if (before != m_storage.end() && before->second.first != table.first)
            m_rewritten += table.second;
    }
    m_storage = std::move(*now);
    return {};
}

} // namespace limbeck
