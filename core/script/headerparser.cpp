// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/script/headerparser.h"

#include "core/lang/parser.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck {

namespace {

namespace ast = lang::ast;

using Kind = HeaderValue::Kind;

/// Follows the module's statements as far as they only bind constants.
class HeaderParser
{
public:
    explicit HeaderParser(const lang::Module &module)
        : m_module(module)
    {
    }

    [[nodiscard]] HeaderValues read();

private:
    [[nodiscard]] HeaderValue computed(const QString &what, const ast::Node &node) const
    {
        return { Kind::Computed,
                 {},
                 u"%1 in line %2"_s.arg(what).arg(m_module.place(node.range).line) };
    }

    void readStatement(const ast::Stmt &statement);
    void readImport(const lang::List<ast::Alias> &names, const ast::Stmt &statement);
    void readOther(const ast::Stmt &statement);
    void bind(const ast::Expr *target, const HeaderValue &value);
    void bind(const QString &name, const HeaderValue &value);

    [[nodiscard]] HeaderValue value(const ast::Expr &expression) const;
    [[nodiscard]] HeaderValue constant(const ast::Constant &node) const;
    [[nodiscard]] HeaderValue sequence(const lang::List<ast::Expr *> &elements,
                                       const ast::Expr &node) const;
    [[nodiscard]] HeaderValue sum(const ast::BinOp &node) const;
    [[nodiscard]] HeaderValue joined(const ast::JoinedStr &node) const;
    [[nodiscard]] HeaderValue nameValue(const ast::Name &node) const;

    const lang::Module &m_module;
    HeaderValues m_values;
    QHash<QString, HeaderValue> m_names;
};

HeaderValues HeaderParser::read()
{
    if (m_module.docstring >= 0) {
        const auto &text = m_module.constants[static_cast<size_t>(m_module.docstring)];
        if (const auto *documentation = std::get_if<QString>(&text))
            m_values.documentation = documentation->trimmed();
    }
    for (const ast::Stmt *statement : m_module.body)
        readStatement(*statement);
    for (auto entry = m_names.cbegin(); entry != m_names.cend(); ++entry) {
        if (std::optional<HeaderValue> *member = m_values.named(entry.key()))
            *member = *entry;
    }
    return m_values;
}

void HeaderParser::readStatement(const ast::Stmt &statement)
{
    switch (statement.kind) {
    case ast::Kind::Assign: {
        const auto &assign = static_cast<const ast::Assign &>(statement);
        const HeaderValue assigned = value(*assign.value);
        for (const ast::Expr *target : assign.targets)
            bind(target, assigned);
        return;
    }
    case ast::Kind::AnnAssign: {
        const auto &assign = static_cast<const ast::AnnAssign &>(statement);
        if (assign.value != nullptr)
            bind(assign.target, value(*assign.value));
        return;
    }
    case ast::Kind::Import:
        return readImport(static_cast<const ast::Import &>(statement).names, statement);
    case ast::Kind::ImportFrom: {
        const auto &import = static_cast<const ast::ImportFrom &>(statement);
        if (!import.isStar)
            return readImport(import.names, statement);
        // It may bind any name; only those that the file binds itself afterwards are known then.
        for (const auto &name : { u"revision"_s, u"down_revision"_s }) {
            if (!m_names.contains(name))
                bind(name, computed(u"perhaps the result of an import"_s, statement));
        }
        return;
    }
    case ast::Kind::FunctionDef:
        bind(static_cast<const ast::FunctionDef &>(statement).name->text,
             computed(u"a function"_s, statement));
        return;
    case ast::Kind::ClassDef:
        bind(static_cast<const ast::ClassDef &>(statement).name->text,
             computed(u"a class"_s, statement));
        return;
    default:
        return readOther(statement);
    }
}

void HeaderParser::readImport(const lang::List<ast::Alias> &names, const ast::Stmt &statement)
{
    for (const ast::Alias &alias : names) {
        const QString bound =
            alias.asName != nullptr ? alias.asName->text : alias.name->text.section(u'.', 0, 0);
        bind(bound, computed(u"the result of an import"_s, statement));
    }
}

/// Conditions, loops, calls …: whatever name of interest they mention may be bound or changed by
/// them.
void HeaderParser::readOther(const ast::Stmt &statement)
{
    static const QRegularExpression word(
        uR"(\b(revision|down_revision|branch_labels|depends_on)\b)"_s);
    const QString text = m_module.textOf(statement.range);
    if (statement.kind == ast::Kind::ExprStmt && !text.contains(u":="_s))
        return; // reads names at most
    QRegularExpressionMatchIterator matches = word.globalMatch(text);
    const QString what = statement.kind == ast::Kind::If ? u"the result of a condition"_s
                                                         : u"the result of a statement"_s;
    while (matches.hasNext())
        bind(matches.next().captured(1), computed(what, statement));
}

void HeaderParser::bind(const ast::Expr *target, const HeaderValue &value)
{
    switch (target->kind) {
    case ast::Kind::Tuple:
        for (const ast::Expr *element : static_cast<const ast::Tuple *>(target)->elements)
            bind(element, computed(u"the result of unpacking"_s, *target));
        return;
    case ast::Kind::List:
        for (const ast::Expr *element : static_cast<const ast::ListExpr *>(target)->elements)
            bind(element, computed(u"the result of unpacking"_s, *target));
        return;
    case ast::Kind::Starred:
        return bind(static_cast<const ast::Starred *>(target)->value,
                    computed(u"the result of unpacking"_s, *target));
    case ast::Kind::GlobalName:
    case ast::Kind::UnresolvedName:
        return bind(static_cast<const ast::Name *>(target)->id->text, value);
    default:
        return; // an attribute or an element of something else
    }
}

void HeaderParser::bind(const QString &name, const HeaderValue &value)
{
    m_names.insert(name, value);
}

HeaderValue HeaderParser::value(const ast::Expr &expression) const
{
    switch (expression.kind) {
    case ast::Kind::Constant:
        return constant(static_cast<const ast::Constant &>(expression));
    case ast::Kind::GlobalName:
    case ast::Kind::UnresolvedName:
        return nameValue(static_cast<const ast::Name &>(expression));
    case ast::Kind::Tuple:
        return sequence(static_cast<const ast::Tuple &>(expression).elements, expression);
    case ast::Kind::List:
        return sequence(static_cast<const ast::ListExpr &>(expression).elements, expression);
    case ast::Kind::Set:
        return sequence(static_cast<const ast::Set &>(expression).elements, expression);
    case ast::Kind::BinOp:
        return sum(static_cast<const ast::BinOp &>(expression));
    case ast::Kind::JoinedStr:
        return joined(static_cast<const ast::JoinedStr &>(expression));
    case ast::Kind::Call:
        return computed(u"the result of a call"_s, expression);
    default:
        return computed(u"the result of an expression"_s, expression);
    }
}

HeaderValue HeaderParser::constant(const ast::Constant &node) const
{
    const lang::ConstantValue &constant = m_module.constants[node.index];
    if (std::holds_alternative<lang::NoneConstant>(constant))
        return {};
    if (const auto *text = std::get_if<QString>(&constant))
        return { Kind::Text, { *text }, {} };
    if (std::holds_alternative<bool>(constant))
        return { Kind::Other, {}, u"bool"_s };
    if (std::holds_alternative<qint64>(constant)
        || std::holds_alternative<lang::BigIntConstant>(constant))
        return { Kind::Other, {}, u"int"_s };
    if (std::holds_alternative<double>(constant))
        return { Kind::Other, {}, u"float"_s };
    if (std::holds_alternative<QByteArray>(constant))
        return { Kind::Other, {}, u"bytes"_s };
    return { Kind::Other, {}, u"another constant"_s };
}

HeaderValue HeaderParser::sequence(const lang::List<ast::Expr *> &elements,
                                   const ast::Expr &node) const
{
    HeaderValue result { Kind::List, {}, {} };
    for (const ast::Expr *element : elements) {
        const HeaderValue item = value(*element);
        switch (item.kind) {
        case Kind::Text:
            result.texts.append(item.texts);
            break;
        case Kind::None:
            if (elements.size() == 1)
                return {}; // Alembic takes (None,) for None
            return { Kind::Other, {}, u"a sequence with None"_s };
        case Kind::Computed:
            return item;
        default:
            return { Kind::Other,
                     {},
                     u"a sequence with other values than texts in line %1"_s.arg(
                         m_module.place(node.range).line) };
        }
    }
    return result;
}

/// A chain of additions, which may be long: it nests to the left.
HeaderValue HeaderParser::sum(const ast::BinOp &node) const
{
    std::vector<const ast::Expr *> terms;
    const ast::Expr *rest = &node;
    while (rest->kind == ast::Kind::BinOp
           && static_cast<const ast::BinOp *>(rest)->op == ast::Operator::Add) {
        terms.push_back(static_cast<const ast::BinOp *>(rest)->right);
        rest = static_cast<const ast::BinOp *>(rest)->left;
    }
    if (rest->kind == ast::Kind::BinOp)
        return computed(u"the result of an expression"_s, node);
    HeaderValue result = value(*rest);
    for (auto term = terms.rbegin(); term != terms.rend(); ++term) {
        const HeaderValue next = value(**term);
        if (next.kind != result.kind || (next.kind != Kind::Text && next.kind != Kind::List))
            return computed(u"the result of an expression"_s, node);
        if (next.kind == Kind::Text)
            result.texts.front() += next.texts.front();
        else
            result.texts += next.texts;
    }
    return result;
}

HeaderValue HeaderParser::joined(const ast::JoinedStr &node) const
{
    QString text;
    for (const ast::Expr *part : node.values) {
        const ast::Expr *source = part;
        if (part->kind == ast::Kind::FormattedValue) {
            const auto *field = static_cast<const ast::FormattedValue *>(part);
            if (field->formatSpec != nullptr
                || (field->conversion != 0 && field->conversion != 's'))
                return computed(u"a formatted text"_s, node);
            source = field->value;
        }
        const HeaderValue piece = value(*source);
        if (piece.kind != Kind::Text)
            return computed(u"a formatted text"_s, node);
        text += piece.texts.front();
    }
    return { Kind::Text, { text }, {} };
}

HeaderValue HeaderParser::nameValue(const ast::Name &node) const
{
    const auto known = m_names.constFind(node.id->text);
    if (known == m_names.cend())
        return computed(u"the value of '%1'"_s.arg(node.id->text), node);
    return *known;
}

} // namespace

Result<HeaderValues> parseHeaderValues(SourceFilePtr file)
{
    const Result<lang::ModulePtr> module = lang::parse(std::move(file));
    if (!module)
        return failure(module.error());
    return HeaderParser(**module).read();
}

} // namespace limbeck
