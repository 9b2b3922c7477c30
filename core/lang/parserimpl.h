// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/constantpool.h"
#include "core/lang/lexer.h"

#include <QVarLengthArray>

namespace limbeck::lang {

/// Thrown where the tokens fit no rule: "invalid syntax", unless the explaining pass finds better
/// words.
struct UnexpectedToken
{
    size_t token;
};

/// The recursive-descent parser behind parse(). It runs once; if that fails with UnexpectedToken,
/// it runs again with `explain`, in which it looks for common mistakes as it goes and throws
/// SyntaxFailure with CPython's words for them.
///
/// Rules are named as in Python's grammar. A rule starts at the current token and ends after its
/// last one.
class Parser
{
public:
    Parser(Module &module, const TokenStream &stream, bool explain);

    void file();
    void eval();

    [[nodiscard]] const Token &current() const { return m_tokens[m_pos]; }

    /// The last token that was looked at, perhaps in a rule that did not fit.
    [[nodiscard]] const Token &farthest() const { return m_tokens[m_farthest]; }

private:
    friend class ParameterReader;

    using Kind = ast::Kind;
    using Expr = ast::Expr;

    enum class TargetUse { Assign, Delete, For };

    // Tokens (parser.cpp)
    [[nodiscard]] TokenKind peek(size_t ahead = 0) const
    {
        return m_pos + ahead < m_count ? m_tokens[m_pos + ahead].kind : m_tokens[m_count - 1].kind;
    }

    [[nodiscard]] bool at(TokenKind kind) const { return m_tokens[m_pos].kind == kind; }

    [[nodiscard]] bool atName(QStringView text) const { return isName(m_pos, text); }

    [[nodiscard]] bool isName(size_t token, QStringView text) const;

    void advance()
    {
        ++m_pos;
        m_farthest = std::max(m_farthest, m_pos);
    }

    bool accept(TokenKind kind)
    {
        if (!at(kind))
            return false;
        advance();
        return true;
    }

    void expect(TokenKind kind)
    {
        if (!accept(kind))
            unexpected();
    }

    void expectForced(TokenKind kind, QStringView text);
    void expectColon();

    [[nodiscard]] QStringView textOf(const Token &token) const
    {
        return { m_text + token.range.start, token.range.end - token.range.start };
    }

    /// From token @p start to the last token that was read; line ends and the ends of blocks do not
    /// count.
    [[nodiscard]] TextRange rangeFrom(size_t start) const
    {
        size_t last = m_pos > start ? m_pos - 1 : start;
        while (last > start
               && (m_tokens[last].kind == TokenKind::Newline
                   || m_tokens[last].kind == TokenKind::Dedent))
            --last;
        return rangeOf(start, last);
    }

    [[nodiscard]] TextRange rangeOf(size_t first, size_t last) const;

    /// The line on which @p token stands.
    [[nodiscard]] int lineOf(const Token &token) const { return m_stream.placeOf(token).line; }

    [[noreturn]] void unexpected() const;
    [[noreturn]] void fail(const QString &message, const SourceRange &place) const;
    [[noreturn]] void fail(const QString &message, TextRange range) const;
    [[noreturn]] void fail(const QString &message, const Token &token) const;
    [[noreturn]] void failHere(const QString &message) const;
    [[noreturn]] void failIndentation(const QString &message) const;
    SymbolPtr identifier();
    /// The name that stands here, as a node.
    ast::Name *nameHere(ast::Context context);
    SymbolPtr symbolOf(const Token &token);

    // Nodes
    template <typename T>
    T *make(Kind kind, size_t start)
    {
        T *const node = m_module.arena.make<T>();
        node->kind = kind;
        node->range = rangeFrom(start);
        return node;
    }

    template <typename T>
    [[nodiscard]] List<T> list(const std::vector<T> &items)
    {
        return m_module.arena.list(items);
    }

    template <typename T>
    using Stack = QVarLengthArray<T, 32>;

    /// The items of a list that is being read, on a stack that such lists share: most are short,
    /// and an allocation for each would cost more than reading them.
    template <typename T>
    class Pending
    {
    public:
        Pending(Parser &parser, Stack<T> &stack)
            : m_parser(parser)
            , m_stack(stack)
            , m_begin(stack.size())
        {
        }

        ~Pending() { m_stack.resize(m_begin); }

        Pending(const Pending &) = delete;
        Pending &operator=(const Pending &) = delete;

        void push_back(const T &item) { m_stack.push_back(item); }

        [[nodiscard]] size_t size() const { return static_cast<size_t>(m_stack.size() - m_begin); }

        [[nodiscard]] bool empty() const { return size() == 0; }

        [[nodiscard]] T &front() const { return m_stack[m_begin]; }

        [[nodiscard]] T &back() const { return m_stack.back(); }

        [[nodiscard]] List<T> list() const
        {
            return m_parser.m_module.arena.list(m_stack.data() + m_begin, size());
        }

    private:
        Parser &m_parser;
        Stack<T> &m_stack;
        qsizetype m_begin;
    };

    [[nodiscard]] Pending<Expr *> pendingExpressions() { return { *this, m_expressions }; }

    using PendingStatements = Pending<ast::Stmt *>;

    [[nodiscard]] PendingStatements pendingStatements() { return { *this, m_statements }; }

    ast::Constant *constant(quint32 index, size_t start);
    ast::Constant *constantHere(quint32 index);
    ast::Name *nameNode(SymbolPtr symbol, TextRange range, ast::Context context);

    /// Runs @p rule; if the tokens do not fit, goes back and returns false.
    template <typename Rule>
    bool attempt(Rule rule)
    {
        const size_t start = m_pos;
        const int depth = m_depth;
        const bool explain = m_explain;
        m_explain = false;
        bool fits = true;
        try {
            rule();
        } catch (const UnexpectedToken &) {
            fits = false;
        } catch (const SyntaxFailure &) {
            fits = false;
        }
        m_explain = explain;
        if (!fits) {
            m_pos = start;
            m_depth = depth;
        }
        return fits;
    }

    // Expressions (parserexpressions.cpp)
    Expr *starExpressions();
    Expr *starExpression();
    Expr *starNamedExpression();
    Expr *namedExpression();
    Expr *expression(bool explain = true);
    Expr *conditional(Expr *body, size_t start);
    Expr *lambda();

    /// Where an expression begins, and its first operand when that has been read ahead of all the
    /// rules in which it could stand: mostly it stands in none of them.
    struct Begun
    {
        size_t start;
        Expr *operand = nullptr;
    };

    Expr *disjunction();
    Expr *conjunction(Begun begun);
    Expr *inversion(Begun begun);
    Expr *comparison(Begun begun);
    bool compareOperator(ast::CompareOperator &op);

    Expr *bitwiseOr() { return binary(0, { m_pos }); }

    [[nodiscard]] Begun here() const { return { m_pos }; }

    Expr *binary(int minimum, Begun begun);
    Expr *factor(Begun begun);
    Expr *power(Begun begun);
    Expr *primary();
    Expr *yieldExpression();
    Expr *tupleOrSingle(Expr *first, size_t start, Expr *(Parser::*element)());
    [[nodiscard]] bool startsExpression() const;
    [[nodiscard]] bool startsExpressionAt(size_t token) const;

    // Atoms (parseratoms.cpp)
    Expr *atom();
    Expr *group();
    Expr *listDisplay();
    Expr *braceDisplay();
    Expr *dictDisplay(size_t start, Expr *firstKey);
    void dictEntry(std::vector<Expr *> &keys, std::vector<Expr *> &values, Expr *key);
    Expr *setDisplay(size_t start, Expr *first);
    Expr *subscript(Expr *value, size_t start);
    Expr *slice();
    Expr *comprehension(Kind kind, Expr *element, Expr *value, size_t start);
    std::vector<ast::ComprehensionFor> comprehensionClauses();
    [[nodiscard]] bool atComprehension() const;

    // Calls (parsercalls.cpp)
    struct Arguments
    {
        explicit Arguments(Parser &parser)
            : args(parser, parser.m_expressions)
            , keywords(parser, parser.m_keywords)
        {
        }

        size_t bracket = 0; ///< token of the opening bracket
        Pending<Expr *> args;
        Pending<ast::Keyword> keywords;
        bool unpacks = false;
        bool unpacksKeywords = false;
        bool misplaced = false; ///< a positional argument stood behind a keyword
    };

    Expr *call(Expr *func, size_t start);
    void arguments(Arguments &result);
    void argument(Arguments &arguments);
    void positionalArgument(Arguments &arguments, Expr *value);
    void keywordArgument(Arguments &arguments);
    void failKeyword(Expr *name, size_t start);

    // Parameters of def and lambda (parserparameters.cpp)
    ast::Parameters parameters(TokenKind end, bool isLambda);

    // Strings (parserstrings.cpp)
    struct StringPieces
    {
        std::vector<Expr *> nodes; ///< of an f-string: Constant and FormattedValue
        QString text; ///< literal text behind the last node
        TextRange textRange;
    };

    Expr *strings();
    [[nodiscard]] bool isPlainString() const;
    Expr *plainString();
    Expr *bytesLiteral(size_t start);
    [[noreturn]] void failMixedStrings();
    void appendString(StringPieces &pieces, QStringView body, bool raw);
    void appendText(StringPieces &pieces, const QString &text, TextRange range);
    void flushText(StringPieces &pieces);
    ast::JoinedStr *joined(StringPieces &pieces, size_t start);
    void fstring(StringPieces &pieces);
    Expr *fieldValue();
    void replacementField(StringPieces &pieces, bool raw);
    [[nodiscard]] QString withoutComments(size_t first) const;
    char conversion();
    ast::JoinedStr *formatSpecification(bool raw);
    [[nodiscard]] bool isFormattedEnd() const;

    // Targets and mistakes (parsererrors.cpp)
    void toTarget(Expr *expr, ast::Context context, TargetUse use);
    [[nodiscard]] Expr *invalidTarget(Expr *expr, TargetUse use) const;
    void setContext(Expr *expr, ast::Context context);
    [[nodiscard]] QString describe(const Expr *expr) const;
    void explainExpression(size_t start);
    void explainLegacy(size_t start);
    void explainNamedExpression(Expr *a, size_t start);
    void explainAssignment(size_t start);
    void explainTuple(const Expr *expr);
    [[nodiscard]] bool isConstant(const Expr *expr, const ConstantValue &value) const;

    // Statements (parserstatements.cpp)
    ast::Body statements();
    void statement(PendingStatements &out);
    void simpleStatements(PendingStatements &out);
    ast::Stmt *simpleStatement();
    ast::Stmt *expressionStatement();
    ast::Stmt *assignment(Expr *first, size_t start);
    ast::Stmt *annotatedAssignment(Expr *target, size_t start);
    ast::Stmt *augmentedAssignment(Expr *target, ast::Operator op, size_t start);
    Expr *assignedValue();
    ast::Stmt *deleteStatement();
    ast::Stmt *raiseStatement();
    ast::Stmt *assertStatement();
    ast::Stmt *scopeStatement(Kind kind);
    ast::Stmt *importStatement();
    ast::Stmt *importFromStatement();
    void importedNames(Pending<ast::Alias> &names);
    SymbolPtr dottedName();
    ast::Stmt *typeAlias();
    [[nodiscard]] bool atStatementEnd() const;

    // Compound statements (parsercompound.cpp)
    ast::Stmt *compoundStatement();
    ast::Body block(const QString &opener, size_t place);
    ast::Stmt *ifStatement();
    ast::Stmt *whileStatement();
    ast::Stmt *forStatement(size_t start, bool isAsync);
    ast::Stmt *withStatement(size_t start, bool isAsync);
    void withItems(std::vector<ast::WithItem> &items, bool parenthesized);

    /// What the bracket behind `with` may be.
    enum class WithBracket { Items, Perhaps, Expression };
    [[nodiscard]] WithBracket withBracket() const;
    ast::Stmt *tryStatement();
    ast::ExceptHandler exceptHandler(bool &isStar);
    ast::Body elseBlock();
    ast::Stmt *asyncStatement();

    // Definitions (parserdefinitions.cpp)
    ast::Stmt *decorated();
    ast::Stmt *functionDefinition(size_t start, bool isAsync, std::vector<Expr *> &&decorators);
    ast::Stmt *classDefinition(size_t start, std::vector<Expr *> &&decorators);
    Expr *returnAnnotation();
    List<ast::TypeParameter> typeParameters();
    ast::TypeParameter typeParameter();
    [[nodiscard]] int docstringOf(const ast::Body &body) const;

    // match (parserpatterns.cpp)
    [[nodiscard]] bool atMatchStatement() const;
    ast::Stmt *matchStatement();
    ast::MatchCase caseBlock();
    ast::Pattern *openPattern();
    ast::Pattern *asPattern();
    ast::Pattern *orPattern();
    ast::Pattern *closedPattern();
    ast::Pattern *maybeStarPattern();
    ast::Pattern *literalPattern();
    ast::Pattern *namePattern();
    ast::Pattern *groupPattern();
    ast::Pattern *sequencePattern(size_t start, std::vector<ast::Pattern *> &&patterns,
                                  TokenKind end);
    ast::Pattern *mappingPattern();
    ast::Pattern *classPattern(Expr *cls, size_t start);
    Expr *patternNumber();
    Expr *dottedNameExpression();

    /// Counts nesting while it lives; too deep is a syntax error, so that no input can exhaust the
    /// stack.
    class Depth
    {
    public:
        explicit Depth(Parser &parser);

        ~Depth() { --m_parser.m_depth; }

        Depth(const Depth &) = delete;
        Depth &operator=(const Depth &) = delete;

    private:
        Parser &m_parser;
    };

    Module &m_module;
    const TokenStream &m_stream;
    const Token *m_tokens;
    const QChar *m_text;
    size_t m_count;
    size_t m_pos = 0;
    size_t m_farthest = 0;
    bool m_explain;
    int m_depth = 0;
    Stack<Expr *> m_expressions; ///< of all lists that are being read, the innermost last
    Stack<ast::Keyword> m_keywords;
    Stack<ast::Stmt *> m_statements;
    Stack<ast::Alias> m_aliases;
    ConstantPool m_constants;
};

} // namespace limbeck::lang
