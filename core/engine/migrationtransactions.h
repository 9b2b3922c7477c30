// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/environmenthost.h"
#include "core/engine/groupcommit.h"
#include "core/engine/offlineoutput.h"

namespace limbeck {

/// Where the transactions of a run begin and end, online and in offline text.
///
/// With transactional DDL there is one around everything (env.py's `with
/// context.begin_transaction()`), or one for each step with transaction_per_migration; without,
/// one for each step. SQLite counts as not transactional, as in Alembic, but its step's
/// transaction holds the DDL too, so that a failed step leaves nothing behind, and short steps
/// share a commit. A transaction that env.py had begun before context.configure() is env.py's:
/// nothing is begun or ended then. Source: Alembic, `MigrationContext.begin_transaction`.
class MigrationTransactions
{
public:
    /// @p group: the connection of @p options, where its steps may share commits; or null.
    MigrationTransactions(const bindings::ConfigureOptions &options,
                          const dialect::Dialect &dialect, OfflineOutput &output,
                          GroupCommit *group);

    /// Whether the run's DDL counts as transactional: the log says it, and --sql is laid out by it.
    [[nodiscard]] bool hasTransactionalDdl() const;

    // --- env.py's block
    [[nodiscard]] Result<> beginOuter();
    [[nodiscard]] Result<> endOuter(bool failed);

    /// What SQLAlchemy does at the first statement of a connection: a run whose env.py begins no
    /// transaction is in one all the same, which ends when env.py says so.
    [[nodiscard]] Result<> beginImplicitly();

    // --- a step
    [[nodiscard]] Result<> beginStep();
    /// @p hasCommitted: the step did so itself on its way.
    [[nodiscard]] Result<> endStep(bool hasCommitted);
    /// Undoes what the step did, as far as the database can. A failing rollback means that the
    /// session is gone, or that steps before could not be committed.
    Result<> abandonStep();
    /// Whether a step that is done is durable, or none will be before the run's end.
    [[nodiscard]] bool isStepDurable() const;
    /// Steps that are done and wait for nothing of this run's: a commit that they share with others
    /// is made. (That of a transaction for everything is env.py's.)
    [[nodiscard]] int settledSteps() const;
    /// How many steps that are done were taken back all the same, with one that they were to share
    /// a commit with.
    [[nodiscard]] int lostSteps() const;

    /// Those steps are going to be done again.
    void forgetLostSteps() { m_doneSteps -= lostSteps(); }

    /// Commits the steps that are done and share a commit.
    [[nodiscard]] Result<> settle();
    /// See GroupCommit.
    [[nodiscard]] bool mustStepRepeat();
    /// Whether abandonStep() leaves nothing of the step, so that it can begin again.
    [[nodiscard]] bool canRepeatStep() const;

    /// Rolls back what is still open: the run has failed.
    void abandonRun();

    /// The step will run, or has run, without SQLite's enforcement of foreign keys (it cannot be
    /// switched inside a transaction). Errors: the database's.
    [[nodiscard]] Result<> setForeignKeys(bool enforced);

private:
    [[nodiscard]] bool isOffline() const { return m_connection == nullptr; }

    [[nodiscard]] bool isPerStep() const;
    [[nodiscard]] Result<> closeStep(bool hasCommitted);
    [[nodiscard]] bool usesSavepoint() const;
    [[nodiscard]] bool sharesCommits() const;
    [[nodiscard]] Result<> send(const QString &sql);

    dialect::Connection *m_connection; ///< null offline
    GroupCommit *m_group; ///< m_connection, if its steps may share commits
    int m_doneSteps = 0;
    int m_settledBefore; ///< of m_group, by another run
    const dialect::Dialect &m_dialect;
    OfflineOutput &m_output;
    std::optional<bool> m_transactionalDdl;
    bool m_perMigration;
    bool m_isAutocommit; ///< transactions are there in name only: nothing can be undone
    bool m_isExternal; ///< env.py had begun one before configure()
    bool m_hasOuter = false;
    bool m_hasSavepoint = false;
};

} // namespace limbeck
