// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/journal/journalreader.h"

#include "core/engine/runrecorder.h"

#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumRuns = 1000;

Result<std::unique_ptr<Journal>> openJournal()
{
    const QString path = Journal::defaultPath();
    if (path.isEmpty())
        return failure(ErrorCode::Configuration,
                       JournalReader::tr("Runs are not recorded: LIMBECK_JOURNAL is off."));
    return Journal::open(path);
}

Result<std::vector<JournalRun>> runsOf(const QString &identity)
{
    // Looking does not make the file.
    if (const QString path = Journal::defaultPath(); !path.isEmpty() && !QFileInfo::exists(path))
        return std::vector<JournalRun>();
    const auto journal = openJournal();
    if (!journal)
        return failure(journal.error());
    return (*journal)->runs(maximumRuns, identity);
}

Result<JournalEntry> entryOf(qint64 id)
{
    const auto journal = openJournal();
    if (!journal)
        return failure(journal.error());
    auto run = (*journal)->run(id);
    auto statements = (*journal)->statements(id);
    auto notes = (*journal)->notes(id);
    if (!run)
        return failure(run.error());
    if (!statements || !notes)
        return failure(statements ? notes.error() : statements.error());
    const auto newest = (*journal)->newestWork(run->identity);
    if (!newest)
        return failure(newest.error());
    JournalEntry entry { std::move(*run), std::move(*statements), std::move(*notes), {}, false };
    entry.progress = progressOf(entry.run, entry.statements);
    const bool stopped = entry.run.outcome != JournalRun::Outcome::Succeeded
        && entry.run.outcome != JournalRun::Outcome::Running;
    entry.isResumable = stopped && entry.progress.step >= 0 && !undoesDdl(entry.run.dialect)
        && *newest && (*newest)->id == id;
    return entry;
}

} // namespace

JournalReader::JournalReader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_runs, &QFutureWatcherBase::finished, this, [this] {
        const Runs runs = m_runs.result();
        if (runs)
            Q_EMIT runsRead(*runs);
        else
            Q_EMIT failed(runs.error());
    });
    connect(&m_entry, &QFutureWatcherBase::finished, this, [this] {
        const Entry entry = m_entry.result();
        if (entry)
            Q_EMIT entryRead(*entry);
        else
            Q_EMIT failed(entry.error());
    });
}

JournalReader::~JournalReader()
{
    m_runs.disconnect(this);
    m_entry.disconnect(this);
    m_pool.waitForDone();
}

void JournalReader::readRuns(const QString &identity)
{
    m_runs.setFuture(QtConcurrent::run(&m_pool, runsOf, identity));
}

void JournalReader::readEntry(qint64 id)
{
    m_entry.setFuture(QtConcurrent::run(&m_pool, entryOf, id));
}

} // namespace limbeck
