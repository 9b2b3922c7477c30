# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Type hints: they do nothing, but can be looked at."""
import collections.abc as _abc

import _host
from types import GenericAlias as _GenericAlias, UnionType as _UnionType

TYPE_CHECKING = False


class _Special:
    """Any, Union, Optional …: subscripts give an alias that knows what it was made of."""

    _is_type_hint = True

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin if origin is not None else self

    def __repr__(self):
        return 'typing.' + self._name

    @_host.memoized
    def __getitem__(self, parameters):
        return _subscripted(self, parameters)

    def __call__(self, *args, **kwargs):
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwargs)
        raise TypeError('Cannot instantiate %r' % self)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        if isinstance(self.__origin__, type):
            return isinstance(instance, self.__origin__)
        raise TypeError('%r cannot be used with isinstance()' % self)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()


class _Alias:
    """`List[int]`, `Optional[str]` …: __origin__ and __args__ as in Python."""

    _is_type_hint = True

    def __init__(self, special, origin, args):
        self._special = special
        self._name = getattr(special, '_name', None)
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _type_variables(args)

    def __repr__(self):
        if self.__origin__ is Union:
            if len(self.__args__) == 2 and type(None) in self.__args__:
                other = [a for a in self.__args__ if a is not type(None)]
                return 'typing.Optional[%s]' % _shown(other[0])
            return 'typing.Union[%s]' % ', '.join(_shown(a) for a in self.__args__)
        if self._special is Callable and len(self.__args__) > 1 and isinstance(self.__args__[0], list):
            return 'typing.Callable[[%s], %s]' % (', '.join(map(_shown, self.__args__[0])), _shown(self.__args__[1]))
        name = repr(self._special) if isinstance(self._special, _Special) else _shown(self._special)
        return '%s[%s]' % (name, ', '.join(_shown(a) for a in self.__args__))

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        values = dict(zip(self.__parameters__, parameters))
        return _Alias(self._special, self.__origin__, tuple(_filled(a, values) for a in self.__args__))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self.__origin__ is Union and other.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((id(self.__origin__), tuple(id(a) for a in self.__args__)))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        return ()


def _shown(value):
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == 'builtins' else value.__module__ + '.' + value.__qualname__
    if value is Ellipsis:
        return '...'
    return repr(value)


def _type_variables(args):
    found = []
    for arg in args:
        for variable in ([arg] if isinstance(arg, TypeVar) else getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()):
            if variable not in found:
                found.append(variable)
    return tuple(found)


def _filled(value, values):
    if isinstance(value, TypeVar):
        return values.get(value, value)
    if isinstance(value, _Alias):
        return _Alias(value._special, value.__origin__, tuple(_filled(a, values) for a in value.__args__))
    return value


def _converted(value):
    if value is None:
        return type(None)
    if isinstance(value, str):
        return ForwardRef(value)
    return value


def _alias(origin, parameters):
    """Subscript of a class of collections.abc."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _Alias(origin, origin, tuple(parameters))


def _is_same(one, other):
    """Whether two types are equal; of what could not be imported nothing but its identity is known."""
    return one is other or not (_host.is_opaque(one) or _host.is_opaque(other)) and one == other


def _subscripted(special, parameters):
    if special is Literal:
        return _Alias(special, special, parameters if isinstance(parameters, tuple) else (parameters,))
    if special is Annotated:
        alias = _Alias(special, _converted(parameters[0]), (_converted(parameters[0]),))
        alias.__metadata__ = tuple(parameters[1:])
        return alias
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if special is Optional:
        return Union[parameters[0], None]
    parameters = tuple(_converted(p) for p in parameters)
    if special is Union:
        flat = []
        for p in parameters:
            parts = p.__args__ if isinstance(p, _Alias) and p.__origin__ is Union or isinstance(p, _UnionType) else (p,)
            for part in parts:
                if not any(_is_same(part, other) for other in flat):
                    flat.append(part)
        return flat[0] if len(flat) == 1 else _Alias(special, special, tuple(flat))
    if special is Generic:
        return _Alias(special, Generic, parameters)
    return _Alias(special, special.__origin__, parameters)


class ForwardRef:
    def __init__(self, arg, is_argument=True, module=None):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return 'ForwardRef(%r)' % self.__forward_arg__

    def __or__(self, other):
        return Union[self, other]


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None,
                 infer_variance=False):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__infer_variance__ = infer_variance

    def __repr__(self):
        return self.__name__ if self.__infer_variance__ else '~' + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


def _type_parameter(kind, name):
    """A parameter of `def f[T]`, in the order of the parser's kinds."""
    return (TypeVar, TypeVarTuple, ParamSpec)[kind](name, infer_variance=True)


Any = _Special('Any')
Union = _Special('Union')
Optional = _Special('Optional')
Literal = _Special('Literal')
Annotated = _Special('Annotated')
ClassVar = _Special('ClassVar')
Final = _Special('Final')
NoReturn = _Special('NoReturn')
Never = _Special('Never')
Self = _Special('Self')
LiteralString = _Special('LiteralString')
TypeAlias = _Special('TypeAlias')
Concatenate = _Special('Concatenate')
TypeGuard = _Special('TypeGuard')
TypeIs = _Special('TypeIs')
Required = _Special('Required')
NotRequired = _Special('NotRequired')
ReadOnly = _Special('ReadOnly')
Unpack = _Special('Unpack')

List = _Special('List', list)
Dict = _Special('Dict', dict)
Set = _Special('Set', set)
FrozenSet = _Special('FrozenSet', frozenset)
Tuple = _Special('Tuple', tuple)
Type = _Special('Type', type)
Callable = _Special('Callable', _abc.Callable)
Sequence = _Special('Sequence', _abc.Sequence)
MutableSequence = _Special('MutableSequence', _abc.MutableSequence)
Mapping = _Special('Mapping', _abc.Mapping)
MutableMapping = _Special('MutableMapping', _abc.MutableMapping)
AbstractSet = _Special('AbstractSet', _abc.Set)
MutableSet = _Special('MutableSet', _abc.MutableSet)
Iterable = _Special('Iterable', _abc.Iterable)
Iterator = _Special('Iterator', _abc.Iterator)
Generator = _Special('Generator', _abc.Generator)
Collection = _Special('Collection', _abc.Collection)
Container = _Special('Container', _abc.Container)
Sized = _Special('Sized', _abc.Sized)
Hashable = _Special('Hashable', _abc.Hashable)
Reversible = _Special('Reversible', _abc.Reversible)
Awaitable = _Special('Awaitable', _abc.Awaitable)
Coroutine = _Special('Coroutine', _abc.Coroutine)
AsyncIterable = _Special('AsyncIterable', _abc.AsyncIterable)
AsyncIterator = _Special('AsyncIterator', _abc.AsyncIterator)
AsyncGenerator = _Special('AsyncGenerator', _abc.AsyncGenerator)
ContextManager = _Special('ContextManager')
AsyncContextManager = _Special('AsyncContextManager')
DefaultDict = _Special('DefaultDict')
OrderedDict = _Special('OrderedDict')
Counter = _Special('Counter')
ChainMap = _Special('ChainMap')
Deque = _Special('Deque')
Pattern = _Special('Pattern')
Match = _Special('Match')
Text = str
AnyStr = TypeVar('AnyStr', bytes, str)
T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)


class IO:
    def __class_getitem__(cls, parameters):
        return _Alias(cls, cls, parameters if isinstance(parameters, tuple) else (parameters,))


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


class Generic:
    @classmethod
    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(cls, cls, tuple(_converted(p) for p in parameters))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)


class _ProtocolMeta(type):
    def __instancecheck__(cls, instance):
        if type.__instancecheck__(cls, instance):
            return True
        if not getattr(cls, '_is_runtime_protocol', False):
            return False
        names = [name for base in cls.__mro__ if getattr(base, '_is_protocol_class', False) or base is cls
                 for name in list(base.__dict__) + list(base.__dict__.get('__annotations__', {}))
                 if not name.startswith('_')]
        return all(hasattr(instance, name) for name in names)


class Protocol(Generic, metaclass=_ProtocolMeta):
    pass


class SupportsInt(Protocol):
    pass


class SupportsFloat(Protocol):
    pass


class SupportsIndex(Protocol):
    pass


class SupportsAbs(Protocol):
    pass


class SupportsRound(Protocol):
    pass


class SupportsBytes(Protocol):
    pass


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj


def assert_never(arg):
    raise AssertionError('Expected code to be unreachable, but got: %r' % (arg,))


def final(f):
    return f


def override(f):
    return f


def overload(func):
    def refuse(*args, **kwds):
        raise NotImplementedError('You should not call an overloaded function.')
    return refuse


def no_type_check(arg):
    return arg


def dataclass_transform(**kwargs):
    return lambda cls: cls


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Annotated if tp._special is Annotated else tp.__origin__
    if isinstance(tp, _UnionType):
        return _UnionType
    if isinstance(tp, _GenericAlias):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _Alias):
        if tp._special is Annotated:
            return (tp.__origin__,) + tp.__metadata__
        return tp.__args__
    if isinstance(tp, (_GenericAlias, _UnionType)):
        return tp.__args__
    return ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for base in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        hints.update(getattr(base, '__annotations__', {}) if not isinstance(base, type) else base.__dict__.get('__annotations__', {}))
    return {name: type(None) if hint is None else hint for name, hint in hints.items()}


class _NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        return Union[self, other]


NewType = _NewType


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if not namespace.get('_is_root', False):
            from collections import namedtuple
            annotations = namespace.get('__annotations__', {})
            fields = list(annotations)
            defaults = []
            for field in fields:
                if field in namespace:
                    defaults.append(namespace[field])
                elif defaults:
                    raise TypeError('Non-default namedtuple field %s cannot follow default field' % field)
            made = namedtuple(name, fields, defaults=defaults)
            made.__annotations__ = dict(annotations)
            for key, value in namespace.items():
                if key not in fields and key not in ('__annotations__', '__dict__', '__weakref__', '__qualname__'):
                    setattr(made, key, value)
            made.__qualname__ = namespace.get('__qualname__', name)
            return made
        return super().__new__(metacls, name, bases, namespace)


class NamedTuple(metaclass=_NamedTupleMeta):
    _is_root = True

    def __new__(cls, typename, fields=(), **kwargs):
        from collections import namedtuple
        pairs = list(fields) + list(kwargs.items())
        return namedtuple(typename, [pair[0] for pair in pairs])


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True, closed=None):
        if namespace.get('_is_root', False):
            return super().__new__(metacls, name, bases, namespace)
        made = super().__new__(metacls, name, (dict,), namespace)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}))
        annotations.update(namespace.get('__annotations__', {}))
        made.__annotations__ = annotations
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class TypedDict(metaclass=_TypedDictMeta):
    _is_root = True
