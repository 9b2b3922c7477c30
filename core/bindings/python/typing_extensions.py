# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""typing_extensions: the names of typing, and stand-ins for those that are newer."""

import typing

for _name in dir(typing):
    if not _name.startswith("__"):
        globals()[_name] = getattr(typing, _name)

for _name in (
    "Buffer", "CapsuleType", "Doc", "NoDefault", "ReadOnly", "Sentinel", "TypeForm", "TypeIs", "evaluate_forward_ref",
    "get_annotations", "get_original_bases", "get_protocol_members", "is_protocol", "is_typeddict", "type_repr",
):
    globals().setdefault(_name, typing.Any)


def deprecated(message, *, category=DeprecationWarning, stacklevel=1):
    return lambda decorated: decorated


def disjoint_base(cls):
    return cls
