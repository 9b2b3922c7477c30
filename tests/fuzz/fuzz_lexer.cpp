// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/lexer.h"

#include <QString>

using namespace limbeck::lang;

namespace {

/// Tokens follow each other inside the text, and the last one ends the stream.
void check(const QString &text, const TokenStream &stream)
{
    quint32 end = 0;
    for (const Token &token : stream.tokens) {
        const TextRange range = token.range;
        if (range.start < end || range.end < range.start
            || range.end > static_cast<quint64>(text.size()))
            qFatal("a token lies outside its place");
        const auto place = stream.placeOf(token);
        if (place.line < 1 || place.column < 1)
            qFatal("a token has no place");
        end = token.kind == TokenKind::Failure ? end : range.start;
    }
    const TokenKind last = stream.tokens.empty() ? TokenKind::Unknown : stream.tokens.back().kind;
    if (last != (stream.failure ? TokenKind::Failure : TokenKind::End))
        qFatal("the stream does not end");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    check(text, tokenize(text));
    check(text, tokenize(text, true));
    return 0;
}
