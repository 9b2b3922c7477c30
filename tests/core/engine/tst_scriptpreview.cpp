// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/scriptpreview.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// The SQL of single scripts: statuses, lines and what is said about them.
class tst_ScriptPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previews_data();
    void previews();
    void topLevelUsesOp();
    void knowsLines();
    void writesForTheDriver();
    void importsFromRoots();
    void modulesThatCannotBeEvaluated_data();
    void modulesThatCannotBeEvaluated();

private:
    static ScriptPreview preview(const QString &body, const PreviewOptions &options)
    {
        QString text = u"from alembic import op\nimport sqlalchemy as sa\n"
                       "revision = 'ae1'\ndown_revision = None\n"
                       "def upgrade():\n"_s;
        for (const QString &line : body.split(u'\n'))
            text += u"    "_s + line + u'\n';
        return previewScript(u"ae1.py"_s, std::make_shared<const SourceFile>(u"ae1.py"_s, text),
                             options);
    }

    static PreviewOptions options(const QString &dialect = u"postgresql"_s)
    {
        PreviewOptions result;
        result.dialect = dialect::dialectByName(dialect);
        return result;
    }
};

void tst_ScriptPreview::previews_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("diagnostics");

    QTest::newRow("fine") << u"op.drop_table('t')"_s << u"ok"_s << u"DROP TABLE t"_s << QString();
    QTest::newRow("1.x") << u"op.execute(sa.select([sa.column('a')]))"_s << u"ok"_s << u"SELECT a"_s
                         << u"6 note sqlalchemy-1x"_s;
    QTest::newRow("rows")
        << u"op.drop_table('t')\nfor row in op.get_bind().execute(sa.text('x')): pass"_s
        << u"data-dependent"_s << u"DROP TABLE t; x"_s << u"7 warning data-dependent"_s;
    QTest::newRow("helper that is missing")
        << u"import helpers\nop.drop_table('t')\nhelpers.rename('u')"_s << u"refused"_s
        << u"DROP TABLE t"_s << u"8 error unsupported"_s;
    QTest::newRow("raises") << u"raise Exception('no way back')"_s << u"error"_s << QString()
                            << u"6 error script-error"_s;
    QTest::newRow("syntax") << u"op.drop_table('t'"_s << u"error"_s << QString()
                            << u"6 error syntax-error"_s;
    QTest::newRow("endless") << u"while True: pass"_s << u"refused"_s << QString()
                             << u"6 error limit"_s;
}

void tst_ScriptPreview::previews()
{
    QFETCH(const QString, body);
    QFETCH(const QString, status);
    QFETCH(const QString, sql);
    QFETCH(const QString, diagnostics);
    const ScriptPreview made = preview(body, options());
    QStringList statements, said;
    for (const PreviewedStatement &statement : made.statements)
        statements.append(statement.sql.simplified());
    for (const Diagnostic &diagnostic : made.diagnostics) {
        said.append(u"%1 %2 %3"_s.arg(diagnostic.span.range.line)
                        .arg(toString(diagnostic.severity), diagnostic.code));
        QCOMPARE(diagnostic.span.file->path(), u"ae1.py"_s);
    }
    QCOMPARE(said.join(u"; "_s), diagnostics);
    QCOMPARE(toString(made.status), status);
    QCOMPARE(statements.join(u"; "_s), sql);
    QCOMPARE(made.revision, u"ae1"_s);
}

void tst_ScriptPreview::topLevelUsesOp()
{
    const QString text =
        u"from alembic import op\nimport sqlalchemy as sa\n"
        "revision = 'ae1'\ndown_revision = None\n"
        "name = op.get_context().dialect.name\n"
        "names = sa.inspect(op.get_bind()).get_table_names() if name == 'x' else []\n"
        "def upgrade():\n    op.execute('-- ' + name)\n"_s;
    const ScriptPreview made = previewScript(
        u"ae1.py"_s, std::make_shared<const SourceFile>(u"ae1.py"_s, text), options(u"mysql"_s));
    QCOMPARE(toString(made.status), u"ok"_s);
    QCOMPARE(made.statements.front().sql, u"-- mysql"_s);
}

void tst_ScriptPreview::knowsLines()
{
    const ScriptPreview made = preview(
        u"def both(name):\n    op.drop_table(name)\n\nboth('a')\nop.execute('x')"_s, options());
    QCOMPARE(made.statements.size(), 2);
    QCOMPARE(made.statements[0].line, 7);
    QCOMPARE(made.statements[1].line, 10);
}

void tst_ScriptPreview::writesForTheDriver()
{
    PreviewOptions forDriver = options();
    QCOMPARE(preview(u"op.execute(\"x LIKE '5%'\")"_s, forDriver).statements.front().sql,
             u"x LIKE '5%'"_s);
    forDriver.dialect =
        &forDriver.dialect->forDriver(dialect::driverStyle(forDriver.dialect->backend()));
    QCOMPARE(preview(u"op.execute(\"x LIKE '5%'\")"_s, forDriver).statements.front().sql,
             u"x LIKE '5%%'"_s);
}

void tst_ScriptPreview::importsFromRoots()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(name).path()));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"helpers/__init__.py"_s, "NAME = 'user'\n");
    write(u"helpers/tables.py"_s,
          "from alembic import op\n"
          "def rename(name):\n    op.rename_table(name, name + 's')\n");
    PreviewOptions withRoot = options();
    withRoot.importRoots = { folder.path() };
    // helpers.tables was imported by nobody; in the application somebody has.
    const ScriptPreview made =
        preview(u"import helpers\nhelpers.tables.rename(helpers.NAME)"_s, withRoot);
    QVERIFY(made.status == ScriptPreview::Status::Ok);
    QCOMPARE(made.statements.front().sql, u"ALTER TABLE \"user\" RENAME TO users"_s);
    QCOMPARE(made.statements.front().line, 0); // not a line of the script

    const ScriptPreview wrong = preview(u"import helpers\nhelpers.nothing()"_s, withRoot);
    QVERIFY(wrong.status == ScriptPreview::Status::Error);
    QCOMPARE(wrong.diagnostics.front().message,
             u"AttributeError: module 'helpers' has no attribute 'nothing'"_s);
}

void tst_ScriptPreview::modulesThatCannotBeEvaluated_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("message");
    QTest::newRow("a module below the package")
        << u"from app.tables import NAME\nop.drop_table(NAME)"_s << u"DROP TABLE account"_s
        << QString();
    QTest::newRow("below it, relative") << u"from app.more import NAME\nop.drop_table(NAME)"_s
                                        << u"DROP TABLE account"_s << QString();
    QTest::newRow("a name that is not used")
        << u"from app import flag\nop.drop_table('t')"_s << u"DROP TABLE t"_s << QString();
    QTest::newRow("a name that decides")
        << u"from app import flag\nif flag:\n    op.drop_table('t')"_s << QString()
        << u"app.flag (imported at ae1.py:6) is not available, because ROOT/app/__init__.py:3:4: "
           "framework.settings.debug (imported at ROOT/app/__init__.py:1) is not available: a "
           "condition needs its value: a condition needs its value"_s;
    QTest::newRow("a module that does what it may not")
        << u"from git import head, NAME\nfrom git.more import MORE\nop.drop_table(MORE)"_s
        << u"DROP TABLE more"_s << QString();
    QTest::newRow("a name of such a module")
        << u"from git import head\nop.drop_table(head)"_s << QString()
        << u"git.head (imported at ae1.py:6) is not available, because ROOT/git/__init__.py:2:8: "
           "subprocess.check_output() is not allowed here"_s;
    QTest::newRow("a name from before it stopped")
        << u"import app\nop.drop_table(app.early)"_s << u"DROP TABLE early"_s << QString();
    QTest::newRow("a name from after it")
        << u"import git\nop.drop_table(git.NAME)"_s << u"DROP TABLE x"_s << QString();
    QTest::newRow("a list that the statement may have changed")
        << u"from app.lists import NAMES\nfor name in NAMES: op.drop_table(name)"_s << QString()
        << u"app.lists.NAMES (imported at ae1.py:6) is not available, because "
           "ROOT/app/lists.py:3:4: framework.settings.debug (imported at ROOT/app/__init__.py:1) "
           "is "
           "not available: a condition needs its value: iteration needs its value"_s;
    QTest::newRow("a list that it does not mention")
        << u"from app.lists import OTHERS\nfor name in OTHERS: op.drop_table(name)"_s
        << u"DROP TABLE o"_s << QString();
    QTest::newRow("a function that uses what is not there")
        << u"from app.lists import first\nop.drop_table(first())"_s << QString()
        << u"app.lists.NAMES[] (imported at ae1.py:6) is not available, because "
           "ROOT/app/lists.py:3:4: framework.settings.debug (imported at ROOT/app/__init__.py:1) "
           "is "
           "not available: a condition needs its value"_s;
    QTest::newRow("all tables, though a model could not be read")
        << u"from app.models import Base\nBase.metadata.create_all(op.get_bind())"_s << QString()
        << u"MetaData.create_all() needs every model, and not every one could be read: class "
           "app.models.Second: app.models.Second (imported at ae1.py:6) is not available, because "
           "ROOT/app/models.py:7:4: framework.has_second (imported at ROOT/app/__init__.py:1) is "
           "not "
           "available: a condition needs its value"_s;
    QTest::newRow("one table of such a module")
        << u"from app.models import First\nFirst.__table__.create(op.get_bind())"_s
        << u"CREATE TABLE first (\n    id SERIAL NOT NULL, \n    PRIMARY KEY (id)\n)"_s
        << QString();
    QTest::newRow("modules found by listing a package")
        << u"import app.found\nop.drop_table(app.found.names[0])"_s << u"DROP TABLE lists"_s
        << QString();
    QTest::newRow("files found by a pattern")
        << u"from app.found import files\nop.drop_table('_'.join(files))"_s
        << u"DROP TABLE __init___found_lists_models_more_tables"_s << QString();
    QTest::newRow("a module from a file")
        << u"from app.found import loaded\nop.drop_table(loaded.NAME)"_s << u"DROP TABLE account"_s
        << QString();
    QTest::newRow("names of a package that is not there, taken with a star")
        << u"from app.star import kind\nop.drop_table('t')"_s << u"DROP TABLE t"_s << QString();
    QTest::newRow("what a missing package says of itself")
        << u"from app.star import built\nop.drop_table('t')"_s << u"DROP TABLE t"_s << QString();
    QTest::newRow("settings: default, .env file, missing")
        << u"from app.settings import settings\n"
           "op.drop_table(settings.url + '_' + settings.name + str(settings.port))"_s
        << u"DROP TABLE \"postgresql://u@h/d_named5433\""_s << QString();
    QTest::newRow("a setting without a value")
        << u"from app.settings import settings\nop.drop_table(settings.secret)"_s << QString()
        << u"Settings.secret (imported at ROOT/app/settings.py:11) is not available"_s;
}

/// A module of the project that goes by what is not there counts as not there itself.
void tst_ScriptPreview::modulesThatCannotBeEvaluated()
{
    QFETCH(QString, body);
    QFETCH(QString, sql);
    QFETCH(QString, message);
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(folder.filePath(name)).path()));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"app/__init__.py"_s,
          "from framework import settings\nearly = 'early'\nif settings.debug:\n    flag = True\n");
    write(u"git/__init__.py"_s,
          "import subprocess\nhead = subprocess.check_output(['git', 'rev-parse'])\nNAME = 'x'\n");
    write(u"git/more.py"_s, "MORE = 'more'\n");
    write(u"app/tables.py"_s, "NAME = 'account'\n");
    write(u"app/more.py"_s, "from .tables import NAME\n");
    write(u"app/lists.py"_s,
          "from framework import settings\nNAMES, OTHERS = ['a'], ['o']\n"
          "if settings.debug:\n    NAMES.append('b')\ndef first():\n    return NAMES[0]\n");
    write(u"app/models.py"_s,
          "import sqlalchemy as sa\nfrom sqlalchemy.orm import declarative_base\n"
          "from framework import has_second\nBase = declarative_base()\nclass First(Base):\n"
          "    __tablename__, id = 'first', sa.Column(sa.Integer, primary_key=True)\n"
          "if has_second:\n    class Second(Base):\n"
          "        __tablename__, id = 'second', sa.Column(sa.Integer, primary_key=True)\n");
    write(u"app/found.py"_s,
          "import glob, importlib.util, os, pathlib, pkgutil\n"
          "here = pathlib.Path(__file__).parent\n"
          "names = [m.name for m in pkgutil.iter_modules([str(here)]) if m.name > 'found'"
          " and not m.ispkg]\n"
          "files = [f.stem for f in here.glob('*.py') if f.stem < 'u'"
          " and f.stem not in ('settings', 'star')]\n"
          "assert [os.path.basename(f) for f in glob.glob(str(here / 'ta*.py'))] == ['tables.py']\n"
          "assert 'lists.py' in os.listdir(here)\n"
          "spec = importlib.util.spec_from_file_location('loaded', here / 'tables.py')\n"
          "loaded = importlib.util.module_from_spec(spec)\n"
          "spec.loader.exec_module(loaded)\n");
    write(u"app/star.py"_s,
          "from framework.types import *\nfrom framework import _build\n"
          "kind = SomeType(5)\nbuilt = _build.__build_date__\n"
          "class Model(Base, table=True):\n    pass\n");
    write(u"app/settings.py"_s,
          "from pydantic import PostgresDsn\n"
          "from pydantic_settings import BaseSettings, SettingsConfigDict\n"
          "import pathlib\n"
          "class Settings(BaseSettings):\n"
          "    model_config = SettingsConfigDict(env_prefix='APP_',\n"
          "        env_file=pathlib.Path(__file__).parent / '.env')\n"
          "    port: int = 1\n    name: str = 'named'\n    secret: str\n    url: PostgresDsn = "
          "PostgresDsn.build(scheme='postgresql', username='u', host='h', path='d')\n"
          "settings = Settings()\n");
    write(u"app/.env"_s, "# the port\nAPP_PORT = 5433\n");
    PreviewOptions withRoot = options();
    withRoot.importRoots = { folder.path() };
    const ScriptPreview made = preview(body, withRoot);
    if (message.isEmpty()) {
        QVERIFY2(
            made.status == ScriptPreview::Status::Ok,
            qPrintable(made.diagnostics.empty() ? QString() : made.diagnostics.front().message));
        QCOMPARE(made.statements.front().sql, sql);
        return;
    }
    QVERIFY(made.status == ScriptPreview::Status::Refused);
    QCOMPARE(made.diagnostics.front().message, message.replace(u"ROOT"_s, folder.path()));
}

QTEST_GUILESS_MAIN(tst_ScriptPreview)
#include "tst_scriptpreview.moc"
