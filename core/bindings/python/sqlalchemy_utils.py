# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Column types of the package sqlalchemy_utils, as far as migrations name them: what they are in the database."""
import json as _json
import uuid as _uuid

import sqlalchemy as _sa
from sqlalchemy import types as _types
from sqlalchemy.dialects import mssql as _mssql
from sqlalchemy.dialects import mysql as _mysql
from sqlalchemy.dialects import postgresql as _postgresql
from sqlalchemy.dialects import sqlite as _sqlite


class _Coercing(_types.TypeDecorator):
    """A type whose values are objects of another package: in the database they are text."""

    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value if value is None or isinstance(value, (str, bytes, int)) else str(value)


class UUIDType(_types.TypeDecorator):
    impl = _types.BINARY(16)
    python_type = _uuid.UUID
    cache_ok = True

    def __init__(self, binary=True, native=True):
        self.binary = binary
        self.native = native

    def load_dialect_impl(self, dialect):
        if self.native and dialect.name in ("postgresql", "cockroachdb"):
            return dialect.type_descriptor(_postgresql.UUID())
        if self.native and dialect.name == "mssql":
            return dialect.type_descriptor(_mssql.UNIQUEIDENTIFIER())
        return dialect.type_descriptor(_types.BINARY(16) if self.binary else _types.CHAR(32))

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if not isinstance(value, _uuid.UUID):
            value = _uuid.UUID(bytes=value) if isinstance(value, bytes) else _uuid.UUID(value)
        if self.native and dialect.name in ("postgresql", "mssql", "cockroachdb"):
            return value
        return value.bytes if self.binary else value.hex

    def process_result_value(self, value, dialect):
        if value is None or isinstance(value, _uuid.UUID):
            return value
        return _uuid.UUID(bytes=value) if isinstance(value, bytes) else _uuid.UUID(value)


class ChoiceType(_types.TypeDecorator):
    impl = _types.Unicode(255)
    cache_ok = True

    def __init__(self, choices=(), impl=None):
        self.choices = choices
        self.impl = impl if impl is not None else _types.Unicode(255)
        if isinstance(self.impl, type):
            self.impl = self.impl()

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return getattr(value, "code", getattr(value, "value", value))


class JSONType(_types.TypeDecorator):
    impl = _types.UnicodeText
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(_postgresql.JSON())
        return dialect.type_descriptor(self.impl)

    def process_bind_param(self, value, dialect):
        if dialect.name == "postgresql" or value is None:
            return value
        return _json.dumps(value)

    def process_result_value(self, value, dialect):
        if dialect.name == "postgresql" or value is None:
            return value
        return _json.loads(value)


class TSVectorType(_types.TypeDecorator):
    impl = _postgresql.TSVECTOR
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.columns = args
        self.options = kwargs
        self.impl = _postgresql.TSVECTOR()


class EmailType(_Coercing):
    impl = _types.Unicode

    def __init__(self, length=255, *args, **kwargs):
        self.impl = _types.Unicode(length)


class URLType(_Coercing):
    impl = _types.UnicodeText


class IPAddressType(_Coercing):
    impl = _types.Unicode(50)

    def __init__(self, max_length=50, *args, **kwargs):
        self.impl = _types.Unicode(kwargs.get("length", max_length))


class EnrichedDateTimeType(_types.TypeDecorator):
    impl = _types.DateTime
    cache_ok = True

    def __init__(self, *args, **kwargs):
        kwargs.pop("datetime_processor", None)
        self.impl = _types.DateTime(*args, **kwargs)


class ArrowType(EnrichedDateTimeType):
    cache_ok = True


class EnrichedDateType(_types.TypeDecorator):
    impl = _types.Date
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.impl = _types.Date()


class PasswordType(_types.TypeDecorator):
    impl = _types.VARBINARY(1024)
    cache_ok = True

    def __init__(self, max_length=None, **kwargs):
        self.length = max_length if max_length is not None else 1024

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(_postgresql.BYTEA(self.length))
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_sqlite.BLOB(self.length))
        return dialect.type_descriptor(_types.VARBINARY(self.length))


class TimezoneType(_Coercing):
    impl = _types.Unicode(50)

    def __init__(self, backend="dateutil"):
        self.impl = _types.Unicode(50)


class LocaleType(_Coercing):
    impl = _types.Unicode(10)


class CountryType(_Coercing):
    impl = _types.String(2)


class CurrencyType(_Coercing):
    impl = _types.String(3)


class ColorType(_Coercing):
    impl = _types.Unicode(20)

    def __init__(self, max_length=20, *args, **kwargs):
        self.impl = _types.Unicode(kwargs.get("length", max_length))


class PhoneNumberType(_Coercing):
    impl = _types.Unicode(20)

    def __init__(self, region=None, max_length=20, *args, **kwargs):
        self.impl = _types.Unicode(max_length)


class ScalarListType(_types.TypeDecorator):
    impl = _types.UnicodeText
    cache_ok = True

    def __init__(self, coerce_func=str, separator=","):
        self.separator = str(separator)
        self.coerce_func = coerce_func
        self.impl = _types.UnicodeText()

    def process_bind_param(self, value, dialect):
        return None if value is None else self.separator.join(map(str, value))

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return [] if value == "" else list(map(self.coerce_func, value.split(self.separator)))


class EncryptedType(_types.TypeDecorator):
    """Values cannot be read or written here: the key and its cipher belong to the application."""

    impl = _types.LargeBinary
    cache_ok = True

    def __init__(self, type_in=None, key=None, engine=None, padding=None, **kwargs):
        self.underlying_type = type_in
        self.impl = type(self).impl(**kwargs)

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        raise NotImplementedError("values of sqlalchemy_utils' encrypted types cannot be encrypted here")


class StringEncryptedType(EncryptedType):
    impl = _types.String
    cache_ok = True


class AesEngine:
    pass


class AesGcmEngine(AesEngine):
    pass


class FernetEngine:
    pass


class LtreeType(_types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "LTREE"


LQUERY = LtreeType


class BitType(_types.TypeDecorator):
    impl = _types.BINARY
    cache_ok = True

    def __init__(self, length=1, **kwargs):
        self.length = length
        self.impl = _types.BINARY(length)

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(_postgresql.BIT(self.length))
        if dialect.name in ("mysql", "mariadb"):
            return dialect.type_descriptor(_mysql.BIT(self.length))
        return dialect.type_descriptor(_types.String(self.length))


class WeekDaysType(BitType):
    cache_ok = True

    def __init__(self, **kwargs):
        BitType.__init__(self, 7)


class DateRangeType(_types.TypeDecorator):
    impl = _postgresql.DATERANGE
    cache_ok = True


class DateTimeRangeType(_types.TypeDecorator):
    impl = _postgresql.TSRANGE
    cache_ok = True


class IntRangeType(_types.TypeDecorator):
    impl = _postgresql.INT4RANGE
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.impl = _postgresql.INT4RANGE()


class Int8RangeType(IntRangeType):
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.impl = _postgresql.INT8RANGE()


class NumericRangeType(IntRangeType):
    cache_ok = True

    def __init__(self, *args, **kwargs):
        self.impl = _postgresql.NUMRANGE()
