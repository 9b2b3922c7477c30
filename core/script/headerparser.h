// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/scriptheader.h"

namespace limbeck {

/// Reads the header from the syntax tree of the whole file. Errors: Syntax.
[[nodiscard]] Result<HeaderValues> parseHeaderValues(SourceFilePtr file);

} // namespace limbeck
