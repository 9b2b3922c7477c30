// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programwriter.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

QString ProgramWriter::pick(Choices choices)
{
    return QString::fromUtf16(*(choices.begin() + below(static_cast<int>(choices.size()))));
}

QString ProgramWriter::one(char16_t kind, int depth)
{
    switch (kind) {
    case u'i':
        return integer(depth);
    case u'n':
        return number(depth);
    case u's':
        return text(depth);
    case u'b':
        return bytes(depth);
    case u'l':
        return list(depth);
    case u't':
        return tuple(depth);
    case u'd':
        return dict(depth);
    case u'S':
        return set(depth);
    case u'B':
        return boolean(depth);
    case u'v':
        return pick({ u"a", u"b", u"c", u"s", u"l", u"t", u"d", u"n" });
    case u'k':
        return QString::number(below(9) - 3);
    case u'f':
        return formatSpec();
    case u'q':
        return withoutQuotes(depth);
    case u'$':
        return u"$"_s;
    default:
        return any(depth);
    }
}

QString ProgramWriter::filled(const QString &text, int depth)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'$' && i + 1 < text.size())
            result += one(text[++i].unicode(), depth - 1);
        else
            result += text[i];
    }
    return result;
}

QString ProgramWriter::integer(int depth)
{
    if (depth <= 0 || below(3) == 0) {
        switch (below(6)) {
        case 0:
            return QString::number(m_random.bounded(-20, 20));
        case 1:
            return QString::number(m_random.bounded(-100'000, 100'000));
        case 2:
            return u"(2**%1 %2 %3)"_s.arg(below(130))
                .arg(below(2) ? u"+"_s : u"-"_s)
                .arg(below(100));
        case 3:
            return pick({ u"a", u"b", u"len(s)", u"len(l)", u"True", u"0", u"1", u"-1", u"10**20",
                          u"0xff", u"1_000", u"0b101" });
        default:
            return QString::number(below(10));
        }
    }
    return filled({ u"($i + $i)",
                    u"($i - $i)",
                    u"($i * $i)",
                    u"($i // $i)",
                    u"($i % $i)",
                    u"($i & $i)",
                    u"($i | $i)",
                    u"($i ^ $i)",
                    u"($i << abs($k))",
                    u"($i >> abs($k))",
                    u"(-$i)",
                    u"(~$i)",
                    u"abs($i)",
                    u"int($n)",
                    u"int($s)",
                    u"int(str($i))",
                    u"len($e)",
                    u"hash($n)",
                    u"sum($l)",
                    u"min($i, $i)",
                    u"max($i, $i, $i)",
                    u"round($n)",
                    u"round($i, $k)",
                    u"ord($s[0])",
                    u"$s.find($s)",
                    u"$s.count($s)",
                    u"$l.index($e)",
                    u"$l.count($e)",
                    u"($i).bit_length()",
                    u"pow($k, abs($k))",
                    u"pow($i, abs($k), 7)",
                    u"divmod($i, $i)[0]",
                    u"int('0x1f', 16)",
                    u"int($s, 10)",
                    u"($i if $B else $i)",
                    u"(lambda x: x * 2)($i)",
                    u"next(iter($l))",
                    u"$k ** abs($k)",
                    u"int.from_bytes($b, 'big')",
                    u"len(range($k, $i % 50, $k or 1))" },
                  depth);
}

QString ProgramWriter::number(int depth)
{
    if (below(2) == 0)
        return integer(depth);
    if (depth <= 0 || below(2) == 0) {
        switch (below(4)) {
        case 0:
            return QString::number(below(1000)) + u'.' + QString::number(below(1000));
        case 1:
            return QString::number(below(100)) + u"e"_s
                + QString::number(m_random.bounded(-30, 30));
        case 2:
            return pick({ u"c", u"0.0", u"-0.0", u"1e16", u"1e-7", u"1e22", u"123456789.125",
                          u"0.1", u"(1/3)", u"float('inf')", u"1e300", u"5e-324", u"2.5", u"1e15",
                          u"0.5" });
        default:
            return QString::number(m_random.generateDouble() * 1000 - 500, 'g', 17);
        }
    }
    return filled({ u"($n + $n)",
                    u"($n - $n)",
                    u"($n * $n)",
                    u"($n / $n)",
                    u"($n // $n)",
                    u"($n % $n)",
                    u"(-$n)",
                    u"abs($n)",
                    u"float($i)",
                    u"float($s)",
                    u"round($n, $k)",
                    u"sum([$n, $n])",
                    u"min($n, $n)",
                    u"max($n, $n)",
                    u"divmod($n, $n)[1]",
                    u"($n ** 2)",
                    u"($n ** -1)",
                    u"($n ** 0.5 if $n > 0 else 0)",
                    u"math.floor($n)",
                    u"math.sqrt(abs($n))",
                    u"math.fmod($n, $n)" },
                  depth);
}

QString ProgramWriter::textLiteral()
{
    return pick({ u"''",
                  u"'abc'",
                  u"'a b  c'",
                  u"'x,y,,z'",
                  u"'Hello World'",
                  u"'é😀ß'",
                  u"'1234'",
                  u"'it\\'s \\n'",
                  u"\"q'q\\\"\"",
                  u"'\\t tab\\x00'",
                  u"'ǅ ŉ ﬁ'",
                  u"'ΑΣ σς'",
                  u"'-12'",
                  u"' 3.5 '",
                  u"'a=1;b=2'",
                  u"'%s'",
                  u"'{}'",
                  u"'\\u200b\\xa0'",
                  u"'ÀÉÎ'",
                  u"'line1\\nline2\\r\\nline3'",
                  u"'under_score'",
                  u"'CamelCase'",
                  u"'İıſ'",
                  u"r'\\d+'",
                  u"'\\\\'",
                  u"'aaa'",
                  u"'None'",
                  u"'nan'",
                  u"'1_000'",
                  u"'٣'",
                  u"'½'" });
}

QString ProgramWriter::text(int depth)
{
    if (depth <= 0 || below(3) == 0)
        return below(4) == 0 ? u"s"_s : textLiteral();
    if (below(10) == 0)
        return percentFormat(depth);
    return filled({ u"($s + $s)",
                    u"($s * $k)",
                    u"$s[$k]",
                    u"$s[$k:$k]",
                    u"$s[::$k]",
                    u"$s[$k:]",
                    u"str($e)",
                    u"repr($e)",
                    u"ascii($s)",
                    u"$s.upper()",
                    u"$s.lower()",
                    u"$s.title()",
                    u"$s.capitalize()",
                    u"$s.swapcase()",
                    u"$s.casefold()",
                    u"$s.strip()",
                    u"$s.strip($s)",
                    u"$s.lstrip($s)",
                    u"$s.rstrip($s)",
                    u"$s.replace($s, $s)",
                    u"$s.replace($s, $s, $k)",
                    u"$s.zfill($k)",
                    u"$s.center($i % 20, '*')",
                    u"$s.ljust(9)",
                    u"$s.rjust(9, '0')",
                    u"$s.expandtabs($k)",
                    u"$s.removeprefix($s)",
                    u"$s.removesuffix($s)",
                    u"$s.join([$s, $s])",
                    u"', '.join(map(str, $l))",
                    u"' '.join($s.split())",
                    u"chr(abs($i) % 0xd800)",
                    u"hex($i)",
                    u"bin($i)",
                    u"oct($i)",
                    u"format($n, '$f')",
                    u"format($s, '$f')",
                    u"f'{$q:$f}'",
                    u"f'{$q!r:>12}|{a}'",
                    u"f'{$v}{$v!r}'",
                    u"f'{$v!s:^20}'",
                    u"f'{a:{b}}'",
                    u"f'{c=}'",
                    u"f'{$q:.{abs($k)}f}'",
                    u"'{} {}'.format($e, $e)",
                    u"'{0}{1}{0}'.format($e, $n)",
                    u"'{x!r:>{w}}'.format(x=$e, w=abs($k))",
                    u"'{0[0]} {1.real}'.format($l, $i)",
                    u"'{:$f}'.format($n)",
                    u"$b.decode('latin-1')",
                    u"$b.hex()",
                    u"$s.translate({97: 'X', 98: None})",
                    u"$s.translate(str.maketrans('abc', 'xyz'))",
                    u"$s.encode('utf-8').decode()",
                    u"$s.partition($s)[2]",
                    u"($s if $B else $s)",
                    u"$s.format(*$l)",
                    u"type($e).__name__",
                    u"($s or $s)",
                    u"$s.encode('ascii', 'replace').decode()",
                    u"$s.encode('ascii', 'backslashreplace').decode()",
                    u"max($s, $s)",
                    u"$l[0]",
                    u"sorted($s)[-1]",
                    u"$s.splitlines()[0]" },
                  depth);
}

QString ProgramWriter::bytes(int depth)
{
    if (depth <= 0 || below(3) == 0)
        return pick({ u"b''", u"b'abc'", u"b'\\x00\\xff'", u"b'a b'", u"bytes(3)", u"b\"it's\"",
                      u"b'12'", u"bytearray(b'xy')" });
    return filled({ u"($b + $b)", u"($b * $k)", u"$b[$k:$k]", u"$s.encode()",
                    u"$s.encode('latin-1')", u"bytes($l)", u"$b.upper()", u"$b.replace($b, $b)",
                    u"$b.strip()", u"($i).to_bytes(9, 'big')", u"b'-'.join([$b, $b])",
                    u"bytes.fromhex('00ff10')", u"$b.split()[0]", u"$b.zfill(5)",
                    u"$s.encode('utf-16-le')", u"b'%d-%s' % ($i, $b)", u"$b.center(7, b'*')" },
                  depth);
}

QString ProgramWriter::list(int depth)
{
    if (depth <= 0 || below(4) == 0)
        return filled({ u"l", u"[]", u"[1, 2, 3]", u"['a', 'b']", u"[3, 1, 2]", u"[1.5, 'x', None]",
                        u"[[1], [2, 3]]", u"list(range(5))" },
                      0);
    return filled({ u"[$e, $e]",
                    u"[$e]",
                    u"[$n, $n, $n]",
                    u"[$s, $s]",
                    u"($l + $l)",
                    u"($l * $k)",
                    u"$l[$k:$k]",
                    u"$l[::$k]",
                    u"list($t)",
                    u"list($d)",
                    u"list($d.items())",
                    u"sorted($l)",
                    u"sorted($l, key=str)",
                    u"sorted($l, key=repr, reverse=True)",
                    u"list(reversed($l))",
                    u"list($s)",
                    u"list($b)",
                    u"[x for x in $l if x]",
                    u"[x * 2 for x in $l]",
                    u"[(x, y) for x in $l for y in $s[:2]]",
                    u"[*$l, *$t]",
                    u"$s.split()",
                    u"$s.split($s)",
                    u"$s.split($s, $k)",
                    u"$s.rsplit($s, 1)",
                    u"$s.splitlines()",
                    u"$s.splitlines(True)",
                    u"list(map(str, $l))",
                    u"list(filter(None, $l))",
                    u"list(zip($l, $s))",
                    u"list(enumerate($s, $k))",
                    u"list(range($k, $k, $k or 1))",
                    u"[[x] * 2 for x in $l]",
                    u"[y for x in $l if isinstance(x, (list, tuple, str)) for y in x]",
                    u"list(gen($k))",
                    u"list(itertools.chain($l, $t))",
                    u"list(itertools.islice(itertools.count($k), 3))",
                    u"list(itertools.accumulate([$n, $n]))",
                    u"list(itertools.zip_longest($l, $s[:3]))",
                    u"[k for k, g in itertools.groupby($s)]",
                    u"list(itertools.combinations($l[:4], 2))",
                    u"list(itertools.product($l[:2], $s[:2]))",
                    u"re.findall(r'[a-z]+', $s)",
                    u"re.split(r'\\W', $s)",
                    u"$l.copy()",
                    u"[f'{x}' for x in $l]",
                    u"[i for i, x in enumerate($l) if $B]",
                    u"[(lambda v: v)(x) for x in $l]" },
                  depth);
}

QString ProgramWriter::tuple(int depth)
{
    if (depth <= 0 || below(3) == 0)
        return pick({ u"t", u"()", u"(1,)", u"(1, 'b', None)", u"('x', 2.5)" });
    return filled({ u"($e,)", u"($e, $e)", u"tuple($l)", u"($t + $t)", u"$t[$k:]", u"($t * $k)",
                    u"divmod($n, $n)", u"tuple(sorted($l, key=str))", u"$s.partition($s)",
                    u"($n).as_integer_ratio()", u"(*$l, $e)", u"tuple($s)",
                    u"tuple(x for x in $l)" },
                  depth);
}

QString ProgramWriter::dict(int depth)
{
    if (depth <= 0 || below(3) == 0)
        return pick({ u"d", u"{}", u"{'a': 1}", u"{1: 'x', 'k': [1]}", u"dict(x=1, y=2)" });
    return filled({ u"{$e: $e}", u"{$s: $e, 'k': $n}", u"{**$d, 'z': $e}", u"dict(zip($s, $l))",
                    u"{k: v for k, v in enumerate($l)}", u"($d | $d)", u"dict($l)",
                    u"{x: len(x) for x in $s.split()}", u"dict.fromkeys($l, $e)",
                    u"collections.Counter($s)", u"{v: k for k, v in $d.items()}",
                    u"dict(sorted($d.items(), key=str))", u"dict($d, extra=$e)",
                    u"collections.OrderedDict($d)" },
                  depth);
}

QString ProgramWriter::set(int depth)
{
    if (depth <= 0 || below(3) == 0)
        return pick({ u"set()", u"{1, 2, 3}", u"{'a'}", u"frozenset('ab')" });
    return filled({ u"{$e, $e}", u"set($l)", u"($S | $S)", u"($S & $S)", u"($S - $S)", u"($S ^ $S)",
                    u"set($s)", u"{x for x in $l}", u"frozenset($t)", u"$S.union($l)",
                    u"$S.difference($l)", u"$d.keys()", u"$S.intersection($S)" },
                  depth);
}

QString ProgramWriter::boolean(int depth)
{
    if (depth <= 0 || below(4) == 0)
        return pick({ u"True", u"False", u"(a > 0)", u"(not l)", u"s", u"b" });
    return filled({ u"($n < $n)",
                    u"($n <= $n < $n)",
                    u"($e == $e)",
                    u"($e != $e)",
                    u"($s < $s)",
                    u"($l >= $l)",
                    u"($e in $l)",
                    u"($s in $s)",
                    u"($e not in $d)",
                    u"($e is None)",
                    u"(not $e)",
                    u"($B and $B)",
                    u"($B or $B)",
                    u"bool($e)",
                    u"$s.isdigit()",
                    u"$s.isalpha()",
                    u"$s.isalnum()",
                    u"$s.isupper()",
                    u"$s.islower()",
                    u"$s.istitle()",
                    u"$s.isspace()",
                    u"$s.isidentifier()",
                    u"$s.isnumeric()",
                    u"$s.isdecimal()",
                    u"$s.isprintable()",
                    u"$s.isascii()",
                    u"$s.startswith($s)",
                    u"$s.endswith(($s, $s))",
                    u"isinstance($e, (int, str))",
                    u"issubclass(type($e), object)",
                    u"callable($e)",
                    u"hasattr($e, 'upper')",
                    u"any($l)",
                    u"all($l)",
                    u"($t < $t)",
                    u"($S <= $S)",
                    u"$S.isdisjoint($l)",
                    u"($n == $i)",
                    u"($k is $k)",
                    u"isinstance($e, int | str)" },
                  depth);
}

QString ProgramWriter::any(int depth)
{
    if (depth <= 0)
        return pick({ u"a", u"b", u"c", u"s", u"None", u"1", u"'x'", u"True", u"2.5", u"l", u"t",
                      u"()", u"Ellipsis" });
    static constexpr char16_t kinds[] = u"iinnnsssslltdBbS";
    switch (below(12)) {
    case 0:
        return filled({ u"$d[$e]", u"$l[$k]", u"$t[$k]", u"$d.get($e, $e)", u"$l.pop()",
                        u"$d.pop($e)", u"$d.setdefault($e, $e)", u"$l.pop($k)",
                        u"next(iter($l), $e)", u"getattr($e, 'real', $e)", u"$d.popitem()",
                        u"[$e, $e, $e][$k]" },
                      depth);
    case 1:
        return filled({ u"($e and $e)", u"($e or $e)", u"($e if $B else $e)", u"($e + $e)",
                        u"($e * $k)", u"($e % $e)", u"($e - $e)", u"(-$e)", u"(+$e)", u"(~$e)",
                        u"($e < $e)", u"($e | $e)", u"($e[$k:$e])", u"$e[$e]", u"$e()",
                        u"($e).nope", u"len($e)", u"($e @ $e)", u"abs($e)" },
                      depth);
    case 2:
        return filled({ u"(lambda x, y=2, *z: (x, y, z))($e)",
                        u"(lambda *a, k=1, **kw: (a, k, kw))(*$l, **$d)", u"V($e)", u"(V($n) + $n)",
                        u"($n + V($n))", u"V($e) == V($e)", u"V($n) < V($n)",
                        u"(lambda x, /, y: x)($e, y=$e)", u"(lambda x: x)()", u"(lambda: $e)($e)",
                        u"V($n)[$k]", u"len(V($n))", u"V($n).n", u"V($n).missing", u"bool(V($n))",
                        u"V($s)($e)", u"list(V($l))", u"$e in V($l)" },
                      depth);
    default:
        return one(kinds[below(16)], depth);
    }
}

QString ProgramWriter::withoutQuotes(int depth)
{
    const QString expression = any(depth);
    const bool fits = !expression.startsWith(u'{') && !expression.contains(u'\'')
        && !expression.contains(u'"') && !expression.contains(u'\\')
        && !expression.contains(u"lambda"_s);
    return fits ? expression : one(u'v', depth);
}

QString ProgramWriter::formatSpec()
{
    QString spec;
    if (below(3) == 0)
        spec += pick({ u"*", u"0", u" ", u"é", u"" }) + pick({ u"<", u">", u"^", u"=" });
    if (below(3) == 0)
        spec += pick({ u"+", u"-", u" " });
    if (below(5) == 0)
        spec += u'#';
    if (below(5) == 0)
        spec += u'0';
    if (below(2) == 0)
        spec += QString::number(below(25));
    if (below(4) == 0)
        spec += pick({ u",", u"_" });
    if (below(2) == 0)
        spec += u'.' + QString::number(below(12));
    if (below(4) != 0)
        spec += pick({ u"d", u"f", u"e", u"g", u"G", u"E", u"F", u"x", u"X", u"o", u"b", u"c", u"n",
                       u"%", u"s", u"q" });
    return spec;
}

QString ProgramWriter::percentFormat(int depth)
{
    QString conversion = u"%"_s + pick({ u"", u"-", u"+", u" ", u"#", u"0", u"-+", u"0#" });
    if (below(2) == 0)
        conversion += QString::number(below(14));
    if (below(3) == 0)
        conversion += u'.' + QString::number(below(8));
    conversion += pick({ u"d", u"i", u"f", u"e", u"g", u"x", u"X", u"o", u"s", u"r", u"a", u"c",
                         u"%", u"G", u"E", u"u" });
    switch (below(6)) {
    case 0:
        return filled(u"('[%1]' % ($e,))"_s.arg(conversion), depth);
    case 1:
        return filled(u"('%1|%s' % ($n, $e))"_s.arg(conversion), depth);
    case 2:
        return filled(u"('%(k)s %(a)s' % {'k': $e, 'a': $n})"_s, depth);
    case 3:
        return filled(u"('%*d|%.*f' % ($k, $i, abs($k), $n))"_s, depth);
    case 4:
        return filled(u"('%s' % $e)"_s, depth);
    default:
        return filled(u"('%1' % $n)"_s.arg(conversion), depth);
    }
}

} // namespace limbeck::test
