// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"

#include "core/base/diagnostic.h"

using namespace Qt::StringLiterals;

namespace limbeck {

Error Error::within(const QString &context) const
{
    Error result = *this;
    result.message = context + u": "_s + message;
    return result;
}

QString Error::toString() const
{
    return format(Diagnostic { Diagnostic::Severity::Error, {}, message, span, hint, notes });
}

} // namespace limbeck
