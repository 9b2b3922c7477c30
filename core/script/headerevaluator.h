// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/script/scriptdirectory.h"

namespace limbeck {

/// Evaluates the modules of scripts whose headers are computed, in the sandbox: no database, no
/// file but the project's own modules, found in @p importRoots; a loop without end is given up
/// after some seconds.
///
/// Errors of the evaluator: those of the script; Syntax for a value that identifies nothing.
[[nodiscard]] HeaderEvaluator sandboxedHeaders(const QStringList &importRoots);

} // namespace limbeck
