# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b
def f():
    t = 0
    for i in range(500_000):
        p = P(i, 2)
        t += p.a + p.b
    return t
print(f())
