# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""python-dotenv: variables from a .env file of the project."""

import io as _io
import os as _os
import re as _re

import _host

_line = _re.compile(
    r"""^\s*(?:export\s+)?(?P<quote>'?)(?P<key>[^=\s#']+)(?P=quote)\s*(?:=[^\S\n]*(?:'(?P<single>(?:\\'|[^'])*)'|"(?P<double>(?:\\"|[^"])*)"|(?P<plain>[^\n]*)))?""",
    _re.MULTILINE)
_reference = _re.compile(r"\$\{(?P<name>[^\}:]*)(?::-(?P<default>[^\}]*))?\}")
_escapes = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\", "\\'": "'", '\\"': '"'}


def _unescaped(text):
    return _re.sub(r"\\[ntr\\'\"]", lambda match: _escapes[match.group()], text)


def _entries(text):
    """Keys with their values as written, and whether references in them are followed."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        match = _line.match(text, at)
        if text[at:end].strip().startswith("#") or match is None or not text[at:end].strip():
            at = end + 1
            continue
        if match.group("single") is not None:
            yield match.group("key"), match.group("single").replace("\\'", "'").replace("\\\\", "\\")
        elif match.group("double") is not None:
            yield match.group("key"), _unescaped(match.group("double"))
        elif match.group("plain") is not None:
            yield match.group("key"), _re.sub(r"\s+#.*", "", match.group("plain")).rstrip()
        else:
            yield match.group("key"), None
        after = text.find("\n", match.end())
        at = len(text) if after < 0 else after + 1


def _parsed(text, interpolate, override):
    values = {}
    for key, value in _entries(text):
        if value is not None and interpolate:
            def referred(match):
                first, second = (values, _os.environ) if override else (_os.environ, values)
                default = match.group("default") or ""
                found = first.get(match.group("name"), second.get(match.group("name")))
                return default if found is None else found
            value = _reference.sub(referred, value)
        values[key] = value
    return values


def _text(path, stream, encoding):
    if stream is not None:
        return stream.read()
    if not path or not _os.path.isfile(path):
        return ""
    with open(path, encoding=encoding) as file:
        return file.read()


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False):
    """The file in the folder of the calling source or of one above it, as far as the project goes."""
    folder = _os.getcwd() if usecwd else _os.path.dirname(_os.path.abspath(_calling_file()))
    while True:
        path = _os.path.join(folder, filename)
        if _os.path.isfile(path):
            return path
        above = _os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    if raise_error_if_not_found:
        raise IOError("File not found")
    return ""


def _calling_file():
    level = 1
    while True:
        path, line, _ = _host.caller(level)
        if not path.startswith("<"):
            return path
        level += 1


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding="utf-8"):
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    return _parsed(_text(dotenv_path and _os.fspath(dotenv_path), stream, encoding), interpolate, True)


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding="utf-8"):
    if dotenv_path is None and stream is None:
        dotenv_path = find_dotenv()
    values = _parsed(_text(dotenv_path and _os.fspath(dotenv_path), stream, encoding), interpolate, override)
    for key, value in values.items():
        if value is not None and (override or key not in _os.environ):
            _os.environ[key] = value
    return bool(values)


def get_key(dotenv_path, key_to_get, encoding="utf-8"):
    return dotenv_values(dotenv_path, encoding=encoding).get(key_to_get)
