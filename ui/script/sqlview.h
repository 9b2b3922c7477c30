// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QsciScintilla;

namespace limbeck {

/// A read-only text of SQL with highlighting.
class SqlView final : public QWidget
{
    Q_OBJECT

public:
    explicit SqlView(QWidget *parent = nullptr);

    void setSql(const QString &sql);
    [[nodiscard]] QString sql() const;

private:
    void changeEvent(QEvent *event) override;

    QsciScintilla *m_editor;
};

} // namespace limbeck
