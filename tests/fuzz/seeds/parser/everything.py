from __future__ import annotations
import a.b as c, d
from . import (e, f as g)
@decorator(1)
async def f[T: int, *Ts, **P](a, /, b: int = 1, *args, c, d=2, **kw) -> "x":
    async with a as b, c: await d
    async for x, *y in z: yield x
    return [i async for i in j if k]
class C[T](B, metaclass=M, **kw):
    x: int = 1
    def m(self): return super().m(), lambda a, *b, c=1: (yield)
try: pass
except* (A, B) as e: raise X from e
else: del a, b[1], c.d
finally: assert x, "y"
match x:
    case {"a": [1, *_], **rest} | C(1, b=2) as y if y > 0: pass
    case -1 + 2j | None | "s" "t" | a.b: pass
while (n := f(x)) is not None and not y: break
else: continue
x = y = {**a, 1: 2} | {*b, 3}; x[1:2, ::3] **= a if b else c
type A[T] = list[T]
global q
