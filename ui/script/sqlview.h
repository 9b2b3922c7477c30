// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QWidget>

#include <optional>
#include <vector>

class QsciScintilla;

namespace limbeck {

class FindBar;

/// Which lines of a text of SQL come from which lines of a script. Lines count from 1.
struct SqlSegment
{
    int firstLine = 0;
    int lastLine = 0;
    int scriptLine = 0; ///< 0: no line of the script causes it
    int scriptEndLine = 0;

    friend bool operator==(const SqlSegment &, const SqlSegment &) = default;
};

/// A read-only text of SQL with highlighting, whose statements know their lines in the script.
class SqlView final : public QWidget
{
    Q_OBJECT

public:
    explicit SqlView(QWidget *parent = nullptr);

    void setSql(const QString &sql, const std::vector<SqlSegment> &segments = {});
    [[nodiscard]] QString sql() const;
    /// Marks the statements that the script's @p line causes, and shows the first of them.
    void markScriptLine(int line);
    /// Marks what waits for data that a preview does not have, from @p line to the end.
    void markDataDependentFrom(int line);
    /// Scrolls to the line that begins with @p text.
    void showText(const QString &text);
    void setWrapping(bool wrap);
    /// None: the font of fixed width that fixedFont() finds.
    void setEditorFont(const std::optional<QFont> &font);
    void find();

Q_SIGNALS:
    /// A click on a statement; @p goThere: a double click.
    void scriptLineClicked(int line, bool goThere);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void reportClick(const QPoint &position, bool goThere);

    QsciScintilla *m_editor;
    FindBar *m_findBar;
    std::vector<SqlSegment> m_segments;
    std::optional<QFont> m_font;
};

} // namespace limbeck
