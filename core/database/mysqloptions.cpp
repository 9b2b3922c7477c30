// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqloptions.h"

#include <mariadb/mysql.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Options that say something about Python's side, or that hold for every session of ours.
bool isIgnored(const QString &option)
{
    static const QStringList names {
        u"charset"_s, // text is sent as utf8mb4 in every case
        u"use_unicode"_s,   u"binary_prefix"_s,
        u"autocommit"_s,    u"unix_socket"_s,
        u"cursorclass"_s,   u"conv"_s,
        u"echo"_s,          u"raise_on_warnings"_s,
        u"program_name"_s,  u"auth_plugin_map"_s,
        u"defer_connect"_s, u"max_allowed_packet"_s,
    };
    return names.contains(option);
}

bool isTrue(const QString &value)
{
    static const QStringList words { u"1"_s, u"true"_s, u"yes"_s, u"on"_s, u"t"_s, u"y"_s };
    return words.contains(value.toLower());
}

class OptionSetter
{
public:
    explicit OptionSetter(st_mysql *handle)
        : m_handle(handle)
    {
    }

    /// False if @p name is not an option.
    bool apply(const QString &name, const QString &value)
    {
        return applyText(name, value) || applyNumber(name, value) || applySwitch(name, value);
    }

    void finish() const
    {
        const my_bool enforce = m_wantsSsl ? 1 : 0;
        const my_bool verify = m_wantsSsl && m_verifies ? 1 : 0;
        if (m_wantsSsl)
            mysql_options(m_handle, MYSQL_OPT_SSL_ENFORCE, &enforce);
        mysql_options(m_handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    }

    [[nodiscard]] unsigned long flags() const { return m_flags; }

private:
    bool applyText(const QString &name, const QString &value)
    {
        static const QHash<QString, mysql_option> texts {
            { u"ssl_ca"_s, MYSQL_OPT_SSL_CA },
            { u"ssl_cert"_s, MYSQL_OPT_SSL_CERT },
            { u"ssl_key"_s, MYSQL_OPT_SSL_KEY },
            { u"ssl_capath"_s, MYSQL_OPT_SSL_CAPATH },
            { u"ssl_cipher"_s, MYSQL_OPT_SSL_CIPHER },
            { u"init_command"_s, MYSQL_INIT_COMMAND },
            { u"read_default_file"_s, MYSQL_READ_DEFAULT_FILE },
            { u"read_default_group"_s, MYSQL_READ_DEFAULT_GROUP },
        };
        const auto found = texts.constFind(name);
        if (found == texts.constEnd())
            return false;
        mysql_options(m_handle, *found, value.toUtf8().constData());
        if (name.startsWith(u"ssl_"))
            m_wantsSsl = true;
        if (name == "ssl_ca"_L1 || name == "ssl_capath"_L1)
            m_verifies = true;
        return true;
    }

    bool applyNumber(const QString &name, const QString &value)
    {
        static const QHash<QString, mysql_option> numbers {
            { u"connect_timeout"_s, MYSQL_OPT_CONNECT_TIMEOUT },
            { u"read_timeout"_s, MYSQL_OPT_READ_TIMEOUT },
            { u"write_timeout"_s, MYSQL_OPT_WRITE_TIMEOUT },
            { u"local_infile"_s, MYSQL_OPT_LOCAL_INFILE },
        };
        const auto found = numbers.constFind(name);
        if (found == numbers.constEnd())
            return false;
        bool isNumber = false;
        unsigned number = value.toUInt(&isNumber);
        if (!isNumber)
            number = isTrue(value) ? 1 : 0;
        mysql_options(m_handle, *found, &number);
        return true;
    }

    bool applySwitch(const QString &name, const QString &value)
    {
        if (name == "compress"_L1) {
            if (isTrue(value))
                mysql_options(m_handle, MYSQL_OPT_COMPRESS, nullptr);
        } else if (name == "client_flag"_L1) {
            m_flags |= value.toULong();
        } else if (name == "ssl"_L1) {
            m_wantsSsl = isTrue(value);
        } else if (name == "ssl_disabled"_L1) {
            m_wantsSsl = m_wantsSsl && !isTrue(value);
        } else if (name == "ssl_mode"_L1) {
            const QString mode = value.toUpper();
            m_wantsSsl = mode != "DISABLED"_L1 && mode != "PREFERRED"_L1;
            m_verifies = mode.startsWith(u"VERIFY");
        } else if (name == "ssl_verify_cert"_L1 || name == "ssl_check_hostname"_L1
                   || name == "ssl_verify_identity"_L1) {
            m_wantsSsl = true;
            m_verifies = isTrue(value);
        } else {
            return false;
        }
        return true;
    }

    st_mysql *m_handle;
    bool m_wantsSsl = false;
    bool m_verifies = false;
    unsigned long m_flags = 0;
};

} // namespace

QString mysqlSocket(const ConnectionSpecification &specification)
{
    return specification.option(u"unix_socket"_s);
}

bool mysqlTakesSeveralStatements(const ConnectionSpecification &specification)
{
    return specification.driver.isEmpty() || specification.driver == "mysqldb"_L1;
}

Result<unsigned long> applyMysqlOptions(st_mysql *handle,
                                        const ConnectionSpecification &specification,
                                        const OpenOptions &options)
{
    const auto seconds = static_cast<unsigned>(options.connectTimeout.count());
    const unsigned noLocalFiles = 0;
    mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &noLocalFiles);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name",
                   options.applicationName.toUtf8().constData());
    // libmariadb takes "localhost" for the socket; the drivers written in Python take it for TCP.
    const bool isPurePython = !mysqlTakesSeveralStatements(specification)
        && specification.driver != "mariadbconnector"_L1;
    if (isPurePython && mysqlSocket(specification).isEmpty()) {
        const unsigned tcp = MYSQL_PROTOCOL_TCP;
        mysql_options(handle, MYSQL_OPT_PROTOCOL, &tcp);
    }

    OptionSetter setter(handle);
    for (const auto &[name, value] : specification.options) {
        if (!isIgnored(name) && !setter.apply(name, value)) {
            return failure(ErrorCode::Configuration,
                           u"invalid connection option \"%1\""_s.arg(name),
                           u"Remove it from the query of the database URL."_s);
        }
    }
    setter.finish();
    // An UPDATE counts the rows it found, as SQLAlchemy has it, not those it changed.
    unsigned long flags = setter.flags() | CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS;
    if (mysqlTakesSeveralStatements(specification))
        flags |= CLIENT_MULTI_STATEMENTS;
    return flags;
}

} // namespace limbeck::database
