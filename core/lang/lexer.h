// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/token.h"

#include <optional>
#include <vector>

namespace limbeck::lang {

/// The tokens of a text, as CPython's tokenizer makes them: with Newline, Indent and Dedent,
/// without comments.
struct TokenStream
{
    /// An opening bracket that is open at the end of the text.
    struct OpenBracket
    {
        QChar character;
        SourceRange range;
    };

    std::vector<Token> tokens; ///< the last one is End or Failure
    std::optional<SyntaxFailure> failure; ///< the first error; the tokens before it are there
    std::optional<OpenBracket> unclosed; ///< innermost bracket that is open where the tokens end
    QString firstLineOctal; ///< not empty if `failure` is about a number in the form of Python 2
                            ///< (0777, 1L)
};

/// Reads all tokens of @p text. Never fails as a whole: an error ends the stream.
///
/// @p continuesLines treats line ends as spaces and ignores indentation, as between brackets (for
/// single expressions). The tokens take the memory of @p buffer, whatever stands in it.
[[nodiscard]] TokenStream tokenize(const QString &text, bool continuesLines = false,
                                   std::vector<Token> &&buffer = {});

} // namespace limbeck::lang
