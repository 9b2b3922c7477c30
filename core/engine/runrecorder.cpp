// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runrecorder.h"

#include "core/database/rollbackeffect.h"
#include "core/database/transactioncontrol.h"
#include "core/engine/commandname.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QSysInfo>
#include <QUuid>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace limbeck {

namespace {

using database::StatementKind;
using Act = database::TransactionControl::Act;
using Durability = Journal::Durability;

/// So old what is not written may become, while statements come.
constexpr auto flushInterval = 250ms;

QString userName()
{
    const passwd *user = getpwuid(geteuid());
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(geteuid());
}

bool commits(StatementKind kind, const QString &sql)
{
    return kind == StatementKind::Session && database::transactionControl(sql).act == Act::Commit;
}

/// Rows that no rollback brings back, or not all of them.
bool isLasting(StatementKind kind, const QByteArray &stateBefore)
{
    return kind == StatementKind::Data
        && database::rollbackEffectFromText(stateBefore) != database::RollbackEffect::Undone;
}

JournalStep describe(const Project &project, const PlannedStep &planned)
{
    JournalStep step;
    step.revisions = planned.revisions;
    step.text = planned.text;
    switch (planned.direction) {
    case PlannedStep::Direction::Upgrade:
        step.direction = u"upgrade"_s;
        break;
    case PlannedStep::Direction::Downgrade:
        step.direction = u"downgrade"_s;
        break;
    case PlannedStep::Direction::Stamp:
        step.direction = u"stamp"_s;
        return step;
    }
    step.scriptPath = scriptPath(project, planned.revisions.value(0));
    step.scriptHash = fileHash(step.scriptPath);
    return step;
}

} // namespace

bool undoesDdl(const QString &dialect)
{
    return dialect == "postgresql"_L1 || dialect == "sqlite"_L1;
}

bool mayBeHalfDone(const QString &dialect)
{
    return dialect != "sqlite"_L1;
}

QString scriptPath(const Project &project, const QString &revision)
{
    const auto &map = project.scripts().map();
    if (!map)
        return {};
    const auto index = map->find(RevisionId(revision));
    return index ? map->at(*index).path : QString();
}

QByteArray fileHash(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&file);
    return hash.result();
}

RunRecorder::RunRecorder(std::shared_ptr<Journal> journal, const Project &project,
                         const RunRequest &request, std::function<void(const QString &)> warn)
    : m_journal(std::move(journal))
    , m_project(project)
    , m_request(request)
    , m_warn(std::move(warn))
{
}

void RunRecorder::addSecret(const QString &text)
{
    // Shorter ones would be found in ordinary words; they are not written on purpose anyway.
    if (text.size() >= 4 && !m_secrets.contains(text))
        m_secrets += text;
}

void RunRecorder::inherit(const JournalRun &run, std::vector<JournalStatement> statements)
{
    m_inheritedRun = run.id;
    m_inherited = std::move(statements);
}

void RunRecorder::handle(const RunEvent &event)
{
    if (m_hasSettledSteps && !std::holds_alternative<StepFinished>(event))
        flush();
    if (!m_isBroken)
        std::visit([this](const auto &value) { on(value); }, event);
}

QString RunRecorder::withoutSecrets(QString text) const
{
    for (const QString &secret : m_secrets)
        text.replace(secret, u"***"_s);
    return text;
}

void RunRecorder::check(const Result<> &written)
{
    if (written)
        return;
    m_isBroken = true;
    m_warn(u"The journal %1 cannot be written, so this run is not recorded any further: %2"_s.arg(
        m_journal->path(), written.error().message));
}

void RunRecorder::flush()
{
    if (m_isOpen && !m_isBroken)
        flush(Durability::Process);
}

void RunRecorder::flush(Durability durability)
{
    m_lastFlush = std::chrono::steady_clock::now();
    m_hasSettledSteps = false;
    writeCurrent();
    check(m_journal->append(m_run.id, m_batch, durability));
    m_batch = {};
}

// ------------------------------------------------------------------------------------------------
// the run

JournalRun RunRecorder::describe(const RunStarted &event) const
{
    JournalRun run;
    run.resumes = m_inheritedRun;
    run.token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    run.startedAt = QDateTime::currentDateTimeUtc();
    run.user = userName();
    run.host = QSysInfo::machineHostName();
    run.processId = QCoreApplication::applicationPid();
    run.program = QCoreApplication::applicationName() + u' ' + QStringLiteral(LIMBECK_VERSION);
    run.project = m_project.directory();
    run.command = commandName(m_request.command);
    run.targets = m_request.targets;
    run.database = event.database;
    run.url = withoutSecrets(event.url);
    run.identity = event.identity;
    run.dialect = event.dialect;
    run.serverVersion = event.serverVersion;
    run.session = event.session;
    run.headsBefore = event.heads;
    run.headsAfter = event.heads;
    run.headsKnown = true;
    for (const PlannedStep &step : event.steps)
        run.steps.push_back(limbeck::describe(m_project, step));
    return run;
}

void RunRecorder::on(const RunStarted &event)
{
    if (event.offline)
        return;
    endPrevious();
    m_undoesDdl = undoesDdl(event.dialect);
    m_isResumable = mayBeHalfDone(event.dialect);
    m_isInTransaction = m_begin.has_value(); // that which the version rows were read in
    m_run = describe(event);
    m_inheritedRun = 0;
    const auto begun = m_journal->beginRun(m_run, std::exchange(m_inherited, {}));
    if (!begun) {
        check(failure(begun.error()));
        return;
    }
    m_run.id = *begun;
    m_isOpen = true;
    if (m_isResumable && m_begin) {
        // It was begun before the run was, whose first number an inherited statement may have.
        JournalStatement begin = toStatement(*m_begin);
        begin.ordinal = 0;
        begin.hasEnded = true;
        m_batch.statements.push_back(std::move(begin));
    }
    m_lastFlush = std::chrono::steady_clock::now();
}

void RunRecorder::endPrevious()
{
    if (m_isOpen)
        end(JournalRun::Outcome::Succeeded);
}

void RunRecorder::end(JournalRun::Outcome outcome)
{
    flush(Durability::Process);
    if (m_isBroken)
        return;
    m_run.outcome = outcome;
    check(m_journal->endRun(m_run));
    m_isOpen = false;
}

void RunRecorder::on(const RunFinished &event)
{
    if (!m_isOpen)
        return;
    m_run.headsAfter = event.heads;
    m_run.headsKnown = true;
    end(JournalRun::Outcome::Succeeded);
}

void RunRecorder::on(const RunFailed &event)
{
    if (!m_isOpen)
        return;
    m_run.headsKnown = event.headsKnown;
    m_run.headsAfter = event.heads;
    m_run.failedStep = event.step;
    m_run.error = withoutSecrets(event.error.message);
    end(event.cancelled ? JournalRun::Outcome::Cancelled : JournalRun::Outcome::Failed);
}

// ------------------------------------------------------------------------------------------------
// steps and statements

void RunRecorder::on(const StepStarted &event)
{
    if (m_isOpen)
        m_batch.steps.push_back({ event.index, QDateTime::currentDateTimeUtc(), false, {}, false });
}

void RunRecorder::on(const StepFinished &event)
{
    if (!m_isOpen)
        return;
    m_batch.steps.push_back(
        { event.index, QDateTime::currentDateTimeUtc(), true, event.heads, event.committed });
    m_run.headsAfter = event.heads;
    m_hasSettledSteps = m_hasSettledSteps || event.committed;
}

bool RunRecorder::repeatsLast(const JournalStatement &statement) const
{
    if (m_batch.statements.empty() || statement.kind == StatementKind::Structure)
        return false;
    const JournalStatement &last = m_batch.statements.back();
    return last.hasEnded && last.error.isEmpty() && statement.error.isEmpty() && !last.isSkipped
        && last.step == statement.step && last.ordinal + last.times == statement.ordinal
        && last.sql == statement.sql;
}

bool RunRecorder::mustBeOnDisk(const StatementStarted &event) const
{
    return !m_undoesDdl
        && (event.kind == StatementKind::Structure || commits(event.kind, event.sql)
            || isLasting(event.kind, event.stateBefore));
}

/// A process that dies while it waits for the answer has said what it had asked for.
bool RunRecorder::mustBeWritten(const StatementStarted &event) const
{
    // Outside of a transaction it takes effect by itself.
    const bool isAlone = !m_isInTransaction && event.kind == StatementKind::Structure;
    return m_isResumable && (isAlone || (event.step >= 0 && commits(event.kind, event.sql)));
}

void RunRecorder::writeCurrent()
{
    if (m_current && !m_isCurrentWritten) {
        m_batch.statements.push_back(*m_current);
        m_isCurrentWritten = true;
    }
}

void RunRecorder::followTransaction(const StatementStarted &event)
{
    const auto act = event.kind == StatementKind::Session
        ? database::transactionControl(event.sql).act
        : Act::None;
    if (act == Act::Begin)
        m_begin = event;
    else if (act == Act::Commit || act == Act::Rollback)
        m_begin.reset();
}

JournalStatement RunRecorder::toStatement(const StatementStarted &event) const
{
    JournalStatement statement;
    statement.step = event.step;
    statement.ordinal = event.ordinal;
    statement.kind = event.kind;
    statement.sql = withoutSecrets(event.sql);
    statement.origin = event.origin.toString();
    statement.startedAt = QDateTime::currentDateTimeUtc();
    statement.stateBefore = event.stateBefore;
    return statement;
}

void RunRecorder::on(const StatementStarted &event)
{
    followTransaction(event);
    writeCurrent(); // one that has no end, as its session was lost, stays without
    m_current.reset();
    // Inherited statements were written when the run began.
    if (!m_isOpen || event.isSkipped || (!m_isResumable && event.kind == StatementKind::Session))
        return;
    m_isCurrentWritten = false;
    m_current = toStatement(event);
    if (m_isResumable && event.kind == StatementKind::Data)
        m_current->executions.push_back({ event.valuesHash, -1, -1 });
    if (mustBeOnDisk(event))
        flush(Durability::Disk);
    else if (mustBeWritten(event))
        flush(Durability::Process);
    else if (std::chrono::steady_clock::now() - m_lastFlush > flushInterval)
        flush(Durability::Process);
}

void RunRecorder::on(const StatementFinished &event)
{
    if (!m_isOpen || !m_current || m_current->ordinal != event.ordinal)
        return;
    JournalStatement ended = std::move(*m_current);
    m_current.reset();
    ended.hasEnded = true;
    ended.rows = event.rows;
    ended.microseconds = event.microseconds;
    ended.isOpen = event.isOpen;
    ended.error = withoutSecrets(event.error);
    ended.stateAfter = event.stateAfter;
    if (!ended.executions.empty()) {
        ended.executions.back().rows = event.rows;
        ended.executions.back().lastInsertId = event.lastInsertId;
    }
    // What nothing undoes is written at once.
    const bool isFinal = m_isResumable
        && (commits(ended.kind, ended.sql) || isLasting(ended.kind, ended.stateBefore)
            || (ended.kind == StatementKind::Structure && !ended.isOpen));
    if (ended.kind == StatementKind::Session) {
        const bool begins = database::transactionControl(ended.sql).act == Act::Begin;
        m_isInTransaction = begins || (m_isInTransaction && ended.isOpen);
    }
    if (m_isCurrentWritten) {
        m_batch.ends.push_back(std::move(ended));
        if (isFinal)
            flush(Durability::Process);
        return;
    }
    if (isFinal) {
        m_batch.statements.push_back(std::move(ended));
        flush(Durability::Process);
        return;
    }
    if (!repeatsLast(ended)) {
        m_batch.statements.push_back(std::move(ended));
        return;
    }
    JournalStatement &last = m_batch.statements.back();
    ++last.times;
    last.microseconds += ended.microseconds;
    last.isOpen = ended.isOpen;
    if (ended.rows >= 0)
        last.rows = std::max<qint64>(last.rows, 0) + ended.rows;
    for (const StatementExecution &execution : ended.executions)
        last.executions.push_back(execution);
}

} // namespace limbeck
