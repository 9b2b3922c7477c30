// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parser.h"

#include "core/lang/parserimpl.h"
#include "core/lang/python2.h"
#include "core/lang/resolver.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

constexpr int maximumDepth = 600;

using Rule = void (Parser::*)();

/// What the first, fast pass found wrong.
struct Finding
{
    SyntaxFailure failure;
    size_t token = 0;
    Token farthest; ///< the last one that the parser looked at
    bool generic = false; ///< no more is known than that the token does not fit
};

std::optional<Finding> run(Module &module, const TokenStream &stream, Rule rule, bool explain)
{
    Parser parser(module, stream, explain);
    Finding finding;
    try {
        (parser.*rule)();
        return std::nullopt;
    } catch (const UnexpectedToken &unexpected) {
        finding.generic = true;
        finding.token = unexpected.token;
        finding.failure.message = u"invalid syntax"_s;
        finding.failure.range = stream.placeOf(stream.tokens[unexpected.token]);
    } catch (SyntaxFailure &failure) {
        finding.failure = std::move(failure);
    }
    finding.farthest = parser.farthest();
    return finding;
}

/// What stopped a parser that looked as far as a token.
enum class End { Within, Failure, Bracket };

End endOf(const TokenStream &stream, const Token &farthest)
{
    const bool textEnds = farthest.kind == TokenKind::End
        || (farthest.kind == TokenKind::Failure
            && stream.failure->message.startsWith(u"unexpected EOF"));
    if (textEnds && stream.unclosed)
        return End::Bracket;
    return farthest.kind == TokenKind::Failure ? End::Failure : End::Within;
}

/// Fills @p module by @p rule, or throws the SyntaxFailure that CPython would report.
void parseTokens(Module &module, const TokenStream &stream, Rule rule)
{
    std::optional<Finding> finding = run(module, stream, rule, false);
    if (!finding)
        return;
    const bool touchesEnd = endOf(stream, finding->farthest) != End::Within;
    if (finding->generic && !touchesEnd) {
        const TokenKind kind = stream.tokens[finding->token].kind;
        Module scratch;
        scratch.file = module.file;
        if (std::optional<Finding> explained = run(scratch, stream, rule, true)) {
            finding->farthest = explained->farthest;
            if (!explained->generic)
                finding = std::move(explained);
        }
        if (finding->generic && (kind == TokenKind::Indent || kind == TokenKind::Dedent)) {
            finding->failure.type = SyntaxFailure::Type::IndentationError;
            finding->failure.message =
                kind == TokenKind::Indent ? u"unexpected indent"_s : u"unexpected unindent"_s;
            throw finding->failure;
        }
    }
    // What is wrong with the tokens themselves, even further down, says more than what the parser
    // expected here.
    const End end = endOf(stream, finding->farthest);
    if (end == End::Failure || (stream.failure && !stream.failure->yields))
        throw *stream.failure;
    if (stream.unclosed
        && (end == End::Bracket
            || stream.placeOf(finding->farthest).line > stream.unclosed->range.line)) {
        finding->failure.message = u"'%1' was never closed"_s.arg(stream.unclosed->character);
        finding->failure.range = stream.unclosed->range;
    }
    throw finding->failure;
}

Error toError(const SourceFilePtr &file, const SyntaxFailure &failure)
{
    static const QString types[] = { u"SyntaxError: "_s, u"IndentationError: "_s, u"TabError: "_s };
    Error error;
    error.code = ErrorCode::Syntax;
    error.message = types[static_cast<size_t>(failure.type)] + failure.message;
    error.span = { file, failure.range };
    error.hint = failure.hint.isEmpty() ? python2Hint(file->text(), failure) : failure.hint;
    return error;
}

/// The tokens of a text while they are needed. Each thread keeps their memory for its next text.
class Tokens
{
public:
    Tokens(const QString &text, bool isExpression)
        : m_stream(tokenize(text, isExpression, std::move(spare())))
    {
    }

    ~Tokens()
    {
        constexpr size_t most = 16 * 1024;
        if (m_stream.tokens.capacity() <= most)
            spare() = { std::move(m_stream.tokens), std::move(m_stream.lineStarts) };
    }

    Q_DISABLE_COPY_MOVE(Tokens)

    [[nodiscard]] const TokenStream &stream() const { return m_stream; }

private:
    static TokenMemory &spare()
    {
        static thread_local TokenMemory memory;
        return memory;
    }

    TokenStream m_stream;
};

/// Parses and resolves @p file; fills @p unbound with the names that are bound nowhere.
Result<std::shared_ptr<Module>> parseWith(const SourceFilePtr &file, Rule rule, bool isExpression,
                                          std::vector<const ast::Name *> *unbound = nullptr)
{
    auto module = std::make_shared<Module>();
    module->file = file;
    try {
        const Tokens tokens(file->text(), isExpression);
        module->lineStarts = module->arena.list(tokens.stream().lineStarts);
        parseTokens(*module, tokens.stream(), rule);
        resolve(*module, unbound);
        module->arena.close();
        module->constants.shrink_to_fit();
    } catch (const SyntaxFailure &failure) {
        return limbeck::failure(toError(file, failure));
    }
    return module;
}

} // namespace

Result<ModulePtr> parse(SourceFilePtr file)
{
    return parseWith(file, &Parser::file, false);
}

Result<ModulePtr> parseExpression(SourceFilePtr file)
{
    return parseWith(file, &Parser::eval, true);
}

std::vector<Diagnostic> diagnose(SourceFilePtr file)
{
    std::vector<const ast::Name *> unbound;
    const Result<std::shared_ptr<Module>> module = parseWith(file, &Parser::file, false, &unbound);
    if (module)
        return undefinedNames(**module, unbound);
    Diagnostic diagnostic;
    diagnostic.code = u"syntax-error"_s;
    diagnostic.message = module.error().message;
    diagnostic.span = module.error().span;
    diagnostic.hint = module.error().hint;
    return { diagnostic };
}

// The parser's tools: tokens and nodes.

Parser::Parser(Module &module, const TokenStream &stream, bool explain)
    : m_module(module)
    , m_stream(stream)
    , m_tokens(stream.tokens.data())
    , m_text(stream.text.data())
    , m_count(stream.tokens.size())
    , m_explain(explain)
    , m_constants(module.constants, stream.literals)
{
}

Parser::Depth::Depth(Parser &parser)
    : m_parser(parser)
{
    if (m_parser.m_depth >= maximumDepth)
        m_parser.failHere(u"too many nested expressions"_s);
    ++m_parser.m_depth;
}

void Parser::file()
{
    m_module.body = statements();
    if (!at(TokenKind::End))
        unexpected();
    if (m_stream.unclosed)
        unexpected();
    m_module.docstring = docstringOf(m_module.body);
}

void Parser::eval()
{
    m_module.expression = starExpressions();
    if (!at(TokenKind::End) || m_stream.unclosed)
        unexpected();
}

bool Parser::isName(size_t token, QStringView text) const
{
    return token < m_count && m_tokens[token].kind == TokenKind::Name
        && textOf(m_tokens[token]) == text;
}

/// A token that nothing else can stand for: its absence is reported as such.
void Parser::expectForced(TokenKind kind, QStringView text)
{
    if (!accept(kind)) {
        if (at(TokenKind::Failure))
            unexpected();
        failHere(u"expected '%1'"_s.arg(text));
    }
}

/// The colon before a block: "expected ':'" where the line ends instead.
void Parser::expectColon()
{
    if (accept(TokenKind::Colon))
        return;
    if (at(TokenKind::Newline))
        failHere(u"expected ':'"_s);
    unexpected();
}

TextRange Parser::rangeOf(size_t first, size_t last) const
{
    return { m_tokens[first].range.start, m_tokens[last].range.end };
}

void Parser::unexpected() const
{
    throw UnexpectedToken { m_pos };
}

void Parser::fail(const QString &message, const SourceRange &place) const
{
    throw SyntaxFailure { SyntaxFailure::Type::SyntaxError, message, place, {} };
}

void Parser::fail(const QString &message, TextRange range) const
{
    fail(message, m_stream.placeOf(range));
}

void Parser::fail(const QString &message, const Token &token) const
{
    fail(message, m_stream.placeOf(token));
}

void Parser::failHere(const QString &message) const
{
    fail(message, current());
}

void Parser::failIndentation(const QString &message) const
{
    throw SyntaxFailure {
        SyntaxFailure::Type::IndentationError, message, m_stream.placeOf(current()), {}
    };
}

/// Names are compared in normalization form KC, as Python does.
SymbolPtr Parser::symbolOf(const Token &token)
{
    const QStringView text = textOf(token);
    return m_stream.isAscii || QtPrivate::isAscii(text)
        ? intern(text)
        : intern(text.toString().normalized(QString::NormalizationForm_KC));
}

SymbolPtr Parser::identifier()
{
    if (!at(TokenKind::Name))
        unexpected();
    const SymbolPtr symbol = symbolOf(current());
    advance();
    return symbol;
}

ast::Constant *Parser::constant(quint32 index, size_t start)
{
    auto *const node = make<ast::Constant>(Kind::Constant, start);
    node->index = index;
    return node;
}

/// Of the token that stands here, which is read.
ast::Constant *Parser::constantHere(quint32 index)
{
    advance();
    return constant(index, m_pos - 1);
}

ast::Name *Parser::nameHere(ast::Context context)
{
    const TextRange range = current().range;
    return nameNode(identifier(), range, context);
}

ast::Name *Parser::nameNode(SymbolPtr symbol, TextRange range, ast::Context context)
{
    auto *const node = m_module.arena.make<ast::Name>();
    node->kind = Kind::UnresolvedName;
    node->range = range;
    node->id = symbol;
    node->context = context;
    return node;
}

} // namespace limbeck::lang
