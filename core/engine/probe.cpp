// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/probe.h"

#include "core/engine/journal.h"
#include "core/engine/runner.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Keeps what a run says about its database.
class Prober final : public RunObserver, public RunGuard
{
public:
    explicit Prober(RunObserver &observer)
        : m_observer(observer)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *started = std::get_if<RunStarted>(&event)) {
            m_states.push_back(*started);
            return;
        }
        // How it ends is told by the result.
        if (!std::holds_alternative<RunFinished>(event)
            && !std::holds_alternative<RunFailed>(event))
            m_observer.handle(event);
    }

    void sessionOpened(const ConnectionSpecification &specification) override
    {
        m_specification = specification;
    }

    [[nodiscard]] Result<ProbedDatabase> found() const
    {
        if (m_states.size() == 1)
            return ProbedDatabase { m_specification, m_states.front() };
        return failure(
            ErrorCode::InvalidPlan,
            m_states.empty() ? u"env.py opens no database"_s : u"env.py opens several databases"_s,
            m_states.empty() ? QString() : u"Choose one with -x, if env.py offers that."_s);
    }

private:
    RunObserver &m_observer;
    std::vector<RunStarted> m_states;
    ConnectionSpecification m_specification;
};

class SilentObserver final : public RunObserver
{
public:
    void handle(const RunEvent &) override { } // the result tells what matters here
};

} // namespace

Result<ProbedDatabase> probe(const Project &project, const RunRequest &like, RunObserver &observer,
                             RunCancellation &cancellation)
{
    RunRequest request = like;
    request.command = RunRequest::Command::Current;
    request.targets.clear();
    request.resume.reset();
    Prober prober(observer);
    if (const auto asked = run(project, request, prober, cancellation, &prober); !asked)
        return failure(asked.error());
    return prober.found();
}

Result<RunRequest> resumption(const Project &project, const RunRequest &like,
                              RunCancellation &cancellation)
{
    SilentObserver observer;
    const auto database = probe(project, like, observer, cancellation);
    if (!database)
        return failure(database.error());
    const QString path = like.journal.value_or(Journal::defaultPath());
    const auto journal = path.isEmpty()
        ? failure(ErrorCode::InvalidPlan, u"Runs are not recorded, so none can be resumed"_s)
        : Journal::open(path);
    if (!journal)
        return failure(journal.error());
    const auto newest = (*journal)->newestWork(database->state.identity);
    if (!newest)
        return failure(newest.error());
    if (!*newest || (*newest)->outcome == JournalRun::Outcome::Succeeded)
        return failure(ErrorCode::InvalidPlan,
                       u"There is nothing to resume: the last run on %1 came to its end."_s.arg(
                           database->state.database));
    const JournalRun &last = **newest;
    const QString command =
        like.command == RunRequest::Command::Downgrade ? u"downgrade"_s : u"upgrade"_s;
    if (last.command != command)
        return failure(ErrorCode::InvalidPlan,
                       u"The run to resume, %1, was 'limbeck %2 %3'."_s.arg(last.id).arg(
                           last.command, last.targets.join(u' ')),
                       u"Use 'limbeck %1 --resume'."_s.arg(last.command));
    RunRequest request = like;
    request.targets = last.targets;
    request.resume = last.id;
    return request;
}

} // namespace limbeck
