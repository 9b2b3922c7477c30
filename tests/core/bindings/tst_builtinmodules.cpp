// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The modules in the script language that are built in: their outlines lose nothing of them.

#include "core/bindings/bindingscripts.h"
#include "core/lang/ast.h"
#include "core/lang/outline.h"
#include "core/lang/parser.h"

#include <QSet>
#include <QTest>

#include <map>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

namespace {

ModulePtr parsed(const SourceFilePtr &file)
{
    const Result<ModulePtr> module = parse(file);
    if (!module)
        qFatal("%s: %s", qPrintable(module.error().span.toString()),
               qPrintable(module.error().message));
    return *module;
}

int lineOf(const Module &module, TextRange range)
{
    return module.place(range).line;
}

/// What tells a function from another: names, parameters, and where its statements stand.
QString shapeOf(const Module &module, const ast::FunctionDef &function)
{
    QString shape = function.scope->qualifiedName->text + u'(';
    for (const ast::Parameter &parameter : function.parameters.all)
        shape += parameter.name->text + u' ';
    shape += u')';
    for (const ast::Stmt *statement : function.body) {
        const SourceRange place = module.place(statement->range);
        shape += u" %1:%2-%3"_s.arg(place.line).arg(place.column).arg(place.endLine);
    }
    for (const auto &free : function.scope->free)
        shape += u" free %1"_s.arg(free.name->text);
    return shape + (function.scope->isGenerator ? u" generator"_s : QString())
        + (function.scope->isCoroutine ? u" coroutine"_s : QString());
}

/// The functions of a module and the methods of its classes, by line.
std::map<int, QString> shapesIn(const Module &module)
{
    std::map<int, QString> shapes;
    const auto add = [&](const ast::Stmt *statement) {
        if (statement->kind == ast::Kind::FunctionDef) {
            const auto &function = *static_cast<const ast::FunctionDef *>(statement);
            shapes.emplace(lineOf(module, function.target->range), shapeOf(module, function));
        }
    };
    for (const ast::Stmt *statement : module.body) {
        add(statement);
        if (statement->kind == ast::Kind::ClassDef) {
            for (const ast::Stmt *inner : static_cast<const ast::ClassDef *>(statement)->body)
                add(inner);
        }
    }
    return shapes;
}

std::vector<ScriptModule> allModules()
{
    std::vector<ScriptModule> modules = scriptModules();
    modules.insert(modules.end(), bindings::bindingScripts().begin(),
                   bindings::bindingScripts().end());
    return modules;
}

} // namespace

class TestBuiltInModules : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void outlinesLoseNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const ScriptModule &module : allModules())
            QTest::newRow(module.name) << QByteArray(module.text);
    }

    void outlinesLoseNothing()
    {
        QFETCH(QByteArray, text);
        const auto whole =
            shapesIn(*parsed(std::make_shared<SourceFile>(u"whole"_s, QString::fromUtf8(text))));
        const Outline outline(u"outline"_s, text);
        auto heads = shapesIn(*parsed(outline.file()));
        QCOMPARE(heads.size(), whole.size());
        for (const Outline::Function &function : outline.functions()) {
            QCOMPARE(outline.at(function.line), &function);
            const auto body = shapesIn(*parsed(outline.fileOf(function)));
            QCOMPARE(body.size(), size_t(1));
            heads[function.line] = body.at(function.line);
        }
        for (const auto &[line, shape] : whole)
            QCOMPARE(heads[line], shape);
        if (whole.size() > 20) // small ones may have nothing but special cases
            QVERIFY(outline.functions().size() * 10 > whole.size() * 8);
    }

    /// Pieces and what is left make up the whole, and no name is given twice.
    void piecesAreTheWhole_data() { outlinesLoseNothing_data(); }

    void piecesAreTheWhole()
    {
        QFETCH(QByteArray, text);
        const auto pieces = Outline::piecesOf(text);
        QSet<int> lines;
        const auto addLines = [&](const SourceFilePtr &file) {
            const ModulePtr module = parsed(file);
            for (const ast::Stmt *statement : module->body) {
                const int line = lineOf(*module, statement->range);
                QVERIFY(!lines.contains(line));
                lines.insert(line);
            }
        };
        addLines(Outline(u"rest"_s, text, 1, pieces).file());
        for (const Outline::Piece &piece : pieces)
            addLines(Outline(u"piece"_s, piece.text, piece.line, {}).file());
        QSet<int> expected;
        const ModulePtr whole =
            parsed(std::make_shared<SourceFile>(u"whole"_s, QString::fromUtf8(text)));
        for (const ast::Stmt *statement : whole->body)
            expected.insert(lineOf(*whole, statement->range));
        QCOMPARE(lines, expected);
    }
};

QTEST_GUILESS_MAIN(TestBuiltInModules)
#include "tst_builtinmodules.moc"
