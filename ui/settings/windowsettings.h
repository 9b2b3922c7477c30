// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/graph/graphlayout.h"
#include "ui/targets/environment.h"
#include "ui/theme/appearance.h"

#include <QByteArray>
#include <QFont>
#include <QSettings>
#include <QStringList>

namespace limbeck {

/// What the window remembers. No password is ever stored here.
class WindowSettings
{
public:
    [[nodiscard]] QStringList recentProjects() const;
    void addRecentProject(const QString &path);
    void removeRecentProject(const QString &path);
    [[nodiscard]] QStringList recentTargets() const;
    /// @p url must be without its password.
    void addRecentTarget(const QString &url);

    /// Unset for a target that nobody has named yet. @p targetKey: ProjectSession::targetKey().
    [[nodiscard]] Environment environment(const QString &targetKey) const;
    void setEnvironment(const QString &targetKey, Environment environment);

    [[nodiscard]] Appearance::Choice appearance() const;
    void setAppearance(Appearance::Choice choice);
    [[nodiscard]] GraphDirection graphDirection() const;
    void setGraphDirection(GraphDirection direction);
    [[nodiscard]] bool foldsRuns() const;
    void setFoldsRuns(bool fold);
    /// None: the one that was found to be the best.
    [[nodiscard]] std::optional<QFont> editorFont() const;
    void setEditorFont(const std::optional<QFont> &font);

    [[nodiscard]] QByteArray geometry() const;
    [[nodiscard]] QByteArray layout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &layout);

private:
    void addRecent(const QString &key, const QString &value);

    QSettings m_settings;
};

} // namespace limbeck
