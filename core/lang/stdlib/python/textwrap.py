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


# Where a line may be cut: white space, dashes between words, and behind a hyphen inside a word.
_chunk = re.compile(
    r"""(\s+
      | (?<=[\w!"'&.,?])-{2,}(?=\w)
      | \S+?(?: -(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])
              | (?=\s|\Z)
              | (?<=[\w!"'&.,?])(?=-{2,}\w)))""", re.VERBOSE)
_word = re.compile(r'(\s+)')
_sentence_end = re.compile(r'[a-z][.!?]["\']?\Z')


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                 *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = re.sub('[\t\n\x0b\x0c\r ]', ' ', text)
        chunks = [chunk for chunk in (_chunk if self.break_on_hyphens else _word).split(text) if chunk]
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                if chunks[i + 1] == ' ' and _sentence_end.search(chunks[i]):
                    chunks[i + 1] = '  '
        return chunks

    def _cut(self, chunk, room):
        """Where a chunk that is longer than a line is cut."""
        end = room
        if self.break_on_hyphens and len(chunk) > end:
            hyphen = chunk.rfind('-', 0, end)
            if hyphen > 0 and any(char != '-' for char in chunk[:hyphen]):
                end = hyphen + 1
        return end

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        waiting = self._chunks(text)[::-1]
        lines = []
        while waiting:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not waiting[-1].strip():
                waiting.pop()
            line, length = [], 0
            while waiting and length + len(waiting[-1]) <= width:
                length += len(waiting[-1])
                line.append(waiting.pop())
            if waiting and len(waiting[-1]) > width:
                if self.break_long_words:
                    end = self._cut(waiting[-1], width - length if width >= 1 else 1)
                    line.append(waiting[-1][:end])
                    waiting[-1] = waiting[-1][end:]
                elif not line:
                    line.append(waiting.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            rest_is_blank = not waiting or self.drop_whitespace and len(waiting) == 1 and not waiting[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or rest_is_blank and length <= width:
                lines.append(indent + ''.join(line))
                continue
            while line and not (line[-1].strip() and length + len(self.placeholder) <= width):
                length -= len(line.pop())
            if line:
                lines.append(indent + ''.join(line) + self.placeholder)
            elif lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                lines[-1] = lines[-1].rstrip() + self.placeholder
            else:
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **options):
    return TextWrapper(width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width, max_lines=1, **options).fill(' '.join(text.strip().split()))
