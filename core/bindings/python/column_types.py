# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Column types of small packages: each of these packages gets the names that it has."""
import json as _json
import uuid as _uuid

from sqlalchemy import types as _types
from sqlalchemy.dialects import mysql as _mysql
from sqlalchemy.dialects.postgresql import UUID as _PostgresUUID


class AutoString(_types.TypeDecorator):
    """sqlmodel: a String that has a length where MySQL needs one."""

    impl = _types.String
    cache_ok = True
    mysql_default_length = 255

    def load_dialect_impl(self, dialect):
        if self.impl.length is None and dialect.name == "mysql":
            return dialect.type_descriptor(_types.String(self.mysql_default_length))
        return super().load_dialect_impl(dialect)


class _UuidText(_types.TypeDecorator):
    """A UUID where the database has them, else text of a fixed length."""

    impl = _types.CHAR
    cache_ok = True
    text_length = 36

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(_PostgresUUID())
        return dialect.type_descriptor(_types.CHAR(self.text_length))

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if not isinstance(value, _uuid.UUID):
            value = _uuid.UUID(value)
        if dialect.name == "postgresql" or self.text_length == 36:
            return str(value)
        return value.hex

    def process_result_value(self, value, dialect):
        return value if value is None or isinstance(value, _uuid.UUID) else _uuid.UUID(value)


class GUID(_UuidText):
    """fastapi_users_db_sqlalchemy.generics"""

    cache_ok = True


class SqlModelGUID(_UuidText):
    """sqlmodel.sql.sqltypes, before it used Uuid"""

    cache_ok = True
    text_length = 32


class TIMESTAMPAware(_types.TypeDecorator):
    impl = _types.TIMESTAMP
    cache_ok = True

    def __init__(self, timezone=True):
        self.impl = _types.TIMESTAMP(timezone=timezone)


class CIText(_types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "CITEXT"


class Vector(_types.UserDefinedType):
    """pgvector"""

    cache_ok = True
    word = "VECTOR"

    def __init__(self, dim=None):
        self.dim = dim

    def get_col_spec(self, **kw):
        return self.word if self.dim is None else "%s(%d)" % (self.word, self.dim)


class HALFVEC(Vector):
    word = "HALFVEC"


class SPARSEVEC(Vector):
    word = "SPARSEVEC"


class BIT(Vector):
    word = "BIT"


VECTOR = Vector
HalfVector = HALFVEC


class JSONField(_types.TypeDecorator):
    """sqlalchemy_jsonfield: JSON where the database has it."""

    impl = _types.Text
    cache_ok = True

    def __init__(self, enforce_string=False, enforce_unicode=False, json=None, json_type=_types.JSON):
        self.enforce_string = enforce_string
        self.enforce_unicode = enforce_unicode
        self.json_type = json_type
        self.impl = _types.UnicodeText() if enforce_unicode else _types.Text()

    def load_dialect_impl(self, dialect):
        if self.enforce_string:
            return dialect.type_descriptor(self.impl)
        return dialect.type_descriptor(self.json_type())


class JsonEncodedDict(_types.TypeDecorator):
    """oslo_db: JSON as text."""

    impl = _types.Text
    cache_ok = True

    def __init__(self, mysql_as_long=False, mysql_as_medium=False):
        if mysql_as_long and mysql_as_medium:
            raise TypeError("mysql_as_long and mysql_as_medium are mutually exclusive")
        self.impl = _types.Text()
        if mysql_as_long:
            self.impl = self.impl.with_variant(_mysql.LONGTEXT(), "mysql")
        elif mysql_as_medium:
            self.impl = self.impl.with_variant(_mysql.MEDIUMTEXT(), "mysql")

    def process_bind_param(self, value, dialect):
        return _json.dumps(value)

    def process_result_value(self, value, dialect):
        return value if value is None else _json.loads(value)


class JsonEncodedList(JsonEncodedDict):
    cache_ok = True


class SoftDeleteInteger(_types.TypeDecorator):
    """oslo_db: the id of a deleted row, or 0."""

    impl = _types.Integer
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else int(value)


class OsloString(_types.String):
    """oslo_db: a String that MySQL's NDB engine may have otherwise."""

    def __init__(self, length, mysql_ndb_length=None, mysql_ndb_type=None, **kw):
        super().__init__(length, **kw)


class IPAddress(_types.TypeDecorator):
    """neutron_lib: an address of netaddr as text; so are the next two."""

    impl = _types.String(64)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return str(value)


class CIDR(IPAddress):
    cache_ok = True


class MACAddress(IPAddress):
    cache_ok = True


class TruncatedDateTime(_types.TypeDecorator):
    """neutron_lib: without microseconds."""

    impl = _types.DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.replace(microsecond=0) if value else value

    process_result_value = process_bind_param
