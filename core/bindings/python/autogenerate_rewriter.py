# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.autogenerate.rewriter: process_revision_directives made of functions by operation class."""

from alembic.operations import ops
from alembic.util import Dispatcher, to_list


class Rewriter:
    def __init__(self):
        self.dispatch = Dispatcher()
        self._chained = ()

    def chain(self, other):
        wrapped = self.__class__.__new__(self.__class__)
        wrapped.__dict__.update(self.__dict__)
        wrapped._chained = self._chained + (other,)
        return wrapped

    def rewrites(self, operator):
        return self.dispatch.dispatch_for(operator)

    def __call__(self, context, revision, directives):
        self.process_revision_directives(context, revision, directives)
        for other in self._chained:
            other(context, revision, directives)

    def process_revision_directives(self, context, revision, directives):
        directives[:] = [
            made for directive in directives for made in self._rewritten(context, revision, directive)
        ]

    def _rewritten(self, context, revision, directive):
        """What stands in the place of a directive, its own directives rewritten too."""
        result = self._replaced(context, revision, directive)
        for made in result:
            if isinstance(made, ops.MigrationScript):
                made.upgrade_ops = self._single(context, revision, made.upgrade_ops_list, "UpgradeOps")
                made.downgrade_ops = self._single(context, revision, made.downgrade_ops_list, "DowngradeOps")
            elif isinstance(made, ops.OpContainer):
                self.process_revision_directives(context, revision, made.ops)
        return result

    def _single(self, context, revision, containers, kind):
        result = []
        for container in containers:
            made = self._rewritten(context, revision, container)
            if len(made) != 1:
                raise ValueError("Can only return single object for %s traverse" % kind)
            result += made
        return result

    def _replaced(self, context, revision, directive):
        seen = getattr(directive, "_mutations", ())
        if self in seen:
            return [directive]
        try:
            function = self.dispatch.dispatch(directive)
        except ValueError:
            return [directive]
        result = to_list(function(context, revision, directive), [])
        for made in result:
            # An operation that a function hands back is not given to it again.
            made._mutations = tuple(getattr(made, "_mutations", ())) + (self,)
        return result
