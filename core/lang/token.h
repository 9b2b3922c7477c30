// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/textrange.h"

namespace limbeck::lang {

enum class TokenKind : quint8 {
    End,
    Failure, ///< where the lexer stopped: TokenStream::failure says why
    Newline,
    Indent,
    Dedent,
    Name,
    Number,
    String, ///< with prefix and quotes
    FStringStart, ///< prefix and opening quotes
    FStringMiddle, ///< literal text, escapes and doubled braces not yet replaced
    FStringEnd,
    Unknown, ///< a character that no rule of the grammar uses: $ ? ` and a stray !
    // Brackets and operators
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Colon,
    Comma,
    Semicolon,
    Dot,
    Ellipsis,
    Arrow,
    ColonEqual,
    Equal,
    Exclamation,
    Plus,
    Minus,
    Star,
    DoubleStar,
    Slash,
    DoubleSlash,
    Percent,
    At,
    Pipe,
    Ampersand,
    Circumflex,
    Tilde,
    LeftShift,
    RightShift,
    Less,
    Greater,
    EqEqual,
    NotEqual,
    LessEqual,
    GreaterEqual,
    LessGreater, ///< <> of Python 2
    PlusEqual,
    MinusEqual,
    StarEqual,
    DoubleStarEqual,
    SlashEqual,
    DoubleSlashEqual,
    PercentEqual,
    AtEqual,
    PipeEqual,
    AmpersandEqual,
    CircumflexEqual,
    LeftShiftEqual,
    RightShiftEqual,
    // Keywords
    False,
    None,
    True,
    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,
};

[[nodiscard]] inline bool isKeyword(TokenKind kind)
{
    return kind >= TokenKind::False;
}

struct Token
{
    TextRange range;
    TokenKind kind = TokenKind::End;
    quint8 level = 0; ///< open brackets around it (a closing bracket counts as outside)
    /// Of a String whose value is the text between its quotes: on each side so many. 0 if there is
    /// something to decode: a prefix, an escape, a line end other than "\n".
    quint8 plainQuotes = 0;
};

/// Why a script is not valid Python; thrown inside the front end, sealed at its doors.
struct SyntaxFailure
{
    enum class Type { SyntaxError, IndentationError, TabError };

    Type type = Type::SyntaxError;
    QString message; ///< CPython's words
    SourceRange range;
    QString hint;
    bool yields =
        false; ///< of the lexer: an error of the parser further up is reported rather than this one
};

} // namespace limbeck::lang
