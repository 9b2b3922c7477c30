// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programwriter.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

namespace {

// canon() writes sets in order, those within other texts too, and leaves addresses out; report()
// tells an exception with what it came from. The messages are compared where python3 is the version
// whose words the evaluator uses.
constexpr auto prelude =
    uR"(import collections, contextlib, dataclasses, datetime, decimal, enum, functools, itertools, json, math, operator, re, string, textwrap
def unordered(text):
    text = re.sub(r'\{([^{}:]*)\}', lambda m: '{' + ', '.join(sorted(m[1].split(', '))) + '}', text)
    return re.sub('0x[0-9a-f]{6,}', '0x', text)
def canon(v):
    if isinstance(v, (set, frozenset)) or type(v).__name__ in ('dict_keys', 'odict_keys'):
        return type(v).__name__ + '{' + ', '.join(sorted(canon(x) for x in v)) + '}'
    if type(v) in (list, tuple):
        return type(v).__name__ + '(' + ', '.join(canon(x) for x in v) + ')'
    if type(v) is dict:
        return '{' + ', '.join(canon(k) + ': ' + canon(x) for k, x in v.items()) + '}'
    return unordered(repr(v))
def report(e):
    print(type(e).__name__, unordered(str(e)) if MESSAGES else '')
def show(f):
    try:
        print(canon(f()))
    except Exception as e:
        report(e)
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'V({self.n!r})'
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))
    def __radd__(self, o): return V((o, self.n))
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __hash__(self): return hash(self.n)
    def __getitem__(self, i): return (self.n, i)[i]
    def __len__(self): return self.n
    def __call__(self, *args, **kw): return args, kw, self.n
    def __iter__(self): return iter(self.n)
def gen(n):
    for i in range(n):
        try:
            yield i * 2
        finally:
            pass
a, b, c, s, l, t, d, n = 7, -3, 2.5, 'text', [3, 1, 2], (1, 'b'), {'k': 1, 2: 'v'}, None
)";

QString indented(const QString &text, int indent)
{
    return QString(indent * 4, u' ') + text + u'\n';
}

} // namespace

ProgramWriter::ProgramWriter(quint32 seed)
    : m_random(seed)
{
}

QStringList ProgramWriter::pieces(int count)
{
    QStringList result { QString::fromUtf16(prelude) };
    for (int i = 0; i < count; ++i) {
        switch (below(24)) {
        case 0:
        case 1:
            result.append(assignmentPiece());
            break;
        case 2:
        case 3:
            result.append(controlFlow());
            break;
        case 4:
        case 5:
            result.append(functionPiece());
            break;
        case 6:
            result.append(generatorPiece());
            break;
        case 7:
            result.append(exceptionPiece());
            break;
        case 8:
            result.append(matchPiece());
            break;
        case 9:
            result.append(classPiece());
            break;
        case 10:
            result.append(dataClassPiece());
            break;
        case 11:
            result.append(enumPiece());
            break;
        case 12:
            result.append(descriptorPiece());
            break;
        case 13:
        case 14:
            result.append(libraryPiece());
            break;
        default:
            result.append(expressionPiece());
            break;
        }
    }
    return result;
}

QString ProgramWriter::program(const QStringList &pieces)
{
    QString text;
    for (qsizetype i = 0; i < pieces.size(); ++i)
        text += u"print('#%1')\n"_s.arg(i) + pieces[i];
    return text;
}

QString ProgramWriter::expressionPiece()
{
    return u"show(lambda: %1)\n"_s.arg(any(3));
}

QString ProgramWriter::assignmentPiece()
{
    const QString assignment = filled({ u"a = $i % 1000",
                                        u"b = $i % 50",
                                        u"c = float($n)",
                                        u"s = $s[:30]",
                                        u"l = $l[:6]",
                                        u"t = $t[:4]",
                                        u"d = dict(list($d.items())[:5])",
                                        u"a, b = b, a",
                                        u"a, *n = $l",
                                        u"(a, b), c = ($i, $i), $n",
                                        u"d[$e] = $e",
                                        u"l[$k] = $e",
                                        u"l[$k:$k] = $l",
                                        u"del l[$k]",
                                        u"del d[$e]",
                                        u"a += $i",
                                        u"l += $l[:3]",
                                        u"s += $s[:5]",
                                        u"d |= $d",
                                        u"c *= 0.5",
                                        u"l.append($e)",
                                        u"l.insert($k, $e)",
                                        u"l.extend($t)",
                                        u"l.remove($e)",
                                        u"l.sort()",
                                        u"l.sort(key=str)",
                                        u"l.reverse()",
                                        u"d.update($d)",
                                        u"d.clear()",
                                        u"for l[0] in $l: pass",
                                        u"a = b = $i % 99",
                                        u"b = (a := $i % 99) + 1",
                                        u"[a, b] = $l",
                                        u"*l, a = $t",
                                        u"a: int = $i % 77",
                                        u"l[::2] = $l",
                                        u"b -= $k",
                                        u"a //= $k",
                                        u"a %= $k",
                                        u"s = s.strip() or 'text'",
                                        u"n = $e",
                                        u"del l[::2]",
                                        u"l *= 2; l = l[:8]" },
                                      3);
    return u"try:\n    %1\nexcept Exception as e:\n    report(e)\n"
           "a, b, c = (a if isinstance(a, int) else 1), (b if isinstance(b, int) else 2), (c if "
           "isinstance(c, float) else 0.5)\n"
           "print(canon([a, b, c, s, l, t, d, n])[:500])\nl = l[:6]\n"_s.arg(assignment);
}

QString ProgramWriter::statement(int depth, int indent, bool inLoop)
{
    const int inner = indent + 1;
    switch (depth > 0 ? below(16) : below(7)) {
    case 0:
        return indented(u"x = %1"_s.arg(any(2)), indent);
    case 1:
        return indented(u"y = y + 1 if isinstance(y, int) else 0"_s, indent);
    case 2:
        return indented(u"print('p', canon(%1)[:200])"_s.arg(any(2)), indent);
    case 3:
        return indented(inLoop ? pick({ u"break", u"continue", u"pass" }) : u"pass"_s, indent);
    case 4:
        return indented(filled({ u"return $e", u"return", u"raise ValueError($s)",
                                 u"raise KeyError($e)", u"assert $B, $s", u"return y" },
                               2),
                        indent);
    case 5:
        return indented(u"y += len(str(x))"_s, indent);
    case 6:
        return indented(u"x, y = y, x"_s, indent);
    case 7:
    case 8:
        return indented(u"if %1:"_s.arg(boolean(2)), indent) + block(depth - 1, inner, inLoop)
            + (below(2) ? indented(u"elif %1:"_s.arg(boolean(2)), indent)
                       + block(depth - 1, inner, inLoop)
                        : QString())
            + (below(2) ? indented(u"else:"_s, indent) + block(depth - 1, inner, inLoop)
                        : QString());
    case 9:
    case 10:
        return indented(
                   u"for %1 in %2:"_s.arg(
                       pick({ u"x", u"i", u"y" }),
                       filled({ u"$l", u"$s", u"range(3)", u"$t", u"list($d)", u"gen(3)" }, 1)),
                   indent)
            + block(depth - 1, inner, true)
            + (below(2) ? indented(u"else:"_s, indent) + block(depth - 1, inner, inLoop)
                        : QString());
    case 11: {
        const QString counter = u"w%1"_s.arg(++m_names);
        return indented(u"%1 = 0"_s.arg(counter), indent)
            + indented(u"while %1 < %2:"_s.arg(counter).arg(below(5)), indent)
            + indented(u"%1 += 1"_s.arg(counter), inner) + block(depth - 1, inner, true)
            + (below(2) ? indented(u"else:"_s, indent) + block(depth - 1, inner, inLoop)
                        : QString());
    }
    case 12:
    case 13:
        return indented(u"try:"_s, indent) + block(depth - 1, inner, inLoop)
            + indented(pick({ u"except ValueError as x:", u"except (KeyError, TypeError):",
                              u"except Exception as e:", u"except ArithmeticError as e:" }),
                       indent)
            + block(depth - 1, inner, inLoop)
            + (below(2) ? indented(u"else:"_s, indent) + block(depth - 1, inner, inLoop)
                        : QString())
            + (below(2) ? indented(u"finally:"_s, indent) + block(depth - 1, inner, inLoop)
                        : QString());
    case 14:
        return indented(u"with contextlib.suppress(%1):"_s.arg(
                            pick({ u"ValueError", u"Exception", u"KeyError" })),
                        indent)
            + block(depth - 1, inner, inLoop);
    default:
        return indented(u"def inner(x=%1): nonlocal y; y = x; return x"_s.arg(any(1)), indent)
            + indented(u"inner()"_s, indent);
    }
}

QString ProgramWriter::block(int depth, int indent, bool inLoop)
{
    QString result;
    for (int i = 1 + below(3); i > 0; --i)
        result += statement(depth, indent, inLoop);
    return result;
}

QString ProgramWriter::controlFlow()
{
    return u"def flow(x, y):\n"_s + block(3, 1, false) + u"    return x, y\n"_s
        + filled(u"show(lambda: flow($e, $k))\nshow(lambda: flow($k, $k))\n"_s, 2);
}

QString ProgramWriter::functionPiece()
{
    const QString parameters =
        filled({ u"x, y=$e", u"x, /, y=2, *, z=$e", u"*args, **kw", u"x, *args", u"x, *, y",
                 u"x=1, **kw", u"x, y, z=3", u"", u"x, /", u"*, y=1, z" },
               2);
    const QString arguments =
        filled({ u"$e", u"$e, $e", u"", u"x=$e", u"$e, y=$e", u"*$l", u"**$d", u"$e, z=1",
                 u"y=1, z=2", u"*$t, x=1", u"$e, *$l, **{'y': 1}", u"1, 2, 3, 4" },
               2);
    switch (below(6)) {
    case 0:
        return u"def f(%1): return dict(sorted(locals().items()))\nshow(lambda: f(%2))\n"_s.arg(
            parameters, arguments);
    case 1:
        return filled(u"def outer(n):\n    count = 0\n    def inner():\n        nonlocal count\n   "
                      u"     count += n\n        return count\n    return inner\n"
                      "f, g = outer($k), outer(2)\nshow(lambda: [f(), g(), f()])\n"_s,
                      1);
    case 2:
        return u"def deco(f):\n    @functools.wraps(f)\n    def w(*a, **k):\n        "
               u"print('call', f.__name__, canon(a), canon(k))\n        return f(*a, **k)\n    "
               u"return w\n"
               "@deco\ndef f(%1):\n    'doc'\n    return %3\nshow(lambda: f(%2))\nprint(f.__name__, f.__doc__)\n"_s
                   .arg(parameters, arguments, any(1));
    case 3:
        return filled(
            u"def f(n, acc=()):\n    return acc if n <= 0 else f(n - 1, acc + (n * $k,))\nshow(lambda: f(4))\n"_s,
            1);
    case 4:
        return filled(u"fs = [lambda x=i, y=$k: (x, y, i) for i in range(3)]\nshow(lambda: [g() "
                      u"for g in fs])\nshow(lambda: functools.partial($v, $e)())\n"
                      "show(lambda: functools.reduce(operator.add, $l))\n"_s,
                      1);
    default:
        return u"def f(%1):\n    global a\n    a = %2\n    return a\nshow(lambda: f(%3))\na = 7\n"_s
            .arg(parameters, integer(1), arguments);
    }
}

QString ProgramWriter::generatorPiece()
{
    const QString body =
        filled({ u"        x = yield i\n        print('got', x)\n", u"        yield i, $e\n",
                 u"        if i > 1: return $e\n        yield i\n", u"        yield from $l\n",
                 u"        r = yield from gen(i)\n        print(r)\n",
                 u"        try:\n            yield i\n        except ValueError as e:\n"
                 "            yield str(e)\n        finally:\n            print('fin', i)\n",
                 u"        raise KeyError(i)\n        yield\n", u"        yield (yield i)\n" },
               2);
    const QString use = filled(
        { u"show(lambda: list(g()))\n",
          u"it = g()\nshow(lambda: next(it))\nshow(lambda: it.send($e))\nshow(lambda: "
          u"it.send(1))\n",
          u"it = g()\nshow(lambda: next(it))\nshow(lambda: "
          u"it.throw(ValueError('thrown')))\nshow(lambda: it.close())\nshow(lambda: next(it))\n",
          u"show(lambda: dict(enumerate(g())))\n", u"x, *y = g()\nprint(canon([x, y]))\n",
          u"for v in g():\n    if v: break\nelse:\n    print('none')\n",
          u"show(lambda: sum(1 for _ in g()))\n", u"it = g()\nshow(lambda: it.send(5))\n" },
        1);
    return u"def g():\n    for i in range(%1):\n%2try:\n    %3except Exception as e:\n    report(e)\nit = None\n"_s
        .arg(below(4))
        .arg(body, QString(use).replace(u"\n"_s, u"\n    "_s).chopped(4));
}

QString ProgramWriter::exceptionPiece()
{
    return filled(
        { u"try:\n    try:\n        ($e).x\n    except AttributeError as e:\n        raise "
          u"RuntimeError($s) from e\nexcept RuntimeError as e:\n    report(e)\n    "
          u"report(e.__cause__)\n",
          u"try:\n    try:\n        [][$i]\n    finally:\n        print('finally')\nexcept "
          u"(LookupError, TypeError) as e:\n    report(e)\n    print(e.args)\n",
          u"class E(ValueError):\n    def __init__(self, x, y=1):\n        super().__init__(x)\n   "
          u"     self.y = y\n    def __str__(self): return f'E<{self.y}>'\n"
          "try:\n    raise E($e, $k)\nexcept ValueError as e:\n    report(e)\n    "
          "print(canon([e.args, e.y]))\n",
          u"try:\n    try:\n        int($s)\n    except ValueError:\n        {}[$e]\nexcept "
          u"Exception as e:\n    report(e)\n    if e.__context__: report(e.__context__)\n",
          u"def f():\n    try:\n        return $e\n    finally:\n        "
          u"print('cleanup')\nshow(f)\n",
          u"def f():\n    for i in range(3):\n        try:\n            if i == 1: continue\n      "
          u"      if i == 2: break\n            print(i)\n        finally:\n            print('f', "
          u"i)\n    return i\nshow(f)\n",
          u"class C:\n    def __enter__(self): print('in'); return $e\n    def __exit__(self, t, "
          u"v, tb): print('out', t and t.__name__); return $B\n"
          "try:\n    with C() as x, C():\n        print(canon(x))\n        $e[$e]\nexcept "
          "Exception as e:\n    report(e)\n",
          u"try:\n    raise ExceptionGroup('g', [ValueError($s), TypeError(1), "
          u"KeyError('k')])\nexcept* ValueError as e:\n    print('v', len(e.exceptions))\nexcept* "
          u"(TypeError, KeyError) as e:\n    print('t', len(e.exceptions))\n",
          u"try:\n    raise $e\nexcept BaseException as e:\n    report(e)\n",
          u"try:\n    assert $B, $e\n    print('ok')\nexcept AssertionError as e:\n    report(e)\n",
          u"try:\n    a, b = $e\nexcept Exception as e:\n    report(e)\na, b = 7, -3\n",
          u"def f():\n    del zz\n    zz = 1\nshow(f)\nshow(lambda: undefined_name)\n",
          u"@contextlib.contextmanager\ndef cm(x):\n    print('enter')\n    try:\n        yield "
          u"x\n    except KeyError as e:\n        print('swallow', e)\n    finally:\n        "
          u"print('exit')\n"
          "try:\n    with cm($e) as y:\n        print(canon(y))\n        {}[$e]\nexcept Exception "
          "as e:\n    report(e)\n",
          u"try:\n    raise KeyError($e) from None\nexcept KeyError as e:\n    report(e)\n    "
          u"print(e.__cause__, e.__suppress_context__)\n",
          u"e = ValueError('x')\ne.add_note($s)\nprint(canon(e.__notes__), repr(e), "
          u"str(ValueError()), repr(OSError(2, 'no')), str(OSError(2, 'no', 'f')))\n" },
        2);
}

QString ProgramWriter::matchPiece()
{
    return filled(u"def m(v):\n    match v:\n        case 0 | 1: return 'small'\n        case "
                  u"int() as i if i > $k: return f'int {i}'\n"
                  "        case str() | bytes(): return 'text'\n        case []: return 'empty'\n  "
                  "      case [x]: return f'one {x!r}'\n"
                  "        case [x, *rest]: return f'first {x!r} rest {rest!r}'\n        case "
                  "{'k': k, **others}: return f'k {k!r} {others!r}'\n"
                  "        case {1: x}: return f'dict1 {x}'\n        case V(n=n): return f'V "
                  "{n!r}'\n        case None: return 'none'\n"
                  "        case float(f): return f'float {f}'\n        case True: return 'true'\n  "
                  "  return 'other'\n"
                  "show(lambda: [m($e), m($e), m($k), m($l), m($d), m(V($n))])\n"_s,
                  2);
}

} // namespace limbeck::test
