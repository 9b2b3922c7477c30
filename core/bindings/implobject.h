// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// What scripts see of Alembic's DefaultImpl: context.impl, operations.impl.
class ImplObject : public lang::Object
{
public:
    static constexpr const char *typeName = "DefaultImpl";

    explicit ImplObject(lang::Type *type)
        : Object(type)
    {
    }

    HostSessionPtr session;
    lang::Value migrationContext;
    lang::Value tableName, schema; ///< of a batch

    QString repr(lang::Interpreter &interpreter) override;
    void clearReferences() override;
};

/// Module alembic.ddl.impl.
void defineImpl(lang::ModuleBuilder &module);

} // namespace limbeck::bindings
