# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.ddl: the classes that env.py names or derives from."""

from alembic.ddl.impl import DefaultImpl


class PostgresqlImpl(DefaultImpl):
    pass


class MySQLImpl(DefaultImpl):
    pass


class MariaDBImpl(MySQLImpl):
    pass


class SQLiteImpl(DefaultImpl):
    pass
