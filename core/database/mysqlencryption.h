// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/databaseurl.h"

#include <optional>
#include <vector>

struct st_mysql;

namespace limbeck::database {

/// What the options of a URL's query say together about encryption, in the words of all the Python
/// drivers of MySQL and MariaDB.
///
/// The drivers differ in what a certificate of an authority (`ssl_ca`) means: PyMySQL and its
/// relatives compare the server's name as well, mysqlclient and Connector/Python only the
/// authority. Where a driver would look at nothing, the authority is still compared if one is
/// named.
class MysqlEncryption
{
public:
    /// @p driver: SQLAlchemy's name, see driverOf().
    explicit MysqlEncryption(QString driver)
        : m_driver(std::move(driver))
    {
    }

    /// False if @p name is no option about encryption.
    bool take(const QString &name, const QString &value);
    /// Tells @p handle, which has not connected yet.
    void applyTo(st_mysql *handle) const;

    [[nodiscard]] static QStringList optionNames();

private:
    enum class Check { Nothing, Authority, AuthorityAndName };

    [[nodiscard]] Check check() const;
    [[nodiscard]] bool namesAuthority() const;

    QString m_driver;
    std::vector<QPair<QString, QString>> m_files; ///< ssl_ca, ssl_cert, ssl_cipher …
    bool m_isWanted = false;
    bool m_isDisabled = false;
    std::optional<bool> m_checksAuthority;
    std::optional<bool> m_checksName;
};

/// Python's idea of a switch in a URL: "1", "true", "yes", "on" in any case.
[[nodiscard]] bool isSwitchedOn(const QString &value);

} // namespace limbeck::database
