// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/lang/astdump.h"

using namespace Qt::StringLiterals;

namespace limbeck::lang {

using namespace ast;

namespace {

class Dumper
{
public:
    Dumper(const Module &module, DumpOptions options)
        : m_module(module)
        , m_options(options)
    {
    }

    QString expr(const Expr *node) const
    {
        if (node == nullptr)
            return u"-"_s;
        return plain(node) + place(node->range);
    }

    QString body(const Body &statements) const
    {
        QStringList parts;
        for (const Stmt *const stmt : statements)
            parts += statement(stmt) + place(stmt->range);
        return u'[' + parts.join(u' ') + u']';
    }

private:
    QString place(TextRange text) const
    {
        if (!m_options.ranges)
            return {};
        const SourceRange range = m_module.place(text);
        return u"@%1:%2-%3:%4"_s.arg(range.line)
            .arg(range.column)
            .arg(range.endLine)
            .arg(range.endColumn);
    }

    static QString node(const QString &kind, const QStringList &fields)
    {
        return u'(' + (QStringList { kind } + fields).join(u' ') + u')';
    }

    QString exprs(const List<Expr *> &list) const
    {
        QStringList parts;
        for (const Expr *const item : list)
            parts += expr(item);
        return u'[' + parts.join(u' ') + u']';
    }

    static QString word(SymbolPtr symbol) { return symbol != nullptr ? symbol->text : u"-"_s; }

    static QString quoted(const QString &text)
    {
        QString result;
        for (const QChar c : text) {
            if (c.unicode() < 32 || c.unicode() > 126 || c == u'"' || c == u'\\')
                result += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
            else
                result += c;
        }
        return u'"' + result + u'"';
    }

    QString constant(const Constant *node) const
    {
        const ConstantValue &value = m_module.constants[node->index];
        if (std::holds_alternative<NoneConstant>(value))
            return u"None"_s;
        if (std::holds_alternative<EllipsisConstant>(value))
            return u"..."_s;
        if (const auto *const truth = std::get_if<bool>(&value))
            return *truth ? u"True"_s : u"False"_s;
        if (const auto *const number = std::get_if<qint64>(&value))
            return QString::number(*number);
        if (const auto *const big = std::get_if<BigIntConstant>(&value))
            return QString::fromLatin1(big->digits);
        if (const auto *const real = std::get_if<double>(&value))
            return u"f"_s + QString::number(*real, 'g', 17);
        if (const auto *const complex = std::get_if<std::complex<double>>(&value))
            return u"j"_s + QString::number(complex->imag(), 'g', 17);
        if (const auto *const text = std::get_if<QString>(&value))
            return quoted(*text);
        return u"b"_s + quoted(QString::fromLatin1(std::get<QByteArray>(value)));
    }

    static QString mark(Context context)
    {
        return context == Context::Load ? QString() : context == Context::Store ? u"!"_s : u"~"_s;
    }

    QString name(const Name *node) const
    {
        QString result = node->id->text + mark(node->context);
        if (!m_options.access)
            return result;
        switch (node->kind) {
        case Kind::LocalName:
            return result + u".local"_s + QString::number(node->slot);
        case Kind::CellName:
            return result + u".cell"_s + QString::number(node->slot);
        case Kind::GlobalName:
            return result + u".global"_s;
        case Kind::ClassName:
            return result + u".class"_s;
        case Kind::ClassCellName:
            return result + u".classcell"_s + QString::number(node->slot);
        default:
            return result + u".unresolved"_s;
        }
    }

    QString keywords(const List<Keyword> &list) const
    {
        QStringList parts;
        for (const Keyword &keyword : list) {
            parts += node(u"keyword"_s, { word(keyword.name), expr(keyword.value) })
                + place(keyword.range);
        }
        return u'[' + parts.join(u' ') + u']';
    }

    QString parameters(const Parameters &list) const
    {
        QStringList parts;
        for (quint32 i = 0; i < list.all.size(); ++i) {
            const Parameter &parameter = list.all[i];
            const QString sort = i < list.positionalOnly     ? u"posonly"_s
                : i < list.positional                        ? u"arg"_s
                : i < list.varArgsSlot()                     ? u"kwonly"_s
                : list.hasVarArgs && i == list.varArgsSlot() ? u"vararg"_s
                                                             : u"kwarg"_s;
            parts += node(
                sort,
                { word(parameter.name), expr(parameter.annotation), expr(parameter.defaultValue) });
        }
        return u'[' + parts.join(u' ') + u']';
    }

    QString generators(const Comprehension *comprehension) const
    {
        QStringList parts;
        for (const ComprehensionFor &clause : comprehension->generators) {
            parts += node(clause.isAsync ? u"asyncfor"_s : u"for"_s,
                          { expr(clause.target), expr(clause.iter), exprs(clause.ifs) });
        }
        return u'[' + parts.join(u' ') + u']';
    }

    QString compare(const Compare *compare) const
    {
        static constexpr QStringView ops[] = { u"Eq",  u"NotEq", u"Lt",    u"LtE", u"Gt",
                                               u"GtE", u"Is",    u"IsNot", u"In",  u"NotIn" };
        QStringList parts { expr(compare->left) };
        for (quint32 i = 0; i < compare->ops.size(); ++i)
            parts << ops[static_cast<size_t>(compare->ops[i])].toString()
                  << expr(compare->comparators[i]);
        return node(u"Compare"_s, parts);
    }

    static QString operatorName(Operator op)
    {
        static constexpr QStringView ops[] = { u"Add",     u"Sub",   u"Mult",   u"MatMult",
                                               u"Div",     u"Mod",   u"Pow",    u"LShift",
                                               u"RShift",  u"BitOr", u"BitXor", u"BitAnd",
                                               u"FloorDiv" };
        return ops[static_cast<size_t>(op)].toString();
    }

    QString binary(const BinOp *last) const
    {
        std::vector<const BinOp *> chain;
        const Expr *first = last;
        for (; first->kind == Kind::BinOp; first = chain.back()->left)
            chain.push_back(static_cast<const BinOp *>(first));
        QString result = expr(first);
        for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
            result = node(u"BinOp"_s, { operatorName((*link)->op), result, expr((*link)->right) });
            if (*link != last)
                result += place((*link)->range);
        }
        return result;
    }

    QString dict(const Dict *dict) const
    {
        QStringList parts;
        for (quint32 i = 0; i < dict->keys.size(); ++i)
            parts << expr(dict->keys[i]) << expr(dict->values[i]);
        return node(u"Dict"_s, parts);
    }

    QString plain(const Expr *expression) const;
    QString statement(const Stmt *stmt) const;
    QString compound(const Stmt *stmt) const;
    QString tryStatement(const Try *stmt) const;
    QString match(const Match *stmt) const;
    QString pattern(const Pattern *pattern) const;
    QString patterns(const List<Pattern *> &list) const;
    QString typeParameters(const List<TypeParameter> &list) const;
    QString aliases(const List<Alias> &list) const;
    QString function(const FunctionDef *stmt) const;

    const Module &m_module;
    DumpOptions m_options;
};

QString Dumper::plain(const Expr *e) const
{
    const auto as = [e]<typename T>(const T *) { return static_cast<const T *>(e); };
#define AS(T) as(static_cast<const T *>(nullptr))
    switch (e->kind) {
    case Kind::Constant:
        return constant(AS(Constant));
    case Kind::Attribute:
        return node(u"Attribute"_s,
                    { expr(AS(Attribute)->value),
                      AS(Attribute)->attr->text + mark(AS(Attribute)->context) });
    case Kind::Subscript:
        return node(u"Subscript"_s + mark(AS(Subscript)->context),
                    { expr(AS(Subscript)->value), expr(AS(Subscript)->slice) });
    case Kind::Call:
        return node(u"Call"_s,
                    { expr(AS(Call)->func), exprs(AS(Call)->args), keywords(AS(Call)->keywords) });
    case Kind::BinOp:
        return binary(AS(BinOp));
    case Kind::UnaryOp: {
        static constexpr QStringView ops[] = { u"Invert", u"Not", u"UAdd", u"USub" };
        return node(
            u"UnaryOp"_s,
            { ops[static_cast<size_t>(AS(UnaryOp)->op)].toString(), expr(AS(UnaryOp)->operand) });
    }
    case Kind::BoolOp:
        return node(AS(BoolOp)->isAnd ? u"And"_s : u"Or"_s, { exprs(AS(BoolOp)->values) });
    case Kind::Compare:
        return compare(AS(Compare));
    case Kind::IfExp:
        return node(u"IfExp"_s,
                    { expr(AS(IfExp)->test), expr(AS(IfExp)->body), expr(AS(IfExp)->orelse) });
    case Kind::NamedExpr:
        return node(u"NamedExpr"_s, { expr(AS(NamedExpr)->target), expr(AS(NamedExpr)->value) });
    case Kind::Lambda:
        return node(u"Lambda"_s, { parameters(AS(Lambda)->parameters), expr(AS(Lambda)->body) });
    case Kind::Tuple:
        return node(u"Tuple"_s + mark(AS(Tuple)->context), { exprs(AS(Tuple)->elements) });
    case Kind::List:
        return node(u"List"_s + mark(AS(ListExpr)->context), { exprs(AS(ListExpr)->elements) });
    case Kind::Set:
        return node(u"Set"_s, { exprs(AS(Set)->elements) });
    case Kind::Dict:
        return dict(AS(Dict));
    case Kind::ListComp:
        return node(u"ListComp"_s,
                    { expr(AS(Comprehension)->element), generators(AS(Comprehension)) });
    case Kind::SetComp:
        return node(u"SetComp"_s,
                    { expr(AS(Comprehension)->element), generators(AS(Comprehension)) });
    case Kind::GeneratorExp:
        return node(u"GeneratorExp"_s,
                    { expr(AS(Comprehension)->element), generators(AS(Comprehension)) });
    case Kind::DictComp:
        return node(u"DictComp"_s,
                    { expr(AS(Comprehension)->element), expr(AS(Comprehension)->value),
                      generators(AS(Comprehension)) });
    case Kind::Await:
        return node(u"Await"_s, { expr(AS(Await)->value) });
    case Kind::Yield:
        return node(u"Yield"_s, { expr(AS(Yield)->value) });
    case Kind::YieldFrom:
        return node(u"YieldFrom"_s, { expr(AS(YieldFrom)->value) });
    case Kind::JoinedStr:
        return node(u"JoinedStr"_s, { exprs(AS(JoinedStr)->values) });
    case Kind::FormattedValue:
        return node(u"FormattedValue"_s,
                    { expr(AS(FormattedValue)->value),
                      AS(FormattedValue)->conversion != 0
                          ? QString(QLatin1Char(AS(FormattedValue)->conversion))
                          : u"-"_s,
                      expr(AS(FormattedValue)->formatSpec) });
    case Kind::Starred:
        return node(u"Starred"_s + mark(AS(Starred)->context), { expr(AS(Starred)->value) });
    case Kind::Slice:
        return node(u"Slice"_s,
                    { expr(AS(Slice)->lower), expr(AS(Slice)->upper), expr(AS(Slice)->step) });
    default:
        return name(AS(Name));
    }
#undef AS
}

QString Dumper::aliases(const List<Alias> &list) const
{
    QStringList parts;
    for (const Alias &alias : list) {
        QString part = word(alias.name);
        if (alias.asName != nullptr)
            part += u" as "_s + alias.asName->text;
        if (m_options.access)
            part += u' ' + name(alias.target);
        parts += u'(' + part + u')' + place(alias.range);
    }
    return u'[' + parts.join(u' ') + u']';
}

QString Dumper::statement(const Stmt *s) const
{
    const auto as = [s]<typename T>(const T *) { return static_cast<const T *>(s); };
#define AS(T) as(static_cast<const T *>(nullptr))
    switch (s->kind) {
    case Kind::ExprStmt:
        return node(u"Expr"_s, { expr(AS(ExprStmt)->value) });
    case Kind::Assign:
        return node(u"Assign"_s, { exprs(AS(Assign)->targets), expr(AS(Assign)->value) });
    case Kind::AugAssign:
        return node(u"AugAssign"_s,
                    { expr(AS(AugAssign)->target), operatorName(AS(AugAssign)->op),
                      expr(AS(AugAssign)->value) });
    case Kind::AnnAssign:
        return node(u"AnnAssign"_s,
                    { expr(AS(AnnAssign)->target), expr(AS(AnnAssign)->annotation),
                      expr(AS(AnnAssign)->value), AS(AnnAssign)->simple ? u"1"_s : u"0"_s });
    case Kind::Return:
        return node(u"Return"_s, { expr(AS(Return)->value) });
    case Kind::Delete:
        return node(u"Delete"_s, { exprs(AS(Delete)->targets) });
    case Kind::Raise:
        return node(u"Raise"_s, { expr(AS(Raise)->exc), expr(AS(Raise)->cause) });
    case Kind::Assert:
        return node(u"Assert"_s, { expr(AS(Assert)->test), expr(AS(Assert)->msg) });
    case Kind::Pass:
        return u"(Pass)"_s;
    case Kind::Break:
        return u"(Break)"_s;
    case Kind::Continue:
        return u"(Continue)"_s;
    case Kind::Global:
    case Kind::Nonlocal: {
        QStringList names;
        for (const SymbolPtr symbol : AS(ScopeStmt)->names)
            names += symbol->text;
        return node(s->kind == Kind::Global ? u"Global"_s : u"Nonlocal"_s, names);
    }
    case Kind::Import:
        return node(u"Import"_s, { aliases(AS(Import)->names) });
    case Kind::ImportFrom:
        return node(u"ImportFrom"_s,
                    { word(AS(ImportFrom)->module), QString::number(AS(ImportFrom)->level),
                      AS(ImportFrom)->isStar ? u"*"_s : aliases(AS(ImportFrom)->names) });
    default:
        return compound(s);
    }
#undef AS
}

QString Dumper::compound(const Stmt *s) const
{
    const auto as = [s]<typename T>(const T *) { return static_cast<const T *>(s); };
#define AS(T) as(static_cast<const T *>(nullptr))
    switch (s->kind) {
    case Kind::If: {
        QStringList parts;
        for (const IfBranch &branch : AS(If)->branches)
            parts << expr(branch.test) << body(branch.body);
        return node(u"If"_s, parts + QStringList { body(AS(If)->orelse) });
    }
    case Kind::While:
        return node(u"While"_s,
                    { expr(AS(While)->test), body(AS(While)->body), body(AS(While)->orelse) });
    case Kind::For:
        return node(AS(For)->isAsync ? u"AsyncFor"_s : u"For"_s,
                    { expr(AS(For)->target), expr(AS(For)->iter), body(AS(For)->body),
                      body(AS(For)->orelse) });
    case Kind::With: {
        QStringList parts;
        for (const WithItem &item : AS(With)->items)
            parts << expr(item.contextExpr) << expr(item.target);
        return node(AS(With)->isAsync ? u"AsyncWith"_s : u"With"_s,
                    parts + QStringList { body(AS(With)->body) });
    }
    case Kind::Try:
        return tryStatement(AS(Try));
    case Kind::Match:
        return match(AS(Match));
    case Kind::FunctionDef:
        return function(AS(FunctionDef));
    case Kind::ClassDef:
        return node(u"ClassDef"_s,
                    { word(AS(ClassDef)->name), exprs(AS(ClassDef)->decorators),
                      typeParameters(AS(ClassDef)->typeParameters), exprs(AS(ClassDef)->bases),
                      keywords(AS(ClassDef)->keywords), body(AS(ClassDef)->body) });
    default:
        return node(u"TypeAlias"_s,
                    { expr(AS(TypeAlias)->target), typeParameters(AS(TypeAlias)->typeParameters),
                      expr(AS(TypeAlias)->value) });
    }
#undef AS
}

QString Dumper::function(const FunctionDef *stmt) const
{
    return node(stmt->isAsync ? u"AsyncFunctionDef"_s : u"FunctionDef"_s,
                { word(stmt->name), exprs(stmt->decorators), typeParameters(stmt->typeParameters),
                  parameters(stmt->parameters), expr(stmt->returns), body(stmt->body) });
}

QString Dumper::typeParameters(const List<TypeParameter> &list) const
{
    static constexpr QStringView types[] = { u"TypeVar", u"TypeVarTuple", u"ParamSpec" };
    QStringList parts;
    for (const TypeParameter &parameter : list) {
        parts += node(types[static_cast<size_t>(parameter.type)].toString(),
                      { word(parameter.target->id), expr(parameter.bound),
                        expr(parameter.defaultValue) })
            + place(parameter.range);
    }
    return u'[' + parts.join(u' ') + u']';
}

QString Dumper::tryStatement(const Try *stmt) const
{
    QStringList handlers;
    for (const ExceptHandler &handler : stmt->handlers) {
        const QString target = handler.target != nullptr ? name(handler.target) : u"-"_s;
        handlers += node(u"except"_s, { expr(handler.type), target, body(handler.body) })
            + place(handler.range);
    }
    return node(stmt->isStar ? u"TryStar"_s : u"Try"_s,
                { body(stmt->body), u'[' + handlers.join(u' ') + u']', body(stmt->orelse),
                  body(stmt->finalbody) });
}

QString Dumper::match(const Match *stmt) const
{
    QStringList cases;
    for (const MatchCase &block : stmt->cases)
        cases += node(u"case"_s, { pattern(block.pattern), expr(block.guard), body(block.body) });
    return node(u"Match"_s, { expr(stmt->subject), u'[' + cases.join(u' ') + u']' });
}

QString Dumper::patterns(const List<Pattern *> &list) const
{
    QStringList parts;
    for (const Pattern *const part : list)
        parts += pattern(part);
    return u'[' + parts.join(u' ') + u']';
}

QString Dumper::pattern(const Pattern *p) const
{
    const auto as = [p]<typename T>(const T *) { return static_cast<const T *>(p); };
#define AS(T) as(static_cast<const T *>(nullptr))
    const auto target = [this](const Name *captured) {
        return captured != nullptr ? name(captured) : u"-"_s;
    };
    const auto describe = [&]() -> QString {
        switch (p->kind) {
        case Kind::MatchValue:
            return node(u"MatchValue"_s, { expr(AS(MatchValue)->value) });
        case Kind::MatchSingleton:
            return node(u"MatchSingleton"_s, { constant(AS(MatchSingleton)->value) });
        case Kind::MatchSequence:
            return node(u"MatchSequence"_s, { patterns(AS(MatchSequence)->patterns) });
        case Kind::MatchMapping:
            return node(u"MatchMapping"_s,
                        { exprs(AS(MatchMapping)->keys), patterns(AS(MatchMapping)->patterns),
                          target(AS(MatchMapping)->rest) });
        case Kind::MatchClass: {
            QStringList names;
            for (const SymbolPtr keyword : AS(MatchClass)->keywordNames)
                names += keyword->text;
            return node(u"MatchClass"_s,
                        { expr(AS(MatchClass)->cls), patterns(AS(MatchClass)->patterns),
                          u'[' + names.join(u' ') + u']',
                          patterns(AS(MatchClass)->keywordPatterns) });
        }
        case Kind::MatchStar:
            return node(u"MatchStar"_s, { target(AS(MatchStar)->target) });
        case Kind::MatchAs:
            return node(u"MatchAs"_s,
                        { AS(MatchAs)->pattern != nullptr ? pattern(AS(MatchAs)->pattern) : u"-"_s,
                          target(AS(MatchAs)->target) });
        default:
            return node(u"MatchOr"_s, { patterns(AS(MatchOr)->patterns) });
        }
    };
#undef AS
    return describe() + place(p->range);
}

} // namespace

QString dump(const Module &module, DumpOptions options)
{
    const Dumper dumper(module, options);
    return module.expression != nullptr ? dumper.expr(module.expression) : dumper.body(module.body);
}

} // namespace limbeck::lang
