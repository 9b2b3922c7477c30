# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.declarative"""

from sqlalchemy.orm._declarative import (
    AbstractConcreteBase, ConcreteBase, DeferredReflection, as_declarative, declarative_base, declarative_mixin,
)
from sqlalchemy.orm._properties import declared_attr


class DeclarativeMeta(type):
    """The metaclass of 1.x bases, for annotations."""


def has_inherited_table(cls):
    return any("__table__" in base.__dict__ for base in cls.__mro__[1:])


def synonym_for(name, map_column=False):
    def decorate(function):
        from sqlalchemy.orm._properties import Synonym

        return Synonym(name)

    return decorate
