// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/deployment.h"

#include "cli/interrupt.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

constexpr int failedUnchanged = 7;
constexpr int failedPartly = 8;
constexpr int cancelled = 9;
constexpr int notVerified = 10;

void tell(const QString &text)
{
    Output::message(u"== %1\n"_s.arg(text));
}

void tellPhase(DeploymentPhase phase, const DeploymentReport &report)
{
    for (const QString &text : phaseTexts(phase, report))
        tell(text);
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
            context.output.line(summaryOf(*report));
        return {};
    }
    context.exitStatus = exitStatus(*report);
    return failure(failureOf(*report));
}

} // namespace limbeck::cli
