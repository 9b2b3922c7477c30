import logging
import re
from logging.config import fileConfig

from sqlalchemy import engine_from_config, pool

from alembic import context

config = context.config

if config.config_file_name is not None:
    fileConfig(config.config_file_name)
logger = logging.getLogger("alembic.env")

# The MetaData of each database's models, for --autogenerate:
# target_metadata = {"engine1": models1.metadata, "engine2": models2.metadata}
target_metadata = {}

names = re.split(r",\s*", config.get_main_option("databases", ""))


def run_migrations_offline() -> None:
    """Write SQL (--sql) into one file for each database."""
    for name in names:
        file_name = "%s.sql" % name
        logger.info("Migrating database %s, writing %s", name, file_name)
        with open(file_name, "w") as buffer:
            context.configure(
                url=context.config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=buffer,
                target_metadata=target_metadata.get(name),
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    """Run on all databases; they are committed when all went well."""
    open_databases = []
    try:
        for name in names:
            engine = engine_from_config(
                context.config.get_section(name, {}), prefix="sqlalchemy.", poolclass=pool.NullPool
            )
            connection = engine.connect()
            open_databases.append((connection, connection.begin()))
            logger.info("Migrating database %s", name)
            context.configure(
                connection=connection,
                upgrade_token="%s_upgrades" % name,
                downgrade_token="%s_downgrades" % name,
                target_metadata=target_metadata.get(name),
            )
            context.run_migrations(engine_name=name)
        for _, transaction in open_databases:
            transaction.commit()
    except BaseException:
        for _, transaction in open_databases:
            transaction.rollback()
        raise
    finally:
        for connection, _ in open_databases:
            connection.close()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
