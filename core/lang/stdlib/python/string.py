# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Constants of characters, and templates."""
import re as _re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-zA-Z][_a-zA-Z0-9]*)'

    def __init__(self, template):
        self.template = template

    def _replace(self, values, safe):
        delimiter = _re.escape(self.delimiter)
        pattern = _re.compile(r'%s(?:(?P<escaped>%s)|(?P<named>%s)|\{(?P<braced>%s)\}|(?P<invalid>))'
                              % (delimiter, delimiter, self.idpattern, self.idpattern))

        def value_of(match):
            name = match.group('named') or match.group('braced')
            if name is not None:
                if safe and name not in values:
                    return match.group()
                return str(values[name])
            if match.group('escaped') is not None:
                return self.delimiter
            if safe:
                return match.group()
            start = match.start('invalid')
            lines = self.template[:start].splitlines(True)
            raise ValueError('Invalid placeholder in string: line %d, col %d'
                             % (max(len(lines), 1), start - len(''.join(lines[:-1]))))

        return pattern.sub(value_of, self.template)

    def substitute(self, mapping=None, /, **kws):
        return self._replace({**(mapping or {}), **kws}, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return self._replace({**(mapping or {}), **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
