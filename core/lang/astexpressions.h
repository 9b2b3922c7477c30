// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/astnode.h"

namespace limbeck::lang::ast {

struct JoinedStr;

enum class Context : quint8 { Load, Store, Delete };

/// A literal: None, True, False, ..., number, str or bytes. Its value is
/// `Module::constants[index]`; equal literals of a module share an index.
struct Constant : Expr
{
    quint32 index = 0;
};

struct Name : Expr
{
    Context context = Context::Load;
    quint32 slot = 0; ///< see Kind
    SymbolPtr id = nullptr; ///< mangled where that applies (`__x` in a class)
};

struct Attribute : Expr
{
    Context context = Context::Load;
    quint32 site = 0; ///< number of this node among the module's attributes (for an inline cache)
    Expr *value = nullptr;
    SymbolPtr attr = nullptr; ///< mangled where that applies
};

struct Subscript : Expr
{
    Context context = Context::Load;
    Expr *value = nullptr;
    Expr *slice = nullptr; ///< a Slice, a Tuple (perhaps with Slices), or any other expression
};

/// `name=value` of a call or of a class's bases; `**value` has no name.
struct Keyword
{
    SymbolPtr name;
    Expr *value;
    TextRange range;
};

struct Call : Expr
{
    bool unpacks = false; ///< has `*x` or `**x` among its arguments
    Expr *func = nullptr;
    List<Expr *> args; ///< may contain Starred
    List<Keyword> keywords;
};

enum class Operator : quint8 {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv
};

/// A chain `a + b + c` nests to the left as deep as it is long, without limit: walk it iteratively.
struct BinOp : Expr
{
    Operator op = Operator::Add;
    quint32 leftDepth = 1; ///< number of BinOps from here down the left side, this one included
    Expr *left = nullptr;
    Expr *right = nullptr;
};

enum class UnaryOperator : quint8 { Invert, Not, UAdd, USub };

struct UnaryOp : Expr
{
    UnaryOperator op = UnaryOperator::Not;
    Expr *operand = nullptr;
};

struct BoolOp : Expr
{
    bool isAnd = true; ///< else `or`
    List<Expr *> values; ///< two or more
};

enum class CompareOperator : quint8 { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

struct Compare : Expr
{
    Expr *left = nullptr;
    List<CompareOperator> ops; ///< one or more
    List<Expr *> comparators; ///< as many
};

struct IfExp : Expr
{
    Expr *test = nullptr;
    Expr *body = nullptr;
    Expr *orelse = nullptr;
};

struct NamedExpr : Expr
{
    Name *target = nullptr;
    Expr *value = nullptr;
};

struct Parameter
{
    SymbolPtr name; ///< mangled where that applies
    Expr *annotation; ///< may be null
    Expr *defaultValue; ///< may be null
    TextRange range;
};

/// The parameters of a def or lambda. Parameter i of `all` is local slot i of the function's frame.
struct Parameters
{
    /// Positional-only, positional, keyword-only, then `*args`, then `**kwargs`.
    List<Parameter> all;
    quint32 positionalOnly = 0;
    quint32 positional = 0; ///< includes the positional-only
    quint32 keywordOnly = 0;
    bool hasVarArgs = false;
    bool hasKwArgs = false;

    [[nodiscard]] quint32 varArgsSlot() const { return positional + keywordOnly; }

    [[nodiscard]] quint32 kwArgsSlot() const
    {
        return positional + keywordOnly + (hasVarArgs ? 1U : 0U);
    }
};

struct Lambda : Expr
{
    Parameters parameters;
    Expr *body = nullptr;
    Scope *scope = nullptr;
};

struct Tuple : Expr
{
    Context context = Context::Load;
    bool unpacks = false; ///< has a Starred
    List<Expr *> elements; ///< may contain Starred
};

struct ListExpr : Expr
{
    Context context = Context::Load;
    bool unpacks = false; ///< has a Starred
    List<Expr *> elements; ///< may contain Starred
};

struct Set : Expr
{
    List<Expr *> elements; ///< may contain Starred
};

struct Dict : Expr
{
    List<Expr *> keys; ///< a null key stands for `**value`
    List<Expr *> values;
};

/// `for target in iter if … if …` of a comprehension.
struct ComprehensionFor
{
    Expr *target;
    Expr *iter;
    List<Expr *> ifs;
    bool isAsync;
};

/// ListComp, SetComp, DictComp or GeneratorExp.
struct Comprehension : Expr
{
    Expr *element = nullptr; ///< the key of a DictComp
    Expr *value = nullptr; ///< DictComp only
    List<ComprehensionFor> generators; ///< generators[0].iter is evaluated in the scope around
    Scope *scope = nullptr;
};

struct Await : Expr
{
    Expr *value = nullptr;
};

struct Yield : Expr
{
    Expr *value = nullptr; ///< may be null
};

struct YieldFrom : Expr
{
    Expr *value = nullptr;
};

struct FormattedValue : Expr
{
    char conversion = 0; ///< 's', 'r', 'a' or 0
    Expr *value = nullptr;
    JoinedStr *formatSpec = nullptr; ///< may be null
};

/// An f-string: text (Constant) and FormattedValue in turn. `{x=}` has become the text "x=" and a
/// FormattedValue.
struct JoinedStr : Expr
{
    List<Expr *> values;
};

struct Starred : Expr
{
    Context context = Context::Load;
    Expr *value = nullptr;
};

struct Slice : Expr
{
    Expr *lower = nullptr; ///< may be null, like the others
    Expr *upper = nullptr;
    Expr *step = nullptr;
};

} // namespace limbeck::lang::ast
