// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/migrationtransactions.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

const QString savepointName = QStringLiteral("limbeck_step");

} // namespace

MigrationTransactions::MigrationTransactions(const bindings::ConfigureOptions &options,
                                             const dialect::Dialect &dialect, OfflineOutput &output,
                                             GroupCommit *group)
    : m_connection(options.connection.get())
    , m_group(group)
    , m_settledBefore(group ? group->durableSteps() : 0)
    , m_dialect(dialect)
    , m_output(output)
    , m_transactionalDdl(options.transactionalDdl)
    , m_perMigration(options.transactionPerMigration)
    , m_isAutocommit(options.isAutocommit)
    , m_isExternal(m_connection && m_connection->inTransaction())
{
}

bool MigrationTransactions::hasTransactionalDdl() const
{
    return m_transactionalDdl.value_or(m_dialect.transactionalDdl());
}

bool MigrationTransactions::isPerStep() const
{
    if (m_isExternal || m_hasOuter)
        return false;
    return hasTransactionalDdl() ? m_perMigration : !isOffline();
}

Result<> MigrationTransactions::beginOuter()
{
    if (m_isExternal || !hasTransactionalDdl() || m_perMigration)
        return {};
    m_hasOuter = true;
    if (isOffline())
        m_output.begin();
    else if (!m_connection->inTransaction())
        return m_connection->begin();
    return {};
}

Result<> MigrationTransactions::endOuter(bool failed)
{
    if (!std::exchange(m_hasOuter, false))
        return {};
    if (isOffline()) {
        if (!failed)
            m_output.commit();
        return {};
    }
    if (!m_connection->inTransaction())
        return {};
    return failed ? m_connection->rollback() : m_connection->commit();
}

Result<> MigrationTransactions::beginImplicitly()
{
    const bool begins = !isOffline() && !m_connection->inTransaction()
        && m_dialect.backend() != Backend::Sqlite; // Python's sqlite3 begins at DML only
    return begins ? m_connection->begin() : Result<>();
}

Result<> MigrationTransactions::beginStep()
{
    if (isPerStep()) {
        if (isOffline())
            m_output.begin();
        else if (!m_connection->inTransaction())
            return m_connection->begin();
        return {};
    }
    // A script may have ended the transaction for everything; the next step begins another.
    if (m_hasOuter && !isOffline() && !m_connection->inTransaction()) {
        if (const auto begun = m_connection->begin(); !begun)
            return begun;
    }
    if (!usesSavepoint())
        return {};
    m_hasSavepoint = true;
    return send(u"SAVEPOINT "_s + savepointName);
}

Result<> MigrationTransactions::endStep(bool hasCommitted)
{
    const auto ended = closeStep(hasCommitted);
    m_doneSteps += ended ? 1 : 0;
    return ended;
}

Result<> MigrationTransactions::closeStep(bool hasCommitted)
{
    if (isPerStep()) {
        if (!isOffline())
            return sharesCommits() ? m_group->commitStep() : m_connection->commit();
        m_output.commit();
        return {};
    }
    // A script that commits takes the savepoint along.
    const bool isThere =
        std::exchange(m_hasSavepoint, false) && !hasCommitted && m_connection->inTransaction();
    if (!isThere)
        return {};
    return send(u"RELEASE SAVEPOINT "_s + savepointName);
}

Result<> MigrationTransactions::abandonStep()
{
    if (isOffline() || !m_connection->inTransaction())
        return {};
    if (isPerStep())
        return m_connection->rollback();
    if (std::exchange(m_hasSavepoint, false))
        return send(u"ROLLBACK TO SAVEPOINT "_s + savepointName);
    return {};
}

/// Who asks for a transaction for each step, or for none, is taken at their word.
bool MigrationTransactions::sharesCommits() const
{
    return m_group && !m_perMigration && !m_isAutocommit && isPerStep();
}

int MigrationTransactions::settledSteps() const
{
    return sharesCommits() ? m_group->durableSteps() - m_settledBefore : m_doneSteps;
}

int MigrationTransactions::lostSteps() const
{
    return sharesCommits() ? m_doneSteps - settledSteps() - m_group->heldSteps() : 0;
}

Result<> MigrationTransactions::settle()
{
    return m_group ? m_group->settle() : Result<>();
}

bool MigrationTransactions::mustStepRepeat()
{
    return m_group && m_group->mustStepRepeat();
}

bool MigrationTransactions::isStepDurable() const
{
    return isPerStep() || (!isOffline() && !m_connection->inTransaction());
}

bool MigrationTransactions::canRepeatStep() const
{
    const bool isUndone =
        m_dialect.backend() == Backend::PostgreSql || m_dialect.backend() == Backend::Sqlite;
    return !isOffline() && isUndone && !m_isAutocommit && (isPerStep() || m_hasSavepoint)
        && m_connection->inTransaction();
}

void MigrationTransactions::abandonRun()
{
    if (!isOffline() && m_connection->inTransaction())
        std::ignore = m_connection->rollback();
}

Result<> MigrationTransactions::setForeignKeys(bool enforced)
{
    return send(enforced ? u"PRAGMA foreign_keys = ON"_s : u"PRAGMA foreign_keys = OFF"_s);
}

/// In one transaction for everything a step can be taken back alone: what waits for a lock lets go
/// of what it has.
bool MigrationTransactions::usesSavepoint() const
{
    return !isOffline() && !m_isAutocommit && m_hasOuter
        && m_dialect.backend() == Backend::PostgreSql && m_connection->inTransaction();
}

Result<> MigrationTransactions::send(const QString &sql)
{
    dialect::Statement statement;
    statement.sql = sql;
    const auto sent = m_connection->execute(statement);
    return sent ? Result<>() : failure(sent.error());
}

} // namespace limbeck
