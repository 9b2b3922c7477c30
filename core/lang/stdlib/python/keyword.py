# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which words are Python's own."""

kwlist = [
    'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
    'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or',
    'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]
softkwlist = ['_', 'case', 'match', 'type']

_words = frozenset(kwlist)
_soft_words = frozenset(softkwlist)


def iskeyword(word):
    return word in _words


def issoftkeyword(word):
    return word in _soft_words
