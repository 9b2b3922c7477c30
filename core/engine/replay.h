// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "core/engine/runguard.h"

#include <deque>
#include <map>

namespace limbeck {

/// Goes through the statements of a step a second time and tells which of them are in effect since
/// the first time, so that only the others are sent.
///
/// Statements that only read are always sent. DDL must come again in its old order with its old
/// text. Changes of rows between two statements of DDL may come in another number and order, as a
/// loop over rows finds fewer of them the second time: each counts by its text and its values.
class Replay
{
public:
    /// @p takenBack: changes of rows that the step made and undid; they may come again.
    explicit Replay(const std::vector<JournalStatement> &inEffect,
                    const std::vector<JournalStatement> &takenBack = {});

    /// What becomes of a statement. Errors: InvalidPlan when it does not fit to what is in effect,
    /// because the script or the rows it reads have changed.
    [[nodiscard]] Result<RunGuard::Verdict> next(const StatementStarted &statement);

    /// Nothing is left that was in effect.
    [[nodiscard]] bool isOver() const { return m_parts.empty(); }

private:
    using Key = std::pair<QString, quint64>; ///< text and hash of the values

    /// A statement of DDL, or changes of rows up to the next one.
    struct Part
    {
        QString structure; ///< empty: changes of rows
        qint64 ordinal = 0;
        std::map<Key, std::deque<RunGuard::Verdict>> changes;
    };

    [[nodiscard]] Result<RunGuard::Verdict> nextStructure(const QString &sql);
    [[nodiscard]] Result<RunGuard::Verdict> nextChange(const QString &sql, quint64 valuesHash);

    std::deque<Part> m_parts;
    std::map<Key, qint64> m_takenBack; ///< how often
};

} // namespace limbeck
