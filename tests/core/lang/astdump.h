// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/ast.h"

namespace limbeck::lang {

/// What dump() adds to the nodes.
struct DumpOptions
{
    bool ranges = false; ///< "@line:column-line:column" behind each node
    bool access = false; ///< how names are reached: "x.local0", "x.cell1", "x.global", "x.class",
                         ///< "x.classcell0"
};

/// The module (or expression) as an S-expression: `(Kind field …)`; lists in square brackets, "-"
/// for what is not there, names as they are, with "!" behind targets and "~" behind what is
/// deleted.
[[nodiscard]] QString dump(const Module &module, DumpOptions options = {});

} // namespace limbeck::lang
