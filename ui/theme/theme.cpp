// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/theme.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

Theme lightTheme()
{
    Theme theme;
    theme.scheme = ColorScheme::Light;
    theme.window = 0xf1f3f6;
    theme.panel = 0xf8f9fb;
    theme.base = 0xffffff;
    theme.border = 0xdde1e7;
    theme.strongBorder = 0xc3cad4;
    theme.text = 0x1c2330;
    theme.mutedText = 0x586274;
    theme.faintText = 0x8a94a4;
    theme.accent = 0x1d5fc2;
    theme.accentHover = 0x1852aa;
    theme.accentPressed = 0x134590;
    theme.onAccent = 0xffffff;
    theme.hover = 0xe6eaf0;
    theme.pressed = 0xd8dee7;
    theme.selection = 0xdbe8fb;
    theme.applied = 0x00805e;
    theme.current = 0x1d5fc2;
    theme.pending = 0x7a8494;
    theme.missing = 0xbf4a00;
    theme.error = 0xc23412;
    theme.warning = 0xa86400;
    theme.information = 0x1d5fc2;
    theme.success = 0x00805e;
    theme.errorFill = 0xfdece6;
    theme.warningFill = 0xfdf3dd;
    theme.informationFill = 0xe8f0fc;
    theme.successFill = 0xe2f4ee;
    theme.dependency = 0xa86400;
    theme.development = 0x00805e;
    theme.staging = 0xa86400;
    theme.production = 0xb3261e;
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.scheme = ColorScheme::Dark;
    theme.window = 0x1e2229;
    theme.panel = 0x22272f;
    theme.base = 0x171a20;
    theme.border = 0x323944;
    theme.strongBorder = 0x4a5361;
    theme.text = 0xe4e8ee;
    theme.mutedText = 0xa3adbb;
    theme.faintText = 0x727d8d;
    theme.accent = 0x6aa6f8;
    theme.accentHover = 0x86b7fa;
    theme.accentPressed = 0x4f90ea;
    theme.onAccent = 0x0c1a30;
    theme.hover = 0x2d343e;
    theme.pressed = 0x39414d;
    theme.selection = 0x263e5f;
    theme.applied = 0x3dc79b;
    theme.current = 0x6aa6f8;
    theme.pending = 0x8c96a5;
    theme.missing = 0xf08a4b;
    theme.error = 0xf5835f;
    theme.warning = 0xe3a94a;
    theme.information = 0x6aa6f8;
    theme.success = 0x3dc79b;
    theme.errorFill = 0x3a231d;
    theme.warningFill = 0x352b19;
    theme.informationFill = 0x1d2b42;
    theme.successFill = 0x17332b;
    theme.dependency = 0xe3a94a;
    theme.development = 0x3dc79b;
    theme.staging = 0xe3a94a;
    theme.production = 0xf0655a;
    return theme;
}

} // namespace

QColor mixed(const QColor &from, const QColor &to, qreal part)
{
    const auto blend = [part](float a, float b) { return static_cast<float>(a + (b - a) * part); };
    return QColor::fromRgbF(blend(from.redF(), to.redF()), blend(from.greenF(), to.greenF()),
                            blend(from.blueF(), to.blueF()));
}

const Theme &Theme::forScheme(ColorScheme scheme)
{
    static const Theme light = lightTheme();
    static const Theme dark = darkTheme();
    return scheme == ColorScheme::Dark ? dark : light;
}

const Theme &Theme::of(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightnessF() < 0.5F;
    return forScheme(dark ? ColorScheme::Dark : ColorScheme::Light);
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, panel);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, faintText);
    palette.setColor(QPalette::Button, panel);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, error);
    palette.setColor(QPalette::ToolTipBase, isDark() ? pressed : text);
    palette.setColor(QPalette::ToolTipText, isDark() ? text : base);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, mixed(panel, base, 0.5));
    palette.setColor(QPalette::Midlight, border);
    palette.setColor(QPalette::Mid, strongBorder);
    palette.setColor(QPalette::Dark, strongBorder);
    palette.setColor(QPalette::Shadow, isDark() ? QColor(Qt::black) : strongBorder);
    for (const QPalette::ColorRole role :
         { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, faintText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, pressed);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, mutedText);
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(u":/themes/limbeck.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const std::pair<QString, QColor> names[] = {
        { u"window"_s, window },
        { u"panel"_s, panel },
        { u"base"_s, base },
        { u"border"_s, border },
        { u"strongBorder"_s, strongBorder },
        { u"text"_s, text },
        { u"mutedText"_s, mutedText },
        { u"faintText"_s, faintText },
        { u"accent"_s, accent },
        { u"accentHover"_s, accentHover },
        { u"accentPressed"_s, accentPressed },
        { u"onAccent"_s, onAccent },
        { u"hover"_s, hover },
        { u"pressed"_s, pressed },
        { u"selection"_s, selection },
        { u"error"_s, error },
        { u"warning"_s, warning },
        { u"information"_s, information },
        { u"success"_s, success },
        { u"errorFill"_s, errorFill },
        { u"warningFill"_s, warningFill },
        { u"informationFill"_s, informationFill },
        { u"successFill"_s, successFill },
        { u"tooltip"_s, isDark() ? pressed : text },
        { u"onTooltip"_s, isDark() ? text : base },
    };
    QString sheet = QString::fromUtf8(file.readAll());
    for (const auto &[name, colour] : names)
        sheet.replace(u"@"_s + name + u";"_s, colour.name() + u';');
    sheet.replace(u"@scheme"_s, isDark() ? u"dark"_s : u"light"_s);
    return sheet;
}

} // namespace limbeck
