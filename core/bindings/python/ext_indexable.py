# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.indexable"""


class index_property:
    """An attribute that is an item of another attribute."""

    def __init__(self, attr_name, index, default=None, **kw):
        self.attr_name, self.index, self.default = attr_name, index, default

    def __get__(self, instance, owner):
        if instance is None:
            return getattr(owner, self.attr_name)[self.index]
        value = getattr(instance, self.attr_name)
        return self.default if value is None else value.get(self.index, self.default)

    def __set__(self, instance, value):
        changed = dict(getattr(instance, self.attr_name) or {})
        changed[self.index] = value
        setattr(instance, self.attr_name, changed)
