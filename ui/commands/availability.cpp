// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/commands/availability.h"

#include <QAction>
#include <QVariant>

namespace limbeck {

namespace {

constexpr char reasonProperty[] = "whyUnavailable";

} // namespace

void setAvailability(QAction &action, const QString &whyNot)
{
    action.setProperty(reasonProperty, whyNot);
    action.setEnabled(whyNot.isEmpty());
}

QString whyUnavailable(const QAction &action)
{
    return action.isEnabled() ? QString() : action.property(reasonProperty).toString();
}

} // namespace limbeck
