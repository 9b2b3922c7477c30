// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Random programs print the same here and under python3. LIMBECK_SEED repeats a run.

#include "core/lang/interpreter.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace limbeck;
using namespace limbeck::lang;
using namespace Qt::StringLiterals;

namespace {

/// Writes programs out of expressions that may fail: each statement prints its result or the exception's class.
class ProgramWriter
{
public:
    explicit ProgramWriter(quint32 seed)
        : m_random(seed)
    {
    }

    QString program()
    {
        QString text = u"def show(f):\n    try:\n        print(repr(f()))\n    except Exception as e:\n"
                       "        print(type(e).__name__)\n"
                       "class V:\n    def __init__(self, n): self.n = n\n    def __repr__(self): return f'V({self.n!r})'\n"
                       "    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))\n"
                       "    def __radd__(self, o): return V((o, self.n))\n"
                       "    def __eq__(self, o): return isinstance(o, V) and self.n == o.n\n"
                       "    def __lt__(self, o): return self.n < o.n\n    def __hash__(self): return hash(self.n)\n"
                       "def gen(n):\n    for i in range(n):\n        try:\n            yield i * 2\n"
                       "        finally:\n            pass\n"
                       "a, b, c, s, l, d = 7, -3, 2.5, 'text', [3, 1, 2], {'k': 1, 2: 'v'}\n"_s;
        for (int i = 0; i < 40; ++i)
            text += statement();
        return text;
    }

private:
    QString pick(std::initializer_list<const char16_t *> choices)
    {
        return QString::fromUtf16(*(choices.begin() + m_random.bounded(static_cast<int>(choices.size()))));
    }

    QString number()
    {
        switch (m_random.bounded(5)) {
        case 0: return QString::number(m_random.bounded(-20, 20));
        case 1: return QString::number(m_random.bounded(1000)) + u"."_s + QString::number(m_random.bounded(1000));
        case 2: return u"(2**%1 + %2)"_s.arg(m_random.bounded(90)).arg(m_random.bounded(100));
        case 3: return u"-%1"_s.arg(m_random.bounded(9));
        default: return pick({ u"a", u"b", u"c", u"0", u"1", u"True", u"1e16", u"1e-7" });
        }
    }

    QString text()
    {
        switch (m_random.bounded(6)) {
        case 0: return u"'%1'"_s.arg(pick({ u"", u"abc", u"a b  c", u"x,y,,z", u"Hello World", u"é😀ß", u"1234", u"it\\'s \\n" }));
        case 1: return u"s"_s;
        case 2: return u"str(%1)"_s.arg(expression(1));
        case 3: return u"f'{%1!r:>8}|{%2}'"_s.arg(pick({ u"a", u"s", u"c" }), number().remove(u'\''));
        case 4: return u"'%s and %r' % (s, a)"_s;
        default: return text() + pick({ u".upper()", u".title()", u".strip()", u"[::-1]", u".replace('a', 'bb')", u"[1:]",
                                        u".zfill(6)", u".center(9, '*')", u".swapcase()", u"[-2:]", u".capitalize()" });
        }
    }

    QString list(int depth)
    {
        switch (m_random.bounded(6)) {
        case 0: return u"l"_s;
        case 1: return u"[%1, %2]"_s.arg(expression(depth - 1), expression(depth - 1));
        case 2: return u"[x * 2 for x in %1 if x != 1]"_s.arg(pick({ u"l", u"range(4)", u"gen(3)", u"'ab'" }));
        case 3: return u"sorted(%1, reverse=%2)"_s.arg(list(depth - 1), pick({ u"True", u"False" }));
        case 4: return u"list(%1)"_s.arg(pick({ u"d", u"d.items()", u"gen(4)", u"zip(l, s)", u"enumerate(s)", u"map(str, l)",
                                            u"reversed(l)", u"filter(None, l)" }));
        default: return list(depth - 1) + pick({ u"[::-1]", u"[1:]", u"[:2]", u" + [9]", u" * 2", u"[::2]" });
        }
    }

    QString expression(int depth)
    {
        if (depth <= 0)
            return m_random.bounded(3) == 0 ? u"s"_s : number();
        switch (m_random.bounded(12)) {
        case 0:
        case 1:
        case 2:
            return u"(%1 %2 %3)"_s.arg(expression(depth - 1),
                                       pick({ u"+", u"-", u"*", u"//", u"%", u"/", u"&", u"|", u"^", u"==", u"<", u">=", u"!=",
                                              u"and", u"or", u"in", u"is not" }),
                                       expression(depth - 1));
        case 3: return text();
        case 4: return list(depth);
        case 5: return u"{%1: %2, 'z': %3}"_s.arg(expression(depth - 1), expression(depth - 1), number());
        case 6: return u"(%1 if %2 else %3)"_s.arg(expression(depth - 1), expression(depth - 1), expression(depth - 1));
        case 7: return u"%1(%2)"_s.arg(pick({ u"len", u"int", u"float", u"bool", u"abs", u"sum", u"min", u"max", u"tuple", u"repr",
                                            u"type", u"round", u"hash", u"V", u"any", u"list", u"str" }),
                                     expression(depth - 1))
                         .replace(u"hash("_s, u"bool("_s);
        case 8: return u"format(%1, '%2')"_s.arg(number(), pick({ u"", u".2f", u">10", u"e", u"+d", u",", u"010.3f", u"x", u"%", u"g",
                                                               u"_", u"^12", u".3", u"b", u"#o", u"n" }));
        case 9: return u"(lambda x, y=2, *z: (x, y, z))(%1)"_s.arg(pick({ u"1", u"1, 3", u"*l", u"y=4, x=1", u"", u"*s" }));
        case 10: return u"divmod(%1, %2)"_s.arg(number(), number());
        default: return u"%1[%2]"_s.arg(pick({ u"l", u"s", u"d", u"(1, 'b', None)" }), pick({ u"0", u"-1", u"'k'", u"5", u"1:", u"2" }));
        }
    }

    QString statement()
    {
        switch (m_random.bounded(10)) {
        case 0: return u"a = %1\n"_s.arg(m_random.bounded(-50, 50));
        case 1: return u"try:\n    s = str(%1)[:30]\nexcept Exception as e:\n    print(type(e).__name__)\n"_s.arg(expression(2));
        case 2:
            return u"try:\n    for i, x in enumerate(%1):\n        if i > 3: break\n        print(i, x, sep='-')\n"
                   "    else:\n        print('whole')\nexcept Exception as e:\n    print(type(e).__name__)\n"_s.arg(expression(2));
        case 3:
            return u"try:\n    d[%1] = %2\n    print(d)\nexcept TypeError as e:\n    print(e)\nfinally:\n    print('f')\n"_s.arg(
                number(), expression(1));
        default: return u"show(lambda: %1)\n"_s.arg(expression(3));
        }
    }

    QRandomGenerator m_random;
};

} // namespace

class tst_AgainstPython : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samePrint_data();
    void samePrint();
};

void tst_AgainstPython::samePrint_data()
{
    QTest::addColumn<quint32>("seed");
    bool given = false;
    const quint32 first = qEnvironmentVariable("LIMBECK_SEED").toUInt(&given);
    const quint32 seed = given ? first : 20261122;
    for (quint32 i = 0; i < (given ? 1U : 60U); ++i)
        QTest::addRow("seed %u", seed + i) << seed + i;
}

void tst_AgainstPython::samePrint()
{
    QFETCH(quint32, seed);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("python3 is not installed");
    const QString program = ProgramWriter(seed).program();
    QProcess process;
    process.setProcessEnvironment([] {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PYTHONIOENCODING"_s, u"utf-8"_s);
        environment.insert(u"PYTHONWARNINGS"_s, u"ignore"_s);
        return environment;
    }());
    process.start(python, { u"-"_s });
    process.write(program.toUtf8());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const QStringList expected = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n');

    QString printed;
    Capabilities capabilities;
    capabilities.print = [&](const QString &text) { printed += text; };
    Interpreter interpreter(capabilities);
    const auto result =
        interpreter.runModule(std::make_shared<SourceFile>(u"random.py"_s, program), u"__main__"_s);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString() + u'\n' + program));
    const QStringList actual = printed.split(u'\n');
    for (qsizetype i = 0; i < std::min(expected.size(), actual.size()); ++i)
        QVERIFY2(actual[i] == expected[i],
                 qPrintable(u"line %1: here %2, python3 %3\n%4"_s.arg(i + 1).arg(actual[i], expected[i], program)));
    QCOMPARE(actual.size(), expected.size());
}

QTEST_GUILESS_MAIN(tst_AgainstPython)
#include "tst_againstpython.moc"
