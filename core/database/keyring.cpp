// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/keyring.h"

#include <QEventLoop>
#include <QFileInfo>
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

/// Runs @p job, which deletes itself, to its end; longer than unlockTime nobody waits for it.
Outcome run(QKeychain::Job *job)
{
    Outcome outcome;
    QEventLoop loop;
    bool isFinished = false;
    QObject::connect(job, &QKeychain::Job::finished, &loop, [&](QKeychain::Job *finished) {
        isFinished = true;
        outcome.error = finished->error();
        outcome.problem = finished->errorString();
        if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
            outcome.password = reading->textData();
        loop.quit();
    });
    QTimer::singleShot(unlockTime, &loop, &QEventLoop::quit);
    job->start();
    if (!isFinished)
        loop.exec();
    return outcome;
}

/// Runs @p job if there is a keyring to run it on. What is not there is no failure.
Result<Outcome> ask(std::unique_ptr<QKeychain::Job> job, const QString &account)
{
    if (!hasSessionBus())
        return failure(unavailable(u"this session has no message bus."_s));
    job->setKey(account);
    const Outcome outcome = run(job.release());
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
    const auto found =
        ask(std::make_unique<QKeychain::ReadPasswordJob>(service()), question.account);
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
    auto job = std::make_unique<QKeychain::WritePasswordJob>(service());
    job->setTextData(password);
    const auto done = ask(std::move(job), account);
    return done ? Result<>() : failure(done.error());
}

Result<> Keyring::forget(const QString &account)
{
    const auto done = ask(std::make_unique<QKeychain::DeletePasswordJob>(service()), account);
    return done ? Result<>() : failure(done.error());
}

} // namespace limbeck::database
