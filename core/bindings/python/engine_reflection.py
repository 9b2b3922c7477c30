# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.engine.reflection"""

from sqlalchemy.engine._native import Inspector


class ObjectKind:
    TABLE = 1
    VIEW = 2
    MATERIALIZED_VIEW = 4
    ANY_VIEW = 6
    ANY = 7


class ObjectScope:
    DEFAULT = 1
    TEMPORARY = 2
    ANY = 3
