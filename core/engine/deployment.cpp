// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/deployment.h"

#include "core/database/connect.h"
#include "core/database/restore.h"
#include "core/engine/journal.h"
#include "core/engine/runner.h"
#include "core/revision/planner.h"

#include <QFileInfo>
#include <QJsonArray>

#include <set>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Passes a run's events on and keeps the names in its statements: the tables that it may have
/// written are among them.
class NameCollector final : public RunObserver
{
public:
    explicit NameCollector(RunObserver &observer)
        : m_observer(observer)
    {
    }

    void handle(const RunEvent &event) override
    {
        if (const auto *statement = std::get_if<StatementStarted>(&event)) {
            if (statement->sql != m_lastSql) {
                m_lastSql = statement->sql;
                for (const QString &name : database::namesIn(m_lastSql))
                    m_names.insert(name.toLower());
            }
        }
        m_observer.handle(event);
    }

    [[nodiscard]] bool mayHaveWritten(const QString &table) const
    {
        return m_names.contains(table.section(u'.', -1).toLower());
    }

private:
    RunObserver &m_observer;
    QString m_lastSql;
    std::set<QString> m_names;
};

class Deployment
{
public:
    Deployment(const Project &project, const DeploymentRequest &request, RunObserver &observer,
               RunCancellation &cancellation,
               const std::function<void(DeploymentPhase, const DeploymentReport &)> &onPhase)
        : m_project(project)
        , m_request(request)
        , m_observer(observer)
        , m_cancellation(cancellation)
        , m_onPhase(onPhase)
    {
    }

    [[nodiscard]] Result<DeploymentReport> run()
    {
        m_onPhase(DeploymentPhase::Status, m_report);
        auto database = probe(m_project, m_request.run, m_observer, m_cancellation);
        if (!database)
            return failure(database.error());
        m_report.database = std::move(*database);
        m_report.headsAfter = m_report.database.state.heads;
        m_onPhase(DeploymentPhase::Plan, m_report);
        if (const auto planned = plan(); !planned)
            return failure(planned.error());
        if (m_report.plan.isEmpty())
            return m_report;
        m_onPhase(DeploymentPhase::Backup, m_report);
        if (const auto backed = backUp(); !backed)
            return failure(backed.error());
        m_onPhase(DeploymentPhase::Upgrade, m_report);
        upgrade();
        m_onPhase(DeploymentPhase::Retention, m_report);
        if (const auto tidied = retain(); !tidied)
            return failure(tidied.error());
        return m_report;
    }

private:
    Result<> plan()
    {
        const auto &map = m_project.scripts().map();
        if (!map)
            return failure(map.error());
        Heads heads;
        for (const QString &head : m_report.database.state.heads)
            heads.emplace_back(head);
        const auto plan = upgradePlan(*map, heads, RevisionTarget(m_request.run.targets.value(0)));
        if (!plan)
            return failure(plan.error());
        for (const MigrationStep &step : plan->steps)
            m_report.plan += step.log();
        for (const RevisionId &head : plan->endHeads)
            m_promisedHeads += head.text();
        return {};
    }

    Result<> backUp()
    {
        auto written = writer().write(m_report.database.state.heads);
        if (!written)
            return failure(written.error());
        m_report.backup = std::move(*written);
        return {};
    }

    [[nodiscard]] database::BackupWriter writer() const
    {
        return { m_report.database.specification,
                 m_request.backupFolder.isEmpty() ? database::defaultBackupFolder()
                                                  : m_request.backupFolder,
                 m_cancellation.token() };
    }

    void upgrade()
    {
        NameCollector collector(m_observer);
        const auto done = limbeck::run(m_project, m_request.run, collector, m_cancellation);
        m_onPhase(DeploymentPhase::Verify, m_report);
        // What came after it must not be cancelled with it.
        RunCancellation rest;
        const auto now = probe(m_project, m_request.run, m_silent, rest);
        if (now)
            m_report.headsAfter = now->state.heads;
        const auto content = readContentNow();
        if (content)
            keepLeft(*content);
        if (!done)
            return afterFailure(done.error(), content, collector);
        if (!now || !content)
            return verificationFailed((now ? content.error() : now.error()));
        if (!isPromised(now->state.heads))
            return verificationFailed(
                Error { ErrorCode::VersionMismatch,
                        u"The database is at %1, the plan promised %2."_s.arg(
                            now->state.heads.join(u", "_s), m_promisedHeads.join(u", "_s)),
                        {},
                        {},
                        {},
                        {} });
        m_report.outcome = DeploymentReport::Outcome::Upgraded;
    }

    void verificationFailed(const Error &error)
    {
        m_report.outcome = DeploymentReport::Outcome::FailedVerification;
        m_report.failure = error;
    }

    [[nodiscard]] bool isPromised(QStringList heads) const
    {
        QStringList promised = m_promisedHeads;
        heads.sort();
        promised.sort();
        return heads == promised;
    }

    [[nodiscard]] Result<database::DatabaseContent> readContentNow() const
    {
        const auto connection = database::openConnection(m_report.database.specification);
        if (!connection)
            return failure(connection.error());
        return database::readContent(**connection);
    }

    /// For a later 'limbeck restore': what is different from this was written by others.
    void keepLeft(const database::DatabaseContent &content)
    {
        m_report.backup->left = content;
        if (const auto saved = m_report.backup->save(); !saved)
            m_report.restoreFailure = saved.error();
    }

    void afterFailure(const Error &error, const Result<database::DatabaseContent> &content,
                      const NameCollector &collector)
    {
        m_report.failure = error;
        m_report.outcome = DeploymentReport::Outcome::FailedPartly;
        if (!content) {
            m_report.restoreFailure = content.error();
            return;
        }
        if (m_report.backup->content && isUnchanged(*m_report.backup->content, *content)) {
            m_report.outcome = DeploymentReport::Outcome::FailedUnchanged;
            return;
        }
        if (!m_request.restoresOnFailure)
            return;
        m_onPhase(DeploymentPhase::Restore, m_report);
        const auto restored = putBack(*content, collector);
        if (!restored) {
            m_report.restoreFailure = restored.error();
            return;
        }
        m_report.outcome = DeploymentReport::Outcome::FailedRestored;
        m_report.headsAfter = m_report.database.state.heads;
    }

    /// A version table that was made and is empty is no change, nor is a number drawn from a
    /// sequence.
    [[nodiscard]] static bool isUnchanged(database::DatabaseContent before,
                                          database::DatabaseContent now)
    {
        before.sequences.clear();
        now.sequences.clear();
        return before == now;
    }

    Result<> putBack(const database::DatabaseContent &left, const NameCollector &collector)
    {
        if (!m_report.backup->content)
            return failure(ErrorCode::Refused,
                           u"The database was written by others while the backup was made."_s);
        // A table that no statement of the run names was written by somebody else, if it is not
        // what it was: the restore would undo that too.
        QStringList strange;
        for (const auto &[name, table] : m_report.backup->content->tables) {
            const auto now = left.tables.find(name);
            if (now != left.tables.end() && now->second != table && !collector.mayHaveWritten(name))
                strange += name;
        }
        if (!strange.isEmpty())
            return failure(
                ErrorCode::Refused,
                u"Others wrote to the database during the run: %1."_s.arg(strange.join(u", "_s)),
                u"Nothing was put back. The backup is in %1."_s.arg(m_report.backup->path));
        return database::restore(*m_report.backup, m_report.database.specification, CancelToken());
    }

    Result<> retain()
    {
        auto gone = writer().retain(m_report.backup->identity, m_request.keep);
        if (!gone)
            return failure(gone.error());
        m_report.removedBackups = std::move(*gone);
        return {};
    }

    class SilentObserver final : public RunObserver
    {
    public:
        void handle(const RunEvent &) override { } // the result tells what matters here
    };

    const Project &m_project;
    const DeploymentRequest &m_request;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    const std::function<void(DeploymentPhase, const DeploymentReport &)> &m_onPhase;
    SilentObserver m_silent;
    DeploymentReport m_report;
    QStringList m_promisedHeads;
};

QJsonObject toJson(const Error &error)
{
    return { { u"message"_s, error.message },
             { u"hint"_s, error.hint },
             { u"notes"_s, QJsonArray::fromStringList(error.notes) },
             { u"place"_s, error.span.toString() } };
}

} // namespace

QString toString(DeploymentReport::Outcome outcome)
{
    switch (outcome) {
    case DeploymentReport::Outcome::NothingToDo:
        return u"nothing_to_do"_s;
    case DeploymentReport::Outcome::Upgraded:
        return u"upgraded"_s;
    case DeploymentReport::Outcome::FailedUnchanged:
        return u"failed_unchanged"_s;
    case DeploymentReport::Outcome::FailedRestored:
        return u"failed_restored"_s;
    case DeploymentReport::Outcome::FailedPartly:
        return u"failed_partly"_s;
    case DeploymentReport::Outcome::FailedVerification:
        return u"failed_verification"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject DeploymentReport::toJson() const
{
    QJsonObject json {
        { u"outcome"_s, toString(outcome) },
        { u"database"_s, database.state.database },
        { u"url"_s, database.state.url },
        { u"identity"_s, database.state.identity },
        { u"heads_before"_s, QJsonArray::fromStringList(database.state.heads) },
        { u"heads_after"_s, QJsonArray::fromStringList(headsAfter) },
        { u"plan"_s, QJsonArray::fromStringList(plan) },
        { u"removed_backups"_s, QJsonArray::fromStringList(removedBackups) },
    };
    if (backup)
        json.insert(u"backup"_s,
                    QJsonObject { { u"path"_s, backup->path },
                                  { u"size"_s, backup->size },
                                  { u"sha256"_s, backup->sha256 },
                                  { u"program"_s, backup->program } });
    if (failure)
        json.insert(u"failure"_s, limbeck::toJson(*failure));
    if (restoreFailure)
        json.insert(u"restore_failure"_s, limbeck::toJson(*restoreFailure));
    return json;
}

Result<DeploymentReport>
deploy(const Project &project, const DeploymentRequest &request, RunObserver &observer,
       RunCancellation &cancellation,
       const std::function<void(DeploymentPhase, const DeploymentReport &)> &onPhase)
{
    return Deployment(project, request, observer, cancellation, onPhase).run();
}

} // namespace limbeck
