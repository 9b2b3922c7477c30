# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def g(n):
    for i in range(n):
        yield i
def f():
    t = 0
    for v in g(500_000):
        t += v
    t += sum(x * x for x in range(500_000))
    return t
print(f())
