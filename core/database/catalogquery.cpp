// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/database/catalogquery.h"

#include "core/database/statementtext.h"

using namespace Qt::StringLiterals;

namespace limbeck::database {

namespace {

QString textOf(const schema::Literal &literal)
{
    if (const auto *text = std::get_if<QString>(&literal.value))
        return *text;
    if (const auto *number = std::get_if<qint64>(&literal.value))
        return QString::number(*number);
    if (const auto *bytes = std::get_if<QByteArray>(&literal.value))
        return QString::fromUtf8(*bytes);
    if (const auto *flag = std::get_if<bool>(&literal.value))
        return *flag ? u"true"_s : u"false"_s;
    if (const auto *decimal = std::get_if<schema::Decimal>(&literal.value))
        return decimal->text;
    if (const auto *json = std::get_if<schema::Json>(&literal.value))
        return json->text;
    return {};
}

} // namespace

const schema::Literal &CatalogRow::value(const QString &column) const
{
    static const schema::Literal null = schema::Null {};
    const auto found = m_columns.constFind(column);
    Q_ASSERT_X(found != m_columns.constEnd(), "CatalogRow", qPrintable(column));
    return found == m_columns.constEnd() ? null : m_values[static_cast<std::size_t>(*found)];
}

QString CatalogRow::text(const QString &column) const
{
    return textOf(value(column));
}

std::optional<QString> CatalogRow::optionalText(const QString &column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

qint64 CatalogRow::number(const QString &column) const
{
    return text(column).toLongLong();
}

std::optional<qint64> CatalogRow::optionalNumber(const QString &column) const
{
    return isNull(column) ? std::nullopt : std::optional(number(column));
}

bool CatalogRow::flag(const QString &column) const
{
    const QString word = text(column);
    return !word.isEmpty() && word != "false"_L1 && word != "0"_L1;
}

QStringList CatalogRow::list(const QString &column) const
{
    QStringList items;
    const auto *list =
        std::get_if<std::shared_ptr<const schema::LiteralList>>(&value(column).value);
    if (!list)
        return items;
    for (const schema::Literal &item : (*list)->items)
        items << textOf(item);
    return items;
}

Result<std::vector<CatalogRow>> catalogQuery(dialect::Connection &connection, const QString &sql,
                                             std::vector<schema::Literal> values)
{
    dialect::Statement statement { sql, {}, {}, {}, {} };
    if (!values.empty())
        statement = withParameters(sql, std::move(values));
    auto cursor = connection.execute(statement);
    if (!cursor)
        return failure(cursor.error());
    const QStringList names = (*cursor)->columns();
    QHash<QString, int> columns;
    for (int i = 0; i < names.size(); ++i)
        columns.insert(names[i], i);

    std::vector<CatalogRow> rows;
    for (;;) {
        const auto more = (*cursor)->next();
        if (!more)
            return failure(more.error());
        if (!*more)
            return rows;
        std::vector<schema::Literal> row;
        for (int i = 0; i < names.size(); ++i)
            row.push_back((*cursor)->value(i));
        rows.emplace_back(columns, std::move(row));
    }
}

} // namespace limbeck::database
