// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QsciScintilla;
class QToolButton;

namespace limbeck {

/// Find and replace in one editor, below its text.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QsciScintilla *editor, QWidget *parent = nullptr);

    /// Shows the bar with the editor's selection as what is looked for.
    void open(bool withReplace);
    void findNext(bool forward = true);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void close();
    void restart();
    void replaceOne();
    void replaceAll();
    void showMatches();
    bool find(bool forward, bool fromStart);

    QsciScintilla *m_editor;
    QLineEdit *m_text;
    QLineEdit *m_replacement;
    QLabel *m_count;
    QToolButton *m_caseSensitive;
    QToolButton *m_regularExpression;
    QWidget *m_replaceRow;
};

} // namespace limbeck
