// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: asked for at the terminal, kept in the keyring, and written nowhere. The tests'
// password is a canary: it is looked for in everything that comes out.

#include "core/database/connect.h"
#include "tests/support/privateserver.h"
#include "tests/support/terminal.h"
#include "tests/support/testproject.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

/// Looks at the command lines of all processes, again and again while it lives.
class CommandLineWatch
{
public:
    CommandLineWatch()
        : m_thread([this] { watch(); })
    {
    }

    ~CommandLineWatch() { std::ignore = stop(); }

    Q_DISABLE_COPY_MOVE(CommandLineWatch)

    /// A command line that held the canary; empty if there was none.
    [[nodiscard]] QByteArray stop()
    {
        m_isOver = true;
        if (m_thread.joinable())
            m_thread.join();
        return m_found;
    }

    [[nodiscard]] int looks() const { return m_looks; }

private:
    void watch()
    {
        const QByteArray canary = PrivateServer::password().toUtf8();
        while (!m_isOver) {
            const QDir processes(u"/proc"_s);
            for (const QString &number : processes.entryList({ u"[0-9]*"_s }, QDir::Dirs)) {
                QFile file(u"/proc/%1/cmdline"_s.arg(number));
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                const QByteArray line = file.readAll();
                if (line.contains(canary))
                    m_found = line;
            }
            ++m_looks;
        }
    }

    std::atomic_bool m_isOver = false;
    std::atomic_int m_looks = 0;
    QByteArray m_found;
    std::thread m_thread;
};

QString program()
{
    return QStringLiteral(LIMBECK_BINARY_DIR "/limbeck");
}

} // namespace

class TestCanary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void canary_data();
    void canary();

private:
    void prepare(QProcess &process, const TestProject &project) const;
    /// Files below the home folder of the programs that hold the canary.
    [[nodiscard]] QStringList filesWithCanary() const;

    PrivatePostgres m_server;
    QTemporaryDir m_home; ///< of the programs: journal, settings, everything they write
};

void TestCanary::initTestCase()
{
    QCOMPARE(m_server.start(), QString());
    QCOMPARE(m_server.createDatabase(u"app"_s), QString());
}

void TestCanary::prepare(QProcess &process, const TestProject &project) const
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"HOME"_s, m_home.path());
    variables.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
    variables.insert(u"XDG_STATE_HOME"_s, m_home.filePath(u"state"_s));
    variables.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s);
    variables.insert(u"LIMBECK_PYTHON"_s, u"/usr/bin/python3"_s);
    variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    variables.remove(u"XDG_RUNTIME_DIR"_s);
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(project.folder());
}

QStringList TestCanary::filesWithCanary() const
{
    QStringList found;
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)
            && file.readAll().contains(PrivateServer::password().toUtf8()))
            found << file.fileName();
    }
    return found;
}

void TestCanary::canary_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("environment"); // lines of env.py
    QTest::addColumn<QString>("body"); // of the upgrade
    QTest::addColumn<int>("status");
    const QString table = u"op.create_table('t', sa.Column('id', sa.Integer))"_s;
    const QStringList upgrade { u"upgrade"_s, u"head"_s };
    const QStringList outside { u"--engine=alembic"_s, u"upgrade"_s, u"head"_s };
    const QString tells = u"url = config.get_main_option('sqlalchemy.url')\n"
                          "import logging\nlogging.getLogger('alembic.env').info(url)\n"
                          "print(url)\n"_s;
    const QString raises = tells + u"raise RuntimeError('cannot use ' + url)\n"_s;
    QTest::newRow("upgrade") << upgrade << QString() << table << 0;
    QTest::newRow("current") << QStringList { u"current"_s, u"--verbose"_s } << QString() << table
                             << 0;
    QTest::newRow("statement fails")
        << upgrade << QString() << u"op.execute('SELECT 1 FROM nowhere')"_s << 1;
    QTest::newRow("script prints the URL") << upgrade << tells << table << 0;
    QTest::newRow("script raises with the URL") << upgrade << raises << table << 1;
    QTest::newRow("SQL") << QStringList { u"upgrade"_s, u"head"_s, u"--sql"_s } << tells << table
                         << 0;
    QTest::newRow("statement is slow")
        << upgrade << QString() << u"op.execute('SELECT pg_sleep(1)')"_s << 0;
    QTest::newRow("backup") << QStringList { u"deploy"_s, u"head"_s } << QString() << table << 0;
    QTest::newRow("backup and restore") << QStringList { u"deploy"_s, u"head"_s } << QString()
                                        << table + u"\nop.execute('SELECT 1 FROM nowhere')"_s << 7;
    QTest::newRow("outside") << outside << tells << table << 0;
    QTest::newRow("outside, raises") << outside << raises << table << 1;
    QTest::newRow("outside, slow")
        << outside << QString() << u"op.execute('SELECT pg_sleep(1)')"_s << 0;
}

void TestCanary::canary()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, environment);
    QFETCH(QString, body);
    QFETCH(int, status);
    auto connection = database::openConnection(m_server.specification(u"app"_s));
    QVERIFY(connection);
    QVERIFY(
        (*connection)
            ->execute({ u"DROP SCHEMA public CASCADE; CREATE SCHEMA public"_s, {}, {}, {}, {} }));

    TemporaryProject project(
        m_server.url(u"app"_s).replace(u"postgresql:"_s, u"postgresql+psycopg2:"_s));
    // What a person chose instead of env.py's takes another way into the outside process.
    if (arguments.first().startsWith(u"--engine"_s)) {
        writeText(project.folder() + u"/limbeck.toml"_s,
                  u"url = \"%1\"\n"_s.arg(
                      m_server.url(u"app"_s).replace(u"postgresql:"_s, u"postgresql+psycopg2:"_s)));
    }
    project.setEnvironment(environment);
    project.add(u"a1"_s, body);
    CommandLineWatch watch;
    QProcess process;
    prepare(process, project);
    Terminal::detach(process);
    process.start(program(), arguments);
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray commandLine = watch.stop();
    const QByteArray output = process.readAllStandardOutput();
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == status, (output + errors).constData());
    const QByteArray word = PrivateServer::password().toUtf8();
    QVERIFY2(!output.contains(word), output.constData());
    QVERIFY2(!errors.contains(word), errors.constData());
    QVERIFY2(commandLine.isEmpty(), commandLine.constData());
    QVERIFY(watch.looks() > 0);
    QCOMPARE(filesWithCanary(), QStringList());
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
