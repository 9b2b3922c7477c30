# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration files: sections of keys and values."""
from collections.abc import MutableMapping as _MutableMapping
import re as _re

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__('No section: %r' % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        where = '' if source is None else 'While reading from %r%s: section ' % (
            source, '' if lineno is None else ' [line %2d]' % lineno)
        message = repr(section) + ' already exists'
        super().__init__(where + message if where else 'Section ' + message)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        where = '' if source is None else 'While reading from %r%s: option ' % (
            source, '' if lineno is None else ' [line %2d]' % lineno)
        message = '%r in section %r already exists' % (option, section)
        super().__init__(where + message if where else 'Option ' + message)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__('No option %r in section: %r' % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, 'Bad value substitution: option {!r} in section {!r} contains an interpolation key '
                         '{!r} which is not a valid option name. Raw value: {!r}'.format(option, section, reference, rawval))
        self.reference = reference


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, 'Recursion limit exceeded in value substitution: option {!r} in section {!r} '
                         'contains an interpolation key which cannot be substituted in {} steps. Raw value: {!r}'.format(
                             option, section, MAX_INTERPOLATION_DEPTH, rawval))


class ParsingError(Error):
    def __init__(self, source):
        super().__init__('Source contains parsing errors: %r' % source)
        self.source, self.errors = source, []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += '\n\t[line %2d]: %s' % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %r, line: %d\n%r' % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """%(name)s from the same section or the defaults."""
    _key = _re.compile(r'%\(([^)]+)\)s')

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, section, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        if '%' in self._key.sub('', value.replace('%%', '')):
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, value.find('%')))
        return value

    def _expand(self, parser, option, section, rest, raw, defaults, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        result = ''
        while rest:
            before, mark, rest = rest.partition('%')
            result += before
            if not mark:
                break
            if rest[:1] == '%':
                result += '%'
                rest = rest[1:]
                continue
            match = self._key.match('%' + rest)
            if rest[:1] != '(':
                raise InterpolationSyntaxError(option, section, "'%%' must be followed by '%%' or '(', found: %r" % ('%' + rest))
            if match is None:
                raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % ('%' + rest))
            name = parser.optionxform(match.group(1))
            rest = rest[match.end() - 1:]
            if name not in defaults:
                raise InterpolationMissingOptionError(option, section, raw, name)
            value = defaults[name]
            result += self._expand(parser, option, section, value, raw, defaults, depth + 1) if '%' in value else value
        return result


class ExtendedInterpolation(Interpolation):
    """${name} and ${section:name}."""
    _key = _re.compile(r'\$\{([^}]+)\}')

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, option, section, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        if '$' in self._key.sub('', value.replace('$$', '')):
            raise ValueError('invalid interpolation syntax in %r at position %d' % (value, value.find('$')))
        return value

    def _expand(self, parser, option, section, rest, raw, defaults, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        result = ''
        while rest:
            before, mark, rest = rest.partition('$')
            result += before
            if not mark:
                break
            if rest[:1] == '$':
                result += '$'
                rest = rest[1:]
                continue
            match = self._key.match('$' + rest)
            if rest[:1] != '{':
                raise InterpolationSyntaxError(option, section, "'$' must be followed by '$' or '{', found: %r" % ('$' + rest))
            if match is None:
                raise InterpolationSyntaxError(option, section, 'bad interpolation variable reference %r' % ('$' + rest))
            rest = rest[match.end() - 1:]
            path = match.group(1).split(':')
            where, name = (section, path[0]) if len(path) == 1 else (path[0], path[-1])
            if len(path) > 2:
                raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % ('$' + rest))
            try:
                name = parser.optionxform(name)
                value = defaults[name] if len(path) == 1 else parser.get(where, name, raw=True)
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(option, section, raw, ':'.join(path)) from None
            names = defaults if len(path) == 1 else dict(parser.items(where, raw=True))
            result += self._expand(parser, option, where, value, raw, names, depth + 1) if '$' in value else value
        return result


class RawConfigParser(_MutableMapping):
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    NONSPACECRE = _re.compile(r'\S')
    SECTCRE = _re.compile(r'\[(?P<header>.+)\]')
    _DEFAULT_INTERPOLATION = Interpolation()
    _strings_only = False

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=None):
        self.default_section = default_section
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline_comments = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._no_value = allow_no_value
        self._empty_lines = empty_lines_in_values
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation or Interpolation()
        self._defaults = {}
        self._sections = {}
        self._converters = dict(converters or {})
        for name, converter in self._converters.items():
            setattr(self, 'get' + name, lambda section, option, *, raw=False, vars=None, fallback=_UNSET, _convert=converter:
                    self._converted(section, option, _convert, raw, vars, fallback))
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(key)] = value

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if self._strings_only and not isinstance(section, str):
            raise TypeError('section names must be strings')
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__'):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, str(filename))
            except OSError:
                continue
            done.append(str(filename))
        return done

    def read_file(self, f, source=None):
        self._read(f, source or getattr(f, 'name', '<???>'))

    def read_string(self, string, source='<string>'):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source='<dict>'):
        seen = set()
        for section, keys in dictionary.items():
            section = str(section)
            if section != self.default_section and section not in self._sections:
                self.add_section(section)
            elif self._strict and section in seen:
                raise DuplicateSectionError(section)
            seen.add(section)
            for key, value in keys.items():
                self.set(section, self.optionxform(str(key)), None if value is None else str(value))

    def _names(self, section, vars):
        if section == self.default_section:
            own = {}
        elif section in self._sections:
            own = self._sections[section]
        else:
            raise NoSectionError(section)
        given = {}
        for key, value in (vars or {}).items():
            given[self.optionxform(key)] = None if value is None else str(value)
        return {**self._defaults, **own, **given}

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            names = self._names(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in names:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = names[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, names)

    def _converted(self, section, option, convert, raw, vars, fallback):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._converted(section, option, int, raw, vars, fallback)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._converted(section, option, float, raw, vars, fallback)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._converted(section, option, self._convert_to_boolean, raw, vars, fallback)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError('Not a boolean: %s' % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        names = self._names(section, vars)
        ordered = {**self._defaults, **names}
        return [(option, value if raw
                 else self._interpolation.before_get(self, section, option, value, names)) for option, value in ordered.items()]

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        if section not in self._sections:
            return False
        option = self.optionxform(option)
        return option in self._sections[section] or option in self._defaults

    def set(self, section, option, value=None):
        if self._strings_only:
            if not isinstance(section, str):
                raise TypeError('section names must be strings')
            if not isinstance(option, str):
                raise TypeError('option keys must be strings')
            if not (self._no_value and value is None) and not isinstance(value, str):
                raise TypeError('option values must be strings')
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            target = self._defaults
        elif section in self._sections:
            target = self._sections[section]
        else:
            raise NoSectionError(section)
        target[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        delimiter = ' {} '.format(self._delimiters[0]) if space_around_delimiters else self._delimiters[0]
        sections = [(self.default_section, self._defaults)] if self._defaults else []
        for section, keys in sections + list(self._sections.items()):
            fp.write('[{}]\n'.format(section))
            for key, value in keys.items():
                value = '' if value is None and self._no_value else delimiter + str(value).replace('\n', '\n\t')
                fp.write('{}{}\n'.format(key, value))
            fp.write('\n')

    def remove_option(self, section, option):
        target = self._defaults if not section or section == self.default_section else self._sections.get(section)
        if target is None:
            raise NoSectionError(section)
        return target.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        return self._sections.pop(section, _UNSET) is not _UNSET

    def popitem(self):
        for section in self._sections:
            proxy = self[section]
            del self[section]
            return section, proxy
        raise KeyError

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if key not in self._sections:
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from list(self._sections)

    def _split(self, text):
        """The key and value of a line, at its first delimiter."""
        places = [place for place in (text.find(delimiter) for delimiter in self._delimiters) if place > 0]
        if not places:
            return (text.strip(), None) if self._no_value and not text.startswith(self._delimiters) else None
        place = min(places)
        return text[:place].rstrip(), text[place + 1:].strip()

    def _without_comment(self, line):
        if line.strip().startswith(self._comments):
            return ''
        ends = [match for prefix in self._inline_comments
                for match in (place for place in range(len(line)) if line.startswith(prefix, place))
                if match == 0 or line[match - 1].isspace()]
        return line[:min(ends)] if ends else line

    def _read(self, lines, source):
        seen = set()
        current = name = option = None
        indent = 0
        failure = None
        for number, line in enumerate(lines, start=1):
            value = self._without_comment(line).strip()
            if not value:
                if self._empty_lines and not line.strip() and option and current is not None \
                        and isinstance(current.get(option), list):
                    current[option].append('')
                elif not self._empty_lines:
                    indent = 10 ** 6
                continue
            depth = len(line) - len(line.lstrip())
            if current is not None and option and depth > indent:
                if current[option] is None:
                    current[option] = []
                current[option].append(value)
                continue
            indent = depth
            header = self.SECTCRE.match(value)
            if header:
                name = header.group('header')
                if name in self._sections:
                    if self._strict and name in seen:
                        raise DuplicateSectionError(name, source, number)
                    current = self._sections[name]
                elif name == self.default_section:
                    current = self._defaults
                else:
                    current = self._sections[name] = {}
                seen.add(name)
                option = None
                continue
            if current is None:
                raise MissingSectionHeaderError(source, number, line)
            pair = self._split(value)
            if pair is None or not pair[0]:
                failure = failure or ParsingError(source)
                failure.append(number, repr(line))
                continue
            option = self.optionxform(pair[0])
            if self._strict and (name, option) in seen:
                raise DuplicateOptionError(name, option, source, number)
            seen.add((name, option))
            current[option] = None if pair[1] is None else [pair[1]]
        for keys in [self._defaults, *self._sections.values()]:
            for key, value in keys.items():
                if isinstance(value, list):
                    keys[key] = '\n'.join(value).rstrip()
        if failure:
            raise failure


class ConfigParser(RawConfigParser):
    _DEFAULT_INTERPOLATION = BasicInterpolation()
    _strings_only = True


SafeConfigParser = ConfigParser


class SectionProxy(_MutableMapping):
    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    name = property(lambda self: self._name)
    parser = property(lambda self: self._parser)

    def __repr__(self):
        return '<Section: {}>'.format(self._name)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        return list(self._parser.defaults()) if self._name == self._parser.default_section else self._parser.options(self._name)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, **kwargs):
        return self._parser.getint(self._name, option, fallback=fallback, **kwargs)

    def getfloat(self, option, fallback=None, **kwargs):
        return self._parser.getfloat(self._name, option, fallback=fallback, **kwargs)

    def getboolean(self, option, fallback=None, **kwargs):
        return self._parser.getboolean(self._name, option, fallback=fallback, **kwargs)
