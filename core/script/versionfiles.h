// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/projectsettings.h"

#include <QStringList>

namespace limbeck {

/// The files of the version locations that Alembic would load and that may be revisions, in its
/// order: absolute, links resolved. @p warnings takes what it would warn about.
/// Source: Alembic, `Script._list_py_dir`, `ScriptDirectory._load_revisions`.
[[nodiscard]] QStringList listVersionFiles(const ProjectSettings &settings, QStringList &warnings);

} // namespace limbeck
