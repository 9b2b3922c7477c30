# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of the interpreter's own types."""
import _host


def _function():
    pass


def _generator():
    yield


async def _coroutine():
    pass


class _Plain:
    def method(self):
        pass


FunctionType = LambdaType = type(_function)
GeneratorType = type(_generator())
CoroutineType = _host.coroutine_type
MethodType = type(_Plain().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_host)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)
GenericAlias = _host.generic_alias_type
UnionType = _host.union_type
TracebackType = _host.traceback_type
MappingProxyType = _host.mapping_proxy_type


class DynamicClassAttribute:
    """A property of instances; on the class the name is looked up as if it were not there."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.name = None
        self.__doc__ = doc or (fget.__doc__ if fget is not None else None)

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner.__dict__.get('_member_map_', {}).get(self.name) if owner is not None else None
            if found is not None:
                return found
            raise AttributeError('%r has no attribute %r' % (owner, self.name))
        if self.fget is None:
            raise AttributeError('unreadable attribute')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (type(instance).__name__, self.name))
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel, self.__doc__)

    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel, self.__doc__)


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        return 'namespace(%s)' % ', '.join('%s=%r' % item for item in self.__dict__.items())


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return type(name, tuple(bases), namespace)


def coroutine(func):
    return func
