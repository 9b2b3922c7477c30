# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""alembic.script: the revisions, as env.py and process_revision_directives ask for them."""

from alembic import _environment as _host


class Script:
    """A revision file, read only."""

    def __init__(self, facts):
        self._facts = facts
        self.revision = facts["revision"]
        self.path = facts["path"]
        self.dependencies = tuple(facts["dependencies"]) or None
        self.branch_labels = set(facts["branch_labels"])
        self.nextrev = frozenset(facts["next_revisions"])

    @property
    def down_revision(self):
        downs = self._facts["down_revisions"]
        return None if not downs else downs[0] if len(downs) == 1 else tuple(downs)

    @property
    def longdoc(self):
        return self._facts["documentation"]

    @property
    def doc(self):
        return self.longdoc.split("\n\n")[0]

    @property
    def is_head(self):
        return self._facts["is_head"]

    @property
    def is_base(self):
        return not self._facts["down_revisions"]

    @property
    def is_branch_point(self):
        return len(self.nextrev) > 1

    @property
    def is_merge_point(self):
        return len(self._facts["down_revisions"]) > 1

    def __repr__(self):
        return "Script(%r, %r)" % (self.revision, self.down_revision)

    def __str__(self):
        return "%s -> %s, %s" % (", ".join(self._facts["down_revisions"]) or "<base>", self.revision, self.doc)


class ScriptDirectory:
    """The project's revisions; another project's are not read from here."""

    def __init__(self, dir=None, **kw):
        self.dir = _host.script_location() if dir is None else str(dir)
        self._scripts = None

    @classmethod
    def _of_host(cls):
        return cls()

    @classmethod
    def from_config(cls, config):
        return cls()

    def _all(self):
        if self._scripts is None:
            self._scripts = {facts["revision"]: Script(facts) for facts in _host.scripts()}
        return self._scripts

    def get_heads(self, consider_depends_on=False):
        return _host.find_revisions("heads") if consider_depends_on else list(_host.head_revisions())

    def get_bases(self):
        return [script.revision for script in self._all().values() if script.is_base]

    def get_base(self):
        bases = self.get_bases()
        if len(bases) > 1:
            from alembic.util import CommandError

            raise CommandError("The script directory has multiple bases. Please use get_bases().")
        return bases[0] if bases else None

    def get_current_head(self):
        heads = self.get_heads()
        if len(heads) > 1:
            from alembic.util import CommandError

            raise CommandError(
                "The script directory has multiple heads (due to branching)."
                "Please use get_heads(), or merge the branches using alembic merge."
            )
        return heads[0] if heads else None

    def get_revisions(self, id_):
        names = [id_] if isinstance(id_, str) else list(id_ or ())
        return tuple(self._all()[found] for name in names for found in _host.find_revisions(name))

    def get_revision(self, id_):
        found = self.get_revisions(id_)
        return found[0] if found else None

    def walk_revisions(self, base="base", head="heads"):
        return iter([self._all()[revision] for revision in _host.walk_revisions(base, head)])

    def iterate_revisions(self, upper, lower, **kw):
        return self.walk_revisions(lower or "base", upper or "heads")

    def as_revision_number(self, id_):
        """Symbols become ids; an id, a part of one or a step stays as it is written."""
        if not isinstance(id_, str):
            return id_[0] if id_ else None
        name = id_.rpartition("@")[2]
        if name not in ("head", "heads", "base"):
            return name
        found = tuple(_host.find_revisions(id_)) if name != "base" else ()
        return None if not found else found if id_ == "heads" else found[0]
