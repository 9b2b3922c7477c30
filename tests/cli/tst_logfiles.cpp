// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Where logging may write: into files of the project's folder, and only while databases are moved.

#include "tests/support/commandline.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck::test;

class TestLogFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsWrite();
    void lookingWritesNothing_data();
    void lookingWritesNothing();
    void nothingOutsideOfTheProject();
    void handlersOfScripts_data();
    void handlersOfScripts();

private:
    /// Lets the ini log into @p path, before what it already says.
    void logTo(const QString &path) const;

    std::unique_ptr<QTemporaryDir> m_outside;
    std::unique_ptr<CommandLineProject> m_project;
};

void TestLogFiles::init()
{
    m_outside = std::make_unique<QTemporaryDir>();
    m_project = std::make_unique<CommandLineProject>(u"sqlite:///app.db"_s);
    m_project->addRevision(u"a1"_s, {}, u"op.execute('SELECT 1')"_s);
}

void TestLogFiles::logTo(const QString &path) const
{
    QFile ini(m_project->folder() + u"/alembic.ini"_s);
    QVERIFY(ini.open(QIODevice::Append));
    ini.write(u"\n[loggers]\nkeys = root,alembic\n[handlers]\nkeys = file\n[formatters]\nkeys =\n"
              "[logger_root]\nlevel = INFO\nhandlers = file\n"
              "[logger_alembic]\nlevel = INFO\nhandlers =\nqualname = alembic\n"
              "[handler_file]\nclass = FileHandler\nargs = (%1, 'a')\n"_s.arg(path)
                  .toUtf8());
    ini.close();
    QFile environment(m_project->folder() + u"/migrations/env.py"_s);
    QVERIFY(environment.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(environment.readAll());
    m_project->write(u"migrations/env.py"_s,
                     u"from alembic import context\nfrom logging.config import fileConfig\n"
                     "fileConfig(context.config.config_file_name)\n"_s
                         + text);
}

void TestLogFiles::runsWrite()
{
    logTo(u"'run.log'"_s);
    const CommandResult done = m_project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
    QFile log(m_project->folder() + u"/run.log"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().contains("Running upgrade  -> a1"));
}

void TestLogFiles::lookingWritesNothing_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("current") << QStringList { u"current"_s };
    QTest::newRow("--sql") << QStringList { u"upgrade"_s, u"base:head"_s, u"--sql"_s };
    QTest::newRow("preview") << QStringList { u"preview"_s, u"migrations/versions/a1.py"_s };
}

void TestLogFiles::lookingWritesNothing()
{
    QFETCH(QStringList, command);
    logTo(u"'run.log'"_s);
    const CommandResult done = m_project->limbeck(command);
    QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
    QVERIFY(!QFile::exists(m_project->folder() + u"/run.log"_s));
}

void TestLogFiles::nothingOutsideOfTheProject()
{
    const QString path = m_outside->filePath(u"run.log"_s);
    logTo(u"'%1'"_s.arg(path));
    const CommandResult done = m_project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
    QCOMPARE(done.errors.count(u"the log file '%1' is not written"_s.arg(path)), 1);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(m_project->current(), QStringList { u"a1"_s });
}

void TestLogFiles::handlersOfScripts_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    QTest::newRow("outside") << u"OUTSIDE/run.log"_s
                             << u"it lies outside of the project's folder"_s;
    QTest::newRow("through a link")
        << u"link/run.log"_s << u"it lies outside of the project's folder"_s;
    QTest::newRow("a source") << u"migrations/env.py"_s
                              << u"scripts do not change a project's sources"_s;
}

void TestLogFiles::handlersOfScripts()
{
    QFETCH(QString, path);
    QFETCH(QString, message);
    QVERIFY(QFile::link(m_outside->path(), m_project->folder() + u"/link"_s));
    path.replace(u"OUTSIDE"_s, m_outside->path());
    m_project->addRevision(
        u"a2"_s, u"a1"_s,
        u"import logging; log = logging.getLogger('mine'); "
        "log.addHandler(logging.FileHandler('%1')); log.error('text')"_s.arg(path));
    const CommandResult done = m_project->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY(done.exitStatus != 0);
    QVERIFY2(done.errors.contains(message), qPrintable(done.text()));
    QVERIFY2(done.errors.contains(u"a2.py"), qPrintable(done.text()));
    QVERIFY(QDir(m_outside->path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestLogFiles)
#include "tst_logfiles.moc"
