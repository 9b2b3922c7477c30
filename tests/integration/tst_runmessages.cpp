// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong is told once, with its place and a remedy, and nothing was changed.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

class TestRunMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void unknownDatabase_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void unknownDatabase();

    void wrongPassword_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void wrongPassword();
    void lockedFile();
    void syntaxError();

    void scriptError_data() { TestDatabases::addRows(); }

    void scriptError();
    void noConfiguration();

private:
    static void expectMessage(const CommandResult &result, const QStringList &parts)
    {
        QVERIFY2(result.exitStatus == 1 || result.exitStatus == 255, qPrintable(result.text()));
        for (const QString &part : parts) {
            QVERIFY2(result.errors.contains(part),
                     qPrintable(part + u" is missing in:\n"_s + result.text()));
        }
        QVERIFY2(!result.text().contains(PrivateServer::password()), qPrintable(result.text()));
    }

    TestDatabases m_databases;
};

void TestRunMessages::unknownDatabase()
{
    QFETCH(QString, kind);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url.left(url.lastIndexOf(u'/')) + u"/nowhere"_s);
    project.addRevision(u"a1"_s, {}, u"pass"_s);
    expectMessage(project.limbeck({ u"upgrade"_s, u"head"_s }),
                  { u"nowhere"_s, u"migrations/env.py:"_s, u"Create it with"_s });
}

void TestRunMessages::wrongPassword()
{
    QFETCH(QString, kind);
    QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url.replace(PrivateServer::password(), u"s3cret-wrong"_s));
    project.addRevision(u"a1"_s, {}, u"pass"_s);
    const CommandResult result = project.limbeck({ u"upgrade"_s, u"head"_s });
    expectMessage(result,
                  { u"tester"_s, u"migrations/env.py:"_s, u"Correct user name and password"_s });
    QVERIFY2(!result.text().contains(u"s3cret-wrong"), qPrintable(result.text()));
}

void TestRunMessages::lockedFile()
{
    const QString url = m_databases.create(u"sqlite"_s);
    const CommandLineProject project(url + u"?timeout=0.5"_s);
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    const auto other = openUrl(url);
    QCOMPARE(run(*other, u"CREATE TABLE taken (id int)"_s), u"ok"_s);
    QCOMPARE(run(*other, u"BEGIN EXCLUSIVE"_s), u"ok"_s);
    expectMessage(project.limbeck({ u"upgrade"_s, u"head"_s }),
                  { u"database is locked"_s, u"Another program is writing to"_s });
    QCOMPARE(run(*other, u"ROLLBACK"_s), u"ok"_s);
    const CommandResult done = project.limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
}

void TestRunMessages::syntaxError()
{
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer)"_s);
    expectMessage(project.limbeck({ u"upgrade"_s, u"head"_s }),
                  { u"migrations/versions/a1.py"_s, u":10:20"_s, u"'(' was never closed"_s });
}

void TestRunMessages::scriptError()
{
    QFETCH(QString, kind);
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    project.addRevision(u"a1"_s, {}, u"op.create_table('a', sa.Column('id', sa.Integer))"_s);
    project.addRevision(
        u"b1"_s, u"a1"_s,
        u"op.execute('INSERT INTO a VALUES (1)')\nop.add_colum('a', sa.Column('b'))"_s);
    expectMessage(project.limbeck({ u"upgrade"_s, u"head"_s }),
                  { u"migrations/versions/b1.py:11:5"_s, u"add_colum"_s, u"add_column"_s,
                    u"The database is at a1."_s });
    QCOMPARE(project.current(), QStringList { u"a1"_s });
    QCOMPARE(rowsOf(*openUrl(url), u"SELECT count(*) FROM a"_s), QStringList { u"int 0"_s });
}

void TestRunMessages::noConfiguration()
{
    const CommandLineProject project(m_databases.create(u"sqlite"_s));
    QVERIFY(QFile::remove(project.folder() + u"/alembic.ini"_s));
    expectMessage(project.limbeck({ u"upgrade"_s, u"head"_s }), { u"alembic.ini"_s });
}

QTEST_GUILESS_MAIN(TestRunMessages)
#include "tst_runmessages.moc"
