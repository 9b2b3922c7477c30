// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/keyringbackend.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QLibrary>
#include <QPromise>
#include <QThread>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr std::chrono::seconds unlockTime { 60 }; // a person may have to type

struct Outcome
{
    QKeychain::Error error = QKeychain::OtherError;
    QString problem = u"it does not answer."_s;
    QString password;
};

/// GLib, which QtKeychain loads, would end this process when the bus goes away, at a logout: a run
/// must go on.
void outliveBus()
{
    QLibrary gio(u"gio-2.0"_s, 0);
    const auto get =
        reinterpret_cast<void *(*)(int, void *, void **)>(gio.resolve("g_bus_get_sync"));
    const auto setExit =
        reinterpret_cast<void (*)(void *, int)>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    if (void *bus = get && setExit ? get(sessionBus, nullptr, nullptr) : nullptr)
        setExit(bus, 0);
}

using MakeJob = std::function<std::unique_ptr<QKeychain::Job>()>;

/// The one thread in which jobs run: QtKeychain has one queue for all of them, and crashes when
/// they belong to another thread than it does. It ends with the program.
class KeyringThread
{
public:
    static KeyringThread &instance()
    {
        static KeyringThread thread;
        return thread;
    }

    Q_DISABLE_COPY_MOVE(KeyringThread)

    /// Begins the job that @p make makes. It deletes itself once it has ended.
    [[nodiscard]] QFuture<Outcome> begin(const MakeJob &make)
    {
        const auto promise = std::make_shared<QPromise<Outcome>>();
        promise->start();
        QMetaObject::invokeMethod(&m_worker, [make, promise] { begin(make().release(), promise); });
        return promise->future();
    }

private:
    KeyringThread()
    {
        m_worker.moveToThread(&m_thread);
        m_thread.setObjectName(u"keyring"_s);
        m_thread.start();
        QMetaObject::invokeMethod(&m_worker, outliveBus);
    }

    ~KeyringThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    static void begin(QKeychain::Job *job, const std::shared_ptr<QPromise<Outcome>> &promise)
    {
        QObject::connect(job, &QKeychain::Job::finished, job, [promise](QKeychain::Job *finished) {
            Outcome outcome { finished->error(), finished->errorString(), {} };
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
                outcome.password = reading->textData();
            promise->addResult(outcome);
            promise->finish();
        });
        job->start();
    }

    QThread m_thread;
    QObject m_worker;
};

/// Runs a job to its end; longer than unlockTime nobody waits for it.
Outcome run(const MakeJob &make)
{
    QFutureWatcher<Outcome> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcher<Outcome>::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(KeyringThread::instance().begin(make));
    QTimer::singleShot(unlockTime, &loop, &QEventLoop::quit);
    if (!watcher.isFinished())
        loop.exec();
    return watcher.isFinished() ? watcher.result() : Outcome();
}

std::unique_ptr<QKeychain::Job> makeJob(KeyringBackend::Action action, const QString &password)
{
    const QString service = u"limbeck"_s;
    switch (action) {
    case KeyringBackend::Action::Read:
        return std::make_unique<QKeychain::ReadPasswordJob>(service);
    case KeyringBackend::Action::Delete:
        return std::make_unique<QKeychain::DeletePasswordJob>(service);
    case KeyringBackend::Action::Write:
        break;
    }
    auto job = std::make_unique<QKeychain::WritePasswordJob>(service);
    job->setTextData(password);
    return job;
}

class QtKeychainBackend final : public KeyringBackend
{
public:
    Answer ask(Action action, const QString &account, const QString &password) override
    {
        const Outcome outcome = run([action, account, password] {
            auto job = makeJob(action, password);
            job->setKey(account);
            return job;
        });
        Answer answer;
        answer.isFound = outcome.error == QKeychain::NoError;
        answer.password = outcome.password;
        if (!answer.isFound && outcome.error != QKeychain::EntryNotFound)
            answer.problem = outcome.problem;
        return answer;
    }
};

} // namespace

} // namespace limbeck::database

extern "C" Q_DECL_EXPORT limbeck::database::KeyringBackend *limbeckKeyring()
{
    static limbeck::database::QtKeychainBackend backend;
    return &backend;
}
