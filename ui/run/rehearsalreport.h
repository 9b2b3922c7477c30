// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/rehearsal.h"
#include "ui/run/stepmodel.h"

namespace limbeck {

// What a person reads of a rehearsal's report.

/// The steps in the order in which they ran, with locks and rewrites as remarks.
[[nodiscard]] std::vector<StepRow> stepRows(const RehearsalReport &report);
/// How it went, in a sentence or two.
[[nodiscard]] QString verdictOf(const RehearsalReport &report);
/// What the way down, and the way up again, leave different; a line each. Empty if nothing.
[[nodiscard]] QString differencesOf(const RehearsalReport &report);

} // namespace limbeck
