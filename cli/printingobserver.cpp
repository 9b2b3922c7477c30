// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/printingobserver.h"

#include "cli/logwriter.h"
#include "cli/style.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace limbeck::cli {

namespace {

/// What a server tells by the way is worth a line only where it warns; ours about the URL do.
bool isWarning(const DatabaseNotice &notice)
{
    return notice.severity.compare(u"WARNING", Qt::CaseInsensitive) == 0
        || notice.severity == u"NOTE"_s;
}

/// What the engine has to say itself: no script, and so no handler, knows of it.
bool isOwnWarning(const LogLine &line)
{
    return line.logger.startsWith(u"limbeck.") && line.level != u"INFO" && line.level != u"DEBUG";
}

} // namespace

PrintingObserver::PrintingObserver()
    : m_isErrorWatched(isTerminal(stderr))
{
}

void PrintingObserver::handle(const RunEvent &event)
{
    if (const auto *line = std::get_if<LogOutput>(&event)) {
        write(line->isError ? stderr : stdout, line->text);
    } else if (const auto *own = std::get_if<LogLine>(&event)) {
        if (isOwnWarning(*own))
            write(stderr, u"%1: %2\n"_s.arg(own->level, own->text));
    } else if (const auto *notice = std::get_if<DatabaseNotice>(&event)) {
        if (isWarning(*notice))
            write(stderr, u"WARNING: %1\n"_s.arg(notice->text));
    } else if (const auto *waiting = std::get_if<Waiting>(&event)) {
        if (!waiting->holders.isEmpty())
            write(stderr,
                  u"Waiting for %1: %2\n"_s.arg(
                      waiting->reason == Waiting::For::OtherRun ? u"another run"_s : u"a lock"_s,
                      waiting->holders.join(u"; ")));
    } else if (const auto *retried = std::get_if<StepRetried>(&event)) {
        write(stderr,
              u"The step did not get a lock and was rolled back. Try %1 begins in %2 s.\n"_s
                  .arg(retried->attempt)
                  .arg(static_cast<double>(retried->pause.count()) / 1000, 0, 'f', 1));
    } else if (const auto *text = std::get_if<OfflineText>(&event)) {
        Output::beginSql();
        write(stdout, text->text); // the SQL is the result, also with --quiet
    } else if (const auto *output = std::get_if<ScriptOutput>(&event)) {
        write(output->isError ? stderr : stdout, output->text);
        std::fflush(stdout); // whoever watches a long script sees it at once
    } else if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_steps = started->offline ? 0 : static_cast<qsizetype>(started->steps.size());
    } else if (const auto *step = std::get_if<StepStarted>(&event)) {
        if (m_steps > 0) {
            m_step = u"[%1/%2] %3"_s.arg(step->index + 1).arg(m_steps).arg(step->step.text);
            m_progress.show(m_step);
        }
    } else if (const auto *rows = std::get_if<RowsProgress>(&event)) {
        m_progress.show(u"%1 · %2 rows"_s.arg(m_step, QLocale::c().toString(rows->rows)));
    } else if (std::holds_alternative<StepFinished>(event)) {
        m_progress.clear();
    } else if (std::holds_alternative<RunFinished>(event)
               || std::holds_alternative<RunFailed>(event)) {
        LogWriter::standardError().flush(); // what is told of the run's end stands below
    }
}

void PrintingObserver::write(FILE *stream, const QString &text)
{
    m_progress.hide();
    const QByteArray bytes = text.toUtf8();
    if (stream == stderr && !m_isOnePlace && !m_isErrorWatched) {
        LogWriter::standardError().write(bytes);
        return;
    }
    if (stream == stderr && m_isOnePlace)
        std::fflush(stdout); // what was told before stands before
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}

} // namespace limbeck::cli
