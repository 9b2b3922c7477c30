// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/passwordprovider.h"

#include <QObject>

namespace limbeck {

/// Passwords for the window's databases: from the desktop's keyring, or from the person at the
/// window.
///
/// A thread that connects waits in chain() until answer() or decline() is called in the GUI's. No
/// password is kept but in the chain's memory and, if the person wants that, in the keyring.
class PasswordQuestions final : public QObject
{
    Q_OBJECT

public:
    explicit PasswordQuestions(QObject *parent = nullptr);
    /// Threads that still wait get "cancelled" for an answer.
    ~PasswordQuestions() override;

    /// For runs and connection tests; see RunRequest::passwords.
    [[nodiscard]] std::shared_ptr<PasswordChain> chain() const { return m_chain; }

    [[nodiscard]] bool isAsking() const;

    /// @p remember: keep it in the keyring, once the database has taken it.
    void answer(const QString &password, bool remember);
    /// The connection fails as cancelled. Nothing happens when nobody asks.
    void decline();

    /// Whoever asks from now on, or is asking, is declined.
    void close();

    /// Why nothing can be kept in a keyring; empty as far as is known.
    [[nodiscard]] QString keyringProblem() const;

Q_SIGNALS:
    void asked(const limbeck::PasswordQuestion &question);
    /// The question has its answer, or needs none any more.
    void settled();
    /// A password was to be kept, and the keyring refused. @p reason: with the remedy.
    void notRemembered(const QString &reason);

private:
    class Person;

    std::shared_ptr<Person> m_person;
    std::shared_ptr<PasswordChain> m_chain;
};

} // namespace limbeck
