# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tower of numbers."""
from abc import ABC as _ABC


class Number(_ABC):
    pass


class Complex(Number):
    pass


class Real(Complex):
    pass


class Rational(Real):
    pass


class Integral(Rational):
    pass


Integral.register(int)
Real.register(int)
Real.register(float)
Complex.register(int)
Complex.register(float)
Rational.register(int)
for _type in (int, float, complex):
    Number.register(_type)
