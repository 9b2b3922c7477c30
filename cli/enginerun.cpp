// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"

#include "cli/interrupt.h"
#include "cli/namespace.h"
#include "cli/outsidecommand.h"
#include "cli/passwordprompt.h"
#include "cli/printingobserver.h"
#include "core/engine/runner.h"

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

class FunctionVisitor final : public DatabaseVisitor
{
public:
    explicit FunctionVisitor(std::function<Result<>(const DatabaseState &)> visit)
        : m_visit(std::move(visit))
    {
    }

    [[nodiscard]] Result<> visit(const DatabaseState &database) override
    {
        return m_visit(database);
    }

private:
    std::function<Result<>(const DatabaseState &)> m_visit;
};

class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { }
};

} // namespace

RunRequest completed(const CommandContext &context, RunRequest request)
{
    request.xArguments = context.arguments.values(u"x"_s);
    if (context.arguments.has(u"tag"_s))
        request.tag = context.arguments.value(u"tag"_s);
    request.commandOptions = argumentNamespace(context.program, context.arguments);
    return request;
}

Result<Heads> runInEngine(const CommandContext &context, ScriptDirectory scripts,
                          const RunRequest &request)
{
    PrintingObserver observer;
    RunCancellation cancellation;
    RunRequest whole = completed(context, request);
    whole.passwords = commandLinePasswords(cancellation.token());
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const Result<RunOutcome> outcome =
        run(Project(context.config, std::move(scripts)), whole, observer, cancellation);
    if (!outcome)
        return failure(withOutsideHint(outcome.error()));
    Heads heads;
    for (const QString &head : outcome->heads)
        heads.emplace_back(head);
    return heads;
}

Result<> visitDatabases(const CommandContext &context, const ScriptDirectory &scripts,
                        const std::function<Result<>(const DatabaseState &)> &visit)
{
    RunRequest request;
    request.command = RunRequest::Command::Current;
    request.visitor = std::make_shared<FunctionVisitor>(visit);
    const Result<Heads> done = runInEngine(context, scripts, request);
    return done ? Result<>() : Result<>(failure(done.error()));
}

Result<Heads> probeHeads(const CommandContext &context, const ScriptDirectory &scripts)
{
    RunRequest request;
    request.command = RunRequest::Command::Current;
    request.isProbe = true;
    request.writesFiles = false;
    int databases = 0;
    request.visitor = std::make_shared<FunctionVisitor>([&databases](const DatabaseState &) {
        ++databases;
        return Result<>();
    });
    SilentObserver observer;
    RunCancellation cancellation;
    const Result<RunOutcome> outcome =
        run(Project(context.config, scripts), completed(context, request), observer, cancellation);
    if (!outcome)
        return failure(outcome.error());
    if (databases > 1)
        return failure(ErrorCode::InvalidPlan, u"env.py opens several databases"_s);
    Heads heads;
    for (const QString &head : outcome->heads)
        heads.emplace_back(head);
    return heads;
}

} // namespace limbeck::cli
