// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Data migrations over many rows: memory does not grow with them, and progress is told.
// LIMBECK_ROWS sets the number of rows (200000 unless given).

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/sanitized.h"
#include "tests/support/testdatabases.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

qint64 rowCount()
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue("LIMBECK_ROWS", &isNumber);
    return isNumber ? given : 200'000;
}

/// The most memory a process ever had, in kB; 0 if it is over.
qint64 peakKilobytes(qint64 process)
{
    QFile status(u"/proc/%1/status"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

QString fillStatement(const QString &kind, qint64 rows)
{
    const QString text = u"'some text that takes a little place in each of the rows'"_s;
    if (kind == u"postgresql")
        return u"INSERT INTO big SELECT i, %1, NULL FROM generate_series(1, %2) i"_s.arg(text).arg(
            rows);
    if (kind == u"mysql")
        return u"INSERT INTO big SELECT seq, %1, NULL FROM seq_1_to_%2"_s.arg(text).arg(rows);
    return u"INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
           "i < %2) SELECT i, %1, NULL FROM n"_s.arg(text)
               .arg(rows);
}

/// Reads all rows one by one and writes every tenth back by itself, as scripts do.
const QString migration = QStringLiteral(R"(bind = op.get_bind()
seen = 0
for row in bind.execute(sa.text("SELECT id, v FROM big ORDER BY id")):
    seen += 1
    if row.id % 10 == 0:
        bind.execute(sa.text("UPDATE big SET w = :w WHERE id = :id"), {"w": len(row.v), "id": row.id})
print("seen", seen))");

} // namespace

class TestLongMigrations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void memoryStaysFlat_data() { TestDatabases::addRows(); }

    void memoryStaysFlat();

private:
    /// The peak memory of a migration over @p rows rows.
    void measure(const QString &kind, qint64 rows, qint64 *kilobytes);

    TestDatabases m_databases;
};

void TestLongMigrations::measure(const QString &kind, qint64 rows, qint64 *kilobytes)
{
    const QString url = m_databases.create(kind);
    QVERIFY2(!url.isEmpty(), qPrintable(m_databases.problem()));
    const CommandLineProject project(url);
    project.addRevision(u"a1"_s, {}, migration);
    const auto connection = openUrl(url);
    QCOMPARE(
        run(*connection, u"CREATE TABLE big (id integer PRIMARY KEY, v varchar(80), w integer)"_s),
        u"ok"_s);
    QCOMPARE(run(*connection, fillStatement(kind, rows)), u"ok"_s);
    QProcess process;
    project.startLimbeck(process, { u"upgrade"_s, u"head"_s });
    *kilobytes = 0;
    while (!process.waitForFinished(20)) {
        QVERIFY2(process.error() == QProcess::Timedout, qPrintable(process.errorString()));
        *kilobytes = std::max(*kilobytes, peakKilobytes(process.processId()));
    }
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(), u"seen %1"_s.arg(rows));
    QCOMPARE(rowsOf(*connection, u"SELECT count(w) FROM big"_s),
             QStringList { u"int %1"_s.arg(rows / 10) });
}

void TestLongMigrations::memoryStaysFlat()
{
    QFETCH(QString, kind);
    qint64 few = 0;
    qint64 many = 0;
    measure(kind, rowCount() / 10, &few);
    measure(kind, rowCount(), &many);
    qInfo("%s: %lld kB for %lld rows, %lld kB for %lld", qPrintable(kind), few, rowCount() / 10,
          many, rowCount());
    // What is set aside of a result goes to a file beyond some megabytes.
    QVERIFY2(isSanitized || many - few < 24'000, qPrintable(u"%1 kB more"_s.arg(many - few)));
}

QTEST_GUILESS_MAIN(TestLongMigrations)
#include "tst_longmigrations.moc"
