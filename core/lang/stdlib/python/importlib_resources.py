# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that lie beside a package of the project."""
import sys as _sys

import pathlib as _pathlib


def _directory(package):
    if isinstance(package, str):
        __import__(package)
        package = _sys.modules[package]
    return _pathlib.Path(package.__file__).parent


def files(package):
    return _directory(package)


def read_text(package, resource, encoding='utf-8', errors='strict'):
    return (_directory(package) / resource).read_text(encoding, errors)


def read_binary(package, resource):
    return (_directory(package) / resource).read_bytes()


def is_resource(package, name):
    return (_directory(package) / name).is_file()


def open_text(package, resource, encoding='utf-8', errors='strict'):
    return (_directory(package) / resource).open(encoding=encoding, errors=errors)
