# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topological order."""


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._predecessors = {}
        self._prepared = None
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._prepared is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        known = self._predecessors.setdefault(node, {})
        for predecessor in predecessors:
            known[predecessor] = True
            self._predecessors.setdefault(predecessor, {})

    def prepare(self):
        if self._prepared is not None:
            raise ValueError('cannot prepare() more than once')
        cycle = self._cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)
        self._waiting = {node: len(predecessors) for node, predecessors in self._predecessors.items()}
        self._prepared = [node for node, count in self._waiting.items() if not count]
        self._passed = 0
        self._finished = 0

    def _cycle(self):
        done, path, on_path = set(), [], {}

        for start in self._predecessors:
            stack = [(start, None)]
            while stack:
                node, successors = stack.pop()
                if successors is None:
                    if node in on_path:
                        return path[on_path[node]:] + [node]
                    if node in done:
                        continue
                    on_path[node] = len(path)
                    path.append(node)
                    successors = iter([other for other, before in self._predecessors.items() if node in before])
                following = next(successors, _end)
                if following is _end:
                    done.add(node)
                    path.pop()
                    del on_path[node]
                else:
                    stack.append((node, successors))
                    stack.append((following, None))
        return None

    def get_ready(self):
        self._check()
        ready = tuple(self._prepared)
        self._prepared.clear()
        self._passed += len(ready)
        return ready

    def done(self, *nodes):
        self._check()
        for node in nodes:
            self._finished += 1
            for other, before in self._predecessors.items():
                if node in before:
                    self._waiting[other] -= 1
                    if not self._waiting[other]:
                        self._prepared.append(other)

    def is_active(self):
        self._check()
        return self._finished < self._passed or bool(self._prepared)

    __bool__ = is_active

    def _check(self):
        if self._prepared is None:
            raise ValueError('prepare() must be called first')

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)


_end = object()
