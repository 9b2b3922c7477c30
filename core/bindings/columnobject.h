// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/elementobject.h"

namespace limbeck::bindings {

class TableObject;

/// A Column or a light column(): an expression, and the column of a table once it belongs to one.
class ColumnObject : public ElementObject
{
public:
    static constexpr const char *typeName = "Column";

    explicit ColumnObject(lang::Type *type);
    ~ColumnObject() override;

    [[nodiscard]] const schema::ColumnPtr &column() const { return m_column; }

    void setColumn(schema::ColumnPtr column);

    /// The table that it belongs to; null outside of one.
    [[nodiscard]] TableObject *table() const { return m_table; }

    void setTable(TableObject *table);
    /// Its table object goes away; in statements the column still stands for @p from.
    void outlive(schema::FromClausePtr from);

    Value defaultValue; ///< a ColumnDefault, Sequence or None
    Value onUpdate;
    Value serverDefault; ///< as scripts read it: DefaultClause, FetchedValue, Identity, Computed or
                         ///< None
    Value serverOnUpdate;
    Value identity, computed;
    Value info;
    std::vector<Value> foreignKeys; ///< ForeignKeyObjects
    std::vector<Value> constraints; ///< CHECKs given inside of the column
    std::vector<Value> arguments; ///< positional items as given, for copy()
    bool isLiteral = false;

    /// Resolves types that depend on the database into the column.
    const schema::ColumnPtr &resolve(Interpreter &interpreter, const Dialect &dialect);

    schema::ExpressionPtr expression(Interpreter &interpreter) override;
    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    QString str(Interpreter &interpreter) override;
    qint64 hash(Interpreter &interpreter) override;
    void clearReferences() override;

private:
    std::shared_ptr<Wrappers> m_wrappers;
    schema::ColumnPtr m_column;
    TableObject *m_table = nullptr;
    schema::FromClausePtr m_from; ///< of a table() that is only its columns' any more
};

/// Whether a copy of a table's column has its foreign keys: for another table like it. SQLAlchemy's
/// `_copy()` leaves them, as each is a constraint of the table.
enum class ForeignKeys { Kept, LeftToTheTable };

/// A fresh column with the same definition, belonging to no table.
[[nodiscard]] lang::Ref<ColumnObject> copyColumn(Interpreter &interpreter, ColumnObject &original,
                                                 ForeignKeys keys = ForeignKeys::Kept);
/// The Column object of a schema column, made when there is none.
[[nodiscard]] lang::Ref<ColumnObject> columnObjectOf(Interpreter &interpreter,
                                                     const schema::ColumnPtr &column);
/// A light column().
[[nodiscard]] lang::Ref<ColumnObject> makeLightColumn(Interpreter &interpreter,
                                                      const schema::Identifier &name,
                                                      const Value &type, bool isLiteral);

} // namespace limbeck::bindings
