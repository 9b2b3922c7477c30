// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/passwordprovider.h"

#include <functional>

namespace limbeck::database {

/// The desktop's keyring (Secret Service, KWallet) as a place for passwords, by
/// PasswordQuestion::account.
///
/// Its functions wait for the keyring, which may ask a person to unlock it, in an event loop of
/// their own: QCoreApplication must be there. Any thread.
class Keyring final : public PasswordProvider
{
public:
    /// @p tell is called once, with a sentence, if there is no keyring to ask.
    explicit Keyring(std::function<void(const QString &)> tell = {});

    /// Nothing when there is no keyring or it does not know the account: others are asked then.
    /// What the server has refused is not answered again.
    Result<std::optional<QString>> password(const PasswordQuestion &question) override;

    /// Keeps @p password. Errors: FileAccess, when there is no keyring or it refuses.
    [[nodiscard]] static Result<> store(const QString &account, const QString &password);
    /// Drops what is kept; nothing happens if it is not there. Errors: as store().
    [[nodiscard]] static Result<> forget(const QString &account);

private:
    std::function<void(const QString &)> m_tell;
    bool m_hasTold = false;
};

} // namespace limbeck::database
