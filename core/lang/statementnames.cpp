// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/statementnames.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace limbeck::lang {

namespace {

QString textOfLines(const SourceFile &file, int first, int last)
{
    QString text;
    for (int line = first; line <= last; ++line)
        text += file.line(line) + u'\n';
    return text;
}

void addMatches(QSet<QString> &names, const QRegularExpression &pattern, const QString &text)
{
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext())
        names.insert(matches.next().captured(1));
}

void addTargets(QSet<QString> &names, const ast::Expr *target)
{
    switch (target->kind) {
    case ast::Kind::Tuple:
        for (const ast::Expr *element : static_cast<const ast::Tuple *>(target)->elements)
            addTargets(names, element);
        break;
    case ast::Kind::List:
        for (const ast::Expr *element : static_cast<const ast::ListExpr *>(target)->elements)
            addTargets(names, element);
        break;
    case ast::Kind::Starred:
        addTargets(names, static_cast<const ast::Starred *>(target)->value);
        break;
    case ast::Kind::Attribute:
    case ast::Kind::Subscript:
        break; // changes a value that the statement mentions
    default:
        names.insert(static_cast<const ast::Name *>(target)->id->text);
    }
}

void addAliases(QSet<QString> &names, const List<ast::Alias> &aliases)
{
    for (const ast::Alias &alias : aliases)
        names.insert(alias.target->id->text);
}

/// Of a statement with others inside: whatever its text may bind.
void addBoundInText(QSet<QString> &names, const QString &text)
{
    static const QRegularExpression identifier(u"([\\p{L}_][\\p{L}\\p{N}_]*)"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
    // Each captures what stands where names are bound: `a, b: int = `, `a += `, `a := `, `for a
    // in`, `as a`, `import a, b`, `del a`, `def a`, `class a`, `global a`.
    static const QList<QRegularExpression> places = [] {
        QList<QRegularExpression> result;
        for (const QString &pattern :
             { u"^([^=\\n#'\"]*?)[-+*/%&|^@<>]{0,2}=(?!=)"_s, u"(\\w+)\\s*:="_s,
               u"\\bfor\\b(.*?)\\bin\\b"_s, u"\\bas\\b([^:\\n]*)"_s,
               u"\\bimport\\s*\\(([^)]*)\\)"_s, u"\\b(?:import|del|global)\\b([^\\n]*)"_s,
               u"\\b(?:def|class)\\s+(\\w+)"_s })
            result.emplaceBack(pattern,
                               QRegularExpression::MultilineOption
                                   | QRegularExpression::UseUnicodePropertiesOption);
        return result;
    }();
    for (const QRegularExpression &place : places) {
        auto matches = place.globalMatch(text);
        while (matches.hasNext())
            addMatches(names, identifier, matches.next().captured(1));
    }
}

void addBound(QSet<QString> &names, const ast::Stmt *statement, const QString &text)
{
    switch (statement->kind) {
    case ast::Kind::ExprStmt:
        break;
    case ast::Kind::ClassDef:
        names.insert(static_cast<const ast::ClassDef *>(statement)->name->text);
        break;
    case ast::Kind::FunctionDef:
        names.insert(static_cast<const ast::FunctionDef *>(statement)->name->text);
        break;
    case ast::Kind::Assign:
        for (const ast::Expr *target : static_cast<const ast::Assign *>(statement)->targets)
            addTargets(names, target);
        break;
    case ast::Kind::AugAssign:
        addTargets(names, static_cast<const ast::AugAssign *>(statement)->target);
        break;
    case ast::Kind::AnnAssign:
        addTargets(names, static_cast<const ast::AnnAssign *>(statement)->target);
        break;
    case ast::Kind::Import:
        addAliases(names, static_cast<const ast::Import *>(statement)->names);
        break;
    case ast::Kind::ImportFrom:
        addAliases(names, static_cast<const ast::ImportFrom *>(statement)->names);
        break;
    default:
        addBoundInText(names, text);
    }
}

} // namespace

StatementNames namesOfStatement(const Module &module, quint32 index)
{
    static const QRegularExpression identifier(u"([\\p{L}_][\\p{L}\\p{N}_]*)"_s,
                                               QRegularExpression::UseUnicodePropertiesOption);
    const ast::Stmt *const statement = module.body[index];
    const bool isDefinition =
        statement->kind == ast::Kind::ClassDef || statement->kind == ast::Kind::FunctionDef;
    // Decorators stand above the line of the definition.
    const int above = index > 0 ? module.place(module.body[index - 1]->range).endLine + 1 : 1;
    const SourceRange place = module.place(statement->range);
    const int first = isDefinition ? std::min(place.line, above) : place.line;
    const QString text = textOfLines(*module.file, first, place.endLine);
    StatementNames names;
    addMatches(names.mentioned, identifier, text);
    static const QRegularExpression classes(
        u"\\b(import_module\\b|(?<=class )[\\p{L}_][\\p{L}\\p{N}_]*)"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    addMatches(names.classes, classes, text);
    addBound(names.bound, statement, text);
    return names;
}

} // namespace limbeck::lang
