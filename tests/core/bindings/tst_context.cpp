// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/bindings/environmenthost.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace limbeck;

/// env.py: what reaches the host of alembic.context and alembic.config.
class tst_Context : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offlineTemplate();
    void onlineTemplate();
    void asyncTemplate();
    void configAnswers();
    void namingConventionAndTables();
    void unknownModulesAreOpaque();
    void failuresNameTheLine();

private:
    /// Evaluates env.py with @p host; the error's text, empty when there is none.
    QString run(const QString &text, testing::EnvironmentHost &host,
                const std::function<void()> &after = {})
    {
        bindings::ScriptModuleLoader loader;
        lang::Capabilities capabilities;
        capabilities.modules = &loader;
        printed.clear();
        capabilities.print = [this](const QString &part) { printed += part; };
        lang::Interpreter interpreter(capabilities);
        interpreter.setOpaquePolicy(lang::OpaquePolicy::Absorbing);
        bindings::registerModules(interpreter);
        const auto env = std::make_shared<const SourceFile>(u"env.py"_s, text);
        const auto done = bindings::runEnvironment(interpreter, env, host);
        if (after)
            after();
        host.options = {};
        host.runKeywords.clear();
        bindings::releaseModules(interpreter);
        return done ? QString() : done.error().toString();
    }

    QString printed;
};

void tst_Context::offlineTemplate()
{
    testing::EnvironmentHost host;
    host.sections[u"alembic"_s][u"sqlalchemy.url"_s] = u"postgresql://u:p@h/db"_s;
    const QString error =
        run(uR"(
from alembic import context
config = context.config
target_metadata = None

def run_migrations_offline():
    url = config.get_main_option("sqlalchemy.url")
    context.configure(url=url, target_metadata=target_metadata, literal_binds=True,
                      dialect_opts={"paramstyle": "named"}, version_table="v")
    with context.begin_transaction():
        context.run_migrations(extra=1)

if context.is_offline_mode():
    run_migrations_offline()
)"_s,
            host, [&] {
                QCOMPARE(host.options.url, std::optional(u"postgresql://u:p@h/db"_s));
                QVERIFY(host.options.literalBinds);
                QVERIFY(!host.options.hasTargetMetadata);
                QCOMPARE(host.options.versionTable, u"v"_s);
                QCOMPARE(host.options.paramstyle, std::optional(u"named"_s));
                QCOMPARE(host.runKeywords[u"extra"_s].integer(), 1);
            });
    QCOMPARE(error, QString());
    QCOMPARE(host.calls, (QStringList { u"configure"_s, u"begin"_s, u"run"_s, u"commit"_s }));
}

void tst_Context::onlineTemplate()
{
    testing::EnvironmentHost host;
    host.offline = false;
    host.sections[u"alembic"_s][u"sqlalchemy.url"_s] = u"sqlite:///x.db"_s;
    const QString error = run(uR"(
from logging.config import fileConfig
from sqlalchemy import engine_from_config, pool
from alembic import context
config = context.config
connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.",
                                 poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
)"_s,
                              host);
    QCOMPARE(error, QString());
    QCOMPARE(host.connectedTo, u"sqlite:///x.db"_s);
    QCOMPARE(host.calls, (QStringList { u"configure"_s, u"begin"_s, u"run"_s, u"commit"_s }));
}

void tst_Context::asyncTemplate()
{
    testing::EnvironmentHost host;
    host.offline = false;
    host.sections[u"alembic"_s][u"sqlalchemy.url"_s] = u"postgresql+asyncpg://h/db"_s;
    const QString error = run(uR"(
import asyncio
from sqlalchemy import pool
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import async_engine_from_config
from alembic import context
config = context.config

def do_run_migrations(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()

async def run_async_migrations() -> None:
    connectable = async_engine_from_config(config.get_section(config.config_ini_section, {}),
                                           prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with connectable.connect() as connection:
        await connection.run_sync(do_run_migrations)
    await connectable.dispose()

asyncio.run(run_async_migrations())
)"_s,
                              host);
    QCOMPARE(error, QString());
    QCOMPARE(host.connectedTo, u"postgresql+asyncpg://h/db"_s);
    QCOMPARE(host.calls, (QStringList { u"configure"_s, u"begin"_s, u"run"_s, u"commit"_s }));
}

void tst_Context::configAnswers()
{
    testing::EnvironmentHost host;
    host.x = { u"tenant=a"_s, u"flag"_s };
    host.sections[u"alembic"_s][u"databases"_s] = u"one, two"_s;
    const QString error = run(uR"(
from alembic import context
config = context.config
config.set_main_option("sqlalchemy.url", "sqlite://")
print(config.get_main_option("sqlalchemy.url"), config.get_main_option("no", "default"), config.get_section("none"))
print(context.get_x_argument(), context.get_x_argument(as_dictionary=True).get("tenant"))
print(config.config_file_name, config.get_section(config.config_ini_section)["databases"], config.cmd_opts.sql)
print(context.get_head_revision(), context.get_revision_argument(), config.attributes.get("connection"))
)"_s,
                              host);
    QCOMPARE(error, QString());
    QCOMPARE(printed.split(u'\n', Qt::SkipEmptyParts),
             (QStringList { u"sqlite:// default None"_s, u"['tenant=a', 'flag'] a"_s,
                            u"alembic.ini one, two True"_s, u"abc abc None"_s }));
}

void tst_Context::namingConventionAndTables()
{
    testing::EnvironmentHost host;
    const QString error =
        run(uR"(
from alembic import context
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy import MetaData

class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})

class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]

context.configure(url="sqlite://", target_metadata=Base.metadata)
)"_s,
            host, [&] {
                QVERIFY(host.options.hasTargetMetadata);
                QCOMPARE(host.options.namingConvention[u"pk"_s], u"pk_%(table_name)s"_s);
                const auto catalogs =
                    host.options.readTargetMetadata(*dialect::dialectByName(u"sqlite"_s));
                QVERIFY(catalogs);
                QCOMPARE(catalogs->size(), size_t(1));
                const auto table = catalogs->front().table(u"user"_s);
                QVERIFY(table);
                QCOMPARE(table->columns.size(), size_t(2));
                QVERIFY(table->column(u"name"_s)->isNullable());
            });
    QCOMPARE(error, QString());
}

void tst_Context::unknownModulesAreOpaque()
{
    testing::EnvironmentHost host;
    const QString error = run(uR"(
from alembic import context
from app.config import settings
from app.db import Base

context.configure(url=str(settings.url), target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
)"_s,
                              host, [&] { QVERIFY(!host.options.hasTargetMetadata); });
    QCOMPARE(error, QString());
    QCOMPARE(host.calls, (QStringList { u"configure"_s, u"begin"_s, u"run"_s, u"commit"_s }));
}

void tst_Context::failuresNameTheLine()
{
    testing::EnvironmentHost host;
    const QString error = run(u"from alembic import context\n\ncontext.get_context()\n"_s, host);
    QVERIFY2(error.startsWith(u"env.py:3:1: Exception: No context has been configured yet."_s),
             qPrintable(error));
}

QTEST_GUILESS_MAIN(tst_Context)
#include "tst_context.moc"
