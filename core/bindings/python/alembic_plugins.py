# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.runtime.plugins: named groups of comparators, chosen by configure(autogenerate_plugins=[…])."""

import logging
import re

from alembic.util import CommandError, DispatchPriority, PriorityDispatcher

log = logging.getLogger("alembic.runtime.plugins")

_all_plugins = {}


class Plugin:
    def __init__(self, name):
        if name in _all_plugins:
            raise ValueError("A plugin named %s is already registered" % name)
        self.name = name
        self.autogenerate_comparators = PriorityDispatcher()
        _all_plugins[name] = self

    def remove(self):
        del _all_plugins[self.name]

    def add_autogenerate_comparator(
        self, fn, compare_target, compare_element=None, *, qualifier="default", priority=DispatchPriority.MEDIUM
    ):
        register = self.autogenerate_comparators.dispatch_for(
            compare_target, subgroup=compare_element, priority=priority, qualifier=qualifier
        )
        register(fn)

    @classmethod
    def setup_plugin_from_module(cls, module, name):
        module.setup(cls(name))

    @classmethod
    def populate_autogenerate_priority_dispatch(cls, comparators, include_plugins):
        excluded = [_pattern(name[1:]) for name in include_plugins if name.startswith("~")]
        included = {name: _pattern(name) for name in include_plugins if not name.startswith("~")}
        matched = set()
        for plugin in list(_all_plugins.values()):
            if any(pattern.match(plugin.name) for pattern in excluded):
                continue
            names = [name for name, pattern in included.items() if pattern.match(plugin.name)]
            if not names:
                continue
            matched.update(names)
            log.info("setting up autogenerate plugin %s", plugin.name)
            comparators.populate_with(plugin.autogenerate_comparators)
        missing = [name for name in included if name not in matched]
        if missing:
            raise CommandError("Did not locate plugins: %s" % ", ".join(missing))


def _pattern(name):
    """ "alembic.autogenerate.*": a star stands for one part or more."""
    parts = []
    for part in name.split("."):
        if part == "*":
            parts.append(r"\..+?")
        elif part.isidentifier():
            parts.append(r"\." + part)
        else:
            raise ValueError("Invalid plugin expression %r" % name)
    return re.compile("^%s$" % "".join(parts)[2:])
