// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/astexpressions.h"

namespace limbeck::lang::ast {

struct ExprStmt : Stmt
{
    Expr *value = nullptr;
};

struct Assign : Stmt
{
    List<Expr *> targets; ///< `a = b = value` has two
    Expr *value = nullptr;
};

struct AugAssign : Stmt
{
    Operator op = Operator::Add;
    Expr *target = nullptr; ///< Name, Attribute or Subscript, in Context::Store
    Expr *value = nullptr;
};

struct AnnAssign : Stmt
{
    bool simple = false; ///< the target is a name without brackets: the annotation is recorded (not
                         ///< in functions)
    Expr *target = nullptr; ///< Name, Attribute or Subscript
    Expr *annotation = nullptr;
    Expr *value = nullptr; ///< may be null
};

struct Return : Stmt
{
    Expr *value = nullptr; ///< may be null
};

struct Delete : Stmt
{
    List<Expr *> targets;
};

struct Raise : Stmt
{
    Expr *exc = nullptr; ///< may be null
    Expr *cause = nullptr; ///< may be null
};

struct Assert : Stmt
{
    Expr *test = nullptr;
    Expr *msg = nullptr; ///< may be null
};

/// Pass, Break and Continue have no fields.
struct SimpleStmt : Stmt
{
};

/// Global and Nonlocal: nothing to do at run time, the resolver has read them.
struct ScopeStmt : Stmt
{
    List<SymbolPtr> names;
};

struct Alias
{
    SymbolPtr name; ///< "a.b.c" after import; a plain name after from … import
    SymbolPtr asName; ///< may be null
    Name *target; ///< what it binds: asName, or the first part of name
    TextRange range;
};

struct Import : Stmt
{
    List<Alias> names;
};

struct ImportFrom : Stmt
{
    bool isStar = false;
    int level = 0; ///< number of leading dots
    SymbolPtr module = nullptr; ///< "a.b", or null (`from . import x`)
    List<Alias> names; ///< empty for `*`
};

struct IfBranch
{
    Expr *test;
    Body body;
};

/// The elifs are branches of the same node, not nested Ifs.
struct If : Stmt
{
    List<IfBranch> branches;
    Body orelse;
};

struct While : Stmt
{
    Expr *test = nullptr;
    Body body;
    Body orelse;
};

struct For : Stmt
{
    Expr *target = nullptr;
    Expr *iter = nullptr;
    Body body;
    Body orelse;
    bool isAsync = false;
};

struct ExceptHandler
{
    Expr *type; ///< null: catches all
    Name *target; ///< after `as`; may be null. It is bound at the start of the body and deleted at
                  ///< its end
    Body body;
    TextRange range;
};

struct Try : Stmt
{
    Body body;
    List<ExceptHandler> handlers;
    Body orelse;
    Body finalbody;
    bool isStar = false; ///< `except*`
};

struct WithItem
{
    Expr *contextExpr;
    Expr *target; ///< after `as`; may be null
};

struct With : Stmt
{
    List<WithItem> items;
    Body body;
    bool isAsync = false;
};

struct MatchCase
{
    Pattern *pattern;
    Expr *guard; ///< may be null
    Body body;
};

struct Match : Stmt
{
    Expr *subject = nullptr;
    List<MatchCase> cases;
};

/// `T`, `T: bound`, `*Ts` or `**P` between square brackets after the name of a def, class or type.
struct TypeParameter
{
    enum class Type : quint8 { TypeVar, TypeVarTuple, ParamSpec };

    Type type;
    Name *target; ///< in the TypeParameters scope
    Expr *bound; ///< may be null
    Expr *defaultValue; ///< may be null
    TextRange range;
};

/// With type parameters, the annotations of a def and the bases of a class are evaluated in a frame
/// of typeScope, in which the function or class is also made; decorators and defaults belong to the
/// scope around.
struct FunctionDef : Stmt
{
    bool isAsync = false;
    int docstring = -1; ///< index into Module::constants, or -1
    Name *target = nullptr; ///< what the definition binds
    SymbolPtr name = nullptr; ///< as written
    Parameters parameters;
    Expr *returns = nullptr; ///< may be null
    List<Expr *> decorators;
    List<TypeParameter> typeParameters;
    Body body;
    Scope *scope = nullptr;
    Scope *typeScope = nullptr; ///< null without type parameters
};

struct ClassDef : Stmt
{
    int docstring = -1; ///< index into Module::constants, or -1
    Name *target = nullptr; ///< what the definition binds
    SymbolPtr name = nullptr; ///< as written
    List<Expr *> bases; ///< may contain Starred
    List<Keyword> keywords;
    List<Expr *> decorators;
    List<TypeParameter> typeParameters;
    Body body;
    Scope *scope = nullptr;
    Scope *typeScope = nullptr; ///< null without type parameters
};

struct TypeAlias : Stmt
{
    Name *target = nullptr;
    List<TypeParameter> typeParameters;
    Expr *value = nullptr; ///< evaluated when it is asked for, in a frame of scope
    Scope *scope = nullptr; ///< type TypeParameters; always there
};

// Patterns

struct MatchValue : Pattern
{
    Expr *value = nullptr; ///< compared with ==
};

struct MatchSingleton : Pattern
{
    Constant *value = nullptr; ///< None, True or False, compared with `is`
};

struct MatchSequence : Pattern
{
    List<Pattern *> patterns; ///< at most one MatchStar
};

struct MatchMapping : Pattern
{
    List<Expr *> keys;
    List<Pattern *> patterns;
    Name *rest = nullptr; ///< `**rest`; may be null
};

struct MatchClass : Pattern
{
    Expr *cls = nullptr;
    List<Pattern *> patterns;
    List<SymbolPtr> keywordNames;
    List<Pattern *> keywordPatterns;
};

struct MatchStar : Pattern
{
    Name *target = nullptr; ///< null for `*_`
};

/// `pattern as target`; without a pattern a capture; without both the wildcard `_`.
struct MatchAs : Pattern
{
    Pattern *pattern = nullptr;
    Name *target = nullptr;
};

struct MatchOr : Pattern
{
    List<Pattern *> patterns;
};

} // namespace limbeck::lang::ast
