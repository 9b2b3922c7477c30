# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Streams in memory. Files are opened by the host, if at all."""
import _host

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
UnsupportedOperation = type('UnsupportedOperation', (OSError, ValueError), {})
open = open


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def isatty(self):
        return False

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class _Memory(IOBase):
    _newline = '\n'
    _empty = ''

    def __init__(self, initial_value=None, newline=None):
        self._data = self._empty if initial_value is None else initial_value
        self._position = 0

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def getvalue(self):
        return self._data

    def read(self, size=-1):
        self._check()
        end = len(self._data) if size is None or size < 0 else self._position + size
        piece = self._data[self._position:end]
        self._position += len(piece)
        return piece

    def readline(self, size=-1):
        self._check()
        end = self._data.find(self._newline, self._position)
        end = len(self._data) if end < 0 else end + 1
        piece = self._data[self._position:end]
        self._position = end
        return piece

    def write(self, piece):
        self._check()
        self._data = self._data[:self._position] + piece + self._data[self._position + len(piece):]
        self._position += len(piece)
        return len(piece)

    def seek(self, offset, whence=0):
        self._position = offset if whence == 0 else self._position + offset if whence == 1 else len(self._data) + offset
        return self._position

    def tell(self):
        return self._position

    def truncate(self, size=None):
        self._data = self._data[:self._position if size is None else size]
        return len(self._data)


class StringIO(_Memory):
    pass


class BytesIO(_Memory):
    _newline = b'\n'
    _empty = b''

    def getbuffer(self):
        return self._data


class TextIOBase(IOBase):
    pass


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOWrapper(StringIO):
    def __init__(self, buffer, encoding='utf-8', errors='strict', newline=None):
        super().__init__(buffer.read().decode(encoding or 'utf-8', errors or 'strict'))


class _OutputFile(TextIOBase):
    """A file that open() made for writing: what is written is on the disk at once."""

    def __init__(self, path, mode, encoding):
        self.name = path
        self.mode = mode
        self.encoding = None if 'b' in mode else encoding or 'utf-8'
        self._file = _host.open_for_writing(path, next(letter for letter in mode if letter in 'wax'))

    def readable(self):
        return False

    def seekable(self):
        return False

    def read(self, size=-1):
        raise UnsupportedOperation('not readable')

    readline = read

    def write(self, piece):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if self.encoding is None:
            return self._file.write(bytes(piece))
        if not isinstance(piece, str):
            raise TypeError('write() argument must be str, not ' + type(piece).__name__)
        self._file.write(piece.encode(self.encoding))
        return len(piece)

    def close(self):
        self.closed = True
        self._file.close()


def _open_for_writing(path, mode, encoding=None):
    return _OutputFile(path, mode, encoding)
