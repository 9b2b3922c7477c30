// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/columnobject.h"
#include "core/bindings/fromobject.h"
#include "core/bindings/schemaitem.h"

namespace limbeck::bindings {

/// A Table, or a light table().
class TableObject : public FromObject
{
public:
    static constexpr const char *typeName = "Table";

    explicit TableObject(lang::Type *type);
    ~TableObject() override;

    [[nodiscard]] const schema::TablePtr &table() const { return m_table; }

    void setTable(schema::TablePtr table);
    [[nodiscard]] QString key() const;

    /// Adds or replaces a column of the same key.
    void addColumn(const lang::Ref<ColumnObject> &column);
    void removeColumn(const QString &key);
    [[nodiscard]] Value findColumn(const QString &key) const; ///< by key, then by name; else absent

    [[nodiscard]] const std::vector<lang::Ref<ColumnObject>> &columnObjects() const
    {
        return m_columnObjects;
    }

    /// A Column, constraint or index, as Table(…) takes it.
    void addItem(Interpreter &interpreter, const Value &item);

    /// Constraints and indexes as schema values, types resolved for @p dialect.
    const schema::TablePtr &resolve(Interpreter &interpreter, const Dialect &dialect);

    Value metadata; ///< None for a light table
    std::vector<Value> constraints; ///< ConstraintObjects
    std::vector<Value> indexes; ///< IndexObjects
    Value info;
    Value keywords; ///< dialect keywords as given, a dict

    schema::FromClausePtr from(Interpreter &interpreter) override;
    lang::Ref<ColumnCollection> columns(Interpreter &interpreter) override;
    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    std::shared_ptr<Wrappers> m_wrappers;
    schema::TablePtr m_table;
    std::vector<lang::Ref<ColumnObject>> m_columnObjects;
};

/// The PrimaryKeyConstraint of a table, made of its key columns when the script gave none.
[[nodiscard]] Value primaryKeyOf(Interpreter &interpreter, TableObject &table);
/// A copy for another metadata: to_metadata().
[[nodiscard]] lang::Ref<TableObject> copyTable(Interpreter &interpreter, TableObject &table,
                                               const Value &metadata, const Value &schema,
                                               const Value &name);
/// A copy of a constraint, index or foreign key that belongs to no table.
[[nodiscard]] Value copySchemaItem(Interpreter &interpreter, const Value &item);
/// Script objects of reflected values.
[[nodiscard]] Value serverDefaultObject(Interpreter &interpreter,
                                        const schema::ServerDefault &value);
[[nodiscard]] Value identityObject(Interpreter &interpreter, const schema::Identity &identity);
[[nodiscard]] Value computedObject(Interpreter &interpreter, const schema::Computed &computed);
[[nodiscard]] Value foreignKeyObject(Interpreter &interpreter,
                                     const schema::ForeignKeyConstraint &key, ColumnObject &parent);
[[nodiscard]] Value constraintObject(Interpreter &interpreter,
                                     const schema::Constraint &constraint);
[[nodiscard]] Value indexObject(Interpreter &interpreter, const schema::Index &index);
/// Fills @p table with what the inspector of @p bind knows of it; raises NoSuchTableError.
void reflectTable(Interpreter &interpreter, TableObject &table, const Value &bind);
/// insert(), update(), delete() … of tables.
void addTableStatements(lang::TypeBuilder &type);

} // namespace limbeck::bindings
