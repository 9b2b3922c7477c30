// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/resumeguard.h"

#include "core/database/catalogquery.h"
#include "core/database/objectstate.h"
#include "core/database/transactioncontrol.h"
#include "core/database/valueshash.h"
#include "core/dialect/dialect.h"

#include <QElapsedTimer>
#include <QThread>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using database::StatementKind;

/// So long the server may take to notice that an idle client is gone.
constexpr qint64 idleSessionMs = 10'000;

/// Where the step stood when the run stopped.
QStringList headsBefore(const JournalRun &run, int step)
{
    return step == 0 ? run.headsBefore : run.steps[static_cast<size_t>(step - 1)].headsAfter;
}

bool sameSet(QStringList a, QStringList b)
{
    a.sort();
    b.sort();
    return a == b;
}

QStringList lines(const std::vector<JournalStatement> &statements)
{
    QStringList result;
    for (const JournalStatement &statement : statements)
        result += u"  %1. %2"_s.arg(statement.ordinal).arg(statementLine(statement));
    return result;
}

Error halfDone(const JournalRun &run, const StepProgress &progress)
{
    const JournalStep &step = run.steps[static_cast<size_t>(progress.step)];
    Error error;
    error.code = ErrorCode::InvalidPlan;
    error.message =
        u"Run %1 stopped inside the step \"%2\", and a part of it is in effect."_s.arg(run.id).arg(
            step.text);
    error.notes = QStringList { u"In effect:"_s } + lines(progress.inEffect);
    error.hint =
        u"Continue with 'limbeck %1 --resume'. If you have undone that part by hand, run the "
        "step from its beginning with --restart; if you have completed it, stamp it."_s.arg(
            run.command);
    error.subjects = step.revisions;
    return error;
}

/// For a step of which Limbeck cannot tell how far it came.
QString lookYourself()
{
    return u"Look at the database. If it is in effect, complete the step by hand and stamp it; "
           "if not, undo the step by hand and run it with --restart."_s;
}

Error nobodyKnows(const QString &what)
{
    Error error;
    error.code = ErrorCode::InvalidPlan;
    error.message = u"Nobody knows %1."_s.arg(what);
    error.hint = lookYourself();
    return error;
}

/// Why what is in effect stays.
QString whyInEffect(const StepProgress &progress, bool undoesDdl)
{
    if (undoesDdl)
        return u"In effect, as it was committed inside the step:"_s;
    const bool hasRows = std::any_of(
        progress.inEffect.begin(), progress.inEffect.end(), [](const JournalStatement &statement) {
            return rollbackEffect(statement) == database::RollbackEffect::Kept;
        });
    return hasRows ? u"In effect, as this database undoes neither DDL nor rows of tables whose "
                     "engine has no transactions:"_s
                   : u"In effect, as this database does not undo DDL:"_s;
}

/// By what a transaction of PostgreSQL is found again: its number, and when the server that gave it
/// was started. A server that dies forgets the newest numbers and gives them anew.
class TransactionMark
{
public:
    explicit TransactionMark(const QByteArray &text)
        : m_number(text.split('@').value(0).toLongLong())
        , m_serverStart(QString::fromLatin1(text.split('@').value(1)))
    {
    }

    /// Of the transaction that @p session is in; empty while it has changed nothing.
    static Result<QByteArray> ofCurrent(dialect::Connection &session);

    /// Whether PostgreSQL has committed it; waits while its session still works on it. An error
    /// where nobody can know.
    [[nodiscard]] Result<bool> hasCommitted(dialect::Connection &session,
                                            const CancelToken &cancel) const;

private:
    qint64 m_number;
    QString m_serverStart; ///< empty in journals of old
};

Result<QByteArray> TransactionMark::ofCurrent(dialect::Connection &session)
{
    const auto rows = database::catalogQuery(
        session,
        u"SELECT pg_catalog.txid_current_if_assigned() AS number, "
        "CAST(extract(epoch FROM pg_catalog.pg_postmaster_start_time()) AS text) AS start"_s);
    if (!rows)
        return failure(rows.error());
    const QString number = rows->front().text(u"number"_s);
    if (number.isEmpty())
        return QByteArray();
    return number.toLatin1() + '@' + rows->front().text(u"start"_s).toLatin1();
}

Result<bool> TransactionMark::hasCommitted(dialect::Connection &session,
                                           const CancelToken &cancel) const
{
    for (;;) {
        // A number that is not given out yet again, as the server died, is refused by
        // txid_status().
        const auto rows = database::catalogQuery(
            session,
            u"SELECT CASE WHEN %1 < pg_catalog.txid_snapshot_xmax("
            "pg_catalog.txid_current_snapshot()) THEN pg_catalog.txid_status(%1) "
            "WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_locks WHERE "
            "CAST(transactionid AS text) = '%2') THEN 'in progress' ELSE 'aborted' END AS status, "
            "CAST(extract(epoch FROM pg_catalog.pg_postmaster_start_time()) AS text) AS start"_s
                .arg(m_number)
                .arg(m_number % (qint64 { 1 } << 32)));
        if (!rows)
            return failure(rows.error());
        const QString status = rows->front().text(u"status"_s);
        const bool hasRestarted =
            !m_serverStart.isEmpty() && rows->front().text(u"start"_s) != m_serverStart;
        if (status.isEmpty())
            return failure(
                nobodyKnows(u"whether the last COMMIT of the interrupted run arrived, as "
                            "the server has forgotten its transaction"_s));
        if (status == "committed"_L1 && hasRestarted)
            return failure(nobodyKnows(
                u"whether the last COMMIT of the interrupted run arrived, as the server was "
                "started anew since and may have given its transaction's number to another"_s));
        if (status != "in progress"_L1)
            return status == "committed"_L1;
        if (hasRestarted)
            return false; // another's: a restart ends every transaction
        if (cancel.isCancelled())
            return failure(ErrorCode::Cancelled,
                           u"Cancelled while the interrupted run's COMMIT was going on."_s);
        QThread::msleep(100);
    }
}

} // namespace

ResumeGuard::ResumeGuard(std::shared_ptr<Journal> journal, RunRecorder &recorder,
                         RunReporter &reporter, const Project &project, const RunRequest &request,
                         CancelToken cancel)
    : m_journal(std::move(journal))
    , m_recorder(recorder)
    , m_reporter(reporter)
    , m_project(project)
    , m_request(request)
    , m_cancel(std::move(cancel))
{
}

// ------------------------------------------------------------------------------------------------
// a step that is half done

Result<> ResumeGuard::beginRun(const RunStarted &started, dialect::Connection &session)
{
    m_isActive = mayBeHalfDone(started.dialect);
    if (!m_isActive)
        return {};
    m_undoesDdl = undoesDdl(started.dialect);
    m_marker.reset();
    m_replay.reset();
    m_effects.forget();
    if (leavesHalfDone()) {
        if (!m_undoesDdl)
            m_marker.emplace();
        return {};
    }
    const auto newest = m_journal->newestWork(started.identity);
    if (!newest)
        return failure(newest.error());
    std::optional<StepProgress> progress;
    // What the project's own Alembic did, whose session is not known, cannot be told apart.
    const bool isOurs = *newest && !(*newest)->session.isEmpty();
    if (isOurs && (*newest)->outcome != JournalRun::Outcome::Succeeded) {
        auto found = halfDoneStep(**newest, started, session);
        if (!found)
            return failure(found.error());
        progress = std::move(*found);
    }
    if (progress) {
        if (const auto settled = settle(**newest, std::move(*progress), started); !settled)
            return settled;
    }
    // A run that is refused, or has nothing to do, leaves the marker of the one that was cut.
    if (!m_undoesDdl && !(progress && started.steps.empty()))
        m_marker.emplace();
    return {};
}

/// Whether the user has taken it on himself to know how far a half-done step came: he begins it
/// anew, or stamps it.
bool ResumeGuard::leavesHalfDone() const
{
    const bool runsScripts = m_request.command == RunRequest::Command::Upgrade
        || m_request.command == RunRequest::Command::Downgrade;
    return !m_request.resume && (m_request.restart || !runsScripts);
}

/// What becomes of the half-done step of @p run: this run goes on behind it, has nothing to do with
/// it, or is refused.
Result<> ResumeGuard::settle(const JournalRun &run, StepProgress progress,
                             const RunStarted &started)
{
    if (m_request.resume)
        return resume(run, std::move(progress), started);
    return started.steps.empty() ? Result<>() : failure(halfDone(run, progress));
}

/// What is in effect of the step in which @p run stopped; none if nothing is, or if the database
/// has been changed since by other means.
Result<std::optional<StepProgress>> ResumeGuard::halfDoneStep(const JournalRun &run,
                                                              const RunStarted &started,
                                                              dialect::Connection &session)
{
    const auto statements = m_journal->statements(run.id);
    if (!statements)
        return failure(statements.error());
    StepProgress progress = progressOf(run, *statements);
    if (progress.step < 0)
        return std::optional<StepProgress>();
    const bool isCut = run.outcome == JournalRun::Outcome::Interrupted || progress.isCommitInDoubt
        || progress.inDoubt;
    if (!m_undoesDdl && isCut) {
        if (const auto ended = waitForSession(run, session); !ended)
            return failure(ended.error());
    }
    if (!sameSet(headsBefore(run, progress.step), started.heads))
        return std::optional<StepProgress>();
    if (const auto asked = askForCommit(run, progress, session); !asked)
        return failure(asked.error());
    if (const auto settled = settleDoubt(run, progress, session); !settled)
        return failure(settled.error());
    // The newest part of the schema tells whether somebody has cleared up by hand.
    for (auto it = progress.inEffect.rbegin(); it != progress.inEffect.rend(); ++it) {
        if (it->kind != StatementKind::Structure || it->stateAfter.isEmpty())
            continue;
        const auto state = database::stateOfNamedObjects(session, it->sql);
        if (!state)
            return failure(state.error());
        if (*state != it->stateAfter)
            return std::optional<StepProgress>();
        break;
    }
    if (progress.inEffect.empty())
        return std::optional<StepProgress>();
    return std::optional<StepProgress>(std::move(progress));
}

/// Neither a client's death nor a lost connection ends the statement that the server is at.
Result<> ResumeGuard::waitForSession(const JournalRun &run, dialect::Connection &session)
{
    QElapsedTimer idle;
    idle.start();
    for (;;) {
        const auto rows =
            database::catalogQuery(session,
                                   u"SELECT COMMAND AS command FROM information_schema.PROCESSLIST "
                                   "WHERE ID = ? AND ID <> CONNECTION_ID()"_s,
                                   { run.session });
        if (!rows)
            return failure(rows.error());
        if (rows->empty())
            return {};
        if (rows->front().text(u"command"_s) != "Sleep"_L1)
            idle.restart();
        else if (idle.elapsed() > idleSessionMs)
            return {}; // another client's, that got the number after a restart
        if (m_cancel.isCancelled())
            return failure(ErrorCode::Cancelled,
                           u"Cancelled while the interrupted run's last statement was going on."_s);
        QThread::msleep(100);
    }
}

/// What was changed last may have been committed: the marker tells up to where, or the server knows
/// the number of the transaction.
Result<> ResumeGuard::askForCommit(const JournalRun &run, StepProgress &progress,
                                   dialect::Connection &session)
{
    const bool isInDoubt = progress.isCommitInDoubt && !progress.uncommitted.empty();
    if (isInDoubt && progress.commitMark.isEmpty())
        return failure(nobodyKnows(u"whether the last COMMIT of run %1 arrived"_s.arg(run.id)));
    qint64 committed = 0;
    if (!m_undoesDdl) {
        const auto marked = ProgressMarker::committed(session, run.token);
        if (!marked)
            return failure(marked.error());
        committed = *marked;
    } else if (isInDoubt && !progress.uncommitted.back().origin.isEmpty()) {
        // The run's own change of the version rows would show in them.
        const auto arrived = TransactionMark(progress.commitMark).hasCommitted(session, m_cancel);
        if (!arrived)
            return failure(arrived.error());
        committed = *arrived ? std::numeric_limits<qint64>::max() : 0;
    }
    for (JournalStatement &statement : progress.uncommitted) {
        if (statement.ordinal <= committed)
            progress.inEffect.push_back(std::move(statement));
        else if (rollbackEffect(statement) == database::RollbackEffect::NotKnown)
            progress.inDoubt = std::move(statement);
    }
    return {};
}

Result<> ResumeGuard::settleDoubt(const JournalRun &run, StepProgress &progress,
                                  dialect::Connection &session)
{
    if (!progress.inDoubt)
        return {};
    JournalStatement statement = std::move(*progress.inDoubt);
    progress.inDoubt.reset();
    if (isOfVersionRows(statement))
        return {}; // they are as they were before the step
    if (statement.kind != StatementKind::Structure || statement.stateBefore.isEmpty()) {
        return failure(nobodyKnows(
            u"whether statement %1 of run %2 took effect: \"%3\""_s.arg(statement.ordinal)
                .arg(run.id)
                .arg(statementLine(statement))));
    }
    auto state = database::stateOfNamedObjects(session, statement.sql);
    if (!state)
        return failure(state.error());
    if (*state == statement.stateBefore)
        return {};
    statement.hasEnded = true;
    statement.stateAfter = *state;
    progress.inEffect.push_back(std::move(statement));
    return {};
}

Result<> ResumeGuard::resume(const JournalRun &run, StepProgress progress,
                             const RunStarted &started)
{
    const JournalStep &step = run.steps[static_cast<size_t>(progress.step)];
    if (*m_request.resume != run.id)
        return failure(
            ErrorCode::InvalidPlan,
            u"Run %1 cannot be resumed: run %2 has come after it."_s.arg(*m_request.resume)
                .arg(run.id));
    if (started.steps.empty() || started.steps.front().revisions != step.revisions)
        return failure(
            ErrorCode::InvalidPlan,
            u"Run %1 cannot be resumed: its step \"%2\" is not the next one."_s.arg(run.id).arg(
                step.text));
    const QString path = scriptPath(m_project, step.revisions.value(0));
    if (fileHash(path) != step.scriptHash) {
        return failure(
            ErrorCode::InvalidPlan,
            u"Run %1 cannot be resumed: the script %2 has changed since."_s.arg(run.id).arg(path),
            u"Put the old text back, or undo by hand what is in effect ('limbeck log %1') and run "
            "the step with --restart."_s.arg(run.id));
    }
    m_replay.emplace(progress.inEffect, progress.takenBack);
    qint64 last = 0;
    for (JournalStatement &statement : progress.inEffect) {
        statement.step = 0; // it is this run's first step
        statement.isSkipped = true;
        last = std::max(last, statement.ordinal + statement.times - 1);
    }
    m_reporter.skipOrdinals(last);
    m_recorder.inherit(run, std::move(progress.inEffect));
    return {};
}

// ------------------------------------------------------------------------------------------------
// statements

Result<RunGuard::Verdict> ResumeGuard::beforeStatement(StatementStarted &started,
                                                       const dialect::Statement &statement,
                                                       dialect::Connection &session)
{
    if (!m_isActive || started.step < 0)
        return Verdict {};
    if (started.kind == StatementKind::Data)
        started.valuesHash = database::valuesHash(statement.parameters);
    Verdict verdict;
    if (m_replay && started.step == 0) {
        auto judged = m_replay->next(started);
        if (!judged || judged->isSkipped)
            return judged;
    }
    const auto act = started.kind == StatementKind::Session
        ? database::transactionControl(started.sql).act
        : database::TransactionControl::Act::None;
    if (m_undoesDdl) {
        if (act == database::TransactionControl::Act::Commit && session.hasUncommittedWork()) {
            if (const auto ready = beforeCommit(started, session); !ready)
                return failure(ready.error());
        }
        return verdict;
    }
    // Making it commits, which would take a savepoint away.
    const bool isFirstChange =
        started.kind == StatementKind::Data || act == database::TransactionControl::Act::Savepoint;
    if (isFirstChange && session.inTransaction())
        m_marker->make(session);
    const bool isStructure = started.kind == StatementKind::Structure;
    if (isStructure)
        m_effects.forget();
    if (started.kind == StatementKind::Data) {
        const auto effect = m_effects.of(session, started.sql);
        if (!effect)
            return failure(effect.error());
        started.stateBefore = toText(*effect);
    }
    verdict.commitsFirst =
        (isStructure || database::commitsOnMySql(act)) && session.hasUncommittedWork();
    if (!isStructure)
        return verdict;
    auto state = database::stateOfNamedObjects(session, started.sql);
    if (!state)
        return failure(state.error());
    started.stateBefore = std::move(*state);
    return verdict;
}

Result<> ResumeGuard::afterStatement(StatementFinished &finished,
                                     const dialect::Statement &statement,
                                     dialect::Connection &session)
{
    if (!m_marker || finished.step < 0
        || database::statementKind(statement.sql) != StatementKind::Structure)
        return {};
    auto state = database::stateOfNamedObjects(session, statement.sql);
    if (!state)
        return failure(state.error());
    finished.stateAfter = std::move(*state);
    return {};
}

void ResumeGuard::afterFailure(StatementFinished &finished, const dialect::Statement &statement,
                               const Error &error)
{
    if (m_isActive && !m_undoesDdl && database::changedNothing(statement.sql, error))
        finished.stateAfter = StatementFinished::changedNothing;
}

Result<> ResumeGuard::beforeCommit(StatementStarted &started, dialect::Connection &session)
{
    if (m_marker) {
        const auto isMarked = m_marker->set(session, m_recorder.token(), m_reporter.lastOrdinal());
        if (!isMarked)
            return failure(isMarked.error());
        started.stateBefore = *isMarked ? "marked" : QByteArray();
        return {};
    }
    if (!m_isActive || !m_undoesDdl || started.step < 0)
        return {};
    auto number = TransactionMark::ofCurrent(session);
    if (number)
        started.stateBefore = std::move(*number);
    // A transaction in which a statement has failed refuses the question; COMMIT tells that better.
    const bool isAnswer = number || number.error().code == ErrorCode::Database;
    return isAnswer ? Result<>() : failure(number.error());
}

Result<> ResumeGuard::endRun(dialect::Connection &session)
{
    return m_marker ? m_marker->drop(session) : Result<>();
}

Error ResumeGuard::explain(Error error)
{
    if (!m_isActive || m_recorder.runId() == 0)
        return error;
    m_recorder.flush();
    const auto run = m_journal->run(m_recorder.runId());
    const auto statements =
        run ? m_journal->statements(run->id) : Result<std::vector<JournalStatement>>();
    if (!run || !statements)
        return error; // the journal has told its own failure
    const StepProgress progress = progressOf(*run, *statements);
    if (progress.step < 0
        || (progress.inEffect.empty() && !progress.inDoubt && !progress.isCommitInDoubt))
        return error;
    if (!progress.inEffect.empty()) {
        error.notes += whyInEffect(progress, m_undoesDdl);
        error.notes += lines(progress.inEffect);
    }
    if (progress.isCommitInDoubt && !progress.uncommitted.empty()) {
        error.notes += u"Not known whether committed; --resume asks the database:"_s;
        error.notes += lines(progress.uncommitted);
    }
    const bool isInDoubt = progress.inDoubt && !isOfVersionRows(*progress.inDoubt);
    if (isInDoubt)
        error.notes += u"Not known whether in effect: %1. %2"_s.arg(progress.inDoubt->ordinal)
                           .arg(statementLine(*progress.inDoubt));
    // Whether DDL is in effect is to be seen; rows have nothing to know them by.
    const QString remedy = isInDoubt && progress.inDoubt->kind == StatementKind::Data
        ? lookYourself()
        : u"When the cause is removed, 'limbeck %1 --resume' continues behind them."_s.arg(
            run->command);
    error.hint = error.hint.isEmpty() ? remedy : error.hint + u' ' + remedy;
    return error;
}

} // namespace limbeck
