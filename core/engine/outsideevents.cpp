// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/outsideevents.h"

#include "core/base/credentials.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QString text(const QJsonObject &event, const QString &name)
{
    return withoutCredentials(event[name].toString());
}

QStringList texts(const QJsonValue &value)
{
    QStringList result;
    for (const QJsonValue &element : value.toArray())
        result << element.toString();
    return result;
}

PlannedStep plannedStep(const QJsonObject &step)
{
    const QString direction = step[u"direction"_s].toString();
    return { direction == "stamp"_L1           ? PlannedStep::Direction::Stamp
                 : direction == "downgrade"_L1 ? PlannedStep::Direction::Downgrade
                                               : PlannedStep::Direction::Upgrade,
             texts(step[u"revisions"_s]), step[u"text"_s].toString() };
}

} // namespace

void OutsideEvents::handle(const QJsonObject &event)
{
    const QString kind = event[u"event"_s].toString();
    if (kind == "log"_L1) {
        log(event);
    } else if (kind == "statement"_L1) {
        StatementStarted started;
        started.step = m_step;
        started.sql = text(event, u"sql"_s);
        started.kind = database::statementKind(started.sql);
        started.ordinal = ++m_ordinal;
        m_observer.handle(started);
    } else if (kind == "executed"_L1) {
        StatementFinished finished;
        finished.step = m_step;
        finished.ordinal = m_ordinal;
        finished.rows = event[u"rows"_s].toInteger(-1);
        finished.microseconds = event[u"microseconds"_s].toInteger();
        m_observer.handle(finished);
    } else if (kind == "printed"_L1) {
        if (m_offline)
            m_observer.handle(OfflineText { event[u"text"_s].toString() });
        else
            m_observer.handle(ScriptOutput { text(event, u"text"_s), false });
    } else if (kind == "warned"_L1) {
        m_observer.handle(ScriptOutput { text(event, u"text"_s), true });
    } else if (kind == "started"_L1) {
        start(event);
    } else if (kind == "step"_L1) {
        m_step = event[u"index"_s].toInt();
        m_observer.handle(StepStarted { m_step, m_steps.at(static_cast<std::size_t>(m_step)) });
    } else if (kind == "stepped"_L1) {
        ++m_stepsDone;
        m_observer.handle(StepFinished { std::exchange(m_step, -1), {}, false });
    } else if (kind == "heads"_L1) {
        m_heads = texts(event[u"heads"_s]);
    } else if (kind == "done"_L1) {
        m_isDone = true;
    } else if (kind == "exit"_L1) {
        exit(event);
    } else {
        fail(event);
    }
}

void OutsideEvents::start(const QJsonObject &event)
{
    RunStarted started;
    started.url = event[u"url"_s].toString();
    started.dialect = event[u"dialect"_s].toString();
    started.database = (started.dialect + u' ' + event[u"database"_s].toString()).trimmed();
    started.heads = texts(event[u"heads"_s]);
    started.offline = event[u"offline"_s].toBool();
    for (const QJsonValue &step : event[u"steps"_s].toArray())
        started.steps.push_back(plannedStep(step.toObject()));
    m_heads = started.heads;
    m_steps = started.steps;
    m_observer.handle(started);
}

/// The record, and what the project's own handler made of it.
void OutsideEvents::log(const QJsonObject &event)
{
    m_observer.handle(LogLine { event[u"logger"_s].toString(), event[u"level"_s].toString(),
                                text(event, u"text"_s) });
    m_observer.handle(
        LogOutput { text(event, u"formatted"_s) + u'\n', event[u"isError"_s].toBool(true) });
}

void OutsideEvents::fail(const QJsonObject &event)
{
    const QString kind =
        event[u"event"_s].toString() == "unusable"_L1 ? u"unusable"_s : event[u"kind"_s].toString();
    Error error;
    error.code = ErrorCode::Script;
    error.message = text(event, u"message"_s);
    if (kind == "unusable"_L1) {
        error.code = ErrorCode::Configuration;
        error.message =
            u"%1 has no Alembic: %2"_s.arg(event[u"python"_s].toString(), error.message);
        error.hint = u"Install the project's packages for it, or name another interpreter with "
                     "LIMBECK_PYTHON or 'python' in limbeck.toml."_s;
    } else if (kind == "command"_L1) {
        error.code = ErrorCode::Usage;
    } else if (kind == "cancelled"_L1) {
        error.code = ErrorCode::Cancelled;
    }
    for (const QString &line : texts(event[u"traceback"_s]))
        error.notes << withoutCredentials(line);
    m_failure = error;
}

void OutsideEvents::exit(const QJsonObject &event)
{
    const int status = event[u"status"_s].toInt();
    if (m_isDone && status == 0)
        return;
    if (!m_failure || m_failure->message.isEmpty()) {
        m_failure = Error {};
        m_failure->code = ErrorCode::Script;
        m_failure->message = event[u"crashed"_s].toBool()
            ? u"The project's Alembic was killed by signal %1"_s.arg(status)
            : u"The project's Alembic ended with status %1"_s.arg(status);
    }
    m_failure->subjects = QStringList { QString::number(status) };
}

std::optional<Error> OutsideEvents::failure() const
{
    return m_failure;
}

} // namespace limbeck
