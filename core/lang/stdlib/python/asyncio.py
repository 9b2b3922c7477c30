# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coroutines, run to their end where they are awaited: a migration has nothing to wait for side by side."""
import _host


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


TimeoutError = TimeoutError


def run(main, *, debug=None, loop_factory=None):
    return _host.await_(main)


async def sleep(delay, result=None):
    import time
    time.sleep(delay)
    return result


async def gather(*aws, return_exceptions=False):
    results = []
    for aw in aws:
        try:
            results.append(await aw)
        except Exception as exc:
            if not return_exceptions:
                raise
            results.append(exc)
    return results


async def wait_for(aw, timeout, **kwargs):
    return await aw


async def shield(aw):
    return await aw


async def to_thread(func, /, *args, **kwargs):
    return func(*args, **kwargs)


class Future:
    def __init__(self, *, loop=None):
        self._result = None
        self._done = False

    def set_result(self, result):
        self._result = result
        self._done = True

    def result(self):
        return self._result

    def done(self):
        return self._done

    def cancel(self):
        return False

    def add_done_callback(self, callback):
        callback(self)

    def __await__(self):
        return self._result
        yield


class Task(Future):
    def __init__(self, coroutine):
        super().__init__()
        self.set_result(_host.await_(coroutine))


def create_task(coro, *, name=None, context=None):
    return Task(coro)


def ensure_future(coro_or_future, *, loop=None):
    return coro_or_future if isinstance(coro_or_future, Future) else Task(coro_or_future)


class AbstractEventLoop:
    def run_until_complete(self, future):
        return future.result() if isinstance(future, Future) else _host.await_(future)

    def create_task(self, coro):
        return Task(coro)

    def is_running(self):
        return False

    def is_closed(self):
        return False

    def close(self):
        pass

    def run_in_executor(self, executor, func, *args):
        result = Future()
        result.set_result(func(*args))
        return result


_loop = AbstractEventLoop()


def get_event_loop():
    return _loop


def new_event_loop():
    return AbstractEventLoop()


def set_event_loop(loop):
    pass


def get_running_loop():
    raise RuntimeError('no running event loop')


class Lock:
    async def __aenter__(self):
        return None

    async def __aexit__(self, *details):
        return None

    async def acquire(self):
        return True

    def release(self):
        pass


class Semaphore(Lock):
    def __init__(self, value=1):
        pass


def iscoroutinefunction(func):
    return _host.is_coroutine_function(func)


def iscoroutine(obj):
    return isinstance(obj, _host.coroutine_type)


class WindowsSelectorEventLoopPolicy:
    pass


class DefaultEventLoopPolicy:
    pass


def set_event_loop_policy(policy):
    pass


def get_event_loop_policy():
    return DefaultEventLoopPolicy()


class Runner:
    def __init__(self, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None

    def run(self, coro, **kwargs):
        return _host.await_(coro)
