# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    d = {}
    for i in range(500_000):
        d[i] = i * 2
    t = 0
    for k in d:
        t += d[k]
    w = {}
    for i in range(500_000):
        key = 'k' + str(i % 1000)
        w[key] = w.get(key, 0) + 1
    for k, v in w.items():
        t += v
    return t
print(f())
