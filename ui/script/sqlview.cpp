// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/sqlview.h"

#include "ui/script/editortheme.h"
#include "ui/script/findbar.h"
#include "ui/script/qscintilla.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int statementMarker = 4;
constexpr int dataMarker = 5;

} // namespace

SqlView::SqlView(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QsciScintilla(this))
    , m_findBar(new FindBar(m_editor, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor);
    layout->addWidget(m_findBar);
    setFocusProxy(m_editor);
    m_editor->setUtf8(true);
    auto *lexer = new QsciLexerSQL(m_editor);
    lexer->setFoldComments(false);
    m_editor->setLexer(lexer);
    m_editor->setReadOnly(true);
    m_editor->setMarginWidth(0, 0);
    m_editor->setMarginWidth(1, 10);
    m_editor->setMarginType(1, QsciScintilla::SymbolMargin);
    m_editor->setMarginMarkerMask(1, (1 << dataMarker));
    m_editor->markerDefine(QsciScintilla::Background, statementMarker);
    m_editor->markerDefine(QsciScintilla::LeftRectangle, dataMarker);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setScrollWidthTracking(true);
    m_editor->setScrollWidth(1);
    m_editor->setWrapVisualFlags(QsciScintilla::WrapFlagNone, QsciScintilla::WrapFlagNone, 2);
    m_editor->setAccessibleName(tr("SQL"));
    m_editor->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, 1);
    m_editor->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, 1);
    m_editor->viewport()->installEventFilter(this);
    m_editor->installEventFilter(this);
    setWrapping(true);
    applyTheme();
}

void SqlView::applyTheme()
{
    applyEditorTheme(*m_editor, *m_editor->lexer(), palette(), m_font);
    m_editor->setCaretLineVisible(false);
    const Theme &theme = Theme::of(palette());
    m_editor->setMarkerBackgroundColor(theme.selection, statementMarker);
    m_editor->setMarkerBackgroundColor(theme.warning, dataMarker);
    m_editor->setMarkerForegroundColor(theme.warning, dataMarker);
}

void SqlView::setEditorFont(const std::optional<QFont> &font)
{
    m_font = font;
    applyTheme();
}

void SqlView::setWrapping(bool wrap)
{
    m_editor->setWrapMode(wrap ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
    m_editor->setWrapIndentMode(QsciScintilla::WrapIndentIndented);
}

void SqlView::setSql(const QString &sql, const std::vector<SqlSegment> &segments)
{
    m_segments = segments;
    m_editor->markerDeleteAll(statementMarker);
    m_editor->markerDeleteAll(dataMarker);
    if (m_editor->text() == sql)
        return; // where one has scrolled to stays
    m_editor->setReadOnly(false);
    m_editor->setText(sql);
    m_editor->setReadOnly(true);
    m_editor->setScrollWidth(1);
}

QString SqlView::sql() const
{
    return m_editor->text();
}

void SqlView::markScriptLine(int line)
{
    m_editor->markerDeleteAll(statementMarker);
    int first = 0;
    for (const SqlSegment &segment : m_segments) {
        if (segment.scriptLine == 0 || line < segment.scriptLine
            || line > std::max(segment.scriptLine, segment.scriptEndLine))
            continue;
        for (int marked = segment.firstLine; marked <= segment.lastLine; ++marked)
            m_editor->markerAdd(marked - 1, statementMarker);
        if (first == 0)
            first = segment.firstLine;
    }
    if (first == 0)
        return;
    const int top = m_editor->firstVisibleLine();
    const auto linesOnScreen =
        static_cast<int>(m_editor->SendScintilla(QsciScintilla::SCI_LINESONSCREEN));
    const auto shown = static_cast<int>(m_editor->SendScintilla(
        QsciScintilla::SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(first - 1)));
    if (shown < top || shown >= top + linesOnScreen)
        m_editor->setFirstVisibleLine(std::max(shown - 2, 0));
}

void SqlView::markDataDependentFrom(int line)
{
    for (int marked = line; marked <= m_editor->lines(); ++marked)
        m_editor->markerAdd(marked - 1, dataMarker);
}

void SqlView::showText(const QString &text)
{
    for (int line = 0; line < m_editor->lines(); ++line) {
        if (!m_editor->text(line).startsWith(text))
            continue;
        m_editor->markerDeleteAll(statementMarker);
        m_editor->markerAdd(line, statementMarker);
        m_editor->setFirstVisibleLine(static_cast<int>(m_editor->SendScintilla(
            QsciScintilla::SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(line))));
        return;
    }
}

void SqlView::find()
{
    m_findBar->open(false);
}

bool SqlView::eventFilter(QObject *watched, QEvent *event)
{
    const bool isViewport = watched == m_editor->viewport();
    if (isViewport && event->type() == QEvent::MouseButtonRelease)
        reportClick(static_cast<QMouseEvent *>(event)->position().toPoint(), false);
    else if (isViewport && event->type() == QEvent::MouseButtonDblClick)
        reportClick(static_cast<QMouseEvent *>(event)->position().toPoint(), true);
    if (watched == m_editor && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Find)) {
        find();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SqlView::reportClick(const QPoint &position, bool goThere)
{
    const int line = m_editor->lineAt(position) + 1;
    for (const SqlSegment &segment : m_segments) {
        if (segment.scriptLine > 0 && line >= segment.firstLine && line <= segment.lastLine) {
            markScriptLine(segment.scriptLine);
            Q_EMIT scriptLineClicked(segment.scriptLine, goThere);
            return;
        }
    }
}

void SqlView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

} // namespace limbeck
