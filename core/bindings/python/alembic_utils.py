# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic_utils: op.create_entity() and its relatives."""

import sqlalchemy
from alembic.operations.base import Operations
from alembic.operations.ops import MigrateOperation


class ReplaceableEntity:
    """A function, view, trigger … of PostgreSQL with its definition."""

    type_ = ""

    def __init__(self, schema, signature, definition):
        self.schema = schema
        self.signature = signature
        self.definition = str(definition).strip().rstrip(";") if self._strips_semicolon else str(definition).strip()

    _strips_semicolon = True

    @property
    def literal_schema(self):
        return '"%s"' % self.schema

    @classmethod
    def from_sql(cls, sql):
        raise NotImplementedError("%s.from_sql() is not available in Limbeck." % cls.__name__)

    def _name(self):
        """The name of the entity as statements write it."""
        return '%s."%s"' % (self.literal_schema, self.signature)

    def create(self):
        return ["CREATE %s %s %s" % (self.type_, self._name(), self.definition)]

    def drop(self, cascade=False):
        return ["DROP %s %s%s" % (self.type_, self._name(), " CASCADE" if cascade else "")]

    def replace(self):
        return self.drop() + self.create()


class PGFunction(ReplaceableEntity):
    type_ = "FUNCTION"

    def _split(self):
        name, parenthesis, parameters = self.signature.partition("(")
        return '"%s"' % name.strip().strip('"'), parenthesis + parameters

    def _name(self):
        name, parameters = self._split()
        return "%s.%s%s" % (self.literal_schema, name, parameters)

    def drop(self, cascade=False):
        name, parameters = self._split()
        kept = [part.split(" DEFAULT ")[0].split(" default ")[0].split("=")[0].strip() for part in parameters.strip("()").split(",")]
        return [
            "DROP FUNCTION %s.%s(%s)%s"
            % (self.literal_schema, name, ", ".join(kept), " CASCADE" if cascade else "")
        ]

    def replace(self):
        return ["CREATE OR REPLACE FUNCTION %s %s" % (self._name(), self.definition)]


class PGProcedure(PGFunction):
    type_ = "PROCEDURE"


class PGView(ReplaceableEntity):
    type_ = "VIEW"

    def create(self):
        return ["CREATE VIEW %s AS %s" % (self._name(), self.definition)]

    def replace(self):
        return [
            "do $$\n    begin\n        CREATE OR REPLACE VIEW %s AS %s;\n\n"
            "        exception when others then\n        DROP VIEW IF EXISTS %s;\n\n"
            "        CREATE VIEW %s AS %s;\n    end;\n    $$ language 'plpgsql'"
            % (self._name(), self.definition, self._name(), self._name(), self.definition)
        ]


class PGMaterializedView(ReplaceableEntity):
    type_ = "MATERIALIZED VIEW"

    def __init__(self, schema, signature, definition, with_data=True):
        super().__init__(schema, signature, definition)
        self.with_data = with_data

    def create(self):
        data = "WITH DATA" if self.with_data else "WITH NO DATA"
        return ["CREATE MATERIALIZED VIEW %s AS %s %s" % (self._name(), self.definition, data)]


class PGTrigger(ReplaceableEntity):
    type_ = "TRIGGER"

    def __init__(self, schema, signature, definition, on_entity, is_constraint=False):
        super().__init__(schema, signature, definition)
        self.on_entity = on_entity if "." in on_entity else "%s.%s" % (schema, on_entity)
        self.is_constraint = is_constraint

    def create(self):
        kind = "CONSTRAINT TRIGGER" if self.is_constraint else "TRIGGER"
        return ['CREATE %s "%s" %s' % (kind, self.signature, self.definition)]

    def drop(self, cascade=False):
        return ['DROP TRIGGER "%s" ON %s%s' % (self.signature, self.on_entity, " CASCADE" if cascade else "")]


class PGExtension(ReplaceableEntity):
    type_ = "EXTENSION"

    def __init__(self, schema, signature):
        super().__init__(schema, signature, "")

    def create(self):
        return ['CREATE EXTENSION "%s" WITH SCHEMA %s' % (self.signature, self.literal_schema)]

    def drop(self, cascade=False):
        return ['DROP EXTENSION "%s"%s' % (self.signature, " CASCADE" if cascade else "")]


class PGPolicy(ReplaceableEntity):
    type_ = "POLICY"

    def __init__(self, schema, signature, on_entity, definition):
        super().__init__(schema, signature, definition)
        self.on_entity = on_entity if "." in on_entity else "%s.%s" % (schema, on_entity)

    def create(self):
        return ["CREATE POLICY %s on %s %s" % (self.signature, self.on_entity, self.definition)]

    def drop(self, cascade=False):
        return ["DROP POLICY %s on %s%s" % (self.signature, self.on_entity, " cascade" if cascade else "")]


def register_entities(entities, **kw):
    pass


def _directive(name, statements):
    @Operations.register_operation(name)
    class EntityOp(MigrateOperation):
        @staticmethod
        def _run(operations, target, **kw):
            for sql in statements(target, **kw):
                operations.execute(sqlalchemy.text(sql.replace(":", "\\:").replace("\\:\\:", "::")))

    setattr(EntityOp, name, EntityOp._run)


_directive("create_entity", lambda target: target.create())
_directive("drop_entity", lambda target, cascade=False: target.drop(cascade))
_directive("replace_entity", lambda target: target.replace())
_directive("revert_entity", lambda target: target.replace())
