// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/containers.h"

namespace limbeck::lang {

/// Sorts stably by @p key (None: by the items themselves), as sorted() does.
void sortValues(Interpreter &interpreter, ValueVector &items, const Value &key, bool reverse);

} // namespace limbeck::lang
