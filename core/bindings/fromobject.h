// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/elementobject.h"

namespace limbeck::bindings {

/// `table.c`: columns by key, attribute and position.
class ColumnCollection : public lang::Object
{
public:
    static constexpr const char *typeName = "ColumnCollection";

    explicit ColumnCollection(lang::Type *type)
        : Object(type)
    {
    }

    void add(const QString &key, const Value &column);
    /// The column of a key; null if there is none.
    [[nodiscard]] const Value *find(const QString &key) const;

    [[nodiscard]] const std::vector<std::pair<QString, Value>> &items() const { return m_items; }

    void clear() { m_items.clear(); }

    QString owner; ///< the table's name, for messages

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    QStringList attributeNames(Interpreter &interpreter) const override;
    std::optional<qint64> length(Interpreter &interpreter) override;
    Value getItem(Interpreter &interpreter, const Value &key) override;
    std::optional<bool> contains(Interpreter &interpreter, const Value &item) override;
    Value iterate(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    std::vector<std::pair<QString, Value>> m_items;
};

/// Anything that can stand in FROM: alias, subquery, CTE, join, VALUES, table-valued function.
/// Tables derive from it.
class FromObject : public lang::Object
{
public:
    static constexpr const char *typeName = "FromClause";

    explicit FromObject(lang::Type *type)
        : Object(type)
    {
    }

    [[nodiscard]] virtual schema::FromClausePtr from(Interpreter &interpreter);
    void setFrom(schema::FromClausePtr from);
    [[nodiscard]] virtual lang::Ref<ColumnCollection> columns(Interpreter &interpreter);

    Value element; ///< what it was made of

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    QString str(Interpreter &interpreter) override;
    void clearReferences() override;

protected:
    schema::FromClausePtr m_from;
    lang::Ref<ColumnCollection> m_columns;
};

/// A FROM object of class @p className.
[[nodiscard]] lang::Ref<FromObject> makeFrom(Interpreter &interpreter, const char *className,
                                             schema::FromClause from);

/// The columns of a FROM clause: key and expression.
struct FromColumn
{
    QString key;
    schema::ExpressionPtr expression;
};

[[nodiscard]] std::vector<FromColumn> fromColumns(const schema::FromClausePtr &from);
/// The name that a column of a SELECT has outside of it; empty for one that gets an anonymous name.
[[nodiscard]] schema::Identifier exportedName(const schema::Expression &expression);

/// alias(), join(), select() …: what all FROM objects have.
void addFromMethods(lang::TypeBuilder &type);

/// Reads the foreign keys of the tables that the script made: a join without ON looks for them.
void settleForeignKeys(Interpreter &interpreter);

} // namespace limbeck::bindings
