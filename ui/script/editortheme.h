// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

#include <optional>

class QsciLexer;
class QsciScintilla;
class QPalette;

namespace limbeck {

/// Colours of QScintilla's @p editor and its @p lexer from the theme of @p palette, and its font
/// (none: the one of fixed width); the same for Python and SQL.
void applyEditorTheme(QsciScintilla &editor, QsciLexer &lexer, const QPalette &palette,
                      const std::optional<QFont> &font = {});

} // namespace limbeck
