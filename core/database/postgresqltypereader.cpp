// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/postgresqltypereader.h"

#include "core/database/catalogquery.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

/// A type name in PostgreSQL's words → SQLAlchemy's class; those of the dialect's own begin with
/// "postgresql.".
const QHash<QString, QString> &classNames()
{
    static const QHash<QString, QString> names = [] {
        QHash<QString, QString> table {
            { u"integer"_s, u"INTEGER"_s },
            { u"bigint"_s, u"BIGINT"_s },
            { u"smallint"_s, u"SMALLINT"_s },
            { u"character varying"_s, u"VARCHAR"_s },
            { u"character"_s, u"CHAR"_s },
            { u"\"char\""_s, u"String"_s },
            { u"name"_s, u"String"_s },
            { u"text"_s, u"TEXT"_s },
            { u"numeric"_s, u"NUMERIC"_s },
            { u"real"_s, u"REAL"_s },
            { u"double precision"_s, u"DOUBLE_PRECISION"_s },
            { u"uuid"_s, u"UUID"_s },
            { u"date"_s, u"DATE"_s },
            { u"boolean"_s, u"BOOLEAN"_s },
            { u"bit varying"_s, u"postgresql.BIT"_s },
        };
        const QStringList own {
            u"hstore"_s,
            u"json"_s,
            u"jsonb"_s,
            u"int4range"_s,
            u"int8range"_s,
            u"numrange"_s,
            u"daterange"_s,
            u"tsrange"_s,
            u"tstzrange"_s,
            u"int4multirange"_s,
            u"int8multirange"_s,
            u"nummultirange"_s,
            u"datemultirange"_s,
            u"tsmultirange"_s,
            u"tstzmultirange"_s,
            u"inet"_s,
            u"cidr"_s,
            u"citext"_s,
            u"bit"_s,
            u"macaddr"_s,
            u"macaddr8"_s,
            u"money"_s,
            u"oid"_s,
            u"regclass"_s,
            u"bytea"_s,
            u"tsvector"_s,
        };
        for (const QString &name : own)
            table.insert(name, u"postgresql."_s + name.toUpper());
        for (const QString &zone : { u" with time zone"_s, u" without time zone"_s, QString() }) {
            table.insert(u"timestamp"_s + zone, u"postgresql.TIMESTAMP"_s);
            table.insert(u"time"_s + zone, u"postgresql.TIME"_s);
        }
        return table;
    }();
    return names;
}

void setClass(schema::SqlType &type, const QString &className)
{
    type.name = className.section(u'.', -1);
    type.dialect = className.contains(u'.') ? u"postgresql"_s : QString();
}

/// What stands in the type's parentheses goes where its class keeps it.
void setArguments(schema::SqlType &type, const QString &words, const QStringList &arguments)
{
    const auto number = [&](int index) -> std::optional<int> {
        bool isNumber = false;
        const int value = arguments.value(index).toInt(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    };
    if (words == "numeric"_L1) {
        if (arguments.size() == 2) {
            type.precision = number(0);
            type.scale = number(1);
        }
    } else if (words == "double precision"_L1) {
        type.precision = 53;
        type.asDecimal = false;
    } else if (words == "real"_L1) {
        type.asDecimal = false;
    } else if (words.startsWith(u"time")) {
        type.timezone = words.endsWith(u"with time zone");
        type.precision = number(0);
    } else if (words == "bit varying"_L1) {
        type.varying = true;
        type.length = number(0);
    } else {
        type.length = number(0);
    }
}

} // namespace

Result<> PostgresqlTypeReader::refresh()
{
    m_enums.clear();
    m_domains.clear();
    if (auto read = readEnums(); !read)
        return read;
    return readDomains();
}

Result<> PostgresqlTypeReader::readEnums()
{
    const auto rows = catalogQuery(
        m_connection,
        u"SELECT t.oid, t.typname::text AS name, n.nspname::text AS schema, "
        "pg_catalog.pg_type_is_visible(t.oid) AS visible, "
        "ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid "
        "ORDER BY e.enumsortorder) AS labels "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        "WHERE t.typtype = 'e' ORDER BY n.nspname, t.typname"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        m_enums.emplace(row.number(u"oid"_s),
                        Enum { row.text(u"name"_s), row.text(u"schema"_s), row.flag(u"visible"_s),
                               row.list(u"labels"_s) });
    }
    return {};
}

Result<> PostgresqlTypeReader::readDomains()
{
    const auto rows = catalogQuery(
        m_connection,
        u"SELECT t.oid, t.typname::text AS name, n.nspname::text AS schema, "
        "pg_catalog.pg_type_is_visible(t.oid) AS visible, "
        "pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base, t.typbasetype AS baseoid, "
        "t.typnotnull AS notnull, t.typdefault AS defaulttext, co.collname::text AS collation, "
        "con.conname::text AS checkname, "
        "pg_catalog.pg_get_constraintdef(con.oid, true) AS checktext "
        "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
        "JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
        "LEFT JOIN pg_catalog.pg_collation co "
        "ON co.oid = t.typcollation AND t.typcollation <> b.typcollation "
        "LEFT JOIN pg_catalog.pg_constraint con ON con.contypid = t.oid AND con.contype = 'c' "
        "WHERE t.typtype = 'd' AND n.nspname <> 'information_schema' "
        "ORDER BY n.nspname, t.typname, con.conname"_s);
    if (!rows)
        return failure(rows.error());
    for (const CatalogRow &row : *rows) {
        Domain domain;
        domain.name = row.text(u"name"_s);
        domain.schemaName = row.text(u"schema"_s);
        domain.isVisible = row.flag(u"visible"_s);
        domain.baseType = row.text(u"base"_s);
        domain.baseOid = row.number(u"baseoid"_s);
        domain.collation = row.text(u"collation"_s);
        domain.defaultText = row.text(u"defaulttext"_s);
        domain.notNull = row.flag(u"notnull"_s);
        domain.checkName = row.text(u"checkname"_s);
        domain.check = postgresqlCheckCondition(row.text(u"checktext"_s));
        // SQLAlchemy's DOMAIN has room for one CHECK: the first by name.
        m_domains.emplace(row.number(u"oid"_s), std::move(domain));
    }
    return {};
}

schema::SqlTypePtr PostgresqlTypeReader::type(const QString &words, qint64 oid,
                                              const QString &collation) const
{
    static const QRegularExpression parentheses(u"\\(([^)]*)\\)"_s);
    static const QRegularExpression brackets(u"((?:\\[\\])+)$"_s);
    const auto found = parentheses.match(words);
    const QStringList arguments =
        found.hasMatch() ? found.captured(1).split(u',', Qt::SkipEmptyParts) : QStringList();
    const bool isArray = brackets.match(words).hasMatch();
    QString plain = words;
    plain.remove(parentheses).remove(brackets);

    auto type = std::make_shared<schema::SqlType>();
    if (const auto known = m_enums.find(oid); known != m_enums.end()) {
        setClass(*type, u"postgresql.ENUM"_s);
        type->typeName = known->second.name;
        type->enumValues = known->second.labels;
        if (!known->second.isVisible)
            type->typeSchema = known->second.schemaName;
    } else if (const auto domain = m_domains.find(oid); domain != m_domains.end()) {
        *type = *domainType(domain->second);
    } else if (plain == "interval"_L1 || plain.startsWith(u"interval ")) {
        setClass(*type, u"postgresql.INTERVAL"_s);
        if (plain.size() > 9)
            type->fields = plain.mid(9);
        if (arguments.size() == 1)
            type->precision = arguments.first().toInt();
    } else if (const QString name = classNames().value(plain); !name.isEmpty()) {
        setClass(*type, name);
        setArguments(*type, plain, arguments);
        if (type->name == "String"_L1)
            type->sqlText = plain;
    } else {
        type->sqlText = QString(words).remove(brackets);
    }
    if (!collation.isEmpty())
        type->collation = collation;
    if (!isArray)
        return type;
    auto array = std::make_shared<schema::SqlType>();
    setClass(*array, u"postgresql.ARRAY"_s);
    array->itemType = type;
    return array;
}

schema::SqlTypePtr PostgresqlTypeReader::domainType(const Domain &domain) const
{
    const auto given = [](const QString &text) {
        return text.isEmpty() ? std::nullopt : std::optional(text);
    };
    auto type = std::make_shared<schema::SqlType>();
    setClass(*type, u"postgresql.DOMAIN"_s);
    type->typeName = domain.name;
    if (!domain.isVisible)
        type->typeSchema = domain.schemaName;
    type->itemType = this->type(domain.baseType, domain.baseOid, domain.collation);
    type->collation = given(domain.collation);
    type->domainDefault = given(domain.defaultText);
    type->domainNotNull = domain.notNull;
    type->domainConstraintName = given(domain.checkName);
    type->domainCheck = given(domain.check);
    type->createType = false;
    return type;
}

std::vector<schema::SqlTypePtr>
PostgresqlTypeReader::enums(const std::optional<QString> &schemaName) const
{
    std::vector<schema::SqlTypePtr> result;
    for (const auto &[oid, found] : m_enums) {
        if (schemaName ? found.schemaName != *schemaName : !found.isVisible)
            continue;
        auto type = std::make_shared<schema::SqlType>();
        setClass(*type, u"postgresql.ENUM"_s);
        type->typeName = found.name;
        type->enumValues = found.labels;
        if (schemaName)
            type->typeSchema = found.schemaName;
        result.push_back(std::move(type));
    }
    std::sort(result.begin(), result.end(),
              [](const auto &a, const auto &b) { return *a->typeName < *b->typeName; });
    return result;
}

QString withoutOuterParentheses(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() < 2 || trimmed.front() != u'(' || trimmed.back() != u')')
        return text;
    int depth = 0;
    QChar quote;
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const QChar c = trimmed[i];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')' && --depth == 0) {
            return i == trimmed.size() - 1 ? trimmed.mid(1, trimmed.size() - 2) : text;
        }
    }
    return text;
}

QString postgresqlCheckCondition(const QString &definition)
{
    static const QRegularExpression pattern(u"^CHECK *\\((.+)\\)( NO INHERIT)?( NOT VALID)?$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    const auto match = pattern.match(definition);
    return match.hasMatch() ? withoutOuterParentheses(match.captured(1)) : QString();
}

} // namespace limbeck::database
