# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate: the names that env.py and plugins use; comparing is the host's."""

from alembic.util import Dispatcher

comparators = Dispatcher()
renderers = Dispatcher()


class Rewriter:
    """process_revision_directives made of functions by operation class."""

    def __init__(self):
        self.dispatch = Dispatcher()
        self._chained = ()

    def chain(self, other):
        wrapped = self.__class__.__new__(self.__class__)
        wrapped.__dict__.update(self.__dict__)
        wrapped._chained = (other,)
        return wrapped

    def rewrites(self, operator):
        return self.dispatch.dispatch_for(operator, replace=True)

    def __call__(self, context, revision, directives):
        directives[:] = self._rewritten(context, revision, directives)
        for other in self._chained:
            other(context, revision, directives)

    def _rewritten(self, context, revision, directives):
        result = []
        for directive in directives:
            result.extend(self._rewrite(context, revision, directive))
        return result

    def _rewrite(self, context, revision, directive):
        try:
            function = self.dispatch.dispatch(directive)
        except ValueError:
            rewritten = [directive]
        else:
            value = function(context, revision, directive)
            rewritten = list(value) if isinstance(value, (list, tuple)) else [value]
        for item in rewritten:
            if item is None:
                continue
            for container in self._containers(item):
                container.ops[:] = self._rewritten(context, revision, container.ops)
        return rewritten

    def _containers(self, item):
        if hasattr(item, "upgrade_ops_list"):
            return list(item.upgrade_ops_list) + list(item.downgrade_ops_list)
        return [item] if hasattr(item, "ops") else []


class AutogenContext:
    """What render_item and comparators get: imports, opts, dialect."""

    def __init__(self, migration_context=None, metadata=None, opts=None, autogenerate=True):
        self.migration_context = migration_context
        self.metadata = metadata
        self.opts = opts or {}
        self.imports = set()

    @property
    def dialect(self):
        return self.migration_context.dialect if self.migration_context else None

    @property
    def connection(self):
        return self.migration_context.connection if self.migration_context else None


def _not_in_scripts(name):
    def refuse(*args, **kw):
        raise NotImplementedError("%s() is not available to scripts in Limbeck." % name)

    refuse.__name__ = name
    return refuse


compare_metadata = _not_in_scripts("compare_metadata")
produce_migrations = _not_in_scripts("produce_migrations")
render_python_code = _not_in_scripts("render_python_code")
_render_python_into_templatevars = _not_in_scripts("_render_python_into_templatevars")
