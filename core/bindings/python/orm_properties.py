# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.orm._properties: what stands for columns and relations in the body of a model."""

import sqlalchemy as sa

_missing = object()


class MappedColumn:
    """mapped_column(…): a Column whose name, type and nullability the annotation may give."""

    _own_options = (
        "init", "repr", "default_factory", "compare", "kw_only", "insert_default", "use_existing_column",
        "deferred", "deferred_group", "deferred_raiseload", "active_history", "sort_order", "hash",
        "dataclass_metadata",
    )

    def __init__(self, *args, **kw):
        self.options = {name: kw.pop(name) for name in self._own_options if name in kw}
        if self.options.get("insert_default") is not None:
            kw["default"] = self.options["insert_default"]
        self.has_nullable = kw.get("nullable", _missing) is not _missing
        self.arguments = args
        self.keywords = kw
        self.column = sa.Column(*args, **kw)
        self.has_type = not isinstance(self.column.type, sa.types.NullType)
        self.sort_order = self.options.get("sort_order") or 0

    def _copy(self):
        copy = MappedColumn.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.column = self.column._copy()
        return copy

    def __clause_element__(self):
        return self.column

    def __getattr__(self, name):
        if name in ("column", "options") or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.column, name)


def _delegate(name):
    import operator

    if name.startswith("r"):
        function = getattr(operator, name[1:])
        return lambda self, other: function(other, self.column)
    function = getattr(operator, name)
    return lambda self, other: function(self.column, getattr(other, "column", other))


# price * count within the body of a model
for _name in (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "radd", "rsub", "rmul", "rtruediv", "lt", "le", "gt", "ge",
    "and_", "or_",
):
    setattr(MappedColumn, "__%s__" % _name.rstrip("_"), _delegate(_name))


def mapped_column(*args, **kw):
    return MappedColumn(*args, **kw)


class MapperProperty:
    """Anything else that a model's body maps."""


class ColumnProperty(MapperProperty):
    """column_property(expression) and deferred(Column(…))"""

    def __init__(self, column, *additional, **kw):
        self.columns = [column, *additional]
        self.options = kw

    @property
    def column(self):
        return self.columns[0]

    def __clause_element__(self):
        return self.columns[0]


def column_property(column, *additional, **kw):
    return ColumnProperty(column, *additional, **kw)


def deferred(column, *additional, **kw):
    return ColumnProperty(column, *additional, **kw)


class Relationship(MapperProperty):
    """relationship(…): which model, and how it is joined."""

    def __init__(self, argument=None, secondary=None, **kw):
        self.argument = argument
        self.secondary = secondary
        self.options = kw
        self.key = None
        self.parent = None
        self.annotation = None

    @property
    def uselist(self):
        return self.options.get("uselist")


RelationshipProperty = Relationship


def relationship(argument=None, secondary=None, **kw):
    return Relationship(argument, secondary, **kw)


def dynamic_loader(argument=None, **kw):
    return Relationship(argument, lazy="dynamic", **kw)


class Backref:
    def __init__(self, name, **kw):
        self.name = name
        self.options = kw


def backref(name, **kw):
    return Backref(name, **kw)


class Synonym(MapperProperty):
    """synonym("other"): another name of an attribute."""

    def __init__(self, name, **kw):
        self.name = name
        self.options = kw

    def __get__(self, instance, owner):
        return getattr(owner if instance is None else instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)


SynonymProperty = Synonym


def synonym(name, **kw):
    return Synonym(name, **kw)


class Composite(MapperProperty):
    """composite(Class, columns…)"""

    def __init__(self, class_=None, *attributes, **kw):
        self.class_ = class_
        self.attributes = attributes
        self.options = kw


def composite(class_=None, *attributes, **kw):
    return Composite(class_, *attributes, **kw)


def query_expression(default_expr=None, **kw):
    return ColumnProperty(default_expr, **kw)


class declared_attr:
    """A mixin's attribute that is computed for each model: called with the class."""

    def __init__(self, function, cascading=False):
        self.function = function.__func__ if isinstance(function, classmethod) else function
        self.cascading = cascading
        self.__doc__ = getattr(self.function, "__doc__", None)

    def __get__(self, instance, owner):
        return self.function(owner)

    class cascading_decorator:
        def __new__(cls, function):
            return declared_attr(function, cascading=True)

    @staticmethod
    def directive(function):
        return declared_attr(function)


declared_attr.cascading = declared_attr.cascading_decorator


def validates(*names, **options):
    def decorate(function):
        function.__sa_validators__ = names
        return function

    return decorate


def reconstructor(function):
    return function


class hybrid_property:
    """A property that is also an expression on the class."""

    def __init__(self, fget, fset=None, fdel=None, expr=None, custom_comparator=None, update_expr=None):
        self.fget, self.fset, self.fdel, self.expr = fget, fset, fdel, expr
        self.custom_comparator = custom_comparator
        self.__name__ = getattr(fget, "__name__", None)

    def __get__(self, instance, owner):
        if instance is not None:
            return self.fget(instance)
        if self.custom_comparator is not None:
            return self.custom_comparator(owner)
        function = self.expr or self.fget
        function = getattr(function, "__func__", function)
        return function(owner)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def _with(self, **changes):
        parts = dict(
            fget=self.fget, fset=self.fset, fdel=self.fdel, expr=self.expr,
            custom_comparator=self.custom_comparator,
        )
        parts.update(changes)
        return hybrid_property(**parts)

    def getter(self, fget):
        return self._with(fget=fget)

    def setter(self, fset):
        return self._with(fset=fset)

    def deleter(self, fdel):
        return self._with(fdel=fdel)

    def expression(self, expr):
        return self._with(expr=expr)

    def comparator(self, comparator):
        return self._with(custom_comparator=comparator)

    def update_expression(self, update_expr):
        return self

    @property
    def inplace(self):
        return self

    @property
    def overrides(self):
        return self


class hybrid_method:
    def __init__(self, func, expr=None):
        self.func = func
        self.expr = expr or func

    def __get__(self, instance, owner):
        import functools

        if instance is None:
            return functools.partial(getattr(self.expr, "__func__", self.expr), owner)
        return functools.partial(self.func, instance)

    def expression(self, expr):
        self.expr = expr
        return self


class association_proxy:
    """Attributes of related objects; readable where the relation is loaded."""

    def __init__(self, target_collection, attr, **kw):
        self.target_collection = target_collection
        self.value_attr = attr
        self.options = kw

    def __get__(self, instance, owner):
        if instance is None:
            return self
        related = getattr(instance, self.target_collection)
        if isinstance(related, (list, tuple, set)):
            return [getattr(item, self.value_attr) for item in related]
        return None if related is None else getattr(related, self.value_attr)
