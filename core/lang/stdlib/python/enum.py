# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enumerations."""
from types import DynamicClassAttribute as _DynamicClassAttribute

_auto_null = object()


class auto:
    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return any(hasattr(value, name) for name in ('__get__', '__set__', '__delete__'))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


class property(_DynamicClassAttribute):
    """A property of members that does not stand in the way of a member of the same name."""


class _EnumDict(dict):
    """The namespace of an enum's body: notes the members and gives auto() its values."""

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key == '_generate_next_value_':
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif _is_dunder(key) or key in self._ignore or isinstance(value, nonmember) or (
                _is_descriptor(value) and not isinstance(value, (member, auto))):
            if isinstance(value, nonmember):
                value = value.value
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        else:
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._next(key) if value.value is _auto_null else value.value
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._next(key) if isinstance(v, auto) else v for v in value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._last_values[:])


def _data_type(bases):
    """The class that gives members their value's behaviour (int, str …), or object."""
    for base in bases:
        for candidate in base.__mro__:
            if candidate is object:
                continue
            if isinstance(candidate, EnumType):
                if candidate._member_type_ is not object:
                    return candidate._member_type_
            elif '__new__' in candidate.__dict__ or candidate in (int, str, float, bytes, tuple, complex):
                return candidate
    return object


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = _EnumDict()
        for base in bases:
            if isinstance(base, EnumType):
                if base._member_names_:
                    raise TypeError('<enum %r> cannot extend %r' % (cls, base))
        for base in bases:
            generate = getattr(base, '_generate_next_value_', None)
            if generate is not None:
                namespace._generate = generate
                break
        return namespace

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **kwds):
        if not isinstance(namespace, _EnumDict):
            return super().__new__(metacls, name, bases, namespace)
        names = list(namespace._member_names)
        values = {key: namespace[key] for key in names}
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) %s' % ','.join(repr(n) for n in invalid))
        body = {key: value for key, value in namespace.items() if key not in values and key not in namespace._ignore}
        body.pop('_ignore_', None)
        if '_generate_next_value_' in body and not isinstance(body['_generate_next_value_'], staticmethod):
            body['_generate_next_value_'] = staticmethod(body['_generate_next_value_'])
        member_type = _data_type(bases)
        body['_member_names_'] = []
        body['_member_map_'] = {}
        body['_value2member_map_'] = {}
        body['_unhashable_values_'] = []
        body['_member_type_'] = member_type
        custom_new = body.pop('__new__', None)
        if custom_new is None:
            for base in bases:
                found = getattr(base, '_new_member_', None)
                if found is not None:
                    custom_new = found
                    break
        elif isinstance(custom_new, staticmethod):
            custom_new = custom_new.__func__
        body['_new_member_'] = staticmethod(custom_new) if custom_new is not None else None
        cls = super().__new__(metacls, name, bases, body)
        cls._show_as_enum(bases, body)
        for key in names:
            cls._add(key, values[key], custom_new)
        return cls

    def _show_as_enum(cls, bases, body):
        """A mixed-in data type comes first in the MRO, but members show as members all the same."""
        first_enum = next((base for base in reversed(bases) if isinstance(base, EnumType)), None)
        if first_enum is None:
            return
        for name in ('__repr__', '__str__', '__format__'):
            if name not in body:
                found = getattr(cls, name)
                if found is getattr(object, name) or found is getattr(cls._member_type_, name):
                    setattr(cls, name, getattr(first_enum, name))

    def __init__(cls, name, bases, namespace, **kwds):
        super().__init__(name, bases, namespace)

    def _add(cls, key, value, custom_new):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        if custom_new is not None:
            new = custom_new(cls, *args)
        elif cls._member_type_ is object:
            new = object.__new__(cls)
        else:
            new = cls._member_type_.__new__(cls, *args)
        if not hasattr(new, '_value_'):
            if cls._member_type_ is object or custom_new is not None and not isinstance(new, cls._member_type_):
                new._value_ = value
            else:
                try:
                    new._value_ = cls._member_type_(*args)
                except Exception:
                    new._value_ = value
        value = new._value_
        existing = None
        for candidate in cls._member_map_.values():
            if candidate._value_ == value:
                existing = candidate
                break
        if existing is not None:
            new = existing
        else:
            new._name_ = key
            new.__objclass__ = cls
            new._sort_order_ = len(cls._member_names_)
            new.__init__(*args)
            cls._register(key, new)
        cls._member_map_[key] = new
        type.__setattr__(cls, key, new)

    def _register(cls, key, new):
        if not issubclass(cls, Flag) or _is_single_bit(new._value_):
            cls._member_names_.append(key)
        try:
            cls._value2member_map_.setdefault(new._value_, new)
        except TypeError:
            cls._unhashable_values_.append(new._value_)

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and cls._member_map_ or names is None and type is None and not isinstance(value, str):
            return cls._lookup(value)
        if names is None:
            return cls._lookup(value)
        return cls._functional(value, names, type, start)

    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for candidate in cls._member_map_.values():
                if candidate._value_ == value:
                    return candidate
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        raise TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, result))

    def _functional(cls, name, names, mixin, start):
        namespace = EnumType.__prepare__(name, (cls,))
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
            pairs = []
            last = []
            for index, key in enumerate(names):
                last.append(cls._generate_next_value_(key, start, index, last[:]))
                pairs.append((key, last[-1]))
            names = pairs
        items = names.items() if hasattr(names, 'items') else names
        for key, value in items:
            namespace[key] = value
        bases = (cls,) if mixin is None else (mixin, cls)
        return EnumType.__new__(EnumType, name, bases, namespace)

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, name))
        super().__delattr__(name)

    def __repr__(cls):
        return '<%s %r>' % ('flag' if Flag is not None and issubclass(cls, Flag) else 'enum', cls.__name__)

    @_DynamicClassAttribute
    def __members__(cls):
        return dict(cls._member_map_)


EnumMeta = EnumType
Flag = None


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class _Bootstrap:
    """Stands for Flag while Enum itself is made."""


Flag = _Bootstrap


class Enum(metaclass=EnumType):
    @_DynamicClassAttribute
    def name(self):
        return self._name_

    @_DynamicClassAttribute
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        if not last_values:
            return start
        if not numbers:
            raise TypeError('unable to sort non-numeric values')
        return max(numbers) + 1

    @classmethod
    def _missing_(cls, value):
        return None

    def __init__(self, *args, **kwds):
        pass

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __format__(self, format_spec):
        return str(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        if self._member_type_ is object:
            return self is other
        return self._member_type_.__eq__(self, other)

    def __ne__(self, other):
        result = self == other
        return result if result is NotImplemented else not result

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']


class ReprEnum(Enum):
    """Members show as their value does in str() and format()."""


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(int(self._value_), format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 1:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        new = str.__new__(cls, values[0])
        new._value_ = str(values[0])
        return new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return self._value_.__format__(format_spec)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(value.bit_length() for value in last_values)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        every = 0
        for known in cls._member_map_.values():
            every |= known._value_
        if value < 0:
            value = every & value
        if value & ~every:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        new = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        new._value_ = value
        parts = [known._name_ for known in cls._iterate(value)]
        new._name_ = '|'.join(parts) if parts else None
        new.__objclass__ = cls
        cls._value2member_map_[value] = new
        return new

    @classmethod
    def _iterate(cls, value):
        return [known for known in cls if known._value_ & value]

    def __iter__(self):
        return iter(self._iterate(self._value_))

    def __len__(self):
        return bin(self._value_).count('1')

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return '<%s: %d>' % (self.__class__.__name__, self._value_)
        return '<%s.%s: %d>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        if self._name_ is None:
            return '%s(%d)' % (self.__class__.__name__, self._value_)
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        every = 0
        for known in self.__class__:
            every |= known._value_
        return self.__class__(every & ~self._value_)

    def __hash__(self):
        return hash(self._value_)


class IntFlag(int, ReprEnum, Flag):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, format_spec):
        return int.__format__(int(self._value_), format_spec)

    def __hash__(self):
        return hash(self._value_)


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if UNIQUE in self.checks:
            unique(enumeration)
        return enumeration


def unique(enumeration):
    aliases = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
    if aliases:
        raise ValueError('duplicate values found in %r: %s'
                         % (enumeration, ', '.join('%s -> %s' % pair for pair in aliases)))
    return enumeration


def global_enum(cls, update_str=False):
    return cls
