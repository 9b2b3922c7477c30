# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.inspection: inspect() of a bind, a mapped class or an instance."""


def inspect(subject, raiseerr=True):
    mapper = getattr(subject, "__mapper__", None)
    if mapper is not None:
        from sqlalchemy.orm._session import InstanceState

        return mapper if isinstance(subject, type) else InstanceState(subject)
    if hasattr(subject, "_limbeck_inspectable"):
        return subject
    from sqlalchemy.engine._native import Inspector

    return Inspector(subject)
