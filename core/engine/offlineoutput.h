// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/dialect.h"
#include "core/engine/runevent.h"

#include <functional>
#include <optional>
#include <vector>

namespace limbeck {

/// Writes the text of offline mode as Alembic lays it out: each piece ends with an empty line.
/// Source: Alembic, `DefaultImpl.static_output`; `BEGIN`/`COMMIT` stand around what would be one
/// transaction.
class OfflineOutput
{
public:
    /// Where the text goes in place of OfflineText events: env.py's output_buffer.
    using Sink = std::function<Result<>(const QString &text)>;

    OfflineOutput(const dialect::Dialect &dialect, RunObserver &observer, Sink sink = {});

    [[nodiscard]] bool hasSink() const { return m_sink != nullptr; }

    /// The first thing that went wrong with the sink.
    [[nodiscard]] const Result<> &state() const { return m_state; }

    void statement(int step, const dialect::Statement &statement);
    /// A text that is no statement: "-- Running upgrade a -> b".
    void text(const QString &text);
    void begin();
    void commit();

    /// A statement or a text, with what the observer is told of it.
    struct Piece
    {
        std::optional<StatementStarted> event;
        QString text;
    };

    using Pieces = std::vector<Piece>;

    /// Keeps back what comes from now on until take(): of a step that may have to be written in
    /// another way.
    void hold();
    [[nodiscard]] Pieces take();
    void write(const Pieces &pieces);

private:
    [[nodiscard]] Piece piece(int step, const QString &sql, const QString &text,
                              const SourceSpan &origin = {}) const;
    void put(Piece piece);
    void write(const Piece &piece);

    const dialect::Dialect &m_dialect;
    RunObserver &m_observer;
    Sink m_sink;
    bool m_tellsStatements; ///< to the observer, beside their text
    Result<> m_state;
    bool m_isHeld = false;
    Pieces m_held;
};

} // namespace limbeck
