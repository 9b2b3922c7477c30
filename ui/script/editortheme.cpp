// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/script/editortheme.h"

#include "ui/script/qscintilla.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPalette>

namespace limbeck {

namespace {

struct SyntaxColours
{
    QColor keyword, string, comment, number, name;
};

SyntaxColours syntaxColours(const Theme &theme)
{
    if (theme.isDark())
        return { 0x7ab4f5, 0x8fd18f, theme.faintText, 0xe0a86b, 0xcfb0f5 };
    return { 0x1a4fa8, 0x1f6f34, 0x6a7382, 0x984e0a, 0x6b359c };
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

void applyEditorTheme(QsciScintilla &editor, QsciLexer &lexer, const QPalette &palette,
                      const std::optional<QFont> &chosenFont)
{
    const Theme &theme = Theme::of(palette);
    const SyntaxColours colours = syntaxColours(theme);
    const QFont font = chosenFont.value_or(fixedFont());
    lexer.setDefaultFont(font);
    lexer.setDefaultPaper(theme.base);
    lexer.setDefaultColor(theme.text);
    for (int style = 0; style < 128; ++style) {
        lexer.setPaper(theme.base, style);
        lexer.setColor(theme.text, style);
        lexer.setFont(font, style);
    }
    if (qobject_cast<QsciLexerPython *>(&lexer))
        colourPython(lexer, colours);
    else
        colourSql(lexer, colours);
    editor.setPaper(theme.base);
    editor.setColor(theme.text);
    editor.setCaretForegroundColor(theme.text);
    editor.setCaretWidth(2);
    editor.setMarginsBackgroundColor(theme.base);
    editor.setMarginsForegroundColor(theme.faintText);
    editor.setMarginsFont(font);
    editor.setFoldMarginColors(theme.base, theme.base);
    editor.setIndentationGuidesForegroundColor(theme.border);
    editor.setIndentationGuidesBackgroundColor(theme.base);
    editor.setMatchedBraceBackgroundColor(theme.selection);
    editor.setMatchedBraceForegroundColor(theme.text);
    editor.setUnmatchedBraceForegroundColor(theme.error);
    editor.setUnmatchedBraceBackgroundColor(theme.base);
    editor.setCaretLineVisible(true);
    editor.setCaretLineBackgroundColor(mixed(theme.base, theme.text, 0.04));
    // A selection that leaves the highlighting readable.
    editor.setSelectionBackgroundColor(
        mixed(theme.base, theme.accent, theme.isDark() ? 0.4 : 0.25));
    editor.resetSelectionForegroundColor();
}

} // namespace limbeck
