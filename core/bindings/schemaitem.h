// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/columnobject.h"

namespace limbeck::bindings {

/// ForeignKey("table.column") inside of a column.
class ForeignKeyObject : public lang::Object
{
public:
    static constexpr const char *typeName = "ForeignKey";

    explicit ForeignKeyObject(lang::Type *type)
        : Object(type)
    {
    }

    Value target; ///< a str or a Column
    Value name;
    schema::ForeignKeyOptions options;
    std::optional<QString> comment;
    ColumnObject *parent = nullptr;
    Value constraint; ///< the ForeignKeyConstraint it belongs to, if it was written as one

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

/// PrimaryKeyConstraint, UniqueConstraint, CheckConstraint, ForeignKeyConstraint,
/// ExcludeConstraint.
class ConstraintObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Constraint";

    explicit ConstraintObject(lang::Type *type)
        : Object(type)
    {
    }

    enum class Kind { PrimaryKey, Unique, Check, ForeignKey, Exclude };
    Kind kind = Kind::Check;
    quint64 creationOrder = 0;
    Value name;
    std::vector<Value>
        columns; ///< str or columns; of an ExcludeConstraint its (element, operator) pairs
    std::vector<Value> references; ///< of a ForeignKeyConstraint
    Value condition; ///< of a CheckConstraint; `where` of an ExcludeConstraint
    QString usingMethod = QStringLiteral("gist");
    Value operatorClasses; ///< ExcludeConstraint(ops={…})
    schema::ForeignKeyOptions
        options; ///< deferrable, initially, dialect options; actions of a foreign key
    std::optional<QString> comment;
    TableObject *table = nullptr;

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

class IndexObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Index";

    explicit IndexObject(lang::Type *type)
        : Object(type)
    {
    }

    Value name;
    std::vector<Value> expressions;
    bool unique = false;
    bool isOfColumn = false; ///< shows what index=True of a column says, which stays with that
    Value options; ///< dialect keywords, a dict
    Value info;
    TableObject *table = nullptr;

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(Interpreter &interpreter, lang::Str *name, const Value &value) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

/// Sequence, Identity, Computed, DefaultClause, FetchedValue and the column defaults of Python's
/// side: what stands behind a column's value.
class DefaultObject : public lang::Object
{
public:
    static constexpr const char *typeName = "DefaultGenerator";

    explicit DefaultObject(lang::Type *type)
        : Object(type)
    {
    }

    enum class Kind { Sequence, Identity, Computed, ServerDefault, Fetched, ColumnDefault };
    Kind kind = Kind::Fetched;
    Value argument; ///< of a default: what the script gave; Computed: its text
    Value metadata;
    schema::Sequence sequence;
    schema::Identity identity;
    std::optional<bool> persisted;
    bool forUpdate = false;
    bool isOptional = false; ///< a Sequence that only databases without SERIAL need
    ColumnObject *column = nullptr;

    Value attribute(Interpreter &interpreter, lang::Str *name) override;
    QString repr(Interpreter &interpreter) override;
    void clearReferences() override;
};

/// One column's foreign key as a constraint of one column.
[[nodiscard]] schema::ForeignKeyConstraint toForeignKey(Interpreter &interpreter,
                                                        const ForeignKeyObject &key);

/// Where a ForeignKey points: "schema.table.column", split.
struct ForeignKeyTarget
{
    std::optional<schema::Identifier> schema;
    schema::Identifier table, column;
};

[[nodiscard]] ForeignKeyTarget foreignKeyTarget(Interpreter &interpreter, const Value &target,
                                                const TableObject *referring);
/// Reads deferrable, initially, comment, info and dialect keywords that constraints have in common.
void takeConstraintOptions(lang::Args &arguments, ConstraintObject &constraint);
/// Dialect keywords as they are; others throw TypeError in SQLAlchemy's words.
[[nodiscard]] schema::DialectOptions takeDialectKeywords(Interpreter &interpreter,
                                                         lang::Dict &keywords);
/// A default= or onupdate= as an object of Column's attribute.
[[nodiscard]] Value makeColumnDefault(Interpreter &interpreter, const Value &value, bool forUpdate);
/// A server_default= as an object of Column's attribute; refuses what SQLAlchemy refuses.
[[nodiscard]] Value makeServerDefault(Interpreter &interpreter, const Value &value, bool forUpdate);

/// DROP INDEX of an index as it is.
/// DROP INDEX of @p index, made of @p element. Throws CompileError for one without a name.
[[nodiscard]] ops::DropIndex dropIndexOperation(Interpreter &interpreter, const Value &element,
                                                const schema::Index &index, bool ifExists);
/// That of the table's MetaData; the default one if it has none.
[[nodiscard]] schema::NamingConvention conventionOf(Interpreter &interpreter,
                                                    const TableObject &table);

void defineDefaults(lang::ModuleBuilder &module);
void defineConstraints(lang::ModuleBuilder &module);

} // namespace limbeck::bindings
