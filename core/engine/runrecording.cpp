// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/runrecording.h"

#include "core/engine/observedconnection.h"

using namespace Qt::StringLiterals;

namespace limbeck {

RunRecording::RunRecording(const Project &project, const RunRequest &request, RunObserver &observer,
                           const RunCancellation &cancellation, RunGuard *guard)
    : m_observer(observer)
    , m_reporter({ &observer })
    , m_guard(guard)
{
    if (request.writes())
        openJournal(project, request, cancellation);
}

void RunRecording::openJournal(const Project &project, const RunRequest &request,
                               const RunCancellation &cancellation)
{
    const QString path = request.journal.value_or(Journal::defaultPath());
    if (path.isEmpty())
        return;
    auto opened = Journal::open(path);
    if (!opened) {
        warn(u"This run is not recorded, and cannot be resumed: %1"_s.arg(opened.error().message));
        return;
    }
    const std::shared_ptr<Journal> journal = std::move(*opened);
    m_recorder = std::make_unique<RunRecorder>(journal, project, request,
                                               [this](const QString &text) { warn(text); });
    // The journal comes first: what anybody else is told is in it already.
    m_reporter.setObservers({ m_recorder.get(), &m_observer });
    if (m_guard)
        return;
    m_resumeGuard = std::make_unique<ResumeGuard>(journal, *m_recorder, m_reporter, project,
                                                  request, cancellation.token());
    m_guard = m_resumeGuard.get();
}

void RunRecording::warn(const QString &text)
{
    m_observer.handle(LogLine { u"limbeck.journal"_s, u"WARNING"_s, text });
}

std::unique_ptr<dialect::Connection>
RunRecording::observe(std::unique_ptr<dialect::Connection> connection,
                      const ConnectionSpecification &specification)
{
    if (m_recorder)
        m_recorder->addSecret(specification.password);
    if (m_guard)
        m_guard->sessionOpened(specification);
    if (auto identity = database::identify(*connection))
        m_identity = std::move(*identity);
    else
        warn(u"This database cannot be told from others: %1"_s.arg(identity.error().message));
    return observed(std::move(connection), m_reporter, m_guard);
}

Result<> RunRecording::begin(RunStarted started, dialect::Connection *session)
{
    if (session) {
        started.serverVersion = session->serverVersion();
        started.identity = m_identity.text;
        started.session = m_identity.session;
        endPrevious(); // before anybody can refuse this one
        if (m_guard) {
            if (auto begun = m_guard->beginRun(started, *session); !begun)
                return begun;
        }
    }
    m_reporter.handle(started);
    return {};
}

Result<> RunRecording::end(dialect::Connection &session)
{
    m_reporter.leaveStep();
    return m_guard ? m_guard->endRun(session) : Result<>();
}

void RunRecording::endPrevious()
{
    if (m_recorder)
        m_recorder->endPrevious();
}

Error RunRecording::explain(Error error)
{
    return m_resumeGuard ? m_resumeGuard->explain(std::move(error)) : error;
}

} // namespace limbeck
