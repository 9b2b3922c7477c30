# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random numbers for secrets."""
import base64 as _base64
import binascii as _binascii
from random import SystemRandom

import _host

DEFAULT_ENTROPY = 32
_source = SystemRandom()
choice = _source.choice
randbits = _source.getrandbits


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    return _source.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    size = DEFAULT_ENTROPY if nbytes is None else nbytes
    return _host.random_bits(size * 8).to_bytes(size, 'big') if size else b''


def token_hex(nbytes=None):
    return _binascii.hexlify(token_bytes(nbytes)).decode('ascii')


def token_urlsafe(nbytes=None):
    return _base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')


def compare_digest(a, b):
    return a == b
