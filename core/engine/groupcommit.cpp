// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/groupcommit.h"

#include "core/engine/foreignkeycheck.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace limbeck {

namespace {

constexpr auto window = 100ms;

const QString savepoint = QStringLiteral("limbeck_step");

/// ROLLBACK, but not ROLLBACK TO a savepoint of the script's own.
bool isRollback(const QString &sql)
{
    static const QRegularExpression whole(u"^\\s*ROLLBACK(\\s+TRANSACTION)?\\s*;?\\s*$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return whole.match(sql).hasMatch();
}

} // namespace

GroupCommit::GroupCommit(std::unique_ptr<dialect::Connection> connection)
    : m_connection(std::move(connection))
{
}

GroupCommit::~GroupCommit()
{
    if (!m_isInStep)
        std::ignore = settle(); // a run settles before; the file rolls back what it cannot take
}

Result<> GroupCommit::send(const QString &sql)
{
    const auto sent = m_connection->execute({ sql, {}, {}, {}, {} });
    return sent ? Result<>() : failure(sent.error());
}

/// The file's transaction is over.
void GroupCommit::noteEndOfTransaction(bool isCommitted)
{
    if (isCommitted)
        m_durable += m_held;
    else
        m_isForbidden = m_isForbidden || m_held > 0;
    m_held = 0;
}

/// At the beginning of a transaction on the file: the switch cannot be changed inside of one.
bool GroupCommit::mayHoldBack()
{
    if (m_isForbidden)
        return false;
    const auto enforced = ForeignKeyCheck(*m_connection).isEnforced();
    return enforced && !*enforced;
}

// ------------------------------------------------------------------------------------------------
// for the run

Result<> GroupCommit::commitStep()
{
    if (m_mustRepeat)
        return failure(ErrorCode::Internal, u"The step is to be repeated"_s);
    m_isInStep = false;
    const bool isFirst = m_held == 0;
    const bool isOpen = m_connection->inTransaction(); // a script may have said COMMIT
    if (isFirst && (m_isAlone || !isOpen)) {
        auto committed = m_connection->commit();
        m_durable += committed ? 1 : 0;
        return committed;
    }
    if (!isOpen) {
        noteEndOfTransaction(false);
        return failure(ErrorCode::Database,
                       u"The transaction was rolled back, and the steps before with it"_s);
    }
    if (!isFirst) {
        if (const auto released = send(u"RELEASE SAVEPOINT "_s + savepoint); !released)
            return released;
    }
    ++m_held;
    return std::chrono::steady_clock::now() - m_begun < window ? Result<>() : settle();
}

Result<> GroupCommit::settle()
{
    if (m_held == 0)
        return {};
    const auto committed = m_connection->commit();
    noteEndOfTransaction(committed.has_value());
    if (!committed && m_connection->inTransaction())
        std::ignore = m_connection->rollback(); // the first error is the one to tell
    return committed;
}

Result<> GroupCommit::settleForOthers()
{
    if (m_held == 0)
        return {};
    if (!m_isInStep)
        return settle();
    m_isForbidden = true;
    m_mustRepeat = true;
    return failure(ErrorCode::Internal,
                   u"The steps before are to be committed before another session is opened"_s);
}

// ------------------------------------------------------------------------------------------------
// dialect::Connection

Result<std::unique_ptr<dialect::Cursor>> GroupCommit::execute(const dialect::Statement &statement)
{
    if (!m_isInStep) {
        if (const auto settled = settle(); !settled)
            return failure(settled.error());
        return m_connection->execute(statement);
    }
    if (m_held > 0 && isRollback(statement.sql)) {
        if (const auto taken = takeStepBack(); !taken)
            return failure(taken.error());
        dialect::Statement commit = statement;
        commit.sql = u"COMMIT"_s;
        auto committed = m_connection->execute(commit);
        noteEndOfTransaction(committed.has_value());
        return committed;
    }
    auto cursor = m_connection->execute(statement);
    // The script ended the transaction, or a failure did (disk full, interrupt …).
    if (m_held > 0 && !m_connection->inTransaction())
        noteEndOfTransaction(cursor.has_value());
    return cursor;
}

Result<> GroupCommit::begin()
{
    if (m_held > 0) {
        if (const auto marked = send(u"SAVEPOINT "_s + savepoint); !marked)
            return marked;
        m_isInStep = true;
        return {};
    }
    m_isAlone = !mayHoldBack();
    const auto begun = m_connection->begin();
    m_isInStep = begun.has_value();
    m_begun = std::chrono::steady_clock::now();
    return begun;
}

Result<> GroupCommit::commit()
{
    m_isInStep = false;
    const auto committed = m_connection->commit();
    if (!m_connection->inTransaction())
        noteEndOfTransaction(committed.has_value());
    return committed;
}

Result<> GroupCommit::rollback()
{
    const bool isStep = std::exchange(m_isInStep, false);
    if (m_held == 0 || !m_connection->inTransaction()) {
        noteEndOfTransaction(false);
        return m_connection->rollback();
    }
    if (isStep) {
        if (const auto taken = takeStepBack(); !taken)
            return taken;
    }
    return settle();
}

Result<> GroupCommit::takeStepBack()
{
    if (auto back = send(u"ROLLBACK TO SAVEPOINT "_s + savepoint); !back)
        return back;
    return send(u"RELEASE SAVEPOINT "_s + savepoint);
}

bool GroupCommit::inTransaction() const
{
    const bool isHeldOnly = m_held > 0 && !m_isInStep;
    return !isHeldOnly && m_connection->inTransaction();
}

bool GroupCommit::hasUncommittedWork() const
{
    return m_connection->hasUncommittedWork();
}

Result<> GroupCommit::setIsolationLevel(const QString &level)
{
    if (!m_isInStep) {
        if (auto settled = settle(); !settled)
            return settled;
    }
    return m_connection->setIsolationLevel(level);
}

const dialect::Dialect &GroupCommit::dialect() const
{
    return m_connection->dialect();
}

QString GroupCommit::serverVersion() const
{
    return m_connection->serverVersion();
}

bool GroupCommit::isMariaDb() const
{
    return m_connection->isMariaDb();
}

QString GroupCommit::displayName() const
{
    return m_connection->displayName();
}

dialect::Inspector &GroupCommit::inspector()
{
    return m_connection->inspector();
}

void GroupCommit::cancel()
{
    m_connection->cancel();
}

} // namespace limbeck
