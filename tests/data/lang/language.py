# Each chunk is a script of its own. A line that must raise says so: ### "regular expression" of the message.
def f(x, *rest, key=3, **more):
    return x, rest, key, more
assert f(1, 2, 3, key=4, z=5) == (1, (2, 3), 4, {"z": 5})
f()  ### "TypeError: f\(\) missing 1 required positional argument: 'x'"
---
def g(a, /, b=2, *, c): pass
g(1, c=3, d=4)  ### "g\(\) got an unexpected keyword argument 'd'"
---
class Named:
    def colour(self): pass
Named().color()  ### "AttributeError: 'Named' object has no attribute 'color'"
---
def outer():
    return inner()
def inner():
    raise ValueError("deep")  ### "ValueError: deep"
outer()
---
try:
    raise KeyError("k")
except LookupError as error:
    assert error.args == ("k",)
    assert str(error) == "'k'"
try:
    error
except NameError as missing:
    assert "error" in str(missing)
---
while True: pass  ### "step limit of .* reached"
---
x = "a" * 10 ** 12  ### "string size limit of .* reached"
---
x = [0] * 10 ** 12  ### "memory limit of .* bytes reached"
---
x = 1 << 10 ** 9  ### "integer size limit of .* bits reached"
---
def endless(): return endless()
endless()  ### "RecursionError: maximum recursion depth exceeded"
---
try:
    while True: pass  ### "step limit of .* reached"
except BaseException:
    pass
---
deep = []
for i in range(200000): deep = [deep]
del deep
---
deep = []
for i in range(100000): deep = [deep]
repr(deep)  ### "RecursionError"
---
exec("x = 1")  ### "exec\(\): code that is made while a script runs is not evaluated"
---
open("/etc/passwd")  ### "scripts cannot read files here"
---
from inspect import signature
str(signature(len))  ### "inspect.signature\(\) .* is not available: its text needs its value"
---
import inspect
inspect.signatur  ### "AttributeError: module 'inspect' has no attribute 'signatur'"
---
def decorated[**P, T](*args: P.args, **kwargs: P.kwargs) -> T:
    return args
assert decorated(1, 2) == (1, 2)
---
class Later:
    def made(self, other: NotYet) -> Later: return other
    field: NotYet = 1
assert Later().made(3) == 3 and Later.field == 1
---
from importlib.metadata import version
if version("application") >= "2": pass  ### "importlib.metadata.version\('application'\) .* is not available"
---
import collections
o = collections.OrderedDict()
o["a"] = [o]
d = collections.deque([1])
d.append([d])
e = collections.defaultdict(list)
e["x"] = [e]
assert repr(o) == "OrderedDict([('a', [...])])"
assert repr(d) == "deque([1, [[...]]])"
assert repr(e) == "defaultdict(<class 'list'>, {'x': [defaultdict(<class 'list'>, {...})]})"
---
def only(x, /): return x
only(other=1, x=2)  ### "only\(\) got some positional-only arguments passed as keyword arguments: 'x'"
---
{1: 2}.keys() - 5  ### "TypeError: 'int' object is not iterable"
---
assert repr({0, 1, 2} & {False}) == "{False}" and repr({False} & {0, 1, 2}) == "{False}"
---
assert '\\u0130 \\ \'"'.isprintable() and not '\n'.isprintable() and not '\u200b'.isprintable()
import collections
c = same = collections.Counter("aab")
c += {"a": 1, "b": -1, "c": 2}
assert c is same and repr(c) == "Counter({'a': 3, 'c': 2})"
c &= {"a": 1, "c": 5}
c |= {"d": 4}
c -= {"c": 1}
assert c is same and dict(c) == {"a": 1, "c": 1, "d": 4}
---
input("name? ")  ### "nobody can answer"
---
import nothing.like_this  ### "ModuleNotFoundError: No module named 'nothing'"
---
def gen():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    except ValueError:
        yield "caught"
    finally:
        received.append("closed")
        log.append(received)
log = []
g = gen()
assert next(g) == 0 and g.send("a") == 1
assert g.throw(ValueError("x")) == "caught"
g.close()
assert log == [["a", "closed"]]
---
def numbers():
    yield from range(3)
    return "end"
def all_of():
    result = yield from numbers()
    yield result
assert list(all_of()) == [0, 1, 2, "end"]
assert sum(x * x for x in range(5)) == 30
---
async def double(x): return x * 2
async def main():
    return [await double(i) for i in range(3)]
import asyncio
assert asyncio.run(main()) == [0, 2, 4]
---
def kind(value):
    match value:
        case {"type": "point", "at": [x, y]}: return ("point", x, y)
        case [first, *rest]: return ("list", first, rest)
        case str() | bytes(): return "text"
        case int(n) if n > 10: return "big"
        case _: return "other"
assert kind({"type": "point", "at": (1, 2), "more": 0}) == ("point", 1, 2)
assert [kind(v) for v in ([1, 2], "x", 11, 3)] == [("list", 1, [2]), "text", "big", "other"]
---
class Plugin:
    registered = []
    def __init_subclass__(cls, **options):
        Plugin.registered.append((cls.__name__, options))
class A(Plugin, flag=1): pass
assert Plugin.registered == [("A", {"flag": 1})]
class Texts(list):
    def append(self, item): super().append(str(item))
t = Texts(); t.append(5)
assert t == ["5"] and isinstance(t, list)
class Bad(A, Plugin, A): pass  ### "duplicate base class A"
---
1 + "a"  ### "TypeError: unsupported operand type\(s\) for \+: 'int' and 'str'"
---
"{} {}".format(1)  ### "IndexError: Replacement index 1 out of range"
---
undefined_thing  ### "NameError: name 'undefined_thing' is not defined"
---
# An annotation that reads the same means what its names mean now.
from typing import List, Union

a: Union[str, None] = 'x'
b: Union[str, None] = None
assert __annotations__['a'] is __annotations__['b']
assert repr(__annotations__['a']) == 'typing.Optional[str]'
Union = List
str = int
c: Union[str] = []
d: Union[str, None] = None
assert repr(__annotations__['c']) == 'typing.List[int]'
assert 'NoneType' in repr(__annotations__['d'])


class Counting:
    times = 0

    def __class_getitem__(cls, item):
        cls.times += 1
        return cls.times


e: Counting[int] = 1
f: Counting[int] = 2
assert (__annotations__['e'], __annotations__['f'], Counting.times) == (1, 2, 2)
g: list[a]
a = 'y'
h: list[a]
assert (repr(__annotations__['g']), repr(__annotations__['h'])) == ("list['x']", "list['y']")
