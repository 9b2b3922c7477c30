// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/arena.h"
#include "core/lang/symbol.h"
#include "core/lang/textrange.h"

/// The tree of a script: names and meaning as in Python's `ast` module, except where noted.
///
/// Nodes live in the Arena of their Module, are linked by plain pointers, and do not change once
/// the resolver is through. Of thousands of scripts they are the most that is in memory: what is
/// small stands first in them, in the padding behind the kind.
namespace limbeck::lang::ast {

/// One per node type (names have one per way of access, so that one switch suffices).
enum class Kind : quint8 {
    // Expressions
    Constant,
    UnresolvedName, ///< only before the resolver ran
    LocalName, ///< Name::slot is an index into the frame's locals
    CellName, ///< Name::slot is an index into the frame's cells (own cells first, then the free
    ///< variables)
    GlobalName, ///< Name::slot is an index into Module::globalNames; then builtins
    ClassName, ///< in a class body: the class namespace, then the global of Name::slot, then
    ///< builtins
    ClassCellName, ///< in a class body: the class namespace, then the cell of Name::slot
    Attribute,
    Subscript,
    Call,
    BinOp,
    UnaryOp,
    BoolOp,
    Compare,
    IfExp,
    NamedExpr,
    Lambda,
    Tuple,
    List,
    Set,
    Dict,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    Await,
    Yield,
    YieldFrom,
    JoinedStr,
    FormattedValue,
    Starred,
    Slice,
    // Statements
    ExprStmt,
    Assign,
    AugAssign,
    AnnAssign,
    Return,
    Delete,
    Raise,
    Assert,
    Pass,
    Break,
    Continue,
    Global,
    Nonlocal,
    Import,
    ImportFrom,
    If,
    While,
    For,
    Try,
    With,
    Match,
    FunctionDef,
    ClassDef,
    TypeAlias,
    // Patterns of a match statement
    MatchValue,
    MatchSingleton,
    MatchSequence,
    MatchMapping,
    MatchClass,
    MatchStar,
    MatchAs,
    MatchOr,
};

struct Node
{
    TextRange range;
    Kind kind;
};

struct Expr : Node
{
    /// In round brackets of its own: `(a)`, and a tuple written with brackets. The range of a tuple
    /// includes them.
    bool parenthesized = false;
};

struct Stmt : Node
{
};

struct Pattern : Node
{
};

using Body = List<Stmt *>;

/// What a block of code knows about its names; belongs to the node that opens it.
///
/// A frame of this scope has `locals.size()` plain slots and `cells.size() + free.size()` cells.
/// Cell i < cells.size() is made when the frame is; cell `cells.size() + j` is the cell
/// `free[j].parentCell` of the frame in which the function object, class or comprehension was made
/// (every scope on the way passes it on).
struct Scope
{
    enum class Type : quint8 {
        Module,
        Class,
        Function, ///< def and lambda
        Comprehension, ///< evaluated like a function; the first iterable belongs to the scope
                       ///< around it
        TypeParameters, ///< `[T]` after a name. In a class body it shares the class's namespace for
                        ///< ClassName
    };

    struct FreeVariable
    {
        SymbolPtr name;
        quint32 parentCell;
    };

    /// A parameter that a nested scope uses: when the frame starts, locals[slot] moves into
    /// cells[cell].
    struct CellParameter
    {
        quint32 slot;
        quint32 cell;
    };

    Type type = Type::Module;
    bool isGenerator = false; ///< has `yield` (with isCoroutine: an asynchronous generator)
    bool isCoroutine =
        false; ///< `async def`, or a comprehension or generator expression that awaits
    bool makesClassCell = false; ///< a class whose cell `classCell` is to be filled with the class
                                 ///< itself (`__class__`)
    int classCell =
        -1; ///< index of the cell `__class__` in a frame (for super() without arguments), or -1
    Scope *parent = nullptr;
    SymbolPtr name = nullptr; ///< "f", "<lambda>", "<listcomp>", "<module>" …
    SymbolPtr qualifiedName = nullptr; ///< `__qualname__`: "Outer.f.<locals>.g"
    List<SymbolPtr> locals; ///< the parameters come first, in the order of Parameters::all
    List<SymbolPtr> cells;
    List<FreeVariable> free;
    List<CellParameter> cellParameters;
};

} // namespace limbeck::lang::ast
