# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""sqlalchemy.engine.interfaces and .default: names for annotations."""


class Dialect:
    pass


class DefaultDialect(Dialect):
    pass


class ExecutionContext:
    pass


class DefaultExecutionContext(ExecutionContext):
    pass


class ExceptionContext:
    pass


class Connectable:
    pass


ReflectedColumn = ReflectedIndex = ReflectedForeignKeyConstraint = dict
ReflectedPrimaryKeyConstraint = ReflectedUniqueConstraint = ReflectedCheckConstraint = dict
ReflectedTableComment = ReflectedIdentity = ReflectedComputed = dict
