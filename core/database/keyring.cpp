// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/keyring.h"

#include "core/database/keyringbackend.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibrary>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

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

/// Where the module may lie: beside a built program, beside a built test, in an installed system.
QStringList modulePaths()
{
    const QString program = QCoreApplication::applicationDirPath();
    return { program + u"/modules/limbeck_keyring"_s, program + u"/../modules/limbeck_keyring"_s,
             program + u"/" LIMBECK_MODULE_FOLDER "/limbeck_keyring"_s };
}

/// The module that stands on QtKeychain; null, with the loader's words, where it is not there.
struct LoadedBackend
{
    KeyringBackend *backend = nullptr;
    QString problem;
};

LoadedBackend loadBackend()
{
    LoadedBackend loaded;
    for (const QString &path : modulePaths()) {
        QLibrary module(path);
        module.setLoadHints(QLibrary::PreventUnloadHint);
        if (auto *make = reinterpret_cast<MakeKeyringBackend *>(module.resolve("limbeckKeyring")))
            return { make(), {} };
        if (loaded.problem.isEmpty() || QFileInfo::exists(path + u".so"_s))
            loaded.problem = module.errorString();
    }
    return loaded;
}

/// Asks the keyring if there is one. An account that it does not know is no failure.
Result<KeyringBackend::Answer> ask(KeyringBackend::Action action, const QString &account,
                                   const QString &password = {})
{
    if (!hasSessionBus())
        return failure(unavailable(u"this session has no message bus."_s));
    static const LoadedBackend loaded = loadBackend();
    if (!loaded.backend)
        return failure(unavailable(loaded.problem));
    auto answer = loaded.backend->ask(action, account, password);
    if (!answer.problem.isEmpty())
        return failure(unavailable(answer.problem));
    return answer;
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
    const auto answer = ask(KeyringBackend::Action::Read, question.account);
    if (answer)
        return answer->isFound ? std::optional(answer->password) : std::optional<QString>();
    if (m_tell && !std::exchange(m_hasTold, true))
        m_tell(answer.error().message);
    return std::nullopt;
}

Result<> Keyring::store(const QString &account, const QString &password)
{
    const auto done = ask(KeyringBackend::Action::Write, account, password);
    return done ? Result<>() : failure(done.error());
}

Result<> Keyring::forget(const QString &account)
{
    const auto done = ask(KeyringBackend::Action::Delete, account);
    return done ? Result<>() : failure(done.error());
}

} // namespace limbeck::database
