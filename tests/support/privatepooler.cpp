// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/privatepooler.h"

#include "core/database/connect.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace limbeck::test {

PrivatePooler::PrivatePooler(const PrivatePostgres &server)
    : m_server(server)
{
}

PrivatePooler::~PrivatePooler()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString PrivatePooler::start(const QString &mode, bool takesTurns)
{
    const QString program =
        QStandardPaths::findExecutable(u"pgbouncer"_s, { u"/usr/sbin"_s, u"/usr/bin"_s });
    if (program.isEmpty())
        return u"pgbouncer is not installed"_s;
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        return probe.errorString();
    m_port = probe.serverPort();
    probe.close();
    const QString configuration = m_folder.filePath(u"pgbouncer.ini"_s);
    QFile file(configuration);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(u"[databases]\n* = host=127.0.0.1 port=%1 user=tester password=%2\n"
               "[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = %3\nunix_socket_dir =\n"
               "auth_type = any\npool_mode = %4\nserver_round_robin = %5\n"
               "ignore_startup_parameters = extra_float_digits\n"_s.arg(m_server.port())
                   .arg(PrivateServer::password())
                   .arg(m_port)
                   .arg(mode)
                   .arg(takesTurns ? 1 : 0)
                   .toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther | QFile::WriteOwner);
    file.close();
    chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
    // As root PgBouncer refuses to run.
    QStringList arguments { configuration };
    QString command = program;
    if (geteuid() == 0) {
        arguments = QStringList { u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--clear-groups"_s,
                                  u"--pdeathsig=TERM"_s, program }
            + arguments;
        command = u"setpriv"_s;
    }
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s));
    m_process.setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.start(command, arguments);
    QElapsedTimer waited;
    waited.start();
    const auto specification = DatabaseUrl::parse(url(u"postgres"_s))->toSpecification().value();
    while (!database::openConnection(specification)) {
        if (m_process.waitForFinished(50) || waited.elapsed() > 20'000) {
            QFile log(m_folder.filePath(u"log"_s));
            return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll())
                                                 : u"pgbouncer does not answer"_s;
        }
    }
    return {};
}

QString PrivatePooler::url(const QString &database) const
{
    return u"postgresql://tester@127.0.0.1:%1/%2"_s.arg(m_port).arg(database);
}

} // namespace limbeck::test
