// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/environment.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

class EnvironmentIconEngine final : public QIconEngine
{
public:
    explicit EnvironmentIconEngine(Environment environment)
        : m_environment(environment)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const Theme &theme = Theme::of(QGuiApplication::palette());
        painter->setPen(Qt::NoPen);
        painter->setBrush(environmentColour(m_environment, theme));
        const qreal inset = rect.width() * 0.18;
        const QRectF shape = QRectF(rect).adjusted(inset, inset, -inset, -inset);
        switch (m_environment) {
        case Environment::Unset:
            painter->setPen(QPen(theme.faintText, 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawEllipse(shape);
            break;
        case Environment::Development:
            painter->drawEllipse(shape);
            break;
        case Environment::Staging:
            painter->drawPolygon(QPolygonF { QPointF(shape.center().x(), shape.top()),
                                             shape.bottomRight(), shape.bottomLeft() });
            break;
        case Environment::Production:
            painter->drawRect(shape);
            break;
        }
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new EnvironmentIconEngine(*this); }

private:
    Environment m_environment;
};

} // namespace

QString toString(Environment environment)
{
    switch (environment) {
    case Environment::Unset:
        return {};
    case Environment::Development:
        return u"development"_s;
    case Environment::Staging:
        return u"staging"_s;
    case Environment::Production:
        return u"production"_s;
    }
    Q_UNREACHABLE();
}

Environment environmentFromString(const QString &text)
{
    for (const Environment environment :
         { Environment::Development, Environment::Staging, Environment::Production }) {
        if (text.compare(toString(environment), Qt::CaseInsensitive) == 0)
            return environment;
    }
    return Environment::Unset;
}

QString environmentText(Environment environment)
{
    switch (environment) {
    case Environment::Unset:
        return QCoreApplication::translate("Environment", "Not set");
    case Environment::Development:
        return QCoreApplication::translate("Environment", "Development");
    case Environment::Staging:
        return QCoreApplication::translate("Environment", "Staging");
    case Environment::Production:
        return QCoreApplication::translate("Environment", "Production");
    }
    Q_UNREACHABLE();
}

QColor environmentColour(Environment environment, const Theme &theme)
{
    switch (environment) {
    case Environment::Unset:
        return theme.faintText;
    case Environment::Development:
        return theme.development;
    case Environment::Staging:
        return theme.staging;
    case Environment::Production:
        return theme.production;
    }
    Q_UNREACHABLE();
}

QIcon environmentIcon(Environment environment)
{
    return QIcon(new EnvironmentIconEngine(environment));
}

bool looksLikeProduction(const QString &targetName)
{
    static const QRegularExpression pattern(uR"((^|[^a-z])(prod|production|live)([^a-z]|$))"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(targetName).hasMatch();
}

} // namespace limbeck
