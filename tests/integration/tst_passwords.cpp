// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: asked for at the terminal, kept in the keyring, and written nowhere. The tests'
// password is a canary: it is looked for in everything that comes out.

#include "core/database/connect.h"
#include "core/database/keyring.h"
#include "tests/support/canaryhome.h"
#include "tests/support/privateserver.h"
#include "tests/support/terminal.h"
#include "tests/support/testproject.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

QString program()
{
    return QStringLiteral(LIMBECK_BINARY_DIR "/limbeck");
}

} // namespace

class TestPasswords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void asksAtTheTerminal();
    void asksAgain();
    void ctrlCAtThePrompt();
    void refusesWithoutTerminal();
    void sessionWithoutKeyring();
    void canaryInCrash();

private:
    /// A URL of the server without the password.
    [[nodiscard]] QString urlWithoutPassword() const;

    PrivatePostgres m_server;
    CanaryHome m_home; ///< of the programs
};

void TestPasswords::initTestCase()
{
    QCOMPARE(m_server.start(), QString());
    QCOMPARE(m_server.createDatabase(u"app"_s), QString());
}

QString TestPasswords::urlWithoutPassword() const
{
    return m_server.url(u"app"_s).remove(u':' + PrivateServer::password());
}

// ---------------------------------------------------------------------------------- terminal

void TestPasswords::asksAtTheTerminal()
{
    const TemporaryProject project(urlWithoutPassword());
    QProcess process;
    m_home.prepare(process, project.folder());
    Terminal terminal;
    terminal.attachTo(process);
    process.start(program(), { u"current"_s });
    QVERIFY(terminal.waitFor(u"Password of tester for postgresql app on 127.0.0.1:"_s));
    QVERIFY(!terminal.echoes());
    terminal.type(PrivateServer::password().toUtf8() + '\n');
    QVERIFY(process.waitForFinished());
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, errors.constData());
    QVERIFY2(errors.contains("No keyring can be used"), errors.constData());
    QVERIFY(!terminal.screen().contains(PrivateServer::password()));
    QVERIFY(!errors.contains(PrivateServer::password().toUtf8()));
    QVERIFY(terminal.echoes());
}

void TestPasswords::asksAgain()
{
    const TemporaryProject project(urlWithoutPassword());
    QProcess process;
    m_home.prepare(process, project.folder());
    Terminal terminal;
    terminal.attachTo(process);
    process.start(program(), { u"current"_s });
    QVERIFY(terminal.waitFor(u"Password of tester"_s));
    terminal.type("wrong-canary\n");
    QVERIFY(terminal.waitFor(u"Not accepted. Password of tester"_s));
    terminal.type("wrong-canary\n");
    QTRY_VERIFY(terminal.screen().count(u"Not accepted"_s) == 2);
    terminal.type("wrong-canary\n");
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QByteArray errors = process.readAllStandardError() + process.readAllStandardOutput();
    QVERIFY2(errors.contains("password authentication failed"), errors.constData());
    QVERIFY(!errors.contains("wrong-canary"));
    QVERIFY(!terminal.screen().contains(u"wrong-canary"));
}

void TestPasswords::ctrlCAtThePrompt()
{
    const TemporaryProject project(urlWithoutPassword());
    QProcess process;
    m_home.prepare(process, project.folder());
    Terminal terminal;
    terminal.attachTo(process);
    process.start(program(), { u"current"_s });
    QVERIFY(terminal.waitFor(u"Password of tester"_s));
    QElapsedTimer waited;
    waited.start();
    terminal.type("half\x03");
    QVERIFY(process.waitForFinished());
    QVERIFY(waited.elapsed() < 2'000);
    QVERIFY(process.exitCode() != 0);
    QVERIFY(terminal.echoes());
}

void TestPasswords::refusesWithoutTerminal()
{
    const TemporaryProject project(urlWithoutPassword());
    QProcess process;
    m_home.prepare(process, project.folder());
    Terminal::detach(process);
    process.start(program(), { u"current"_s });
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 1);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("there is no terminal to ask for it"), errors.constData());
    QVERIFY2(errors.contains(".pgpass"), errors.constData());
}

// ---------------------------------------------------------------------------------- keyring

void TestPasswords::sessionWithoutKeyring()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("XDG_RUNTIME_DIR");
    QStringList told;
    database::Keyring keyring([&](const QString &text) { told << text; });
    const PasswordQuestion question { u"postgresql://u@h"_s, u"postgresql app"_s, u"u"_s, 0 };
    QElapsedTimer waited;
    waited.start();
    QCOMPARE(keyring.password(question).value(), std::nullopt);
    QCOMPARE(keyring.password(question).value(), std::nullopt);
    QVERIFY(waited.elapsed() < 1'000);
    QCOMPARE(told.size(), 1); // once
    QVERIFY(!database::Keyring::store(u"a"_s, u"b"_s));
}

// ---------------------------------------------------------------------------------- canary

void TestPasswords::canaryInCrash()
{
    TemporaryProject project(m_server.url(u"app"_s));
    project.add(u"a1"_s, u"op.execute('SELECT pg_sleep(30)')"_s);
    QProcess process;
    m_home.prepare(process, project.folder());
    // A sanitizer would catch the signal, and end the program in its own way.
    QProcessEnvironment variables = process.processEnvironment();
    variables.insert(u"ASAN_OPTIONS"_s, u"handle_segv=0"_s);
    process.setProcessEnvironment(variables);
    Terminal::detach(process);
    process.start(program(), { u"upgrade"_s, u"head"_s });
    auto connection = database::openConnection(m_server.specification(u"app"_s));
    QVERIFY(connection);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            auto cursor = (*connection)
                              ->execute({ u"SELECT 1 FROM pg_stat_activity WHERE state = 'active' "
                                          "AND query LIKE 'SELECT pg_sleep(30%'"_s,
                                          {},
                                          {},
                                          {},
                                          {} });
            return cursor && (*cursor)->next().value_or(false);
        }(),
        20'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGSEGV);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    const QByteArray output = process.readAllStandardOutput() + process.readAllStandardError();
    QVERIFY2(!output.contains(PrivateServer::password().toUtf8()), output.constData());
    QCOMPARE(m_home.filesWithCanary(), QStringList());
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
