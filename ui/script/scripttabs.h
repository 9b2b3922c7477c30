// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"

#include <QFileSystemWatcher>
#include <QFont>
#include <QPointer>
#include <QTabWidget>

namespace limbeck {

class ScriptEditor;

/// The window's centre: a first tab that stays (the graph), and the scripts that are open.
///
/// Selecting a revision shows its script in a tab for looking at, which the next selection takes
/// over; it becomes a tab of its own when the script is changed.
class ScriptTabs final : public QTabWidget
{
    Q_OBJECT

public:
    /// @p first gets the tab that cannot be closed.
    ScriptTabs(QWidget *first, const QIcon &icon, const QString &title, QWidget *parent = nullptr);

    /// Opens the script without leaving the first tab.
    ScriptEditor *open(const QString &path);
    /// Opens the script and shows it.
    ScriptEditor *showScript(const QString &path);
    void showFirst();
    void closeAll();

    [[nodiscard]] ScriptEditor *editor(const QString &path) const;
    /// The one that is shown; null on the first tab.
    [[nodiscard]] ScriptEditor *currentEditor() const;

    /// The one that was opened or shown last; null if there is none.
    [[nodiscard]] ScriptEditor *lastEditor() const { return m_last; }

    [[nodiscard]] QList<ScriptEditor *> editors() const;
    [[nodiscard]] QStringList modifiedPaths() const;
    void saveAll();
    /// None: the font of fixed width that fixedFont() finds.
    void setEditorFont(const std::optional<QFont> &font);

Q_SIGNALS:
    /// A script was read or changed.
    void textSettled(const QString &path, const QString &text);
    /// The person went to the tab of this script.
    void scriptShown(const QString &path);
    void cursorLineChanged(const QString &path, int line);
    void diagnosticsChanged();
    void modificationChanged();
    void saved(const QString &path);

private:
    [[nodiscard]] ScriptEditor *newEditor();
    void updateTab(ScriptEditor *editor);
    void onCurrentChanged();
    void closeTab(int index);
    void watch();

    QPointer<ScriptEditor> m_preview; ///< whose tab the next selection takes over
    QPointer<ScriptEditor> m_last;
    std::optional<QFont> m_font;
    QFileSystemWatcher m_files;
};

} // namespace limbeck
