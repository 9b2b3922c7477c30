# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    x = 0
    i = 0
    while i < 1_000_000:
        x = x + i * 2
        i += 1
    return x
print(f())
