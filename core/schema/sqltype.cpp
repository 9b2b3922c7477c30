// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/schema/sqltype.h"

namespace limbeck::schema {

SqlTypePtr simpleType(const QString &name)
{
    auto type = std::make_shared<SqlType>();
    type->name = name;
    return type;
}

} // namespace limbeck::schema
