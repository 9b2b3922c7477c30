// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/backend.h"

#include <QString>

namespace limbeck::dialect {

/// Whether a name has to be quoted because it is a word of the backend's grammar.
[[nodiscard]] bool isReservedWord(const QString &lowerCaseWord, Backend backend);

} // namespace limbeck::dialect
