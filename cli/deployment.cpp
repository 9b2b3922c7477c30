// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/deployment.h"

#include "cli/interrupt.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"

#include <QFileInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

constexpr int failedUnchanged = 7;
constexpr int failedPartly = 8;
constexpr int cancelled = 9;
constexpr int notVerified = 10;

QString headsText(const QStringList &heads)
{
    return heads.isEmpty() ? u"base"_s : heads.join(u", "_s);
}

void tell(const QString &text)
{
    Output::message(u"== %1\n"_s.arg(text));
}

void tellPhase(DeploymentPhase phase, const DeploymentReport &report)
{
    switch (phase) {
    case DeploymentPhase::Status:
        return tell(u"Status"_s);
    case DeploymentPhase::Plan:
        tell(u"%1 is at %2"_s.arg(report.database.state.database,
                                  headsText(report.database.state.heads)));
        return;
    case DeploymentPhase::Backup:
        tell(u"Plan: %1"_s.arg(report.plan.join(u"; "_s)));
        return tell(u"Backup"_s);
    case DeploymentPhase::Upgrade:
        tell(u"%1, %2, read back"_s.arg(report.backup->path,
                                        QLocale::c().formattedDataSize(report.backup->size)));
        return tell(u"Upgrade"_s);
    case DeploymentPhase::Verify:
        return tell(u"Verify"_s);
    case DeploymentPhase::Restore:
        return tell(u"The upgrade failed and left something; restoring the backup"_s);
    case DeploymentPhase::Retention:
        return tell(u"Old backups"_s);
    }
}

/// What happened, in a sentence.
QString summary(const DeploymentReport &report)
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

Error errorOf(const DeploymentReport &report)
{
    Error error = report.failure.value_or(Error());
    error = error.within(summary(report).chopped(1));
    if (report.restoreFailure) {
        error.notes += u"Not restored: "_s + report.restoreFailure->message;
        error.notes += report.restoreFailure->notes;
    }
    if (report.backup)
        error.notes += u"The backup is %1"_s.arg(report.backup->path);
    return error;
}

} // namespace

int exitStatus(const DeploymentReport &report)
{
    using Outcome = DeploymentReport::Outcome;
    if (report.failure && report.failure->code == ErrorCode::Cancelled
        && report.outcome != Outcome::FailedPartly)
        return cancelled;
    switch (report.outcome) {
    case Outcome::NothingToDo:
    case Outcome::Upgraded:
        return 0;
    case Outcome::FailedUnchanged:
    case Outcome::FailedRestored:
        return failedUnchanged;
    case Outcome::FailedPartly:
        return failedPartly;
    case Outcome::FailedVerification:
        return notVerified;
    }
    Q_UNREACHABLE();
}

Result<> runDeployment(CommandContext &context, DeploymentRequest request, bool asJson)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    request.run = completed(context, request.run);
    PrintingObserver observer;
    RunCancellation cancellation;
    request.run.passwords = commandLinePasswords(cancellation.token());
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const auto report =
        deploy(Project(context.config, *scripts), request, observer, cancellation, tellPhase);
    if (!report)
        return failure(report.error());
    for (const QString &name : report->removedBackups)
        Output::message(u"   deleted %1\n"_s.arg(name));
    if (asJson)
        context.output.json(report->toJson());
    if (report->isSuccess()) {
        if (!asJson)
            context.output.line(summary(*report));
        return {};
    }
    context.exitStatus = exitStatus(*report);
    return failure(errorOf(*report));
}

} // namespace limbeck::cli
