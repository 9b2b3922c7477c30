# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.event: listeners are accepted; those of connections and pools are never called."""


def listen(target, identifier, fn, *args, **kw):
    pass


def listens_for(target, identifier, *args, **kw):
    def decorate(fn):
        listen(target, identifier, fn, *args, **kw)
        return fn

    return decorate


def remove(target, identifier, fn):
    pass


def contains(target, identifier, fn):
    return False
