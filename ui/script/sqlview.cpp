// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/sqlview.h"

#include "ui/script/editortheme.h"
#include "ui/script/qscintilla.h"

#include <QEvent>
#include <QVBoxLayout>

namespace limbeck {

SqlView::SqlView(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QsciScintilla(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_editor);
    m_editor->setUtf8(true);
    auto *lexer = new QsciLexerSQL(m_editor);
    lexer->setFoldComments(false);
    m_editor->setLexer(lexer);
    m_editor->setReadOnly(true);
    m_editor->setMarginWidth(0, 0);
    m_editor->setMarginWidth(1, 8);
    m_editor->setMarginType(1, QsciScintilla::TextMargin);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setScrollWidthTracking(true);
    m_editor->setScrollWidth(1);
    m_editor->setAccessibleName(tr("SQL"));
    applyEditorTheme(*m_editor, *lexer, palette());
    m_editor->setCaretLineVisible(false);
}

void SqlView::setSql(const QString &sql)
{
    m_editor->setReadOnly(false);
    m_editor->setText(sql);
    m_editor->setReadOnly(true);
}

QString SqlView::sql() const
{
    return m_editor->text();
}

void SqlView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyEditorTheme(*m_editor, *m_editor->lexer(), palette());
        m_editor->setCaretLineVisible(false);
    }
}

} // namespace limbeck
