# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    l = []
    for i in range(1_000_000):
        l.append(i)
    s = 0
    for v in l:
        s += v
    for i in range(1_000_000):
        l[i] = l[i] + 1
    return s + len([v * 2 for v in l if v % 3 == 0])
print(f())
