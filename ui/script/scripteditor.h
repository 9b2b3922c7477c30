// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/diagnostic.h"
#include "ui/script/scriptfile.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include <optional>

class QsciScintilla;
class QLabel;

namespace limbeck {

class Banner;
class FindBar;

/// One script: Python highlighting, line numbers, find and replace, what is wrong with it as one
/// types. Reading and writing the file happens in other threads.
class ScriptEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptEditor(QWidget *parent = nullptr);
    ~ScriptEditor() override;

    /// Reads the file at @p path; answers by textSettled() or by a message in the editor.
    void open(const QString &path);

    [[nodiscard]] QString path() const { return m_path; }

    /// False until the file has been read.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

    [[nodiscard]] QString text() const;
    /// As if it were typed: the file is then modified.
    void setText(const QString &text);
    [[nodiscard]] bool isModified() const;

    /// Writes the file; answers by saved() or saveFailed().
    void save();
    /// Looks whether another program has changed the file: reads it again, or asks if there is an
    /// unsaved text.
    void checkDisk();

    void goTo(int line, int column);
    void find(bool withReplace);
    void findNext(bool forward);
    void goToLine();

    [[nodiscard]] int cursorLine() const;
    /// Marks the script's lines that caused a statement; none: no mark.
    void markLine(int line);

    /// What the parser and, for the last preview, the evaluator found.
    [[nodiscard]] std::vector<Diagnostic> diagnostics() const;
    /// What evaluating the script found; shown until the text changes.
    void setEvaluation(const std::vector<Diagnostic> &diagnostics);

    /// None: the font of fixed width that fixedFont() finds.
    void setEditorFont(const std::optional<QFont> &font);

Q_SIGNALS:
    /// A short while after the last change, and when the file has been read.
    void textSettled(const QString &path, const QString &text);
    void modificationChanged(bool modified);
    void diagnosticsChanged();
    void saved(const QString &path);
    void saveFailed(const limbeck::Error &error);
    void cursorLineChanged(int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpEditor();
    void setUpMarks();
    void applyTheme();
    void read();
    void onRead();
    void write(bool overwrite);
    void onWritten();
    void settle();
    void onDiagnosed();
    void showDiagnostics();
    void showStatus(const QString &message);
    void showToolTip(int position);
    void askAboutChange();

    QsciScintilla *m_editor;
    Banner *m_banner;
    FindBar *m_findBar;
    QLabel *m_status;
    QString m_path;
    ScriptFileContent m_file; ///< as it was read or written last
    std::optional<QFont> m_font;
    bool m_isLoaded = false;
    bool m_isFilling = false; ///< with the text of the file
    bool m_isSettled = false; ///< diagnostics are of the text that is shown
    int m_markedLine = 0;
    std::vector<Diagnostic> m_syntax, m_evaluation;
    QTimer m_settleTimer;
    QFutureWatcher<Result<ScriptFileContent>> m_readWatcher;
    QFutureWatcher<Result<FileStamp>> m_writeWatcher;
    QFutureWatcher<FileStamp> m_stampWatcher;
    QFutureWatcher<std::vector<Diagnostic>> m_diagnoseWatcher;
    QString m_written; ///< the text that is being written
};

} // namespace limbeck
