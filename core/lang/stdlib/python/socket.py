# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network is out of reach."""
import _host

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
IPPROTO_TCP, IPPROTO_UDP = 6, 17
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE = 1, 2, 9
TCP_NODELAY, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_USER_TIMEOUT = 1, 4, 5, 6, 18


def gethostname():
    return 'localhost'


error = OSError
timeout = TimeoutError


class herror(OSError):
    """Raised for address-related errors."""


class gaierror(OSError):
    """Raised by getaddrinfo()."""


def _refuse(what):
    def refuse(*args, **kwargs):
        _host.refuse('socket.' + what)
    refuse.__name__ = what
    return refuse


for _what in ('socket', 'create_connection', 'getaddrinfo', 'gethostbyname'):
    globals()[_what] = _refuse(_what)
