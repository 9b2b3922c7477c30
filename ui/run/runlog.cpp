// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runlog.h"

#include "core/engine/outsidealembic.h"
#include "core/engine/runrecorder.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/filesaver.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

/// Time in a quiet colour, text in that of its kind; no layout of text, so that scrolling through
/// 100,000 lines is smooth.
class LogDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.selection);
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.hover);
        painter->setFont(option.font);
        const int timeWidth = option.fontMetrics.horizontalAdvance(u"00:00:00.000"_s);
        const QRect room = option.rect.adjusted(metrics::margin, 0, -metrics::gap, 0);
        painter->setPen(theme.faintText);
        painter->drawText(room, Qt::AlignVCenter, index.data(LogModel::TimeRole).toString());
        painter->setPen(
            colour(static_cast<LogEntry::Kind>(index.data(LogModel::KindRole).toInt()), theme));
        const QRect textRoom = room.adjusted(timeWidth + metrics::margin, 0, 0, 0);
        painter->drawText(textRoom, Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight,
                                                        textRoom.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return { 100, option.fontMetrics.height() + 3 };
    }

private:
    static QColor colour(LogEntry::Kind kind, const Theme &theme)
    {
        switch (kind) {
        case LogEntry::Kind::Text:
            return theme.text;
        case LogEntry::Kind::Step:
            return theme.accent;
        case LogEntry::Kind::Statement:
        case LogEntry::Kind::Output:
            return theme.mutedText;
        case LogEntry::Kind::Success:
            return theme.success;
        case LogEntry::Kind::Warning:
            return theme.warning;
        case LogEntry::Kind::Error:
            return theme.error;
        }
        Q_UNREACHABLE();
    }
};

} // namespace

QString whereItStands(const RunFailed &failed)
{
    QString text = !failed.headsKnown ? RunLog::tr("Where the database stands could not be read.")
        : failed.heads.isEmpty()
        ? RunLog::tr("The database is at base.")
        : RunLog::tr("The database is at %1.").arg(failed.heads.join(u", "));
    if (failed.rows > 0)
        text += u' ' + RunLog::tr("Rows that the step had touched: %1.").arg(failed.rows);
    return text;
}

RunLog::RunLog(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogModel(this))
    , m_view(new QListView(this))
    , m_empty(new QLabel(tr("What runs do shows up here, line by line."), this))
    , m_search(new QLineEdit(this))
    , m_follow(new QToolButton(this))
    , m_banner(new Banner(this))
{
    setUpView();
    auto *stack = new QStackedLayout;
    stack->addWidget(m_empty);
    stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(stack, 1);
    layout->addWidget(bar());
    const auto showEmpty = [this, stack] {
        stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    };
    connect(m_model, &QAbstractItemModel::modelReset, this, showEmpty);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, showEmpty);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunLog::followEnd);
}

void RunLog::setUpView()
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("role", u"muted"_s);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new LogDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFont(scaledFont(fixedFont(), 0.92));
    m_view->setAccessibleName(tr("Run log"));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setMouseTracking(true);
    const auto action = [this](const QString &text, const QKeySequence &shortcut, auto &&act) {
        auto *result = new QAction(text, m_view);
        result->setShortcut(shortcut);
        result->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(result, &QAction::triggered, this, act);
        m_view->addAction(result);
    };
    action(tr("&Copy"), QKeySequence::Copy, [this] { copy(); });
    action(tr("&Find"), QKeySequence::Find, [this] { search(); });
    action(tr("&Save as…"), {}, [this] { save(); });
    action(tr("C&lear"), {}, [this] {
        m_model->clear();
        m_banner->clear();
    });
    connect(m_view, &QListView::activated, this, &RunLog::goToOrigin);
}

QWidget *RunLog::bar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::gap, 3, metrics::gap, 3);
    layout->setSpacing(2);
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(280);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(true); });
    layout->addWidget(m_search);
    const auto tool = [&](QToolButton *button, const QString &icon, const QString &tip,
                          auto &&act) {
        button->setIcon(themedIcon(icon, IconTint::Muted));
        button->setIconSize({ 16, 16 });
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, this, act);
        layout->addWidget(button);
    };
    tool(new QToolButton(bar), u"chevron-up"_s, tr("Previous match"), [this] { find(false); });
    tool(new QToolButton(bar), u"chevron-down"_s, tr("Next match"), [this] { find(true); });
    layout->addStretch();
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    tool(m_follow, u"downgrade"_s, tr("Follow the end"), [this] { followEnd(); });
    tool(new QToolButton(bar), u"copy"_s, tr("Copy the selected lines, or all"),
         [this] { copy(); });
    tool(new QToolButton(bar), u"save"_s, tr("Save the log"), [this] { save(); });
    return bar;
}

void RunLog::handle(const RunEvent &event)
{
    m_model->handle(event);
    if (const auto *started = std::get_if<RunStarted>(&event)) {
        m_dialect = started->dialect;
        m_banner->clear();
    }
    if (const auto *failed = std::get_if<RunFailed>(&event))
        showFailure(*failed);
}

void RunLog::showFailure(const RunFailed &failed)
{
    const Error &error = failed.error;
    QStringList lines { failed.cancelled ? tr("Cancelled.") : error.message };
    if (!failed.cancelled && !error.hint.isEmpty())
        lines += error.hint;
    lines += whereItStands(failed);
    m_banner->show(failed.cancelled ? Banner::Severity::Warning : Banner::Severity::Error,
                   lines.join(u'\n'));
    if (failed.step >= 0 && !undoesDdl(m_dialect))
        m_banner->addAction(tr("Show in &runs"), [this] { Q_EMIT journalRequested(); });
    if (mayHelpOutside(error))
        m_banner->addAction(tr("Use the project's &Alembic…"),
                            [this] { Q_EMIT outsideRequested(); });
    if (failed.cancelled || !error.span.isValid())
        return;
    const QString place = error.span.toString();
    m_banner->addAction(tr("Show %1").arg(place.section(u'/', -1)), [this, span = error.span] {
        Q_EMIT placeActivated(span.file->path(), span.range.line, span.range.column);
    });
}

void RunLog::followEnd()
{
    if (m_follow->isChecked())
        m_view->scrollToBottom();
}

void RunLog::search()
{
    m_search->setFocus();
    m_search->selectAll();
}

void RunLog::find(bool forward)
{
    if (m_search->text().isEmpty() || m_model->rowCount() == 0)
        return;
    const int row = m_model->find(m_search->text(), m_view->currentIndex().row(), forward);
    if (row < 0)
        return;
    m_follow->setChecked(false);
    m_view->setCurrentIndex(m_model->index(row));
    m_view->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
}

void RunLog::copy()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    QStringList lines;
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : rows)
        lines += m_model->text(row.row(), row.row());
    QGuiApplication::clipboard()->setText(
        rows.size() > 1 ? lines.join(u'\n') : m_model->text(0, m_model->rowCount() - 1));
}

void RunLog::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the log"), u"limbeck.log"_s,
                                                      tr("Logs (*.log *.txt);;All files (*)"));
    if (path.isEmpty())
        return;
    saveInBackground(this, path, m_model->text(0, m_model->rowCount() - 1).toUtf8() + '\n',
                     [this](const QString &problem) {
                         if (!problem.isEmpty())
                             m_banner->show(Banner::Severity::Error, problem);
                     });
}

void RunLog::goToOrigin(const QModelIndex &index)
{
    const QString file = index.data(LogModel::OriginFileRole).toString();
    if (!file.isEmpty())
        Q_EMIT placeActivated(file, index.data(LogModel::OriginLineRole).toInt(), 1);
}

} // namespace limbeck
