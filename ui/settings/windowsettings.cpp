// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/windowsettings.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumRecent = 10;

} // namespace

QStringList WindowSettings::recentProjects() const
{
    return m_settings.value(u"recent/projects"_s).toStringList();
}

void WindowSettings::addRecentProject(const QString &path)
{
    addRecent(u"recent/projects"_s, path);
}

QStringList WindowSettings::recentTargets() const
{
    return m_settings.value(u"recent/targets"_s).toStringList();
}

void WindowSettings::addRecentTarget(const QString &url)
{
    addRecent(u"recent/targets"_s, url);
}

void WindowSettings::addRecent(const QString &key, const QString &value)
{
    if (value.isEmpty())
        return;
    QStringList values = m_settings.value(key).toStringList();
    values.removeAll(value);
    values.prepend(value);
    m_settings.setValue(
        key, QStringList(values.first(std::min<qsizetype>(values.size(), maximumRecent))));
}

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(u"window/geometry"_s).toByteArray();
}

QByteArray WindowSettings::layout() const
{
    return m_settings.value(u"window/layout"_s).toByteArray();
}

void WindowSettings::setWindow(const QByteArray &geometry, const QByteArray &layout)
{
    m_settings.setValue(u"window/geometry"_s, geometry);
    m_settings.setValue(u"window/layout"_s, layout);
}

} // namespace limbeck
