// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/revisions/revisionfilestask.h"

#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Hands on what is logged and what is written. Signals that are emitted in the pool's thread are
/// queued to the window's.
class TaskObserver final : public RunObserver, public RevisionFilesObserver
{
public:
    explicit TaskObserver(RevisionFilesTask &task)
        : m_task(task)
    {
    }

    void handle(const RunEvent &event) override
    {
        const auto *line = std::get_if<LogLine>(&event);
        // How the context was set up is of no interest here.
        if (line && !line->logger.startsWith("alembic.runtime"_L1))
            Q_EMIT m_task.logged(line->text);
    }

    void began(Work work, const QString &subject) override
    {
        switch (work) {
        case Work::MakeFolder:
            Q_EMIT m_task.workBegan(RevisionFilesTask::tr("Making the folder %1").arg(subject));
            break;
        case Work::WriteFile:
            Q_EMIT m_task.workBegan(
                RevisionFilesTask::tr("Writing %1").arg(QFileInfo(subject).fileName()));
            break;
        case Work::RunHook:
            Q_EMIT m_task.workBegan(RevisionFilesTask::tr("Running the hook “%1”").arg(subject));
            break;
        }
    }

    void ended(Work, bool) override { } // how the whole went is told at its end

private:
    RevisionFilesTask &m_task;
};

} // namespace

RevisionFilesTask::RevisionFilesTask(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Result<QStringList> written = m_watcher.result();
        if (written)
            Q_EMIT finished(*written);
        else
            Q_EMIT failed(written.error());
    });
}

RevisionFilesTask::~RevisionFilesTask()
{
    m_watcher.disconnect(this);
    cancel();
    m_pool.waitForDone();
}

void RevisionFilesTask::start(std::shared_ptr<const Project> project, RevisionFilesOrder order,
                              RunRequest request)
{
    m_cancellation = std::make_shared<RunCancellation>();
    request.command = RunRequest::Command::Revision;
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool,
        [this, project = std::move(project), order = std::move(order), request = std::move(request),
         cancellation = m_cancellation] {
            TaskObserver observer(*this);
            return writeRevisionFiles(*project, order, request, observer, *cancellation, observer);
        }));
}

void RevisionFilesTask::cancel()
{
    if (m_cancellation)
        m_cancellation->cancel();
}

} // namespace limbeck
