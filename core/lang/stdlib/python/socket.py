# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network is out of reach."""
import _host

AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1


def gethostname():
    return 'localhost'


error = OSError


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('socket.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('socket', 'create_connection', 'getaddrinfo', 'gethostbyname'):
    globals()[_what] = _refuse(_what)
