// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/commands/commandpalette.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int maximumShown = 60;
constexpr int detailRole = Qt::UserRole;
constexpr int commandRole = Qt::UserRole + 1;

class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect.adjusted(4, 1, -4, -1);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.selection);
            painter->drawRoundedRect(row, metrics::radius, metrics::radius);
        }
        const int icon = 16;
        const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(row.left() + 8, row.center().y() - icon / 2 + 1, icon, icon),
                   Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
        const QRect room = row.adjusted(34, 0, -10, 0);
        const QString detail = index.data(detailRole).toString();
        painter->setPen(theme.mutedText);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, detail);
        painter->setPen(isEnabled ? theme.text : theme.faintText);
        const QRect textRoom =
            room.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(detail) - 16, 0);
        painter->drawText(textRoom, Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight,
                                                        textRoom.width()));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return { 100, option.fontMetrics.height() + 14 };
    }
};

} // namespace

int matchScore(const QString &query, const QString &text)
{
    int score = 0;
    qsizetype position = 0;
    qsizetype previous = -2;
    for (const QChar letter : query) {
        if (letter.isSpace())
            continue;
        position = text.indexOf(letter, position, Qt::CaseInsensitive);
        if (position < 0)
            return -1;
        const bool isWordStart = position == 0 || !text.at(position - 1).isLetterOrNumber();
        score += position == previous + 1 ? 5 : 1;
        score += isWordStart ? 4 : 0;
        previous = position++;
    }
    const bool isWhole = text.contains(query, Qt::CaseInsensitive);
    return score * 100 + (isWhole ? 1000 : 0)
        - static_cast<int>(std::min<qsizetype>(text.size(), 99));
}

CommandPalette::CommandPalette(std::vector<Command> commands, const QString &placeholder,
                               QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_commands(std::move(commands))
    , m_text(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setModal(true);
    setObjectName(u"palette"_s); // it has no frame of the window manager, but one of the style
    setWindowTitle(placeholder);
    m_text->setPlaceholderText(placeholder);
    m_text->setAccessibleName(placeholder);
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    layout->addWidget(m_text);
    layout->addWidget(m_list);
    resize(600, 420);
    if (parent) {
        const QPoint top = parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 64));
        move(top);
    }
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_text, &QLineEdit::returnPressed, this, &CommandPalette::accept);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::accept);
    filter({});
}

void CommandPalette::filter(const QString &text)
{
    std::vector<std::pair<int, std::size_t>> found; // score, index
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const Command &command = m_commands[i];
        if (const int score = matchScore(text, command.text + u' ' + command.detail); score >= 0)
            found.emplace_back(score, i);
    }
    if (!text.trimmed().isEmpty()) {
        std::stable_sort(found.begin(), found.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
    }
    // Enter does the first one: what can't be done now stands below, with the reason.
    const auto firstUnavailable =
        std::stable_partition(found.begin(), found.end(), [this](const auto &each) {
            return m_commands[each.second].whyNot.isEmpty();
        });
    m_available = std::min(static_cast<int>(firstUnavailable - found.begin()), maximumShown);
    m_list->clear();
    for (const auto &[score, index] : found) {
        if (m_list->count() == maximumShown)
            break;
        addItem(index);
    }
    m_list->setCurrentRow(m_available > 0 ? 0 : -1);
    if (found.empty())
        (new QListWidgetItem(tr("Nothing matches."), m_list))->setFlags(Qt::NoItemFlags);
}

void CommandPalette::addItem(std::size_t index)
{
    const Command &command = m_commands[index];
    auto *item = new QListWidgetItem(command.icon, command.text, m_list);
    item->setData(commandRole, static_cast<int>(index));
    if (command.whyNot.isEmpty()) {
        item->setData(detailRole, command.detail);
        return;
    }
    item->setFlags(Qt::NoItemFlags);
    item->setData(detailRole, command.whyNot);
    item->setData(Qt::AccessibleDescriptionRole, command.whyNot);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int step = key == Qt::Key_Down ? 1
        : key == Qt::Key_Up              ? -1
        : key == Qt::Key_PageDown        ? 8
        : key == Qt::Key_PageUp          ? -8
                                         : 0;
    if (step == 0 || m_available == 0)
        return QDialog::eventFilter(watched, event);
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_available - 1));
    return true;
}

void CommandPalette::accept()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    const std::size_t index = static_cast<std::size_t>(item->data(commandRole).toInt());
    QDialog::accept();
    m_commands[index].act();
}

} // namespace limbeck
