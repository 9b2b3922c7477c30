# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shallow and deep copies."""


class Error(Exception):
    pass


error = Error
_atomic = (type(None), int, float, bool, complex, str, bytes, type, range, type(Ellipsis), type(NotImplemented))


def copy(x):
    cls = type(x)
    if isinstance(x, _atomic) and cls in _atomic or isinstance(x, type) or callable(x) and not hasattr(x, '__dict__'):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls in (tuple, frozenset):
        return x
    method = getattr(cls, '__copy__', None)
    if method is not None:
        return method(x)
    return _rebuild(x, lambda value: value)


_never_copied = {type({}.keys()), type({}.values()), type({}.items()), type(_ for _ in ())}


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if id(x) in memo:
        return memo[id(x)]
    method = getattr(cls, '__deepcopy__', None)
    if method is not None:
        result = method(x, memo)
    elif cls is list:
        result = []
        memo[id(x)] = result
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is dict:
        result = {}
        memo[id(x)] = result
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        result = x if all(a is b for a, b in zip(items, x)) else tuple(items)
    elif cls in (set, frozenset):
        result = cls(deepcopy(item, memo) for item in x)
    elif cls is bytearray:
        result = x.copy()
    elif cls in _never_copied:
        raise TypeError("cannot pickle '%s' object" % cls.__name__)
    elif callable(x) and not hasattr(cls, '__call__') or not hasattr(x, '__dict__'):
        result = x
    else:
        result = _rebuild(x, lambda value: deepcopy(value, memo), memo)
    memo[id(x)] = result
    return result


def _rebuild(x, copied, memo=None):
    """A new instance of the same class with the same attributes (and items, for subclasses of containers)."""
    cls = type(x)
    if isinstance(x, (tuple, str, bytes, int, float, frozenset)):
        base = next(b for b in (tuple, str, bytes, int, float, frozenset) if isinstance(x, b))
        result = base.__new__(cls, [copied(item) for item in x] if base in (tuple, frozenset) else x)
    else:
        result = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = result
    if isinstance(x, list):
        for item in x:
            result.append(copied(item))
    elif isinstance(x, dict):
        for key, value in x.items():
            dict.__setitem__(result, copied(key), copied(value))
    elif isinstance(x, set):
        for item in x:
            result.add(copied(item))
    for name, value in getattr(x, '__dict__', {}).items():
        result.__dict__[name] = copied(value)
    return result


def replace(obj, /, **changes):
    return type(obj).__replace__(obj, **changes)
