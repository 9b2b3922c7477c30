// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Models compared with real databases: what Debian's Alembic (1.8, SQLAlchemy 1.4) finds and writes
// for the same models is found and written, and what was written, once it has run, leaves nothing
// to be found by either.

#include "tests/support/commandline.h"
#include "tests/support/databasetext.h"
#include "tests/support/testdatabases.h"
#include "tests/support/testproject.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;
using namespace limbeck::test;

namespace {

const QString environmentScript = uR"(
import os

from alembic import context
from sqlalchemy import create_engine

import models

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=models.Base.metadata, compare_type=True, compare_server_default=True,
        include_schemas=False,
    )
    with context.begin_transaction():
        context.run_migrations()
)"_s;

const QString modelsHead = uR"(
import enum

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base(metadata=sa.MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",
}))


class Priority(enum.Enum):
    low = 1
    high = 2

)"_s;

/// The models at first: what a new database gets.
const QString firstModels = modelsHead + uR"(
class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(120), nullable=False, unique=True)
    name = sa.Column(sa.String(40), index=True)
    balance = sa.Column(sa.Numeric(10, 2), server_default="0.00", nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False)
    created = sa.Column(sa.DateTime)


class Ticket(Base):
    __tablename__ = "ticket"
    id = sa.Column(sa.BigInteger, primary_key=True, autoincrement=False)
    account_id = sa.Column(sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False)
    title = sa.Column(sa.String(80), nullable=False)
    priority = sa.Column(sa.Enum(Priority, name="priority_kind"))
    body = sa.Column(sa.Text)
    rating = sa.Column(sa.Float)
    __table_args__ = (sa.UniqueConstraint("title", "account_id", name="uq_ticket_title"),)


class Label(Base):
    __tablename__ = "label"
    id = sa.Column(sa.Integer, primary_key=True)
    word = sa.Column(sa.String(20))
)"_s;

/// The models later: every table is changed, one is gone, one is new.
const QString laterModels = modelsHead + uR"(
class Account(Base):
    __tablename__ = "account"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(200), nullable=False, unique=True)
    name = sa.Column(sa.String(40), nullable=False)
    balance = sa.Column(sa.Numeric(10, 2), server_default="1.00", nullable=False)
    is_active = sa.Column(sa.Boolean, nullable=False)
    nickname = sa.Column(sa.String(30), index=True)


class Ticket(Base):
    __tablename__ = "ticket"
    id = sa.Column(sa.BigInteger, primary_key=True, autoincrement=False)
    account_id = sa.Column(sa.Integer, sa.ForeignKey("account.id"), nullable=False)
    title = sa.Column(sa.String(80), nullable=False)
    priority = sa.Column(sa.Enum(Priority, name="priority_kind"))
    body = sa.Column(sa.Text, nullable=False)
    rating = sa.Column(sa.Float)
    __table_args__ = (sa.Index("ix_ticket_both", "account_id", "title"),)


class Note(Base):
    __tablename__ = "note"
    id = sa.Column(sa.Integer, primary_key=True)
    ticket_id = sa.Column(sa.BigInteger, sa.ForeignKey("ticket.id"))
    text = sa.Column(sa.Text, nullable=False)
    at = sa.Column(sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"))
    sa.Index("ix_note_ticket", ticket_id, unique=True)
)"_s;

/// The statements of a revision file's functions, each on one line. Alembic 1.8 does not write
/// op.f() around names that it reads from the database, and forgets that an index was unique when
/// it puts it back.
QStringList statementsOf(const QString &file)
{
    static const QRegularExpression finalName(u"op\\.f\\(('[^']*')\\)"_s);
    static const QRegularExpression unique(u"unique=\\w+"_s);
    const qsizetype end = file.indexOf(u"def downgrade"_s);
    QString body = file.left(end).mid(file.indexOf(u"def upgrade"_s));
    body += file.mid(end).replace(unique, u"unique=…"_s);
    body.replace(finalName, u"\\1"_s);
    QStringList statements;
    QString current;
    for (const QString &line : body.split(u'\n')) {
        const QString text = line.trimmed();
        if (text.startsWith(u"op."_s) || text.startsWith(u"def "_s) || text.startsWith(u'#')) {
            statements.append(current.simplified());
            current.clear();
        }
        if (!text.startsWith(u'#'))
            current += text + u' ';
    }
    statements.append(current.simplified());
    statements.removeAll(QString());
    return statements;
}

} // namespace

class TestAutogenerate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void findsWhatAlembicFinds_data() { TestDatabases::addRows(); }

    void findsWhatAlembicFinds();
    void dropsNothingThatItCouldNotRead();
    void leavesTablesOfExtensionsAlone();
    void tellsWhatDiffersAsJson();
    void comparesForScripts();

private:
    struct Written
    {
        QString path, text;
    };

    [[nodiscard]] std::unique_ptr<CommandLineProject> project(const QString &kind);
    /// Runs `revision --autogenerate` of one of the two, and gives the file.
    [[nodiscard]] static Written write(const CommandLineProject &project, bool byAlembic,
                                       const QString &revision);

    TestDatabases m_databases;
};

std::unique_ptr<CommandLineProject> TestAutogenerate::project(const QString &kind)
{
    const QString url = m_databases.create(kind);
    if (url.isEmpty())
        return nullptr;
    auto made = std::make_unique<CommandLineProject>(url);
    made->write(u"alembic.ini"_s,
                u"[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"_s);
    made->write(u"migrations/env.py"_s, environmentScript);
    made->write(u"migrations/script.py.mako"_s, revisionTemplate());
    made->write(u"models.py"_s, firstModels);
    return made;
}

TestAutogenerate::Written TestAutogenerate::write(const CommandLineProject &project, bool byAlembic,
                                                  const QString &revision)
{
    const QStringList command { u"revision"_s, u"--autogenerate"_s, u"-m"_s,
                                u"x"_s,        u"--rev-id"_s,       revision };
    const CommandResult done = byAlembic
        ? runCommand(u"/usr/bin/alembic"_s, command, project.folder(), project.environment())
        : project.limbeck(command);
    const QString path = project.folder() + u"/migrations/versions/%1_x.py"_s.arg(revision);
    QFile file(path);
    if (done.exitStatus != 0 || !file.open(QIODevice::ReadOnly)) {
        qWarning("%s", qPrintable(done.text()));
        return {};
    }
    return { path, QString::fromUtf8(file.readAll()) };
}

void TestAutogenerate::findsWhatAlembicFinds()
{
    QFETCH(const QString, kind);
    const auto made = project(kind);
    QVERIFY2(made, qPrintable(m_databases.problem()));
    for (const QString &models : { firstModels, laterModels }) {
        made->write(u"models.py"_s, models);
        const QString number = models == firstModels ? u"1"_s : u"2"_s;
        const Written alembics = write(*made, true, u"a"_s + number);
        QVERIFY(!alembics.text.isEmpty());
        QVERIFY(QFile::remove(alembics.path));
        const Written ours = write(*made, false, u"b"_s + number);
        QVERIFY(!ours.text.isEmpty());
        QCOMPARE(statementsOf(ours.text), statementsOf(alembics.text));
        if (kind == u"sqlite" && models == laterModels)
            break; // its ALTERs are refused there without render_as_batch

        const CommandResult up = made->limbeck({ u"upgrade"_s, u"head"_s });
        QVERIFY2(up.exitStatus == 0, qPrintable(up.text()));
        const CommandResult check = made->limbeck({ u"check"_s });
        QVERIFY2(check.exitStatus == 0, qPrintable(check.text()));
        const Written nothing = write(*made, true, u"z"_s + number);
        QCOMPARE(
            statementsOf(nothing.text),
            (QStringList { u"def upgrade():"_s, u"pass"_s, u"def downgrade():"_s, u"pass"_s }));
        QVERIFY(QFile::remove(nothing.path));
    }
}

void TestAutogenerate::dropsNothingThatItCouldNotRead()
{
    const auto made = project(u"sqlite"_s);
    const Written first = write(*made, false, u"b1"_s);
    QVERIFY(!first.text.isEmpty());
    QCOMPARE(made->limbeck({ u"upgrade"_s, u"head"_s }).exitStatus, 0);
    made->write(u"models.py"_s,
                u"import sqlalchemy as sa\nfrom sqlalchemy.orm import declarative_base\n"
                "from companybase import Audited\n\nBase = declarative_base()\n\n\n"
                "class Account(Audited):\n    __tablename__ = 'account'\n"
                "    id = sa.Column(sa.Integer, primary_key=True)\n"_s);
    for (const QStringList &command :
         { QStringList { u"check"_s }, QStringList { u"revision"_s, u"--autogenerate"_s } }) {
        const CommandResult refused = made->limbeck(command);
        QCOMPARE(refused.exitStatus, 255);
        for (const QString &part : { u"Models could not be read"_s, u"models.Account"_s,
                                     u"companybase"_s, u"models.py:3"_s })
            QVERIFY2(refused.errors.contains(part), qPrintable(refused.text()));
    }
    // Models that a folder is listed for are there; the others are gone indeed.
    made->write(
        u"models.py"_s,
        u"import importlib\nimport os\nimport pkgutil\nfrom sqlalchemy.orm import "
        u"declarative_base\n\n"
        "Base = declarative_base()\nparts = os.path.join(os.path.dirname(__file__), 'parts')\n"
        "for found in pkgutil.iter_modules([parts]):\n"
        "    importlib.import_module('parts.' + found.name)\n"_s);
    made->write(u"parts/__init__.py"_s, {});
    made->write(u"parts/labels.py"_s,
                u"import sqlalchemy as sa\nfrom models import Base\n\n\nclass Label(Base):\n"
                "    __tablename__ = 'label'\n    id = sa.Column(sa.Integer, primary_key=True)\n"
                "    word = sa.Column(sa.String(20))\n"_s);
    const CommandResult listed = made->limbeck({ u"check"_s });
    QCOMPARE(listed.exitStatus, 255);
    QVERIFY2(listed.errors.contains(u"('remove_table', Table('ticket'"), qPrintable(listed.text()));
    QVERIFY2(!listed.errors.contains(u"'label'"), qPrintable(listed.text()));
    made->write(u"models.py"_s, u"from companybase import Base\n"_s);
    const CommandResult refused = made->limbeck({ u"check"_s });
    QVERIFY(refused.exitStatus != 0);
    QVERIFY2(refused.errors.contains(u"models.py:1"_s), qPrintable(refused.text()));
    QCOMPARE(QDir(made->folder() + u"/migrations/versions"_s).entryList({ u"*.py"_s }),
             QStringList { u"b1_x.py"_s });
}

/// As PostGIS' spatial_ref_sys: no model has it, and it is not the project's.
void TestAutogenerate::leavesTablesOfExtensionsAlone()
{
    const auto made = project(u"postgresql"_s);
    QVERIFY2(made, qPrintable(m_databases.problem()));
    const auto connection = openUrl(made->url());
    for (const QString &sql :
         { u"CREATE TABLE of_extension (id INTEGER)"_s, u"CREATE TABLE of_nobody (id INTEGER)"_s,
           u"ALTER EXTENSION plpgsql ADD TABLE of_extension"_s })
        QCOMPARE(run(*connection, sql), u"ok"_s);
    const CommandResult found = made->limbeck({ u"check"_s });
    QVERIFY2(found.output.contains(u"('remove_table', Table('of_nobody'"_s),
             qPrintable(found.text()));
    QVERIFY2(!found.output.contains(u"of_extension"_s), qPrintable(found.text()));
}

/// compare_metadata() and its like, as tests of projects call them.
void TestAutogenerate::comparesForScripts()
{
    const auto made = project(u"sqlite"_s);
    made->addRevision(u"r1"_s, {}, uR"(
import models
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
context = op.get_context()
print(sorted({diff[0] for diff in compare_metadata(context, models.Base.metadata)}))
script = produce_migrations(context, models.Base.metadata)
print(render_python_code(script.downgrade_ops).count("op.drop_table"), len(script.upgrade_ops.ops))
)"_s.trimmed());
    const CommandResult up = made->limbeck({ u"upgrade"_s, u"head"_s });
    QVERIFY2(up.output.contains(u"['add_index', 'add_table']\n3 4\n"_s), qPrintable(up.text()));
}

void TestAutogenerate::tellsWhatDiffersAsJson()
{
    const auto made = project(u"sqlite"_s);
    const CommandResult found = made->limbeck({ u"check"_s, u"--json"_s });
    QCOMPARE(found.exitStatus, 255);
    QVERIFY2(found.output.contains(u"\"kind\": \"add_table\""_s), qPrintable(found.output));
    QVERIFY2(found.output.contains(u"\"isUpToDate\": false"_s), qPrintable(found.output));
    QVERIFY2(found.errors.contains(u"FAILED: New upgrade operations detected: [('add_table', "_s),
             qPrintable(found.errors));
}

QTEST_GUILESS_MAIN(TestAutogenerate)
#include "tst_autogenerate.moc"
