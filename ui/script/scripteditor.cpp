// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/scripteditor.h"

#include "core/lang/parser.h"
#include "ui/script/editortheme.h"
#include "ui/script/findbar.h"
#include "ui/script/qscintilla.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QEvent>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QToolTip>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int lineNumberMargin = 0;
constexpr int markMargin = 1;
constexpr int errorIndicator = 8;
constexpr int warningIndicator = 9;
constexpr int errorMarker = 2;
constexpr int warningMarker = 3;
constexpr int statementMarker = 4;
constexpr int settleMs = 150;
constexpr int dwellMs = 350;

} // namespace

ScriptEditor::ScriptEditor(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QsciScintilla(this))
    , m_banner(new Banner(this))
    , m_findBar(new FindBar(m_editor, this))
    , m_status(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_status);
    m_status->setContentsMargins(metrics::margin, 4, metrics::margin, 4);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->hide();
    setFocusProxy(m_editor);
    setUpEditor();
    setUpMarks();
    applyTheme();

    m_settleTimer.setSingleShot(true);
    m_settleTimer.setInterval(settleMs);
    connect(&m_settleTimer, &QTimer::timeout, this, &ScriptEditor::settle);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        m_isSettled = false;
        m_settleTimer.start();
    });
    connect(m_editor, &QsciScintilla::modificationChanged, this, [this](bool modified) {
        if (!m_isFilling) // the text of a file is no change of it
            Q_EMIT modificationChanged(modified);
    });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this,
            [this](int line, int) { Q_EMIT cursorLineChanged(line + 1); });
    connect(&m_readWatcher, &QFutureWatcherBase::finished, this, &ScriptEditor::onRead);
    connect(&m_writeWatcher, &QFutureWatcherBase::finished, this, &ScriptEditor::onWritten);
    connect(&m_stampWatcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_isLoaded && !m_writeWatcher.isRunning() && m_stampWatcher.result() != m_file.stamp)
            askAboutChange();
    });
    connect(&m_diagnoseWatcher, &QFutureWatcherBase::finished, this, &ScriptEditor::onDiagnosed);
}

ScriptEditor::~ScriptEditor()
{
    m_diagnoseWatcher.disconnect(this);
    m_readWatcher.disconnect(this);
    m_stampWatcher.disconnect(this);
    m_writeWatcher.disconnect(this);
    m_writeWatcher.waitForFinished(); // what was to be saved is saved
}

void ScriptEditor::setUpEditor()
{
    m_editor->setUtf8(true);
    m_editor->setLexer(new QsciLexerPython(m_editor));
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setTabWidth(4);
    m_editor->setTabIndents(true);
    m_editor->setBackspaceUnindents(true);
    m_editor->setAutoIndent(true);
    m_editor->setIndentationGuides(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setScrollWidthTracking(true);
    m_editor->setScrollWidth(1);
    m_editor->setReadOnly(true);
    m_editor->setAccessibleName(tr("Script"));
    m_editor->SendScintilla(QsciScintilla::SCI_SETMOUSEDWELLTIME, dwellMs);
    m_editor->SendScintilla(QsciScintilla::SCI_SETEXTRAASCENT, 1);
    m_editor->SendScintilla(QsciScintilla::SCI_SETEXTRADESCENT, 1);
    // Tab leaves a text that cannot be changed, and Escape one that can, as everywhere.
    connect(m_editor, &QsciScintilla::SCN_DWELLSTART, this,
            [this](int position, int, int) { showToolTip(position); });
    connect(m_editor, &QsciScintilla::SCN_DWELLEND, this,
            [](int, int, int) { QToolTip::hideText(); });
}

void ScriptEditor::setUpMarks()
{
    m_editor->setMarginType(lineNumberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginType(markMargin, QsciScintilla::SymbolMargin);
    m_editor->setMarginWidth(markMargin, 14);
    m_editor->setMarginSensitivity(markMargin, false);
    m_editor->setMarginMarkerMask(markMargin, (1 << errorMarker) | (1 << warningMarker));
    m_editor->markerDefine(QsciScintilla::Circle, errorMarker);
    m_editor->markerDefine(QsciScintilla::RightTriangle, warningMarker);
    m_editor->markerDefine(QsciScintilla::Background, statementMarker);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, errorIndicator);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, warningIndicator);
}

void ScriptEditor::applyTheme()
{
    applyEditorTheme(*m_editor, *m_editor->lexer(), palette(), m_font);
    m_editor->setMarginWidth(lineNumberMargin, u"00000"_s);
    const Theme &theme = Theme::of(palette());
    m_editor->setIndicatorForegroundColor(theme.error, errorIndicator);
    m_editor->setIndicatorForegroundColor(theme.warning, warningIndicator);
    for (const auto &[marker, colour] :
         { std::pair(errorMarker, theme.error), std::pair(warningMarker, theme.warning) }) {
        m_editor->setMarkerBackgroundColor(colour, marker);
        m_editor->setMarkerForegroundColor(colour, marker);
    }
    m_editor->setMarkerBackgroundColor(theme.selection, statementMarker);
}

void ScriptEditor::setEditorFont(const std::optional<QFont> &font)
{
    m_font = font;
    applyTheme();
}

void ScriptEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

// ------------------------------------------------------------------------------------------------
// file

void ScriptEditor::open(const QString &path)
{
    m_path = path;
    m_isLoaded = false;
    m_banner->clear();
    m_syntax.clear();
    m_evaluation.clear();
    m_markedLine = 0;
    read();
}

void ScriptEditor::read()
{
    m_readWatcher.setFuture(QtConcurrent::run(readScriptFile, m_path));
}

void ScriptEditor::onRead()
{
    const auto content = m_readWatcher.result();
    if (!content) {
        m_isLoaded = false;
        m_editor->setReadOnly(true);
        m_banner->show(Banner::Severity::Error, content.error().message);
        m_banner->addAction(tr("&Try again"), [this] { read(); });
        return;
    }
    m_banner->clear();
    m_file = *content;
    int line = 0;
    int column = 0;
    if (std::exchange(m_isLoaded, true))
        m_editor->getCursorPosition(&line, &column); // read again: the reader stays where he was
    const int firstLine = m_editor->firstVisibleLine();
    m_editor->setReadOnly(false);
    m_isFilling = true;
    m_editor->setText(m_file.text);
    m_editor->setModified(false);
    m_isFilling = false;
    m_editor->setCursorPosition(line, column);
    m_editor->setFirstVisibleLine(line > 0 ? firstLine : 0);
    m_settleTimer.stop();
    Q_EMIT modificationChanged(false);
    settle();
}

QString ScriptEditor::text() const
{
    return m_editor->text();
}

void ScriptEditor::setText(const QString &text)
{
    m_editor->beginUndoAction();
    m_editor->selectAll();
    m_editor->replaceSelectedText(text);
    m_editor->endUndoAction();
}

bool ScriptEditor::isModified() const
{
    return m_editor->isModified();
}

void ScriptEditor::save()
{
    if (m_isLoaded && !m_writeWatcher.isRunning())
        write(false);
}

void ScriptEditor::write(bool overwrite)
{
    m_written = text();
    ScriptFileContent content = m_file;
    content.text = m_written;
    m_writeWatcher.setFuture(QtConcurrent::run(writeScriptFile, m_path, content, overwrite));
}

void ScriptEditor::onWritten()
{
    const auto stamp = m_writeWatcher.result();
    if (!stamp) {
        if (stamp.error().code == ErrorCode::Locked) {
            askAboutChange();
        } else {
            m_banner->show(Banner::Severity::Error, stamp.error().message);
            m_banner->addAction(tr("&Try again"), [this] { save(); });
        }
        Q_EMIT saveFailed(stamp.error());
        return;
    }
    m_banner->clear();
    m_file.stamp = *stamp;
    m_file.text = m_written;
    if (text() == m_written) // one may have typed on meanwhile
        m_editor->setModified(false);
    Q_EMIT saved(m_path);
}

void ScriptEditor::checkDisk()
{
    if (m_isLoaded && !m_stampWatcher.isRunning())
        m_stampWatcher.setFuture(QtConcurrent::run(fileStamp, m_path));
}

void ScriptEditor::askAboutChange()
{
    if (!isModified()) {
        read();
        return;
    }
    m_banner->show(Banner::Severity::Warning,
                   tr("Another program has changed this file, and there is an unsaved text here."));
    m_banner->addAction(tr("&Keep mine and overwrite"), [this] { write(true); });
    m_banner->addAction(tr("&Read the file again"), [this] { read(); });
}

// ------------------------------------------------------------------------------------------------
// going around

void ScriptEditor::goTo(int line, int column)
{
    const int index = std::max(line - 1, 0);
    m_editor->setCursorPosition(index, std::max(column - 1, 0));
    m_editor->ensureLineVisible(index);
    m_editor->SendScintilla(QsciScintilla::SCI_VERTICALCENTRECARET);
    m_editor->setFocus();
}

void ScriptEditor::find(bool withReplace)
{
    m_findBar->open(withReplace);
}

void ScriptEditor::findNext(bool forward)
{
    m_findBar->findNext(forward);
}

void ScriptEditor::goToLine()
{
    bool accepted = false;
    const int line =
        QInputDialog::getInt(this, tr("Go to line"), tr("Line (1 to %1):").arg(m_editor->lines()),
                             cursorLine(), 1, m_editor->lines(), 1, &accepted);
    if (accepted)
        goTo(line, 1);
}

int ScriptEditor::cursorLine() const
{
    int line = 0;
    int column = 0;
    m_editor->getCursorPosition(&line, &column);
    return line + 1;
}

void ScriptEditor::markLine(int line)
{
    m_editor->markerDeleteAll(statementMarker);
    m_markedLine = line;
    if (line <= 0)
        return;
    m_editor->markerAdd(line - 1, statementMarker);
    m_editor->ensureLineVisible(line - 1);
}

// ------------------------------------------------------------------------------------------------
// diagnostics

void ScriptEditor::settle()
{
    if (!m_isLoaded)
        return;
    const QString content = text();
    const auto file = std::make_shared<const SourceFile>(QFileInfo(m_path).fileName(), content);
    m_isSettled = true;
    m_evaluation.clear();
    m_diagnoseWatcher.setFuture(QtConcurrent::run([file] { return lang::diagnose(file); }));
    Q_EMIT textSettled(m_path, content);
}

void ScriptEditor::onDiagnosed()
{
    m_syntax = m_diagnoseWatcher.result();
    showDiagnostics();
}

void ScriptEditor::setEvaluation(const std::vector<Diagnostic> &diagnostics)
{
    if (!m_isSettled)
        return; // of a text that has changed since
    m_evaluation.clear();
    const QString name = QFileInfo(m_path).fileName();
    for (const Diagnostic &diagnostic : diagnostics) {
        const bool isOurs =
            diagnostic.span.file && QFileInfo(diagnostic.span.file->path()).fileName() == name;
        if (isOurs)
            m_evaluation.push_back(diagnostic);
    }
    showDiagnostics();
}

std::vector<Diagnostic> ScriptEditor::diagnostics() const
{
    std::vector<Diagnostic> all = m_syntax;
    // The evaluator finds a syntax error again, and may be the first of the two.
    std::copy_if(m_evaluation.begin(), m_evaluation.end(), std::back_inserter(all),
                 [this](const Diagnostic &found) {
                     return std::none_of(m_syntax.begin(), m_syntax.end(),
                                         [&found](const Diagnostic &known) {
                                             return known.span.range.line == found.span.range.line
                                                 && known.message == found.message;
                                         });
                 });
    return all;
}

void ScriptEditor::showDiagnostics()
{
    const int last = m_editor->lines();
    for (const int indicator : { errorIndicator, warningIndicator })
        m_editor->clearIndicatorRange(0, 0, last, 0, indicator);
    for (const int marker : { errorMarker, warningMarker })
        m_editor->markerDeleteAll(marker);
    const std::vector<Diagnostic> all = diagnostics();
    for (const Diagnostic &diagnostic : all) {
        const SourceRange &range = diagnostic.span.range;
        const int line = std::max(range.line - 1, 0);
        const int from = std::max(range.column - 1, 0);
        const bool isError = diagnostic.severity == Diagnostic::Severity::Error;
        const bool isOneLine = range.endLine == range.line && range.endColumn > range.column;
        m_editor->fillIndicatorRange(line, from, line, isOneLine ? range.endColumn - 1 : from + 1,
                                     isError ? errorIndicator : warningIndicator);
        m_editor->markerAdd(line, isError ? errorMarker : warningMarker);
    }
    if (all.empty()) {
        m_status->hide();
    } else {
        const Diagnostic &first = all.front();
        const QString more = all.size() > 1
            ? tr(" (and %n more)", nullptr, static_cast<int>(all.size()) - 1)
            : QString();
        showStatus(tr("Line %1: %2").arg(first.span.range.line).arg(first.message)
                   + (first.hint.isEmpty() ? QString() : u" – "_s + first.hint) + more);
    }
    Q_EMIT diagnosticsChanged();
}

void ScriptEditor::showStatus(const QString &message)
{
    int line = 0;
    int column = 0;
    m_editor->getCursorPosition(&line, &column);
    const auto isInView = [this, line] {
        const long first = m_editor->firstVisibleLine();
        const long shown = m_editor->SendScintilla(QsciScintilla::SCI_LINESONSCREEN);
        return line >= first && line < first + shown;
    };
    const bool wasInView = isInView();
    m_status->setText(message);
    m_status->show();
    layout()->activate(); // the editor has its new height now
    if (wasInView && !isInView())
        m_editor->ensureCursorVisible(); // who types at the bottom goes on to see it
}

/// The messages of the line below the mouse.
void ScriptEditor::showToolTip(int position)
{
    if (position < 0)
        return;
    int line = 0;
    int column = 0;
    m_editor->lineIndexFromPosition(position, &line, &column);
    QStringList messages;
    for (const Diagnostic &diagnostic : diagnostics()) {
        if (diagnostic.span.range.line != line + 1)
            continue;
        messages += diagnostic.message;
        if (!diagnostic.hint.isEmpty())
            messages += diagnostic.hint;
    }
    if (!messages.isEmpty())
        QToolTip::showText(QCursor::pos(), messages.join(u'\n'), m_editor);
}

} // namespace limbeck
