// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords in a real Secret Service, which the test starts on a message bus of its own.

#include "core/database/keyring.h"
#include "tests/support/privateserver.h"

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
    void keyring();
};

void TestKeyring::keyring()
{
    const QString daemon = QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s);
    QVERIFY2(!daemon.isEmpty(), "gnome-keyring is not installed");
    QTemporaryDir home;
    QProcess bus;
    bus.start(u"dbus-daemon"_s, { u"--session"_s, u"--print-address"_s, u"--nofork"_s });
    QVERIFY(bus.waitForReadyRead());
    const QByteArray address = bus.readLine().trimmed();
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, QString::fromUtf8(address));
    variables.insert(u"HOME"_s, home.path());
    variables.insert(u"XDG_DATA_HOME"_s, home.path());
    variables.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    QProcess service;
    service.setProcessEnvironment(variables);
    service.start(daemon, { u"--unlock"_s, u"--components=secrets"_s });
    service.write("key of the keyring");
    service.closeWriteChannel();
    QVERIFY(service.waitForFinished(20'000)); // it goes on in the background, until the bus ends
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);

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

    // A logout ends the bus, and must not end a run with it.
    bus.kill();
    QVERIFY(bus.waitForFinished());
    QTest::qWait(500);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
