# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.util.sqla_compat: the version flags that plugins read."""

sqla_14 = sqla_14_18 = sqla_14_26 = sqla_2 = True
sqla_2_0_25 = True
sqla_2_1 = False
