// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/findbar.h"

#include "ui/script/qscintilla.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

FindBar::FindBar(QsciScintilla *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_text(new QLineEdit(this))
    , m_replacement(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_caseSensitive(new QToolButton(this))
    , m_regularExpression(new QToolButton(this))
    , m_replaceRow(new QWidget(this))
{
    m_text->setPlaceholderText(tr("Find"));
    m_text->setAccessibleName(tr("Find"));
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_count->setProperty("role", u"muted"_s);
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(tr("000 found")));
    m_caseSensitive->setText(u"Aa"_s);
    m_caseSensitive->setToolTip(tr("Match case"));
    m_regularExpression->setText(u".*"_s);
    m_regularExpression->setToolTip(tr("Regular expression"));
    for (QToolButton *button : { m_caseSensitive, m_regularExpression }) {
        button->setCheckable(true);
        button->setAccessibleName(button->toolTip());
        connect(button, &QToolButton::toggled, this, &FindBar::restart);
    }
    const auto tool = [this](const QString &icon, const QString &tip, auto &&act) {
        auto *button = new QToolButton(this);
        button->setIcon(themedIcon(icon));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, this, act);
        return button;
    };
    auto *row = new QHBoxLayout;
    row->addWidget(m_text, 1);
    row->addWidget(m_count);
    row->addWidget(m_caseSensitive);
    row->addWidget(m_regularExpression);
    row->addWidget(tool(u"chevron-up"_s, tr("Previous (Shift+F3)"), [this] { findNext(false); }));
    row->addWidget(tool(u"chevron-down"_s, tr("Next (F3)"), [this] { findNext(true); }));
    row->addWidget(tool(u"close"_s, tr("Close (Esc)"), [this] { close(); }));
    auto *replace = new QPushButton(tr("&Replace"), this);
    auto *replaceAllButton = new QPushButton(tr("Replace &all"), this);
    auto *replaceLayout = new QHBoxLayout(m_replaceRow);
    replaceLayout->setContentsMargins(0, 0, 0, 0);
    replaceLayout->addWidget(m_replacement, 1);
    replaceLayout->addWidget(replace);
    replaceLayout->addWidget(replaceAllButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, 6, metrics::gap, 6);
    layout->setSpacing(metrics::grid);
    layout->addLayout(row);
    layout->addWidget(m_replaceRow);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::restart);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { findNext(true); });
    connect(m_replacement, &QLineEdit::returnPressed, this, &FindBar::replaceOne);
    connect(replace, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(replaceAllButton, &QPushButton::clicked, this, &FindBar::replaceAll);
    hide();
}

void FindBar::open(bool withReplace)
{
    m_replaceRow->setVisible(withReplace && !m_editor->isReadOnly());
    if (const QString selection = m_editor->selectedText();
        !selection.isEmpty() && !selection.contains(u'\n'))
        m_text->setText(selection);
    show();
    m_text->setFocus();
    m_text->selectAll();
    showMatches();
}

void FindBar::close()
{
    hide();
    m_editor->setFocus();
    Q_EMIT closed();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

bool FindBar::find(bool forward, bool fromStart)
{
    int line = -1;
    int column = -1;
    if (fromStart) {
        m_editor->getSelection(&line, &column, nullptr, nullptr);
        if (line < 0)
            m_editor->getCursorPosition(&line, &column);
    } else if (!forward && m_editor->hasSelectedText()) {
        // Backwards from the selection's start, else the selection itself would be found.
        m_editor->getSelection(&line, &column, nullptr, nullptr);
    }
    return m_editor->findFirst(m_text->text(), m_regularExpression->isChecked(),
                               m_caseSensitive->isChecked(), false, true, forward, line, column,
                               true, false, true);
}

void FindBar::findNext(bool forward)
{
    if (!m_text->text().isEmpty())
        find(forward, false);
}

/// As one types: from where the last match begins.
void FindBar::restart()
{
    if (!m_text->text().isEmpty())
        find(true, true);
    showMatches();
}

void FindBar::showMatches()
{
    if (m_text->text().isEmpty()) {
        m_count->clear();
        return;
    }
    const QString pattern = m_regularExpression->isChecked()
        ? m_text->text()
        : QRegularExpression::escape(m_text->text());
    const QRegularExpression expression(pattern,
                                        m_caseSensitive->isChecked()
                                            ? QRegularExpression::MultilineOption
                                            : QRegularExpression::CaseInsensitiveOption
                                                | QRegularExpression::MultilineOption);
    if (!expression.isValid()) {
        m_count->setText(tr("invalid"));
        return;
    }
    m_count->setText(tr("%n found", nullptr, static_cast<int>(m_editor->text().count(expression))));
}

void FindBar::replaceOne()
{
    if (m_text->text().isEmpty())
        return;
    // The selection is replaced only if the search has made it.
    if (m_editor->hasSelectedText() && find(true, true))
        m_editor->replace(m_replacement->text());
    find(true, false);
    showMatches();
}

void FindBar::replaceAll()
{
    if (m_text->text().isEmpty())
        return;
    m_editor->beginUndoAction();
    // Without wrapping round: a replacement that holds the text would never end.
    bool found = m_editor->findFirst(m_text->text(), m_regularExpression->isChecked(),
                                     m_caseSensitive->isChecked(), false, false, true, 0, 0, false,
                                     false, true);
    while (found) {
        m_editor->replace(m_replacement->text());
        found = m_editor->findNext();
    }
    m_editor->endUndoAction();
    showMatches();
}

} // namespace limbeck
