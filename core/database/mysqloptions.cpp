// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/mysqloptions.h"

#include "core/base/nearest.h"
#include "core/database/driveroptions.h"
#include "core/database/mysqlencryption.h"

#include <QDir>
#include <QFile>

#include <cmath>
#include <mariadb/mysql.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// The library's words for the options that take a text, a number or a switch.
/// Source: connect() of mysqlclient, PyMySQL, asyncmy, aiomysql, MySQL Connector/Python and MariaDB
/// Connector/Python; SQLAlchemy, `dialects/mysql/*.py`.
const QHash<QString, mysql_option> &textOptions()
{
    static const QHash<QString, mysql_option> table {
        { u"init_command"_s, MYSQL_INIT_COMMAND },
        { u"auth_plugin"_s, MYSQL_DEFAULT_AUTH },
        { u"default_auth"_s, MYSQL_DEFAULT_AUTH },
        { u"plugin_dir"_s, MYSQL_PLUGIN_DIR },
        { u"server_public_key"_s, MYSQL_SERVER_PUBLIC_KEY },
        { u"server_public_key_path"_s, MYSQL_SERVER_PUBLIC_KEY },
        { u"bind_address"_s, MYSQL_OPT_BIND },
        { u"read_default_group"_s, MYSQL_READ_DEFAULT_GROUP },
        { u"default_group"_s, MYSQL_READ_DEFAULT_GROUP },
        { u"option_groups"_s, MYSQL_READ_DEFAULT_GROUP },
    };
    return table;
}

const QHash<QString, mysql_option> &numberOptions()
{
    static const QHash<QString, mysql_option> table {
        { u"connect_timeout"_s, MYSQL_OPT_CONNECT_TIMEOUT },
        { u"connection_timeout"_s, MYSQL_OPT_CONNECT_TIMEOUT },
        { u"read_timeout"_s, MYSQL_OPT_READ_TIMEOUT },
        { u"write_timeout"_s, MYSQL_OPT_WRITE_TIMEOUT },
        { u"local_infile"_s, MYSQL_OPT_LOCAL_INFILE },
        { u"allow_local_infile"_s, MYSQL_OPT_LOCAL_INFILE },
    };
    return table;
}

QStringList knownOptions()
{
    return textOptions().keys() + numberOptions().keys() + MysqlEncryption::optionNames()
        + QStringList { u"unix_socket"_s,  u"compress"_s,     u"client_flag"_s,
                        u"client_flags"_s, u"sql_mode"_s,     u"time_zone"_s,
                        u"collation"_s,    u"program_name"_s, u"read_default_file"_s,
                        u"default_file"_s, u"option_files"_s };
}

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"\'\'"_s) + u'\'';
}

/// A ~ at the beginning is the home folder, as the drivers written in Python have it.
QString withHomeFolder(const QString &path)
{
    return path.startsWith(u"~/") ? QDir::homePath() + path.mid(1) : path;
}

/// Hands one option after the other to the library; finish() settles what several of them say
/// together.
class OptionSetter
{
public:
    OptionSetter(st_mysql *handle, const QString &driver)
        : m_handle(handle)
        , m_encryption(driver)
    {
    }

    /// False if @p name is not an option.
    bool apply(const QString &name, const QString &value)
    {
        return m_encryption.take(name, value) || applyText(name, value) || applyNumber(name, value)
            || applySession(name, value) || applyOther(name, value);
    }

    void finish() const { m_encryption.applyTo(m_handle); }

    [[nodiscard]] unsigned long flags() const { return m_flags; }

private:
    bool applyText(const QString &name, const QString &value)
    {
        const auto found = textOptions().constFind(name);
        if (found == textOptions().constEnd())
            return false;
        mysql_options(m_handle, *found, value.toUtf8().constData());
        return true;
    }

    bool applyNumber(const QString &name, const QString &value)
    {
        const auto found = numberOptions().constFind(name);
        if (found == numberOptions().constEnd())
            return false;
        bool isNumber = false;
        const double given = value.toDouble(&isNumber);
        const auto number =
            isNumber ? static_cast<unsigned>(std::ceil(given)) : unsigned { isSwitchedOn(value) };
        mysql_options(m_handle, *found, &number);
        return true;
    }

    bool applySession(const QString &name, const QString &value)
    {
        QString command;
        if (name == "sql_mode"_L1 || name == "time_zone"_L1)
            command = u"SET SESSION %1 = %2"_s.arg(name, quoted(value));
        else if (name == "collation"_L1)
            command = u"SET NAMES utf8mb4 COLLATE %1"_s.arg(quoted(value));
        else
            return false;
        mysql_options(m_handle, MYSQL_INIT_COMMAND, command.toUtf8().constData());
        return true;
    }

    bool applyOther(const QString &name, const QString &value)
    {
        if (name == "compress"_L1) {
            if (isSwitchedOn(value))
                mysql_options(m_handle, MYSQL_OPT_COMPRESS, nullptr);
        } else if (name == "client_flag"_L1 || name == "client_flags"_L1) {
            m_flags |= value.toULong();
        } else if (name == "program_name"_L1) {
            mysql_options4(m_handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name",
                           value.toUtf8().constData());
        } else if (name == "read_default_file"_L1 || name == "default_file"_L1
                   || name == "option_files"_L1) {
            mysql_options(m_handle, MYSQL_READ_DEFAULT_FILE,
                          QFile::encodeName(withHomeFolder(value)).constData());
        } else {
            return name == "unix_socket"_L1; // mysqlSocket()
        }
        return true;
    }

    st_mysql *m_handle;
    MysqlEncryption m_encryption;
    unsigned long m_flags = 0;
};

/// Whether the query names a file or a group of options, as in .my.cnf.
bool readsOptionFile(const ConnectionSpecification &specification)
{
    return std::any_of(
        specification.options.begin(), specification.options.end(), [](const auto &option) {
            return option.first.contains("default_"_L1) || option.first.startsWith(u"option_");
        });
}

/// The drivers written in Python take "localhost", and no host at all, for TCP; libmariadb takes
/// them for its socket.
bool connectsOverTcp(const ConnectionSpecification &specification)
{
    return !mysqlTakesSeveralStatements(specification)
        && specification.driver != "mariadbconnector"_L1 && mysqlSocket(specification).isEmpty()
        && !readsOptionFile(specification);
}

/// Leaving such an option out would connect less safely than the URL says.
bool asksForEncryption(const QString &option)
{
    return option.contains("ssl"_L1, Qt::CaseInsensitive)
        || option.contains("tls"_L1, Qt::CaseInsensitive);
}

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
    mysql_options4(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name",
                   options.applicationName.toUtf8().constData());
    if (connectsOverTcp(specification)) {
        const unsigned tcp = MYSQL_PROTOCOL_TCP;
        mysql_options(handle, MYSQL_OPT_PROTOCOL, &tcp);
    }

    const QStringList known = knownOptions();
    OptionSetter setter(handle, driverOf(specification));
    for (const auto &[name, value] : specification.options) {
        if (concernsOnlyPython(specification, name) || setter.apply(name, value))
            continue;
        if (asksForEncryption(name)) {
            return failure(
                ErrorCode::Configuration,
                u"The option '%1' in the query of the database URL is not known, and "
                "without it the connection would be less safe than asked for"_s.arg(name),
                didYouMean(name, known));
        }
        noteIgnoredOption(options, name, known);
    }
    setter.finish();
    // An UPDATE counts the rows it found, as SQLAlchemy has it, not those it changed.
    unsigned long flags = setter.flags() | CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS;
    if (mysqlTakesSeveralStatements(specification))
        flags |= CLIENT_MULTI_STATEMENTS;
    return flags;
}

} // namespace limbeck::database
