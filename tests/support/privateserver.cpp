// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/privateserver.h"

#include "core/database/connect.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QThread>

#include <csignal>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

constexpr int startSeconds = 60;

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

QString findServerProgram(const QString &name)
{
    QStringList folders;
    const QDir versions(u"/usr/lib/postgresql"_s);
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        folders.prepend(versions.filePath(version + u"/bin"_s));
    folders << u"/usr/sbin"_s << u"/usr/bin"_s << u"/usr/local/bin"_s << u"/usr/local/sbin"_s;
    return QStandardPaths::findExecutable(name, folders);
}

bool opens(const ConnectionSpecification &specification)
{
    return database::openConnection(specification).has_value();
}

QString execute(const ConnectionSpecification &specification, const QString &sql)
{
    auto connection = database::openConnection(specification);
    if (!connection)
        return connection.error().toString();
    auto cursor = (*connection)->execute({ sql, {}, {}, {}, {} });
    return cursor ? QString() : cursor.error().toString();
}

/// A server that starts deletes the temporary tables that it finds, also those of the server beside
/// it if both use /tmp.
QString tmpdirIn(const QString &folder)
{
    return u"--tmpdir="_s + folder;
}

} // namespace

PrivateServer::PrivateServer(QString systemUser)
    : m_systemUser(std::move(systemUser))
{
}

// The derived classes have ended the server.
PrivateServer::~PrivateServer() = default;

QPair<QString, QStringList> PrivateServer::asSystemUser(const QString &program,
                                                        const QStringList &arguments) const
{
    if (geteuid() != 0)
        return { program, arguments };
    // --pdeathsig: the server must not outlive a test that crashes.
    return { u"setpriv"_s,
             QStringList { u"--reuid="_s + m_systemUser, u"--regid="_s + m_systemUser,
                           u"--clear-groups"_s, u"--pdeathsig=QUIT"_s, program }
                 + arguments };
}

QString PrivateServer::runToEnd(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(u"/"_s);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const auto [command, all] = asSystemUser(program, arguments);
    process.start(command, all);
    if (!process.waitForFinished(startSeconds * 1000))
        return u"%1: %2"_s.arg(program, process.errorString());
    if (process.exitCode() != 0)
        return u"%1: %2"_s.arg(program, QString::fromLocal8Bit(process.readAll()));
    return {};
}

/// Fresh data takes seconds to make, so it is made once and copied.
QString PrivateServer::prepareData()
{
    const QDir cache(QDir::tempPath() + u"/limbeck-test-servers-%1"_s.arg(geteuid()));
    if (!cache.mkpath(u"."_s))
        return u"Cannot create %1"_s.arg(cache.path());
    if (geteuid() == 0) {
        if (chmod(QFile::encodeName(cache.path()).constData(), 01777) != 0)
            return u"Cannot open %1 to the server's user"_s.arg(cache.path());
    }
    const QString original = cache.filePath(templateName());
    QLockFile lock(original + u".lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(startSeconds * 2000))
        return u"Cannot lock %1"_s.arg(original);
    if (!QFileInfo::exists(original)) {
        const QString fresh = original + u".new"_s;
        QDir(fresh).removeRecursively();
        if (const QString problem = makeData(fresh); !problem.isEmpty())
            return problem;
        if (!QDir().rename(fresh, original))
            return u"Cannot rename %1"_s.arg(fresh);
    }
    if (QProcess::execute(u"cp"_s, { u"-a"_s, original, m_folder.filePath(u"data"_s) }) != 0)
        return u"Cannot copy %1"_s.arg(original);
    return {};
}

QString PrivateServer::takeFile(const QString &source) const
{
    const QString path = m_folder.filePath(QFileInfo(source).fileName());
    const QString owner = geteuid() == 0 ? m_systemUser : QString::number(geteuid());
    const bool done =
        QProcess::execute(u"install"_s, { u"--mode=0600"_s, u"--owner="_s + owner, source, path })
        == 0;
    return done ? path : QString();
}

QString PrivateServer::start()
{
    if (program().isEmpty())
        return u"The server is not installed"_s;
    if (!m_folder.isValid())
        return m_folder.errorString();
    if (const QString problem = prepareData(); !problem.isEmpty())
        return problem;
    // The server's user must reach its data, and make its sockets.
    if (geteuid() == 0 && chmod(QFile::encodeName(m_folder.path()).constData(), 0777) != 0)
        return u"Cannot open %1 to the server's user"_s.arg(m_folder.path());
    m_port = freePort();
    return startAgain();
}

QString PrivateServer::startAgain()
{
    m_process.setStandardOutputFile(m_folder.filePath(u"server.log"_s));
    m_process.setStandardErrorFile(m_folder.filePath(u"server.log"_s), QIODevice::Append);
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGQUIT); });
    const auto [command, all] =
        asSystemUser(program(), arguments(m_folder.filePath(u"data"_s)) + m_furtherArguments);
    m_process.start(command, all);
    QElapsedTimer waited;
    waited.start();
    while (!answers()) {
        const bool isOver =
            m_process.waitForFinished(50) || m_process.error() == QProcess::FailedToStart;
        if (isOver || waited.elapsed() > startSeconds * 1000) {
            QFile log(m_folder.filePath(u"server.log"_s));
            const QString text =
                log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
            return u"The server does not answer: "_s + text.right(2000);
        }
    }
    return {};
}

void PrivateServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_process.processId()), endSignal());
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

ConnectionSpecification PrivateServer::specification(const QString &database) const
{
    return DatabaseUrl::parse(url(database))->toSpecification().value();
}

// ---------------------------------------------------------------------------------- PostgreSQL

PrivatePostgres::PrivatePostgres()
    : PrivateServer(u"postgres"_s)
{
}

PrivatePostgres::~PrivatePostgres()
{
    kill();
}

QString PrivatePostgres::url(const QString &database) const
{
    return u"postgresql://tester:%1@127.0.0.1:%2/%3"_s.arg(password()).arg(port()).arg(database);
}

QString PrivatePostgres::makeData(const QString &path)
{
    const QString passwordFile = path + u".password"_s;
    QFile file(passwordFile);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(password().toUtf8());
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    const QString problem =
        runToEnd(findServerProgram(u"initdb"_s),
                 { u"-D"_s, path, u"-U"_s, u"tester"_s, u"--pwfile"_s, passwordFile, u"-E"_s,
                   u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--auth-local=trust"_s,
                   u"--auth-host=scram-sha-256"_s, u"--no-sync"_s });
    file.remove();
    return problem;
}

QString PrivatePostgres::program() const
{
    return findServerProgram(u"postgres"_s);
}

QStringList PrivatePostgres::arguments(const QString &data) const
{
    return { u"-D"_s, data,     u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port()),
             u"-k"_s, folder(), u"-c"_s, u"fsync=off"_s, u"-c"_s, u"shared_buffers=16MB"_s };
}

bool PrivatePostgres::answers() const
{
    return opens(specification(u"postgres"_s));
}

QString PrivatePostgres::templateName() const
{
    return u"postgresql"_s;
}

int PrivatePostgres::endSignal() const
{
    return SIGQUIT;
}

QString PrivatePostgres::createDatabase(const QString &name)
{
    return execute(specification(u"postgres"_s), u"CREATE DATABASE \"%1\""_s.arg(name));
}

// ---------------------------------------------------------------------------------- MariaDB

PrivateMariaDb::PrivateMariaDb()
    : PrivateServer(u"mysql"_s)
{
}

PrivateMariaDb::~PrivateMariaDb()
{
    kill();
}

QString PrivateMariaDb::url(const QString &database) const
{
    return u"mysql+pymysql://tester:%1@127.0.0.1:%2/%3"_s.arg(password()).arg(port()).arg(database);
}

QString PrivateMariaDb::socket() const
{
    return folder() + u"/mariadb.sock"_s;
}

QString PrivateMariaDb::makeData(const QString &path)
{
    return runToEnd(findServerProgram(u"mariadb-install-db"_s),
                    { u"--no-defaults"_s, u"--datadir="_s + path, tmpdirIn(QFileInfo(path).path()),
                      u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s });
}

QString PrivateMariaDb::program() const
{
    return findServerProgram(u"mariadbd"_s);
}

QStringList PrivateMariaDb::arguments(const QString &data) const
{
    const QString users = folder() + u"/users.sql"_s;
    QFile file(users);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(u"GRANT ALL ON *.* TO 'tester'@'%' IDENTIFIED BY '%1' WITH GRANT OPTION;\n"_s
                       .arg(password())
                       .toUtf8());
        file.setPermissions(file.permissions() | QFile::ReadOther);
    }
    return { u"--no-defaults"_s,
             u"--datadir="_s + data,
             u"--socket="_s + socket(),
             tmpdirIn(folder()),
             u"--port=%1"_s.arg(port()),
             u"--bind-address=127.0.0.1"_s,
             u"--skip-name-resolve"_s,
             u"--init-file="_s + users,
             u"--innodb-flush-log-at-trx-commit=0"_s,
             u"--innodb-buffer-pool-size=16M"_s };
}

bool PrivateMariaDb::answers() const
{
    return opens(specification(u"mysql"_s));
}

QString PrivateMariaDb::templateName() const
{
    return u"mariadb"_s;
}

int PrivateMariaDb::endSignal() const
{
    return SIGKILL;
}

QString PrivateMariaDb::createDatabase(const QString &name)
{
    return execute(specification(u"mysql"_s),
                   u"CREATE DATABASE `%1` CHARACTER SET utf8mb4"_s.arg(name));
}

} // namespace limbeck::test
