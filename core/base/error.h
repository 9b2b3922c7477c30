// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"

#include <QString>
#include <QStringList>

namespace limbeck {

/// What a caller can react to. The words a person reads are in Error::message.
enum class ErrorCode {
    Usage, ///< wrong arguments of a command
    Configuration, ///< alembic.ini, pyproject.toml, limbeck.toml or a URL
    FileNotFound,
    FileAccess, ///< exists, but cannot be read or written
    Syntax, ///< a script is not valid Python, or its header cannot be read
    Script, ///< evaluation of a script raised
    ScriptLimit, ///< steps, memory or depth used up
    Refused, ///< the sandbox does not allow it
    Unsupported, ///< valid, but not evaluated or not offered by this database
    DataDependent, ///< needs rows or a schema that an offline preview does not have
    UnknownRevision,
    AmbiguousRevision,
    MultipleHeads,
    InvalidPlan, ///< target cannot be reached from where the database stands
    ImpossibleTarget, ///< it leads past the ends of the graph, or to a branch that is none; Alembic
                      ///< stops at an assertion
    InvalidGraph, ///< cycle, missing parent, duplicate id, clashing label
    Connection, ///< cannot connect, or the connection was lost
    Database, ///< the database refused a statement
    Locked, ///< another run holds the database
    VersionMismatch, ///< version rows are not what the step expected
    Cancelled,
    Internal,
};

/// A failure that a script, a file, a database or a user can cause.
///
/// `message` is a complete sentence without its context; context is put before it as the error
/// rises (Error::within). `hint` tells the remedy. No field ever holds a password.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    SourceSpan span; ///< where, if a text caused it
    QString hint; ///< what to do about it; may be empty
    QStringList subjects; ///< the things it is about: heads, revisions, names
    QStringList notes; ///< further lines, for instance the call stack of a script

    /// The same error with "@p context: " before its message.
    [[nodiscard]] Error within(const QString &context) const;
    /// Place, excerpt with caret, message, notes and hint, for a terminal or a log. No trailing
    /// line end.
    [[nodiscard]] QString toString() const;
};

} // namespace limbeck
