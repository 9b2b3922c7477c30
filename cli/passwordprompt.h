// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/canceltoken.h"
#include "core/config/passwordprovider.h"

namespace limbeck::cli {

/// Asks for passwords on the terminal that the program runs in, whatever its input and output are
/// connected to; what is typed is not shown.
class PasswordPrompt final : public PasswordProvider
{
public:
    explicit PasswordPrompt(CancelToken cancel)
        : m_cancel(std::move(cancel))
    {
    }

    /// Asks up to three times in a row. Errors: Connection, with the remedy, when there is no
    /// terminal; Cancelled when the run was interrupted or the input ended.
    Result<std::optional<QString>> password(const PasswordQuestion &question) override;

private:
    CancelToken m_cancel;
};

/// Shows @p prompt on the terminal and reads a line without showing it. Errors: as
/// PasswordPrompt::password().
[[nodiscard]] Result<QString> readHidden(const QString &prompt, const CancelToken &cancel);

/// Whom the command line asks for passwords: the keyring, then the person at the terminal.
[[nodiscard]] std::shared_ptr<PasswordChain> commandLinePasswords(const CancelToken &cancel);

} // namespace limbeck::cli
