class A:
    def __init__(self, n): self.n = n
    def __add__(self, o): return A(self.n + o.n)
    def __repr__(self): return f"A({self.n!r})"
    def __getattr__(self, name): return name * 2
def g(n):
    try:
        for i in range(n): x = yield i; print(x)
    finally: print("end")
it = g(3); next(it); it.send(5); it.close()
print(A(1) + A(2), A(3).foo, sorted([3, 1, 2], key=lambda v: -v), "%5.2f|%r" % (1.5, "x"), f"{12345:,}")
d = {k: v for k, v in zip("abc", range(3))}; d.update(z=1); del d["a"]
try: d["q"]
except KeyError as e: print(e, type(e).__name__)
with open("x") as f: pass
