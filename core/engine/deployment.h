// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/backup.h"
#include "core/engine/probe.h"

#include <functional>

namespace limbeck {

/// An upgrade with everything around it that a person would do by hand.
struct DeploymentRequest
{
    RunRequest run; ///< an upgrade to one target, with its limits
    QString backupFolder; ///< empty: database::defaultBackupFolder()
    int keep = 10; ///< so many backups of the database are kept; the others go at the end
    /// Puts the database back after a failure, where that is safe. Otherwise it is left as it is.
    bool restoresOnFailure = true;
};

/// The phases of a deployment, in their order.
enum class DeploymentPhase { Status, Plan, Backup, Upgrade, Verify, Restore, Retention };

/// What became of a deployment.
struct DeploymentReport
{
    enum class Outcome {
        NothingToDo, ///< the database was at the target already
        Upgraded,
        FailedUnchanged, ///< the upgrade failed; the database is what it was
        FailedRestored, ///< the upgrade failed and left something; the backup was put back
        FailedPartly, ///< the upgrade failed, and what it left is there
        FailedVerification, ///< the upgrade went through, but the database is not at the target
    };

    Outcome outcome = Outcome::NothingToDo;
    ProbedDatabase database; ///< as it was before
    QStringList plan; ///< "upgrade a -> b, add users"
    std::optional<database::Backup> backup;
    QStringList headsAfter;
    std::optional<Error> failure; ///< why it failed
    std::optional<Error> restoreFailure; ///< why the backup was not put back
    QStringList removedBackups;

    [[nodiscard]] bool isSuccess() const
    {
        return outcome == Outcome::NothingToDo || outcome == Outcome::Upgraded;
    }

    /// Without passwords.
    [[nodiscard]] QJsonObject toJson() const;
};

/// "nothing_to_do", "upgraded", "failed_unchanged" …
[[nodiscard]] QString toString(DeploymentReport::Outcome outcome);

/// What a person is told as @p phase begins: what the one before found out, and its name.
[[nodiscard]] QStringList phaseTexts(DeploymentPhase phase, const DeploymentReport &report);
/// What happened, in a sentence.
[[nodiscard]] QString summaryOf(const DeploymentReport &report);
/// Why a deployment without success failed, in the words of summaryOf(), with where its backup is.
[[nodiscard]] Error failureOf(const DeploymentReport &report);

/// Status, backup, plan, upgrade, verification; after a failure the backup is put back, if nobody
/// else has written to the database meanwhile; at last old backups go.
///
/// @p onPhase is called as each phase begins, with what the one before found out for people.
/// Errors: what kept it from beginning: env.py, the connection, the plan, the backup. A failure of
/// the upgrade is no error but an outcome. After any error the database is unchanged.
[[nodiscard]] Result<DeploymentReport>
deploy(const Project &project, const DeploymentRequest &request, RunObserver &observer,
       RunCancellation &cancellation,
       const std::function<void(DeploymentPhase, const DeploymentReport &)> &onPhase);

} // namespace limbeck
