// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Passwords: asked for at the terminal, kept in the keyring, and written nowhere. The tests'
// password is a canary: it is looked for in everything that comes out.

#include "core/database/connect.h"
#include "tests/support/canaryhome.h"
#include "tests/support/commandlinewatch.h"
#include "tests/support/privateserver.h"
#include "tests/support/terminal.h"
#include "tests/support/testproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

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
    PrivatePostgres m_server;
    CanaryHome m_home; ///< of the programs
};

void TestCanary::initTestCase()
{
    QCOMPARE(m_server.start(), QString());
    QCOMPARE(m_server.createDatabase(u"app"_s), QString());
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
    m_home.prepare(process, project.folder());
    Terminal::detach(process);
    process.start(program(), arguments);
    QVERIFY(process.waitForFinished(60'000));
    const QByteArrayList commandLines = watch.stop();
    const QByteArray output = process.readAllStandardOutput();
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == status, (output + errors).constData());
    const QByteArray word = PrivateServer::password().toUtf8();
    QVERIFY2(!output.contains(word), output.constData());
    QVERIFY2(!errors.contains(word), errors.constData());
    QVERIFY2(!anyContains(commandLines, word), commandLines.join('\n').constData());
    QVERIFY(anyContains(commandLines, "limbeck"));
    QVERIFY(watch.looks() > 0);
    QCOMPARE(m_home.filesWithCanary(), QStringList());
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
