# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    n = 0
    for i in range(300_000):
        n += len(f"{i}-{i * 2}: name_{i:05d}")
        n += len("%s_%d" % ("abc", i))
        n += len("{}.{}".format("schema", i))
    return n
print(f())
