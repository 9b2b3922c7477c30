// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck::database {

/// The part of Keyring that stands on QtKeychain. It is a module of its own, loaded when a keyring
/// is asked first: QtKeychain brings Qt's D-Bus and a dozen other libraries, which every start of a
/// command would pay for (docs/adr/0010).
class KeyringBackend
{
public:
    enum class Action { Read, Write, Delete };

    struct Answer
    {
        bool isFound = false; ///< the keyring knows the account
        QString password; ///< of Read
        QString problem; ///< why there is no answer; empty if there is one
    };

    KeyringBackend() = default;
    Q_DISABLE_COPY_MOVE(KeyringBackend)
    virtual ~KeyringBackend() = default;

    /// Waits for the keyring in an event loop. Any thread. @p password: of Write.
    [[nodiscard]] virtual Answer ask(Action action, const QString &account,
                                     const QString &password) = 0;
};

/// The module's one function, limbeckKeyring(): the backend, which lives as long as the program.
using MakeKeyringBackend = KeyringBackend *();

} // namespace limbeck::database
