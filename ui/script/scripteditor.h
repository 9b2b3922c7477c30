// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

class QsciScintilla;
class QLabel;

namespace limbeck {

/// The script of the selected revision: Python highlighting, line numbers, diagnostics of our own
/// parser as one types, saving in one step (a temporary file that takes the old one's place).
class ScriptEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptEditor(QWidget *parent = nullptr);
    ~ScriptEditor() override;

    /// Shows the file at @p path; an unsaved text of another file is kept and shown again when it
    /// is selected again.
    void openFile(const QString &path);
    void closeFile();

    [[nodiscard]] QString path() const { return m_path; }

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] bool hasUnsavedFiles() const;
    bool save();
    void goTo(int line, int column);

    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

Q_SIGNALS:
    /// A short while after the last change, and when another file is shown.
    void textSettled(const QString &path, const QString &text);
    void modificationChanged(bool modified);
    void diagnosticsChanged();
    void saved(const QString &path);

private:
    void applyTheme();
    void settle();
    void onDiagnosed();
    void showStatus(const QString &message);
    void changeEvent(QEvent *event) override;

    QsciScintilla *m_editor;
    QLabel *m_status;
    QString m_path;
    QHash<QString, QString> m_unsaved; ///< path → text
    std::vector<Diagnostic> m_diagnostics;
    QTimer m_settleTimer;
    QFutureWatcher<std::vector<Diagnostic>> m_diagnoseWatcher;
};

} // namespace limbeck
