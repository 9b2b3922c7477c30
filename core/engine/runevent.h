// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/source.h"
#include "core/database/statementkind.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>
#include <variant>
#include <vector>

namespace limbeck {

/// One step of a plan, for display.
struct PlannedStep
{
    enum class Direction { Upgrade, Downgrade, Stamp };

    Direction direction = Direction::Upgrade;
    QStringList revisions; ///< ids; one, but for a stamp
    QString text; ///< Alembic's words: "upgrade a -> b, add users"
    friend bool operator==(const PlannedStep &, const PlannedStep &) = default;
};

/// The run connected and knows what it will do.
struct RunStarted
{
    QString database; ///< for people; no password
    QString url; ///< SQLAlchemy's URL with its password as ***; empty offline
    QString dialect; ///< "postgresql" …; of the server, not of the URL
    QString serverVersion; ///< empty offline
    QString identity; ///< database::DatabaseIdentity::text; empty offline
    QString session; ///< the server's number of the session; may be empty
    QStringList heads; ///< version rows before the run
    std::vector<PlannedStep> steps;
    bool offline = false;
};

/// A line for the log, as Python's logging would carry it.
struct LogLine
{
    QString logger; ///< "alembic.runtime.migration", "alembic.env" …
    QString level; ///< "DEBUG", "INFO", "WARNING", "ERROR"
    QString text;
};

/// A line that a log handler of the script's wrote, as alembic.ini formats it; the record itself
/// came as a LogLine.
struct LogOutput
{
    QString text;
    bool isError = true; ///< to standard error
};

/// What the server told beside its answers.
struct DatabaseNotice
{
    QString severity; ///< "NOTICE", "WARNING", "Note" …: the server's word
    QString code; ///< SQLSTATE or MySQL's number
    QString text;
};

/// The run waits for others, or for others than before.
struct Waiting
{
    enum class For {
        OtherRun, ///< one that holds the database
        Lock, ///< a statement's
    };

    For reason = For::Lock;
    QStringList holders; ///< who they are, for people; empty: the waiting is over
};

/// A step was rolled back because of a lock that it did not get, and begins again after a pause.
struct StepRetried
{
    int index = 0;
    int attempt = 1; ///< the coming one; the first try was 1
    std::chrono::milliseconds pause { 0 };
    Error error; ///< of the try before
};

/// Text that a script printed.
struct ScriptOutput
{
    QString text;
    bool isError = false; ///< to standard error
};

struct StepStarted
{
    int index = 0; ///< in RunStarted::steps
    PlannedStep step;
};

/// A statement is about to be sent (online) or was written (offline). BEGIN, COMMIT and ROLLBACK
/// are told too.
struct StatementStarted
{
    int step = -1; ///< -1: version table or the run's own
    QString sql;
    SourceSpan origin;
    // Online only:
    qint64 ordinal = 0; ///< from 1 in the run
    database::StatementKind kind = database::StatementKind::Structure;
    quint64 valuesHash = 0; ///< of its bound values; 0 where nobody needs it
    bool isSkipped = false; ///< will not be sent: an earlier run that is resumed had done it
    /// database::stateOfNamedObjects(), where it was looked at. Of a COMMIT: how to find out later
    /// whether it arrived; the number of the transaction, or that a marker goes with it. Of a
    /// change of rows: database::RollbackEffect as text.
    QByteArray stateBefore;
};

/// The statement that was told last has ended.
struct StatementFinished
{
    int step = -1;
    qint64 rows = -1; ///< touched rows; -1 where the database does not tell
    qint64 microseconds = 0;
    qint64 ordinal = 0;
    qint64 lastInsertId = -1; ///< -1: none
    bool isOpen = false; ///< a transaction with changes is open after it
    bool isSkipped = false; ///< it was not sent
    QString error; ///< in the database's words; empty if it went well
    /// database::stateOfNamedObjects(). Of a change of rows that failed, `changedNothing` where
    /// that is certain.
    QByteArray stateAfter;

    static constexpr const char *changedNothing = "changed nothing";
};

/// A long loop of a script: sent a few times a second at most.
struct RowsProgress
{
    int step = -1;
    qint64 statements = 0;
    qint64 rows = 0;
    double rowsPerSecond = 0;
};

struct StepFinished
{
    int index = 0;
    QStringList heads; ///< version rows after it; durable only when `committed`
    bool committed = false;
};

/// Text of offline mode, exactly as it belongs into the output.
struct OfflineText
{
    QString text;
};

/// Something that a preview cannot know without the database.
struct DataDependent
{
    int step = -1;
    QString reason;
    SourceSpan origin;
};

struct RunFinished
{
    QStringList heads; ///< version rows as the database says after the run
};

struct RunFailed
{
    Error error;
    QStringList heads; ///< version rows read again after the failure
    bool headsKnown = false; ///< false when the database could not be asked any more
    int step = -1; ///< the step that failed; -1: before the first or after the last
    qint64 rows = 0; ///< rows that the failed step had touched
    bool cancelled = false;
};

/// The one thing that leaves the engine while it runs. A value; crosses threads by copy.
using RunEvent =
    std::variant<RunStarted, LogLine, LogOutput, DatabaseNotice, Waiting, ScriptOutput, StepStarted,
                 StepRetried, StatementStarted, StatementFinished, RowsProgress, StepFinished,
                 OfflineText, DataDependent, RunFinished, RunFailed>;

/// Receives a run's events in order, in the run's thread.
class RunObserver
{
public:
    virtual ~RunObserver() = default;
    virtual void handle(const RunEvent &event) = 0;

    /// Whether it has use for the statements of an offline run beside its text.
    [[nodiscard]] virtual bool readsWrittenStatements() const { return true; }
};

} // namespace limbeck

Q_DECLARE_METATYPE(limbeck::RunEvent)
