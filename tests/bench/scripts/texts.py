# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
def f():
    n = 0
    parts = []
    for i in range(300_000):
        s = "Some Name " + str(i)
        s = s.lower().replace(" ", "_").strip()
        if s.startswith("some") and "_" in s:
            parts.append(s)
        n += len(s.split("_"))
    return n + len(",".join(parts))
print(f())
