// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialect/connection.h"
#include "core/dialect/dialect.h"

namespace limbeck::dialect {

/// The schema that operations make of an empty database: answers where there is none to ask.
///
/// Tables stand in it as a database would tell them: with names resolved, constraints and indexes
/// apart from their columns. A value; copies share tables, which are replaced and never changed.
class SchemaModel final : public SchemaSource
{
public:
    explicit SchemaModel(const Dialect &dialect, schema::NamingConvention convention = {});

    /// Follows one operation. What cannot be followed (SQL text that changes the schema, a table
    /// that no operation made) is a gap from now on.
    void follow(const ops::Operation &operation);
    /// Something happened to the schema that nobody can tell: @p why, for the message to whoever
    /// asks. It concerns what @p text names; an empty one: everything.
    void loseTrack(const QString &why, const QString &text = {});

    [[nodiscard]] const Dialect &dialect() const { return *m_dialect; }

    [[nodiscard]] const schema::Catalog &catalog() const { return m_catalog; }

    /// Errors: DataDependent when a gap concerns the table.
    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schemaName) override;
    Result<bool> hasType(const QString &name, const std::optional<QString> &schemaName) override;
    /// Errors: DataDependent when there is any gap: what is listed could be too little.
    [[nodiscard]] Result<> requireWhole() const;

private:
    struct Gap
    {
        QString text; ///< SQL or a script that names what it concerns; empty: everything
        QString why;
    };

    class Follower;

    [[nodiscard]] Result<> requireKnown(const QString &name) const;

    const Dialect *m_dialect;
    schema::NamingConvention m_convention;
    schema::Catalog m_catalog;
    std::vector<Gap> m_gaps;
};

/// A SchemaModel, asked as a database is.
class ModelInspector final : public Inspector
{
public:
    explicit ModelInspector(SchemaModel &model)
        : m_model(model)
    {
    }

    Result<QString> defaultSchema() override;
    Result<QStringList> schemaNames() override;
    Result<QStringList> tableNames(const std::optional<QString> &schema) override;
    /// None: views are made by SQL text only, which is a gap.
    Result<QStringList> viewNames(const std::optional<QString> &schema) override;
    Result<QString> viewDefinition(const QString &name,
                                   const std::optional<QString> &schema) override;
    Result<schema::TablePtr> table(const QString &name,
                                   const std::optional<QString> &schema) override;
    Result<std::vector<schema::SqlTypePtr>> enums(const std::optional<QString> &schema) override;
    Result<std::vector<schema::Sequence>> sequences(const std::optional<QString> &schema) override;
    Result<schema::Catalog> catalog(const std::optional<QString> &schema) override;

private:
    /// The schema to look in: none for the default one.
    [[nodiscard]] std::optional<QString> own(const std::optional<QString> &schema);

    SchemaModel &m_model;
};

} // namespace limbeck::dialect
