// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/source.h"
#include "core/schema/literal.h"

#include <QString>

namespace limbeck::dialect {

/// A value beside a statement: its name in the script (for messages) and what is bound.
struct Parameter
{
    QString name;
    schema::Literal value;
};

/// SQL that can be shown or sent, and the script line that caused it.
struct Statement
{
    QString sql; ///< without the terminator
    std::vector<Parameter> parameters; ///< in the order of the placeholders (`?`); empty when literals are inline
    SourceSpan origin;
    QString comment; ///< for people: why it is there; may be empty
};

} // namespace limbeck::dialect
