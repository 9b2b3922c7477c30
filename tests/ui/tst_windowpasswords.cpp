// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A database that wants a password which no URL and no file has: the window asks, and keeps it to
// itself. The password is a canary that is looked for in everything the window writes and shows.

#include "tests/support/privateserver.h"
#include "tests/support/testproject.h"
#include "tests/ui/testwindow.h"
#include "ui/graph/graphpanel.h"
#include "ui/run/runlog.h"
#include "ui/targets/passworddialog.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QDirIterator>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class tst_WindowPasswords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asksUntilItIsRight();
    void staysUnconnectedWithoutAnAnswer();
    void asksAgainWhenTold();
    void cancelsWhileItAsks();
    void endsWhileItAsks();

private:
    [[nodiscard]] QString url() const;
    static void type(PasswordDialog &dialog, const QString &password);

    PrivatePostgres m_server;
};

void tst_WindowPasswords::initTestCase()
{
    qunsetenv("PGPASSWORD");
    QCOMPARE(m_server.start(), QString());
    QCOMPARE(m_server.createDatabase(u"app"_s), QString());
}

QString tst_WindowPasswords::url() const
{
    return m_server.url(u"app"_s).remove(u':' + PrivateServer::password());
}

void tst_WindowPasswords::type(PasswordDialog &dialog, const QString &password)
{
    auto *field = dialog.findChild<QLineEdit *>();
    QVERIFY(field);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    field->setText(password);
    QTest::keyClick(field, Qt::Key_Return);
}

void tst_WindowPasswords::asksUntilItIsRight()
{
    TemporaryProject project(url());
    project.add(u"a1"_s, u"op.execute('CREATE TABLE t (a int)')"_s);
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    auto *dialog = waitFor<PasswordDialog>();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<Banner *>()->isVisible());
    QVERIFY(!dialog->findChild<QCheckBox *>()->isEnabled()); // there is no keyring here
    type(*dialog, u"wrong"_s);
    QPointer<PasswordDialog> first = dialog;
    QTRY_VERIFY_WITH_TIMEOUT(!first, waitMs);
    dialog = waitFor<PasswordDialog>();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<Banner *>()->isVisible()); // the last one was not accepted
    type(*dialog, PrivateServer::password());
    QTRY_VERIFY_WITH_TIMEOUT(test.session().isConnected(), waitMs);

    // The run does not ask again, and nothing tells the password.
    RunRequest request;
    request.targets = { u"heads"_s };
    QVERIFY(test.run(request));
    QVERIFY(!shown<PasswordDialog>());
    QCOMPARE(test.session().heads(), QStringList { u"a1"_s });
    const QString canary = PrivateServer::password();
    auto &log = test.window().findChild<RunLog *>()->model();
    QTRY_VERIFY_WITH_TIMEOUT(
        log.rowCount() > 0 && log.text(0, log.rowCount() - 1).contains(u"Finished"_s), waitMs);
    QVERIFY(!log.text(0, log.rowCount() - 1).contains(canary));
    for (const auto *field : test.window().findChildren<QLineEdit *>())
        QVERIFY(!field->text().contains(canary));
    QSettings().sync();
    QStringList folders { test.home(), project.folder(),
                          QFileInfo(QSettings().fileName()).absolutePath() };
    for (const QString &folder : std::as_const(folders)) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(canary.toUtf8()), qPrintable(file.fileName()));
        }
    }
}

void tst_WindowPasswords::staysUnconnectedWithoutAnAnswer()
{
    const TemporaryProject project(url());
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    auto *dialog = waitFor<PasswordDialog>();
    QVERIFY(dialog);
    dialog->reject();
    QVERIFY(test.settles());
    QVERIFY(!test.session().isConnected());
    QVERIFY(test.session().connectionError());
    QVERIFY(test.window().findChild<GraphPanel *>()->banner().isVisible());
    QVERIFY(!shown<PasswordDialog>());
}

void tst_WindowPasswords::asksAgainWhenTold()
{
    const TemporaryProject project(url());
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    waitFor<PasswordDialog>()->reject();
    QVERIFY(test.settles());
    auto *again =
        named<QPushButton>(test.window().findChild<GraphPanel *>()->banner(), u"Try again"_s);
    QVERIFY(again);
    again->click();
    auto *dialog = waitFor<PasswordDialog>();
    QVERIFY(dialog);
    type(*dialog, PrivateServer::password());
    QTRY_VERIFY_WITH_TIMEOUT(test.session().isConnected(), waitMs);
}

void tst_WindowPasswords::cancelsWhileItAsks()
{
    const TemporaryProject project(url());
    TestWindow test;
    QVERIFY(test.open(project.folder()));
    const QPointer<PasswordDialog> dialog = waitFor<PasswordDialog>();
    QVERIFY(dialog);
    test.session().cancel();
    QVERIFY(test.settles());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, waitMs);
    QVERIFY(!test.session().isConnected());
}

/// A thread that waits for an answer does not keep the program from ending.
void tst_WindowPasswords::endsWhileItAsks()
{
    const TemporaryProject project(url());
    QElapsedTimer timer;
    {
        TestWindow test;
        QVERIFY(test.open(project.folder()));
        QVERIFY(waitFor<PasswordDialog>());
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_MAIN(tst_WindowPasswords)
#include "tst_windowpasswords.moc"
