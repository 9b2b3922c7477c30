// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/scripteditor.h"

#include "core/lang/parser.h"
#include "core/script/scriptheader.h"
#include "ui/script/editortheme.h"
#include "ui/script/qscintilla.h"

#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QSaveFile>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

constexpr int lineNumberMargin = 0;
constexpr int errorIndicator = 8;
constexpr int warningIndicator = 9;
constexpr int settleMs = 120;

} // namespace

ScriptEditor::ScriptEditor(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QsciScintilla(this))
    , m_status(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_editor);
    layout->addWidget(m_status);
    m_status->setMargin(5);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_status->setTextFormat(Qt::PlainText);
    m_status->hide();

    m_editor->setUtf8(true);
    m_editor->setLexer(new QsciLexerPython(m_editor));
    m_editor->setIndentationsUseTabs(false);
    m_editor->setTabWidth(4);
    m_editor->setAutoIndent(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setMarginType(lineNumberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(lineNumberMargin, u"00000"_s);
    m_editor->setMarginWidth(1, 0);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setScrollWidthTracking(true);
    m_editor->setScrollWidth(1);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, errorIndicator);
    m_editor->setIndicatorForegroundColor(QColor(0xd9, 0x3a, 0x32), errorIndicator);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, warningIndicator);
    m_editor->setIndicatorForegroundColor(QColor(0xc8, 0x86, 0x14), warningIndicator);
    m_editor->setAccessibleName(tr("Script"));
    applyTheme();

    m_settleTimer.setSingleShot(true);
    m_settleTimer.setInterval(settleMs);
    connect(&m_settleTimer, &QTimer::timeout, this, &ScriptEditor::settle);
    connect(m_editor, &QsciScintilla::textChanged, &m_settleTimer, qOverload<>(&QTimer::start));
    connect(m_editor, &QsciScintilla::modificationChanged, this,
            &ScriptEditor::modificationChanged);
    connect(&m_diagnoseWatcher, &QFutureWatcher<std::vector<Diagnostic>>::finished, this,
            &ScriptEditor::onDiagnosed);
    closeFile();
}

ScriptEditor::~ScriptEditor()
{
    m_diagnoseWatcher.disconnect(this);
    m_diagnoseWatcher.waitForFinished();
}

void ScriptEditor::applyTheme()
{
    applyEditorTheme(*m_editor, *m_editor->lexer(), palette());
}

void ScriptEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

QString ScriptEditor::text() const
{
    return m_editor->text();
}

void ScriptEditor::setText(const QString &text)
{
    m_editor->selectAll();
    m_editor->replaceSelectedText(text);
}

bool ScriptEditor::isModified() const
{
    return m_editor->isModified();
}

bool ScriptEditor::hasUnsavedFiles() const
{
    return isModified() || !m_unsaved.isEmpty();
}

void ScriptEditor::openFile(const QString &path)
{
    if (path == m_path)
        return;
    if (isModified())
        m_unsaved.insert(m_path, text());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        closeFile();
        showStatus(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return;
    }
    const auto decoded = decodeSource(path, file.readAll());
    if (!decoded) {
        closeFile();
        showStatus(decoded.error().message);
        return;
    }
    m_path = path;
    m_editor->setReadOnly(false);
    m_editor->setText(*decoded);
    m_editor->setModified(false);
    if (m_unsaved.contains(path))
        setText(m_unsaved.take(path));
    m_editor->setCursorPosition(0, 0);
    m_settleTimer.stop();
    settle();
    Q_EMIT modificationChanged(isModified());
}

void ScriptEditor::closeFile()
{
    m_path.clear();
    m_editor->clear();
    m_editor->setModified(false);
    m_editor->setReadOnly(true);
    m_diagnostics.clear();
    m_status->hide();
    Q_EMIT diagnosticsChanged();
}

bool ScriptEditor::save()
{
    if (m_path.isEmpty())
        return false;
    QSaveFile file(m_path); // writes beside it and renames: never a torn file
    const QByteArray content = text().toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
        || !file.commit()) {
        showStatus(tr("%1 cannot be saved: %2").arg(m_path, file.errorString()));
        return false;
    }
    m_editor->setModified(false);
    Q_EMIT saved(m_path);
    return true;
}

void ScriptEditor::goTo(int line, int column)
{
    m_editor->setCursorPosition(std::max(line - 1, 0), std::max(column - 1, 0));
    m_editor->ensureLineVisible(std::max(line - 1, 0));
    m_editor->setFocus();
}

void ScriptEditor::settle()
{
    if (m_path.isEmpty())
        return;
    const QString content = text();
    const auto file = std::make_shared<const SourceFile>(QFileInfo(m_path).fileName(), content);
    m_diagnoseWatcher.setFuture(QtConcurrent::run([file] { return lang::diagnose(file); }));
    Q_EMIT textSettled(m_path, content);
}

void ScriptEditor::onDiagnosed()
{
    m_diagnostics = m_diagnoseWatcher.result();
    const int last = m_editor->lines();
    for (const int indicator : { errorIndicator, warningIndicator })
        m_editor->clearIndicatorRange(0, 0, last, 0, indicator);
    for (const Diagnostic &diagnostic : m_diagnostics) {
        const SourceRange &range = diagnostic.span.range;
        const int line = std::max(range.line - 1, 0);
        const int from = std::max(range.column - 1, 0);
        const bool oneLine = range.endLine == range.line && range.endColumn > range.column;
        m_editor->fillIndicatorRange(
            line, from, line, oneLine ? range.endColumn - 1 : from + 1,
            diagnostic.severity == Diagnostic::Severity::Error ? errorIndicator : warningIndicator);
    }
    if (m_diagnostics.empty()) {
        m_status->hide();
    } else {
        const Diagnostic &first = m_diagnostics.front();
        showStatus(tr("Line %1: %2").arg(first.span.range.line).arg(first.message)
                   + (first.hint.isEmpty() ? QString() : u" – "_s + first.hint));
    }
    Q_EMIT diagnosticsChanged();
}

void ScriptEditor::showStatus(const QString &message)
{
    m_status->setText(message);
    m_status->show();
}

} // namespace limbeck
