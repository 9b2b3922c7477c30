// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/windowsettings.h"

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumRecent = 10;

/// A key that holds no slash, which QSettings takes for a group.
QString environmentKey(const QString &targetKey)
{
    return u"environments/"_s
        + QString::fromLatin1(targetKey.toUtf8().toBase64(QByteArray::Base64UrlEncoding
                                                          | QByteArray::OmitTrailingEquals));
}

QString toString(GraphDirection direction)
{
    switch (direction) {
    case GraphDirection::NewestOnTop:
        return u"top"_s;
    case GraphDirection::NewestAtBottom:
        return u"bottom"_s;
    case GraphDirection::NewestRight:
        return u"right"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList WindowSettings::recentProjects() const
{
    return m_settings.value(u"recent/projects"_s).toStringList();
}

void WindowSettings::addRecentProject(const QString &path)
{
    addRecent(u"recent/projects"_s, path);
}

void WindowSettings::removeRecentProject(const QString &path)
{
    QStringList values = recentProjects();
    values.removeAll(path);
    m_settings.setValue(u"recent/projects"_s, values);
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

Environment WindowSettings::environment(const QString &targetKey) const
{
    return environmentFromString(m_settings.value(environmentKey(targetKey)).toString());
}

void WindowSettings::setEnvironment(const QString &targetKey, Environment environment)
{
    if (environment == Environment::Unset)
        m_settings.remove(environmentKey(targetKey));
    else
        m_settings.setValue(environmentKey(targetKey), limbeck::toString(environment));
}

Appearance::Choice WindowSettings::appearance() const
{
    return appearanceChoice(m_settings.value(u"appearance/theme"_s).toString());
}

void WindowSettings::setAppearance(Appearance::Choice choice)
{
    m_settings.setValue(u"appearance/theme"_s, limbeck::toString(choice));
}

GraphDirection WindowSettings::graphDirection() const
{
    const QString name = m_settings.value(u"graph/newest"_s).toString();
    for (const GraphDirection direction :
         { GraphDirection::NewestAtBottom, GraphDirection::NewestRight }) {
        if (name == toString(direction))
            return direction;
    }
    return GraphDirection::NewestOnTop;
}

void WindowSettings::setGraphDirection(GraphDirection direction)
{
    m_settings.setValue(u"graph/newest"_s, toString(direction));
}

bool WindowSettings::foldsRuns() const
{
    return m_settings.value(u"graph/fold"_s, true).toBool();
}

void WindowSettings::setFoldsRuns(bool fold)
{
    m_settings.setValue(u"graph/fold"_s, fold);
}

std::optional<QFont> WindowSettings::editorFont() const
{
    QFont font;
    const QString text = m_settings.value(u"editor/font"_s).toString();
    return !text.isEmpty() && font.fromString(text) ? font : std::optional<QFont>();
}

void WindowSettings::setEditorFont(const std::optional<QFont> &font)
{
    if (font)
        m_settings.setValue(u"editor/font"_s, font->toString());
    else
        m_settings.remove(u"editor/font"_s);
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
