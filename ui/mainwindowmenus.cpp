// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/commands/availability.h"
#include "ui/commands/commandpalette.h"
#include "ui/graph/graphpanel.h"
#include "ui/graph/graphview.h"
#include "ui/mainwindow.h"
#include "ui/revisions/newrevisiondialog.h"
#include "ui/revisions/revisionactions.h"
#include "ui/run/runactions.h"
#include "ui/run/rundialogs.h"
#include "ui/run/runlog.h"
#include "ui/script/scripteditor.h"
#include "ui/script/scripttabs.h"
#include "ui/script/sqlview.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/windowsettings.h"
#include "ui/sql/sqlpanel.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>

using namespace Qt::StringLiterals;

// Menus, shortcuts and the dialogs that they open.

namespace limbeck {

void MainWindow::setUpMenus()
{
    setUpProjectMenu();
    setUpEditMenu();
    QMenu *revision = menuBar()->addMenu(tr("&Revision"));
    QAction *find = revision->addAction(themedIcon(u"search"_s), tr("&Go to revision…"), this,
                                        &MainWindow::showRevisionSearch);
    find->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    revision->addSeparator();
    m_revisionActions->create->setShortcut(QKeySequence::New);
    revision->addActions({ m_revisionActions->create, m_revisionActions->merge });
    revision->addSeparator();
    revision->addActions(m_revisionActions->all());
    setUpDatabaseMenu();
    setUpViewMenu();
    setUpHelpMenu();
}

void MainWindow::setUpProjectMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Project"));
    QAction *open =
        menu->addAction(themedIcon(u"open"_s), tr("&Open…"), this, &MainWindow::chooseProject);
    open->setShortcut(QKeySequence::Open);
    m_recentMenu = menu->addMenu(tr("Open &recent"));
    menu->addAction(tr("Open the sa&mple project"), this, &MainWindow::openSample);
    menu->addSeparator();
    m_save = menu->addAction(themedIcon(u"save"_s), tr("&Save script"), this, [this] {
        ScriptEditor *editor =
            m_scripts->currentEditor() ? m_scripts->currentEditor() : m_scripts->lastEditor();
        if (editor && editor->isModified())
            editor->save();
    });
    m_save->setShortcut(QKeySequence::Save);
    setAvailability(*m_save, tr("no script has changed"));
    QAction *saveAll = menu->addAction(tr("Save &all"), m_scripts, &ScriptTabs::saveAll);
    saveAll->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    menu->addSeparator();
    QAction *settings = menu->addAction(themedIcon(u"settings"_s), tr("S&ettings…"), this,
                                        &MainWindow::showSettings);
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    menu->addSeparator();
    QAction *quit = menu->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setShortcut(QKeySequence::Quit);
}

void MainWindow::setUpEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    // Where the cursor is: in a script, in the SQL, in the log, or else among the revisions.
    QAction *find = menu->addAction(themedIcon(u"search"_s), tr("&Find"), this, [this] {
        const QWidget *focused = QApplication::focusWidget();
        const auto isIn = [focused](const QWidget *part) {
            return focused && (focused == part || part->isAncestorOf(focused));
        };
        if (isIn(m_log)) {
            m_log->search();
        } else if (isIn(m_sql)) {
            m_sql->view().find();
        } else if (ScriptEditor *editor = m_scripts->currentEditor()) {
            editor->find(false);
        } else {
            m_historyDock->show();
            m_search->setFocus();
            m_search->selectAll();
        }
    });
    find->setShortcut(QKeySequence::Find);
    const auto forEditor = [&](const QString &text, const QKeySequence &shortcut, auto &&act) {
        QAction *action = menu->addAction(text, this, [this, act] {
            if (ScriptEditor *editor = m_scripts->currentEditor())
                act(*editor);
        });
        action->setShortcut(shortcut);
    };
    forEditor(tr("&Replace"), QKeySequence(Qt::CTRL | Qt::Key_H),
              [](ScriptEditor &editor) { editor.find(true); });
    forEditor(tr("Find &next"), QKeySequence(Qt::Key_F3),
              [](ScriptEditor &editor) { editor.findNext(true); });
    forEditor(tr("Find &previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
              [](ScriptEditor &editor) { editor.findNext(false); });
    forEditor(tr("&Go to line…"), QKeySequence(Qt::CTRL | Qt::Key_L),
              [](ScriptEditor &editor) { editor.goToLine(); });
}

void MainWindow::setUpDatabaseMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Database"));
    menu->addAction(themedIcon(u"database"_s), tr("&Choose database…"), m_runDialogs,
                    &RunDialogs::chooseTarget);
    menu->addSeparator();
    menu->addActions({ m_runActions->upgrade, m_runActions->downgrade, m_runActions->stamp });
    menu->addSeparator();
    menu->addActions({ m_runActions->cancel, m_runActions->refresh });
}

void MainWindow::setUpViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    QAction *commands = menu->addAction(themedIcon(u"palette"_s), tr("&Commands…"), this,
                                        &MainWindow::showCommands);
    commands->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    menu->addSeparator();
    menu->addActions(m_graphPanel->zoomActions());
    menu->addAction(m_graphPanel->foldAction());
    menu->addSeparator();
    QAction *graph = menu->addAction(themedIcon(u"graph"_s), tr("Show g&raph"), this, [this] {
        m_scripts->showFirst();
        m_graph->setFocus();
    });
    graph->setShortcut(QKeySequence(Qt::ALT | Qt::Key_1));
    QAction *script = menu->addAction(themedIcon(u"script"_s), tr("Show &script"), this, [this] {
        if (m_graph->selected())
            openScriptOf(*m_graph->selected());
    });
    script->setShortcut(QKeySequence(Qt::ALT | Qt::Key_2));
    menu->addSeparator();
    for (const QDockWidget *dock : findChildren<QDockWidget *>())
        menu->addAction(dock->toggleViewAction());
}

void MainWindow::setUpHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(QIcon(u":/icons/limbeck.svg"_s), tr("&About Limbeck"), this,
                    &MainWindow::showAbout);
}

// ------------------------------------------------------------------------------------------------
// dialogs

namespace {

void collect(const QMenu &menu, const QString &path, std::vector<Command> &commands)
{
    for (QAction *action : menu.actions()) {
        if (action->isSeparator())
            continue;
        QString text = action->text();
        text.remove(u'&');
        if (const QMenu *submenu = action->menu()) {
            collect(*submenu, text + u": "_s, commands);
            continue;
        }
        QString whyNot = whyUnavailable(*action);
        if (!action->isEnabled() && whyNot.isEmpty())
            whyNot = MainWindow::tr("not available now");
        commands.push_back({ path + text, action->shortcut().toString(QKeySequence::NativeText),
                             action->icon(), [action] { action->trigger(); }, whyNot });
    }
}

} // namespace

void MainWindow::showCommands()
{
    std::vector<Command> commands;
    for (const QAction *action : menuBar()->actions())
        collect(*action->menu(), {}, commands);
    CommandPalette palette(std::move(commands), tr("Type a command"), this);
    palette.exec();
}

void MainWindow::showRevisionSearch()
{
    if (!m_session.hasProject())
        return;
    std::vector<Command> commands;
    for (const GraphNode &node : m_session.graph().nodes) {
        QStringList details { node.id.text() };
        details += node.branchLabels;
        commands.push_back({ node.doc.isEmpty() ? node.id.text() : node.doc, details.join(u" · "),
                             stateIcon(m_graph->glyph(node.id)), [this, id = node.id] {
                                 m_scripts->showFirst();
                                 m_graph->select(id);
                                 m_graph->setFocus();
                             } });
    }
    std::reverse(commands.begin(), commands.end()); // the newest files are loaded last, as a rule
    CommandPalette palette(std::move(commands), tr("Go to a revision by message, id or label"),
                           this);
    palette.exec();
}

void MainWindow::createRevision(RevisionFilesOrder::Kind kind, const QString &parent)
{
    if (!m_session.map())
        return;
    NewRevisionDialog dialog(m_session, kind, parent, this);
    QString path;
    connect(&dialog, &NewRevisionDialog::written, this, [this, &path](const QStringList &paths) {
        path = paths.value(0);
        // The graph shows it when it has been read.
        connect(
            &m_session, &ProjectSession::reloaded, this, [this, path] { selectRevisionOf(path); },
            Qt::SingleShotConnection);
        m_session.reload();
    });
    if (dialog.exec() == QDialog::Accepted && !path.isEmpty())
        m_scripts->showScript(path);
}

void MainWindow::showSettings()
{
    SettingsDialog dialog(m_settings, m_appearance, this);
    connect(&dialog, &SettingsDialog::graphChanged, this,
            [this] { m_graph->setDirection(m_settings.graphDirection()); });
    connect(&dialog, &SettingsDialog::editorFontChanged, this, [this] {
        m_scripts->setEditorFont(m_settings.editorFont());
        m_sql->view().setEditorFont(m_settings.editorFont());
    });
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About Limbeck"));
    box.setIconPixmap(QIcon(u":/icons/limbeck.svg"_s).pixmap(64, 64));
    box.setTextFormat(Qt::RichText);
    box.setText(tr("<h3>Limbeck %1</h3><p>The desktop migration manager for Alembic projects.</p>")
                    .arg(QStringLiteral(LIMBECK_VERSION)));
    box.setInformativeText(
        tr("Free software under the GNU General Public License, version 3 or later. Built on Qt "
           "%1, QScintilla and Graphviz.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

} // namespace limbeck
