// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/scripttabs.h"

#include "ui/script/scripteditor.h"
#include "ui/theme/icons.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace limbeck {

ScriptTabs::ScriptTabs(QWidget *first, const QIcon &icon, const QString &title, QWidget *parent)
    : QTabWidget(parent)
{
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(false);
    setElideMode(Qt::ElideNone);
    setIconSize({ 16, 16 });
    setUsesScrollButtons(true);
    addTab(first, icon, title);
    for (const auto side : { QTabBar::LeftSide, QTabBar::RightSide })
        tabBar()->setTabButton(0, side, nullptr);
    connect(this, &QTabWidget::tabCloseRequested, this, &ScriptTabs::closeTab);
    connect(this, &QTabWidget::currentChanged, this, &ScriptTabs::onCurrentChanged);
    connect(&m_files, &QFileSystemWatcher::fileChanged, this, [this](const QString &path) {
        if (ScriptEditor *changed = editor(path))
            changed->checkDisk();
        watch(); // a file that was replaced is another one to the system
    });
}

ScriptEditor *ScriptTabs::newEditor()
{
    auto *result = new ScriptEditor(this);
    if (m_font)
        result->setEditorFont(m_font);
    connect(result, &ScriptEditor::textSettled, this, &ScriptTabs::textSettled);
    connect(result, &ScriptEditor::saved, this, [this](const QString &path) {
        watch();
        Q_EMIT saved(path);
    });
    connect(result, &ScriptEditor::diagnosticsChanged, this, &ScriptTabs::diagnosticsChanged);
    connect(result, &ScriptEditor::cursorLineChanged, this,
            [this, result](int line) { Q_EMIT cursorLineChanged(result->path(), line); });
    connect(result, &ScriptEditor::modificationChanged, this, [this, result](bool modified) {
        if (modified && m_preview == result)
            m_preview.clear(); // it has become a tab of its own
        updateTab(result);
        Q_EMIT modificationChanged();
    });
    return result;
}

ScriptEditor *ScriptTabs::open(const QString &path)
{
    ScriptEditor *result = editor(path);
    if (!result && m_preview && !m_preview->isModified())
        result = m_preview;
    if (!result) {
        result = newEditor();
        m_preview = result;
        addTab(result, themedIcon(u"script"_s, IconTint::Muted), QString());
    }
    m_last = result;
    if (result->path() != path) {
        result->open(path);
        updateTab(result);
        watch();
    }
    if (currentEditor() && currentEditor() != result)
        setCurrentWidget(result);
    return result;
}

ScriptEditor *ScriptTabs::showScript(const QString &path)
{
    ScriptEditor *result = open(path);
    setCurrentWidget(result);
    result->setFocus();
    return result;
}

void ScriptTabs::showFirst()
{
    setCurrentIndex(0);
}

void ScriptTabs::closeAll()
{
    for (ScriptEditor *each : editors()) {
        removeTab(indexOf(each));
        each->deleteLater();
    }
    m_preview.clear();
    m_last.clear();
    watch();
    Q_EMIT diagnosticsChanged();
    Q_EMIT modificationChanged();
}

ScriptEditor *ScriptTabs::editor(const QString &path) const
{
    for (ScriptEditor *each : editors()) {
        if (each->path() == path)
            return each;
    }
    return nullptr;
}

ScriptEditor *ScriptTabs::currentEditor() const
{
    return qobject_cast<ScriptEditor *>(currentWidget());
}

QList<ScriptEditor *> ScriptTabs::editors() const
{
    QList<ScriptEditor *> result;
    for (int i = 0; i < count(); ++i) {
        if (auto *each = qobject_cast<ScriptEditor *>(widget(i)))
            result += each;
    }
    return result;
}

QStringList ScriptTabs::modifiedPaths() const
{
    QStringList result;
    for (const ScriptEditor *each : editors()) {
        if (each->isModified())
            result += each->path();
    }
    return result;
}

void ScriptTabs::saveAll()
{
    for (ScriptEditor *each : editors()) {
        if (each->isModified())
            each->save();
    }
}

void ScriptTabs::setEditorFont(const std::optional<QFont> &font)
{
    m_font = font;
    for (ScriptEditor *each : editors())
        each->setEditorFont(font);
}

void ScriptTabs::updateTab(ScriptEditor *editor)
{
    const int index = indexOf(editor);
    QString name = QFileInfo(editor->path()).fileName();
    name.replace(u'&', u"&&"_s);
    setTabText(index, editor->isModified() ? tr("%1 ●").arg(name) : name);
    setTabToolTip(index,
                  editor->isModified() ? tr("%1 (not saved)").arg(editor->path()) : editor->path());
}

void ScriptTabs::onCurrentChanged()
{
    ScriptEditor *shown = currentEditor();
    if (!shown)
        return;
    m_last = shown;
    Q_EMIT scriptShown(shown->path());
}

void ScriptTabs::closeTab(int index)
{
    auto *closing = qobject_cast<ScriptEditor *>(widget(index));
    if (!closing)
        return;
    if (closing->isModified()) {
        const auto answer = QMessageBox::question(
            this, tr("Unsaved script"),
            tr("%1 has changes that are not saved.").arg(QFileInfo(closing->path()).fileName()),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
        if (answer == QMessageBox::Cancel)
            return;
        if (answer == QMessageBox::Save) {
            // The tab goes when the file is written; if that fails it stays, with the reason.
            connect(
                closing, &ScriptEditor::saved, this,
                [this, closing] { closeTab(indexOf(closing)); }, Qt::SingleShotConnection);
            closing->save();
            return;
        }
    }
    if (m_preview == closing)
        m_preview.clear();
    if (m_last == closing)
        m_last.clear();
    removeTab(index);
    closing->deleteLater();
    watch();
    Q_EMIT diagnosticsChanged();
    Q_EMIT modificationChanged();
}

void ScriptTabs::watch()
{
    QStringList wanted;
    for (const ScriptEditor *each : editors())
        wanted += each->path();
    QStringList gone;
    for (const QString &path : m_files.files()) {
        if (!wanted.contains(path))
            gone += path;
    }
    if (!gone.isEmpty())
        m_files.removePaths(gone);
    for (const QString &path : wanted) {
        if (!m_files.files().contains(path))
            m_files.addPath(path);
    }
}

} // namespace limbeck
