// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The guide's project (../shared/guide/project), through the command line, on the three databases.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

constexpr int ticketCount = 10'000;

/// Every fourth ticket is not resolved.
QStringList ticketStatements()
{
    QStringList statements {
        u"INSERT INTO users (id, email, name, created_at) VALUES (1, 'a@example.org', 'A', "
        "'2024-01-01 00:00:00')"_s
    };
    const QStringList states { u"open"_s, u"in_progress"_s, u"resolved"_s, u"closed"_s };
    for (int first = 1; first <= ticketCount; first += 500) {
        QStringList rows;
        for (int id = first; id < first + 500; ++id) {
            rows << u"(%1, 'Ticket %1', '%2', 1, '2024-01-01 00:00:00', %3)"_s.arg(id).arg(
                states[id % 4], id % 4 == 0 ? u"NULL"_s : u"'2024-01-02 00:00:00'"_s);
        }
        statements << u"INSERT INTO tickets (id, title, status, requester_id, created_at, "
                      "resolved_at) VALUES "_s
                + rows.join(u", "_s);
    }
    return statements;
}

QString alembicProgram()
{
    return QStandardPaths::findExecutable(u"alembic"_s);
}

} // namespace

class TestGuideProject final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void upDownUp_data() { TestDatabases::addRows({ u"sqlite"_s, u"postgresql"_s }); }

    void upDownUp();
    void mariaDbRefusesDowngrade();

    void dataMigrations_data() { TestDatabases::addRows(); }

    void dataMigrations();
    void marksWhatDependsOnData();
    void leavesWhatAlembicLeaves();

    void takesTurnsWithAlembic_data() { TestDatabases::addRows({ u"sqlite"_s, u"postgresql"_s }); }

    void takesTurnsWithAlembic();

private:
    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &kind)
    {
        const QString url = m_databases.create(kind);
        return url.isEmpty() ? nullptr : CommandLineProject::guide(url);
    }

    /// Debian's Alembic comes with SQLAlchemy 1.4, which lacks the models' DeclarativeBase.
    static void dropModels(const CommandLineProject &project);
    [[nodiscard]] static CommandResult alembic(const CommandLineProject &project,
                                               const QStringList &arguments);
    [[nodiscard]] QString dump(const QString &url) const;

    TestDatabases m_databases;
};

void TestGuideProject::dropModels(const CommandLineProject &project)
{
    QFile file(project.folder() + u"/alembic/env.py"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    text.replace(u"from myapp.models import Base"_s, QString());
    text.replace(u"target_metadata = Base.metadata"_s, u"target_metadata = None"_s);
    project.write(u"alembic/env.py"_s, text);
}

CommandResult TestGuideProject::alembic(const CommandLineProject &project,
                                        const QStringList &arguments)
{
    return runCommand(alembicProgram(), arguments, project.folder(),
                      { u"DATABASE_URL="_s + project.url() });
}

void TestGuideProject::upDownUp()
{
    QFETCH(QString, kind);
    const auto guide = project(kind);
    QVERIFY2(guide, qPrintable(m_databases.problem()));
    for (const QStringList &command :
         { QStringList { u"upgrade"_s, u"heads"_s }, QStringList { u"downgrade"_s, u"base"_s },
           QStringList { u"upgrade"_s, u"heads"_s } }) {
        const CommandResult done = guide->limbeck(command);
        QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
        QCOMPARE(guide->current(),
                 command.first() == u"upgrade" ? QStringList { u"merge001"_s } : QStringList());
    }
}

/// MariaDB does not drop an index that a foreign key needs, and what was done before stays done.
void TestGuideProject::mariaDbRefusesDowngrade()
{
    const auto guide = project(u"mysql"_s);
    QVERIFY2(guide, qPrintable(m_databases.problem()));
    const CommandResult up = guide->limbeck({ u"upgrade"_s, u"heads"_s });
    QVERIFY2(up.exitStatus == 0, qPrintable(up.text()));
    QCOMPARE(guide->current(), QStringList { u"merge001"_s });

    const CommandResult down = guide->limbeck({ u"downgrade"_s, u"base"_s });
    QCOMPARE(down.exitStatus, 1);
    for (const QString &part :
         { u"Cannot drop index 'ix_satisfaction_ticket_id': needed in a foreign key constraint"_s,
           u"DROP INDEX ix_satisfaction_ticket_id ON customer_satisfaction"_s,
           u"xyz789_add_customer_satisfaction_table.py:"_s, u"The database is at "_s }) {
        QVERIFY2(down.errors.contains(part),
                 qPrintable(part + u" is missing in:\n"_s + down.errors));
    }
    QCOMPARE(guide->current(), (QStringList { u"rep002"_s, u"xyz789"_s }));
}

void TestGuideProject::dataMigrations()
{
    QFETCH(QString, kind);
    const auto guide = project(kind);
    QVERIFY2(guide, qPrintable(m_databases.problem()));
    const CommandResult base = guide->limbeck({ u"upgrade"_s, u"def456"_s });
    QVERIFY2(base.exitStatus == 0, qPrintable(base.text()));
    const auto connection = openUrl(guide->url());
    for (const QString &sql : ticketStatements())
        QCOMPARE(run(*connection, sql), u"ok"_s);

    const CommandResult mapped = guide->limbeck({ u"upgrade"_s, u"data001"_s });
    QVERIFY2(mapped.exitStatus == 0, qPrintable(mapped.text()));
    const QString byStatus =
        u"SELECT status, count(*) FROM tickets GROUP BY status ORDER BY status"_s;
    const QStringList states = rowsOf(*connection, byStatus);
    QCOMPARE(states.size(), 4);
    for (const QString &row : states)
        QVERIFY2(row.endsWith(u" | int 2500"), qPrintable(row));

    const CommandResult failed = guide->limbeck({ u"upgrade"_s, u"data002"_s });
    QCOMPARE(failed.exitStatus, 1);
    QVERIFY2(failed.errors.contains(u"data002_add_computed_resolution_time.py:"),
             qPrintable(failed.errors));
    static const QRegularExpression ownWords(
        u"contains null values|NOT NULL constraint failed|Data truncated|cannot be null"_s);
    QVERIFY2(failed.errors.contains(ownWords), qPrintable(failed.errors));
    static const QRegularExpression count(u"The step had touched \\d{4,} rows"_s);
    QVERIFY2(failed.errors.contains(count), qPrintable(failed.errors));
    QCOMPARE(guide->current(), QStringList { u"data001"_s });
    QCOMPARE(rowsOf(*connection, byStatus), states);
    if (kind == u"mysql")
        return; // its DDL stays: the column that was added before the failure is there
    QVERIFY(
        !(*connection->inspector().table(u"tickets"_s, {}))->column(u"resolution_time_seconds"_s));
}

/// Alembic ends at data002, and hides what comes behind it. Nobody runs the file with the gap in
/// it.
void TestGuideProject::marksWhatDependsOnData()
{
    const auto guide = project(u"postgresql"_s);
    QVERIFY2(guide, qPrintable(m_databases.problem()));
    const CommandResult written = guide->limbeck({ u"upgrade"_s, u"base:heads"_s, u"--sql"_s });
    QCOMPARE(written.exitStatus, 1);
    for (const QString &part : { u"data002_add_computed_resolution_time.py:"_s, u"data002"_s })
        QVERIFY2(written.errors.contains(part), qPrintable(written.errors));
    QVERIFY(!written.errors.contains(u"The database is at"_s));

    const QString stop = u"SELECT statements_of_data002_are_missing"_s;
    const qsizetype gap = written.output.indexOf(stop);
    QVERIFY2(gap > 0, qPrintable(written.output));
    QVERIFY(written.output.indexOf(u"-> merge001"_s) > gap);
    QVERIFY(written.output.trimmed().endsWith(u"COMMIT;"_s));

    const auto connection = openUrl(guide->url());
    QString refused;
    for (const QString &statement : written.output.split(u";\n\n"_s, Qt::SkipEmptyParts)) {
        if (run(*connection, statement) != u"ok"_s) {
            refused = statement;
            break;
        }
    }
    QVERIFY2(refused.endsWith(stop), qPrintable(refused));
}

QString TestGuideProject::dump(const QString &url) const
{
    const QUrl parts(url);
    const QString program = QStandardPaths::findExecutable(
        u"pg_dump"_s, { u"/usr/lib/postgresql/15/bin"_s, u"/usr/bin"_s });
    const CommandResult done =
        runCommand(program,
                   { u"-h"_s, parts.host(), u"-p"_s, QString::number(parts.port()), u"-U"_s,
                     parts.userName(), u"--restrict-key=0"_s, parts.path().mid(1) },
                   u"/"_s, { u"PGPASSWORD="_s + parts.password() });
    return done.exitStatus == 0 ? done.output : done.text();
}

void TestGuideProject::leavesWhatAlembicLeaves()
{
    if (alembicProgram().isEmpty())
        QSKIP("Debian's package alembic is not installed");
    const auto ours = project(u"postgresql"_s);
    const auto theirs = project(u"postgresql"_s);
    QVERIFY2(ours && theirs, qPrintable(m_databases.problem()));
    dropModels(*ours);
    dropModels(*theirs);
    const CommandResult real = alembic(*theirs, { u"upgrade"_s, u"heads"_s });
    QVERIFY2(real.exitStatus == 0, qPrintable(real.text()));
    const CommandResult done = ours->limbeck({ u"upgrade"_s, u"heads"_s });
    QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
    const QString dumped = dump(ours->url());
    QVERIFY2(dumped.contains(u"CREATE TABLE public.tickets"), qPrintable(dumped));
    QCOMPARE(dumped, dump(theirs->url()));
}

void TestGuideProject::takesTurnsWithAlembic()
{
    if (alembicProgram().isEmpty())
        QSKIP("Debian's package alembic is not installed");
    QFETCH(QString, kind);
    const auto guide = project(kind);
    QVERIFY2(guide, qPrintable(m_databases.problem()));
    dropModels(*guide);
    const auto expect = [&](const CommandResult &done, const QStringList &revisions) {
        QVERIFY2(done.exitStatus == 0, qPrintable(done.text()));
        QCOMPARE(guide->current(), revisions);
    };
    expect(guide->limbeck({ u"upgrade"_s, u"def456"_s }), { u"def456"_s });
    expect(alembic(*guide, { u"upgrade"_s, u"abc123"_s }), { u"abc123"_s });
    expect(guide->limbeck({ u"upgrade"_s, u"xyz789"_s }), { u"xyz789"_s });
    expect(alembic(*guide, { u"downgrade"_s, u"-1"_s }), { u"abc123"_s });
    expect(guide->limbeck({ u"downgrade"_s, u"def456"_s }), { u"def456"_s });
    expect(alembic(*guide, { u"upgrade"_s, u"rep001"_s }), { u"def456"_s, u"rep001"_s });
    expect(guide->limbeck({ u"upgrade"_s, u"rep002"_s }), { u"def456"_s, u"rep002"_s });
    const CommandResult current = alembic(*guide, { u"current"_s });
    QVERIFY2(current.output.contains(u"rep002"), qPrintable(current.text()));
}

QTEST_GUILESS_MAIN(TestGuideProject)
#include "tst_guideproject.moc"
