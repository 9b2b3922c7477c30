// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The program itself on a small project with SQLite: what goes where, and what Alembic does not
// have.

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(LIMBECK_BINARY_DIR) + u"/limbeck"_s;

struct Ended
{
    int status = -1;
    QString out;
    QString error;

    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out.toUtf8()); }
};

const char *const environment = R"(
from alembic import context
from sqlalchemy import engine_from_config
config = context.config
def offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
def online():
    with engine_from_config(config.get_section("alembic")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
offline() if context.is_offline_mode() else online()
)";

} // namespace

class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void errorsGoToStandardError();
    void scriptsAreReadBeforeTheFirstRuns();
    void idsAreNotGivenTwice();
    void aSqlFileHoldsSqlOnly();
    void readingCommandsPrintJson();
    void sqlStartsAtTheDatabase();
    void lookingMakesNothing();
    void aGraphIsDrawn();
    void coloursAreForTerminals();
    void computedHeadersAreEvaluated();
    void aBrokenGraphNamesItsFiles();
    void someAnswersNeedNoGraph();
    void aWrongTargetKeepsTheRows();
    void filesOfScripts_data();
    void filesOfScripts();
    void migrationsRaiseIntoTheEnvironment();
    void environmentHearsOfSteps();
    void environmentKnowsItsCommand();
    void environmentMayRunNothing();
    void environmentSaysWhereSqlStarts();
    void bindsStandAsTheDriverWantsThem();
    void versionRowsAreLogged();
    void projectProfile();
    void flaskMigrateWithAUrl();
    void checkTellsWhatIsMissing();

private:
    void write(const QString &name, const QByteArray &text) const;

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    Ended run(const QStringList &arguments, const QString &executable = program) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Commands::write(const QString &name, const QByteArray &text) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

Ended tst_Commands::run(const QStringList &arguments, const QString &executable) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    process.start(executable, arguments);
    if (!process.waitForFinished())
        return { -1, {}, u"the program did not end"_s };
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
             QString::fromUtf8(process.readAllStandardOutput()),
             QString::fromUtf8(process.readAllStandardError()) };
}

void tst_Commands::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(
        u"alembic.ini"_s,
        "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:///app.db\npath_separator = os\n");
    write(u"m/env.py"_s, environment);
    const auto revision = [this](const char *id, const char *down, const char *label = "None") {
        write(u"m/versions/%1.py"_s.arg(QString::fromLatin1(id)),
              QByteArray("'''make ") + id
                  + "'''\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = '" + id
                  + "'\ndown_revision = " + down + "\nbranch_labels = " + label
                  + "\ndef upgrade():\n    op.create_table('t_" + id
                  + "', sa.Column('id', sa.Integer))\ndef downgrade():\n    op.drop_table('t_" + id
                  + "')\n");
    };
    revision("aa01", "None");
    revision("bb02", "'aa01'", "('left',)");
    revision("cc03", "'aa01'");
    revision("dd04", "('bb02', 'cc03')");
}

void tst_Commands::errorsGoToStandardError()
{
    const Ended unknown = run({ u"upgrade"_s, u"zz99"_s });
    QCOMPARE(unknown.status, 255);
    QVERIFY(unknown.error.startsWith(u"FAILED: Can't locate revision identified by 'zz99'\n"_s));
    QCOMPARE(unknown.out, u"FAILED: Can't locate revision identified by 'zz99'\n"_s); // as Alembic
    const Ended beyond = run({ u"upgrade"_s, u"head+1"_s });
    QCOMPARE(beyond.status, 1);
    QCOMPARE(beyond.out, QString());
    QVERIFY(beyond.error.startsWith(u"FAILED: "_s));
    QCOMPARE(run({ u"nonsense"_s }).status, 2);
    // What Alembic ends in a traceback stands on standard error only.
    write(u"broken.ini"_s, "script_location = m\n");
    const Ended broken = run({ u"-c"_s, u"broken.ini"_s, u"heads"_s });
    QCOMPARE(broken.status, 1);
    QCOMPARE(broken.out, QString());
    QVERIFY(broken.error.contains(u"no section headers"_s));
    // One place for both: told once.
    QProcess merged;
    merged.setWorkingDirectory(m_folder->path());
    merged.setProcessChannelMode(QProcess::MergedChannels);
    merged.start(program, { u"upgrade"_s, u"zz99"_s });
    QVERIFY(merged.waitForFinished());
    QCOMPARE(merged.readAll().count("FAILED"), 1);
}

void tst_Commands::scriptsAreReadBeforeTheFirstRuns()
{
    write(u"m/versions/ee05.py"_s,
          "revision = 'ee05'\ndown_revision = 'dd04'\nraise ValueError('at once')\n");
    const Ended raises = run({ u"upgrade"_s, u"head"_s });
    QCOMPARE(raises.status, 1);
    QVERIFY(raises.error.contains(u"ValueError: at once"_s));
    QCOMPARE(run({ u"current"_s }).out, QString());
    write(u"m/versions/ee05.py"_s, "revision = 'ee05'\ndown_revision = 'dd04'\n");
    const Ended lacks = run({ u"upgrade"_s, u"head"_s });
    QCOMPARE(lacks.status, 1);
    QVERIFY(lacks.error.contains(u"The script of revision ee05 has no function upgrade()"_s));
    QCOMPARE(run({ u"current"_s }).out, QString());
    QCOMPARE(run({ u"upgrade"_s, u"dd04"_s }).status, 0);
}

void tst_Commands::idsAreNotGivenTwice()
{
    const Ended twice = run({ u"revision"_s, u"--rev-id"_s, u"bb02"_s, u"-m"_s, u"again"_s });
    QCOMPARE(twice.status, 255);
    QVERIFY(twice.error.contains(u"Revision bb02 is there already"_s));
    QVERIFY(!QFile::exists(path(u"m/versions/bb02_again.py"_s)));
}

void tst_Commands::aSqlFileHoldsSqlOnly()
{
    write(u"m/versions/ee05.py"_s,
          "revision = 'ee05'\ndown_revision = 'dd04'\ndef upgrade():\n    raise ValueError('half "
          "way')\n");
    const Ended ended = run({ u"upgrade"_s, u"head"_s, u"--sql"_s });
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.out.contains(u"CREATE TABLE t_dd04"_s));
    QVERIFY(!ended.out.contains(u"FAILED"_s));
    QVERIFY(ended.error.contains(u"FAILED: ValueError: half way"_s));
    QVERIFY(ended.error.contains(u"ee05.py:4"_s));
}

void tst_Commands::readingCommandsPrintJson()
{
    QCOMPARE(run({ u"upgrade"_s, u"bb02"_s }).status, 0);
    const QJsonArray history = run({ u"history"_s, u"-i"_s, u"--json"_s }).json().array();
    QCOMPARE(history.size(), 4);
    QCOMPARE(history[0][u"revision"].toString(), u"dd04"_s);
    QCOMPARE(history[0][u"down_revision"].toArray(), (QJsonArray { u"bb02"_s, u"cc03"_s }));
    QCOMPARE(history[0][u"is_merge_point"].toBool(), true);
    QCOMPARE(history[0][u"is_current"].toBool(), false);
    QCOMPARE(history[0][u"branch_labels"].toArray(), (QJsonArray { u"left"_s }));
    QCOMPARE(history[0][u"doc"].toString(), u"make dd04"_s);
    QCOMPARE(run({ u"heads"_s, u"--json"_s }).json().array()[0][u"revision"].toString(), u"dd04"_s);
    QCOMPARE(
        run({ u"show"_s, u"aa"_s, u"--json"_s }).json().array()[0][u"next_revisions"].toArray(),
        (QJsonArray { u"bb02"_s, u"cc03"_s }));
    QCOMPARE(run({ u"branches"_s, u"--json"_s }).json().array().size(), 1);
    const QJsonObject current = run({ u"current"_s, u"--json"_s }).json().object();
    const QJsonObject database = current[u"databases"].toArray()[0].toObject();
    QCOMPARE(database[u"database"].toString(), u"sqlite:///app.db"_s);
    QCOMPARE(database[u"heads"].toArray(), (QJsonArray { u"bb02"_s }));
    QCOMPARE(database[u"at_heads"].toBool(), false);
    QCOMPARE(database[u"revisions"].toArray()[0][u"revision"].toString(), u"bb02"_s);
    QVERIFY(run({ u"list_templates"_s, u"--json"_s }).json().array().size() >= 5);
}

void tst_Commands::sqlStartsAtTheDatabase()
{
    // Nothing there yet: from the base, and no file is made.
    const Ended fresh = run({ u"upgrade"_s, u"head"_s, u"--sql"_s });
    QCOMPARE(fresh.status, 0);
    QVERIFY(fresh.out.contains(u"CREATE TABLE t_aa01"_s));
    QVERIFY(!QFile::exists(path(u"app.db"_s)));
    const Ended refused = run({ u"downgrade"_s, u"-1"_s, u"--sql"_s });
    QCOMPARE(refused.status, 255);
    QVERIFY(refused.error.contains(u"downgrade with --sql requires <fromrev>:<torev>"_s));

    QCOMPARE(run({ u"upgrade"_s, u"bb02"_s }).status, 0);
    const Ended up = run({ u"upgrade"_s, u"head"_s, u"--sql"_s });
    QVERIFY(!up.out.contains(u"t_aa01"_s) && !up.out.contains(u"t_bb02"_s));
    QVERIFY(up.out.contains(u"CREATE TABLE t_cc03"_s));
    QVERIFY(up.error.contains(u"starts at bb02"_s));
    const Ended whole = run({ u"upgrade"_s, u"base:head"_s, u"--sql"_s });
    QVERIFY(whole.out.contains(u"t_aa01"_s));
    const Ended down = run({ u"downgrade"_s, u"-1"_s, u"--sql"_s });
    QCOMPARE(down.status, 0);
    QVERIFY(down.out.contains(u"DROP TABLE t_bb02"_s) && !down.out.contains(u"t_aa01"_s));
    // Called as alembic, as Alembic.
    QVERIFY(QFile::link(program, path(u"alembic"_s)));
    QVERIFY(
        run({ u"upgrade"_s, u"head"_s, u"--sql"_s }, path(u"alembic"_s)).out.contains(u"t_aa01"_s));
    QVERIFY(run({ u"--version"_s }, path(u"alembic"_s)).out.startsWith(u"alembic 1."_s));
}

void tst_Commands::lookingMakesNothing()
{
    for (const QStringList &arguments :
         { QStringList { u"history"_s, u"-i"_s }, QStringList { u"show"_s, u"current"_s },
           QStringList { u"current"_s } })
        QCOMPARE(run(arguments).status, 0);
    QCOMPARE(QFileInfo(path(u"app.db"_s)).size(), 0);
}

void tst_Commands::aGraphIsDrawn()
{
    qputenv("LC_ALL", "C.UTF-8");
    QCOMPARE(run({ u"history"_s, u"--graph"_s }).out,
             u"● dd04 (left) (head) (mergepoint), make dd04\n├─╮\n● │ bb02 (left), make bb02\n"
             "│ ● cc03, make cc03\n├─╯\n● aa01 (branchpoint), make aa01\n"_s);
}

void tst_Commands::coloursAreForTerminals()
{
    qputenv("TERM", "xterm");
    QVERIFY(!run({ u"heads"_s }).out.contains(u'\x1b'));
}

void tst_Commands::computedHeadersAreEvaluated()
{
    write(u"m/versions/ee05.py"_s,
          "import datetime\nfrom m_ids import number\nrevision = 'ee%02d' % number\n"
          "down_revision = tuple(x for x in ['dd04'])\n");
    write(u"m_ids.py"_s, "number = 5\n");
    const Ended heads = run({ u"heads"_s });
    QCOMPARE(heads.out, u"ee05 (left) (head)\n"_s);
}

void tst_Commands::aBrokenGraphNamesItsFiles()
{
    write(u"m/versions/ee05.py"_s, "revision = 'ee05'\ndown_revision = 'dd40'\n");
    const Ended history = run({ u"history"_s });
    QVERIFY(history.status != 0);
    QVERIFY(history.error.contains(u"Revision dd40 referenced from down_revision of ee05"_s));
    QVERIFY(history.error.contains(u"ee05.py"_s));
    QVERIFY(history.error.contains(u"dd04"_s)); // the nearest id
}

/// What Alembic says, or does, before it reads the revisions.
void tst_Commands::someAnswersNeedNoGraph()
{
    write(u"m/versions/ee05.py"_s, "revision = 'ee05'\ndown_revision = 'dd40'\n");
    QCOMPARE(run({ u"ensure_version"_s }).status, 0);
    const Ended sql = run({ u"ensure_version"_s, u"--sql"_s });
    QCOMPARE(sql.status, 0);
    QVERIFY(sql.out.contains(u"CREATE TABLE alembic_version"_s));
    QVERIFY(run({ u"history"_s, u"-r"_s, u"aa01"_s })
                .error.contains(u"History range requires [start]:[end]"_s));
    QVERIFY(run({ u"revision"_s, u"--rev-id"_s, u"a+b"_s })
                .error.contains(u"Character(s) '+' not allowed"_s));
    QVERIFY(run({ u"upgrade"_s, u"head"_s }).error.contains(u"Revision dd40 referenced"_s));
}

/// SQLite takes no deletion back.
void tst_Commands::aWrongTargetKeepsTheRows()
{
    QCOMPARE(run({ u"stamp"_s, u"bb02"_s }).status, 0);
    for (const QStringList &targets : { QStringList { u"zz99"_s }, { u"dd04"_s, u"dd04"_s } }) {
        const Ended wrong = run(QStringList { u"stamp"_s, u"--purge"_s } + targets);
        QVERIFY2(wrong.status != 0, qPrintable(targets.join(u' ')));
        QCOMPARE(run({ u"current"_s }).out, u"bb02\n"_s);
    }
    QCOMPARE(run({ u"stamp"_s, u"--purge"_s, u"cc03"_s }).status, 0);
    QCOMPARE(run({ u"current"_s }).out, u"cc03\n"_s);
}

void tst_Commands::filesOfScripts_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("inside") << QByteArray("open('out.txt', 'w').write('x')") << true;
    QTest::newRow("in a folder") << QByteArray("open('m/out.txt', 'a').write('x')") << true;
    QTest::newRow("outside") << QByteArray("open('../out.txt', 'w')") << false;
    QTest::newRow("absolute") << QByteArray("open('/tmp/limbeck-out.txt', 'w')") << false;
    QTest::newRow("a source") << QByteArray("open('m/env.py', 'w')") << false;
    QTest::newRow("the configuration") << QByteArray("open('alembic.ini', 'a')") << false;
    QTest::newRow("through a link") << QByteArray("open('link/out.txt', 'w')") << false;
}

void tst_Commands::filesOfScripts()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, isAllowed);
    QVERIFY(QFile::link(QDir::tempPath(), path(u"link"_s)));
    write(u"m/env.py"_s, code + '\n' + environment);
    const Ended ended = run({ u"current"_s });
    QCOMPARE(ended.status == 0, isAllowed);
    if (!isAllowed)
        QVERIFY2(ended.error.contains(u"is not allowed"_s), qPrintable(ended.error));
}

/// env.py sees a migration's exception as what it is.
void tst_Commands::migrationsRaiseIntoTheEnvironment()
{
    write(u"m/versions/ee05.py"_s,
          "class Own(Exception):\n    pass\nrevision = 'ee05'\ndown_revision = 'dd04'\n"
          "def upgrade():\n    raise Own('mine')\n");
    QByteArray watching = environment;
    watching.replace(
        "offline() if context.is_offline_mode() else online()\n",
        "from alembic.util import CommandError\ntry:\n    online()\nexcept CommandError as e:\n"
        "    print('command', e)\n    raise\nexcept Exception as e:\n    print(type(e).__name__, "
        "e)\n    raise\n");
    write(u"m/env.py"_s, watching);
    const Ended raised = run({ u"upgrade"_s, u"head"_s });
    QCOMPARE(raised.status, 1);
    QCOMPARE(raised.out, u"Own mine\n"_s);
    QVERIFY(raised.error.contains(u"ee05.py:6"_s));
    const Ended unknown = run({ u"upgrade"_s, u"zz"_s });
    QCOMPARE(unknown.status, 255);
    QVERIFY(unknown.out.startsWith(u"command Can't locate revision identified by 'zz'\n"_s));
}

/// Expectations in these tests are what Alembic 1.19 prints.
void tst_Commands::environmentHearsOfSteps()
{
    write(u"m/env.py"_s,
          QByteArray(environment)
              .replace("config = context.config\n",
                       "config = context.config\n"
                       "def applied(ctx, step, heads, run_args, **kw):\n"
                       "    print(type(step).__name__, step.is_upgrade, step.is_stamp, "
                       "step.is_migration, step.up_revision_id, step.up_revision_ids, "
                       "step.down_revision_ids, step.source_revision_ids, "
                       "step.destination_revision_ids, sorted(heads), run_args, "
                       "step.up_revision.doc, [r.revision for r in step.down_revisions])\n")
              .replace("connection=connection", "connection=connection, on_version_apply=applied"));
    const Ended up = run({ u"upgrade"_s, u"bb02"_s });
    QCOMPARE(up.status, 0);
    QCOMPARE(
        up.out,
        u"MigrationInfo True False True aa01 ('aa01',) () () ('aa01',) ['aa01'] {} make aa01 []\n"
        "MigrationInfo True False True bb02 ('bb02',) ('aa01',) ('aa01',) ('bb02',) ['bb02'] {} "
        "make bb02 ['aa01']\n"_s);
    const Ended down = run({ u"downgrade"_s, u"-1"_s });
    QCOMPARE(
        down.out,
        u"MigrationInfo False False True bb02 ('bb02',) ('aa01',) ('bb02',) ('aa01',) ['aa01'] {} "
        "make bb02 ['aa01']\n"_s);
    const Ended stamped = run({ u"stamp"_s, u"dd04"_s });
    QCOMPARE(
        stamped.out,
        u"MigrationInfo True True False dd04 ('dd04',) ('aa01',) ('aa01',) ('dd04',) ['dd04'] {} "
        "make dd04 ['aa01']\n"_s);
}

void tst_Commands::environmentKnowsItsCommand()
{
    write(u"m/env.py"_s,
          "from alembic import context, util\no = context.config.cmd_opts\n"
          "print(o.cmd[0].__name__, o.cmd[1], sorted(n for n in o.cmd[2] if n in ('sql', 'tag')))\n"
          "util.msg('told')\n"
              + QByteArray(environment));
    QCOMPARE(run({ u"upgrade"_s, u"aa01"_s }).out,
             u"upgrade ['revision'] ['sql', 'tag']\ntold\n"_s);
    QCOMPARE(run({ u"current"_s }).out, u"current [] []\ntold\naa01 (branchpoint)\n"_s);
}

void tst_Commands::environmentMayRunNothing()
{
    write(u"m/env.py"_s, "print('nothing today')\n");
    const Ended upgrade = run({ u"upgrade"_s, u"head"_s });
    QCOMPARE(upgrade.status, 0);
    QCOMPARE(upgrade.out, u"nothing today\n"_s);
    QVERIFY(upgrade.error.contains(u"did not call context.run_migrations()"_s));
    QCOMPARE(run({ u"current"_s }).status, 1);
}

void tst_Commands::environmentSaysWhereSqlStarts()
{
    write(u"m/env.py"_s,
          QByteArray(environment)
              .replace("literal_binds=True", "literal_binds=True, starting_rev='aa01'"));
    const Ended sql = run({ u"upgrade"_s, u"base:bb02"_s, u"--sql"_s });
    QCOMPARE(sql.status, 0);
    QVERIFY(!sql.out.contains(u"t_aa01"_s));
    QVERIFY(sql.out.contains(u"t_bb02"_s));
}

/// Without literal_binds values stay placeholders; a URL goes before dialect_name.
void tst_Commands::bindsStandAsTheDriverWantsThem()
{
    write(u"m/env.py"_s,
          "from alembic import context\n"
          "context.configure(url='postgresql://', dialect_name='mysql')\n"
          "with context.begin_transaction():\n    context.run_migrations()\n");
    write(u"m/versions/aa01.py"_s,
          "from alembic import op\nimport sqlalchemy as sa\nrevision = 'aa01'\n"
          "down_revision = None\ndef upgrade():\n"
          "    op.execute(sa.text('SELECT :x').bindparams(x=1))\n");
    const Ended sql = run({ u"upgrade"_s, u"base:aa01"_s, u"--sql"_s });
    QVERIFY2(sql.status == 0, qPrintable(sql.error));
    QVERIFY2(sql.out.contains(u"SELECT %(x)s;"_s), qPrintable(sql.out));
    QVERIFY2(sql.out.startsWith(u"BEGIN;"_s), qPrintable(sql.out));
}

void tst_Commands::versionRowsAreLogged()
{
    write(u"m/env.py"_s,
          "import logging, sys\nlogging.basicConfig(stream=sys.stderr, format='%(message)s')\n"
          "logging.getLogger('alembic.runtime.migration').setLevel('DEBUG')\n"
              + QByteArray(environment));
    const Ended up = run({ u"upgrade"_s, u"head"_s });
    QCOMPARE(up.status, 0);
    QVERIFY2(up.error.contains(u"-> aa01, make aa01\nnew branch insert aa01\n"_s),
             qPrintable(up.error));
    QVERIFY2(up.error.contains(u"merge, delete ['"_s), qPrintable(up.error));
    QVERIFY(run({ u"downgrade"_s, u"base"_s }).error.contains(u"\nbranch delete aa01\n"_s));
}

void tst_Commands::projectProfile()
{
    QByteArray own = environment;
    own.replace("config.get_main_option(\"sqlalchemy.url\")", "settings.url");
    own.replace("engine_from_config(config.get_section(\"alembic\"))",
                "create_engine(settings.url)");
    write(u"m/env.py"_s,
          "from shop.config import settings\nfrom sqlalchemy import create_engine\n"
          "assert settings.shards == 4\n"
              + own);
    write(u"limbeck.toml"_s,
          "url = 'sqlite:///other.db'\nversion_table = "
          "'migrations'\n[opaque]\n'shop.config.settings.shards' = 4\n");
    const Ended done = run({ u"upgrade"_s, u"head"_s });
    QVERIFY2(done.status == 0, qPrintable(done.error));
    QVERIFY(QFile::exists(path(u"other.db"_s)));
    const Ended sql = run({ u"upgrade"_s, u"base:head"_s, u"--sql"_s });
    QVERIFY2(sql.status == 0, qPrintable(sql.error));
    QVERIFY(sql.out.contains(u"INSERT INTO migrations"_s));
}

/// env.py of Flask-Migrate asks the application for its URL; url of limbeck.toml stands in for it.
void tst_Commands::flaskMigrateWithAUrl()
{
    QByteArray own = environment;
    own.replace("engine_from_config(config.get_section(\"alembic\"))", "get_engine()");
    own.replace("connection=connection",
                "connection=connection, "
                "**current_app.extensions['migrate'].configure_args");
    write(u"m/env.py"_s,
          "from flask import current_app\nfrom alembic import context\n"
          "def get_engine():\n    try:\n"
          "        return current_app.extensions['migrate'].db.get_engine()\n"
          "    except (TypeError, AttributeError):\n"
          "        return current_app.extensions['migrate'].db.engine\n"
          "context.config.set_main_option('sqlalchemy.url', get_engine().url.render_as_string("
          "hide_password=False).replace('%', '%%'))\n"
              + own);
    const Ended without = run({ u"upgrade"_s, u"head"_s });
    QVERIFY(without.status != 0);
    QVERIFY2(without.error.contains(u"limbeck.toml"_s), qPrintable(without.error));
    write(u"limbeck.toml"_s,
          "url = 'sqlite:///other%20name.db'\n[opaque]\n"
          "'flask.current_app.extensions[].configure_args' = { render_as_batch = true }\n");
    const Ended done = run({ u"upgrade"_s, u"head"_s });
    QVERIFY2(done.status == 0, qPrintable(done.error));
    QVERIFY(!done.out.contains(u"CREATE TABLE"_s));
    QVERIFY(run({ u"current"_s }).out.contains(u"(head)"_s));
    const Ended sql = run({ u"upgrade"_s, u"base:head"_s, u"--sql"_s });
    QVERIFY2(sql.status == 0, qPrintable(sql.error));
    QVERIFY(sql.out.contains(u"CREATE TABLE t_aa01"_s));
}

void tst_Commands::checkTellsWhatIsMissing()
{
    const Ended early = run({ u"check"_s });
    QVERIFY(early.error.contains(u"Target database is not up to date."_s));
    QCOMPARE(run({ u"upgrade"_s, u"head"_s }).status, 0);
    const Ended without = run({ u"check"_s });
    QVERIFY(without.error.contains(u"does not provide a MetaData object"_s));
}

QTEST_GUILESS_MAIN(tst_Commands)
#include "tst_commands.moc"
