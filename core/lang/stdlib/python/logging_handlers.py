# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Handlers of the logging package; files and sockets are not written here."""
from logging import FileHandler, Handler


class RotatingFileHandler(FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename)


class TimedRotatingFileHandler(FileHandler):
    def __init__(self, filename, *args, **kwargs):
        super().__init__(filename)


class WatchedFileHandler(FileHandler):
    pass


class SysLogHandler(Handler):
    def __init__(self, *args, **kwargs):
        super().__init__()


class QueueHandler(Handler):
    def __init__(self, queue):
        super().__init__()


class MemoryHandler(Handler):
    def __init__(self, *args, **kwargs):
        super().__init__()
