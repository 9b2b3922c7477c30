// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/rowobject.h"

namespace limbeck::bindings {

/// Where the rows of a result come from: one at a time.
class RowSource
{
public:
    virtual ~RowSource() = default;
    /// The next row's values; false at the end.
    virtual bool next(lang::Interpreter &interpreter, lang::ValueVector &values) = 0;
};

/// sqlalchemy.engine.Result, ScalarResult and MappingResult: rows that are read as the script asks
/// for them.
class ResultObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Result";

    enum class Form { Rows, Scalars, Mappings };

    explicit ResultObject(lang::Type *type)
        : Object(type)
    {
    }

    std::shared_ptr<RowSource> source; ///< null: the statement gives no rows, or it was closed
    RowKeysPtr keys;
    Form form = Form::Rows;
    int scalarColumn = 0;
    bool isUnique = false;
    bool givesRows = false;
    lang::ValueVector seen; ///< rows given already, for unique()
    lang::Value connection; ///< keeps it alive
    qint64 touchedRows = -1;
    std::optional<qint64> lastInsertId;
    std::unique_ptr<dialect::Cursor> ahead; ///< was sent ahead: it counts, once it is answered
    lang::Value insertedPrimaryKey;
    int batchSize = 0; ///< partitions()

    /// The next row in the result's form; absent at the end.
    [[nodiscard]] lang::Value fetch(lang::Interpreter &interpreter);
    [[nodiscard]] lang::ValueVector fetchAll(lang::Interpreter &interpreter);
    void close();
    /// Rows that the statement touched; -1 where the database does not tell.
    [[nodiscard]] qint64 affectedRows(lang::Interpreter &interpreter) const;

    lang::Value iterate(lang::Interpreter &interpreter) override;
    bool next(lang::Interpreter &interpreter, lang::Value &item) override;

    [[nodiscard]] bool isIterator() const override { return true; }

    bool truth(lang::Interpreter &) override { return true; }

    lang::Value enter(lang::Interpreter &interpreter) override;
    bool exit(lang::Interpreter &interpreter, const lang::Value &exception) override;

    [[nodiscard]] bool isContextManager() const override { return true; }

    void clearReferences() override;
};

/// What execute() returns offline, where Alembic's mock returns None: harmless until it is used,
/// then the step is data-dependent.
class OfflineResult : public lang::Object
{
public:
    static constexpr const char *typeName = "OfflineResult";

    explicit OfflineResult(lang::Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;
    QString what = QStringLiteral("rows"); ///< for the message: "rows of a query"

    lang::Value attribute(lang::Interpreter &interpreter, lang::Str *name) override;
    bool setAttribute(lang::Interpreter &interpreter, lang::Str *name,
                      const lang::Value &value) override;
    lang::Value call(lang::Interpreter &interpreter, const lang::Arguments &arguments) override;

    [[nodiscard]] bool isCallable() const override { return true; }

    QString str(lang::Interpreter &interpreter) override;
    bool truth(lang::Interpreter &interpreter) override;
    qint64 hash(lang::Interpreter &interpreter) override;
    lang::Value compare(lang::Interpreter &interpreter, lang::Comparison comparison,
                        const lang::Value &other) override;
    lang::Value binary(lang::Interpreter &interpreter, lang::BinaryOperator op,
                       const lang::Value &other, bool reflected) override;
    std::optional<qint64> length(lang::Interpreter &interpreter) override;
    lang::Value getItem(lang::Interpreter &interpreter, const lang::Value &key) override;
    std::optional<bool> contains(lang::Interpreter &interpreter, const lang::Value &item) override;
    lang::Value iterate(lang::Interpreter &interpreter) override;
    void clearReferences() override;

private:
    [[noreturn]] void stop(lang::Interpreter &interpreter) const;
};

void defineResults(lang::ModuleBuilder &module);
/// A result over the rows of @p cursor, their values read as @p types say (null: as they are).
[[nodiscard]] lang::Value makeResult(lang::Interpreter &interpreter,
                                     std::unique_ptr<dialect::Cursor> cursor,
                                     const dialect::Dialect &dialect, QStringList names,
                                     std::vector<schema::SqlTypePtr> types,
                                     const lang::Value &connection);
[[nodiscard]] lang::Value makeOfflineResult(lang::Interpreter &interpreter,
                                            const HostSessionPtr &session,
                                            const QString &what = QStringLiteral("rows"));

} // namespace limbeck::bindings
