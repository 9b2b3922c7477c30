// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/rehearsal.h"

#include "core/database/catalogquery.h"
#include "core/database/connect.h"
#include "core/database/restore.h"
#include "core/engine/rehearsalguard.h"
#include "core/engine/runner.h"
#include "core/engine/schematext.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

using Leg = RehearsedStep::Leg;

/// A copy of a database beside it, made from a backup; gone with the object.
class ScratchCopy
{
public:
    explicit ScratchCopy(ConnectionSpecification original)
        : m_original(std::move(original))
    {
    }

    ~ScratchCopy()
    {
        if (m_isMade && m_original.backend != Backend::Sqlite) {
            if (const auto connection = database::openConnection(m_original))
                std::ignore = database::catalogQuery(**connection, u"DROP DATABASE "_s + m_name);
        }
    }

    Q_DISABLE_COPY_MOVE(ScratchCopy)

    [[nodiscard]] Result<> make(const QStringList &heads, const CancelToken &cancel)
    {
        if (!m_folder.isValid())
            return failure(ErrorCode::FileAccess, m_folder.errorString());
        const auto backup =
            database::BackupWriter(m_original, m_folder.path(), cancel).write(heads);
        if (!backup)
            return failure(backup.error());
        m_name = m_original.backend == Backend::Sqlite
            ? m_folder.filePath(u"scratch.db"_s)
            : u"limbeck_rehearsal_%1"_s.arg(QCoreApplication::applicationPid());
        const auto restored = database::restoreInto(*backup, m_original, m_name, cancel);
        m_isMade = restored.has_value();
        return restored;
    }

    [[nodiscard]] ConnectionSpecification specification() const
    {
        ConnectionSpecification copy = m_original;
        copy.database = m_name;
        return copy;
    }

    [[nodiscard]] QString url() const
    {
        return DatabaseUrl::fromSpecification(specification())
            .toString(DatabaseUrl::Password::Shown);
    }

private:
    ConnectionSpecification m_original;
    QTemporaryDir m_folder;
    QString m_name;
    bool m_isMade = false;
};

Result<SchemaText> readSchema(const ConnectionSpecification &specification)
{
    const auto connection = database::openConnection(specification);
    if (!connection)
        return failure(connection.error());
    return SchemaText::read(**connection);
}

QStringList differences(const SchemaText &before, const SchemaText &after)
{
    QStringList result = before.differencesTo(after);
    // The version table stays, as Alembic leaves it.
    result.removeIf([](const QString &line) { return line == "+ table alembic_version"_L1; });
    return result;
}

class Rehearsal
{
public:
    Rehearsal(const Project &project, const RunRequest &request, RunObserver &observer,
              RunCancellation &cancellation, const std::function<void(const QString &)> &onPhase)
        : m_project(project)
        , m_request(request)
        , m_observer(observer)
        , m_cancellation(cancellation)
        , m_onPhase(onPhase)
    {
    }

    [[nodiscard]] Result<RehearsalReport> run()
    {
        auto database = probe(m_project, m_request, m_observer, m_cancellation);
        if (!database)
            return failure(database.error());
        m_report.database = std::move(*database);
        m_onPhase(u"Copying %1"_s.arg(m_report.database.state.database));
        m_copy.emplace(m_report.database.specification);
        const QStringList &heads = m_report.database.state.heads;
        if (const auto made = m_copy->make(heads, m_cancellation.token()); !made)
            return failure(made.error().within(u"The scratch copy cannot be made"_s));
        const auto before = readSchema(m_copy->specification());
        if (!before)
            return failure(before.error());
        if (!leg(Leg::Up, RunRequest::Command::Upgrade, m_request.targets))
            return m_report;
        if (heads.size() > 1) {
            m_report.whyNotDown = u"the database has several heads, %1"_s.arg(heads.join(u", "_s));
            return m_report;
        }
        const auto above = readSchema(m_copy->specification());
        if (!above)
            return failure(above.error());
        if (!leg(Leg::Down, RunRequest::Command::Downgrade,
                 { heads.isEmpty() ? u"base"_s : heads.front() }))
            return m_report;
        m_report.wentDown = true;
        const auto below = readSchema(m_copy->specification());
        if (!below)
            return failure(below.error());
        m_report.leftByDown = differences(*before, *below);
        if (!leg(Leg::UpAgain, RunRequest::Command::Upgrade, m_request.targets))
            return m_report;
        const auto again = readSchema(m_copy->specification());
        if (!again)
            return failure(again.error());
        m_report.leftByUpAgain = differences(*above, *again);
        return m_report;
    }

private:
    /// True if it came to its end; else the report says why not.
    bool leg(Leg leg, RunRequest::Command command, const QStringList &targets)
    {
        m_onPhase(leg == Leg::Up ? u"Up"_s : leg == Leg::Down ? u"Down"_s : u"Up again"_s);
        RunRequest request = m_request;
        request.command = command;
        request.targets = targets;
        request.url = m_copy->url();
        request.journal = QString(); // it is not the database
        RehearsalGuard guard(leg, m_report.steps, m_observer);
        const auto done = limbeck::run(m_project, request, guard, m_cancellation, &guard);
        if (done)
            return true;
        m_report.failure = done.error();
        m_report.failedLeg = leg;
        return false;
    }

    const Project &m_project;
    const RunRequest &m_request;
    RunObserver &m_observer;
    RunCancellation &m_cancellation;
    const std::function<void(const QString &)> &m_onPhase;
    std::optional<ScratchCopy> m_copy;
    RehearsalReport m_report;
};

QString legName(Leg leg)
{
    return leg == Leg::Up ? u"up"_s : leg == Leg::Down ? u"down"_s : u"up_again"_s;
}

QString sentSqlOf(const RehearsedStep &step)
{
    QString text = u"-- Running %1\n\n"_s.arg(step.text);
    for (size_t i = 0, next = 0; i < step.statements.size(); i = next) {
        const RehearsedStatement &statement = step.statements[i];
        qint64 rows = 0;
        for (next = i; next < step.statements.size() && step.statements[next].sql == statement.sql;
             ++next)
            rows += std::max<qint64>(step.statements[next].rows, 0);
        if (next - i > 1)
            text += u"-- %1 times, %2 rows\n"_s.arg(next - i).arg(rows);
        text += statement.sql.trimmed() + u";\n\n"_s;
    }
    return text;
}

} // namespace

QString RehearsalReport::sentSql(const QString &revision) const
{
    QString text =
        u"-- As sent to a scratch copy of %1. Rows that were read decide about it, and "
        "bound values are left out:\n-- this is to be looked at, not to be run.\n\n"_s.arg(
            database.state.database);
    for (const RehearsedStep &step : steps) {
        if (step.leg == RehearsedStep::Leg::Up && (revision.isEmpty() || step.revision == revision))
            text += sentSqlOf(step);
    }
    return text;
}

QJsonObject RehearsalReport::toJson() const
{
    QJsonArray stepList;
    for (const RehearsedStep &step : steps) {
        QJsonArray statements;
        for (const RehearsedStatement &statement : step.statements)
            statements.append(QJsonObject {
                { u"sql"_s, statement.sql.trimmed() },
                { u"origin"_s, statement.origin },
                { u"rows"_s, statement.rows },
                { u"microseconds"_s, statement.microseconds },
                { u"locks"_s, QJsonArray::fromStringList(statement.locks) },
                { u"rewritten"_s, QJsonArray::fromStringList(statement.rewritten) } });
        stepList.append(QJsonObject { { u"leg"_s, legName(step.leg) },
                                      { u"revision"_s, step.revision },
                                      { u"text"_s, step.text },
                                      { u"microseconds"_s, step.microseconds },
                                      { u"statements"_s, statements } });
    }
    QJsonObject json { { u"database"_s, database.state.database },
                       { u"heads"_s, QJsonArray::fromStringList(database.state.heads) },
                       { u"success"_s, isSuccess() },
                       { u"went_down"_s, wentDown },
                       { u"left_by_down"_s, QJsonArray::fromStringList(leftByDown) },
                       { u"left_by_up_again"_s, QJsonArray::fromStringList(leftByUpAgain) },
                       { u"steps"_s, stepList } };
    if (!whyNotDown.isEmpty())
        json.insert(u"why_not_down"_s, whyNotDown);
    if (failure) {
        json.insert(u"failure"_s, failure->message);
        json.insert(u"failed_leg"_s, legName(failedLeg));
    }
    return json;
}

Result<RehearsalReport> rehearse(const Project &project, const RunRequest &request,
                                 RunObserver &observer, RunCancellation &cancellation,
                                 const std::function<void(const QString &)> &onPhase)
{
    return Rehearsal(project, request, observer, cancellation, onPhase).run();
}

} // namespace limbeck
