# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
class P:
    def __init__(self, n):
        self.n = n
    def inc(self, by=1):
        self.n += by
        return self
def f():
    p = P(0)
    for i in range(1_000_000):
        p.inc(2)
    return p.n
print(f())
