// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace limbeck {

/// @p text with *** for the password of every URL in it, as SQLAlchemy prints URLs: what scripts
/// log or print goes where passwords must not.
[[nodiscard]] QString withoutCredentials(const QString &text);

} // namespace limbeck
