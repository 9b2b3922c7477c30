// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/commands/availability.h"
#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/revisions/historymodel.h"
#include "ui/revisions/revisionactions.h"
#include "ui/revisions/revisiondetails.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/sql/sqlpanel.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTableView>

// The selected revision: graph, history, details, script and SQL follow each other.

namespace limbeck {

void MainWindow::onRevisionSelected(const RevisionId &id)
{
    showDetails();
    m_revisionActions->setRevision(id);
    const QModelIndex row = m_historyFilter->mapFromSource(m_history->indexOf(id));
    if (row.isValid() && m_historyView->currentIndex().row() != row.row()) {
        m_historyView->setCurrentIndex(row);
        m_historyView->scrollTo(row);
    }
    const int index = m_session.graph().indexOf(id);
    const QString path =
        index < 0 ? QString() : m_session.graph().nodes[static_cast<std::size_t>(index)].path;
    if (path.isEmpty()) {
        m_sql->setScript({}, {});
        return;
    }
    const ScriptEditor *editor = m_scripts->open(path);
    if (editor->isLoaded())
        m_sql->setScript(path, editor->text()); // else it comes when it has been read
}

void MainWindow::showDetails()
{
    const auto id = m_graph->selected();
    if (!id)
        m_details->showNothing();
    else
        m_details->show(m_session.graph(), m_session.map(), *id, m_graph->glyph(*id));
}

void MainWindow::showRevisionMenu(const RevisionId &id, const QPoint &globalPosition)
{
    m_graph->select(id);
    QMenu menu(this);
    menu.addActions(m_revisionActions->all());
    menu.exec(globalPosition);
}

void MainWindow::openScriptOf(const RevisionId &id)
{
    m_graph->select(id);
    const int index = m_session.graph().indexOf(id);
    if (index < 0)
        return;
    const QString path = m_session.graph().nodes[static_cast<std::size_t>(index)].path;
    if (!path.isEmpty())
        m_scripts->showScript(path);
}

void MainWindow::selectRevisionOf(const QString &path)
{
    for (const GraphNode &node : m_session.graph().nodes) {
        if (node.path == path) {
            m_graph->select(node.id);
            return;
        }
    }
}

/// Filters the history and dims all else in the graph.
void MainWindow::search(const QString &text)
{
    m_historyFilter->setFilterFixedString(text.trimmed());
    if (text.trimmed().isEmpty()) {
        m_graph->setFound({});
        return;
    }
    QSet<RevisionId> found;
    for (int row = 0; row < m_historyFilter->rowCount(); ++row) {
        const QModelIndex index = m_historyFilter->index(row, HistoryModel::IdColumn);
        found.insert(RevisionId(index.data(HistoryModel::RevisionIdRole).toString()));
    }
    m_graph->setFound(found);
}

void MainWindow::markModified()
{
    const QStringList modified = m_scripts->modifiedPaths();
    QSet<RevisionId> revisions;
    for (const GraphNode &node : m_session.graph().nodes) {
        if (!node.path.isEmpty() && modified.contains(node.path))
            revisions.insert(node.id);
    }
    m_graph->setModified(revisions);
    setAvailability(*m_save, modified.isEmpty() ? tr("no script has changed") : QString());
}

/// @p file: a path, or the name only, as texts that were given to the interpreter have it.
void MainWindow::goToPlace(const QString &file, int line, int column)
{
    if (file.isEmpty())
        return;
    const QString name = QFileInfo(file).fileName();
    for (const GraphNode &node : m_session.graph().nodes) {
        if (node.path != file && QFileInfo(node.path).fileName() != name)
            continue;
        m_graph->select(node.id);
        m_scripts->showScript(node.path)->goTo(line, column);
        return;
    }
    // env.py, a module of the project, a file whose header cannot be read.
    if (QFileInfo(file).isAbsolute())
        m_scripts->showScript(file)->goTo(line, column);
}

} // namespace limbeck
