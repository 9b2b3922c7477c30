#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares our plans with those of the installed Alembic on random graphs.

    plans.py PRINTPLANS [--seed N] [--graphs N]

PRINTPLANS is the program of tests/support. The seed is printed; with it a run can be repeated. Alembic answers in
processes of its own with different PYTHONHASHSEED, as some of its plans depend on the order of Python's sets: each of
its answers is right then. Where it ends in a traceback, any error will do.

What is not compared, as Debian's Alembic 1.8.1 is not the one that we follow: version rows after a downgrade where a
revision follows or needs one that another one which it follows or needs stands above (1.13.1 changed what is left there).
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time
import warnings

HASH_SEEDS = 6


# ------------------------------------------------------------------------------------------------ random graphs
def random_graph(random_):
    """Revisions in load order: branches, merges of two and three, dependencies, labels."""
    revisions = []
    for number in range(random_.randint(1, 14)):
        down, depends_on = [], []
        if revisions and random_.random() < 0.85:
            pool = revisions[-6:] if random_.random() < 0.7 else revisions
            count = 1 if random_.random() < 0.8 else random_.randint(2, 3)
            down = [parent["id"] for parent in random_.sample(pool, min(count, len(pool)))]
        if revisions and random_.random() < 0.2:
            chosen = random_.sample(revisions, min(len(revisions), random_.randint(1, 2)))
            depends_on = [other["id"] for other in chosen if other["id"] not in down]
        labels = ["label%d" % number] if random_.random() < 0.12 else []
        name = "r%02dx%s" % (number, random_.choice("abcdef"))
        revisions.append({"id": name, "down": down, "depends_on": depends_on, "labels": labels})
    if random_.random() < 0.5:
        random_.shuffle(revisions)
    return revisions


def random_rows(revisions, random_):
    """The version rows of a database in which some revisions and all below them were run."""
    by_id = {revision["id"]: revision for revision in revisions}
    chosen = random_.sample(revisions, random_.randint(0, len(revisions))) if random_.random() < 0.8 else []
    pending = [revision["id"] for revision in (chosen[:2] if random_.random() < 0.5 else chosen)]
    applied = set()
    while pending:
        name = pending.pop()
        if name not in applied:
            applied.add(name)
            pending += by_id[name]["down"] + by_id[name]["depends_on"]
    implied = {below for name in applied for below in by_id[name]["down"] + by_id[name]["depends_on"]}
    return [name for name in by_id if name in applied and name not in implied]


def random_target(revisions, random_, op):
    ids = [revision["id"] for revision in revisions]
    labels = [label for revision in revisions for label in revision["labels"]]
    one = random_.choice(ids)
    choices = {
        "upgrade": [one, one, "head", "heads", "heads", "+1", "+2", one + "+1", one + "@head", one[:4]],
        "downgrade": [one, one, "base", "-1", "-2", "-3", one + "-1", one + "@base", one[:4]],
        "stamp": [one, one, "heads", "base", "head", " ".join(random_.sample(ids, min(2, len(ids))))],
    }[op]
    if labels:
        label = random_.choice(labels)
        choices += {"upgrade": [label, label + "@head", label + "@+1"], "downgrade": [label, label + "@base", label + "@-1"],
                    "stamp": [label]}[op]
    return random_.choice(choices)


def random_questions(seed, count):
    random_ = random.Random(seed)
    for _ in range(count):
        revisions = random_graph(random_)
        queries = []
        for _ in range(8):
            op = random_.choice(["upgrade", "upgrade", "downgrade", "downgrade", "stamp"])
            queries.append({"op": op, "current": random_rows(revisions, random_), "target": random_target(revisions, random_, op)})
        yield {"revisions": revisions, "queries": queries}


# ------------------------------------------------------------------------------------------------ Alembic's answers
def answer_with_alembic():
    """Reads questions from standard input, writes Alembic's answers."""
    warnings.simplefilter("ignore")
    from alembic import util
    from alembic.runtime.migration import HeadMaintainer
    from alembic.script import ScriptDirectory
    from alembic.script.revision import Revision, RevisionMap
    from sqlalchemy import Column, MetaData, String, Table

    class Script(Revision):
        doc = ""

        class module:
            @staticmethod
            def upgrade():
                pass

            @staticmethod
            def downgrade():
                pass

        def __init__(self, fact):
            down = fact["down"]
            super().__init__(fact["id"], None if not down else down[0] if len(down) == 1 else tuple(down),
                             dependencies=tuple(fact["depends_on"]) or None, branch_labels=tuple(fact["labels"]))

    class Context:
        """What HeadMaintainer needs of a MigrationContext: its statements touch one row each."""
        as_sql = True
        version_table = "alembic_version"
        _version = Table("alembic_version", MetaData(), Column("version_num", String(32)))

        class dialect:
            supports_sane_rowcount = True

        class impl:
            @staticmethod
            def _exec(statement):
                class Result:
                    rowcount = 1
                return Result

    def answer(directory, query):
        rows = tuple(query["current"])
        try:
            if query["op"] == "upgrade":
                steps = directory._upgrade_revs(query["target"], rows)
            elif query["op"] == "downgrade":
                steps = directory._downgrade_revs(query["target"], rows)
            else:
                steps = directory._stamp_revs(tuple(query["target"].split(" ")), rows)
            log = [step.short_log for step in steps]
            maintainer = HeadMaintainer(Context, rows)
            for step in steps:
                maintainer.update_to_step(step)
        except util.CommandError as error:
            return {"error": str(error)}
        except Exception:  # a traceback of Alembic's
            return {"error": None}
        return {"log": log, "rows": sorted(maintainer.heads)}

    for line in sys.stdin:
        question = json.loads(line)
        directory = ScriptDirectory.__new__(ScriptDirectory)
        directory.revision_map = RevisionMap(lambda: iter([Script(fact) for fact in question["revisions"]]))
        print(json.dumps([answer(directory, query) for query in question["queries"]]))


# ------------------------------------------------------------------------------------------------ comparing
def below(revisions, names):
    """All revisions below those of these names."""
    by_id = {revision["id"]: revision for revision in revisions}
    found, pending = set(), list(names)
    while pending:
        revision = by_id[pending.pop()]
        more = [name for name in revision["down"] + revision["depends_on"] if name not in found]
        found.update(more)
        pending += more
    return found


def has_related_parents(revisions):
    """Whether a revision follows or needs one that another one which it follows or needs stands above."""
    return any(set(names) & below(revisions, names)
               for names in (revision["down"] + revision["depends_on"] for revision in revisions))


def agree(ours, theirs, question, query):
    if "error" in theirs:
        return "error" in ours and (theirs["error"] is None or sorted(ours["error"]) == sorted(theirs["error"]))
    if "log" not in ours or ours["log"] != theirs["log"]:
        return False
    rows_differ_by_release = query["op"] == "downgrade" and has_related_parents(question["revisions"])
    return rows_differ_by_release or ours["rows"] == theirs["rows"]


def ask(command, questions, **environment):
    done = subprocess.run(command, input="".join(json.dumps(question) + "\n" for question in questions),
                          stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, **environment})
    return [json.loads(line) for line in done.stdout.splitlines()]


def differing(questions, ours, hash_seeds):
    """Where no answer of Alembic under these seeds is ours: its answer by (number of the question, place of the query)."""
    if not questions:
        return {}
    theirs = [ask([sys.executable, __file__, "--answer-with-alembic"], questions, PYTHONHASHSEED=str(seed))
              for seed in hash_seeds]
    result = {}
    for number, question in enumerate(questions):
        for place, query in enumerate(question["queries"]):
            accepted = [answers[number][place] for answers in theirs]
            mine = ours[number][place]
            # Which of a set's orders a plan follows is left open where Alembic's own answers differ.
            if any(agree(mine, answer, question, query) for answer in accepted):
                continue
            logs = {json.dumps(answer.get("log")) for answer in accepted}
            if len(logs) > 1 and sorted(mine.get("log", [])) in [sorted(answer.get("log", [])) for answer in accepted]:
                continue
            result[number, place] = accepted[0]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("printplans", nargs="?")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("LIMBECK_SEED") or time.time()))
    parser.add_argument("--graphs", type=int, default=1500)
    parser.add_argument("--answer-with-alembic", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer_with_alembic:
        return answer_with_alembic()
    try:
        import alembic
    except ImportError:
        print("Alembic is not installed for", sys.executable)
        return 77
    print("Alembic %s, seed %d" % (alembic.__version__, options.seed), flush=True)
    questions = list(random_questions(options.seed, options.graphs))
    ours = ask([options.printplans], questions)
    doubtful = differing(questions, ours, range(HASH_SEEDS))
    # A set of strings seldom takes some of its orders: what differs is asked again with more of them.
    asked_again = sorted({number for number, place in doubtful})
    again = differing([questions[number] for number in asked_again], [ours[number] for number in asked_again],
                      range(HASH_SEEDS, 8 * HASH_SEEDS))
    differences = [(asked_again[number], place) for number, place in again if (asked_again[number], place) in doubtful]
    for number, place in differences[:5]:
        question = questions[number]
        print(json.dumps({"revisions": question["revisions"], "query": question["queries"][place],
                          "ours": ours[number][place], "theirs": doubtful[number, place]}))
    print("%d queries on %d graphs, %d different" % (8 * len(questions), len(questions), len(differences)))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
