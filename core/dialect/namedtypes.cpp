// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/namedtypes.h"

#include "core/dialect/typecompiler.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {
namespace {

Result<> checkBackend(const schema::SqlType &type, const DdlCompiler &ddl, const QString &verb)
{
    if (ddl.dialect().backend() == Backend::PostgreSql)
        return {};
    const QString kind = type.name == u"DOMAIN" ? u"DomainType"_s : u"EnumType"_s;
    return failure(ErrorCode::Unsupported,
                   u"The DDL compiler of dialect %1 can't render element of type %2%3"_s.arg(
                       ddl.dialect().name(), verb, kind));
}

Result<QString> createDomain(const schema::SqlType &type, const DdlCompiler &ddl,
                             const QString &name)
{
    auto base = compileType(type.itemType ? *type.itemType : schema::SqlType {}, ddl.dialect());
    if (!base)
        return base;
    QString text = u"CREATE DOMAIN %1 AS %2 "_s.arg(name, *base);
    QStringList options;
    if (type.collation)
        options.append(u"COLLATE "_s + ddl.names().quote(*type.collation));
    if (type.domainDefault)
        options.append(u"DEFAULT "_s + *type.domainDefault);
    if (type.domainConstraintName)
        options.append(u"CONSTRAINT "_s + ddl.names().quote(*type.domainConstraintName));
    if (type.domainNotNull)
        options.append(u"NOT NULL"_s);
    if (type.domainCheck)
        options.append(u"CHECK (%1)"_s.arg(*type.domainCheck));
    return text + options.join(u' ');
}

} // namespace

const schema::SqlType *namedTypeOf(const schema::SqlType &type, Backend backend)
{
    const schema::SqlType &effective = resolveVariant(type, backend);
    if (effective.name == u"ARRAY" && effective.itemType)
        return namedTypeOf(*effective.itemType, backend);
    if (effective.isOfMetadata)
        return nullptr;
    if (effective.name == u"DOMAIN")
        return effective.createType ? &effective : nullptr;
    // MySQL has enums of its own, so it tries PostgreSQL's as well, and fails.
    const bool isForeign =
        isMySqlFamily(backend) && effective.name == u"ENUM" && effective.dialect == u"postgresql";
    return (isNativeEnum(effective, backend) || isForeign) && effective.createType ? &effective
                                                                                   : nullptr;
}

Result<QString> createNamedType(const schema::SqlType &type, const DdlCompiler &ddl)
{
    if (auto possible = checkBackend(type, ddl, u"Create"_s); !possible)
        return failure(possible.error());
    if (type.dialect == u"mysql")
        return failure(ErrorCode::Unsupported,
                       u"'%1' object has no attribute 'create_type': PostgreSQL makes no type of "
                       "mysql.ENUM, use sa.Enum"_s.arg(type.name));
    auto name = compileType(type, ddl.dialect());
    if (!name)
        return name;
    if (type.name == u"DOMAIN")
        return createDomain(type, ddl, *name);
    QStringList values;
    for (const QString &value : type.enumValues)
        values.append(ddl.string(value));
    return u"CREATE TYPE %1 AS ENUM (%2)"_s.arg(*name, values.join(u", "_s));
}

Result<QString> dropNamedType(const schema::SqlType &type, const DdlCompiler &ddl)
{
    if (auto possible = checkBackend(type, ddl, u"Drop"_s); !possible)
        return failure(possible.error());
    auto name = compileType(type, ddl.dialect());
    if (!name)
        return name;
    return (type.name == u"DOMAIN" ? u"DROP DOMAIN "_s : u"DROP TYPE "_s) + *name;
}

QString namedTypeKey(const schema::SqlType &type)
{
    return type.typeSchema.value_or(QString()) + u'.' + type.typeName.value_or(QString());
}

} // namespace limbeck::dialect
