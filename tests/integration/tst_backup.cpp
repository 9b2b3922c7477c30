// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Backup, restore and deployment on all three databases. LIMBECK_TEST_CYCLES sets how often a
// failing upgrade is undone.

#include "core/database/connect.h"
#include "core/database/restore.h"
#include "core/engine/deployment.h"
#include "core/engine/journal.h"
#include "tests/support/commandlinewatch.h"
#include "tests/support/databasetext.h"
#include "tests/support/privateserver.h"
#include "tests/support/testproject.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

class RecordingObserver final : public RunObserver
{
public:
    void handle(const RunEvent &event) override
    {
        if (const auto *line = std::get_if<LogLine>(&event))
            text += line->text + u'\n';
    }

    QString text;
};

int cycleCount()
{
    bool isNumber = false;
    const int count = qEnvironmentVariableIntValue("LIMBECK_TEST_CYCLES", &isNumber);
    return isNumber ? count : 3;
}

QString text(const database::DatabaseContent &content)
{
    return QString::fromUtf8(QJsonDocument(content.toJson()).toJson());
}

void ignorePhase(DeploymentPhase, const DeploymentReport &) { }

} // namespace

class TestBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void failedUpgradeIsUndone_data() { addDatabases(); }

    void failedUpgradeIsUndone();

    void laterWritesAreNeverLost_data() { addDatabases(); }

    void laterWritesAreNeverLost();

    void successCanBeTakenBack_data() { addDatabases(); }

    void successCanBeTakenBack();

    void damagedBackupIsRefused_data() { addDatabases(); }

    void damagedBackupIsRefused();

    void diskFull_data() { addDatabases(); }

    void diskFull();
    void oldBackupsGo();

    void passwordIsNowhere_data() { addDatabases(); }

    void passwordIsNowhere();

private:
    void addDatabases() const
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        if (m_hasPostgres)
            QTest::newRow("postgresql") << u"postgresql"_s;
        if (m_hasMariaDb)
            QTest::newRow("mariadb") << u"mariadb"_s;
    }

    [[nodiscard]] QString url(const QString &kind) const
    {
        if (kind == "postgresql"_L1)
            return m_postgres.url(m_name);
        if (kind == "mariadb"_L1)
            return m_mariaDb.url(m_name);
        return u"sqlite:///"_s + m_folder->filePath(u"app.db"_s);
    }

    [[nodiscard]] static ConnectionSpecification specification(const QString &url)
    {
        return DatabaseUrl::parse(url)->toSpecification().value();
    }

    /// A database with rows, keys and a view; a trigger and an index too.
    void makeDatabase(const QString &kind);
    /// Two revisions on top of what there is: the first succeeds, the second fails if @p fails.
    [[nodiscard]] TestProject project(const QString &kind, bool fails) const;
    [[nodiscard]] database::DatabaseContent content(const QString &kind) const;
    [[nodiscard]] Result<DeploymentReport>
    deployOn(const TestProject &project, bool restores = true, const QString &folder = {});

    [[nodiscard]] QString backups() const { return m_folder->filePath(u"backups"_s); }

    PrivatePostgres m_postgres;
    PrivateMariaDb m_mariaDb;
    bool m_hasPostgres = false;
    bool m_hasMariaDb = false;
    int m_number = 0;
    QString m_name;
    std::unique_ptr<QTemporaryDir> m_folder;
    RecordingObserver m_observer;
};

void TestBackup::initTestCase()
{
    m_hasPostgres = m_postgres.start().isEmpty();
    m_hasMariaDb = m_mariaDb.start().isEmpty();
}

void TestBackup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_name = u"app_%1"_s.arg(++m_number);
    m_observer.text.clear();
}

void TestBackup::cleanup()
{
    m_folder.reset();
}

void TestBackup::makeDatabase(const QString &kind)
{
    if (kind == "postgresql"_L1)
        QCOMPARE(m_postgres.createDatabase(m_name), QString());
    else if (kind == "mariadb"_L1)
        QCOMPARE(m_mariaDb.createDatabase(m_name), QString());
    auto opened = database::openConnection(specification(url(kind)));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    dialect::Connection &connection = **opened;
    const QString key = kind == "postgresql"_L1 ? u"serial PRIMARY KEY"_s
        : kind == "mariadb"_L1                  ? u"int AUTO_INCREMENT PRIMARY KEY"_s
                                                : u"INTEGER PRIMARY KEY AUTOINCREMENT"_s;
    const QStringList statements {
        u"CREATE TABLE customer (id %1, name varchar(50) NOT NULL)"_s.arg(key),
        u"CREATE TABLE ticket (id %1, customer_id int REFERENCES customer (id), "
        "title varchar(200), amount numeric(10, 2))"_s.arg(key),
        u"CREATE INDEX ix_ticket_title ON ticket (title)"_s,
        u"CREATE TABLE no_key (word varchar(20))"_s,
        u"INSERT INTO customer (name) VALUES ('Zoë'), ('it''s'), ('C')"_s,
        u"INSERT INTO no_key VALUES ('same'), ('same'), (NULL)"_s,
        u"CREATE VIEW named AS SELECT t.id, c.name FROM ticket t JOIN customer c "
        "ON c.id = t.customer_id"_s,
    };
    for (const QString &sql : statements)
        QCOMPARE(run(connection, sql), u"ok"_s);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(run(connection,
                     u"INSERT INTO ticket (customer_id, title, amount) VALUES (%1, 'ticket %2', "
                     "%3.25)"_s.arg(1 + i % 3)
                         .arg(i)
                         .arg(i)),
                 u"ok"_s);
    if (kind == "mariadb"_L1)
        QCOMPARE(run(connection,
                     u"CREATE TRIGGER upper_title BEFORE INSERT ON ticket FOR EACH ROW "
                     "SET NEW.title = UPPER(NEW.title)"_s),
                 u"ok"_s);
}

TestProject TestBackup::project(const QString &kind, bool fails) const
{
    TestProject project(m_folder->filePath(u"project"_s), url(kind),
                        u"transaction_per_migration=True"_s);
    project.add(
        u"a1"_s,
        u"op.add_column('ticket', sa.Column('priority', sa.String(20)))\n"
        "op.execute(\"UPDATE ticket SET priority = 'high', title = 'changed' WHERE id < 50\")\n"
        "op.execute('DELETE FROM no_key')\n"
        "op.create_table('extra', sa.Column('id', sa.Integer, primary_key=True))"_s);
    project.add(u"b1"_s,
                fails ? u"op.drop_index('ix_ticket_title', 'ticket')\n"
                        "op.execute('INSERT INTO nowhere VALUES (1)')"_s
                      : u"op.drop_index('ix_ticket_title', 'ticket')"_s);
    return project;
}

database::DatabaseContent TestBackup::content(const QString &kind) const
{
    auto opened = database::openConnection(specification(url(kind)));
    const auto content = opened ? database::readContent(**opened) : failure(opened.error());
    if (!content)
        qWarning("%s", qPrintable(content.error().toString()));
    return content.value_or(database::DatabaseContent());
}

Result<DeploymentReport> TestBackup::deployOn(const TestProject &project, bool restores,
                                              const QString &folder)
{
    const auto opened = Project::openPath(project.folder());
    if (!opened)
        return failure(opened.error());
    DeploymentRequest request;
    request.run.targets = { u"head"_s };
    request.run.journal = m_folder->filePath(u"journal.db"_s);
    request.backupFolder = folder.isEmpty() ? backups() : folder;
    request.keep = 2;
    request.restoresOnFailure = restores;
    RunCancellation cancellation;
    return deploy(*opened, request, m_observer, cancellation, ignorePhase);
}

void TestBackup::failedUpgradeIsUndone()
{
    QFETCH(QString, kind);
    makeDatabase(kind);
    const TestProject project = this->project(kind, true);
    const database::DatabaseContent before = content(kind);
    QVERIFY(before.tables.at(u"ticket"_s).rows == 200);
    for (int cycle = 0; cycle < cycleCount(); ++cycle) {
        const auto report = deployOn(project);
        QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
        QVERIFY2(report->outcome == DeploymentReport::Outcome::FailedRestored,
                 qPrintable(QString::fromUtf8(QJsonDocument(report->toJson()).toJson())));
        QCOMPARE(text(content(kind)), text(before));
    }
}

void TestBackup::laterWritesAreNeverLost()
{
    QFETCH(QString, kind);
    makeDatabase(kind);
    const database::DatabaseContent before = content(kind);
    const auto report = deployOn(project(kind, true), false);
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QVERIFY(report->outcome == DeploymentReport::Outcome::FailedPartly);
    auto writer = database::openConnection(specification(url(kind)));
    const QStringList writes { u"INSERT INTO customer (name) VALUES ('later')"_s,
                               u"UPDATE customer SET name = 'other' WHERE name = 'later'"_s,
                               u"DELETE FROM ticket WHERE id = 7"_s,
                               u"CREATE TABLE later (a int)"_s };
    const auto backup = database::Backup::load(report->backup->path);
    QVERIFY(backup);
    for (const QString &write : writes) {
        QCOMPARE(run(**writer, write), u"ok"_s);
        const database::DatabaseContent written = content(kind);
        const auto restored = database::restore(*backup, specification(url(kind)), {});
        QVERIFY(!restored);
        QVERIFY2(restored.error().code == ErrorCode::Refused,
                 qPrintable(restored.error().toString()));
        QVERIFY(!restored.error().notes.isEmpty());
        QCOMPARE(text(content(kind)), text(written));
    }
    // Beside it the backup can be had whole.
    writer->reset();
    const QString other =
        kind == "sqlite"_L1 ? m_folder->filePath(u"other.db"_s) : m_name + u"_other"_s;
    const auto beside = database::restoreInto(*backup, specification(url(kind)), other, {});
    QVERIFY2(beside, beside ? "" : qPrintable(beside.error().toString()));
    ConnectionSpecification copy = specification(url(kind));
    copy.database = other;
    const auto connection = database::openConnection(copy);
    QCOMPARE(text(*database::readContent(**connection)), text(before));
}

void TestBackup::successCanBeTakenBack()
{
    QFETCH(QString, kind);
    makeDatabase(kind);
    const database::DatabaseContent before = content(kind);
    const auto report = deployOn(project(kind, false));
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    QVERIFY(report->outcome == DeploymentReport::Outcome::Upgraded);
    QCOMPARE(report->headsAfter, QStringList { u"b1"_s });
    QVERIFY(content(kind) != before);
    const auto again = deployOn(project(kind, false));
    QVERIFY(again && again->outcome == DeploymentReport::Outcome::NothingToDo && !again->backup);
    const auto backup = database::Backup::load(report->backup->path);
    const auto restored = database::restore(*backup, specification(url(kind)), {});
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().toString()));
    QCOMPARE(text(content(kind)), text(before));
}

void TestBackup::damagedBackupIsRefused()
{
    QFETCH(QString, kind);
    makeDatabase(kind);
    const auto report = deployOn(project(kind, false));
    QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
    const database::DatabaseContent after = content(kind);
    QFile file(report->backup->path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2) && file.write("x") == 1);
    file.close();
    const auto backup = database::Backup::load(report->backup->path);
    const auto restored = database::restore(*backup, specification(url(kind)), {});
    QVERIFY(!restored);
    QVERIFY2(restored.error().message.contains(u"damaged"), qPrintable(restored.error().message));
    QCOMPARE(text(content(kind)), text(after));
}

void TestBackup::diskFull()
{
    QFETCH(QString, kind);
    if (geteuid() != 0)
        QSKIP("only root can mount a small disk");
    makeDatabase(kind);
    const QString disk = m_folder->filePath(u"disk"_s);
    QDir().mkpath(disk);
    if (QProcess::execute(u"mount"_s,
                          { u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=8k"_s, u"tmpfs"_s, disk })
        != 0)
        QSKIP("no small disk can be mounted here");
    const database::DatabaseContent before = content(kind);
    const auto report = deployOn(project(kind, false), true, disk);
    const QStringList left = QDir(disk).entryList(QDir::Files | QDir::Hidden);
    QProcess::execute(u"umount"_s, { disk });
    QVERIFY(!report);
    QVERIFY2(report.error().message.startsWith(u"The backup failed"),
             qPrintable(report.error().toString()));
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
    QCOMPARE(text(content(kind)), text(before)); // nothing runs without its backup
}

void TestBackup::oldBackupsGo()
{
    makeDatabase(u"sqlite"_s);
    const TestProject project = this->project(u"sqlite"_s, true);
    QStringList paths;
    for (int i = 0; i < 4; ++i) {
        const auto report = deployOn(project);
        QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
        paths += report->backup->path;
    }
    QVERIFY(!QFile::exists(paths[0]) && !QFile::exists(paths[1]));
    QVERIFY(QFile::exists(paths[2]) && QFile::exists(paths[3]));
    QCOMPARE(QDir(backups()).entryList(QDir::Files).size(), 4); // each with its description
}

void TestBackup::passwordIsNowhere()
{
    QFETCH(QString, kind);
    makeDatabase(kind);
    {
        CommandLineWatch watch;
        const TestProject project = this->project(kind, true);
        const auto report = deployOn(project);
        QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
        QVERIFY(
            !QJsonDocument(report->toJson()).toJson().contains(PrivateServer::password().toUtf8()));
        const QByteArrayList commandLines = watch.stop();
        QVERIFY(!anyContains(commandLines, PrivateServer::password().toUtf8()));
        QVERIFY(kind == "sqlite"_L1 || anyContains(commandLines, "pg_dump")
                || anyContains(commandLines, "mariadb-dump"));
    }
    QVERIFY(!m_observer.text.contains(PrivateServer::password()));
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        const QString path = files.next();
        if (path.endsWith(u"/alembic.ini"))
            continue; // where the user put it
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(PrivateServer::password().toUtf8()), qPrintable(path));
        if (path.contains(u"/backups/") || path.contains(u"journal"))
            QVERIFY2((QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)) == 0,
                     qPrintable(path));
        ++count;
    }
    QVERIFY(count > 4);
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
