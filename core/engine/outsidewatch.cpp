// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/outsidewatch.h"

#include "core/database/databaseidentity.h"
#include "core/engine/commandname.h"
#include "core/engine/runsessions.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace limbeck {

OutsideWatch::OutsideWatch(const Config &config, const Project *project, RunRequest request,
                           RunObserver &observer, RunCancellation &cancellation)
    : m_config(config)
    , m_project(project)
    , m_request(std::move(request))
    , m_observer(observer)
    , m_cancellation(cancellation)
{
}

void OutsideWatch::begin(const QJsonObject &event)
{
    const auto command = commandFromName(event[u"name"_s].toString());
    m_request.command = command.value_or(RunRequest::Command::Current);
    m_request.sql = event[u"sql"_s].toBool();
    m_request.targets.clear();
    for (const QJsonValue &target : event[u"targets"_s].toArray())
        m_request.targets += target.toString();
    if (m_request.writes())
        record();
}

void OutsideWatch::record()
{
    const QString path = m_request.journal.value_or(Journal::defaultPath());
    if (path.isEmpty())
        return;
    if (!m_project)
        return warn(u"This run is not recorded, as the project's scripts cannot be read here."_s);
    auto journal = Journal::open(path);
    if (!journal)
        return warn(u"This run is not recorded: %1"_s.arg(journal.error().message));
    m_recorder = std::make_unique<RunRecorder>(std::move(*journal), *m_project, m_request,
                                               [this](const QString &text) { warn(text); });
}

Result<> OutsideWatch::lock(const QJsonObject &event)
{
    if (!m_request.writes())
        return {};
    const auto url = DatabaseUrl::parse(event[u"url"_s].toString());
    auto specification = url ? url->toSpecification() : failure(url.error());
    if (!specification) {
        warn(u"The database is not locked against a second run: %1"_s.arg(
            specification.error().message));
        return {};
    }
    // A SQLite file's relative name counts from the other process's folder.
    if (const QString path = event[u"path"_s].toString(); !path.isEmpty())
        specification->database = path;
    if (m_recorder)
        m_recorder->addSecret(specification->password);
    return lock(*specification);
}

Result<> OutsideWatch::lock(const ConnectionSpecification &specification)
{
    const QString key =
        DatabaseUrl::fromSpecification(specification).toString(DatabaseUrl::Password::Hidden);
    if (m_locks.contains(key))
        return {};
    database::RunLock::Request request;
    request.wait = *limitsOf(m_request, m_config).orElse(defaultRunLimits()).lockWait;
    request.cancel = m_cancellation.token();
    bool hasWaited = false;
    request.onWaiting = [&](const QString &holder) {
        hasWaited = true;
        m_observer.handle(Waiting { Waiting::For::OtherRun, { holder } });
    };
    auto lock = database::RunLock::acquire(specification, {}, request);
    if (hasWaited)
        m_observer.handle(Waiting { Waiting::For::OtherRun, {} });
    if (!lock) {
        const ErrorCode code = lock.error().code;
        if (code == ErrorCode::Locked || code == ErrorCode::Cancelled)
            return failure(lock.error());
        // Python may have ways to a database that are none of ours.
        warn(u"The database is not locked against a second run: %1"_s.arg(lock.error().message));
        return {};
    }
    identify(specification, **lock);
    m_locks.emplace(key, std::move(*lock));
    return {};
}

void OutsideWatch::identify(const ConnectionSpecification &specification, database::RunLock &lock)
{
    std::unique_ptr<dialect::Connection> own;
    dialect::Connection *session = lock.session();
    if (!session) {
        if (auto opened = database::openConnection(specification))
            own = std::move(*opened);
        session = own.get();
    }
    const auto identity =
        session ? database::identify(*session) : Result<database::DatabaseIdentity>();
    m_identity = identity ? identity->text : QString();
    m_serverVersion = session ? session->serverVersion() : QString();
}

void OutsideWatch::handle(const RunEvent &event)
{
    if (m_recorder) {
        if (const auto *started = std::get_if<RunStarted>(&event)) {
            // Its session is not known: nobody resumes such a run.
            RunStarted complete = *started;
            complete.identity = m_identity;
            complete.serverVersion = m_serverVersion;
            m_recorder->handle(complete);
        } else {
            m_recorder->handle(event);
        }
    }
    m_observer.handle(event);
}

void OutsideWatch::warn(const QString &text)
{
    m_observer.handle(LogLine { u"limbeck.outside"_s, u"WARNING"_s, text });
}

} // namespace limbeck
