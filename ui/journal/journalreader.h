// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/journal.h"
#include "core/engine/stepprogress.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

namespace limbeck {

/// One run with all that the journal knows of it.
struct JournalEntry
{
    JournalRun run;
    std::vector<JournalStatement> statements;
    QStringList notes;
    StepProgress progress; ///< of the step in which it stopped
    /// Whether it can be gone on with: it stopped inside a step, nothing ran on the database since,
    /// and the database does not undo DDL by itself.
    bool isResumable = false;
};

/// Reads the journal in a thread of its own, the newest request of each kind only.
class JournalReader final : public QObject
{
    Q_OBJECT

public:
    explicit JournalReader(QObject *parent = nullptr);
    ~JournalReader() override;

    /// The newest runs; of one database only, if @p identity is not empty. Answers by runsRead().
    void readRuns(const QString &identity);
    /// Answers by entryRead().
    void readEntry(qint64 id);

Q_SIGNALS:
    void runsRead(const std::vector<limbeck::JournalRun> &runs);
    void entryRead(const limbeck::JournalEntry &entry);
    void failed(const limbeck::Error &error);

private:
    using Runs = Result<std::vector<JournalRun>>;
    using Entry = Result<JournalEntry>;

    QThreadPool m_pool; ///< one thread: a journal is used in one
    QFutureWatcher<Runs> m_runs;
    QFutureWatcher<Entry> m_entry;
};

} // namespace limbeck
