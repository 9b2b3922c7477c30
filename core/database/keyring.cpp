// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/keyring.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLibrary>
#include <QPromise>
#include <QThread>
#include <QTimer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

constexpr std::chrono::seconds unlockTime { 60 }; // a person may have to type

QString service()
{
    return u"limbeck"_s;
}

/// Both kinds of keyring are reached over the session bus; without one QtKeychain would start its
/// own, or wait.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

Error unavailable(const QString &reason)
{
    Error error;
    error.code = ErrorCode::FileAccess;
    error.message = u"No keyring can be used: %1"_s.arg(reason);
    error.hint = u"Start a Secret Service (gnome-keyring, KWallet) in this session, or put the "
                 "password into ~/.pgpass or an option file."_s;
    return error;
}

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

/// Runs a job of kind @p Job, which @p prepare completes, if there is a keyring to run it on. What
/// is not there is no failure.
template <typename Job>
Result<Outcome> ask(const QString &account, const std::function<void(Job &)> &prepare = {})
{
    if (!hasSessionBus())
        return failure(unavailable(u"this session has no message bus."_s));
    const Outcome outcome = run([account, prepare]() -> std::unique_ptr<QKeychain::Job> {
        auto job = std::make_unique<Job>(service());
        job->setKey(account);
        if (prepare)
            prepare(*job);
        return job;
    });
    if (outcome.error != QKeychain::NoError && outcome.error != QKeychain::EntryNotFound)
        return failure(unavailable(outcome.problem));
    return outcome;
}

} // namespace

Keyring::Keyring(std::function<void(const QString &)> tell)
    : m_tell(std::move(tell))
{
}

Result<std::optional<QString>> Keyring::password(const PasswordQuestion &question)
{
    if (question.refusals > 0)
        return std::nullopt;
    const auto found = ask<QKeychain::ReadPasswordJob>(question.account);
    if (found) {
        return found->error == QKeychain::NoError ? std::optional(found->password)
                                                  : std::optional<QString>();
    }
    if (m_tell && !std::exchange(m_hasTold, true))
        m_tell(found.error().message);
    return std::nullopt;
}

Result<> Keyring::store(const QString &account, const QString &password)
{
    const auto done = ask<QKeychain::WritePasswordJob>(
        account, [password](QKeychain::WritePasswordJob &job) { job.setTextData(password); });
    return done ? Result<>() : failure(done.error());
}

Result<> Keyring::forget(const QString &account)
{
    const auto done = ask<QKeychain::DeletePasswordJob>(account);
    return done ? Result<>() : failure(done.error());
}

} // namespace limbeck::database
