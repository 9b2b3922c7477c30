// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/editortheme.h"

#include "ui/script/qscintilla.h"

#include <QFontDatabase>
#include <QPalette>

namespace limbeck {

namespace {

struct SyntaxColours
{
    QColor keyword, string, comment, number, name;
};

SyntaxColours syntaxColours(bool dark)
{
    if (dark)
        return { QColor(0x7a, 0xb4, 0xf5), QColor(0x8f, 0xd1, 0x8f), QColor(0x8c, 0x92, 0x9c),
                 QColor(0xe0, 0xa8, 0x6b), QColor(0xdc, 0xbd, 0xfb) };
    return { QColor(0x1a, 0x4f, 0xa8), QColor(0x1f, 0x6f, 0x34), QColor(0x66, 0x6c, 0x75),
             QColor(0x98, 0x4e, 0x0a), QColor(0x6b, 0x35, 0x9c) };
}

void colourPython(QsciLexer &lexer, const SyntaxColours &colours)
{
    lexer.setColor(colours.keyword, QsciLexerPython::Keyword);
    for (const int style :
         { QsciLexerPython::DoubleQuotedString, QsciLexerPython::SingleQuotedString,
           QsciLexerPython::TripleSingleQuotedString, QsciLexerPython::TripleDoubleQuotedString,
           QsciLexerPython::UnclosedString, QsciLexerPython::DoubleQuotedFString,
           QsciLexerPython::SingleQuotedFString, QsciLexerPython::TripleSingleQuotedFString,
           QsciLexerPython::TripleDoubleQuotedFString })
        lexer.setColor(colours.string, style);
    lexer.setColor(colours.comment, QsciLexerPython::Comment);
    lexer.setColor(colours.comment, QsciLexerPython::CommentBlock);
    lexer.setColor(colours.number, QsciLexerPython::Number);
    for (const int style : { QsciLexerPython::ClassName, QsciLexerPython::FunctionMethodName,
                             QsciLexerPython::Decorator })
        lexer.setColor(colours.name, style);
}

void colourSql(QsciLexer &lexer, const SyntaxColours &colours)
{
    lexer.setColor(colours.keyword, QsciLexerSQL::Keyword);
    for (const int style : { QsciLexerSQL::SingleQuotedString, QsciLexerSQL::DoubleQuotedString })
        lexer.setColor(colours.string, style);
    for (const int style : { QsciLexerSQL::Comment, QsciLexerSQL::CommentLine,
                             QsciLexerSQL::CommentLineHash, QsciLexerSQL::CommentDoc })
        lexer.setColor(colours.comment, style);
    lexer.setColor(colours.number, QsciLexerSQL::Number);
}

} // namespace

void applyEditorTheme(QsciScintilla &editor, QsciLexer &lexer, const QPalette &palette)
{
    const QColor paper = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const SyntaxColours colours = syntaxColours(paper.lightnessF() < 0.5F);
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    lexer.setDefaultFont(font);
    lexer.setDefaultPaper(paper);
    lexer.setDefaultColor(text);
    for (int style = 0; style < 128; ++style) {
        lexer.setPaper(paper, style);
        lexer.setColor(text, style);
        lexer.setFont(font, style);
    }
    if (qobject_cast<QsciLexerPython *>(&lexer))
        colourPython(lexer, colours);
    else
        colourSql(lexer, colours);
    editor.setPaper(paper);
    editor.setColor(text);
    editor.setCaretForegroundColor(text);
    editor.setMarginsBackgroundColor(palette.color(QPalette::Window));
    editor.setMarginsForegroundColor(palette.color(QPalette::Disabled, QPalette::WindowText));
    editor.setMarginsFont(font);
    editor.setCaretLineVisible(true);
    QColor caretLine = palette.color(QPalette::Highlight);
    caretLine.setAlpha(24);
    editor.setCaretLineBackgroundColor(caretLine);
    editor.setSelectionBackgroundColor(palette.color(QPalette::Highlight));
    editor.setSelectionForegroundColor(palette.color(QPalette::HighlightedText));
}

} // namespace limbeck
