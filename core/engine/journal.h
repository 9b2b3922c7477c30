// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/statementkind.h"
#include "core/dialect/connection.h"

#include <QDateTime>

#include <memory>

namespace limbeck {

/// One execution among many of the same statement: which values it had, and what it touched.
struct StatementExecution
{
    quint64 valuesHash = 0; ///< of the bound values
    qint64 rows = -1;
    qint64 lastInsertId = -1; ///< -1: none

    friend bool operator==(const StatementExecution &, const StatementExecution &) = default;
};

/// What the journal tells of one statement of a run, or of a row of equal ones.
struct JournalStatement
{
    int step = -1; ///< -1: before the first step or after the last
    qint64 ordinal = 0; ///< from 1 in the run; of the first, where there are several
    qint64 times = 1; ///< how often the same text was sent, one after the other
    database::StatementKind kind = database::StatementKind::Structure;
    QString sql;
    QString origin; ///< "path:line:column"; may be empty
    QDateTime startedAt;
    bool hasEnded = false; ///< false: it was sent, and its outcome is not known
    bool isSkipped = false; ///< in effect since an earlier run, so that a resumed one left it out
    qint64 rows = -1; ///< touched by all of them; -1 where the database does not tell
    qint64 microseconds = 0;
    bool isOpen = false; ///< after it a transaction was open: not durable by itself
    QString error; ///< empty if it went well
    QByteArray stateBefore; ///< StatementStarted::stateBefore; empty if not looked at
    QByteArray stateAfter;
    /// Of each one; only where a resumed run may have to leave them out.
    std::vector<StatementExecution> executions;
};

/// One step of a run's plan, and how far it came.
struct JournalStep
{
    QString direction; ///< "upgrade", "downgrade", "stamp"
    QStringList revisions;
    QString text; ///< "a -> b, add users"
    QString scriptPath;
    QByteArray scriptHash; ///< SHA-256 of the file's bytes; empty for a stamp
    QDateTime startedAt; ///< invalid: not begun
    QDateTime finishedAt; ///< invalid: not finished
    bool isCommitted = false;
    QStringList headsAfter;
};

/// One run on a database, as the journal tells it.
struct JournalRun
{
    /// Interrupted: its process is gone and did not say how it ended.
    enum class Outcome { Running, Interrupted, Succeeded, Failed, Cancelled };

    qint64 id = 0;
    qint64 resumes = 0; ///< the run that it continued; 0: none
    QString token; ///< unlike that of any other run of any journal
    QDateTime startedAt; ///< UTC
    QDateTime finishedAt; ///< invalid while it runs, or if it never ended
    QString user; ///< of the operating system
    QString host;
    qint64 processId = 0;
    QString program; ///< "limbeck 1.0"
    QString project; ///< folder
    QString command; ///< "upgrade", "downgrade", "stamp", "ensure_version"
    QStringList targets;
    QString database; ///< for people
    QString url; ///< its password as ***
    QString identity; ///< equal for the same database, however it is reached
    QString dialect;
    QString serverVersion;
    QString session; ///< the server's number of the session; may be empty
    QStringList headsBefore;
    QStringList headsAfter; ///< as far as known
    bool headsKnown = false;
    Outcome outcome = Outcome::Running;
    int failedStep = -1;
    QString error;
    std::vector<JournalStep> steps;
};

/// What happened in a run between two writes to the journal.
struct JournalBatch
{
    struct Step
    {
        int number = 0;
        QDateTime at;
        bool isEnd = false;
        QStringList heads; ///< of an end
        bool isCommitted = false; ///< of an end
    };

    std::vector<JournalStatement> statements; ///< new ones; with their end, where they have one
    std::vector<JournalStatement> ends; ///< of statements that were added without
    std::vector<Step> steps;

    [[nodiscard]] bool isEmpty() const
    {
        return statements.empty() && ends.empty() && steps.empty();
    }
};

/// The word of an outcome for people and for JSON: "succeeded" …
[[nodiscard]] QString toString(JournalRun::Outcome outcome);

/// The local record of every run on a database: a SQLite file that is only ever added to.
///
/// Several processes may write at a time. What was written is there after a crash of the process;
/// what was written with Durability::Disk also after a power cut. Use it in one thread.
class Journal
{
public:
    enum class Durability { Process, Disk };

    /// LIMBECK_JOURNAL, or journal.db in Limbeck's folder for the user's data (XDG_DATA_HOME).
    /// Empty when LIMBECK_JOURNAL is "off".
    [[nodiscard]] static QString defaultPath();

    /// Opens the journal, made if it is not there; readable for its owner only.
    /// Errors: FileAccess; Unsupported for the file of a newer Limbeck.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }

    // --- Reading

    /// The newest @p limit runs, newest first, with their steps; of one database only, if
    /// @p identity is given.
    [[nodiscard]] Result<std::vector<JournalRun>> runs(int limit, const QString &identity = {});
    /// The newest run of the database @p identity that had something to do, with its steps: whether
    /// a step is half done is for it to say. Who only asked changed nothing.
    [[nodiscard]] Result<std::optional<JournalRun>> newestWork(const QString &identity);
    /// Errors: Usage if there is none of that number.
    [[nodiscard]] Result<JournalRun> run(qint64 id);
    /// In the order in which they were sent; @p step: of this step only.
    [[nodiscard]] Result<std::vector<JournalStatement>> statements(qint64 run,
                                                                   std::optional<int> step = {});
    /// Further facts of a run, "backup: /path" for instance, oldest first.
    [[nodiscard]] Result<QStringList> notes(qint64 run);

    // --- Writing; each call is one transaction

    /// Records that a run begins; returns its number. @p inherited: what is in effect since the run
    /// that it continues.
    [[nodiscard]] Result<qint64> beginRun(const JournalRun &run,
                                          const std::vector<JournalStatement> &inherited = {});
    /// Adds what happened in @p run since the last call.
    [[nodiscard]] Result<> append(qint64 run, const JournalBatch &batch, Durability durability);
    [[nodiscard]] Result<> addNote(qint64 run, const QString &text);
    /// outcome, headsAfter, headsKnown, failedStep and error of @p run.
    [[nodiscard]] Result<> endRun(const JournalRun &run);

private:
    Journal(QString path, std::unique_ptr<dialect::Connection> connection);

    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<> setDurability(Durability durability);
    [[nodiscard]] Result<> write(const QString &sql, std::vector<schema::Literal> values);
    [[nodiscard]] Result<> insertStep(qint64 run, const JournalBatch::Step &step);
    [[nodiscard]] Result<> insertBatch(qint64 run, const JournalBatch &batch);
    [[nodiscard]] Result<> insertStatement(qint64 run, const JournalStatement &statement);
    [[nodiscard]] Result<> insertStatementEnd(qint64 run, const JournalStatement &statement);
    [[nodiscard]] Result<std::vector<JournalRun>> readRuns(const QString &condition,
                                                           std::vector<schema::Literal> values);
    [[nodiscard]] Result<> readSteps(JournalRun &run);

    QString m_path;
    std::unique_ptr<dialect::Connection> m_connection;
    Durability m_durability = Durability::Disk;
};

} // namespace limbeck
