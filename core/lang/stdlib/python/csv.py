# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comma-separated values."""
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    escapechar = None


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def register_dialect(name, dialect=excel, **options):
    _dialects[name] = type(name, (dialect,), options)


def _dialect(dialect, options):
    base = _dialects[dialect] if isinstance(dialect, str) else dialect
    made = type('dialect', (base if isinstance(base, type) else type(base),), options)
    return made


def reader(csvfile, dialect='excel', **options):
    d = _dialect(dialect, options)
    row, field, quoted, started = [], '', False, False
    for line in csvfile:
        index = 0
        while index < len(line):
            char = line[index]
            index += 1
            if quoted:
                if d.escapechar and char == d.escapechar and index < len(line):
                    field += line[index]
                    index += 1
                elif char == d.quotechar:
                    if d.doublequote and line[index:index + 1] == d.quotechar:
                        field += char
                        index += 1
                    else:
                        quoted = False
                else:
                    field += char
            elif char == d.quotechar and not field and d.quoting != QUOTE_NONE:
                quoted = started = True
            elif char == d.delimiter:
                row.append(field)
                field, started = '', True
            elif char in '\r\n':
                continue
            elif char == ' ' and d.skipinitialspace and not field:
                continue
            else:
                field += char
                started = True
        if quoted:
            continue
        if started or field or row:
            row.append(field)
        yield row
        row, field, started = [], '', False
    if quoted:
        row.append(field)
        yield row


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', **options):
        self.reader = reader(f, dialect, **options)
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class writer:
    def __init__(self, csvfile, dialect='excel', **options):
        self._file = csvfile
        self._dialect = _dialect(dialect, options)

    def _field(self, value):
        d = self._dialect
        text = '' if value is None else str(value)
        special = any(c in text for c in (d.delimiter, d.quotechar, '\r', '\n'))
        if d.quoting == QUOTE_ALL or special or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)):
            return d.quotechar + text.replace(d.quotechar, d.quotechar * 2) + d.quotechar
        return text

    def writerow(self, row):
        return self._file.write(self._dialect.delimiter.join(self._field(v) for v in row) + self._dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', **options):
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, **options)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, rowdict):
        extra = [key for key in rowdict if key not in self.fieldnames]
        if extra and self.extrasaction == 'raise':
            raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(x) for x in extra))
        return self.writer.writerow([rowdict.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
