# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Handlers of the logging package. Files are appended to and never turned over; nothing is sent over a network."""
from logging import FileHandler, Handler


class RotatingFileHandler(FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename)


class TimedRotatingFileHandler(FileHandler):
    def __init__(self, filename, *args, **kwargs):
        super().__init__(filename)


class WatchedFileHandler(FileHandler):
    pass


class _Elsewhere(Handler):
    """The record stands in the run's log; where it would be sent is not reached from here."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def emit(self, record):
        pass


class SysLogHandler(_Elsewhere):
    LOG_USER = 1
    LOG_DAEMON = 3


class SocketHandler(_Elsewhere):
    pass


class DatagramHandler(_Elsewhere):
    pass


class SMTPHandler(_Elsewhere):
    pass


class HTTPHandler(_Elsewhere):
    pass


class QueueHandler(Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def prepare(self, record):
        return record

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def emit(self, record):
        self.enqueue(self.prepare(record))


class MemoryHandler(Handler):
    def __init__(self, capacity, flushLevel=40, target=None, flushOnClose=True):
        super().__init__()
        self.capacity = capacity
        self.flushLevel = flushLevel
        self.target = target
        self.buffer = []

    def setTarget(self, target):
        self.target = target

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()
