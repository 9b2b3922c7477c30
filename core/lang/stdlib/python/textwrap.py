# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text, folded and indented."""
import re

_whitespace_only = re.compile('^[ \t]+$', re.MULTILINE)
_leading_whitespace = re.compile('(^[ \t]*)(?:[^ \t\n])', re.MULTILINE)


def dedent(text):
    text = _whitespace_only.sub('', text)
    margin = None
    for indent in _leading_whitespace.findall(text):
        if margin is None or margin.startswith(indent):
            margin = indent
        elif not indent.startswith(margin):
            common = 0
            for a, b in zip(margin, indent):
                if a != b:
                    break
                common += 1
            margin = margin[:common]
    if margin:
        text = re.sub('(?m)^' + margin, '', text)
    return text


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))


def wrap(text, width=70, *, initial_indent='', subsequent_indent='', **options):
    # White space between words that stay on one line is kept as it is, a tab as the blanks it stands for.
    text = re.sub('[\t\n\x0b\x0c\r ]', ' ', text.expandtabs())
    lines = []
    line = indent = initial_indent
    empty = True
    for chunk in re.findall('[ ]+|[^ ]+', text):
        blank = chunk[0] == ' '
        if blank and empty and lines:
            continue
        while True:
            room = width - len(line)
            if len(chunk) <= room:
                line += chunk
                empty = False
                break
            if not blank and len(chunk) > width - len(indent):
                # A word longer than any line fills what is left of this one, up to a hyphen if it has one.
                end = max(room, 0) if width > len(indent) else 1
                hyphen = chunk.rfind('-', 0, end)
                if hyphen > 0 and chunk[:hyphen].strip('-'):
                    end = hyphen + 1
                line += chunk[:end]
                chunk = chunk[end:]
                empty = False
            if not empty and line.strip(' '):
                lines.append(line.rstrip(' '))
            line = indent = subsequent_indent
            empty = True
            if blank or not chunk:
                break
    if not empty and line.strip(' '):
        lines.append(line.rstrip(' '))
    return lines


def fill(text, width=70, **options):
    return '\n'.join(wrap(text, width, **options))


def shorten(text, width, *, placeholder=' [...]', **options):
    words = text.split()
    text = ' '.join(words)
    if len(text) <= width:
        return text
    if len(placeholder.lstrip()) > width:
        raise ValueError('placeholder too large for max width')
    while words and len(' '.join(words) + placeholder) > width:
        words.pop()
    return ' '.join(words) + placeholder if words else placeholder.lstrip()


class TextWrapper:
    def __init__(self, width=70, **options):
        self.width = width
        self.options = options

    def wrap(self, text):
        return wrap(text, self.width, **self.options)

    def fill(self, text):
        return fill(text, self.width, **self.options)
