// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lang/arguments.h"
#include "core/lang/interpreter.h"
#include "core/lang/parameterplace.h"

#include <QTest>

using namespace limbeck::lang;

class tst_Arguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreThoseOfTheSignature();
};

void tst_Arguments::placesAreThoseOfTheSignature()
{
    constexpr auto text = "f(self, a, /, b=1, *args, c='x, y', d=?, e=None, **kw)";
    Interpreter interpreter;
    const Interpreter::Activation active(interpreter);
    const Signature signature(text);
    QCOMPARE(placeOf(text, "self"), signature.indexOf("self"));
    QCOMPARE(placeOf(text, "a"), signature.indexOf("a"));
    QCOMPARE(placeOf(text, "b"), signature.indexOf("b"));
    QCOMPARE(placeOf(text, "args"), signature.indexOf("args"));
    QCOMPARE(placeOf(text, "c"), signature.indexOf("c"));
    QCOMPARE(placeOf(text, "d"), signature.indexOf("d"));
    QCOMPARE(placeOf(text, "e"), signature.indexOf("e"));
    QCOMPARE(placeOf(text, "kw"), signature.indexOf("kw"));
    constexpr auto bare = "(only, *, keyword)";
    QCOMPARE(placeOf(bare, "only"), Signature(bare).indexOf("only"));
    QCOMPARE(placeOf(bare, "keyword"), Signature(bare).indexOf("keyword"));
}

QTEST_GUILESS_MAIN(tst_Arguments)
#include "tst_arguments.moc"
