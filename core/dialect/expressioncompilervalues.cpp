// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/literals.h"
#include "core/dialect/operatortypes.h"
#include "core/dialect/querycompiler.h"

using namespace Qt::StringLiterals;

// Values: written into the statement, or as placeholders beside it.

namespace limbeck::dialect {

using namespace schema;

namespace {

const LiteralList *listOf(const Literal &value)
{
    const auto *list = std::get_if<std::shared_ptr<const LiteralList>>(&value.value);
    return list ? list->get() : nullptr;
}

/// Around the number of a parameter, until the whole statement stands and the parameters can be put
/// in order. Noncharacters, which no text for exchange holds.
constexpr QChar placeholderStart { 0xFDD0 };
constexpr QChar placeholderEnd { 0xFDD1 };

} // namespace

QString StatementCompiler::percents(QString sql) const
{
    return m_dialect.driverStyle().doublesPercents ? sql.replace(u"%"_s, u"%%"_s) : sql;
}

QString StatementCompiler::literal(const Literal &value, const SqlType *type)
{
    if (value.isNull())
        return u"NULL"_s;
    const auto rendered = renderLiteral(value, type, m_dialect, m_options);
    if (!rendered) {
        if (!m_error)
            m_error = rendered.error();
        return {};
    }
    return *rendered;
}

QString StatementCompiler::stringLiteral(const QString &text)
{
    return renderString(text, m_dialect, m_options);
}

QString StatementCompiler::placeholder(const QString &name, const Literal &value,
                                       const SqlType *type)
{
    // PostgreSQL would take these for text.
    const Affinity family = affinityOf(type);
    const bool isCast = isPostgresql() && (family == Affinity::Json || family == Affinity::Array);
    const QString suffix = isCast ? u"::"_s + typeText(*type) : QString();
    // Only where SQLAlchemy itself leaves a placeholder in a statement with inline values.
    if (m_options.literalBinds)
        return dialect::placeholder(m_dialect.driverStyle().paramstyle, name,
                                    ++m_writtenPlaceholders)
            + suffix;
    Literal sent = value;
    // None for a JSON column is a document of its own, unless the type says otherwise.
    if (value.isNull() && family == Affinity::Json && !type->jsonNoneAsNull)
        sent = Literal(Json { u"null"_s });
    const auto *uuid = std::get_if<Uuid>(&value.value);
    if (uuid && !isPostgresql() && type && type->name == u"Uuid" && m_backend != Backend::MariaDb)
        sent = Literal(QString(uuid->text).remove(u'-'));
    m_bound.push_back({ name, sent });
    return placeholderStart + QString::number(m_bound.size() - 1) + placeholderEnd + suffix;
}

QString StatementCompiler::bound(const ExpressionPtr &element, const BoundValue &value,
                                 const Place &place)
{
    Literal current = value.value;
    bool hasValue = value.hasValue;
    if (!value.name.isEmpty()) {
        const auto given = m_parameters.find(value.name);
        if (given != m_parameters.end()) {
            current = given->second;
            hasValue = true;
            m_usedParameters.insert(value.name);
        }
    }
    const bool isInline = place.literalBinds || value.literalExecute;
    if (!hasValue && !isInline && !m_options.offline)
        return fail(u"A value is required for bind parameter '%1'"_s.arg(value.name),
                    ErrorCode::Script);
    if (isInline && !hasValue)
        return value.expanding ? u"(NULL)"_s : u"NULL"_s;
    if (value.expanding) {
        BoundValue expanding = value;
        expanding.value = current;
        return u'(' + expanded(expanding, element->type.get(), place) + u')';
    }
    if (isInline)
        return literal(current, element->type.get());
    const ElementName anonymous {
        m_lowering.valueName(element.get()), {}, u"bind"_s + identityOf(element), true
    };
    const QString name =
        value.name.isEmpty() ? resolved(anonymous, u"bindparam"_s).text : value.name;
    return placeholder(name, current, element->type.get());
}

QString StatementCompiler::expanded(const BoundValue &value, const SqlType *type,
                                    const Place &place)
{
    const LiteralList *list = listOf(value.value);
    if (list == nullptr)
        return fail(u"'expanding' parameters can't be used with an empty or scalar value"_s);
    const bool isTupleType = type && type->name == u"TupleType";
    const bool isInline = place.literalBinds || value.literalExecute;
    const QString name = value.name.isEmpty() ? u"param"_s : value.name;
    const QString values = isSqlite() ? u"VALUES "_s : QString();
    if (list->items.empty())
        return (isTupleType ? values : QString())
            + emptySet(place.tupleTypes ? static_cast<int>(place.tupleTypes->size()) : 1, place);

    const SqlTypePtr none;
    const auto one = [&](const Literal &item, const SqlType *itemType, const QString &itemName) {
        return isInline ? literal(item, itemType) : placeholder(itemName, item, itemType);
    };
    QStringList parts;
    int row = 0;
    for (const Literal &item : list->items) {
        ++row;
        const LiteralList *tuple = listOf(item);
        const QString itemName = name + u'_' + QString::number(row);
        if (tuple == nullptr || affinityOf(type) == Affinity::Array) {
            parts.append(one(item, isTupleType ? nullptr : type, itemName));
            continue;
        }
        QStringList members;
        for (size_t at = 0; at < tuple->items.size(); ++at) {
            const SqlTypePtr compared =
                place.tupleTypes && at < place.tupleTypes->size() ? place.tupleTypes->at(at) : none;
            const SqlTypePtr own = comparedValueType(compared, tuple->items[at]);
            members.append(
                one(tuple->items[at], own.get(), itemName + u'_' + QString::number(at + 1)));
        }
        parts.append(u'(' + members.join(u", "_s) + u')');
    }
    const bool hasTuples =
        listOf(list->items.front()) != nullptr && affinityOf(type) != Affinity::Array;
    return (hasTuples ? values : QString()) + parts.join(u", "_s);
}

QString StatementCompiler::emptySet(int width, const Place &place)
{
    const auto repeated = [width](const QString &text) {
        return QStringList(width, text).join(u", "_s);
    };
    if (isGeneric())
        return u"SELECT 1 WHERE 1!=1"_s;
    if (isSqlite())
        return u"SELECT "_s + repeated(u"1"_s) + u" FROM (SELECT "_s + repeated(u"1"_s)
            + u") WHERE 1!=1"_s;
    if (place.expandsInList) {
        const QString nothing = width > 1 ? u'(' + repeated(u"NULL"_s) + u')' : u"NULL"_s;
        return nothing + (place.expandsNegated ? u") OR (1 = 1"_s : u") AND (1 != 1"_s);
    }
    if (isPostgresql())
        return u"SELECT "_s + repeated(u"CAST(NULL AS INTEGER)"_s) + u" WHERE 1!=1"_s;
    QStringList outer, inner;
    for (int at = 0; at < width; ++at) {
        outer.append(u"_in_"_s + QString::number(at));
        inner.append(u"1 AS _in_"_s + QString::number(at));
    }
    return u"SELECT "_s + outer.join(u", "_s) + u" FROM (SELECT "_s + inner.join(u", "_s)
        + u") as _empty_set WHERE 1!=1"_s;
}

QString StatementCompiler::fail(const QString &message, ErrorCode code)
{
    if (!m_error)
        m_error = Error { code, message, {}, {}, {}, {} };
    return {};
}

Place StatementCompiler::start() const
{
    Place place;
    place.literalBinds = m_options.literalBinds;
    place.includeTable = m_context.includeTable;
    place.inOperator = m_withinOperator;
    return place;
}

Result<Statement> StatementCompiler::finished(QString sql)
{
    if (!m_error && !m_lowering.error().isEmpty())
        fail(m_lowering.error());
    if (m_error)
        return failure(*m_error);
    Statement statement;
    if (m_bound.empty()) {
        statement.sql = std::move(sql);
        return statement;
    }
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = sql[at] == placeholderStart ? sql.indexOf(placeholderEnd, at) : -1;
        bool isNumber = false;
        const size_t index = end > at ? sql.mid(at + 1, end - at - 1).toULongLong(&isNumber) : 0;
        if (!isNumber || index >= m_bound.size()) {
            statement.sql += sql[at++];
            continue;
        }
        statement.placeholders.push_back(statement.sql.size());
        statement.parameters.push_back(m_bound[index]);
        statement.sql +=
            isPostgresql() ? u'$' + QString::number(statement.parameters.size()) : u"?"_s;
        at = end + 1;
    }
    return statement;
}

} // namespace limbeck::dialect
