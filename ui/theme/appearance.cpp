// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/appearance.h"

#include "ui/theme/fonts.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr QLatin1StringView service { "org.freedesktop.portal.Desktop" };
constexpr QLatin1StringView object { "/org/freedesktop/portal/desktop" };
constexpr QLatin1StringView interface {
    "org.freedesktop.portal.Settings"
};
constexpr QLatin1StringView group { "org.freedesktop.appearance" };
constexpr QLatin1StringView key { "color-scheme" };

ColorScheme schemeOf(const QPalette &palette)
{
    return Theme::of(palette).scheme;
}

} // namespace

Appearance::Appearance(QObject *parent)
    : QObject(parent)
    , m_platform(schemeOf(QGuiApplication::palette()))
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(interfaceFont());
    apply();
    askPortal();
}

/// Asynchronously: a desktop without a portal, or with one that hangs, must not hold the start up.
void Appearance::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, object, interface, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service, object, interface, u"Read"_s);
    call.setArguments({ QString(group), QString(key) });
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            setPreference(reply.value().variant());
    });
}

void Appearance::onPortalSetting(const QString &changedGroup, const QString &changedKey,
                                 const QDBusVariant &value)
{
    if (changedGroup == group && changedKey == key)
        setPreference(value.variant());
}

void Appearance::setPreference(const QVariant &value)
{
    // Read() wraps its answer in one variant more than the signal does.
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint preference = inner.toUInt(&isNumber); // 0: none, 1: dark, 2: light
    m_desktop.reset();
    if (isNumber && preference == 1)
        m_desktop = ColorScheme::Dark;
    else if (isNumber && preference == 2)
        m_desktop = ColorScheme::Light;
    apply();
}

void Appearance::setChoice(Choice choice)
{
    if (std::exchange(m_choice, choice) != choice)
        apply();
}

ColorScheme Appearance::scheme() const
{
    switch (m_choice) {
    case Choice::Light:
        return ColorScheme::Light;
    case Choice::Dark:
        return ColorScheme::Dark;
    case Choice::System:
        return m_desktop.value_or(m_platform);
    }
    Q_UNREACHABLE();
}

void Appearance::apply()
{
    const Theme &theme = Theme::forScheme(scheme());
    const QPalette palette = theme.palette();
    if (QApplication::palette() == palette && !qApp->styleSheet().isEmpty())
        return;
    // The palette first: the style sheet's rules are resolved against it.
    QApplication::setPalette(palette);
    qApp->setStyleSheet(theme.styleSheet());
}

QString toString(Appearance::Choice choice)
{
    switch (choice) {
    case Appearance::Choice::System:
        return u"system"_s;
    case Appearance::Choice::Light:
        return u"light"_s;
    case Appearance::Choice::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

Appearance::Choice appearanceChoice(const QString &name)
{
    if (name == u"light")
        return Appearance::Choice::Light;
    return name == u"dark" ? Appearance::Choice::Dark : Appearance::Choice::System;
}

} // namespace limbeck
