// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/runevent.h"

#include <QAbstractListModel>
#include <QTimer>

#include <deque>

namespace limbeck {

/// One line of the run log.
struct LogEntry
{
    enum class Kind { Text, Step, Statement, Output, Success, Warning, Error };

    Kind kind = Kind::Text;
    QString time; ///< empty for a line that continues the one before
    QString text;
    SourceSpan origin; ///< the script line that caused it, if one did
};

/// The live log of runs. Lines are added in batches, so that 10,000 a second do not hold the window
/// up; the oldest go when there are too many.
class LogModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { KindRole = Qt::UserRole + 1, TimeRole, OriginFileRole, OriginLineRole };

    static constexpr int maximumLines = 100'000;

    explicit LogModel(QObject *parent = nullptr);

    void handle(const RunEvent &event);
    void addLine(LogEntry::Kind kind, const QString &text, const SourceSpan &origin = {});
    void clear();
    /// Adds what waits for the next batch.
    void flush();

    [[nodiscard]] const LogEntry &entry(int row) const
    {
        return m_entries[static_cast<std::size_t>(row)];
    }

    /// Time and text of the rows from @p first to @p last.
    [[nodiscard]] QString text(int first, int last) const;
    /// The next row after @p row that holds @p text, round the end; -1 if there is none.
    [[nodiscard]] int find(const QString &text, int row, bool forward) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;

private:
    std::deque<LogEntry> m_entries;
    std::vector<LogEntry> m_pending;
    qint64 m_leftOut = 0; ///< statements of this batch that were too many to show
    QTimer m_timer;
};

/// What the log shows of an event; empty for events that it does not show.
[[nodiscard]] QString logText(const RunEvent &event);

} // namespace limbeck
