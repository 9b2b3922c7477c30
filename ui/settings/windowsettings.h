// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace limbeck {

/// What the window remembers. No password is ever stored here.
class WindowSettings
{
public:
    [[nodiscard]] QStringList recentProjects() const;
    void addRecentProject(const QString &path);
    [[nodiscard]] QStringList recentTargets() const;
    /// @p url must be without its password.
    void addRecentTarget(const QString &url);

    [[nodiscard]] QByteArray geometry() const;
    [[nodiscard]] QByteArray layout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &layout);

private:
    void addRecent(const QString &key, const QString &value);

    QSettings m_settings;
};

} // namespace limbeck
