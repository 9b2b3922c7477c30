// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialect/schemamodel.h"

using namespace Qt::StringLiterals;

namespace limbeck::dialect {

namespace {

template <typename Item>
bool isIn(const std::optional<QString> &schema, const Item &item)
{
    return schema ? item.schema && item.schema->text == *schema
                  : !item.schema || item.schema->isEmpty();
}

} // namespace

std::optional<QString> ModelInspector::own(const std::optional<QString> &schema)
{
    const auto ofDatabase = defaultSchema();
    return schema && ofDatabase && *schema == *ofDatabase ? std::nullopt : schema;
}

Result<QString> ModelInspector::defaultSchema()
{
    switch (m_model.dialect().backend()) {
    case Backend::PostgreSql:
        return u"public"_s;
    case Backend::Sqlite:
        return u"main"_s;
    default:
        return failure(ErrorCode::DataDependent,
                       u"The script asks for the name of the database, which is known when it "
                       "runs"_s);
    }
}

Result<QStringList> ModelInspector::schemaNames()
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    QStringList names;
    if (const auto ofDatabase = defaultSchema())
        names += *ofDatabase;
    for (const schema::TablePtr &table : m_model.catalog().tables) {
        if (table->schema && !names.contains(table->schema->text))
            names += table->schema->text;
    }
    return names;
}

Result<QStringList> ModelInspector::tableNames(const std::optional<QString> &schema)
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    QStringList names;
    for (const schema::TablePtr &table : m_model.catalog().tables) {
        if (isIn(own(schema), *table))
            names += table->name.text;
    }
    return names;
}

Result<QStringList> ModelInspector::viewNames(const std::optional<QString> &)
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    return QStringList {};
}

Result<QString> ModelInspector::viewDefinition(const QString &name, const std::optional<QString> &)
{
    return failure(
        ErrorCode::DataDependent,
        u"The script reads the definition of view %1, which is known when it runs"_s.arg(name));
}

Result<schema::TablePtr> ModelInspector::table(const QString &name,
                                               const std::optional<QString> &schema)
{
    return m_model.table(name, own(schema));
}

Result<std::vector<schema::SqlTypePtr>> ModelInspector::enums(const std::optional<QString> &schema)
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    std::vector<schema::SqlTypePtr> found;
    for (const schema::SqlTypePtr &type : m_model.catalog().enums) {
        if (type->typeSchema == own(schema))
            found.push_back(type);
    }
    return found;
}

Result<std::vector<schema::Sequence>>
ModelInspector::sequences(const std::optional<QString> &schema)
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    std::vector<schema::Sequence> found;
    for (const schema::Sequence &sequence : m_model.catalog().sequences) {
        if (isIn(own(schema), sequence))
            found.push_back(sequence);
    }
    return found;
}

Result<schema::Catalog> ModelInspector::catalog(const std::optional<QString> &schema)
{
    if (const auto whole = m_model.requireWhole(); !whole)
        return failure(whole.error());
    schema::Catalog result;
    for (const schema::TablePtr &table : m_model.catalog().tables) {
        if (isIn(own(schema), *table))
            result.tables.push_back(table);
    }
    result.enums = m_model.catalog().enums;
    result.sequences = m_model.catalog().sequences;
    return result;
}

} // namespace limbeck::dialect
