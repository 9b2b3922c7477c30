# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""File name patterns."""
import re


def translate(pat):
    result = ''
    index = 0
    while index < len(pat):
        char = pat[index]
        index += 1
        if char == '*':
            result += '.*'
        elif char == '?':
            result += '.'
        elif char == '[':
            end = pat.find(']', index + 1 if pat[index:index + 1] in ('!', ']') else index)
            if end < 0:
                result += '\\['
            else:
                inside = pat[index:end].replace('\\', '\\\\')
                index = end + 1
                result += '[' + ('^' + inside[1:] if inside.startswith('!') else inside) + ']'
        else:
            result += re.escape(char)
    return '(?s:' + result + ')\\Z'


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
