// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/commandline.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

constexpr int endSeconds = 120;

const char *const environmentScript = R"(import os
from alembic import context
from sqlalchemy import create_engine

url = os.environ["DATABASE_URL"]
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection@ARGUMENTS@)
        with context.begin_transaction():
            context.run_migrations()
)";

QString indented(const QString &text)
{
    return u"    "_s + QString(text).replace(u'\n', u"\n    "_s);
}

} // namespace

void startCommand(QProcess &process, const QString &program, const QStringList &arguments,
                  const QString &folder, const QStringList &environment)
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &entry : environment)
        all.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    process.setProcessEnvironment(all);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
}

CommandResult runCommand(const QString &program, const QStringList &arguments,
                         const QString &folder, const QStringList &environment)
{
    QProcess process;
    startCommand(process, program, arguments, folder, environment);
    CommandResult result;
    if (!process.waitForFinished(endSeconds * 1000)) {
        result.errors = u"%1 does not end: %2"_s.arg(program, process.errorString());
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        result.exitStatus = process.exitCode();
    }
    result.output = QString::fromUtf8(process.readAllStandardOutput());
    result.errors += QString::fromUtf8(process.readAllStandardError());
    return result;
}

QString limbeckProgram()
{
    return QStringLiteral(LIMBECK_BINARY_DIR "/limbeck");
}

CommandLineProject::CommandLineProject(const QString &url, Empty)
    : m_url(url)
{
}

CommandLineProject::CommandLineProject(const QString &url)
    : m_url(url)
{
    write(u"alembic.ini"_s, u"[alembic]\nscript_location = migrations\n"_s);
    configure(u"transaction_per_migration=True"_s);
    QDir(folder()).mkpath(u"migrations/versions"_s);
}

std::unique_ptr<CommandLineProject> CommandLineProject::guide(const QString &url)
{
    std::unique_ptr<CommandLineProject> project(new CommandLineProject(url, Empty {}));
    const QString source = QStringLiteral(LIMBECK_SOURCE_DIR "/../shared/guide/project/");
    if (!QDir(source).exists())
        return nullptr;
    QDirIterator files(source, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            project->write(file.fileName().mid(source.size()), QString::fromUtf8(file.readAll()));
    }
    return project;
}

void CommandLineProject::configure(const QString &arguments, const QString &preparation) const
{
    const QString further = arguments.isEmpty() ? QString() : u", "_s + arguments;
    write(u"migrations/env.py"_s,
          preparation + QString::fromLatin1(environmentScript).replace(u"@ARGUMENTS@"_s, further));
}

void CommandLineProject::write(const QString &path, const QString &text) const
{
    const QString full = folder() + u'/' + path;
    QDir().mkpath(QFileInfo(full).absolutePath());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("Cannot write %s", qPrintable(full));
}

void CommandLineProject::addRevision(const QString &id, const QString &down, const QString &upgrade,
                                     const QString &downgrade) const
{
    write(u"migrations/versions/%1.py"_s.arg(id),
          u"\"\"\"%1\"\"\"\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = '%1'\n"
          "down_revision = %2\n\n\ndef upgrade():\n%3\n\n\ndef downgrade():\n%4\n"_s.arg(
              id, down.isEmpty() ? u"None"_s : u'\'' + down + u'\'', indented(upgrade),
              indented(downgrade)));
}

QStringList CommandLineProject::environment() const
{
    return { u"DATABASE_URL="_s + m_url,
             u"LIMBECK_JOURNAL="_s + m_folder.filePath(u"journal.db"_s) };
}

CommandResult CommandLineProject::limbeck(const QStringList &arguments) const
{
    return runCommand(limbeckProgram(), arguments, folder(), environment());
}

void CommandLineProject::startLimbeck(QProcess &process, const QStringList &arguments) const
{
    startCommand(process, limbeckProgram(), arguments, folder(), environment());
}

QStringList CommandLineProject::current() const
{
    const CommandResult result = limbeck({ u"current"_s });
    if (result.exitStatus != 0)
        return { u"?"_s, result.text() };
    QStringList revisions;
    for (const QString &line : result.output.split(u'\n', Qt::SkipEmptyParts))
        revisions << line.section(u' ', 0, 0);
    revisions.sort();
    return revisions;
}

} // namespace limbeck::test
