// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bindings/typeobject.h"

using namespace Qt::StringLiterals;

namespace limbeck::bindings {

using namespace lang;

namespace {

/// sqlalchemy.dialects.postgresql: its own types. Those it shares with sqlalchemy.types are not
/// here.
constexpr TypeClass postgresqlTypes[] = {
    { "postgresql.BYTEA", "LargeBinary", nullptr },
    { "postgresql.INET", "TypeEngine", "(self)" },
    { "postgresql.CIDR", "TypeEngine", "(self)" },
    { "postgresql.MACADDR", "TypeEngine", "(self)" },
    { "postgresql.MACADDR8", "TypeEngine", "(self)" },
    { "postgresql.MONEY", "TypeEngine", "(self)" },
    { "postgresql.OID", "TypeEngine", "(self)" },
    { "postgresql.REGCONFIG", "TypeEngine", "(self)" },
    { "postgresql.REGCLASS", "TypeEngine", "(self)" },
    { "postgresql.TSQUERY", "TypeEngine", "(self)" },
    { "postgresql.TSVECTOR", "TypeEngine", "(self)" },
    { "postgresql.TIMESTAMP", "TIMESTAMP", "(self, timezone=False, precision=None)" },
    { "postgresql.TIME", "TIME", "(self, timezone=False, precision=None)" },
    { "postgresql.INTERVAL", "_AbstractInterval", "(self, precision=None, fields=None)" },
    { "postgresql.BIT", "TypeEngine", "(self, length=None, varying=False)" },
    { "postgresql.CITEXT", "TEXT", nullptr },
    { "postgresql.JSON", "JSON", "(self, none_as_null=False, astext_type=?)" },
    { "postgresql.JSONB", "postgresql.JSON", nullptr },
    { "postgresql.JSONPATH", "TypeEngine", "(self)" },
    { "postgresql.HSTORE", "TypeEngine", "(self, text_type=None)" },
    { "postgresql.ARRAY", "ARRAY", nullptr },
    { "postgresql.AbstractRange", "TypeEngine", "(self)" },
    { "postgresql.INT4RANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.INT8RANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.NUMRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.DATERANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.TSRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.TSTZRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.INT4MULTIRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.INT8MULTIRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.NUMMULTIRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.DATEMULTIRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.TSMULTIRANGE", "postgresql.AbstractRange", nullptr },
    { "postgresql.TSTZMULTIRANGE", "postgresql.AbstractRange", nullptr },
};

/// sqlalchemy.dialects.mysql and mariadb.
constexpr TypeClass mysqlTypes[] = {
    { "mysql.NUMERIC", "NUMERIC", "(self, precision=None, scale=None, asdecimal=True, **kw)" },
    { "mysql.DECIMAL", "DECIMAL", "(self, precision=None, scale=None, asdecimal=True, **kw)" },
    { "mysql.DOUBLE", "DOUBLE", "(self, precision=None, scale=None, asdecimal=True, **kw)" },
    { "mysql.REAL", "REAL", "(self, precision=None, scale=None, asdecimal=True, **kw)" },
    { "mysql.FLOAT", "FLOAT", "(self, precision=None, scale=None, asdecimal=False, **kw)" },
    { "mysql.INTEGER", "INTEGER", "(self, display_width=None, **kw)" },
    { "mysql.BIGINT", "BIGINT", "(self, display_width=None, **kw)" },
    { "mysql.MEDIUMINT", "Integer", "(self, display_width=None, **kw)" },
    { "mysql.TINYINT", "Integer", "(self, display_width=None, **kw)" },
    { "mysql.SMALLINT", "SMALLINT", "(self, display_width=None, **kw)" },
    { "mysql.BIT", "TypeEngine", "(self, length=None)" },
    { "mysql.TIME", "TIME", "(self, timezone=False, fsp=None)" },
    { "mysql.TIMESTAMP", "TIMESTAMP", "(self, timezone=False, fsp=None)" },
    { "mysql.DATETIME", "DATETIME", "(self, timezone=False, fsp=None)" },
    { "mysql.YEAR", "TypeEngine", "(self, display_width=None)" },
    { "mysql.TEXT", "TEXT", "(self, length=None, **kw)" },
    { "mysql.TINYTEXT", "String", "(self, **kw)" },
    { "mysql.MEDIUMTEXT", "String", "(self, **kw)" },
    { "mysql.LONGTEXT", "String", "(self, **kw)" },
    { "mysql.VARCHAR", "VARCHAR", "(self, length=None, **kw)" },
    { "mysql.CHAR", "CHAR", "(self, length=None, **kw)" },
    { "mysql.NVARCHAR", "NVARCHAR", "(self, length=None, **kw)" },
    { "mysql.NCHAR", "NCHAR", "(self, length=None, **kw)" },
    { "mysql.TINYBLOB", "_Binary", nullptr },
    { "mysql.MEDIUMBLOB", "_Binary", nullptr },
    { "mysql.LONGBLOB", "_Binary", nullptr },
    { "mysql.JSON", "JSON", nullptr },
    { "mariadb.INET4", "TypeEngine", "(self)" },
    { "mariadb.INET6", "TypeEngine", "(self)" },
};

constexpr TypeClass sqliteTypes[] = {
    { "sqlite.DATETIME", "DateTime", "(self, *, storage_format=None, regexp=None, **kw)" },
    { "sqlite.DATE", "Date", "(self, *, storage_format=None, regexp=None, **kw)" },
    { "sqlite.TIME", "Time", "(self, *, storage_format=None, regexp=None, **kw)" },
    { "sqlite.JSON", "JSON", nullptr },
};

/// Types of databases that are not targets: scripts name them in branches for those databases and
/// in with_variant().
constexpr TypeClass otherTypes[] = {
    { "mssql.TINYINT", "Integer", nullptr },
    { "mssql.REAL", "REAL", "(self, **kw)" },
    { "mssql.DATETIME", "DateTime", "(self, timezone=False)" },
    { "mssql.DATETIME2", "DateTime", "(self, precision=None, **kw)" },
    { "mssql.DATETIMEOFFSET", "DateTime", "(self, precision=None, **kw)" },
    { "mssql.SMALLDATETIME", "DateTime", "(self, timezone=False)" },
    { "mssql.TIME", "TIME", "(self, precision=None, **kw)" },
    { "mssql.NTEXT", "UnicodeText", nullptr },
    { "mssql.VARBINARY", "VARBINARY", "(self, length=None, filestream=False)" },
    { "mssql.IMAGE", "LargeBinary", nullptr },
    { "mssql.XML", "Text", nullptr },
    { "mssql.BIT", "Boolean", nullptr },
    { "mssql.MONEY", "TypeEngine", "(self)" },
    { "mssql.SMALLMONEY", "TypeEngine", "(self)" },
    { "mssql.UNIQUEIDENTIFIER", "Uuid", "(self, as_uuid=True)" },
    { "mssql.SQL_VARIANT", "TypeEngine", "(self)" },
    { "mssql.TIMESTAMP", "_Binary", "(self, convert_int=False)" },
    { "mssql.ROWVERSION", "mssql.TIMESTAMP", nullptr },
    { "mssql.DOUBLE_PRECISION", "DOUBLE_PRECISION", "(self, precision=53, **kw)" },
    { "mssql.JSON", "JSON", nullptr },
    { "oracle.RAW", "_Binary", nullptr },
    { "oracle.NCLOB", "Text", nullptr },
    { "oracle.VARCHAR2", "VARCHAR", nullptr },
    { "oracle.NUMBER", "Numeric", "(self, precision=None, scale=None, asdecimal=None)" },
    { "oracle.FLOAT", "FLOAT",
      "(self, binary_precision=None, asdecimal=False, decimal_return_scale=None)" },
    { "oracle.BINARY_DOUBLE", "Double", nullptr },
    { "oracle.BINARY_FLOAT", "Float", nullptr },
    { "oracle.BFILE", "LargeBinary", nullptr },
    { "oracle.LONG", "Text", nullptr },
    { "oracle.DATE", "DateTime", nullptr },
    { "oracle.TIMESTAMP", "TIMESTAMP", "(self, timezone=False, local_timezone=False)" },
    { "oracle.INTERVAL", "_AbstractInterval", "(self, day_precision=None, second_precision=None)" },
    { "oracle.ROWID", "TypeEngine", "(self)" },
};

/// ENUM types of a dialect, whose constructor takes the values themselves.
void defineEnum(ModuleBuilder &module, const char *key, const std::vector<const char *> &bases)
{
    TypeBuilder type = defineNamed(module, key, bases);
    type.value(TypeObject::sqlNameAttribute, makeStr(QString::fromLatin1(key)))
        .constructor("(self, *enums, **kw)", [](Args &a) -> Value {
            takeEnumArguments(a, a.object<TypeObject>("self"));
            return {};
        });
}

/// postgresql.DOMAIN(name, data_type, …). Only its name is used where it stands as a column type.
void defineDomain(ModuleBuilder &module)
{
    TypeBuilder type = defineNamed(module, "postgresql.DOMAIN", { "SchemaType" });
    type.value(TypeObject::sqlNameAttribute, makeStr(u"postgresql.DOMAIN"_s))
        .constructor("(self, name, data_type, *, collation=None, default=None, "
                     "constraint_name=None, not_null=None, "
                     "check=None, create_type=True, **kw)",
                     [](Args &a) -> Value {
                         takeTypeArguments(a, a.object<TypeObject>("self"));
                         return {};
                     });
}

/// Leaves the classes of a dialect, and what @p more defines (its @p names), to the first script
/// that names one of them: most use one dialect or none.
void leaveForLater(ModuleBuilder &module, std::span<const TypeClass> classes,
                   QStringList names = {}, const ModuleDefinition &more = nullptr)
{
    for (const TypeClass &entry : classes)
        names.append(QLatin1StringView(entry.key));
    module.module()->defineLater(names, [classes, more](ModuleBuilder &self) {
        defineTypeClasses(self, classes);
        if (more)
            more(self);
    });
}

} // namespace

void defineDialectTypes(ModuleBuilder &module)
{
    leaveForLater(module, postgresqlTypes, { u"postgresql.ENUM"_s, u"postgresql.DOMAIN"_s },
                  [](ModuleBuilder &self) {
                      defineEnum(self, "postgresql.ENUM", { "Enum" });
                      defineDomain(self);
                  });
    leaveForLater(module, mysqlTypes, { u"mysql.ENUM"_s, u"mysql.SET"_s }, [](ModuleBuilder &self) {
        defineEnum(self, "mysql.ENUM", { "Enum" });
        defineEnum(self, "mysql.SET", { "Enum" });
    });
    leaveForLater(module, sqliteTypes);
    leaveForLater(module, otherTypes, { u"oracle.NVARCHAR2"_s },
                  [](ModuleBuilder &self) { self.alias("oracle.NVARCHAR2", "NVARCHAR"); });
}

} // namespace limbeck::bindings
