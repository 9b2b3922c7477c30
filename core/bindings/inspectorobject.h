// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/connectionobject.h"

namespace limbeck::bindings {

/// sqlalchemy.engine.reflection.Inspector: answers of the database, each table asked for once.
class InspectorObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Inspector";

    explicit InspectorObject(lang::Type *type)
        : Object(type)
    {
    }

    lang::Value bind;
    lang::Ref<ConnectionObject> connection;
    std::map<std::pair<QString, QString>, schema::TablePtr> tables; ///< by schema and name

    /// The table; NoSuchTableError if there is none of that name.
    [[nodiscard]] const schema::Table &table(lang::Interpreter &interpreter, const QString &name,
                                             const std::optional<QString> &schemaName);
    /// The table, null if there is none.
    [[nodiscard]] schema::TablePtr findTable(lang::Interpreter &interpreter, const QString &name,
                                             const std::optional<QString> &schemaName);
    [[nodiscard]] dialect::Inspector &inspector(lang::Interpreter &interpreter) const;

    void clearReferences() override;
};

void defineInspector(lang::ModuleBuilder &module);

// The dicts of SQLAlchemy's Inspector. Source: SQLAlchemy, `engine/interfaces.py`, "Reflected…".
[[nodiscard]] lang::Value describeColumns(lang::Interpreter &interpreter,
                                          const schema::Table &table,
                                          const dialect::Dialect &dialect);
[[nodiscard]] lang::Value describePrimaryKey(lang::Interpreter &interpreter,
                                             const schema::Table &table);
[[nodiscard]] lang::Value describeForeignKeys(lang::Interpreter &interpreter,
                                              const schema::Table &table);
[[nodiscard]] lang::Value describeIndexes(lang::Interpreter &interpreter,
                                          const schema::Table &table,
                                          const dialect::Dialect &dialect);
[[nodiscard]] lang::Value describeUniqueConstraints(lang::Interpreter &interpreter,
                                                    const schema::Table &table,
                                                    const dialect::Dialect &dialect);
[[nodiscard]] lang::Value describeChecks(lang::Interpreter &interpreter, const schema::Table &table,
                                         const dialect::Dialect &dialect);

} // namespace limbeck::bindings
