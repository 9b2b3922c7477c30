# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm.attributes"""

from sqlalchemy.orm._mapper import InstrumentedAttribute, flag_dirty, flag_modified, set_attribute

QueryableAttribute = InstrumentedAttribute


def set_committed_value(instance, key, value):
    instance.__dict__[key] = value


def get_history(instance, key, passive=None):
    value = getattr(instance, key)
    return ((value,), (), ())
