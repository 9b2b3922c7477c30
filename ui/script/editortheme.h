// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QsciLexer;
class QsciScintilla;
class QPalette;

namespace limbeck {

/// Colours of QScintilla's @p editor and its @p lexer from the platform's palette; the same for
/// Python and SQL.
void applyEditorTheme(QsciScintilla &editor, QsciLexer &lexer, const QPalette &palette);

} // namespace limbeck
