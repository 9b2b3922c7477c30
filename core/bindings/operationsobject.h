// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"
#include "core/bindings/operationobject.h"

namespace limbeck::bindings {

/// alembic.operations.Operations: the directives, bound to a MigrationContext. `alembic.op` is a
/// module over the current one.
class OperationsObject : public lang::Object
{
public:
    static constexpr const char *typeName = "Operations";

    explicit OperationsObject(lang::Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;
    lang::Value migrationContext;
    /// The block of batch_alter_table() that this object collects; null for plain operations.
    std::shared_ptr<ops::BatchAlterTable> batch;
    lang::Value batchTable, batchSchema; ///< as the script gave them

    void clearReferences() override;
};

/// Module alembic.operations.base: Operations, BatchOperations, AbstractOperations.
void defineOperations(lang::ModuleBuilder &module, const HostSessionPtr &session);
/// Module alembic.op: each directive and method of Operations as a function.
void defineOpModule(lang::ModuleBuilder &module, const HostSessionPtr &session);

/// A new Operations over @p migrationContext.
[[nodiscard]] lang::Value makeOperations(lang::Interpreter &interpreter,
                                         const HostSessionPtr &session,
                                         const lang::Value &migrationContext);

/// op.invoke(operation): runs it, or notes it when @p self is a batch. Returns what the directive
/// returns.
lang::Value invokeOperation(lang::Interpreter &interpreter, OperationsObject &self,
                            const lang::Value &operation);

} // namespace limbeck::bindings
