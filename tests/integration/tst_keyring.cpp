// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords in a real Secret Service, which the test starts on a message bus of its own.

#include "core/database/keyring.h"
#include "tests/support/commandline.h"
#include "tests/support/privateserver.h"
#include "tests/support/terminal.h"
#include "tests/support/testproject.h"

#include <QStandardPaths>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestKeyring final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsPasswords();
    void fromTheCommandLine();
    void refusesPasswordsInArguments();
    void outlivesALogout();

private:
    [[nodiscard]] static QString program() { return QStringLiteral(LIMBECK_BINARY_DIR "/limbeck"); }

    QTemporaryDir m_home;
    QProcess m_bus;
};

void TestKeyring::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s);
    QVERIFY2(!daemon.isEmpty(), "gnome-keyring is not installed");
    m_bus.start(u"dbus-daemon"_s, { u"--session"_s, u"--print-address"_s, u"--nofork"_s });
    QVERIFY(m_bus.waitForReadyRead());
    const QByteArray address = m_bus.readLine().trimmed();
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, QString::fromUtf8(address));
    variables.insert(u"HOME"_s, m_home.path());
    variables.insert(u"XDG_DATA_HOME"_s, m_home.path());
    variables.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
    QProcess service;
    service.setProcessEnvironment(variables);
    service.start(daemon, { u"--unlock"_s, u"--components=secrets"_s });
    service.write("key of the keyring");
    service.closeWriteChannel();
    QVERIFY(service.waitForFinished(20'000)); // it goes on in the background, until the bus ends
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
}

void TestKeyring::keepsPasswords()
{
    const QString account = u"postgresql://tester@db.example"_s;
    const PasswordQuestion question { account, u"postgresql app on db.example"_s, u"tester"_s, 0 };
    QStringList told;
    database::Keyring keyring([&](const QString &text) { told << text; });
    QVERIFY(database::Keyring::store(account, PrivateServer::password()));
    QCOMPARE(keyring.password(question).value(), std::optional(PrivateServer::password()));
    // A run asks from its own thread.
    std::optional<QString> inThread;
    std::unique_ptr<QThread> thread(
        QThread::create([&] { inThread = keyring.password(question).value(); }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QCOMPARE(inThread, std::optional(PrivateServer::password()));
    // The server has refused it: others are asked.
    PasswordQuestion refused = question;
    refused.refusals = 1;
    QCOMPARE(keyring.password(refused).value(), std::nullopt);
    QVERIFY(database::Keyring::forget(account));
    QVERIFY(database::Keyring::forget(account)); // twice is no failure
    QCOMPARE(keyring.password(question).value(), std::nullopt);
    QCOMPARE(told, QStringList());
}

void TestKeyring::fromTheCommandLine()
{
    PrivatePostgres server;
    QCOMPARE(server.start(), QString());
    QCOMPARE(server.createDatabase(u"app"_s), QString());
    const QString url = server.url(u"app"_s).remove(u':' + PrivateServer::password());
    const TemporaryProject project(url);

    QProcess setting;
    setting.setWorkingDirectory(project.folder());
    Terminal terminal;
    terminal.attachTo(setting);
    setting.start(program(), { u"password"_s }); // the project's database
    QVERIFY(terminal.waitFor(u"to be kept in the keyring:"_s));
    QVERIFY(!terminal.echoes());
    terminal.type(PrivateServer::password().toUtf8() + '\n');
    QVERIFY(setting.waitForFinished());
    QVERIFY2(setting.exitCode() == 0, setting.readAllStandardError().constData());
    QVERIFY(
        setting.readAllStandardOutput().contains("The keyring holds the password for postgresql"));

    // Nobody can be asked: it comes from the keyring.
    const auto current = [&] {
        QProcess asking;
        asking.setWorkingDirectory(project.folder());
        Terminal::detach(asking);
        asking.start(program(), { u"current"_s });
        return asking.waitForFinished() ? asking.exitCode() : -1;
    };
    QCOMPARE(current(), 0);
    const CommandResult removed =
        runCommand(program(), { u"password"_s, u"--remove"_s, url }, project.folder());
    QVERIFY2(removed.exitStatus == 0, qPrintable(removed.text()));
    QCOMPARE(current(), 1);
}

void TestKeyring::refusesPasswordsInArguments()
{
    const CommandResult result =
        runCommand(program(), { u"password"_s, u"postgresql://me:s3cret@db/app"_s }, m_home.path());
    QVERIFY(result.exitStatus != 0);
    QVERIFY2(result.errors.contains(u"The URL has a password"), qPrintable(result.text()));
    QVERIFY(!result.text().contains(u"s3cret"));
    const CommandResult file = runCommand(
        program(), { u"password"_s, u"--remove"_s, u"sqlite:///app.db"_s }, m_home.path());
    QVERIFY2(file.errors.contains(u"A SQLite file has no password"), qPrintable(file.text()));
}

/// A logout ends the bus, and must not end a run with it.
void TestKeyring::outlivesALogout()
{
    m_bus.kill();
    QVERIFY(m_bus.waitForFinished());
    QTest::qWait(500);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
