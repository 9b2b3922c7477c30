// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqlencryption.h"

#include <QHash>

#include <mariadb/mysql.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

const QHash<QString, mysql_option> &fileOptions()
{
    static const QHash<QString, mysql_option> table {
        { u"ssl_ca"_s, MYSQL_OPT_SSL_CA },
        { u"ssl_cert"_s, MYSQL_OPT_SSL_CERT },
        { u"ssl_key"_s, MYSQL_OPT_SSL_KEY },
        { u"ssl_capath"_s, MYSQL_OPT_SSL_CAPATH },
        { u"ssl_cipher"_s, MYSQL_OPT_SSL_CIPHER },
        { u"ssl_crl"_s, MYSQL_OPT_SSL_CRL },
        { u"ssl_crlpath"_s, MYSQL_OPT_SSL_CRLPATH },
        { u"ssl_key_password"_s, MARIADB_OPT_TLS_PASSPHRASE },
        { u"tls_version"_s, MARIADB_OPT_TLS_VERSION },
        { u"tls_versions"_s, MARIADB_OPT_TLS_VERSION },
    };
    return table;
}

} // namespace

bool isSwitchedOn(const QString &value)
{
    static const QStringList words { u"1"_s, u"true"_s, u"yes"_s, u"on"_s, u"t"_s, u"y"_s };
    return words.contains(value.toLower());
}

QStringList MysqlEncryption::optionNames()
{
    return fileOptions().keys()
        + QStringList { u"ssl"_s,
                        u"ssl_disabled"_s,
                        u"ssl_mode"_s,
                        u"ssl_verify_cert"_s,
                        u"ssl_verify_identity"_s,
                        u"ssl_check_hostname"_s };
}

bool MysqlEncryption::take(const QString &name, const QString &value)
{
    if (fileOptions().contains(name)) {
        m_files.emplace_back(name, value);
        m_isWanted = m_isWanted || name.startsWith(u"ssl_");
    } else if (name == "ssl"_L1) {
        m_isWanted = m_isWanted || isSwitchedOn(value);
    } else if (name == "ssl_disabled"_L1) {
        m_isDisabled = isSwitchedOn(value);
    } else if (name == "ssl_mode"_L1) {
        const QString mode = value.toUpper();
        m_isDisabled = mode == "DISABLED"_L1;
        m_isWanted = m_isWanted || mode != "PREFERRED"_L1;
        m_checksAuthority = mode.startsWith(u"VERIFY");
        m_checksName = mode == "VERIFY_IDENTITY"_L1;
    } else if (name == "ssl_verify_cert"_L1) {
        m_checksAuthority = isSwitchedOn(value);
        m_isWanted = m_isWanted || *m_checksAuthority;
    } else if (name == "ssl_verify_identity"_L1 || name == "ssl_check_hostname"_L1) {
        m_checksName = isSwitchedOn(value);
        m_isWanted = m_isWanted || *m_checksName;
    } else {
        return false;
    }
    return true;
}

bool MysqlEncryption::namesAuthority() const
{
    return std::any_of(m_files.begin(), m_files.end(), [](const auto &file) {
        return file.first == "ssl_ca"_L1 || file.first == "ssl_capath"_L1;
    });
}

MysqlEncryption::Check MysqlEncryption::check() const
{
    const bool isPyMysql = m_driver == "pymysql"_L1 || m_driver == "cymysql"_L1
        || m_driver == "asyncmy"_L1 || m_driver == "aiomysql"_L1;
    const bool checksAuthority = m_checksAuthority.value_or(namesAuthority());
    if (!checksAuthority)
        return m_checksName.value_or(false) ? Check::AuthorityAndName : Check::Nothing;
    // MariaDB's connector knows one switch for both.
    const bool byDefault = (isPyMysql && !m_checksAuthority)
        || (m_driver == "mariadbconnector"_L1 && m_checksAuthority);
    return m_checksName.value_or(byDefault) ? Check::AuthorityAndName : Check::Authority;
}

void MysqlEncryption::applyTo(st_mysql *handle) const
{
    if (!m_isWanted || m_isDisabled) {
        const my_bool no = 0;
        mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &no);
        return;
    }
    const Check wanted = check();
    for (const auto &[name, value] : m_files) {
        const bool isAuthority = name == "ssl_ca"_L1 || name == "ssl_capath"_L1;
        // Once it has an authority, the library compares it.
        if (!isAuthority || wanted != Check::Nothing)
            mysql_options(handle, fileOptions().value(name), value.toUtf8().constData());
    }
    const my_bool enforce = 1;
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &enforce);
    // The library's switch is about the server's name. Without a file of ours it is also what makes
    // it look at the system's authorities.
    const my_bool verify =
        wanted == Check::AuthorityAndName || (wanted == Check::Authority && !namesAuthority()) ? 1
                                                                                               : 0;
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
}

} // namespace limbeck::database
