// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/steptree.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr std::size_t openedSteps = 3; // more of them are an overview first

} // namespace

StepTree::StepTree(QWidget *parent)
    : QTreeView(parent)
    , m_model(new StepModel(this))
{
    setModel(m_model);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setIndentation(18);
    setAccessibleName(tr("Steps and their statements"));
    header()->setStretchLastSection(false);
    header()->setHighlightSections(false);
    header()->setSectionResizeMode(StepModel::TextColumn, QHeaderView::Stretch);
    header()->resizeSection(StepModel::RowsColumn, 70);
    header()->resizeSection(StepModel::TimeColumn, 80);
    header()->resizeSection(StepModel::RemarkColumn, 240);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copyAction = new QAction(tr("&Copy SQL"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    connect(copyAction, &QAction::triggered, this, &StepTree::copy);
    addAction(copyAction);
    connect(this, &QTreeView::activated, this, &StepTree::goToOrigin);
}

void StepTree::setSteps(std::vector<StepRow> steps)
{
    std::vector<bool> opened;
    bool hasRemarks = false;
    for (const StepRow &step : steps) {
        opened.push_back(steps.size() <= openedSteps || step.tone == StepTone::Error);
        hasRemarks = hasRemarks || !step.remark.isEmpty()
            || std::any_of(step.statements.begin(), step.statements.end(),
                           [](const StatementRow &row) { return !row.remark.isEmpty(); });
    }
    setColumnHidden(StepModel::RemarkColumn, !hasRemarks);
    m_model->setSteps(std::move(steps));
    for (std::size_t i = 0; i < opened.size(); ++i) {
        if (opened[i])
            expand(m_model->index(static_cast<int>(i), 0));
    }
}

void StepTree::copy()
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList texts;
    for (const QModelIndex &row : rows) {
        const QString sql = row.data(StepModel::SqlRole).toString();
        texts += sql.isEmpty() ? u"-- "_s + row.data().toString() : sql + u';';
    }
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void StepTree::goToOrigin(const QModelIndex &index)
{
    const QString origin = index.siblingAtColumn(0).data(StepModel::OriginRole).toString();
    const qsizetype columnAt = origin.lastIndexOf(u':');
    const qsizetype lineAt = columnAt < 1 ? -1 : origin.lastIndexOf(u':', columnAt - 1);
    if (lineAt > 0)
        Q_EMIT placeActivated(origin.left(lineAt),
                              origin.mid(lineAt + 1, columnAt - lineAt - 1).toInt(),
                              origin.mid(columnAt + 1).toInt());
}

} // namespace limbeck
