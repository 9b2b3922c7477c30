// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Fontconfig's names for "whatever there is".
bool isGeneric(const QString &family)
{
    const QString name = family.toLower();
    return name.isEmpty() || name == u"sans serif" || name == u"sans" || name == u"sans-serif"
        || name == u"monospace" || name == u"mono";
}

QFont preferred(QFont font, const QStringList &families)
{
    if (!isGeneric(font.family()))
        return font;
    for (const QString &family : families) {
        if (QFontDatabase::hasFamily(family)) {
            font.setFamily(family);
            break;
        }
    }
    return font;
}

} // namespace

QFont interfaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const bool generic = isGeneric(font.family());
    font = preferred(font, { u"Inter"_s, u"Cantarell"_s, u"Noto Sans"_s });
    if (generic && !isGeneric(font.family()))
        font.setPointSizeF(std::max(font.pointSizeF(), 10.0)); // they are narrower than DejaVu
    return font;
}

QFont fixedFont()
{
    QFont font = preferred(QFontDatabase::systemFont(QFontDatabase::FixedFont),
                           { u"Hack"_s, u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s });
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    return font;
}

QFont scaledFont(QFont font, qreal factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(qRound(font.pixelSize() * factor), 1));
    return font;
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace limbeck
