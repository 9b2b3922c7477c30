// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QIcon>

class QLineEdit;
class QListWidget;

namespace limbeck {

/// One thing that the palette can do.
struct Command
{
    QString text; ///< what it is found by
    QString detail; ///< to the right: a shortcut, or what kind of thing it is
    QIcon icon;
    std::function<void()> act;
    QString whyNot {}; ///< why it can't be done now; empty if it can
};

/// Finds a command or a revision by a few letters of its name and does it, without the mouse.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(std::vector<Command> commands, const QString &placeholder,
                   QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void addItem(std::size_t index);
    void accept() override;

    std::vector<Command> m_commands;
    QLineEdit *m_text;
    QListWidget *m_list;
    int m_available = 0; ///< how many of the shown ones can be done; they come first
};

/// How well @p text answers @p query: all its letters in order, better at the beginnings of words
/// and in a row. Negative when it does not.
[[nodiscard]] int matchScore(const QString &query, const QString &text);

} // namespace limbeck
