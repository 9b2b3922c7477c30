# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a class must offer to count as Iterable, Mapping …; checked by its methods."""
from abc import ABC, ABCMeta, abstractmethod


def _has(subclass, *methods):
    for method in methods:
        for base in subclass.__mro__:
            if method in base.__dict__:
                if base.__dict__[method] is None:
                    return False
                break
        else:
            return False
    return True


def _protocol(name, methods, *registered):
    """An abstract class that any class with @p methods is a subclass of."""
    def hook(cls, subclass):
        if cls.__name__ != name:
            return NotImplemented
        if subclass in registered or any(issubclass(subclass, r) for r in registered):
            return True
        return _has(subclass, *methods) if methods else False

    namespace = {'__subclasshook__': classmethod(hook), '__class_getitem__': classmethod(_subscript)}
    return ABCMeta(name, (ABC,), namespace)


def _subscript(cls, item):
    import typing
    return typing._alias(cls, item)


Hashable = _protocol('Hashable', ['__hash__'])
Iterable = _protocol('Iterable', ['__iter__'])
Iterator = _protocol('Iterator', ['__next__', '__iter__'])
Reversible = _protocol('Reversible', ['__reversed__', '__iter__'], list, tuple, dict, str)
Sized = _protocol('Sized', ['__len__'])
Container = _protocol('Container', ['__contains__'])
Collection = _protocol('Collection', ['__len__', '__iter__', '__contains__'], str, bytes, list, tuple, dict, set, frozenset)
Callable = _protocol('Callable', ['__call__'])
Awaitable = _protocol('Awaitable', ['__await__'])
Coroutine = _protocol('Coroutine', ['__await__', 'send', 'throw', 'close'])
AsyncIterable = _protocol('AsyncIterable', ['__aiter__'])
AsyncIterator = _protocol('AsyncIterator', ['__anext__', '__aiter__'])
Generator = _protocol('Generator', ['__iter__', '__next__', 'send', 'throw', 'close'])
AsyncGenerator = _protocol('AsyncGenerator', ['__aiter__', '__anext__', 'asend', 'athrow', 'aclose'])
ByteString = _protocol('ByteString', [], bytes, bytearray)
Buffer = _protocol('Buffer', [], bytes, bytearray)
KeysView = _protocol('KeysView', [], type({}.keys()))
ValuesView = _protocol('ValuesView', [], type({}.values()))
ItemsView = _protocol('ItemsView', [], type({}.items()))
MappingView = _protocol('MappingView', [], type({}.keys()), type({}.values()), type({}.items()))


class _Based(ABC):
    """A class to inherit from, with some builtin classes registered."""
    _builtin = ()

    @classmethod
    def __subclasshook__(cls, subclass):
        if '_builtin' in cls.__dict__ and any(issubclass(subclass, builtin) for builtin in cls._builtin):
            return True
        return NotImplemented

    __class_getitem__ = classmethod(_subscript)


class Sequence(_Based):
    _builtin = (list, tuple, str, bytes, bytearray, range)

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for index in reversed(range(len(self))):
            yield self[index]

    def index(self, value, start=0, stop=None):
        for index in range(start, len(self) if stop is None else stop):
            if self[index] is value or self[index] == value:
                return index
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)


class MutableSequence(Sequence):
    _builtin = (list, bytearray)

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        items = list(self)[::-1]
        self.clear()
        self.extend(items)


class Set(_Based):
    _builtin = (set, frozenset)

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        return all(item in other for item in self)

    def __ge__(self, other):
        return all(item in self for item in other)

    def __eq__(self, other):
        return isinstance(other, Set) and len(self) == len(other) and self <= other

    def __and__(self, other):
        return self._from_iterable(item for item in other if item in self)

    def __or__(self, other):
        return self._from_iterable(item for part in (self, other) for item in part)

    def __sub__(self, other):
        return self._from_iterable(item for item in self if item not in other)

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class MutableSet(Set):
    _builtin = (set,)

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)


class Mapping(_Based):
    _builtin = (dict,)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())


class MutableMapping(Mapping):
    _builtin = (dict,)
    _missing = object()

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is self._missing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        items = other.items() if hasattr(other, 'items') else other
        for key, value in items:
            self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]
