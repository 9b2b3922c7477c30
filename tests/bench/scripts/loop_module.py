# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
x = 0
for i in range(1_000_000): x += i
print(x)
