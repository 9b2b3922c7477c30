# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Iterators that make loops short."""

_missing = object()


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


class chain:
    def __init__(self, *iterables):
        self._iterator = self._walk(iterables)

    @staticmethod
    def _walk(iterables):
        for iterable in iterables:
            yield from iterable

    @classmethod
    def from_iterable(cls, iterables):
        result = cls()
        result._iterator = cls._walk(iterables)
        return result

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._iterator)


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def batched(iterable, n):
    if n < 1:
        raise ValueError('n must be at least one')
    iterator = iter(iterable)
    while True:
        batch = tuple(islice(iterator, n))
        if not batch:
            return
        yield batch


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def groupby(iterable, key=None):
    iterator = iter(iterable)
    current = next(iterator, _missing)
    while current is not _missing:
        group_key = current if key is None else key(current)
        state = [current]

        def group(group_key=group_key, state=state):
            while state[0] is not _missing and (state[0] if key is None else key(state[0])) == group_key:
                yield state[0]
                state[0] = next(iterator, _missing)

        members = group()
        yield group_key, members
        for _ in members:
            pass
        current = state[0]


def islice(iterable, *args):
    bounds = slice(*args)
    start = 0 if bounds.start is None else bounds.start
    step = 1 if bounds.step is None else bounds.step
    stop = bounds.stop
    if start < 0 or (stop is not None and stop < 0) or step < 1:
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    position = 0
    wanted = start
    if stop is not None and wanted >= stop:
        iterator = iter(iterable)
        while position < stop:
            next(iterator, None)
            position += 1
        return
    for item in iterable:
        if position == wanted:
            yield item
            wanted += step
        position += 1
        if stop is not None and wanted >= stop:
            return


def pairwise(iterable):
    iterator = iter(iterable)
    before = next(iterator, _missing)
    if before is _missing:
        return
    for item in iterator:
        yield before, item
        before = item


def starmap(function, iterable):
    for arguments in iterable:
        yield function(*arguments)


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]

    def branch(mine):
        while True:
            if not mine:
                item = next(iterator, _missing)
                if item is _missing:
                    return
                for queue in queues:
                    queue.append(item)
            yield mine.pop(0)

    return tuple(branch(queue) for queue in queues)


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    while iterators:
        row = [next(iterator, _missing) for iterator in iterators]
        if all(item is _missing for item in row):
            return
        yield tuple(fillvalue if item is _missing else item for item in row)


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    if any(not pool for pool in pools):
        return
    indices = [0] * len(pools)
    while True:
        yield tuple(pool[index] for pool, index in zip(pools, indices))
        for position in reversed(range(len(pools))):
            indices[position] += 1
            if indices[position] < len(pools[position]):
                break
            indices[position] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r

    def arrange(chosen):
        if len(chosen) == r:
            yield tuple(pool[index] for index in chosen)
            return
        for index in range(len(pool)):
            if index not in chosen:
                yield from arrange(chosen + [index])

    if r <= len(pool):
        yield from arrange([])


def combinations(iterable, r):
    pool = tuple(iterable)

    def choose(start, chosen):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for index in range(start, len(pool)):
            yield from choose(index + 1, chosen + [pool[index]])

    yield from choose(0, [])


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)

    def choose(start, chosen):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for index in range(start, len(pool)):
            yield from choose(index, chosen + [pool[index]])

    yield from choose(0, [])
