# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Classes whose fields are their annotations."""
from copy import deepcopy as _deepcopy


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


MISSING = _Missing()


class KW_ONLY:
    pass


class FrozenInstanceError(AttributeError):
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only
        self._kind = 'field'

    def __repr__(self):
        return 'Field(name=%r,type=%r,default=%r)' % (self.name, self.type, self.default)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _names(annotation, name):
    """Whether an annotation is @p name, perhaps as a string and with a module before it."""
    if isinstance(annotation, str):
        head = annotation.split('[')[0].strip()
        return head == name or head.endswith('.' + name)
    return getattr(annotation, '__name__', None) == name or getattr(getattr(annotation, '__origin__', None), '_name', None) == name


def _collect(cls, kw_only):
    fields = {}
    for base in reversed(cls.__mro__[1:]):
        for found in getattr(base, '__dataclass_fields__', {}).values() if '__dataclass_fields__' in base.__dict__ else ():
            fields[found.name] = found
    only_keywords = kw_only
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _names(annotation, 'KW_ONLY'):
            only_keywords = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            found = default
            if found.default is MISSING:
                if name in cls.__dict__:
                    delattr(cls, name)
            else:
                setattr(cls, name, found.default)
        else:
            found = field(default=default)
        if found.default is not MISSING and type(found.default).__hash__ is None:
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory'
                             % (type(found.default), name))
        found.name = name
        found.type = annotation
        if found.kw_only is MISSING:
            found.kw_only = only_keywords
        if _names(annotation, 'ClassVar'):
            found._kind = 'classvar'
        elif isinstance(annotation, InitVar) or annotation is InitVar or isinstance(annotation, str) and _names(annotation, 'InitVar'):
            found._kind = 'initvar'
        fields[name] = found
    return fields


def _make_init(cls, fields, frozen):
    positional = [f for f in fields if f.init and not f.kw_only]
    keyword = [f for f in fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default:
            raise TypeError('non-default argument %r follows default argument' % f.name)

    def __init__(self, /, *args, **kwargs):
        if len(args) > len(positional):
            raise TypeError('%s.__init__() takes %d positional argument%s but %d %s given'
                            % (cls.__name__, len(positional) + 1, '' if not positional else 's', len(args) + 1,
                               'were'))
        given = {f.name: value for f, value in zip(positional, args)}
        names = {f.name for f in positional} | {f.name for f in keyword}
        for name, value in kwargs.items():
            if name not in names:
                raise TypeError('%s.__init__() got an unexpected keyword argument %r' % (cls.__name__, name))
            if name in given:
                raise TypeError('%s.__init__() got multiple values for argument %r' % (cls.__name__, name))
            given[name] = value
        for group, kind in ((positional, 'positional'), (keyword, 'keyword-only')):
            missing = [repr(f.name) for f in group
                       if f.name not in given and f.default is MISSING and f.default_factory is MISSING]
            if missing:
                text = ' and '.join(missing) if len(missing) < 3 else ', '.join(missing[:-1]) + ', and ' + missing[-1]
                raise TypeError('%s.__init__() missing %d required %s argument%s: %s'
                                % (cls.__name__, len(missing), kind, '' if len(missing) == 1 else 's', text))
        init_variables = []
        for f in fields:
            if f.name in given:
                value = given[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING:
                value = f.default
            else:
                continue
            if f._kind == 'initvar':
                init_variables.append(value)
            else:
                object.__setattr__(self, f.name, value)
        post_init = getattr(self, '__post_init__', None)
        if post_init is not None:
            post_init(*init_variables)

    return __init__


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)
    return decorate if cls is None else decorate(cls)


def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only):
    all_fields = _collect(cls, kw_only)
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = (init, repr_, eq, order, unsafe_hash, frozen)
    given = [f for f in all_fields.values() if f._kind != 'classvar']
    own = [f for f in given if f._kind == 'field']

    def compared(self):
        return tuple(getattr(self, f.name) for f in own if f.compare)

    def define(name, function):
        if name not in cls.__dict__:
            function.__name__ = name
            function.__qualname__ = cls.__qualname__ + '.' + name
            setattr(cls, name, function)

    if init:
        define('__init__', _make_init(cls, given, frozen))
    if repr_:
        def __repr__(self):
            return '%s(%s)' % (self.__class__.__qualname__,
                               ', '.join('%s=%r' % (f.name, getattr(self, f.name)) for f in own if f.repr))
        define('__repr__', __repr__)
    if eq:
        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return compared(self) == compared(other)
        define('__eq__', __eq__)
    if order:
        def ordering(test):
            def method(self, other):
                if other.__class__ is not self.__class__:
                    return NotImplemented
                return test(compared(self), compared(other))
            return method
        define('__lt__', ordering(lambda a, b: a < b))
        define('__le__', ordering(lambda a, b: a <= b))
        define('__gt__', ordering(lambda a, b: a > b))
        define('__ge__', ordering(lambda a, b: a >= b))
    if frozen:
        def __setattr__(self, name, value):
            raise FrozenInstanceError('cannot assign to field %r' % name)

        def __delattr__(self, name):
            raise FrozenInstanceError('cannot delete field %r' % name)
        define('__setattr__', __setattr__)
        define('__delattr__', __delattr__)
    if unsafe_hash or eq and frozen:
        def __hash__(self):
            return hash(tuple(getattr(self, f.name) for f in own if (f.compare if f.hash is None else f.hash)))
        define('__hash__', __hash__)
    elif eq and '__hash__' not in cls.__dict__:
        cls.__hash__ = None
    if match_args:
        cls.__match_args__ = tuple(f.name for f in given if f.init and not f.kw_only)
    return cls


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._kind == 'field')


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), '__dataclass_fields__'):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, lambda found: dict_factory([(f.name, _inner(getattr(found, f.name))) for f in fields(found)])
                  if dict_factory is dict else dict_factory(
                      [(f.name, _inner(getattr(found, f.name), dict_factory)) for f in fields(found)]))


def _plain(obj, convert):
    return convert(obj)


def _inner(value, dict_factory=dict):
    if hasattr(type(value), '__dataclass_fields__'):
        return asdict(value, dict_factory=dict_factory)
    if isinstance(value, tuple) and hasattr(value, '_fields'):
        return type(value)(*[_inner(item, dict_factory) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_inner(item, dict_factory) for item in value)
    if isinstance(value, dict):
        return type(value)((_inner(k, dict_factory), _inner(v, dict_factory)) for k, v in value.items())
    return _deepcopy(value)


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), '__dataclass_fields__'):
        raise TypeError('astuple() should be called on dataclass instances')

    def convert(value):
        if hasattr(type(value), '__dataclass_fields__'):
            return astuple(value, tuple_factory=tuple_factory)
        if isinstance(value, (list, tuple)):
            return type(value)(convert(item) for item in value)
        if isinstance(value, dict):
            return type(value)((convert(k), convert(v)) for k, v in value.items())
        return _deepcopy(value)

    return tuple_factory([convert(getattr(obj, f.name)) for f in fields(obj)])


def replace(obj, /, **changes):
    if not hasattr(type(obj), '__dataclass_fields__'):
        raise TypeError('replace() should be called on dataclass instances')
    for f in obj.__dataclass_fields__.values():
        if f._kind != 'field':
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError('field %s is declared with init=False, it cannot be specified with replace()' % f.name)
        elif f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                body[item[0]] = item[2]
    body['__annotations__'] = annotations
    return dataclass(type(cls_name, bases, body), **kwargs)
