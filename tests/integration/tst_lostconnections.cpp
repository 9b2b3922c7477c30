// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The way to the server breaks at random statements of a run, or the server dies. The run says
// where the database stands, which is true, and the next one goes on from there. LIMBECK_CUTS sets
// how often (6 unless given), LIMBECK_SEED the seed.

#include "tests/support/cuttingproxy.h"
#include "tests/support/databasetext.h"
#include "tests/support/stepproject.h"
#include "tests/support/testdatabases.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber ? static_cast<quint32>(given) : otherwise;
}

/// @p url at another port.
QString through(const CuttingProxy &proxy, QString url)
{
    static const QRegularExpression port(u":\\d+/"_s);
    return url.replace(port, u":%1/"_s.arg(proxy.port()));
}

} // namespace

class TestLostConnections final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void socketCloses_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void socketCloses();

    void answersAreLost_data();
    void answersAreLost();

    void serverDies_data() { TestDatabases::addRows({ u"postgresql"_s, u"mysql"_s }); }

    void serverDies();

private:
    [[nodiscard]] PrivateServer *server(const QString &kind);
    /// An upgrade whose way through @p proxy is cut: it has told the truth about the database at
    /// @p url, and the next one comes to the end.
    void upgradeThroughCut(const StepProject &project, const CuttingProxy &proxy,
                           const QString &url, const QString &place);
    /// Brings the database to the last step, after whatever became of a run.
    void finish(const StepProject &project, const QString &url);

    TestDatabases m_databases;
    quint32 m_cuts = 0;
    QRandomGenerator m_random;
};

void TestLostConnections::initTestCase()
{
    m_cuts = numberFrom("LIMBECK_CUTS", 6);
    const quint32 seed = numberFrom("LIMBECK_SEED", QRandomGenerator::global()->generate() >> 1);
    qInfo("LIMBECK_SEED=%u LIMBECK_CUTS=%u", seed, m_cuts);
    m_random.seed(seed);
}

PrivateServer *TestLostConnections::server(const QString &kind)
{
    if (kind == u"postgresql")
        return m_databases.postgres();
    return m_databases.mariaDb();
}

void TestLostConnections::finish(const StepProject &project, const QString &url)
{
    const bool isResumable = url.startsWith(u"mysql") || url.startsWith(u"mariadb");
    CommandResult result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    if (isResumable && result.errors.contains(u"--resume"))
        result = project.commands().limbeck({ u"upgrade"_s, u"--resume"_s });
    if (result.exitStatus == 0)
        result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(result.exitStatus == 0, qPrintable(result.text()));
    QCOMPARE(StepProject::problem(url), QString());
    QCOMPARE(StepProject::currentStep(url), StepProject::stepCount);
}

void TestLostConnections::socketCloses()
{
    QFETCH(QString, kind);
    QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    StepProject project(through(proxy, url));
    const CommandResult whole = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(whole.exitStatus == 0, qPrintable(whole.text()));
    const qint64 bytes = proxy.seen();

    for (quint32 cut = 0; cut < m_cuts; ++cut) {
        url = m_databases.create(kind);
        project.setUrl(through(proxy, url));
        const qint64 after = m_random.bounded(qint64 { 1 }, bytes);
        proxy.cutAfter(after);
        upgradeThroughCut(project, proxy, url, u"cut after %1 of %2 bytes"_s.arg(after).arg(bytes));
        if (QTest::currentTestFailed())
            return;
        QVERIFY(proxy.hasCut());
    }
}

void TestLostConnections::answersAreLost_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("statement");
    for (const char *kind : { "postgresql", "mysql" }) {
        for (const char *statement :
             { "COMMIT", "ALTER TABLE", "CREATE TABLE t", "INSERT INTO t1" })
            QTest::addRow("%s %s", kind, statement)
                << QString::fromLatin1(kind) << QByteArray(statement);
    }
}

/// The server has done each statement in turn, and nobody has told us.
void TestLostConnections::answersAreLost()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, statement);
    QString url = m_databases.create(kind); // which starts the server
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    CuttingProxy proxy(server(kind)->port());
    QVERIFY(proxy.port() > 0);
    for (int occurrence = 1;; ++occurrence) {
        const StepProject project(through(proxy, url));
        proxy.cutBehind(statement, occurrence);
        upgradeThroughCut(
            project, proxy, url,
            u"cut behind %1, time %2"_s.arg(QString::fromLatin1(statement)).arg(occurrence));
        if (QTest::currentTestFailed())
            return;
        if (!proxy.hasCut()) {
            QVERIFY(occurrence > 3);
            return;
        }
        url = m_databases.create(kind);
    }
}

void TestLostConnections::upgradeThroughCut(const StepProject &project, const CuttingProxy &proxy,
                                            const QString &url, const QString &place)
{
    const CommandResult result = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    const QByteArray context = (place + u'\n' + result.text()).toUtf8();
    // What was cut may have been the farewell.
    const bool isCut = proxy.hasCut();
    QVERIFY2(result.exitStatus == 0 || (isCut && result.exitStatus == 1), context.constData());
    static const QRegularExpression told(u"The database is at (base|s(\\d))"_s);
    const auto match = told.match(result.errors);
    if (match.hasMatch())
        QVERIFY2(match.captured(2).toInt() == StepProject::currentStep(url), context.constData());
    if (url.startsWith(u"postgresql")) {
        const QString problem = StepProject::problem(url);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + QString::fromUtf8(context)));
    }
    finish(project, url);
    if (QTest::currentTestFailed())
        QFAIL(context.constData());
}

void TestLostConnections::serverDies()
{
    QFETCH(QString, kind);
    QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    StepProject project(url);
    QElapsedTimer timer;
    timer.start();
    const CommandResult whole = project.commands().limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(whole.exitStatus == 0, qPrintable(whole.text()));
    const auto wholeMs = static_cast<int>(timer.elapsed());

    for (quint32 death = 0; death < std::max(m_cuts / 3, 2U); ++death) {
        url = m_databases.create(kind);
        project.setUrl(url);
        // The tests' servers are set up for speed: what they call committed may be in memory only.
        if (kind == u"mysql")
            QCOMPARE(run(*openUrl(url), u"SET GLOBAL innodb_flush_log_at_trx_commit = 2"_s),
                     u"ok"_s);
        QProcess process;
        project.commands().startLimbeck(process, { u"upgrade"_s, u"head"_s });
        QVERIFY(process.waitForStarted());
        const int after = m_random.bounded(wholeMs);
        QTest::qSleep(after);
        server(kind)->kill();
        const QString problem = server(kind)->startAgain();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(process.waitForFinished(60'000));
        const QString place = u"server killed after %1 of %2 ms\n%3"_s.arg(after).arg(wholeMs).arg(
            QString::fromUtf8(process.readAllStandardError()));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit, qPrintable(place));
        if (kind == u"postgresql")
            QVERIFY2(StepProject::problem(url).isEmpty(), qPrintable(place));
        finish(project, url);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(place));
    }
}

QTEST_GUILESS_MAIN(TestLostConnections)
#include "tst_lostconnections.moc"
