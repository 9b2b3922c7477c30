// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

namespace limbeck {

/// @p text with *** for the password of every URL in it, as SQLAlchemy prints URLs: what scripts
/// log or print goes where passwords must not.
[[nodiscard]] QString withoutCredentials(const QString &text);
/// The same for everything that @p error says: a script may raise with a URL.
[[nodiscard]] Error withoutCredentials(Error error);

} // namespace limbeck
