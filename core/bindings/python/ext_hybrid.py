# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.ext.hybrid"""

from sqlalchemy.orm._properties import hybrid_method, hybrid_property


class Comparator:
    def __init__(self, expression):
        self.expression = expression

    def __clause_element__(self):
        expression = self.expression
        return expression.__clause_element__() if hasattr(expression, "__clause_element__") else expression


class ExprComparator(Comparator):
    pass
