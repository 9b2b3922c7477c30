// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testproject.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

const QString &environment()
{
    static const QString text = uR"(from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
fileConfig(config.config_file_name)
target_metadata = None
%1

def run_migrations_offline():
    context.configure(
        url=config.get_main_option("sqlalchemy.url"), target_metadata=target_metadata, literal_binds=True%2
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    connectable = engine_from_config(
        config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool
    )
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata%2)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
)"_s;
    return text;
}

/// The sections that Alembic's template has.
const QString &logging()
{
    static const QString text = uR"(
[loggers]
keys = root,alembic

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console
qualname =

[logger_alembic]
level = INFO
handlers =
qualname = alembic

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
)"_s;
    return text;
}

QString indented(const QString &body)
{
    QString result;
    for (const QString &line : body.split(u'\n'))
        result += u"    "_s + line + u'\n';
    return result;
}

} // namespace

void writeText(const QString &path, const QString &text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("%s cannot be written", qPrintable(path));
}

const QString &revisionTemplate()
{
    static const QString text = uR"("""${message}"""
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
)"_s;
    return text;
}

TestProject::TestProject(QString folder, const QString &url, const QString &configureArguments)
    : m_folder(std::move(folder))
    , m_configureArguments(configureArguments.isEmpty() ? QString() : u", "_s + configureArguments)
{
    writeText(m_folder + u"/alembic.ini"_s,
              u"[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = %1\n"_s.arg(
                  QString(url).replace(u"%"_s, u"%%"_s))
                  + logging());
    setEnvironment({});
    writeText(m_folder + u"/migrations/script.py.mako"_s, revisionTemplate());
    QDir().mkpath(m_folder + u"/migrations/versions"_s);
}

void TestProject::setEnvironment(const QString &lines) const
{
    writeText(m_folder + u"/migrations/env.py"_s, environment().arg(lines, m_configureArguments));
}

QString TestProject::scriptPath(const QString &revision) const
{
    return m_folder + u"/migrations/versions/%1.py"_s.arg(revision);
}

void TestProject::add(const QString &revision, const QString &upgrade, const QString &downgrade)
{
    const QString down = m_last.isEmpty() ? u"None"_s : u"\"%1\""_s.arg(m_last);
    writeText(
        scriptPath(revision),
        u"\"\"\"step %1\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n\n"
        "revision = \"%1\"\ndown_revision = %2\n\n\ndef upgrade():\n%3\n\ndef downgrade():\n%4"_s
            .arg(revision, down, indented(upgrade), indented(downgrade)));
    m_last = revision;
}

} // namespace limbeck::test
