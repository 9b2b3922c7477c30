// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The guide's project with `alembic` a link to limbeck: its CI job, and the deploy script of the
// manual, on PostgreSQL.

#include "tests/support/privateserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

const QString guide = QStringLiteral(LIMBECK_SOURCE_DIR) + u"/../shared/guide/project"_s;
const QString manual = QStringLiteral(LIMBECK_SOURCE_DIR) + u"/docs/manual/ci-and-deployment.md"_s;

struct Ended
{
    int status = -1;
    QString out;
    QString error;
};

/// The shell code blocks of a Markdown page.
QStringList shellBlocks(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList blocks;
    const QStringList parts = QString::fromUtf8(file.readAll()).split(u"```sh\n"_s);
    for (const QString &part : parts.mid(1))
        blocks.append(part.section(u"```"_s, 0, 0));
    return blocks;
}

} // namespace

class tst_Guide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void workflow();
    void reviewedSqlRuns();
    void jobOfTheManual();
    void deployScriptOfTheGuide();
    void deployScriptOfTheGuideMended();
    void deployCommandInItsPlace();
    void deployScriptOfTheManual();
    void deployScriptAfterAFailure();

private:
    Ended sh(const QString &script, const QString &database);
    /// What the guide's script builds its URL from.
    [[nodiscard]] QString scriptVariables() const;

    limbeck::test::PrivatePostgres m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_databases = 0;
    QString m_database;
};

void tst_Guide::initTestCase()
{
    if (!QFileInfo::exists(guide))
        QSKIP("the guide is not beside the checkout");
    const QString problem = m_server.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_Guide::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(QProcess::execute(u"cp"_s, { u"-r"_s, guide, m_folder->filePath(u"project"_s) }), 0);
    QVERIFY(QDir().mkpath(m_folder->filePath(u"bin"_s)));
    QVERIFY(QFile::link(QStringLiteral(LIMBECK_BINARY_DIR) + u"/limbeck"_s,
                        m_folder->filePath(u"bin/alembic"_s)));
    m_database = u"support_%1"_s.arg(++m_databases);
    const QString problem = m_server.createDatabase(m_database);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

Ended tst_Guide::sh(const QString &script, const QString &database)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s,
                       m_folder->filePath(u"bin"_s) + u':' + QStringLiteral(LIMBECK_BINARY_DIR)
                           + u":/usr/lib/postgresql/15/bin:"_s + environment.value(u"PATH"_s));
    environment.insert(u"DATABASE_URL"_s, m_server.url(database));
    QProcess shell;
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(m_folder->filePath(u"project"_s));
    shell.start(u"bash"_s, { u"-e"_s, u"-c"_s, script });
    if (!shell.waitForFinished(120'000))
        return { -1, {}, u"the shell did not end"_s };
    return { shell.exitCode(), QString::fromUtf8(shell.readAllStandardOutput()),
             QString::fromUtf8(shell.readAllStandardError()) };
}

/// The steps of the guide's GitHub workflow that need no Python, word for word.
void tst_Guide::workflow()
{
    const Ended ended = sh(uR"(
alembic upgrade head
alembic downgrade base
alembic upgrade head
HEADS_COUNT=$(alembic heads | wc -l)
if [ "$HEADS_COUNT" -gt 1 ]; then
  echo "ERROR: Multiple heads detected. Please merge branches."
  alembic heads
  exit 1
fi
alembic current --check-heads
)"_s,
                           m_database);
    QVERIFY2(ended.status == 0, qPrintable(ended.out + ended.error));
    QVERIFY(!ended.error.contains(limbeck::test::PrivateServer::password()));
}

/// `alembic upgrade head --sql > migration.sql` is SQL and nothing else, and does what `upgrade
/// head` does.
void tst_Guide::reviewedSqlRuns()
{
    const QString online = m_database;
    QCOMPARE(sh(u"alembic upgrade head"_s, online).status, 0);
    const QString offline = online + u"_sql"_s;
    QVERIFY(m_server.createDatabase(offline).isEmpty());
    // data001 and data002 read rows, which no SQL file can: up to there.
    const Ended written = sh(u"alembic upgrade xyz789 --sql > migration.sql\n"
                             "psql -v ON_ERROR_STOP=1 -q -f migration.sql \"$DATABASE_URL\"\n"
                             "alembic current"_s,
                             offline);
    QVERIFY2(written.status == 0, qPrintable(written.out + written.error));
    QVERIFY(written.out.contains(u"xyz789"_s));
}

void tst_Guide::jobOfTheManual()
{
    if (QStandardPaths::findExecutable(u"jq"_s).isEmpty())
        QSKIP("jq is not installed");
    const QStringList blocks = shellBlocks(manual);
    QVERIFY(!blocks.isEmpty());
    const QString job = QString(blocks.front())
                            .replace(u"upgrade base:head --sql"_s, u"upgrade base:xyz789 --sql"_s);
    // The guide's models have a column that none of its revisions makes.
    const Ended found = sh(job, m_database);
    QVERIFY(found.status != 0);
    QVERIFY(!found.error.contains(u"('remove_"_s) && !found.error.contains(u"('modify_"_s));
    QVERIFY2(found.error.contains(u"new_field"_s), qPrintable(found.error));
    const Ended written = sh(
        u"alembic revision --autogenerate -m 'add new field'\nalembic upgrade head"_s, m_database);
    QVERIFY2(written.status == 0, qPrintable(written.out + written.error));
    const Ended ended = sh(job, m_database);
    QVERIFY2(ended.status == 0, qPrintable(ended.out + ended.error));
}

QString tst_Guide::scriptVariables() const
{
    const QUrl url(m_server.url(m_database));
    return u"export DB_HOST=%1:%2 DB_NAME=%3 DB_USER=%4 DB_PASSWORD=%5\n"_s.arg(
        url.host(), QString::number(url.port()), m_database, url.userName(), url.password());
}

/// Word for word: all steps do what they say, but the comparison at the end takes "Rev:" from the
/// short form of `current`, where neither Alembic nor we have it. The manual's table tells of it.
void tst_Guide::deployScriptOfTheGuide()
{
    QCOMPARE(sh(u"alembic upgrade def456"_s, m_database).status, 0);
    const Ended ended = sh(scriptVariables() + u"bash scripts/deploy_migrations.sh"_s, m_database);
    const QString &out = ended.out;
    QVERIFY2(out.contains(u"Backup created: ./backups/pre_migration_"_s), qPrintable(out));
    QVERIFY2(out.contains(u"Current migration status:\ndef456\n"_s), qPrintable(out));
    QVERIFY2(out.contains(u"Pending migrations:\nRev: merge001"_s), qPrintable(out));
    QVERIFY2(ended.error.contains(u"Running upgrade data002, rep002 -> merge001"_s),
             qPrintable(ended.error));
    QVERIFY2(out.contains(u"ERROR: Migration incomplete. Current: , Expected: merge001"_s),
             qPrintable(out));
    QCOMPARE(ended.status, 1);
}

/// With the check that the manual offers the script comes to its end.
void tst_Guide::deployScriptOfTheGuideMended()
{
    QCOMPARE(sh(u"alembic upgrade def456"_s, m_database).status, 0);
    const Ended ended = sh(
        scriptVariables()
            + u"sed -i -e 's/^CURRENT_REV=.*/CURRENT_REV=$(alembic current --check-heads | "
              "cut -d\" \" -f1)/' scripts/deploy_migrations.sh\n"
              "mkdir -p backups\n"
              "for i in $(seq 12); do touch -d \"$i days ago\" backups/pre_migration_$i.sql; done\n"
              "bash scripts/deploy_migrations.sh\n"
              "ls backups | wc -l"_s,
        m_database);
    QVERIFY2(ended.status == 0, qPrintable(ended.out + ended.error));
    QVERIFY2(ended.out.contains(u"Current revision: merge001"_s), qPrintable(ended.out));
    QVERIFY2(ended.out.endsWith(u"Deployment complete!\n10\n"_s), qPrintable(ended.out));
}

/// One command does what the whole script means to do.
void tst_Guide::deployCommandInItsPlace()
{
    QCOMPARE(sh(u"limbeck upgrade def456"_s, m_database).status, 0);
    const Ended ended =
        sh(u"limbeck deploy --backup-dir backups --keep 10\nlimbeck current --check-heads\n"
           "ls backups/*.dump | wc -l"_s,
           m_database);
    QVERIFY2(ended.status == 0, qPrintable(ended.out + ended.error));
    QVERIFY2(ended.out.contains(u"merge001"_s), qPrintable(ended.out));
    QVERIFY2(ended.out.endsWith(u"\n1\n"_s), qPrintable(ended.out));
}

void tst_Guide::deployScriptOfTheManual()
{
    const QStringList blocks = shellBlocks(manual);
    QVERIFY(blocks.size() >= 2);
    QCOMPARE(sh(u"limbeck upgrade def456"_s, m_database).status, 0);
    const Ended ended = sh(blocks.last(), m_database);
    QVERIFY2(ended.status == 0, qPrintable(ended.out + ended.error));
    QVERIFY(ended.out.contains(u"Pending:"_s));
    QVERIFY(sh(u"limbeck current --check-heads && ls backups/*.dump"_s, m_database).status == 0);
}

/// A migration that fails: the script says so, and the database is as it was.
void tst_Guide::deployScriptAfterAFailure()
{
    QCOMPARE(sh(u"limbeck upgrade head"_s, m_database).status, 0);
    QFile broken(m_folder->filePath(u"project/alembic/versions/zz_broken.py"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("from alembic import op\nrevision = 'broken1'\ndown_revision = 'merge001'\n"
                 "def upgrade():\n    op.execute('CREATE TABLE half (id int)')\n"
                 "    op.execute('SELECT no_such_function()')\ndef downgrade():\n    pass\n");
    broken.close();
    const Ended ended = sh(shellBlocks(manual).last(), m_database);
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.error.contains(u"nothing was restored"_s), qPrintable(ended.error));
    const Ended after = sh(
        u"limbeck current; psql -At -c \"SELECT to_regclass('half') IS NULL\" \"$DATABASE_URL\""_s,
        m_database);
    QVERIFY2(after.out.contains(u"merge001"_s) && after.out.contains(u"t\n"_s),
             qPrintable(after.out + after.error));
}

QTEST_GUILESS_MAIN(tst_Guide)
#include "tst_guide.moc"
