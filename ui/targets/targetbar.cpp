// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/targets/targetbar.h"

#include "ui/project/projectsession.h"
#include "ui/settings/windowsettings.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace limbeck {

/// The database's name above where it is, with an arrow that says that one can choose another.
class TargetBar::Button final : public QAbstractButton
{
public:
    explicit Button(QWidget *parent)
        : QAbstractButton(parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
    }

    void setTexts(const QString &name, const QString &place)
    {
        m_place = place;
        setText(name);
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int width = std::max(QFontMetrics(nameFont()).horizontalAdvance(text()),
                                   QFontMetrics(placeFont()).horizontalAdvance(m_place));
        return { std::min(width + 66, 480), minimumSizeHint().height() };
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return { 150, QFontMetrics(nameFont()).height() + QFontMetrics(placeFont()).height() + 6 };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = Theme::of(palette());
        if (isDown() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isDown() ? theme.pressed : theme.hover);
            painter.drawRoundedRect(rect(), metrics::radius, metrics::radius);
        }
        if (hasFocus()) {
            painter.setPen(theme.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                                    metrics::radius);
        }
        const int icon = 20;
        themedIcon(u"database"_s, IconTint::Muted)
            .paint(&painter, QRect(8, (height() - icon) / 2, icon, icon));
        themedIcon(u"chevron-down"_s, IconTint::Muted)
            .paint(&painter, QRect(width() - 22, (height() - 14) / 2, 14, 14));
        const QRect room = rect().adjusted(36, 3, -26, -3);
        const QFontMetrics nameMetrics(nameFont());
        const QFontMetrics placeMetrics(placeFont());
        painter.setFont(nameFont());
        painter.setPen(theme.text);
        painter.drawText(QRect(room.left(), room.top(), room.width(), nameMetrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         nameMetrics.elidedText(text(), Qt::ElideMiddle, room.width()));
        painter.setFont(placeFont());
        painter.setPen(theme.mutedText);
        painter.drawText(QRect(room.left(), room.top() + nameMetrics.height(), room.width(),
                               placeMetrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         placeMetrics.elidedText(m_place, Qt::ElideMiddle, room.width()));
    }

    void enterEvent(QEnterEvent *event) override
    {
        QAbstractButton::enterEvent(event);
        update();
    }

    void leaveEvent(QEvent *event) override
    {
        QAbstractButton::leaveEvent(event);
        update();
    }

private:
    [[nodiscard]] QFont nameFont() const { return strongFont(font()); }

    [[nodiscard]] QFont placeFont() const { return scaledFont(font(), 0.86); }

    QString m_place;
};

TargetBar::TargetBar(ProjectSession &session, WindowSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_environment(new QToolButton(this))
    , m_database(new Button(this))
    , m_currentCaption(new QLabel(tr("Current"), this))
    , m_current(new QLabel(this))
    , m_pendingCaption(new QLabel(tr("Pending"), this))
    , m_pending(new QLabel(this))
{
    setUpEnvironmentMenu();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::gap, 0, metrics::gap, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_environment);
    layout->addWidget(m_database);
    const auto addFact = [&](QLabel *caption, QLabel *value) {
        caption->setProperty("role", u"caption"_s);
        caption->setFont(scaledFont(font(), 0.86));
        value->setTextFormat(Qt::PlainText);
        value->setFont(strongFont(font()));
        caption->setBuddy(value);
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(value);
        column->addWidget(caption);
        layout->addSpacing(metrics::gap);
        layout->addLayout(column);
    };
    addFact(m_currentCaption, m_current);
    addFact(m_pendingCaption, m_pending);
    layout->addStretch(1);
    connect(m_database, &QAbstractButton::clicked, this, &TargetBar::chooseRequested);
    for (const auto signal :
         { &ProjectSession::opened, &ProjectSession::reloaded, &ProjectSession::statesChanged })
        connect(&session, signal, this, &TargetBar::update);
    update();
}

void TargetBar::setUpEnvironmentMenu()
{
    m_environment->setPopupMode(QToolButton::InstantPopup);
    m_environment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_environment->setIconSize({ 16, 16 });
    m_environment->setToolTip(tr("Which environment this database is"));
    auto *menu = new QMenu(m_environment);
    for (const Environment environment : { Environment::Development, Environment::Staging,
                                           Environment::Production, Environment::Unset }) {
        if (environment == Environment::Unset)
            menu->addSeparator();
        menu->addAction(environmentIcon(environment), environmentText(environment), this,
                        [this, environment] { setEnvironment(environment); });
    }
    m_environment->setMenu(menu);
}

Environment TargetBar::environment() const
{
    const QString key = m_session.targetKey();
    if (const Environment chosen = m_settings.environment(key); chosen != Environment::Unset)
        return chosen;
    return looksLikeProduction(m_session.targetName()) ? Environment::Production
                                                       : Environment::Unset;
}

void TargetBar::setEnvironment(Environment environment)
{
    m_settings.setEnvironment(m_session.targetKey(), environment);
    update();
    Q_EMIT environmentChanged(this->environment());
}

void TargetBar::update()
{
    // The toolbar owns this widget's visibility, so its parts are hidden instead.
    const bool hasProject = m_session.hasProject();
    for (QWidget *part :
         { static_cast<QWidget *>(m_environment), static_cast<QWidget *>(m_database),
           static_cast<QWidget *>(m_currentCaption), static_cast<QWidget *>(m_current),
           static_cast<QWidget *>(m_pendingCaption), static_cast<QWidget *>(m_pending) })
        part->setVisible(hasProject);
    const Environment shown = environment();
    m_environment->setIcon(environmentIcon(shown));
    m_environment->setText(shown == Environment::Unset ? tr("Set environment")
                                                       : environmentText(shown).toUpper());
    m_environment->setAccessibleName(tr("Environment: %1").arg(environmentText(shown)));
    QFont font = this->font();
    font.setWeight(shown == Environment::Unset ? QFont::Normal : QFont::Bold);
    m_environment->setFont(font);

    const QString name = m_session.targetName();
    m_database->setTexts(m_session.databaseName(), m_session.databasePlace());
    m_database->setToolTip(tr("%1\nClick to choose another database").arg(name));
    m_database->setAccessibleName(tr("Database: %1").arg(name));
    showState();
    QWidget::update();
}

void TargetBar::showState()
{
    m_current->setToolTip({});
    if (m_session.isConnected()) {
        const QStringList heads = m_session.heads();
        const int pending = m_session.pendingCount();
        m_current->setText(heads.isEmpty() ? tr("base")
                               : heads.size() > 2
                               ? tr("%1 +%2").arg(heads.first()).arg(heads.size() - 1)
                               : heads.join(u", "));
        m_current->setToolTip(heads.join(u'\n'));
        m_pending->setText(pending == 0 ? tr("up to date") : QString::number(pending));
    } else {
        m_current->setText(m_session.isRefreshing() ? tr("asking…") : tr("not connected"));
        m_pending->setText(u"–"_s);
    }
    m_current->setAccessibleName(tr("Current revision: %1").arg(m_current->text()));
    m_pending->setAccessibleName(tr("Pending revisions: %1").arg(m_pending->text()));
}

/// The environment's colour: a tint of the whole bar and a strong line below it.
void TargetBar::paintEvent(QPaintEvent *)
{
    const Environment shown = environment();
    if (shown == Environment::Unset || !m_session.hasProject())
        return;
    const Theme &theme = Theme::of(palette());
    const QColor colour = environmentColour(shown, theme);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(theme.panel, colour, 0.45), 1));
    painter.setBrush(mixed(theme.panel, colour, shown == Environment::Production ? 0.14 : 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                            metrics::radius);
}

} // namespace limbeck
