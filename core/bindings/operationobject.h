// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

#include <span>

namespace limbeck::bindings {

/// An instance of one of alembic.operations.ops' classes: what a directive says, as attributes.
///
/// Scripts may make, read and change it, and derive classes of their own for register_operation().
class OperationObject : public lang::Object
{
public:
    static constexpr const char *typeName = "MigrateOperation";

    explicit OperationObject(lang::Type *type)
        : Object(type, lang::Kind::Native)
    {
    }
};

/// One class of alembic.operations.ops and the directives that make its objects.
///
/// Each directive calls the constructor with its arguments under the constructor's names, as
/// Alembic's own do, so that surplus keywords are swallowed or refused in the same places.
struct OperationClass
{
    const char *name; ///< "CreateIndexOp"
    const char *base; ///< "AlterTableOp"
    const char *constructor; ///< "(self, index_name, …)"
    /// "create_index(index_name, …)", or null if no directive of `op` makes it.
    const char *directive;
    /// The same inside of batch_alter_table(), which gives table and schema; or null.
    const char *batchDirective;
    /// Directive's parameter → constructor's parameter, where they differ: "type_ modify_type …".
    const char *directiveNames;
    /// Constructor's parameter → attribute, where they differ.
    const char *attributeNames;
};

/// All classes, bases first.
[[nodiscard]] std::span<const OperationClass> operationClasses();

/// The class of @p operation, or the nearest of its bases that stands in operationClasses(); null
/// for anything else.
[[nodiscard]] const OperationClass *operationClassOf(lang::Interpreter &interpreter,
                                                     const lang::Value &operation);

/// Fills module alembic.operations.ops.
void defineOperationClasses(lang::ModuleBuilder &module);

/// The class @p name of alembic.operations.ops.
[[nodiscard]] lang::Value operationClass(lang::Interpreter &interpreter, const char *name);

/// Calls class @p operationClass with the arguments of a directive; @p tableName and @p schema are
/// added for directives of a batch (else absent).
[[nodiscard]] lang::Value makeOperation(const OperationClass &operationClass,
                                        const lang::Value &type, const lang::Args &arguments,
                                        const lang::Value &tableName = lang::Value::absent(),
                                        const lang::Value &schema = lang::Value::absent());

} // namespace limbeck::bindings
