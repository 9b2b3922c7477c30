# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values over several lines when one is too short."""
import sys as _sys

__all__ = ['pprint', 'pformat', 'pp', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter']


def _key(item):
    return _Sortable(item[0])


class _Sortable:
    """Orders what cannot be compared by type and identity."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._indent, self._width, self._depth = indent, width, depth
        self._stream, self._compact, self._sort = stream, compact, sort_dicts
        self._underscores = underscore_numbers

    def pformat(self, object):
        return self._format(object, 0, 0, 1)

    def pprint(self, object):
        print(self.pformat(object), file=self._stream or _sys.stdout)

    def isreadable(self, object):
        return True

    def _items(self, object):
        return sorted(object.items(), key=_key) if self._sort else list(object.items())

    def _plain(self, object, level):
        kind = type(object)
        if kind is int and self._underscores:
            return f'{object:_d}'
        if kind not in (dict, list, tuple) or kind.__repr__ not in (dict.__repr__, list.__repr__, tuple.__repr__):
            return repr(object)
        if object and self._depth is not None and level > self._depth:
            return '{...}' if kind is dict else '[...]' if kind is list else '(...)'
        if kind is dict:
            return '{%s}' % ', '.join('%s: %s' % (self._plain(key, level + 1), self._plain(value, level + 1))
                                      for key, value in self._items(object))
        parts = [self._plain(item, level + 1) for item in object]
        if kind is list:
            return '[%s]' % ', '.join(parts)
        return '(%s,)' % parts[0] if len(parts) == 1 else '(%s)' % ', '.join(parts)

    def _format(self, object, indent, allowance, level):
        """@p object at column @p indent, with @p allowance characters to follow it."""
        plain = self._plain(object, level)
        if len(plain) <= self._width - indent - allowance:
            return plain
        kind = type(object)
        if self._depth is not None and level > self._depth:
            return plain
        pad = ' ' * (self._indent - 1)
        if kind is dict and object:
            rows = []
            items = self._items(object)
            for i, (key, value) in enumerate(items):
                last = i + 1 == len(items)
                name = self._plain(key, level + 1)
                rows.append('%s: %s' % (name, self._format(value, indent + self._indent + len(name) + 2,
                                                           allowance + 1 if last else 1, level + 1)))
            return '{' + pad + (',\n' + ' ' * (indent + self._indent)).join(rows) + '}'
        if kind in (list, tuple, set, frozenset) and object:
            return self._format_sequence(object, kind, indent, allowance, level, pad)
        if kind is str and len(object) > 4:
            return self._format_text(object, indent, allowance, level)
        return plain

    def _format_sequence(self, object, kind, indent, allowance, level, pad):
        items = list(object)
        opening, closing = {list: ('[', ']'), tuple: ('(', ')'), set: ('{', '}'), frozenset: ('frozenset({', '})')}[kind]
        if kind in (set, frozenset):
            items.sort(key=_Sortable)
        if kind is tuple and len(items) == 1:
            closing = ',)'
        indent += self._indent + len(opening) - 1
        allowance += len(closing)
        separator = ',\n' + ' ' * indent
        if not self._compact:
            rows = [self._format(item, indent, allowance if i + 1 == len(items) else 1, level + 1)
                    for i, item in enumerate(items)]
            return opening + pad + separator.join(rows) + closing
        text, width = '', self._width - indent + 2
        room = width
        for i, item in enumerate(items):
            last = i + 1 == len(items)
            plain = self._plain(item, level + 1)
            size = len(plain) + 2
            limit = allowance if last else 0
            if room < size + limit:
                room = width
                if text:
                    text += separator
            elif text:
                text += ', '
            if room >= size + limit:
                room -= size
                text += plain
            else:
                text += self._format(item, indent, allowance if last else 1, level + 1)
                room = width - size
        return opening + pad + text + closing

    def _format_text(self, object, indent, allowance, level):
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        chunks = []
        for i, line in enumerate(lines):
            last = i + 1 == len(lines)
            room = self._width - indent - (allowance if last else 0)
            if len(repr(line)) <= room:
                chunks.append(repr(line))
                continue
            current = ''
            words = _words(line)
            for j, word in enumerate(words):
                room = self._width - indent - (allowance if last and j + 1 == len(words) else 0)
                if len(repr(current + word)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ('\n' + ' ' * indent).join(chunks)
        return '(' + text + ')' if level == 1 else text


def _words(line):
    """Pieces that end with the blanks after a word."""
    words, current = [], ''
    for i, character in enumerate(line):
        current += character
        if character.isspace() and i + 1 < len(line) and not line[i + 1].isspace():
            words.append(current)
            current = ''
    if current:
        words.append(current)
    return words


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return repr(object)
