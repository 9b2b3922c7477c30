# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Encodings of text, and files of text inside the project."""
import builtins as _builtins

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_UTF16_LE = BOM_LE = b'\xff\xfe'
BOM_UTF16_BE = BOM_BE = b'\xfe\xff'
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

_rot13 = str.maketrans('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
                       'NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm')


def _transform(name):
    """Encodings between two texts, or two bytes: (encode, decode), or None."""
    name = name.lower().replace('_', '-')
    if name in ('rot13', 'rot-13'):
        return (lambda text: text.translate(_rot13),) * 2
    if name in ('hex', 'hex-codec'):
        import binascii
        return binascii.hexlify, binascii.unhexlify
    if name in ('base64', 'base64-codec', 'base-64'):
        import base64
        return base64.encodebytes, base64.decodebytes
    return None


def encode(obj, encoding='utf-8', errors='strict'):
    transform = _transform(encoding)
    return transform[0](obj) if transform else obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    transform = _transform(encoding)
    return transform[1](obj) if transform else _builtins.bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    def __new__(cls, name):
        def encoder(text, errors='strict'):
            return encode(text, name, errors), len(text)

        def decoder(data, errors='strict'):
            return decode(data, name, errors), len(data)
        self = super().__new__(cls, (encoder, decoder, None, None))
        self.name = name
        self.encode = encoder
        self.decode = decoder
        return self

    def __repr__(self):
        return '<codecs.CodecInfo object for encoding %s>' % self.name


_names = {'utf8': 'utf-8', 'utf': 'utf-8', 'u8': 'utf-8', 'latin1': 'iso8859-1', 'latin-1': 'iso8859-1',
          'iso-8859-1': 'iso8859-1', 'l1': 'iso8859-1', 'us-ascii': 'ascii', '646': 'ascii', 'utf16': 'utf-16', 'utf32': 'utf-32',
          'windows-1252': 'cp1252', '1252': 'cp1252'}


def lookup(encoding):
    name = encoding.lower().replace('_', '-').replace(' ', '-')
    name = _names.get(name, name)
    if _transform(name) is None:
        ''.encode(name)  # LookupError for what is not known
    return CodecInfo(name)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    if encoding is not None and 'b' not in mode:
        return _builtins.open(filename, mode, encoding=encoding, errors=errors)
    return _builtins.open(filename, mode if 'b' in mode else mode + 'b')


def strict_errors(exception):
    raise exception


def ignore_errors(exception):
    return '', exception.end


def iterdecode(iterator, encoding, errors='strict'):
    for piece in iterator:
        yield decode(piece, encoding, errors)


def iterencode(iterator, encoding, errors='strict'):
    for piece in iterator:
        yield encode(piece, encoding, errors)
