// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/graph/graphtheme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * part),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * part),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * part));
}

} // namespace

GraphTheme::GraphTheme(const QPalette &palette)
    : background(palette.color(QPalette::Base))
    , m_dark(background.lightnessF() < 0.5F)
    , m_base(background)
    , m_text(palette.color(QPalette::Text))
    , m_muted(mixed(m_text, m_base, 0.35))
{
    edge = mixed(m_text, m_base, 0.45);
    dependency = m_dark ? QColor(0xd0, 0x9a, 0x5b) : QColor(0xa8, 0x62, 0x16);
    selection = palette.color(QPalette::Highlight);
    chip = m_dark ? QColor(0x3a, 0x46, 0x66) : QColor(0xdd, 0xe5, 0xf8);
    chipText = m_dark ? QColor(0xd3, 0xdd, 0xf7) : QColor(0x24, 0x3a, 0x78);
}

GraphTheme::Card GraphTheme::card(RevisionState state, bool missing) const
{
    Card card { m_base, mixed(m_text, m_base, 0.6), m_text, m_muted };
    const auto tint = [&](const QColor &light, const QColor &dark) {
        const QColor colour = m_dark ? dark : light;
        card.border = colour;
        card.fill = mixed(m_base, colour, m_dark ? 0.22 : 0.12);
    };
    if (missing)
        tint(QColor(0xb3, 0x26, 0x1e), QColor(0xe5, 0x73, 0x6b));
    else if (state == RevisionState::Current)
        tint(QColor(0x1a, 0x5f, 0xb4), QColor(0x62, 0xa0, 0xea));
    else if (state == RevisionState::Applied)
        tint(QColor(0x2b, 0x7a, 0x3f), QColor(0x57, 0xb8, 0x70));
    return card;
}

QString stateMark(RevisionState state)
{
    switch (state) {
    case RevisionState::Unknown:
        return u"·"_s;
    case RevisionState::Pending:
        return u"○"_s;
    case RevisionState::Applied:
        return u"●"_s;
    case RevisionState::Current:
        return u"◉"_s;
    }
    Q_UNREACHABLE();
}

QString stateText(RevisionState state)
{
    switch (state) {
    case RevisionState::Unknown:
        return QCoreApplication::translate("RevisionState", "unknown");
    case RevisionState::Pending:
        return QCoreApplication::translate("RevisionState", "pending");
    case RevisionState::Applied:
        return QCoreApplication::translate("RevisionState", "applied");
    case RevisionState::Current:
        return QCoreApplication::translate("RevisionState", "current");
    }
    Q_UNREACHABLE();
}

} // namespace limbeck
