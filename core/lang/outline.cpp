// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/outline.h"

#include "core/lang/evaluator.h"
#include "core/lang/importer.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

/// A text, line by line.
class Lines
{
public:
    explicit Lines(QByteArrayView text, int firstNumber = 1)
        : m_text(text)
        , m_number(firstNumber - 1)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_end >= m_text.size(); }

    /// The next line, with its line end.
    QByteArrayView next()
    {
        m_start = m_end;
        const char *const start = m_text.data() + m_start;
        const auto left = static_cast<size_t>(m_text.size() - m_start);
        const auto *const end = static_cast<const char *>(std::memchr(start, '\n', left));
        m_end = end ? end + 1 - m_text.data() : m_text.size();
        ++m_number;
        return m_text.sliced(m_start, m_end - m_start);
    }

    [[nodiscard]] qsizetype start() const { return m_start; } ///< of the last line

    [[nodiscard]] qsizetype end() const { return m_end; }

    [[nodiscard]] int number() const { return m_number; }

private:
    QByteArrayView m_text;
    qsizetype m_start = 0;
    qsizetype m_end = 0;
    int m_number;
};

qsizetype indentOf(QByteArrayView line)
{
    const auto first = std::find_if(line.begin(), line.end(), [](char c) { return c != ' '; });
    return first - line.begin();
}

bool isClosing(char c)
{
    return c == ')' || c == ']' || c == '}';
}

bool isFunctionHead(QByteArrayView text)
{
    return text.startsWith("def ") || text.startsWith("async def ");
}

/// `class Name(…):`
QByteArrayView classNameIn(QByteArrayView line)
{
    const QByteArrayView rest = line.sliced(6);
    const auto end = std::find_if(rest.begin(), rest.end(),
                                  [](char c) { return c == '(' || c == ':' || c == '['; });
    return rest.first(end - rest.begin()).trimmed();
}

/// How often @p part stands in @p text. Qt's search prepares itself for longer texts than these.
qsizetype count(QByteArrayView text, std::string_view part)
{
    qsizetype found = 0;
    const char *at = text.begin();
    const auto left = [&]() { return static_cast<size_t>(text.end() - at); };
    while ((at = static_cast<const char *>(::memmem(at, left(), part.data(), part.size())))) {
        at += part.size();
        ++found;
    }
    return found;
}

/// Whether @p text ends within a string of several lines, which may look like anything.
bool endsInString(QByteArrayView text)
{
    return count(text, R"(""")") % 2 != 0 || count(text, "'''") % 2 != 0;
}

/// Takes the lines of a function's head after the first, up to the colon at its end. False if
/// something stands behind that.
bool takeHead(Lines &lines, QByteArrayView line)
{
    int open = 0;
    for (;;) {
        for (const char c : line) {
            open += c == '(' || c == '[' || c == '{' ? 1 : 0;
            open -= isClosing(c) ? 1 : 0;
        }
        if (open <= 0)
            return line.trimmed().endsWith(':');
        if (lines.atEnd())
            return false;
        line = lines.next();
    }
}

/// Takes the lines that are indented deeper than @p indent, and those that close a bracket.
void takeBody(Lines &lines, qsizetype indent)
{
    Lines ahead = lines;
    while (!ahead.atEnd()) {
        const QByteArrayView line = ahead.next();
        const qsizetype deep = indentOf(line);
        if (deep == line.size() || line[deep] == '\n')
            continue;
        if (deep <= indent && !(deep == indent && isClosing(line[deep])))
            return;
        lines = ahead;
    }
}

bool isNameLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

QByteArrayView nameAtStart(QByteArrayView text)
{
    return text.first(std::find_if_not(text.begin(), text.end(), isNameLetter) - text.begin());
}

/// What a statement that begins with @p line gives names to: `def name`, `class Name`, `name = `,
/// `name = other = `.
QByteArrayView namesBoundBy(QByteArrayView line)
{
    for (const QByteArrayView keyword : { "def ", "async def ", "class " }) {
        if (line.startsWith(keyword))
            return nameAtStart(line.sliced(keyword.size()));
    }
    constexpr QByteArrayView sign = " = ";
    qsizetype end = 0;
    for (qsizetype at = 0;;) {
        const qsizetype length = nameAtStart(line.sliced(at)).size();
        if (length == 0 || !line.sliced(at + length).startsWith(sign))
            return line.first(end);
        end = at + length;
        at = end + sign.size();
    }
}

} // namespace

std::vector<Outline::Piece> Outline::piecesOf(QByteArrayView text)
{
    std::vector<Piece> pieces;
    Lines lines(text);
    std::optional<Piece> decorated;
    while (!lines.atEnd()) {
        const QByteArrayView line = lines.next();
        Piece piece = decorated.value_or(Piece { {}, lines.number(), line });
        if (line.startsWith('@')) {
            decorated = piece;
            continue;
        }
        decorated.reset();
        piece.names = namesBoundBy(line);
        if (piece.names.isEmpty())
            continue;
        Lines after = lines;
        takeBody(after, 0);
        const qsizetype start = piece.text.data() - text.data();
        piece.text = text.sliced(start, after.end() - start);
        if (endsInString(piece.text))
            continue;
        pieces.push_back(piece);
        lines = after;
    }
    return pieces;
}

Outline::Outline(const QString &path, QByteArrayView text)
    : Outline(path, text, 1, {})
{
    m_isInPieces = false;
}

Outline::Outline(const QString &path, QByteArrayView text, int firstLine,
                 const std::vector<Piece> &without)
{
    QByteArray left(firstLine - 1, '\n');
    qsizetype copied = 0;
    QByteArrayView className;
    Lines lines(text, firstLine);
    auto piece = without.begin();
    while (!lines.atEnd()) {
        const QByteArrayView line = lines.next();
        if (piece != without.end() && piece->text.data() == line.data()) {
            left.append(text.sliced(copied, lines.start() - copied));
            left.append(count(piece->text, "\n"), '\n');
            copied = lines.start() + piece->text.size();
            while (lines.end() < copied)
                (void)lines.next();
            ++piece;
            continue;
        }
        const char first = line.front();
        if (first != ' ' && first != '\n' && first != '#' && !isClosing(first))
            className = line.startsWith("class ") ? classNameIn(line) : QByteArrayView();
        constexpr qsizetype ofMethods = 4;
        const qsizetype indent = className.isEmpty() ? 0 : ofMethods;
        if (first != (indent == 0 ? 'd' : ' ') && first != 'a')
            continue;
        if (indentOf(line) != indent || !isFunctionHead(line.sliced(indent)))
            continue;
        Lines after = lines;
        if (!takeHead(after, line))
            continue;
        const qsizetype head = after.end();
        const int headLine = after.number();
        takeBody(after, indent);
        const QByteArrayView whole = text.sliced(lines.start(), after.end() - lines.start());
        if (endsInString(whole))
            continue;
        m_functions.push_back({ lines.number(), whole, className });
        left.append(text.sliced(copied, head - 1 - copied));
        // Where the class is asked for, its methods share a variable.
        const QByteArrayView body = text.sliced(head, after.end() - head);
        left.append(count(body, "super()") > 0 || count(body, "__class__") > 0 ? " super" : " ...");
        left.append(after.number() - headLine + 1, '\n');
        copied = after.end();
        lines = after;
    }
    left.append(text.sliced(copied));
    m_file = std::make_shared<const SourceFile>(path, QString::fromUtf8(left));
}

const Outline::Function *Outline::at(int line) const
{
    const auto found =
        std::lower_bound(m_functions.begin(), m_functions.end(), line,
                         [](const Function &function, int at) { return function.line < at; });
    return found != m_functions.end() && found->line == line ? &*found : nullptr;
}

SourceFilePtr Outline::fileOf(const Function &function) const
{
    QByteArray text;
    if (function.className.isEmpty()) {
        text.append(function.line - 1, '\n');
    } else {
        text.append(function.line - 2, '\n');
        text.append("class ");
        text.append(function.className);
        text.append(":\n");
    }
    text.append(function.text);
    return std::make_shared<const SourceFile>(m_file->path(), QString::fromUtf8(text));
}

void Evaluator::readBody(FunctionObject &function)
{
    const Outline &outline = *function.unit->outline();
    const SourceFilePtr file = outline.fileOf(*function.leftOut);
    const ModulePtr module = parseOrThrow(m_in, file, false);
    const ast::Stmt *statement = module->body[0];
    if (statement->kind == ast::Kind::ClassDef)
        statement = static_cast<const ast::ClassDef *>(statement)->body[0];
    const auto *const definition = static_cast<const ast::FunctionDef *>(statement);
    function.unit = make<CodeUnit>(m_in, module, function.unit->outline());
    function.leftOut = nullptr;
    function.scope = definition->scope;
    function.parameters = &definition->parameters;
    function.body = definition->body;
    if (definition->docstring >= 0)
        function.doc = function.unit->constant(static_cast<quint32>(definition->docstring));
}

namespace {

void run(Interpreter &interpreter, std::shared_ptr<const Outline> outline, const Ref<Dict> &globals)
{
    const ModulePtr parsed = parseOrThrow(interpreter, outline->file(), false);
    interpreter.evaluator().runModule(make<CodeUnit>(interpreter, parsed, std::move(outline)),
                                      globals);
}

} // namespace

void runBuiltIn(Interpreter &interpreter, const QString &path, const char *text,
                const Ref<Dict> &globals)
{
    auto outline = std::make_shared<const Outline>(path, text);
    run(interpreter, std::move(outline), globals);
}

void runBuiltInPieces(ModuleBuilder &module, const QString &path, const char *text)
{
    const std::vector<Outline::Piece> pieces = Outline::piecesOf(text);
    for (const Outline::Piece &piece : pieces) {
        const QStringList names = QString::fromUtf8(piece.names).split(u" = "_s);
        module.module()->defineLater(names, [path, piece](ModuleBuilder &self) {
            run(self.interpreter(),
                std::make_shared<const Outline>(path, piece.text, piece.line,
                                                std::vector<Outline::Piece>()),
                Ref<Dict>(&self.module()->dict()));
        });
    }
    run(module.interpreter(), std::make_shared<const Outline>(path, text, 1, pieces),
        Ref<Dict>(&module.module()->dict()));
}

Value definePiece(Interpreter &interpreter, Dict &globals, Str *name)
{
    const Value *const moduleName = globals.find(interpreter.names().name.get());
    const Value *const module = moduleName && moduleName->isStr()
        ? interpreter.modules().find(static_cast<Str *>(moduleName->object()))
        : nullptr;
    auto *const object = module ? module->as<ModuleObject>() : nullptr;
    if (!object || !object->attributeNames(interpreter).contains(name->text()))
        return Value::absent();
    return interpreter.getAttr(*module, name);
}

} // namespace limbeck::lang
