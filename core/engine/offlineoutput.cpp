// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/offlineoutput.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

StatementStarted written(int step, const QString &sql, const SourceSpan &origin = {})
{
    StatementStarted event;
    event.step = step;
    event.sql = sql;
    event.origin = origin;
    return event;
}

} // namespace

OfflineOutput::OfflineOutput(const dialect::Dialect &dialect, RunObserver &observer, Sink sink)
    : m_dialect(dialect)
    , m_observer(observer)
    , m_sink(std::move(sink))
{
}

void OfflineOutput::statement(int step, const dialect::Statement &statement)
{
    m_observer.handle(written(step, statement.sql, statement.origin));
    write(dialect::offlineText(statement.sql) + u';');
}

void OfflineOutput::text(const QString &text)
{
    write(text);
}

void OfflineOutput::begin()
{
    m_observer.handle(written(-1, u"BEGIN"_s));
    write(u"BEGIN;"_s);
}

void OfflineOutput::commit()
{
    m_observer.handle(written(-1, u"COMMIT"_s));
    write(u"COMMIT;"_s);
}

void OfflineOutput::write(const QString &text)
{
    if (!m_sink)
        m_observer.handle(OfflineText { text + u"\n\n"_s });
    else if (m_state)
        m_state = m_sink(text + u"\n\n"_s);
}

} // namespace limbeck
