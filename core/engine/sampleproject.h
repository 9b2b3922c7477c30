// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

namespace limbeck {

/// Makes the sample project (the support desk) in @p directory, unless it is there already: its
/// files, and a SQLite database at revision def456 with 10,000 tickets. Files that are there are
/// left as they are.
///
/// Returns the project's folder. Errors: FileAccess; those of the run that fills the database.
[[nodiscard]] Result<QString> prepareSampleProject(const QString &directory);

/// Where the sample project of this user lies.
[[nodiscard]] QString sampleProjectDirectory();

} // namespace limbeck
