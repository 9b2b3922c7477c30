# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    n = 0
    d = {}
    for i in range(200_000):
        try:
            d['x']
        except KeyError:
            n += 1
        try:
            n += 1
        finally:
            n += 1
    return n
print(f())
