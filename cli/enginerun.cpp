// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/enginerun.h"

#include "cli/currentheads.h"
#include "cli/interrupt.h"
#include "cli/logging.h"
#include "cli/outsidecommand.h"
#include "cli/passwordprompt.h"
#include "core/engine/runner.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// What a server tells by the way is no warning, unless it says so; ours about the URL are.
QString levelOf(const DatabaseNotice &notice)
{
    const bool warns = notice.severity.compare(u"WARNING", Qt::CaseInsensitive) == 0
        || notice.severity == u"NOTE"_s;
    return warns ? u"WARNING"_s : u"INFO"_s;
}

/// Prints what a run tells.
class PrintingObserver : public RunObserver
{
public:
    explicit PrintingObserver(const LogWriter &log)
        : m_log(log)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *line = std::get_if<LogLine>(&event)) {
            std::fflush(stdout);
            m_hasLogged = true;
            m_log.write({ line->logger, line->level, line->text });
        } else if (const auto *notice = std::get_if<DatabaseNotice>(&event)) {
            m_log.write({ u"limbeck.database"_s, levelOf(*notice), notice->text });
        } else if (const auto *text = std::get_if<OfflineText>(&event)) {
            Output().text(text->text); // the SQL is the result, also with --quiet
        } else if (const auto *output = std::get_if<ScriptOutput>(&event)) {
            Output().text(output->text); // to the same place as Python's print()
        } else if (const auto *started = std::get_if<RunStarted>(&event)) {
            m_database = started->url.isEmpty() ? started->database : started->url;
        }
    }

    [[nodiscard]] const QString &database() const { return m_database; }

    /// True once env.py has got as far as to log something.
    [[nodiscard]] bool hasLogged() const { return m_hasLogged; }

private:
    const LogWriter &m_log;
    QString m_database;
    bool m_hasLogged = false;
};

} // namespace

Result<RunReport> runInEngine(const CommandContext &context, const ScriptDirectory &scripts,
                              const RunRequest &request)
{
    const Result<LogWriter> log = LogWriter::fromIni(context.config.ini());
    if (!log)
        return failure(log.error());
    RunRequest completed = request;
    completed.xArguments = context.arguments.values(u"x"_s);
    if (context.arguments.has(u"tag"_s))
        completed.tag = context.arguments.value(u"tag"_s);

    PrintingObserver observer(*log);
    RunCancellation cancellation;
    completed.passwords = commandLinePasswords(cancellation.token());
    const InterruptWatch watch([&cancellation] { cancellation.cancel(); });
    const Result<RunOutcome> outcome =
        run(Project(context.config, scripts), completed, observer, cancellation);
    if (!outcome) {
        // Alembic logs what it tells, once env.py has configured logging.
        if (observer.hasLogged() && isCommandError(outcome.error()))
            log->write({ u"alembic.util.messaging"_s, u"ERROR"_s, outcome.error().message });
        return failure(withOutsideHint(outcome.error()));
    }
    RunReport report { observer.database(), {} };
    for (const QString &head : outcome->heads)
        report.heads.emplace_back(head);
    return report;
}

Result<Heads> currentHeads(CommandContext &context)
{
    const Result<ScriptDirectory> scripts = openScripts(context);
    if (!scripts)
        return failure(scripts.error());
    RunRequest request;
    request.command = RunRequest::Command::Current;
    const Result<RunReport> report = runInEngine(context, *scripts, request);
    if (!report)
        return failure(report.error());
    return report->heads;
}

} // namespace limbeck::cli
