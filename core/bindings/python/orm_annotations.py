# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._annotations: what Mapped[…] says of a column's type."""

import datetime
import decimal
import enum
import re
import typing
import uuid

import sqlalchemy as sa


class MappedAnnotation:
    """Mapped[X] as it stands in a class body."""

    def __init__(self, origin, argument):
        self.origin = origin
        self.argument = argument

    def __or__(self, other):
        return self

    def __repr__(self):
        return "%s[%r]" % (self.origin.__name__, self.argument)


class Mapped:
    """Annotates an attribute that the mapping is told of: Mapped[int]."""

    def __class_getitem__(cls, item):
        return MappedAnnotation(cls, item)


class DynamicMapped(Mapped):
    pass


class WriteOnlyMapped(Mapped):
    pass


class Unresolved:
    """A name of an annotation that stands for nothing known: another model, mostly."""

    def __init__(self, name):
        self.name = name

    def __or__(self, other):
        return typing.Union[self, other] if other is not None else self

    def __class_getitem__(cls, item):
        return cls

    def __call__(self):
        return self

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return isinstance(other, Unresolved) and other.name == self.name


class _Group:
    """X[a, b] of a text annotation whose X is not known to be subscriptable."""

    def __init__(self, origin, arguments):
        self.__origin__ = origin
        self.__args__ = arguments


_TOKEN = re.compile(r"\s*([A-Za-z_][\w.]*|\[|\]|,|\||\(|\)|'[^']*'|\"[^\"]*\"|\d+|\.\.\.)")


class _Reader:
    """Reads the text of an annotation: names, subscripts and `|`."""

    def __init__(self, text, namespace):
        self._tokens = _TOKEN.findall(text)
        self._position = 0
        self._namespace = namespace

    def _peek(self):
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self):
        token = self._peek()
        self._position += 1
        return token

    def union(self):
        members = [self._subscripted()]
        while self._peek() == "|":
            self._take()
            members.append(self._subscripted())
        return members[0] if len(members) == 1 else _Group(typing.Union, tuple(members))

    def _subscripted(self):
        value = self._name()
        while self._peek() == "[":
            self._take()
            arguments = []
            while self._peek() not in ("]", None):
                arguments.append(self.union())
                if self._peek() == ",":
                    self._take()
            self._take()
            value = self._subscript(value, tuple(arguments))
        return value

    def _subscript(self, value, arguments):
        if isinstance(value, type) and issubclass(value, Mapped):
            return MappedAnnotation(value, arguments[0])
        if value is typing.Optional:
            return _Group(typing.Union, arguments + (type(None),))
        return _Group(value, arguments)

    def _name(self):
        token = self._take()
        if token is None:
            return None
        if token[0] in "'\"":
            return read_annotation(token[1:-1], self._namespace)
        if token == "None":
            return type(None)
        if token == "(":
            value = self.union()
            self._take()
            return value
        if token.isdigit():
            return int(token)
        return self._resolve(token)

    def _resolve(self, dotted):
        first, *rest = dotted.split(".")
        if first in self._namespace:
            value = self._namespace[first]
        elif first in _WELL_KNOWN:
            value = _WELL_KNOWN[first]
        else:
            return Unresolved(dotted)
        for name in rest:
            value = getattr(value, name, None)
        return value


_WELL_KNOWN = {
    "int": int, "str": str, "float": float, "bool": bool, "bytes": bytes, "dict": dict, "list": list,
    "set": set, "tuple": tuple, "datetime": datetime, "decimal": decimal, "uuid": uuid, "typing": typing,
    "Optional": typing.Optional, "Union": typing.Union, "Any": typing.Any, "Mapped": Mapped,
    "DynamicMapped": DynamicMapped, "WriteOnlyMapped": WriteOnlyMapped,
}


def read_annotation(annotation, namespace):
    """An annotation with its texts resolved."""
    return _Reader(annotation, namespace).union() if isinstance(annotation, str) else annotation


def _arguments(annotation):
    return tuple(getattr(annotation, "__args__", None) or ())


def _is_union(annotation):
    if isinstance(annotation, _Group):
        return annotation.__origin__ is typing.Union
    origin = typing.get_origin(annotation)
    return origin is typing.Union or type(annotation).__name__ == "UnionType"


def _is_none(annotation):
    return annotation is None or annotation is type(None)


def _origin(annotation):
    return getattr(annotation, "__origin__", None)


class ColumnAnnotation:
    """What the annotation of one attribute comes to."""

    def __init__(self, annotation, namespace):
        self.is_mapped = isinstance(annotation, MappedAnnotation)
        inner = annotation.argument if self.is_mapped else annotation
        inner = read_annotation(inner, namespace)
        self.is_optional = False
        self.extras = ()
        self.python_type = self._strip(inner, namespace)

    def _strip(self, annotation, namespace):
        if isinstance(annotation, str):
            annotation = read_annotation(annotation, namespace)
        if hasattr(annotation, "__metadata__"):
            self.annotated = annotation
            self.extras += tuple(annotation.__metadata__)
            return self._strip(_origin(annotation), namespace)
        if isinstance(annotation, _Group) and getattr(_origin(annotation), "__name__", "") == "Annotated":
            self.extras += tuple(_arguments(annotation)[1:])
            return self._strip(_arguments(annotation)[0], namespace)
        if _is_union(annotation):
            members = [a for a in _arguments(annotation) if not _is_none(a)]
            if len(members) < len(_arguments(annotation)):
                self.is_optional = True
            if len(members) == 1:
                return self._strip(members[0], namespace)
        return annotation

    @property
    def is_collection(self):
        return _origin(self.python_type) in (list, set, dict, tuple) or bool(
            isinstance(self.python_type, (_Group,)) and _origin(self.python_type) is not typing.Union
        )

    @property
    def is_unresolved(self):
        return isinstance(self.python_type, Unresolved)


def _is_literal(python_type):
    return _origin(python_type) is typing.Literal


_TYPES = (
    (bool, lambda: sa.Boolean()), (int, lambda: sa.Integer()), (float, lambda: sa.Float()),
    (str, lambda: sa.String()), (bytes, lambda: sa.LargeBinary()), (decimal.Decimal, lambda: sa.Numeric()),
    (datetime.datetime, lambda: sa.DateTime()), (datetime.date, lambda: sa.Date()),
    (datetime.time, lambda: sa.Time()), (datetime.timedelta, lambda: sa.Interval()), (uuid.UUID, lambda: sa.Uuid()),
)


def _of_map(entry):
    return entry() if isinstance(entry, type) else entry


def sql_type_of(annotation, type_annotation_map):
    """The column type of an annotation; None if none fits."""
    python_type = annotation.python_type
    for key in (getattr(annotation, "annotated", None), python_type):
        if key is None:
            continue
        for known, entry in type_annotation_map.items():
            if known is key or known == key:
                return _of_map(entry)
    if _is_literal(python_type):
        values = _arguments(python_type)
        return sa.Enum(*values, native_enum=False)
    if not isinstance(python_type, type):
        return None
    for base in python_type.__mro__[1:]:
        if base in type_annotation_map and base is not object:
            return _of_map(type_annotation_map[base])
    if issubclass(python_type, enum.Enum):
        return sa.Enum(python_type)
    for known, make in _TYPES:
        if python_type is known:
            return make()
    return None
