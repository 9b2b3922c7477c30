// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/config/databaseurl.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace limbeck {

/// Whose password a database wants.
struct PasswordQuestion
{
    QString
        account; ///< "postgresql://user@host:port", without a database: keyrings know it by this
    QString database; ///< for people: "postgresql app on db.example:5432"
    QString userName; ///< empty: the driver takes the system user's
    int refusals = 0; ///< how many answers the database has refused already

    /// What to ask for the session that @p specification opens; @p database is its display name.
    [[nodiscard]] static PasswordQuestion about(const ConnectionSpecification &specification,
                                                const QString &database);
};

/// Knows passwords that no URL, password file or variable holds: a keyring, or a person who is
/// asked.
///
/// It is asked only when a server has said that it wants a password. Its functions are called in
/// the thread that connects (a run's, never the window's) and may block until a person has
/// answered.
class PasswordProvider
{
public:
    virtual ~PasswordProvider() = default;

    /// The password; nothing if this provider does not know it. Errors: Cancelled when the person
    /// does not want to answer; Connection, with the remedy, when nobody can be asked.
    [[nodiscard]] virtual Result<std::optional<QString>>
    password(const PasswordQuestion &question) = 0;

    /// The server took @p password.
    virtual void accepted(const PasswordQuestion &question, const QString &password)
    {
        Q_UNUSED(question)
        Q_UNUSED(password)
    }

protected:
    PasswordProvider() = default;
    Q_DISABLE_COPY_MOVE(PasswordProvider)
};

/// Asks its providers one after the other, and keeps in memory what a server took, so that further
/// sessions of the process (locks, backups, the next run) do not ask again. Any thread.
class PasswordChain final : public PasswordProvider
{
public:
    explicit PasswordChain(std::vector<std::shared_ptr<PasswordProvider>> providers);

    Result<std::optional<QString>> password(const PasswordQuestion &question) override;
    void accepted(const PasswordQuestion &question, const QString &password) override;

    /// @p specification with the password that a server took before; unchanged if there is none, or
    /// if it has a password of its own.
    [[nodiscard]] ConnectionSpecification
    completed(const ConnectionSpecification &specification) const;

private:
    [[nodiscard]] std::optional<QString> remembered(const QString &account) const;

    std::vector<std::shared_ptr<PasswordProvider>> m_providers;
    mutable std::mutex m_mutex;
    std::map<QString, QString> m_accepted; ///< account → password
};

} // namespace limbeck
