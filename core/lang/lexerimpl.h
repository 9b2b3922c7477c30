// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/lexer.h"
#include "core/lang/lexertables.h"

namespace limbeck::lang {

/// The lexer behind tokenize(). Its parts are in lexer.cpp (lines, names, operators),
/// lexernumbers.cpp and lexerstrings.cpp.
class Lexer
{
public:
    Lexer(QStringView text, bool continuesLines, TokenMemory &&memory);
    TokenStream run();

private:
    struct Bracket
    {
        char16_t character;
        quint32 start;
    };

    /// An f-string whose end is not reached.
    struct FString
    {
        char16_t quote;
        qsizetype quoteLength;
        bool raw;
        bool inText; ///< reading literal text or a format specification, else an expression
        qsizetype start;
        size_t bracketsAround;
        std::vector<size_t>
            fields; ///< for each open replacement field: number of brackets open inside it
    };

    struct Indentation
    {
        int column; ///< tabs reach to the next multiple of eight
        int alternative; ///< tabs count as one: both must agree on the order of two lines
    };

    // Text
    [[nodiscard]] char16_t at(qsizetype index) const
    {
        return index < m_size ? m_data[index] : u'\0';
    }

    [[nodiscard]] bool atEnd() const { return m_pos >= m_size; }

    [[nodiscard]] bool atLineEnd(qsizetype index) const
    {
        const char16_t c = at(index);
        return c == u'\n' || c == u'\r';
    }

    /// The last one that begins here or before.
    [[nodiscard]] int line() const { return static_cast<int>(m_stream.lineStarts.size()); }

    /// Of a place on the current line. For messages: it counts.
    [[nodiscard]] int column(qsizetype index) const { return placeAt(index).column; }

    /// Of a place that has been passed.
    [[nodiscard]] SourceRange placeAt(qsizetype index) const
    {
        const auto offset = static_cast<quint32>(index);
        return m_stream.placeOf(TextRange { offset, offset });
    }

    [[nodiscard]] qsizetype lineEndLength() const;
    void passLineEnd();

    // Tokens
    void readTokens();
    void readToken(qsizetype start);

    /// From @p start to here.
    void emitToken(TokenKind kind, qsizetype start)
    {
        m_stream.tokens.push_back({ { static_cast<quint32>(start), static_cast<quint32>(m_pos) },
                                    kind,
                                    static_cast<quint8>(m_brackets.size()) });
    }

    void emitLiteral(TokenKind kind, qsizetype start)
    {
        ++m_stream.literals;
        emitToken(kind, start);
    }

    [[noreturn]] void fail(const QString &message, int column, int endColumn = 0);
    [[noreturn]] void fail(const SyntaxFailure &failure);

    // lexer.cpp
    void readIndentation();
    void indentTo(Indentation indentation);
    void skipComment();
    void readLineEnd(qsizetype start);
    void readContinuation();
    void readName();
    [[nodiscard]] bool readPrefixed(qsizetype start);
    void verifyName(qsizetype start, qsizetype end);
    void readOperator();
    void open(TokenKind kind);
    void close(TokenKind kind);
    void finish();
    void noteUnclosed();

    // lexernumbers.cpp
    void readNumber();
    void readRadixNumber(int radix, const QString &name);
    void readDecimalDigits();
    void readFraction(qsizetype start);
    void verifyNumberEnd(const QString &name);
    [[nodiscard]] bool followsKeyword() const;

    // lexerstrings.cpp
    void readString(qsizetype start);
    void readFStringStart(qsizetype start);
    void readFStringText();
    void endFStringText(qsizetype start);
    [[nodiscard]] bool closesFString(const FString &fstring) const;
    [[nodiscard]] bool readFieldPunctuation();
    [[noreturn]] void failUnterminated(qsizetype start, bool triple, const QString &what);

    QStringView m_text;
    const char16_t *m_data;
    qsizetype m_size;
    bool m_continuesLines;
    qsizetype m_pos = 0;
    bool m_atLineStart = true;
    bool m_ended = false; ///< TokenKind::End is there
    std::vector<Bracket> m_brackets;
    std::vector<FString> m_fstrings;
    std::vector<Indentation> m_indentations { { 0, 0 } };
    TokenStream m_stream;
};

} // namespace limbeck::lang
