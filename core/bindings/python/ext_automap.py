# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.automap: models made of the tables of the database."""

from sqlalchemy.orm._declarative import declarative_base, map_class


class _Classes:
    def __init__(self, classes):
        self._classes = classes

    def __getattr__(self, name):
        if name.startswith("__") or name not in self.__dict__.get("_classes", {}):
            raise AttributeError(name)
        return self._classes[name]

    def __getitem__(self, name):
        return self._classes[name]

    def __contains__(self, name):
        return name in self._classes

    def __iter__(self):
        return iter(self._classes.values())

    def keys(self):
        return self._classes.keys()


def automap_base(declarative_base_=None, metadata=None, **kw):
    base = declarative_base_ if declarative_base_ is not None else declarative_base(metadata=metadata)
    classes = {}
    base.classes = _Classes(classes)

    def prepare(autoload_with=None, engine=None, reflect=False, schema=None, **options):
        bind = autoload_with if autoload_with is not None else engine
        if bind is not None:
            base.metadata.reflect(bind, schema=schema)
        for table in base.metadata.tables.values():
            if table.name not in classes and len(table.primary_key.columns):
                classes[table.name] = type(table.name, (base,), {"__table__": table})

    base.prepare = staticmethod(prepare)
    return base
