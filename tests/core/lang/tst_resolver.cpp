// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/parser.h"
#include "tests/core/lang/astdump.h"

#include <QTest>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

/// How names are reached, and the tables of the scopes.
class tst_Resolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reaches_data();
    void reaches();
    void fillsScopes_data();
    void fillsScopes();
    void sharesGlobalNames();
    void manglesPrivateNames();
    void readsFutureImports();
};

namespace {

Result<ModulePtr> parseText(const QString &text)
{
    return parse(std::make_shared<SourceFile>(u"script.py"_s, text));
}

QString joined(const List<SymbolPtr> &names)
{
    QStringList texts;
    for (const SymbolPtr name : names)
        texts += name->text;
    return texts.join(u',');
}

/// "qualified.name locals [cells] {free<parent's cell} flags"
QString describe(const ast::Scope &scope)
{
    QStringList free;
    for (const ast::Scope::FreeVariable &variable : scope.free)
        free += variable.name->text + u'<' + QString::number(variable.parentCell);
    QString result = u"%1 %2 [%3] {%4}"_s.arg(scope.qualifiedName->text, joined(scope.locals),
                                              joined(scope.cells), free.join(u','));
    for (const ast::Scope::CellParameter &parameter : scope.cellParameters)
        result += u" %1->%2"_s.arg(parameter.slot).arg(parameter.cell);
    if (scope.classCell >= 0)
        result += u" class%1"_s.arg(scope.classCell);
    if (scope.isGenerator)
        result += u" generator"_s;
    if (scope.isCoroutine)
        result += u" coroutine"_s;
    return result;
}

/// The scopes of the definitions in @p body, outer ones first.
void collect(const ast::Body &body, QStringList &out)
{
    for (const ast::Stmt *const stmt : body) {
        if (stmt->kind == ast::Kind::FunctionDef) {
            const auto *const function = static_cast<const ast::FunctionDef *>(stmt);
            out += describe(*function->scope);
            collect(function->body, out);
        } else if (stmt->kind == ast::Kind::ClassDef) {
            const auto *const cls = static_cast<const ast::ClassDef *>(stmt);
            out += describe(*cls->scope);
            collect(cls->body, out);
        } else if (stmt->kind == ast::Kind::Return) {
            const ast::Expr *const value = static_cast<const ast::Return *>(stmt)->value;
            if (value->kind == ast::Kind::Lambda)
                out += describe(*static_cast<const ast::Lambda *>(value)->scope);
            else if (value->kind >= ast::Kind::ListComp && value->kind <= ast::Kind::GeneratorExp)
                out += describe(*static_cast<const ast::Comprehension *>(value)->scope);
        }
    }
}

} // namespace

void tst_Resolver::reaches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree");
    QTest::newRow("module") << u"a = b"_s << u"[(Assign [a!.global] b.global)]"_s;
    QTest::newRow("parameter and local")
        << u"def f(a): b = a"_s
        << u"[(FunctionDef f [] [] [(arg a - -)] - [(Assign [b!.local1] a.local0)])]"_s;
    QTest::newRow("global statement")
        << u"def f():\n  global a\n  a = 1"_s
        << u"[(FunctionDef f [] [] [] - [(Global a) (Assign [a!.global] 1)])]"_s;
    QTest::newRow("closure")
        << u"def f():\n  a = 1\n  def g(): return a"_s
        << u"[(FunctionDef f [] [] [] - [(Assign [a!.cell0] 1) (FunctionDef g [] [] [] - [(Return a.cell0)])])]"_s;
    QTest::newRow("nonlocal")
        << u"def f():\n  a = b = 1\n  def g():\n    nonlocal b\n    b = a"_s
        << u"[(FunctionDef f [] [] [] - [(Assign [a!.cell0 b!.cell1] 1) "
           "(FunctionDef g [] [] [] - [(Nonlocal b) (Assign [b!.cell0] a.cell1)])])]"_s;
    QTest::newRow("class body")
        << u"class A:\n  a = b\n  def f(self): return a"_s
        << u"[(ClassDef A [] [] [] [] [(Assign [a!.class] b.class) "
           "(FunctionDef f [] [] [(arg self - -)] - [(Return a.global)])])]"_s;
    QTest::newRow("class in a function")
        << u"def f(a):\n  class B:\n    c = a\n    a = c"_s
        << u"[(FunctionDef f [] [] [(arg a - -)] - [(ClassDef B [] [] [] [] "
           "[(Assign [c!.class] a.class) (Assign [a!.class] c.class)])])]"_s;
    QTest::newRow("class looks into the function around it")
        << u"def f(a):\n  class B:\n    c = a"_s
        << u"[(FunctionDef f [] [] [(arg a - -)] - [(ClassDef B [] [] [] [] [(Assign [c!.class] a.classcell0)])])]"_s;
    QTest::newRow("comprehension")
        << u"[a for a in b if c]"_s
        << u"[(Expr (ListComp a.local0 [(for a!.local0 b.global [c.global])]))]"_s;
    QTest::newRow("comprehension in a class does not see its names, but its first iterable does")
        << u"class A:\n  b = 1\n  c = [b for d in b]"_s
        << u"[(ClassDef A [] [] [] [] [(Assign [b!.class] 1) "
           "(Assign [c!.class] (ListComp b.global [(for d!.local0 b.class [])]))])]"_s;
    QTest::newRow(":= binds around the comprehension")
        << u"def f(): return [b := a for a in c], b"_s
        << u"[(FunctionDef f [] [] [] - [(Return (Tuple [(ListComp (NamedExpr b!.cell0 a.local0) "
           "[(for a!.local0 c.global [])]) b.cell0]))])]"_s;
    QTest::newRow(":= in a module's comprehension")
        << u"[b := a for a in c]"_s
        << u"[(Expr (ListComp (NamedExpr b!.global a.local0) "
           "[(for a!.local0 c.global [])]))]"_s;
    QTest::newRow("except, import, for, with, del")
        << u"def f():\n  import a.b\n  for c in a: pass\n  with c as d: pass\n  try: pass\n  except d as e: del c"_s
        << u"[(FunctionDef f [] [] [] - [(Import [(a.b a!.local0)]) (For c!.local1 a.local0 "
           u"[(Pass)] []) "
           "(With c.local1 d!.local2 [(Pass)]) (Try [(Pass)] [(except d.local2 e!.local3 "
           "[(Delete [c~.local1])])] [] [])])]"_s;
    QTest::newRow("lambda default and body")
        << u"def f(a): return lambda b=a: a + b"_s
        << u"[(FunctionDef f [] [] [(arg a - -)] - [(Return (Lambda [(arg b - a.cell0)] "
           "(BinOp Add a.cell0 b.local0)))])]"_s;
    QTest::newRow("match captures")
        << u"def f(a):\n  match a:\n    case [b, *c]: b"_s
        << u"[(FunctionDef f [] [] [(arg a - -)] - [(Match a.local0 [(case (MatchSequence "
           "[(MatchAs - b!.local1) (MatchStar c!.local2)]) - [(Expr b.local1)])])])]"_s;
    QTest::newRow("type parameters")
        << u"def f[T](a: T): return T"_s
        << u"[(FunctionDef f [] [(TypeVar T - -)] [(arg a T.cell0 -)] - [(Return T.cell0)])]"_s;
}

void tst_Resolver::reaches()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parseText(text);
    QVERIFY2(module, qPrintable(module ? QString() : module.error().toString()));
    QTEST(dump(**module, { .access = true }), "tree");
}

void tst_Resolver::fillsScopes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("scopes");
    QTest::newRow("parameters in order")
        << u"def f(a, /, b, *c, d, **e): g = 1"_s << QStringList { u"f a,b,d,c,e,g [] {}"_s };
    QTest::newRow("parameter that is a cell")
        << u"def f(a, b):\n  def g(): return b"_s
        << QStringList { u"f a,b,g [b] {} 1->0"_s, u"f.<locals>.g  [] {b<0}"_s };
    QTest::newRow("passed through")
        << u"def f():\n  a = b = 1\n  def g():\n    c = 1\n    def h(): return a, c"_s
        << QStringList { u"f b,g [a] {}"_s, u"f.<locals>.g h [c] {a<0}"_s,
                         u"f.<locals>.g.<locals>.h  [] {a<1,c<0}"_s };
    QTest::newRow("passed through a class")
        << u"def f(a):\n  class B:\n    def c(self): return a"_s
        << QStringList { u"f a,B [a] {} 0->0"_s, u"f.<locals>.B  [] {a<0}"_s,
                         u"f.<locals>.B.c self [] {a<0}"_s };
    QTest::newRow("super") << u"class A:\n  def f(self): return super().f()"_s
                           << QStringList { u"A  [__class__] {} class0"_s,
                                            u"A.f self [] {__class__<0} class0"_s };
    QTest::newRow("super outside a class")
        << u"def f(): return super()"_s << QStringList { u"f  [] {}"_s };
    QTest::newRow("generator") << u"def f(): yield"_s << QStringList { u"f  [] {} generator"_s };
    QTest::newRow("coroutine") << u"async def f(): await a"_s
                               << QStringList { u"f  [] {} coroutine"_s };
    QTest::newRow("asynchronous generator")
        << u"async def f(): yield"_s << QStringList { u"f  [] {} generator coroutine"_s };
    QTest::newRow("asynchronous comprehension")
        << u"async def f(b): return [a async for a in b]"_s
        << QStringList { u"f b [] {} coroutine"_s, u"f.<locals>.<listcomp> a [] {} coroutine"_s };
    QTest::newRow("lambda and generator expression")
        << u"def f(a): return (a for b in a)\ndef g(): return lambda c: c"_s
        << QStringList { u"f a [a] {} 0->0"_s, u"f.<locals>.<genexpr> b [] {a<0} generator"_s,
                         u"g  [] {}"_s, u"g.<locals>.<lambda> c [] {}"_s };
    QTest::newRow("a global function in a function")
        << u"def f():\n  global g\n  def g(): pass"_s
        << QStringList { u"f  [] {}"_s, u"g  [] {}"_s };
}

void tst_Resolver::fillsScopes()
{
    QFETCH(const QString, text);
    const Result<ModulePtr> module = parseText(text);
    QVERIFY2(module, qPrintable(module ? QString() : module.error().toString()));
    QStringList scopes;
    collect((*module)->body, scopes);
    QTEST(scopes, "scopes");
}

void tst_Resolver::sharesGlobalNames()
{
    const Result<ModulePtr> module = parseText(u"a = b\ndef f(): return a\nclass C: d = b\n"_s);
    QVERIFY(module);
    QStringList names;
    for (const SymbolPtr name : (*module)->globalNames)
        names += name->text;
    names.sort();
    QCOMPARE(names, (QStringList { u"C"_s, u"a"_s, u"b"_s, u"d"_s, u"f"_s }));
}

void tst_Resolver::manglesPrivateNames()
{
    const Result<ModulePtr> module = parseText(
        u"class _A:\n  __a = __b__\n  def f(self, __p): return self.__c, __p, f(__k=1), __d.__e__\n__f = 1"_s);
    QVERIFY(module);
    QCOMPARE(dump(**module),
             u"[(ClassDef _A [] [] [] [] [(Assign [_A__a!] __b__) (FunctionDef f [] [] "
             "[(arg self - -) (arg _A__p - -)] - [(Return (Tuple [(Attribute self _A__c) _A__p "
             "(Call f [] [(keyword __k 1)]) (Attribute _A__d __e__)]))])]) (Assign [__f!] 1)]"_s);
}

void tst_Resolver::readsFutureImports()
{
    QVERIFY((*parseText(u"'doc'\nfrom __future__ import annotations\n"_s))->postponedAnnotations);
    QVERIFY(!(*parseText(u"from __future__ import division\n"_s))->postponedAnnotations);
    QVERIFY((*parseText(u"from a import *\n"_s))->hasStarImport);
}

QTEST_APPLESS_MAIN(tst_Resolver)
#include "tst_resolver.moc"
