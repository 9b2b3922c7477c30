import re, json, datetime, decimal, collections, itertools, struct, base64, textwrap, enum, dataclasses, fractions
print(re.sub(r"(\w)(\d)?", r"<\1>", "a1 b2"), json.loads('{"a": [1, 2.5, null]}'), json.dumps({"x": "é"}, indent=1))
print(datetime.datetime(2024, 2, 29).strftime("%Y-%j"), decimal.Decimal("1.10") / 3, struct.pack(">hI", 1, 2))
print(collections.Counter("aab"), list(itertools.islice(itertools.count(), 3)), base64.b32encode(b"hi"))
class E(enum.Enum): A = 1; B = "b"
@dataclasses.dataclass
class P: x: int; y: str = "d"
print(E("b"), P(1), fractions.Fraction("3/4") ** 2, textwrap.wrap("a b c d", 3), 2 ** 200, int("12", 5), b"a\xff".hex())
match P(1): 
    case P(x=1, y=z): print(z)
