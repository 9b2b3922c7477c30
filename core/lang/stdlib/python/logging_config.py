# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of logging; the host knows alembic.ini and prints records as it says."""
import _host


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    _host.configure_logging(str(fname))


def dictConfig(config):
    import logging
    for name, section in config.get('loggers', {}).items():
        if 'level' in section:
            logging.getLogger(name).setLevel(section['level'])
    if 'level' in config.get('root', {}):
        logging.root.setLevel(config['root']['level'])


def listen(port=0, verify=None):
    raise PermissionError('logging.config.listen() is not allowed in a migration script')
