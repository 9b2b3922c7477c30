# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.orderinglist"""


def ordering_list(attr, count_from=None, ordering_func=None, reorder_on_append=False):
    return list


class OrderingList(list):
    pass
