# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.associationproxy"""

from sqlalchemy.orm._properties import association_proxy

AssociationProxy = association_proxy
