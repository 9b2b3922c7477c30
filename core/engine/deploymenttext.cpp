// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/deployment.h"

#include <QLocale>

using namespace Qt::StringLiterals;

// What a person reads about a deployment.

namespace limbeck {

namespace {

QString headsText(const QStringList &heads)
{
    return heads.isEmpty() ? u"base"_s : heads.join(u", "_s);
}

} // namespace

QStringList phaseTexts(DeploymentPhase phase, const DeploymentReport &report)
{
    switch (phase) {
    case DeploymentPhase::Status:
        return { u"Status"_s };
    case DeploymentPhase::Plan:
        return { u"%1 is at %2"_s.arg(report.database.state.database,
                                      headsText(report.database.state.heads)) };
    case DeploymentPhase::Backup:
        return { u"Plan: %1"_s.arg(report.plan.join(u"; "_s)), u"Backup"_s };
    case DeploymentPhase::Upgrade:
        return { u"%1, %2, read back"_s.arg(report.backup->path,
                                            QLocale::c().formattedDataSize(report.backup->size)),
                 u"Upgrade"_s };
    case DeploymentPhase::Verify:
        return { u"Verify"_s };
    case DeploymentPhase::Restore:
        return { u"The upgrade failed and left something; restoring the backup"_s };
    case DeploymentPhase::Retention:
        return { u"Old backups"_s };
    }
    Q_UNREACHABLE();
}

QString summaryOf(const DeploymentReport &report)
{
    using Outcome = DeploymentReport::Outcome;
    const QString &database = report.database.state.database;
    switch (report.outcome) {
    case Outcome::NothingToDo:
        return u"%1 is at %2 already: nothing to do."_s.arg(database, headsText(report.headsAfter));
    case Outcome::Upgraded:
        return u"%1 is at %2."_s.arg(database, headsText(report.headsAfter));
    case Outcome::FailedUnchanged:
        return u"The upgrade failed; %1 is unchanged at %2."_s.arg(database,
                                                                   headsText(report.headsAfter));
    case Outcome::FailedRestored:
        return u"The upgrade failed; %1 was restored to %2."_s.arg(database,
                                                                   headsText(report.headsAfter));
    case Outcome::FailedPartly:
        return u"The upgrade failed, and %1 holds a part of it."_s.arg(database);
    case Outcome::FailedVerification:
        return u"The upgrade of %1 could not be verified."_s.arg(database);
    }
    Q_UNREACHABLE();
}

Error failureOf(const DeploymentReport &report)
{
    Error error = report.failure.value_or(Error());
    error = error.within(summaryOf(report).chopped(1));
    // What the run itself advises is about what it left, which is not there any more.
    if (report.outcome == DeploymentReport::Outcome::FailedRestored)
        error.hint = u"Remove the cause, and upgrade again."_s;
    if (report.restoreFailure) {
        error.notes += u"Not restored: "_s + report.restoreFailure->message;
        error.notes += report.restoreFailure->notes;
    }
    if (report.backup)
        error.notes += u"The backup is %1"_s.arg(report.backup->path);
    return error;
}

} // namespace limbeck
