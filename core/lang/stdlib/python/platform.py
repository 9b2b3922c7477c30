# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script may know of the machine: nothing but that it looks like Linux."""
from collections import namedtuple as _namedtuple
import sys as _sys

uname_result = _namedtuple('uname_result', 'system node release version machine')


def system():
    return 'Linux'


def node():
    return 'localhost'


def machine():
    return 'x86_64'


def release():
    return ''


def version():
    return ''


def processor():
    return ''


def platform(aliased=False, terse=False):
    return 'Linux'


def uname():
    return uname_result('Linux', 'localhost', '', '', 'x86_64')


def python_version():
    return '%d.%d.%d' % tuple(_sys.version_info[:3])


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_implementation():
    return 'CPython'


def architecture(executable='', bits='', linkage=''):
    return '64bit', ''
