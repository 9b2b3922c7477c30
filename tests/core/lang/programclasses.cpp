// SPDX-FileCopyrightText: 2026 The Limbeck developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programwriter.h"

using namespace Qt::StringLiterals;

namespace limbeck::test {

QString ProgramWriter::classPiece()
{
    switch (below(7)) {
    case 0:
        return filled(
            u"class A:\n    x = $e\n    def f(self): return ['A.f', self.x]\n    @classmethod\n    "
            u"def c(cls): return cls.__name__\n    @staticmethod\n    def st(v=$k): return v\n"
            "class B(A):\n    def f(self): return super().f() + ['B.f']\nclass C(A):\n    x = $e\n "
            "   def f(self): return super().f() + ['C.f']\n"
            "class D(B, C): pass\nshow(lambda: [k.__name__ for k in D.__mro__])\nshow(lambda: D().f())\nshow(lambda: [D.c(), D().st(), D.st($e), isinstance(D(), C), issubclass(D, B)])\n"_s,
            2);
    case 1:
        return filled(
            u"class P:\n    def __init__(self, v): self._v = v\n    @property\n    def v(self): "
            u"return self._v\n    @v.setter\n    def v(self, x):\n        if not x: raise "
            u"ValueError('empty')\n        self._v = x\n"
            "    @v.deleter\n    def v(self): print('del'); self._v = None\np = "
            "P($e)\nshow(lambda: p.v)\n"
            "try:\n    p.v = $e\n    del p.v\n    print(canon(p.v), sorted(vars(p)))\n    p.w = 1\n    P.z = $k\n    print(p.w, p.z)\nexcept Exception as e:\n    report(e)\n"_s,
            2);
    case 2:
        return filled(
            u"class N:\n    def __init__(self, v): self.v = v\n    def __eq__(self, o): return "
            u"NotImplemented\n    def __add__(self, o): return ('add', self.v, o) if $B else "
            u"NotImplemented\n"
            "    def __rmul__(self, o): return ('rmul', o)\n    def __iadd__(self, o): self.v = o; "
            "return self\n    def __contains__(self, x): return x == self.v\n    def "
            "__bool__(self): return $B\n"
            "    def __index__(self): return $k\n    def __int__(self): return $i\n    def "
            "__str__(self): return 'N!'\n    def __format__(self, f): return f'<{f}>'\n    def "
            "__neg__(self): return -1\n"
            "    def __getattr__(self, name): return name.upper()\nx = N($e)\nshow(lambda: x + "
            "$e)\nshow(lambda: $e * x)\nshow(lambda: ($e in x, bool(x), [10, 20, 30][x], str(x), "
            "f'{x:abc}', -x, x.foo, x == x, x != 1))\n"
            "try:\n    x += $e\n    print(canon(x.v), int(x))\nexcept Exception as e:\n    report(e)\n"_s,
            2);
    case 3:
        return filled(
            u"class S:\n    __slots__ = ('a', 'b')\n    def __init__(self): self.a = $e\nx = "
            u"S()\nshow(lambda: x.a)\nshow(lambda: x.b)\n"
            "try:\n    x.c = 1\nexcept AttributeError as e:\n    print('no', type(e).__name__)\n"
            "class Meta(type):\n    def __new__(mcs, name, bases, ns, **kw):\n        ns['made'] = "
            "(name, sorted(kw))\n        return super().__new__(mcs, name, bases, ns)\n    def "
            "__call__(cls, *args):\n        print('making', cls.__name__)\n        return "
            "super().__call__(*args)\n"
            "class M(metaclass=Meta, k=$k): pass\nshow(lambda: (M.made, type(M).__name__, M().made))\n"_s,
            2);
    case 4:
        return filled(
            u"class Base:\n    registry = []\n    def __init_subclass__(cls, tag=None, **kw):\n    "
            u"    super().__init_subclass__(**kw)\n        cls.registry.append((cls.__name__, "
            u"tag))\n"
            "class X(Base, tag=$e): pass\nclass Y(X): pass\nprint(canon(Base.registry))\n"
            "class L(list):\n    def total(self): return sum(self)\n    def __getitem__(self, i): "
            "return ('item', list.__getitem__(self, i))\nq = L($l)\nshow(lambda: (q.total(), "
            "len(q)))\nshow(lambda: q[$k])\nshow(lambda: q + [1])\n"
            "class I(int):\n    def __add__(self, o): return I(int(self) + o + 1)\n    def "
            "__repr__(self): return f'I({int(self)})'\nshow(lambda: (I($i) + $k, I(3) * 2, -I(2), "
            "str(I(4)), f'{I(5)}', [I(1)]))\n"
            "class T(str):\n    def upper(self): return 'UP'\nshow(lambda: (T($s).upper(), T('a') + 'b', T('x') == 'x', {T('k'): 1}['k'], type(T('q').lower()).__name__))\n"_s,
            2);
    case 5:
        return filled(
            u"@functools.total_ordering\nclass O:\n    def __init__(self, k): self.k = k\n    def "
            u"__eq__(self, o): return self.k == o.k\n    def __lt__(self, o): return self.k < "
            u"o.k\n    def __repr__(self): return f'O{self.k!r}'\n"
            "show(lambda: sorted([O($n), O($n), O($n)], reverse=$B))\nshow(lambda: (O($n) >= "
            "O($n), O(1) <= O(1), max(O($n), O($n))))\nshow(lambda: hash(O(1)))\n"
            "class It:\n    def __init__(self, n): self.n = n\n    def __iter__(self): return self\n    def __next__(self):\n        self.n -= 1\n        if self.n < 0: raise StopIteration\n        return self.n\nshow(lambda: list(It($k)))\nshow(lambda: list(zip(It(3), $s)))\n"_s,
            2);
    default:
        return filled(
            u"class W:\n    def __init__(self): self.d = {}\n    def __setattr__(self, k, v):\n    "
            u"    print('set', k)\n        object.__setattr__(self, k, v)\n    def "
            u"__getattribute__(self, k):\n        if k == 'magic': return $e\n        return "
            u"object.__getattribute__(self, k)\n    def __delattr__(self, k): print('del', k); "
            u"super().__delattr__(k)\n"
            "    def __setitem__(self, k, v): self.d[k] = v\n    def __getitem__(self, k): return "
            "self.d[k]\n    def __missing__(self, k): return k\n    def __delitem__(self, k): del "
            "self.d[k]\n"
            "w = W()\ntry:\n    w.x = $e\n    w[$e] = 1\n    print(canon(w.magic), canon(w.d), "
            "canon(w[1:2]) if 0 else '')\n    del w.x\n    del w[$e]\n    w.x\nexcept Exception as "
            "e:\n    report(e)\n"
            "class DD(dict):\n    def __missing__(self, k): return ('missing', k)\nshow(lambda: (DD($d)[$e], DD(a=1).get('zz')))\n"_s,
            2);
    }
}

QString ProgramWriter::dataClassPiece()
{
    return filled(
        { u"@dataclasses.dataclass\nclass Q:\n    x: int\n    y: str = $s\n    z: list = "
          u"dataclasses.field(default_factory=list)\n    def __post_init__(self): self.w = $e\n"
          "show(lambda: Q($e))\nshow(lambda: Q($e, z=$l) == Q($e, z=$l))\nshow(lambda: "
          "dataclasses.asdict(Q(1)))\nshow(lambda: dataclasses.replace(Q(1), y=$s))\nshow(lambda: "
          "Q())\nshow(lambda: [f.name for f in dataclasses.fields(Q)])\n",
          u"@dataclasses.dataclass(frozen=True, order=True)\nclass Q:\n    x: int = $k\n    y: "
          u"float = dataclasses.field(default=$n, compare=False, repr=$B)\n"
          "show(lambda: sorted([Q($i), Q($i), Q()]))\nshow(lambda: {Q(1): 2}[Q(1)])\ntry:\n    "
          "Q().x = 1\nexcept Exception as e:\n    print(type(e).__name__)\n",
          u"@dataclasses.dataclass\nclass Q:\n    x: "
          u"int\n@dataclasses.dataclass(kw_only=True)\nclass R(Q):\n    y: int = $k\n    x: str = "
          u"'o'\nshow(lambda: R(y=1))\nshow(lambda: R(1))\nshow(lambda: "
          u"dataclasses.astuple(R(x=$e)))\n",
          u"Pt = collections.namedtuple('Pt', 'x y', defaults=[$k])\np = Pt($e)\nshow(lambda: (p, "
          u"p.x, p[1], p._asdict(), p._replace(x=1), Pt._fields, p == (p.x, p.y), "
          u"len(p)))\nshow(lambda: Pt())\nx, y = p\nprint(canon([x, y, Pt._make([1, 2])]))\n",
          u"import typing\nclass Tn(typing.NamedTuple):\n    a: int\n    b: str = $s\n    def "
          u"both(self): return (self.a, self.b)\nshow(lambda: (Tn($e), Tn(1).both(), "
          u"Tn(2)._asdict()))\nclass Td(typing.TypedDict): k: int\nshow(lambda: Td(k=$e))\n" },
        2);
}

QString ProgramWriter::enumPiece()
{
    return filled(
        { u"class Co(enum.Enum):\n    RED = 1\n    GREEN = $s\n    BLUE = $k + 100\n    ROT = 1\n  "
          u"  def low(self): return self.name.lower()\n"
          "show(lambda: [Co.RED, Co['GREEN'], Co(1), Co.ROT is Co.RED, Co.BLUE.value, "
          "Co.RED.low(), list(Co), len(Co), str(Co.RED), f'{Co.RED}'])\nshow(lambda: "
          "Co($e))\nshow(lambda: Co['X'])\nshow(lambda: Co.RED < Co.BLUE)\nshow(lambda: Co.RED in "
          "Co)\n",
          u"class Nu(enum.IntEnum):\n    A = 1\n    B = enum.auto()\n    C = $k + 50\nshow(lambda: "
          u"[Nu.A + 1, Nu.B, Nu.C > Nu.A, str(Nu.B), f'{Nu.C}', '%d' % Nu.A, sorted(Nu), Nu(2), "
          u"json.dumps([Nu.A]), [1, 2, 3][Nu.A]])\n",
          u"class Fl(enum.Flag):\n    R = enum.auto()\n    W = enum.auto()\n    X = enum.auto()\n  "
          u"  RW = R | W\nshow(lambda: [Fl.R | Fl.X, Fl.RW & Fl.W, ~Fl.R, Fl.R in Fl.RW, "
          u"bool(Fl(0)), Fl.RW.value, Fl.R ^ Fl.RW])\n",
          u"class St(str, enum.Enum):\n    A = 'a'\n    B = $s\nshow(lambda: [St.A == 'a', "
          u"St.A.upper(), repr(St.A), St('a'), str(St.A), St.B.value, '%s' % St.A, 'x' + St.A])\n"
          "An = enum.Enum('An', 'X Y Z')\nshow(lambda: [An.X, An.Z.value, list(An.__members__)])\n",
          u"class Pl(enum.Enum):\n    E = (1.5, $k)\n    M = (2.5, 3)\n    def __init__(self, "
          u"mass, r): self.mass = mass; self.r = r\n    @property\n    def g(self): return "
          u"self.mass * self.r\nshow(lambda: [Pl.E.mass, Pl.E.g, Pl.M.value, {Pl.E: 1}])\ntry:\n   "
          u" Pl.E = 3\nexcept AttributeError as e:\n    print('no')\n" },
        1);
}

QString ProgramWriter::descriptorPiece()
{
    return filled(
        { u"class Desc:\n    def __set_name__(self, owner, name): self.name = name\n    def "
          u"__get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name, "
          u"$e)\n    def __set__(self, o, v): o.__dict__[self.name] = ('set', v)\n"
          "class H:\n    f = Desc()\n    g = Desc()\nh = H()\nshow(lambda: h.f)\nh.f = "
          "$e\nshow(lambda: (h.f, H.f.name, sorted(h.__dict__)))\n",
          u"class Nd:\n    def __get__(self, o, t): return ('nd', o is None, t.__name__)\nclass "
          u"H:\n    f = Nd()\nh = H()\nshow(lambda: (h.f, H.f))\nh.f = $e\nshow(lambda: h.f)\n",
          u"class H:\n    @functools.cached_property\n    def f(self): print('once'); return $e\n  "
          u"  @functools.lru_cache(maxsize=None)\n    def g(self, x): print('g'); return x\n    "
          u"@functools.singledispatch\n    def sd(x): return 'any'\nh = H()\nshow(lambda: (h.f, "
          u"h.f, h.g($k), h.g(1), h.g(1)))\n"
          "@functools.singledispatch\ndef sd(x): return ('any', x)\n@sd.register\ndef _(x: int): "
          "return ('int', x)\n@sd.register(str)\ndef _(x): return ('str', x)\nshow(lambda: "
          "sd($e))\n",
          u"class H:\n    def m(self, *a): return (self.v, a)\n    v = $e\nh = H()\nbm = "
          u"h.m\nshow(lambda: (bm($e), H.m(h, 1), bm.__self__ is h, bm.__name__, bm == "
          u"h.m))\nH.extra = lambda self: 'extra'\nshow(lambda: h.extra())\nh.inst = lambda: "
          u"'inst'\nshow(lambda: h.inst())\nshow(lambda: H.m())\n" },
        2);
}

} // namespace limbeck::test
