# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions that make functions."""

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        for key, value in getattr(wrapped, name, {}).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += ['%s=%r' % item for item in self.keywords.items()]
        return 'functools.partial(%s)' % ', '.join(parts)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return lambda *args, **keywords: self.func(instance, *self.args, *args, **{**self.keywords, **keywords})


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize, 128, typed)
    return lambda function: _cached(function, maxsize, typed)


def cache(function, /):
    return _cached(function, None, False)


def _cached(function, maxsize, typed):
    store = {}
    counts = [0, 0]

    def wrapper(*args, **kwargs):
        key = (args, tuple(kwargs.items()))
        if typed:
            key += (tuple(type(a) for a in args), tuple(type(v) for v in kwargs.values()))
        if key in store:
            counts[0] += 1
            store[key] = value = store.pop(key)
            return value
        counts[1] += 1
        value = function(*args, **kwargs)
        store[key] = value
        if maxsize is not None and len(store) > maxsize:
            del store[next(iter(store))]
        return value

    def cache_clear():
        store.clear()
        counts[0] = counts[1] = 0

    wrapper.cache_clear = cache_clear
    wrapper.cache_info = lambda: _CacheInfo((counts[0], counts[1], maxsize, len(store)))
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = instance.__dict__.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            instance.__dict__[self.attrname] = value
        return value


def cmp_to_key(mycmp):
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return Key


def total_ordering(cls):
    defined = {name for name in ('__lt__', '__le__', '__gt__', '__ge__')
               if getattr(cls, name, None) is not getattr(object, name, None)}
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(defined, key=('__ge__', '__le__', '__gt__', '__lt__').index)

    def compare(self, other):
        """-1, 0 or 1 by the one operator that the class defines."""
        if self == other:
            return 0
        answer = getattr(cls, root)(self, other)
        if answer is NotImplemented:
            return NotImplemented
        less = answer if root in ('__lt__', '__le__') else not answer
        return -1 if less else 1

    def method(test):
        def operator(self, other):
            order = compare(self, other)
            return order if order is NotImplemented else test(order)
        return operator

    tests = {'__lt__': lambda o: o < 0, '__le__': lambda o: o <= 0, '__gt__': lambda o: o > 0, '__ge__': lambda o: o >= 0}
    for name, test in tests.items():
        if name not in defined:
            operator = method(test)
            operator.__name__ = name
            setattr(cls, name, operator)
    return cls


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for registered in registry:
            if registered is not object and issubclass(cls, registered):
                return registry[registered]
        return function

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            func = cls
            annotations = [a for name, a in func.__annotations__.items() if name != 'return']
            cls = annotations[0]
        registry[cls] = func
        return func

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % function.__name__)
        return dispatch(type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, function)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(type(args[0])).__get__(instance, owner)(*args, **kwargs)
        return method
