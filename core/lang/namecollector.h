// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lang/scopeinfo.h"

namespace limbeck::lang {

/// First pass of the resolver: walks a module once, makes its scopes and notes what each does with
/// its names. Throws SyntaxFailure as Python's symbol table does; what Python's compiler finds
/// later is kept in lateFailure().
class NameCollector
{
public:
    explicit NameCollector(Module &module);

    void collect();

    [[nodiscard]] ScopeInfos takeScopes() { return std::move(m_scopes); }

    [[nodiscard]] const std::optional<SyntaxFailure> &lateFailure() const { return m_late; }

private:
    using Expr = ast::Expr;
    using Stmt = ast::Stmt;

    class Entered;

    // Scopes and names (namecollector.cpp)
    ast::Scope *enter(ast::Scope::Type type, SymbolPtr name);
    void leave();
    [[nodiscard]] SymbolPtr qualified(const ScopeInfo &info) const;

    [[nodiscard]] SymbolPtr mangle(SymbolPtr name) const
    {
        return m_current->privateName == nullptr ? name : mangled(m_current->privateName, name);
    }

    void name(ast::Name *node);
    void bind(ast::Name *node);
    void parameter(ast::Parameter &parameter);
    void declare(ast::ScopeStmt *node, bool global);
    void futureImports();
    [[noreturn]] void fail(const QString &message, TextRange range) const;
    void failLate(const QString &message, TextRange range);

    // Expressions (nameexpressions.cpp)
    void expressions(const List<Expr *> &list);
    void elements(const List<Expr *> &list, ast::Context context, TextRange range);
    void expression(Expr *expr);
    void leftChain(Expr *expr);
    void rightOf(Expr *expr);
    void arguments(const List<Expr *> &args, const List<ast::Keyword> &keywords);
    void lambda(ast::Lambda *node);
    void comprehension(ast::Comprehension *node);
    void namedExpression(ast::NamedExpr *node);
    void bindNamed(ast::Name *target);
    void yield(Expr *node, Expr *value);
    void await(TextRange range);
    void defaults(const ast::Parameters &parameters);
    void annotations(const ast::Parameters &parameters);
    void starredOutside(Expr *expr);

    // Statements (namestatements.cpp)
    void body(const ast::Body &statements);
    void loopBody(const ast::Body &statements);
    void statement(Stmt *stmt);
    void compound(Stmt *stmt);
    void assign(ast::Assign *node);
    void annAssign(ast::AnnAssign *node);
    void returns(ast::Return *node);
    void import(ast::Import *node);
    void importFrom(ast::ImportFrom *node);
    void tryStatement(ast::Try *node);
    void match(ast::Match *node);
    void pattern(ast::Pattern *pattern);
    void function(ast::FunctionDef *node);
    void classDef(ast::ClassDef *node);
    void typeAlias(ast::TypeAlias *node);
    void typeParameters(const List<ast::TypeParameter> &parameters);
    void jump(Stmt *stmt);

    Module &m_module;
    ScopeInfos m_scopes;
    ScopeInfo *m_current = nullptr;
    std::optional<SyntaxFailure> m_late;
    Stmt *m_futureEnd = nullptr; ///< first statement before which `from __future__` may not follow
    SymbolPtr m_super;
    SymbolPtr m_debug;
};

/// What a match statement's patterns may not do: be unreachable, bind a name twice … The first
/// violation.
[[nodiscard]] std::optional<SyntaxFailure> checkPatterns(const Module &module,
                                                         const ast::Match &match);

} // namespace limbeck::lang
