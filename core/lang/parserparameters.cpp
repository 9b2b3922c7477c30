// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parserimpl.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

/// The parameters of one list, by how they take their argument.
struct Collected
{
    std::vector<Parameter> positionalOnly;
    std::vector<Parameter> positional;
    std::vector<Parameter> keywordOnly;
    std::vector<Parameter> varArgs;
    std::vector<Parameter> kwArgs;
    bool slash = false;
    bool star = false;
    bool hasDefault = false;

    [[nodiscard]] std::vector<Parameter> all() const
    {
        std::vector<Parameter> result = positionalOnly;
        for (const auto *part : { &positional, &keywordOnly, &varArgs, &kwArgs })
            result.insert(result.end(), part->begin(), part->end());
        return result;
    }
};

} // namespace

/// Reads the parameters of one def or lambda.
class ParameterReader
{
public:
    ParameterReader(Parser &parser, bool isLambda, TokenKind end)
        : m_parser(parser)
        , m_isLambda(isLambda)
        , m_end(end)
    {
    }

    Collected read()
    {
        while (!m_parser.at(m_end)) {
            one();
            if (!m_parser.accept(TokenKind::Comma))
                break;
        }
        return std::move(m_result);
    }

private:
    void one()
    {
        switch (m_parser.current().kind) {
        case TokenKind::Slash:
            slash();
            break;
        case TokenKind::Star:
            star();
            break;
        case TokenKind::DoubleStar:
            doubleStar();
            break;
        case TokenKind::Name:
            plain();
            break;
        case TokenKind::LeftParen:
            failParenthesized();
        default:
            m_parser.unexpected();
        }
    }

    void slash()
    {
        if (m_result.slash)
            m_parser.failHere(u"/ may appear only once"_s);
        if (m_result.star)
            m_parser.failHere(u"/ must be ahead of *"_s);
        if (m_result.positional.empty() && m_parser.peek(1) != TokenKind::Comma)
            m_parser.unexpected();
        if (m_result.positional.empty())
            m_parser.failHere(u"at least one argument must precede /"_s);
        m_parser.advance();
        if (m_parser.at(TokenKind::Star))
            m_parser.failHere(u"expected comma between / and *"_s);
        m_result.slash = true;
        m_result.positionalOnly = std::move(m_result.positional);
        m_result.positional.clear();
    }

    void star()
    {
        if (m_result.star)
            m_parser.failHere(u"* argument may appear only once"_s);
        const Token &place = m_parser.current();
        m_parser.advance();
        m_result.star = true;
        const bool comma = m_parser.at(TokenKind::Comma);
        const TokenKind next = m_parser.peek(comma ? 1 : 0);
        if (next == m_end || (comma && next == TokenKind::DoubleStar)) {
            const Token &found = m_parser.m_tokens[m_parser.m_pos + (comma ? 1 : 0)];
            m_parser.fail(u"named arguments must follow bare *"_s, m_isLambda ? found : place);
        }
        if (m_parser.at(TokenKind::Comma))
            return;
        m_result.varArgs.push_back(name(true));
        if (m_parser.at(TokenKind::Equal))
            m_parser.failHere(u"var-positional argument cannot have default value"_s);
    }

    void doubleStar()
    {
        m_parser.advance();
        m_result.kwArgs.push_back(name(false));
        if (m_parser.at(TokenKind::Equal))
            m_parser.failHere(u"var-keyword argument cannot have default value"_s);
        if (!m_parser.at(TokenKind::Comma))
            return;
        switch (m_parser.peek(1)) {
        case TokenKind::Name:
        case TokenKind::Star:
        case TokenKind::DoubleStar:
        case TokenKind::Slash:
            m_parser.advance();
            m_parser.failHere(u"arguments cannot follow var-keyword argument"_s);
        default:
            break;
        }
    }

    void plain()
    {
        const size_t start = m_parser.m_pos;
        Parameter parameter = name(false);
        if (m_parser.at(TokenKind::Equal)) {
            const Token &place = m_parser.current();
            m_parser.advance();
            if (m_parser.at(m_end) || m_parser.at(TokenKind::Comma))
                m_parser.fail(u"expected default value expression"_s, place);
            parameter.defaultValue = m_parser.expression();
            m_result.hasDefault = m_result.hasDefault || !m_result.star;
        } else if (m_result.hasDefault && !m_result.star
                   && (m_parser.at(TokenKind::Comma) || m_parser.at(m_end))) {
            m_parser.fail(u"parameter without a default follows parameter with a default"_s,
                          m_parser.m_tokens[start]);
        }
        (m_result.star ? m_result.keywordOnly : m_result.positional).push_back(parameter);
    }

    Parameter name(bool isVarArgs)
    {
        Parameter result {};
        result.range = m_parser.current().range;
        result.name = m_parser.identifier();
        if (!m_isLambda && m_parser.accept(TokenKind::Colon))
            result.annotation = isVarArgs ? m_parser.starExpression() : m_parser.expression();
        return result;
    }

    /// `def f(a, (b, c))` was allowed in Python 2.
    [[noreturn]] void failParenthesized()
    {
        const size_t start = m_parser.m_pos;
        m_parser.advance();
        while (m_parser.at(TokenKind::Name)) {
            m_parser.advance();
            if (!m_isLambda && m_parser.accept(TokenKind::Colon))
                m_parser.expression();
            if (!m_parser.accept(TokenKind::Comma))
                break;
        }
        if (!m_parser.accept(TokenKind::RightParen))
            m_parser.unexpected();
        m_parser.fail(m_isLambda ? u"Lambda expression parameters cannot be parenthesized"_s
                                 : u"Function parameters cannot be parenthesized"_s,
                      m_parser.rangeFrom(start));
    }

    Parser &m_parser;
    bool m_isLambda;
    TokenKind m_end;
    Collected m_result;
};

Parameters Parser::parameters(TokenKind end, bool isLambda)
{
    const Collected collected = ParameterReader(*this, isLambda, end).read();
    Parameters result;
    result.all = list(collected.all());
    result.positionalOnly = static_cast<quint32>(collected.positionalOnly.size());
    result.positional = static_cast<quint32>(collected.positional.size()) + result.positionalOnly;
    result.keywordOnly = static_cast<quint32>(collected.keywordOnly.size());
    result.hasVarArgs = !collected.varArgs.empty();
    result.hasKwArgs = !collected.kwArgs.empty();
    return result;
}

} // namespace limbeck::lang
