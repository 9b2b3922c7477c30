// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/offlineoutput.h"

#include "core/dialect/driverplaceholders.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace limbeck {

OfflineOutput::OfflineOutput(const dialect::Dialect &dialect, RunObserver &observer, Sink sink)
    : m_dialect(dialect)
    , m_observer(observer)
    , m_sink(std::move(sink))
    , m_tellsStatements(observer.readsWrittenStatements())
{
}

OfflineOutput::Piece OfflineOutput::piece(int step, const QString &sql, const QString &text,
                                          const SourceSpan &origin) const
{
    Piece result { std::nullopt, text };
    if (m_tellsStatements) {
        StatementStarted &event = result.event.emplace();
        event.step = step;
        event.sql = sql;
        event.origin = origin;
    }
    return result;
}

void OfflineOutput::statement(int step, const dialect::Statement &statement)
{
    const QString sql =
        dialect::withDriverPlaceholders(statement, m_dialect.driverStyle().paramstyle);
    put(piece(step, sql, dialect::offlineText(sql) % u';', statement.origin));
}

void OfflineOutput::text(const QString &text)
{
    put({ std::nullopt, text });
}

void OfflineOutput::begin()
{
    put(piece(-1, u"BEGIN"_s, u"BEGIN;"_s));
}

void OfflineOutput::commit()
{
    put(piece(-1, u"COMMIT"_s, u"COMMIT;"_s));
}

void OfflineOutput::hold()
{
    m_isHeld = true;
}

OfflineOutput::Pieces OfflineOutput::take()
{
    m_isHeld = false;
    return std::exchange(m_held, {});
}

void OfflineOutput::write(const Pieces &pieces)
{
    for (const Piece &piece : pieces)
        put(piece);
}

void OfflineOutput::put(Piece piece)
{
    if (m_isHeld)
        m_held.push_back(std::move(piece));
    else
        write(piece);
}

void OfflineOutput::write(const Piece &piece)
{
    if (piece.event)
        m_observer.handle(*piece.event);
    const QString text = piece.text % u"\n\n";
    if (!m_sink)
        m_observer.handle(OfflineText { text });
    else if (m_state)
        m_state = m_sink(text);
}

} // namespace limbeck
