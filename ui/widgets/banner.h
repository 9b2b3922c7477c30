// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace limbeck {

/// A message across a panel, with what one can do about it. It stays until it is answered or the
/// reason is gone; an empty message hides it.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    enum class Severity { Information, Success, Warning, Error };

    explicit Banner(QWidget *parent = nullptr);

    void show(Severity severity, const QString &message);
    /// Adds a button; all go with the next show() or clear().
    void addAction(const QString &text, const std::function<void()> &action);
    void clear();

    [[nodiscard]] QString message() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateIcon();
    void placeActions();

    Severity m_severity = Severity::Information;
    QLabel *m_icon;
    QLabel *m_message;
    QBoxLayout *m_body; ///< message and actions
    QBoxLayout *m_actions;
    QToolButton *m_close;
};

} // namespace limbeck
