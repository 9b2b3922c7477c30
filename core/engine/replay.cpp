// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/replay.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using database::StatementKind;

QString shortened(const QString &sql)
{
    const QString line = sql.simplified();
    return line.size() > 100 ? line.left(99) + u'…' : line;
}

} // namespace

Replay::Replay(const std::vector<JournalStatement> &inEffect,
               const std::vector<JournalStatement> &takenBack)
{
    for (const JournalStatement &statement : takenBack) {
        for (const StatementExecution &execution : statement.executions)
            ++m_takenBack[{ statement.sql, execution.valuesHash }];
    }
    for (const JournalStatement &statement : inEffect) {
        if (statement.kind == StatementKind::Structure) {
            m_parts.push_back({ statement.sql, statement.ordinal, {} });
            continue;
        }
        if (m_parts.empty() || !m_parts.back().structure.isEmpty())
            m_parts.push_back({ {}, statement.ordinal, {} });
        for (const StatementExecution &execution : statement.executions) {
            m_parts.back().changes[{ statement.sql, execution.valuesHash }].push_back(
                { false, true, execution.rows, execution.lastInsertId });
        }
    }
}

Result<RunGuard::Verdict> Replay::next(const StatementStarted &statement)
{
    switch (statement.kind) {
    case StatementKind::Read:
    case StatementKind::Session:
        return RunGuard::Verdict {};
    case StatementKind::Data:
        return nextChange(statement.sql, statement.valuesHash);
    case StatementKind::Structure:
        return nextStructure(statement.sql);
    }
    Q_UNREACHABLE();
}

Result<RunGuard::Verdict> Replay::nextStructure(const QString &sql)
{
    // Changes of rows that did not come again: the rows are as they should be already.
    if (!m_parts.empty() && m_parts.front().structure.isEmpty())
        m_parts.pop_front();
    if (m_parts.empty())
        return RunGuard::Verdict {};
    const Part part = std::move(m_parts.front());
    m_parts.pop_front();
    if (part.structure == sql)
        return RunGuard::Verdict { false, true, -1, -1 };
    return failure(
        ErrorCode::InvalidPlan,
        u"The step cannot be continued: it sends \"%1\" where the interrupted run had sent \"%2\"."_s
            .arg(shortened(sql), shortened(part.structure)),
        u"The script, or what it reads, has changed since. Undo by hand what is in effect "
        u"('limbeck "
        "log' shows it), then run the step from its beginning with --restart."_s);
}

Result<RunGuard::Verdict> Replay::nextChange(const QString &sql, quint64 valuesHash)
{
    if (m_parts.empty())
        return RunGuard::Verdict {};
    Part &part = m_parts.front();
    const auto found = part.changes.find({ sql, valuesHash });
    if (found != part.changes.end()) {
        const RunGuard::Verdict verdict = found->second.front();
        found->second.pop_front();
        if (found->second.empty())
            part.changes.erase(found);
        return verdict;
    }
    if (const auto undone = m_takenBack.find({ sql, valuesHash });
        undone != m_takenBack.end() && undone->second-- > 0)
        return RunGuard::Verdict {};
    // Behind the last one that is in effect everything is new; before it nothing may be.
    if (m_parts.size() == 1 && part.structure.isEmpty())
        return RunGuard::Verdict {};
    return failure(
        ErrorCode::InvalidPlan,
        u"The step cannot be continued: it changes rows with \"%1\", which it did not the first time."_s
            .arg(shortened(sql)),
        u"The script, or the rows it reads, have changed since. Undo by hand what is in effect "
        "('limbeck log' shows it), then run the step from its beginning with --restart."_s);
}

} // namespace limbeck
