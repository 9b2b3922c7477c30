# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._declarative: models become tables."""

import sys

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm._annotations import ColumnAnnotation, MappedAnnotation, read_annotation, sql_type_of
from sqlalchemy.orm._mapper import Mapper
from sqlalchemy.orm._properties import (
    ColumnProperty, MappedColumn, MapperProperty, Relationship, Synonym, declared_attr,
)

_reserved_names = ("metadata", "registry", "type_annotation_map", "_is_root", "_decl_class_registry")


def _interleaved(names, annotated):
    """The names of a class body and of its annotations in SQLAlchemy's order: one list is walked up
    to a name that both have, and the other goes on from there."""
    shared = set(names) & set(annotated)
    lists, positions, turn = (list(names), list(annotated)), [0, 0], 0
    result = []
    while positions[turn] < len(lists[turn]):
        name = lists[turn][positions[turn]]
        positions[turn] += 1
        if name in shared:
            shared.remove(name)
            turn = 1 - turn
        else:
            result.append(name)
    turn = 1 - turn
    return result + lists[turn][positions[turn]:]


def _namespace_of(cls):
    module = sys.modules.get(getattr(cls, "__module__", None))
    names = dict(vars(module)) if module is not None else {}
    return names


def _is_mapped(cls):
    return "__mapper__" in cls.__dict__


def _mapped_base(cls):
    for base in cls.__mro__[1:]:
        if _is_mapped(base):
            return base
    return None


class _Scan:
    """Collects what the bodies of a class, its mixins and abstract bases map."""

    def __init__(self, cls, registry):
        self.cls = cls
        self.registry = registry
        self.attributes = {}
        self.table_args = None
        inherited = _mapped_base(cls)
        for base in cls.__mro__:
            # What a mapped parent has collected already is not collected again.
            if base is object or (inherited is not None and issubclass(inherited, base)):
                continue
            self._scan_body(base)

    def _scan_body(self, base):
        body = base.__dict__
        annotations = body.get("__annotations__", {})
        names = _interleaved(list(body), list(annotations))
        if base is not self.cls:
            # A mixin's plain columns come first, what is computed for each model after them.
            computed = [name for name in names if isinstance(body.get(name), declared_attr)]
            names = [name for name in names if name not in computed] + computed
        namespace = None
        for name in names:
            if name.startswith("__") or name in self.attributes or name in _reserved_names:
                continue
            value = body.get(name)
            annotation = annotations.get(name)
            if isinstance(value, declared_attr):
                annotation = getattr(value.function, "__annotations__", {}).get("return", annotation)
                value = value.__get__(None, self.cls)
            if annotation is not None:
                namespace = namespace if namespace is not None else _namespace_of(base)
            self._take(name, value, annotation, namespace, base)

    def _take(self, name, value, annotation, namespace, base):
        is_mixin = base is not self.cls
        if isinstance(annotation, str):
            annotation = read_annotation(annotation, namespace)
        is_mapped = isinstance(annotation, MappedAnnotation)
        described = ColumnAnnotation(annotation, namespace) if is_mapped else None
        if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], (sa.Column, MapperProperty)):
            value = value[0]  # a comma too many, which declarative warns of
        if isinstance(value, (sa.Column, MappedColumn)):
            value = value._copy() if is_mixin else value
        elif value is None and is_mapped and name not in base.__dict__:
            value = self._implied(described)
        if isinstance(value, MappedColumn) and described is not None:
            self._apply(name, value, described)
        if isinstance(value, Relationship) and described is not None:
            value.annotation = described
        if isinstance(value, (sa.Column, MappedColumn, MapperProperty)):
            self.attributes[name] = value

    def _implied(self, described):
        """Mapped[X] without a value: a column, unless X is another model."""
        for extra in described.extras:
            if isinstance(extra, MappedColumn):
                return extra._copy()
        if described.is_unresolved or described.is_collection:
            if sql_type_of(described, self.registry.type_annotation_map) is None:
                return Relationship(annotation=None) if described.is_unresolved else None
        return MappedColumn()

    def _apply(self, name, mapped, described):
        for extra in described.extras:
            if isinstance(extra, MappedColumn) and extra is not mapped:
                self._merge(mapped, extra)
        if not mapped.has_nullable and not mapped.column.primary_key:
            mapped.column.nullable = described.is_optional
        if not mapped.has_type and not isinstance(mapped.column.type, sa.types.NullType):
            return
        if mapped.has_type:
            return
        found = sql_type_of(described, self.registry.type_annotation_map)
        if found is not None:
            mapped.column.type = found
        elif not mapped.column.foreign_keys:
            raise exc.ArgumentError(
                "Could not locate SQLAlchemy Core type for Python type %s inside the %r attribute Mapped annotation"
                % (described.python_type, name)
            )

    def _merge(self, mapped, pattern):
        """Annotated[X, mapped_column(…)]: what the pattern says and the attribute does not."""
        keywords = {**pattern.keywords, **mapped.keywords}
        arguments = [
            item.copy() if isinstance(item, (sa.ForeignKey, sa.CheckConstraint)) else item
            for item in mapped.arguments or pattern.arguments  # each model's column has its own
        ]
        merged = MappedColumn(*arguments, **keywords)
        mapped.column = merged.column
        mapped.has_type = merged.has_type
        mapped.has_nullable = merged.has_nullable


def _class_option(cls, name):
    """__tablename__, __table_args__, __mapper_args__: of the class itself or an unmapped base."""
    for base in cls.__mro__:
        if name in base.__dict__:
            if base is not cls and _is_mapped(base):
                return None
            value = base.__dict__[name]
            if isinstance(value, declared_attr):
                return value.__get__(None, cls)
            if isinstance(value, classmethod):
                return value.__func__(cls)
            return value() if callable(value) and not isinstance(value, (str, type)) else value
    return None


def _table_arguments(cls):
    given = _class_option(cls, "__table_args__")
    if given is None:
        return (), {}
    if isinstance(given, dict):
        return (), dict(given)
    if given and isinstance(given[-1], dict):
        return tuple(given[:-1]), dict(given[-1])
    return tuple(given), {}


class _Columns:
    """The columns among what a scan found, by attribute name and in order."""

    def __init__(self, attributes):
        self.by_name = {}
        ordered = []
        for name, value in attributes.items():
            column = value.column if isinstance(value, (MappedColumn, ColumnProperty)) else value
            if not isinstance(column, sa.Column):
                continue
            if getattr(column, "table", None) is not None:
                continue
            if not column.name:
                column.name = name
                column.key = name
            self.by_name[name] = column
            ordered.append((getattr(value, "sort_order", 0) or 0, column))
        ordered.sort(key=lambda pair: pair[0])
        self.ordered = [column for _, column in ordered]


def _make_table(cls, columns, metadata, inherited):
    table = cls.__dict__.get("__table__")
    if table is None:
        table = _class_option(cls, "__table__") if inherited is None else None
    if table is not None:
        return table
    name = _class_option(cls, "__tablename__")
    if name is None or (inherited is not None and "__tablename__" not in cls.__dict__ and not _own_name(cls)):
        if inherited is None:
            raise exc.InvalidRequestError(
                "Class %r does not have a __table__ or __tablename__ specified and does not inherit from an "
                "existing table-mapped class." % (cls,)
            )
        for column in columns.ordered:
            if column.name not in inherited.__table__.c:
                inherited.__table__.append_column(column)
        return inherited.__table__
    args, keywords = _table_arguments(cls)
    if isinstance(keywords.get("schema"), type(None)):
        keywords.pop("schema", None)
    return sa.Table(name, metadata, *columns.ordered, *args, **keywords)


def _own_name(cls):
    """Whether a mixin's declared_attr names the table for this class."""
    for base in cls.__mro__:
        if "__tablename__" in base.__dict__:
            return not _is_mapped(base) and isinstance(base.__dict__["__tablename__"], (declared_attr, classmethod))
    return False


def map_class(cls, registry):
    """Maps a model: makes its table and puts attributes in place of columns."""
    inherited = _mapped_base(cls)
    scan = _Scan(cls, registry)
    metadata = getattr(cls, "metadata", None)
    if metadata is None:
        metadata = registry.metadata
    columns = _Columns(scan.attributes)
    table = _make_table(cls, columns, metadata, inherited)
    cls.__table__ = table
    mapper = Mapper(cls, table, registry, inherited)
    mapper.options = _class_option(cls, "__mapper_args__") or {}
    cls.__mapper__ = mapper
    mapper.map_attributes(scan.attributes, columns.by_name)
    registry._add(cls)
    return mapper


class registry:
    """A set of models over one MetaData."""

    def __init__(self, *, metadata=None, class_registry=None, type_annotation_map=None, constructor=None):
        self.metadata = metadata if metadata is not None else sa.MetaData()
        self.type_annotation_map = dict(type_annotation_map or {})
        self._class_registry = class_registry if class_registry is not None else {}
        self.mappers = set()

    def _add(self, cls):
        self._class_registry[cls.__name__] = cls
        self.mappers.add(cls.__mapper__)

    def configure(self, cascade=False):
        pass

    def dispose(self, cascade=False):
        pass

    def update_type_annotation_map(self, type_annotation_map):
        self.type_annotation_map.update(type_annotation_map)

    def generate_base(self, mapper=None, cls=object, name="Base", metaclass=None):
        return _make_base(self, cls, name)

    def mapped(self, cls):
        map_class(cls, self)
        return cls

    def mapped_as_dataclass(self, cls=None, **kw):
        return self.mapped if cls is None else self.mapped(cls)

    def map_declaratively(self, cls):
        return map_class(cls, self)

    def map_imperatively(self, class_, local_table=None, properties=None, **kw):
        class_.__table__ = local_table
        mapper = Mapper(class_, local_table, self, None)
        class_.__mapper__ = mapper
        attributes = {column.key: column for column in local_table.c}
        mapper.map_attributes(dict(properties or {}), attributes)
        self._add(class_)
        return mapper

    def as_declarative_base(self, **kw):
        def decorate(cls):
            return _make_base(self, cls, cls.__name__)

        return decorate


def _is_abstract(cls):
    return bool(cls.__dict__.get("__abstract__"))


def _constructor(self, **kwargs):
    for name, value in kwargs.items():
        if not hasattr(type(self), name):
            raise TypeError("%r is an invalid keyword argument for %s" % (name, type(self).__name__))
        setattr(self, name, value)


class _Declared:
    """What declarative bases share: each class under them is mapped when its body ends."""

    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        if "_is_root" in cls.__dict__:
            return
        if _is_base(cls):
            _prepare_base(cls)
        elif not _is_abstract(cls):
            map_class(cls, cls.registry)


def _is_base(cls):
    return any("_is_root" in base.__dict__ for base in cls.__bases__)


def _prepare_base(cls):
    own = cls.__dict__
    if "registry" not in own:
        cls.registry = registry(
            metadata=own.get("metadata"), type_annotation_map=own.get("type_annotation_map"),
        )
    elif "type_annotation_map" in own:
        cls.registry.update_type_annotation_map(own["type_annotation_map"])
    if "metadata" not in own:
        cls.metadata = cls.registry.metadata
    if "__init__" not in own:
        cls.__init__ = _constructor


class DeclarativeBase(_Declared):
    """class Base(DeclarativeBase): pass"""

    _is_root = True


class DeclarativeBaseNoMeta(_Declared):
    """As DeclarativeBase."""

    _is_root = True


class MappedAsDataclass:
    """Mixin: models with a constructor of positional fields."""

    def __init_subclass__(cls, init=None, repr=None, eq=None, order=None, unsafe_hash=None, kw_only=None, **kw):
        super().__init_subclass__(**kw)


def _make_base(registry_, cls, name):
    bases = cls if isinstance(cls, tuple) else (cls,)
    bases = tuple(base for base in bases if base is not object)
    namespace = {
        "registry": registry_, "metadata": registry_.metadata, "_decl_class_registry": registry_._class_registry,
    }
    if not any("__init__" in base.__dict__ for base in bases):
        namespace["__init__"] = _constructor
    return type(name, bases + (_DynamicBase,), namespace)


class _DynamicBase(_Declared):
    """declarative_base(): the class made by it is the base, all further ones are models."""

    _is_root = True

    def __init_subclass__(cls, **kw):
        if "registry" in cls.__dict__:
            return
        if not _is_abstract(cls):
            map_class(cls, cls.registry)


def declarative_base(
    bind=None, metadata=None, mapper=None, cls=object, name="Base", class_registry=None, constructor=None,
    metaclass=None, type_annotation_map=None,
):
    own = registry(metadata=metadata, class_registry=class_registry, type_annotation_map=type_annotation_map)
    return _make_base(own, cls, name)


def as_declarative(**kw):
    def decorate(cls):
        return declarative_base(cls=cls, name=cls.__name__, metadata=kw.get("metadata"))

    return decorate


def declarative_mixin(cls):
    return cls


class DeferredReflection:
    """Mixin whose tables are read from the database later."""

    __abstract__ = True

    @classmethod
    def prepare(cls, bind, **kw):
        raise NotImplementedError("DeferredReflection is not available in Limbeck.")


class AbstractConcreteBase:
    __abstract__ = True


class ConcreteBase:
    pass
