// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/interpreter.h"

namespace limbeck::bindings {

/// What the loaded modules of a project tell of models that could not be read, so that a MetaData
/// lacks their tables: "class models.User: app.db.Base (imported at models.py:3) is not available"
/// for each class that means to be a table and cannot, and for each module that looks for models
/// where Limbeck cannot.
[[nodiscard]] QStringList unreadModels(lang::Interpreter &interpreter);

} // namespace limbeck::bindings
