// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/problemlist.h"

#include "ui/theme/icons.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

enum Column { SeverityColumn, MessageColumn, PlaceColumn };

} // namespace

ProblemList::ProblemList(QWidget *parent)
    : QTreeWidget(parent)
{
    setHeaderLabels({ QString(), tr("Problem"), tr("Place") });
    setRootIsDecorated(false);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    header()->setSectionResizeMode(SeverityColumn, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(MessageColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(PlaceColumn, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(false);
    setAccessibleName(tr("Problems"));
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        Q_EMIT activated(item->data(PlaceColumn, Qt::UserRole).toString(),
                         item->data(PlaceColumn, Qt::UserRole + 1).toInt(),
                         item->data(PlaceColumn, Qt::UserRole + 2).toInt());
    });
}

void ProblemList::setProblems(const QString &source, const std::vector<Diagnostic> &problems)
{
    if (m_problems.value(source) == problems)
        return;
    m_problems[source] = problems;
    rebuild();
}

void ProblemList::rebuild()
{
    clear();
    for (const std::vector<Diagnostic> &problems : std::as_const(m_problems)) {
        for (const Diagnostic &problem : problems) {
            auto *item = new QTreeWidgetItem(this);
            const bool error = problem.severity == Diagnostic::Severity::Error;
            item->setIcon(SeverityColumn,
                          error ? themedIcon(u"error"_s, IconTint::Error)
                                : themedIcon(u"warning"_s, IconTint::Warning));
            item->setToolTip(SeverityColumn, toString(problem.severity));
            item->setText(MessageColumn,
                          problem.hint.isEmpty() ? problem.message
                                                 : problem.message + u" – "_s + problem.hint);
            item->setToolTip(MessageColumn, format(problem));
            item->setText(PlaceColumn, problem.span.toString().section(u'/', -1));
            item->setToolTip(PlaceColumn, problem.span.toString());
            if (problem.span.file)
                item->setData(PlaceColumn, Qt::UserRole, problem.span.file->path());
            item->setData(PlaceColumn, Qt::UserRole + 1, problem.span.range.line);
            item->setData(PlaceColumn, Qt::UserRole + 2, problem.span.range.column);
        }
    }
    Q_EMIT countChanged(count());
}

} // namespace limbeck
