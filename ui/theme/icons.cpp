// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, IconTint tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        const QSize size = (QSizeF(rect.size()) * ratio).toSize();
        painter->drawPixmap(rect, rendered(size, mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return rendered(size, mode);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new LineIconEngine(*this); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        const Theme &theme = Theme::of(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return theme.isDark() ? mixed(theme.faintText, theme.window, 0.35)
                                  : mixed(theme.faintText, theme.window, 0.3);
        switch (m_tint) {
        case IconTint::Text:
            return mixed(theme.text, theme.window, 0.12);
        case IconTint::Muted:
            return theme.mutedText;
        case IconTint::Accent:
            return theme.accent;
        case IconTint::OnAccent:
            return theme.onAccent;
        case IconTint::Success:
            return theme.success;
        case IconTint::Warning:
            return theme.warning;
        case IconTint::Error:
            return theme.error;
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QPixmap rendered(const QSize &size, QIcon::Mode mode) const
    {
        const QString colourName = colour(mode).name();
        const QString cacheKey =
            u"limbeck/%1/%2/%3x%4"_s.arg(m_name, colourName).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(cacheKey, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(u":/icons/%1.svg"_s.arg(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QByteArray drawing = file.readAll();
            drawing.replace("currentColor", colourName.toLatin1());
            QPainter painter(&pixmap);
            QSvgRenderer(drawing).render(&painter);
        }
        QPixmapCache::insert(cacheKey, pixmap);
        return pixmap;
    }

    QString m_name;
    IconTint m_tint;
};

} // namespace

QIcon themedIcon(const QString &name, IconTint tint)
{
    return QIcon(new LineIconEngine(name, tint));
}

} // namespace limbeck
