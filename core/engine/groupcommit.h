// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"

#include <chrono>

namespace limbeck {

/// A SQLite session whose short steps share a COMMIT, as each one waits for the disk four times.
///
/// To whoever uses the session a step is a transaction as ever: rollback() takes back that step and
/// no other. On the file the steps of a tenth of a second are one transaction with savepoints. What
/// does not belong to a step commits first what is held back, so nobody sees a step that is not
/// durable for longer than the next one takes; a crash takes back whole steps.
///
/// Where foreign keys are enforced nothing is held back: a deferred one fails at COMMIT, and that
/// must name the step whose fault it is. See docs/adr/0012-group-commit.md.
class GroupCommit final : public dialect::Connection
{
public:
    explicit GroupCommit(std::unique_ptr<dialect::Connection> connection);
    ~GroupCommit() override;
    Q_DISABLE_COPY_MOVE(GroupCommit)

    // --- For the run

    /// In place of commit(): ends the step that begin() began. It is durable now, or soon.
    [[nodiscard]] Result<> commitStep();
    /// Makes durable what is held back. Errors: the database's; the steps are taken back then.
    [[nodiscard]] Result<> settle();

    /// How many steps of commitStep() are durable.
    [[nodiscard]] int durableSteps() const { return m_durable; }

    /// How many are still to be committed. A step is neither once a failure took all back (disk
    /// full, RAISE(ROLLBACK), an interrupt …): nothing is held back any more then.
    [[nodiscard]] int heldSteps() const { return m_held; }

    /// Another session on the same file is wanted, which must see all that is done. Errors: inside
    /// a step that others are held back with; the step has to begin again then, see mustStepRepeat.
    [[nodiscard]] Result<> settleForOthers();

    /// settleForOthers() failed in the step that has just ended: its transaction is to be rolled
    /// back. It says so once; nothing is held back any more.
    [[nodiscard]] bool mustStepRepeat() { return std::exchange(m_mustRepeat, false); }

    // --- dialect::Connection

    [[nodiscard]] const dialect::Dialect &dialect() const override;
    [[nodiscard]] QString serverVersion() const override;
    [[nodiscard]] bool isMariaDb() const override;
    [[nodiscard]] QString displayName() const override;
    [[nodiscard]] Result<std::unique_ptr<dialect::Cursor>>
    execute(const dialect::Statement &statement) override;
    [[nodiscard]] Result<> begin() override;
    [[nodiscard]] Result<> commit() override;
    [[nodiscard]] Result<> rollback() override;
    [[nodiscard]] bool inTransaction() const override;
    [[nodiscard]] bool hasUncommittedWork() const override;
    [[nodiscard]] Result<> setIsolationLevel(const QString &level) override;
    [[nodiscard]] dialect::Inspector &inspector() override;
    void cancel() override;

private:
    [[nodiscard]] Result<> send(const QString &sql);
    [[nodiscard]] Result<> takeStepBack();
    [[nodiscard]] bool mayHoldBack();
    void noteEndOfTransaction(bool isCommitted);

    std::unique_ptr<dialect::Connection> m_connection;
    std::chrono::steady_clock::time_point m_begun; ///< of the transaction on the file
    int m_held = 0; ///< steps that are done and not durable yet
    int m_durable = 0;
    bool m_isAlone = false; ///< the step that has begun commits at its end
    bool m_isInStep = false; ///< between begin() and the end of a transaction
    bool m_isForbidden = false; ///< nothing is held back any more
    bool m_mustRepeat = false;
};

} // namespace limbeck
