// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/connectionobject.h"

namespace limbeck::bindings {

/// connection.begin() and begin_nested(): a transaction, a savepoint, or a block inside a
/// transaction that is the run's own.
class TransactionObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Transaction";

    explicit TransactionObject(lang::Type *type)
        : Object(type)
    {
    }

    lang::Ref<ConnectionObject> connection;
    QString savepoint; ///< of begin_nested(); empty for a transaction
    bool isInner = false; ///< inside of a transaction that somebody else ends
    bool isActive = true;

    void finish(lang::Interpreter &interpreter, bool commit);

    lang::Value enter(lang::Interpreter &interpreter) override;
    bool exit(lang::Interpreter &interpreter, const lang::Value &exception) override;

    [[nodiscard]] bool isContextManager() const override { return true; }

    void clearReferences() override;
};

void defineTransactionObjects(lang::ModuleBuilder &module);
[[nodiscard]] lang::Value beginOn(lang::Interpreter &interpreter, const lang::Value &connection);
[[nodiscard]] lang::Value beginNestedOn(lang::Interpreter &interpreter,
                                        const lang::Value &connection);
/// connection.commit() and rollback(). The migration's transaction begins again at once, as
/// SQLAlchemy's autobegin would.
void endTransaction(lang::Interpreter &interpreter, ConnectionObject &connection, bool commit);

} // namespace limbeck::bindings
