# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the project's own Alembic in the project's own interpreter, and tells Limbeck what happens.

Limbeck executes this text in a fresh interpreter, with the global `request`:

    {"arguments": ["upgrade", "head"],    Alembic's command line
     "url": "postgresql://…" or null,     the database that must be used, if it was chosen
     "events": 5,                         the file descriptor to write events to
     "lifeline": 6}                       a file descriptor whose end means: stop; a byte of it lets
                                          an opened database be used

An event is a line of JSON: {"event": "log", …}. What Python code prints is an event as well, so that
everything keeps its order. Runs on Python 3.6 and later with any Alembic since 1.0; needs nothing
but the two.
"""
# `request` is defined by whoever executes this.
# ruff: noqa: F821
import io
import json
import os
import signal
import sys
import threading
import time
import traceback


class Events:
    """The way to Limbeck."""

    def __init__(self, descriptor):
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace")

    def send(self, event, **fields):
        fields["event"] = event
        try:
            self._file.write(json.dumps(fields) + "\n")
            self._file.flush()
        except BrokenPipeError:
            # Limbeck is gone: end as on Ctrl-C, with everything rolled back.
            raise KeyboardInterrupt()


class PrintedText(io.RawIOBase):
    """Stands below sys.stdout and sys.stderr."""

    def __init__(self, events, event, original):
        self._events = events
        self._event = event
        self._original = original
        self._rest = b""

    def writable(self):
        return True

    def fileno(self):
        return self._original.fileno()

    def isatty(self):
        return False

    def write(self, data):
        # A character may come in two parts.
        self._rest += bytes(data)
        text = self._rest.decode("utf-8", "ignore")
        if text:
            self._rest = self._rest[len(text.encode("utf-8")):]
            self._events.send(self._event, text=text)
        return len(data)


def capture_prints(events):
    for name, event in (("stdout", "printed"), ("stderr", "warned")):
        raw = PrintedText(events, event, getattr(sys, name))
        stream = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)
        setattr(sys, name, stream)


def capture_log(events):
    """Log lines that the project's configuration shows on the terminal become events."""
    import logging

    original = logging.StreamHandler.emit

    def emit(handler, record):
        stream = handler.stream
        if stream not in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            return original(handler, record)
        try:
            events.send(
                "log",
                logger=record.name,
                level=record.levelname,
                text=record.getMessage(),
                formatted=handler.format(record),
                isError=stream not in (sys.stdout, sys.__stdout__),
            )
        except KeyboardInterrupt:
            raise
        except Exception:
            handler.handleError(record)

    logging.StreamHandler.emit = emit


def watch_statements(events):
    import sqlalchemy

    def before(connection, cursor, statement, parameters, context, executemany):
        events.send("statement", sql=statement)
        if context is not None:
            context._limbeck_started = time.monotonic()

    def after(connection, cursor, statement, parameters, context, executemany):
        started = getattr(context, "_limbeck_started", None)
        elapsed = 0 if started is None else time.monotonic() - started
        events.send("executed", rows=cursor.rowcount, microseconds=int(elapsed * 1000000))

    sqlalchemy.event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", before)
    sqlalchemy.event.listen(sqlalchemy.engine.Engine, "after_cursor_execute", after)


class Cancellation:
    """Stops this process in order: the statements that are running, which wait inside the drivers
    where Ctrl-C is not heard, then the Python code. Also when Limbeck is gone, however it ended."""

    def __init__(self, descriptor):
        self._descriptor = descriptor
        self._sessions = {}  # id of a connection: itself, its dialect and arguments
        self._arguments = {}
        self._allowed = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def watch_sessions(self):
        from sqlalchemy import engine, event

        event.listen(engine.Engine, "do_connect", self._connecting)
        event.listen(engine.Engine, "connect", self._connected)
        event.listen(engine.Engine, "close", self._closed)

    def _connecting(self, dialect, record, arguments, keywords):
        self._arguments[id(record)] = (dialect, arguments, keywords)

    def _connected(self, connection, record):
        self._sessions[id(connection)] = (connection, self._arguments.pop(id(record), None))

    def _closed(self, connection, record):
        self._sessions.pop(id(connection), None)

    def wait_until_allowed(self):
        self._allowed.wait()
        self._allowed.clear()

    def _wait(self):
        while os.read(self._descriptor, 1):
            self._allowed.set()
        self._interrupt_sessions()
        if os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGINT)  # with the programs that env.py has started
        else:
            os.kill(os.getpid(), signal.SIGINT)
        # A statement that began in this very moment keeps Python from hearing the signal.
        for _ in range(20):
            time.sleep(0.2)
            self._interrupt_sessions()

    def _interrupt_sessions(self):
        for connection, how in list(self._sessions.values()):
            try:
                self._interrupt(connection, how)
            except Exception:  # the session has ended meanwhile, which is as good
                pass

    @staticmethod
    def _interrupt(connection, how):
        library = type(connection).__module__.split(".")[0].lower()
        if library in ("psycopg2", "psycopg"):
            connection.cancel()
        elif library == "sqlite3":
            connection.interrupt()
        elif library in ("pymysql", "mysqldb", "cymysql", "mysql", "mariadb") and how:
            number = getattr(connection, "connection_id", None) or connection.thread_id()
            dialect, arguments, keywords = how
            other = dialect.connect(*arguments, **keywords)
            other.cursor().execute("KILL QUERY %d" % number)
            other.close()


def url_text(url):
    """Without its password, whatever the version of SQLAlchemy."""
    hide = getattr(url, "render_as_string", None)
    return hide(hide_password=True) if hide else repr(url)


def same_database(url, wanted):
    def parts(one):
        return (one.get_backend_name(), one.host, one.port, one.database, one.username)

    return parts(url) == parts(wanted)


def whole_url(url):
    """With its password, for Limbeck alone."""
    show = getattr(url, "render_as_string", None)
    return show(hide_password=False) if show else str(url)


def watch_runs(events, cancellation, wanted):
    """Tells the plan and each step, refuses another database than the wanted one, and waits until
    Limbeck has locked it against a second run."""
    from alembic import util
    from alembic.runtime.migration import MigrationContext

    run_migrations = MigrationContext.run_migrations

    def describe(step):
        info = step.info
        direction = "stamp" if info.is_stamp else "upgrade" if info.is_upgrade else "downgrade"
        return {
            "direction": direction,
            "revisions": list(info.up_revision_ids),
            "text": str(step),
        }

    def observed(context, **keywords):
        connection = None if context.as_sql else context.connection
        if wanted is not None and connection is not None:
            if not same_database(connection.engine.url, wanted):
                raise util.CommandError(
                    "env.py connects to %s instead of %s, which was chosen; nothing was run"
                    % (url_text(connection.engine.url), url_text(wanted))
                )
        if connection is not None:
            url = connection.engine.url
            is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
            path = os.path.abspath(url.database) if is_file else ""
            events.send("opened", url=whole_url(url), path=path)
            cancellation.wait_until_allowed()
        plan = context._migrations_fn

        def steps(heads, migration_context):
            planned = list(plan(heads, migration_context) or ())
            events.send(
                "started",
                url=url_text(connection.engine.url) if connection is not None else "",
                database=(connection.engine.url.database or "") if connection is not None else "",
                dialect=context.dialect.name,
                heads=list(heads),
                offline=bool(context.as_sql),
                steps=[describe(step) for step in planned],
            )
            for index, step in enumerate(planned):
                events.send("step", index=index)
                yield step
                events.send("stepped", index=index)

        context._migrations_fn = steps
        run_migrations(context, **keywords)
        if not context.as_sql:
            events.send("heads", heads=list(context.get_current_heads()))

    MigrationContext.run_migrations = observed


def run(events, cancellation, request):
    try:
        import sqlalchemy  # noqa: F401
        from alembic import util
        from alembic.config import CommandLine
    except ImportError as error:
        events.send("unusable", message=str(error), python=sys.executable)
        return 1

    wanted = None
    if request.get("url"):
        wanted = sqlalchemy.engine.make_url(request["url"])
    cancellation.watch_sessions()
    watch_statements(events)
    watch_runs(events, cancellation, wanted)

    class Commands(CommandLine):
        def run_cmd(self, config, options):
            if wanted is not None:
                config.set_main_option("sqlalchemy.url", request["url"].replace("%", "%%"))
            targets = getattr(options, "revision", None) or getattr(options, "revisions", None) or []
            events.send(
                "command",
                name=options.cmd[0].__name__,
                sql=bool(getattr(options, "sql", False)),
                targets=[targets] if isinstance(targets, str) else list(targets),
            )
            options.raiseerr = True  # told below
            super(Commands, self).run_cmd(config, options)

    try:
        Commands(prog="alembic").main(argv=request["arguments"])
    except util.CommandError as error:
        events.send("failed", kind="command", message=str(error), traceback=[])
        return 255
    except KeyboardInterrupt:
        events.send("failed", kind="cancelled", message="Cancelled", traceback=[])
        return 130
    except SystemExit as error:
        if error.code:
            events.send("failed", kind="exit", message="", traceback=[])
            return error.code
    except Exception as error:
        lines = traceback.format_exc().splitlines()
        message = "".join(traceback.format_exception_only(type(error), error)).strip()
        events.send("failed", kind="error", message=message, traceback=lines)
        return 1
    events.send("done")
    return 0


def main():
    sys.path.pop(0)  # the current folder of "python -c"; Alembic adds what the project says
    events = Events(request["events"])
    capture_prints(events)
    capture_log(events)
    status = run(events, Cancellation(request["lifeline"]), request)
    sys.stdout.flush()
    sys.stderr.flush()
    return status


sys.exit(main())
