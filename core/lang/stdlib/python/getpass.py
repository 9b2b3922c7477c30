# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user is out of reach."""
import os as _os

import _host


class GetPassWarning(UserWarning):
    pass


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if _os.environ.get(name):
            return _os.environ[name]
    _host.refuse('getpass.getuser')


def getpass(prompt='Password: ', stream=None):
    _host.refuse('getpass.getpass')
