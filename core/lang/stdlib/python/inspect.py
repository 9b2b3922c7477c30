# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts ask about live objects."""
import types as _types


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, _types.FunctionType)


def ismethod(object):
    return isinstance(object, _types.MethodType)


def ismodule(object):
    return isinstance(object, _types.ModuleType)


def isgenerator(object):
    return isinstance(object, _types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, _types.CoroutineType)


def isawaitable(object):
    return iscoroutine(object) or hasattr(object, '__await__')


def isabstract(object):
    return bool(getattr(object, '__abstractmethods__', None))


def isbuiltin(object):
    return isinstance(object, _types.BuiltinFunctionType)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return sorted(members, key=lambda pair: pair[0])


def getmro(cls):
    return cls.__mro__


def getdoc(object):
    doc = object.__doc__
    return None if doc is None else cleandoc(doc)


def cleandoc(doc):
    import textwrap
    first, newline, rest = doc.expandtabs().partition('\n')
    return (first.lstrip() + newline + textwrap.dedent(rest)).strip('\n')


def getmodule(object):
    import sys
    return sys.modules.get(getattr(object, '__module__', None))


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func
