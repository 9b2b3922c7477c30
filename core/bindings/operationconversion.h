// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/bindings/hostsession.h"

namespace limbeck::bindings {

/// What an object of alembic.operations.ops comes to.
struct ConvertedOperation
{
    std::vector<ops::Operation> operations;
    lang::Value result; ///< what the directive returns: create_table()'s Table
};

/// Turns an object of alembic.operations.ops into operations of the engine.
///
/// Runs inside a script's call: wrong arguments are script exceptions with Alembic's and
/// SQLAlchemy's words. An object of a class that Alembic does not know is a ValueError.
[[nodiscard]] ConvertedOperation convertOperation(lang::Interpreter &interpreter,
                                                  HostSession &session,
                                                  const lang::Value &operation);

/// A failed Result of a host as what the script sees: an exception of Alembic's, SQLAlchemy's or
/// Python's that it can catch, or an interruption (data dependent, cancelled, lost connection).
[[noreturn]] void throwHostFailure(lang::Interpreter &interpreter, const Error &error);

template <typename T>
T hostValue(lang::Interpreter &interpreter, Result<T> result)
{
    if (!result)
        throwHostFailure(interpreter, result.error());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Alembic's CommandError.
[[noreturn]] void throwCommandError(lang::Interpreter &interpreter, const QString &message);

} // namespace limbeck::bindings
