// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/probe.h"

#include <QJsonObject>

#include <functional>

namespace limbeck {

/// One statement of a rehearsal, as it was sent to the scratch copy.
struct RehearsedStatement
{
    QString sql;
    QString origin; ///< "path:line:column"
    qint64 rows = -1; ///< touched; -1 where the database does not tell
    qint64 microseconds = 0;
    QStringList locks; ///< that it took: "ticket AccessExclusiveLock"; PostgreSQL only
    QStringList rewritten; ///< tables that were written anew; PostgreSQL and MariaDB
};

/// One step of the way up, down, or up again.
struct RehearsedStep
{
    enum class Leg { Up, Down, UpAgain };

    Leg leg = Leg::Up;
    QString revision;
    QString text; ///< "a -> b, add users"
    qint64 microseconds = 0;
    std::vector<RehearsedStatement> statements;
};

/// What a rehearsal found out.
struct RehearsalReport
{
    ProbedDatabase database; ///< the original
    std::vector<RehearsedStep> steps; ///< those that were done, in order
    std::optional<Error> failure; ///< of the leg that did not come to its end
    RehearsedStep::Leg failedLeg = RehearsedStep::Leg::Up;
    /// What up and down again leaves different from before: "+ ticket: priority VARCHAR(20)".
    QStringList leftByDown;
    /// What down and up again leaves different.
    QStringList leftByUpAgain;
    bool wentDown = false; ///< false: it was not tried, or failed
    QString whyNotDown; ///< if it was not tried

    [[nodiscard]] bool isSuccess() const
    {
        return !failure && leftByDown.isEmpty() && leftByUpAgain.isEmpty();
    }

    [[nodiscard]] QJsonObject toJson() const;

    /// What the upgrade sent, whole: the preview of scripts whose SQL depends on rows. Of one
    /// @p revision only, if it is given. Equal texts in a row, which a loop sends with other
    /// values, are there once, with their number.
    [[nodiscard]] QString sentSql(const QString &revision = {}) const;
};

/// Runs an upgrade up, down and up again on a scratch copy of the database, rows and all, and
/// compares the schemas. The database itself is only read. The copy is gone afterwards.
///
/// @p request: the upgrade, with one target. @p onPhase is told what happens, for people.
/// Errors: what kept it from beginning; a step that fails is in the report.
[[nodiscard]] Result<RehearsalReport> rehearse(const Project &project, const RunRequest &request,
                                               RunObserver &observer, RunCancellation &cancellation,
                                               const std::function<void(const QString &)> &onPhase);

} // namespace limbeck
