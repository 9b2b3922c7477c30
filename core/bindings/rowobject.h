// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

#include <QHash>

namespace limbeck::bindings {

/// The names of a result's columns; shared by its rows.
struct RowKeys
{
    explicit RowKeys(QStringList names);

    QStringList names;
    QHash<QString, int> positions; ///< of the first column of a name

    /// Position of a column by name, Column object or index; -1 if there is none.
    [[nodiscard]] int position(lang::Interpreter &interpreter, const lang::Value &key) const;
};

using RowKeysPtr = std::shared_ptr<const RowKeys>;

/// sqlalchemy.engine.Row: a tuple whose items can be had by name.
class RowObject : public lang::Tuple
{
public:
    static constexpr const char *typeName = "Row";

    explicit RowObject(lang::Type *type)
        : Tuple(type, {})
    {
    }

    RowObject(lang::Type *type, lang::ValueVector items, RowKeysPtr rowKeys)
        : Tuple(type, std::move(items))
        , keys(std::move(rowKeys))
    {
    }

    RowKeysPtr keys;

    lang::Value attribute(lang::Interpreter &interpreter, lang::Str *name) override;
    QStringList attributeNames(lang::Interpreter &interpreter) const override;
    lang::Value getItem(lang::Interpreter &interpreter, const lang::Value &key) override;
};

/// row._mapping, result.mappings(): the row as a read-only dict.
class RowMappingObject : public lang::Object
{
public:
    static constexpr const char *typeName = "RowMapping";

    explicit RowMappingObject(lang::Type *type)
        : Object(type)
    {
    }

    lang::Ref<RowObject> row;

    std::optional<qint64> length(lang::Interpreter &interpreter) override;
    lang::Value getItem(lang::Interpreter &interpreter, const lang::Value &key) override;
    std::optional<bool> contains(lang::Interpreter &interpreter, const lang::Value &item) override;
    lang::Value iterate(lang::Interpreter &interpreter) override;
    lang::Value compare(lang::Interpreter &interpreter, lang::Comparison comparison,
                        const lang::Value &other) override;
    QString repr(lang::Interpreter &interpreter) override;
    void clearReferences() override;
};

void defineRows(lang::ModuleBuilder &module);
[[nodiscard]] lang::Ref<RowObject> makeRow(lang::Interpreter &interpreter, lang::ValueVector items,
                                           RowKeysPtr keys);
[[nodiscard]] lang::Value makeRowMapping(lang::Interpreter &interpreter,
                                         const lang::Ref<RowObject> &row);

} // namespace limbeck::bindings
