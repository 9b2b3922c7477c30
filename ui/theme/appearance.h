// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <QVariant>

class QDBusVariant;

namespace limbeck {

/// Gives the application its colours and style: light, dark, or what the desktop prefers, and
/// follows when the desktop changes its mind.
///
/// Qt 6.4 does not tell the desktop's preference, so it is read from the settings portal
/// (org.freedesktop.appearance); without a portal the platform's palette tells.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit Appearance(QObject *parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }

    void setChoice(Choice choice);

    /// What is shown now.
    [[nodiscard]] ColorScheme scheme() const;

private Q_SLOTS:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setPreference(const QVariant &value);
    void apply();

    Choice m_choice = Choice::System;
    ColorScheme m_platform; ///< of the palette that the platform gave
    std::optional<ColorScheme> m_desktop; ///< as the portal says
};

/// The names under which a choice is kept in the settings: "system", "light", "dark".
[[nodiscard]] QString toString(Appearance::Choice choice);
[[nodiscard]] Appearance::Choice appearanceChoice(const QString &name);

} // namespace limbeck
