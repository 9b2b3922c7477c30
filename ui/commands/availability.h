// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QAction;

namespace limbeck {

/// Enables @p action where @p whyNot is empty; else disables it and keeps the reason, which the
/// command palette shows beside it.
void setAvailability(QAction &action, const QString &whyNot);

/// Why @p action can't be used now: a short phrase. Empty if it can, or if nobody said.
[[nodiscard]] QString whyUnavailable(const QAction &action);

} // namespace limbeck
