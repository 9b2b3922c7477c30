# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random numbers. Without a seed they come from the host; with one they repeat, though not as CPython's do."""
import math as _math

import _host


class Random:
    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        self._state = None if a is None else hash(('limbeck', a)) & 0xffffffffffffffff

    def getstate(self):
        return self._state

    def setstate(self, state):
        self._state = state

    def getrandbits(self, k):
        if self._state is None:
            return _host.random_bits(k)
        result = 0
        for _ in range((k + 31) // 32):
            self._state = (self._state * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
            result = result << 32 | self._state >> 32
        return result >> (-k % 32)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def random(self):
        return self.getrandbits(53) / 9007199254740992.0

    def _below(self, n):
        bits = n.bit_length()
        value = self.getrandbits(bits)
        while value >= n:
            value = self.getrandbits(bits)
        return value

    def randrange(self, start, stop=None, step=1):
        values = range(start) if stop is None else range(start, stop, step)
        if not len(values):
            raise ValueError('empty range for randrange()')
        return values[self._below(len(values))]

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        population = list(population)
        if weights is None and cum_weights is None:
            return [population[self._below(len(population))] for _ in range(k)]
        if cum_weights is None:
            total = 0
            cum_weights = []
            for weight in weights:
                total += weight
                cum_weights.append(total)
        result = []
        for _ in range(k):
            point = self.random() * cum_weights[-1]
            index = 0
            while index < len(cum_weights) - 1 and cum_weights[index] <= point:
                index += 1
            result.append(population[index])
        return result

    def sample(self, population, k, *, counts=None):
        pool = list(population)
        if not 0 <= k <= len(pool):
            raise ValueError('Sample larger than population or is negative')
        self.shuffle(pool)
        return pool[:k]

    def shuffle(self, x):
        for index in reversed(range(1, len(x))):
            other = self._below(index + 1)
            x[index], x[other] = x[other], x[index]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * _math.sqrt(u * c)

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * _math.sqrt(-2.0 * _math.log(1.0 - self.random())) * _math.cos(2 * _math.pi * self.random())

    normalvariate = gauss

    def expovariate(self, lambd=1.0):
        return -_math.log(1.0 - self.random()) / lambd


class SystemRandom(Random):
    def seed(self, *args):
        self._state = None


_shared = Random()
seed = _shared.seed
getrandbits = _shared.getrandbits
randbytes = _shared.randbytes
random = _shared.random
randrange = _shared.randrange
randint = _shared.randint
choice = _shared.choice
choices = _shared.choices
sample = _shared.sample
shuffle = _shared.shuffle
uniform = _shared.uniform
triangular = _shared.triangular
gauss = _shared.gauss
normalvariate = _shared.normalvariate
expovariate = _shared.expovariate
