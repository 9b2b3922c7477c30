// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/clientprogram.h"

#include "core/database/mysqloptions.h"
#include "core/database/postgresqloptions.h"

#include <QCollator>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// Debian's own pg_dump chooses a version by the local clusters; a dump needs one that is not older
/// than the server, wherever that is.
QStringList newestVersions()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCollator numeric;
    numeric.setNumericMode(true);
    std::sort(names.begin(), names.end(),
              [&](const QString &a, const QString &b) { return numeric.compare(a, b) > 0; });
    QStringList folders;
    for (const QString &name : names)
        folders += versions.filePath(name + u"/bin"_s);
    return folders;
}

/// A value of a connection string, between quotes.
QString quotedValue(QString value)
{
    return u'\'' + value.replace(u"\\"_s, u"\\\\"_s).replace(u"'"_s, u"\\'"_s) + u'\'';
}

} // namespace

Result<ClientProgram> ClientProgram::find(const QStringList &names, const QString &package)
{
    for (const QString &name : names) {
        QString path = QStandardPaths::findExecutable(name, newestVersions());
        if (path.isEmpty())
            path = QStandardPaths::findExecutable(name);
        if (!path.isEmpty())
            return ClientProgram(path);
    }
    return failure(ErrorCode::FileNotFound, u"There is no program %1"_s.arg(names.first()),
                   u"Install the package %1."_s.arg(package));
}

QString ClientProgram::version() const
{
    QProcess process;
    process.start(m_path, { u"--version"_s });
    process.waitForFinished(10'000);
    const QString text = QString::fromUtf8(process.readAllStandardOutput()).simplified();
    return text.isEmpty() ? QFileInfo(m_path).fileName() : text;
}

Result<> ClientProgram::connectTo(const ConnectionSpecification &specification,
                                  const QString &database)
{
    m_arguments.clear();
    m_environment.clear();
    if (specification.backend == Backend::PostgreSql) {
        ConnectionSpecification wanted = specification;
        if (!database.isEmpty())
            wanted.database = database;
        const auto options = postgresqlOptions(wanted, {});
        if (!options)
            return failure(options.error());
        QStringList parts;
        for (size_t i = 0; i < options->keywords.size(); ++i) {
            const QString keyword = QString::fromUtf8(options->keywords[i]);
            const QString value = QString::fromUtf8(options->values[i]);
            if (keyword == "password"_L1)
                m_environment.append({ u"PGPASSWORD"_s, value });
            else
                parts += keyword + u'=' + quotedValue(value);
        }
        m_arguments += u"--dbname="_s + parts.join(u' ');
        return {};
    }
    m_arguments += u"--default-character-set=utf8mb4"_s;
    if (!specification.userName.isEmpty())
        m_arguments += u"--user="_s + specification.userName;
    const QString socket = mysqlSocket(specification);
    if (!socket.isEmpty())
        m_arguments += u"--socket="_s + socket;
    else if (!specification.host.isEmpty())
        m_arguments << u"--host="_s + specification.host << u"--protocol=tcp"_s;
    if (specification.port && socket.isEmpty())
        m_arguments += u"--port=%1"_s.arg(*specification.port);
    for (const auto &[option, flag] : { std::pair { u"ssl_ca"_s, u"--ssl-ca="_s },
                                        { u"ssl_cert"_s, u"--ssl-cert="_s },
                                        { u"ssl_key"_s, u"--ssl-key="_s } }) {
        if (const QString value = specification.option(option); !value.isEmpty())
            m_arguments += flag + value;
    }
    if (!specification.password.isEmpty())
        m_environment.append({ u"MYSQL_PWD"_s, specification.password });
    return {};
}

Result<> ClientProgram::run(const QStringList &arguments, const CancelToken &cancel,
                            const QString &input) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const auto &[name, value] : m_environment)
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardInputFile(input.isEmpty() ? QProcess::nullDevice() : input);
    // It must not go on when we are gone.
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(m_path, m_arguments + arguments);
    const QString name = QFileInfo(m_path).fileName();
    if (!process.waitForStarted(10'000))
        return failure(ErrorCode::FileAccess,
                       u"%1 cannot be started: %2"_s.arg(name, process.errorString()));
    QByteArray errors;
    while (!process.waitForFinished(200)) {
        errors += process.readAllStandardError();
        errors = errors.right(8192);
        if (process.state() == QProcess::NotRunning)
            break;
        if (!cancel.isCancelled())
            continue;
        process.terminate();
        if (!process.waitForFinished(5000)) {
            process.kill();
            process.waitForFinished();
        }
        return failure(ErrorCode::Cancelled, u"Cancelled during %1."_s.arg(name));
    }
    errors += process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    QStringList lines = QString::fromUtf8(errors).split(u'\n', Qt::SkipEmptyParts);
    while (lines.size() > 5)
        lines.removeFirst();
    for (const auto &[variable, secret] : m_environment) {
        for (QString &line : lines)
            line.replace(secret, u"***"_s);
    }
    Error error;
    error.code = ErrorCode::Database;
    error.message = u"%1 failed: %2"_s.arg(
        name, lines.isEmpty() ? process.errorString() : lines.takeFirst().trimmed());
    error.notes = lines;
    return failure(error);
}

} // namespace limbeck::database
