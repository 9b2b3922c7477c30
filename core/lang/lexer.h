// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/token.h"

#include <optional>
#include <vector>

namespace limbeck::lang {

/// The tokens of a text, as CPython's tokenizer makes them: with Newline, Indent and Dedent,
/// without comments. The text must live as long.
struct TokenStream
{
    /// An opening bracket that is open at the end of the text.
    struct OpenBracket
    {
        QChar character;
        SourceRange range;
    };

    QStringView text;
    bool isAscii = true; ///< the text has no other characters
    std::vector<Token> tokens; ///< the last one is End or Failure
    std::vector<quint32> lineStarts; ///< as for placeOf()
    size_t literals = 0; ///< numbers, strings and pieces of f-strings among the tokens
    std::optional<SyntaxFailure> failure; ///< the first error; the tokens before it are there
    std::optional<OpenBracket> unclosed; ///< innermost bracket that is open where the tokens end
    QString firstLineOctal; ///< not empty if `failure` is about a number in the form of Python 2
                            ///< (0777, 1L)

    /// Where messages say that @p token stands; ends of lines, blocks and the text have places of
    /// their own.
    [[nodiscard]] SourceRange placeOf(const Token &token) const;

    [[nodiscard]] SourceRange placeOf(TextRange range) const
    {
        return lang::placeOf(range, text, lineStarts);
    }

private:
    [[nodiscard]] SourceRange endPlace() const;
};

/// Memory that streams can use one after the other: it is the largest piece that parsing takes, and
/// for a short time only.
struct TokenMemory
{
    std::vector<Token> tokens;
    std::vector<quint32> lineStarts;
};

/// Reads all tokens of @p text. Never fails as a whole: an error ends the stream.
///
/// @p continuesLines treats line ends as spaces and ignores indentation, as between brackets (for
/// single expressions). The stream takes @p memory, whatever stands in it.
[[nodiscard]] TokenStream tokenize(QStringView text, bool continuesLines = false,
                                   TokenMemory &&memory = {});

} // namespace limbeck::lang
