// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programwriter.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

QString ProgramWriter::libraryPiece()
{
    const QString pattern =
        pick({ u"[a-z]+", u"(\\\\w)(\\\\d)?", u"\\\\s*,\\\\s*", u"^.", u"(?P<x>[A-Z])", u"a|b",
               u"(a*)(b)?", u"\\\\b\\\\w", u"[^a-z ]", u"(?i)HELLO", u"x*?", u"(.)\\\\1", u"$",
               u"(?<=l).", u"\\\\d{2,3}" });
    const QString date = u"datetime.datetime(%1, %2, %3, %4, %5, %6, %7)"_s.arg(1900 + below(200))
                             .arg(1 + below(12))
                             .arg(1 + below(28))
                             .arg(below(24))
                             .arg(below(60))
                             .arg(below(60))
                             .arg(below(3) ? 0 : below(1'000'000));
    const QString delta = u"datetime.timedelta(days=%1, seconds=%2, microseconds=%3)"_s
                              .arg(m_random.bounded(-400, 400))
                              .arg(below(100'000))
                              .arg(below(3) ? 0 : below(1'000'000));
    const QString directive = u"%"_s
        + pick({ u"Y", u"m", u"d", u"H", u"M", u"S", u"f", u"j", u"a", u"A",       u"b", u"B",
                 u"y", u"p", u"I", u"U", u"W", u"%", u"c", u"x", u"X", u"G-%V-%u", u"w", u"z" });
    const QString decimalNumber = u"decimal.Decimal('%1')"_s.arg(
        pick({ u"0", u"1.10", u"-3.7", u"1E+3", u"123456789.123456789", u"0.001", u"-0", u"99.995",
               u"2", u"1e-8", u"7" }));
    const QString other =
        u"decimal.Decimal(str(%1))"_s.arg(pick({ u"1.5", u"3", u"-0.25", u"10", u"7.77", u"1e2" }));
    const QString call = filled(
        { u"re.findall('%p', $s)",
          u"re.sub('%p', '<\\\\g<0>>', $s)",
          u"re.split('%p', $s)",
          u"[m.span() for m in re.finditer('%p', $s)]",
          u"re.match('%p', $s) and re.match('%p', $s).groups()",
          u"re.sub('%p', lambda m: m.group().upper(), $s, count=2)",
          u"re.search('%p', $s) and re.search('%p', $s).group(0)",
          u"re.fullmatch('%p', $s) is None",
          u"re.subn('%p', '-', $s)",
          u"re.escape($s)",
          u"json.dumps($e)",
          u"json.dumps($d, sort_keys=True)",
          u"json.dumps($l, indent=$k)",
          u"json.dumps($e, ensure_ascii=False)",
          u"json.dumps({'a': $n, 'b': $l}, separators=(',', ':'))",
          u"json.loads(json.dumps($l))",
          u"json.loads($s)",
          u"json.loads('{\"a\": [1, 2.50, null, true, \"\\\\u00e9\"]}')",
          u"json.dumps($d, default=str)",
          u"%D",
          u"%D + %T",
          u"%D - %T",
          u"(%D - %D)",
          u"%D.strftime('%%F')",
          u"%D.isoformat()",
          u"str(%D)",
          u"%D.date().isocalendar()",
          u"%D.weekday()",
          u"%D.replace(day=1)",
          u"%D.timetuple()[:8]",
          u"%T",
          u"str(%T)",
          u"%T.total_seconds()",
          u"%T * $k",
          u"%T / 7",
          u"%T // datetime.timedelta(hours=5)",
          u"divmod(%T, datetime.timedelta(hours=5))",
          u"-%T",
          u"abs(%T)",
          u"%D < %D",
          u"datetime.datetime.fromisoformat(%D.isoformat()) == %D",
          u"datetime.datetime.strptime(%D.strftime('%Y-%m-%d %H:%M:%S'), '%Y-%m-%d %H:%M:%S')",
          u"(%D.date() - datetime.date(2000, 1, 1)).days",
          u"%D.replace(tzinfo=datetime.timezone.utc).isoformat()",
          u"%D.time()",
          u"f'{%D:%Y/%m}'",
          u"datetime.date.fromordinal(700000 + $i % 9999)",
          u"%C + %O",
          u"%C - %O",
          u"%C * %O",
          u"%C / %O",
          u"%C // %O",
          u"%C % %O",
          u"%C ** 2",
          u"-%C",
          u"round(%C, 1)",
          u"%C.quantize(decimal.Decimal('0.01'))",
          u"str(%C)",
          u"float(%C)",
          u"int(%C)",
          u"%C == %O",
          u"%C < %O",
          u"sorted([%C, %O])",
          u"f\"{%C:.2f}\"",
          u"f\"{%C:>12}\"",
          u"f\"{%C:,}\"",
          u"%C.as_tuple()",
          u"%C.normalize()",
          u"%C.sqrt()",
          u"%C + $i",
          u"%C.to_integral_value()",
          u"decimal.Decimal($n)",
          u"%C.is_zero()",
          u"abs(%C)",
          u"hash(%C) == hash(float(%C))",
          u"max(%C, %O)",
          u"collections.Counter($s).most_common(2)",
          u"collections.Counter($s) + collections.Counter($s)",
          u"collections.deque($l, maxlen=3)",
          u"list(collections.ChainMap($d, $d).items())",
          u"collections.defaultdict(list, {'a': [1]})",
          u"collections.OrderedDict(sorted($d.items(), key=str))",
          u"textwrap.dedent('''\n    a\n      b\n    ''')",
          u"textwrap.wrap($s * 3, 10)",
          u"textwrap.fill('the quick brown fox jumps ' * 2, 20)",
          u"textwrap.shorten('the quick brown fox', 12)",
          u"textwrap.indent('a\\nb\\n', '> ')",
          u"string.Template('$$x is $${y} $$$$').safe_substitute(x=$e)",
          u"string.capwords($s)",
          u"operator.itemgetter(0, -1)($l)",
          u"operator.attrgetter('n')(V($e))",
          u"operator.methodcaller('upper')($s)",
          u"functools.reduce(lambda p, q: p + q, $l, $e)",
          u"list(itertools.permutations($l[:3], 2))",
          u"list(itertools.takewhile(lambda v: v, $l))",
          u"list(itertools.starmap(pow, [(2, 3), (3, 2)]))",
          u"[list(g) for _, g in itertools.groupby(sorted($l, key=str), key=type)]",
          u"list(itertools.compress($s, [1, 0, 1]))",
          u"list(itertools.dropwhile(lambda v: not v, $l))",
          u"list(itertools.pairwise($l))",
          u"list(itertools.repeat($e, 2))",
          u"list(itertools.combinations_with_replacement($s[:2], 2))",
          u"list(itertools.cycle($s) if 0 else $t)",
          u"list(itertools.filterfalse(None, $l))",
          u"math.gcd($i, $i)",
          u"math.comb(8, abs($k))",
          u"math.isclose($n, $n)",
          u"math.hypot($k, $k)",
          u"math.log2(abs($n) + 1)",
          u"math.trunc($n)",
          u"math.ceil($n)",
          u"math.factorial(abs($k))",
          u"math.copysign($n, $n)",
          u"math.frexp($n)",
          u"math.isqrt(abs($i))",
          u"math.prod([$k, $n])",
          u"math.fsum([$n, $n, $n])" },
        2);
    QString result = u"show(lambda: %1)\n"_s.arg(call);
    result.replace(u"%p"_s, pattern)
        .replace(u"%%F"_s, directive)
        .replace(u"%D"_s, date)
        .replace(u"%T"_s, delta)
        .replace(u"%C"_s, decimalNumber)
        .replace(u"%O"_s, other);
    return result;
}

} // namespace limbeck::test
