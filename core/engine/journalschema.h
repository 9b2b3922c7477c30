// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/database/catalogquery.h"

namespace limbeck {

/// Makes the journal's tables unless they are there. Rows are only ever added: triggers refuse to
/// change or delete one. Errors: Unsupported for the file of a newer Limbeck; the database's.
[[nodiscard]] Result<> prepareJournalSchema(dialect::Connection &connection);

/// When the process began, in the kernel's ticks since the system's start; empty if there is none
/// of that number. With the number it tells a process from a later one that got its number.
[[nodiscard]] QString processStart(qint64 processId);

} // namespace limbeck
