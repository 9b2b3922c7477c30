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
    Lexer(const QString &text, bool continuesLines, std::vector<Token> &&buffer);
    TokenStream run();

private:
    struct Bracket
    {
        char16_t character;
        SourceRange range;
    };

    /// An f-string whose end is not reached.
    struct FString
    {
        char16_t quote;
        qsizetype quoteLength;
        bool raw;
        bool inText; ///< reading literal text or a format specification, else an expression
        SourceRange range; ///< of its start
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

    /// Of a place on the current line.
    [[nodiscard]] int column(qsizetype index) const
    {
        return m_wide ? countedColumn(index) : static_cast<int>(index - m_lineStart) + 1;
    }

    [[nodiscard]] int countedColumn(qsizetype index) const;
    [[nodiscard]] qsizetype lineEndLength() const;
    void passLineEnd();

    /// From @p start, on the current line, to here.
    [[nodiscard]] SourceRange rangeFrom(qsizetype start) const
    {
        return { m_line, column(start), m_line, column(m_pos) };
    }

    // Tokens
    void next();

    void emitToken(TokenKind kind, qsizetype start) { emitToken(kind, start, rangeFrom(start)); }

    void emitToken(TokenKind kind, qsizetype start, const SourceRange &range)
    {
        m_stream.tokens.push_back({ kind, static_cast<quint8>(m_brackets.size()),
                                    static_cast<quint32>(start), static_cast<quint32>(m_pos),
                                    range });
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
    void verifyName(qsizetype start, qsizetype end);
    void readOperator();
    void open(TokenKind kind);
    void close(TokenKind kind);
    void finish();

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
    void endFStringText(qsizetype start, const SourceRange &startRange);
    [[nodiscard]] bool closesFString(const FString &fstring) const;
    [[nodiscard]] bool readFieldPunctuation();
    [[noreturn]] void failUnterminated(const SourceRange &start, bool triple, const QString &what);

    const QString &m_text;
    const char16_t *m_data;
    qsizetype m_size;
    bool m_continuesLines;
    bool m_wide = false; ///< the text has surrogate pairs: columns must be counted
    qsizetype m_pos = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    bool m_atLineStart = true;
    mutable qsizetype m_countedPos = 0; ///< column() counts on from here
    mutable int m_countedColumn = 1;
    std::vector<Bracket> m_brackets;
    std::vector<FString> m_fstrings;
    std::vector<Indentation> m_indentations { { 0, 0 } };
    TokenStream m_stream;
};

} // namespace limbeck::lang
