# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell-like words."""
import re as _re

_unsafe = _re.compile(r'[^\w@%+=:,./-]', _re.ASCII)


def quote(s):
    if not s:
        return "''"
    if _unsafe.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(quote(arg) for arg in split_command)


def split(s, comments=False, posix=True):
    words = []
    word = None
    quoting = None
    index = 0
    while index < len(s):
        char = s[index]
        index += 1
        if quoting:
            if char == quoting:
                quoting = None
            elif char == '\\' and quoting == '"' and s[index:index + 1] in ('"', '\\'):
                word += s[index]
                index += 1
            else:
                word += char
        elif char.isspace():
            if word is not None:
                words.append(word)
                word = None
        elif char in '"\'':
            quoting = char
            word = word or ''
        elif char == '\\':
            if index >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[index]
            index += 1
        elif char == '#' and comments:
            break
        else:
            word = (word or '') + char
    if quoting:
        raise ValueError('No closing quotation')
    if word is not None:
        words.append(word)
    return words
