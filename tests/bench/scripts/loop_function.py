# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    x = 0
    for i in range(1_000_000):
        x += i
    return x
print(f())
