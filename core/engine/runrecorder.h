// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "core/engine/project.h"
#include "core/engine/runevent.h"
#include "core/engine/runrequest.h"

#include <chrono>
#include <functional>

namespace limbeck {

/// Writes a run into the journal.
///
/// Where DDL cannot be rolled back, a statement of DDL is on the disk before it is sent, so are
/// changes of rows in tables without transactions, and other changed rows are before they are
/// committed; so that after a crash the journal knows all that may have taken effect. On
/// PostgreSQL, where a step may commit in its middle, a commit is written as soon as it is done.
/// Elsewhere the database itself knows, and statements are written a few times a second. A journal
/// that cannot be written does not stop a run: it is told once, as a warning.
class RunRecorder final : public RunObserver
{
public:
    /// @p warn is called at most once, with a sentence. @p journal may be shared with others.
    RunRecorder(std::shared_ptr<Journal> journal, const Project &project, const RunRequest &request,
                std::function<void(const QString &)> warn);

    void handle(const RunEvent &event) override;

    /// @p text must not be written, should it turn up: a password.
    void addSecret(const QString &text);

    /// The run that begins next continues @p run, whose @p statements are in effect.
    void inherit(const JournalRun &run, std::vector<JournalStatement> statements);

    /// env.py goes on to another database: the run that was begun has succeeded, whatever becomes
    /// of the next.
    void endPrevious();

    /// Tells the run that was begun from all others.
    [[nodiscard]] const QString &token() const { return m_run.token; }

    /// Writes what was not written yet, for somebody who is about to read it.
    void flush();

    /// The number in the journal of the last run that was begun; 0 if there is none.
    [[nodiscard]] qint64 runId() const { return m_run.id; }

private:
    void on(const RunStarted &event);
    void on(const StepStarted &event);
    void on(const StatementStarted &event);
    void on(const StatementFinished &event);
    void on(const StepFinished &event);
    void on(const RunFinished &event);
    void on(const RunFailed &event);

    template <typename Event>
    void on(const Event &)
    {
    }

    [[nodiscard]] bool repeatsLast(const JournalStatement &statement) const;
    [[nodiscard]] bool mustBeOnDisk(const StatementStarted &event) const;
    [[nodiscard]] bool mustBeWritten(const StatementStarted &event) const;
    void flush(Journal::Durability durability);
    void writeCurrent();
    void followTransaction(const StatementStarted &event);
    void end(JournalRun::Outcome outcome);
    [[nodiscard]] JournalStatement toStatement(const StatementStarted &event) const;
    [[nodiscard]] JournalRun describe(const RunStarted &event) const;
    [[nodiscard]] QString withoutSecrets(QString text) const;
    void check(const Result<> &written);

    std::shared_ptr<Journal> m_journal;
    const Project &m_project;
    const RunRequest &m_request;
    std::function<void(const QString &)> m_warn;
    QStringList m_secrets;
    qint64 m_inheritedRun = 0; ///< that the next one continues
    std::vector<JournalStatement> m_inherited;
    JournalRun m_run;
    bool m_isOpen = false; ///< a run was begun and has not ended
    bool m_isBroken = false; ///< the journal could not be written
    bool m_undoesDdl = false;
    bool m_isResumable = false; ///< a step may stop half done, and be continued
    bool m_isInTransaction = false;
    std::optional<StatementStarted> m_begin; ///< of the transaction that is open, run or not
    bool m_hasSettledSteps = false; ///< several may share a commit; they are written together
    JournalBatch m_batch;
    std::optional<JournalStatement> m_current; ///< was sent, has not ended
    bool m_isCurrentWritten = false;
    std::chrono::steady_clock::time_point m_lastFlush;
};

/// The file of @p revision; empty if the project has none of that id.
[[nodiscard]] QString scriptPath(const Project &project, const QString &revision);
/// SHA-256 of a file's bytes; empty if it cannot be read.
[[nodiscard]] QByteArray fileHash(const QString &path);

/// Whether @p dialect undoes DDL when a transaction is rolled back. (Alembic counts SQLite among
/// those that do not, as Python's driver does not let it.)
[[nodiscard]] bool undoesDdl(const QString &dialect);

/// Whether a step may leave a part of it in effect when it fails: all of it is undone on SQLite
/// only.
[[nodiscard]] bool mayBeHalfDone(const QString &dialect);

} // namespace limbeck
