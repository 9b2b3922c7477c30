// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/passwordprovider.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// The server and user that a password belongs to, in the form of a URL.
QString accountOf(const ConnectionSpecification &specification)
{
    ConnectionSpecification account;
    account.backend = specification.backend;
    account.userName = specification.userName;
    account.host = specification.host;
    account.port = specification.port;
    for (const QString &name : { u"host"_s, u"unix_socket"_s, u"service"_s }) {
        if (account.host.isEmpty())
            account.host = specification.option(name);
    }
    return DatabaseUrl::fromSpecification(account).toString();
}

} // namespace

PasswordQuestion PasswordQuestion::about(const ConnectionSpecification &specification,
                                         const QString &database)
{
    return { accountOf(specification), database, specification.userName, 0 };
}

PasswordChain::PasswordChain(std::vector<std::shared_ptr<PasswordProvider>> providers)
    : m_providers(std::move(providers))
{
}

std::optional<QString> PasswordChain::remembered(const QString &account) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_accepted.find(account);
    return found == m_accepted.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<QString>> PasswordChain::password(const PasswordQuestion &question)
{
    if (question.refusals == 0) {
        if (auto known = remembered(question.account))
            return known;
    }
    for (const auto &provider : m_providers) {
        auto answer = provider->password(question);
        if (!answer || *answer)
            return answer;
    }
    return std::nullopt;
}

void PasswordChain::accepted(const PasswordQuestion &question, const QString &password)
{
    {
        const std::lock_guard lock(m_mutex);
        m_accepted.insert_or_assign(question.account, password);
    }
    for (const auto &provider : m_providers)
        provider->accepted(question, password);
}

ConnectionSpecification PasswordChain::completed(const ConnectionSpecification &specification) const
{
    ConnectionSpecification result = specification;
    if (result.password.isEmpty())
        result.password = remembered(accountOf(specification)).value_or(QString());
    return result;
}

} // namespace limbeck
