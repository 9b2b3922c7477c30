# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rational numbers: a numerator and a denominator without a common divisor."""
from decimal import Decimal as _Decimal
import math as _math
import numbers as _numbers
import re as _re

__all__ = ['Fraction']

_syntax = _re.compile(r"""\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<numerator>\d*|\d+(?:_\d+)*)
                          (?:(?:\s*/\s*(?P<denominator>\d+(?:_\d+)*))?
                          |(?:\.(?P<decimals>\d*|\d+(?:_\d+)*))?(?:[eE](?P<exponent>[-+]?\d+(?:_\d+)*))?)\s*""", _re.VERBOSE)


def _parsed(text):
    match = _syntax.fullmatch(text)
    if match is None:
        raise ValueError('Invalid literal for Fraction: %r' % text)
    numerator = int(match['numerator'] or '0')
    denominator = 1
    if match['denominator']:
        denominator = int(match['denominator'])
    else:
        decimals = match['decimals']
        if decimals:
            decimals = decimals.replace('_', '')
            denominator = 10 ** len(decimals)
            numerator = numerator * denominator + int(decimals)
        exponent = int(match['exponent'] or '0')
        if exponent >= 0:
            numerator *= 10 ** exponent
        else:
            denominator *= 10 ** -exponent
    return -numerator if match['sign'] == '-' else numerator, denominator


def _reduced(numerator, denominator):
    """A Fraction of two ints that have no common divisor; the denominator is positive."""
    result = object.__new__(Fraction)
    result._numerator = numerator
    result._denominator = denominator
    return result


class Fraction(_numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator = numerator
                self._denominator = 1
                return self
            if isinstance(numerator, (int, Fraction)):
                self._numerator = int(numerator.numerator)
                self._denominator = int(numerator.denominator)
                return self
            if isinstance(numerator, (float, _Decimal)):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError('argument should be a string or a Rational instance')
            numerator, denominator = _parsed(numerator)
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        divisor = _math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)' % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction: p1/q1 is the last that fits.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        between = Fraction(p0 + k * p1, q0 + k * q1)
        last = Fraction(p1, q1)
        return last if abs(last - self) <= abs(between - self) else between

    def __repr__(self):
        return '%s(%s, %s)' % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else '%s/%s' % (self._numerator, self._denominator)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = (1 << 61) - 1
        inverse = pow(self._denominator, modulus - 2, modulus)
        result = hash(hash(abs(self._numerator)) * inverse) if inverse else 314159
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __bool__(self):
        return self._numerator != 0

    def __float__(self):
        return self._numerator / self._denominator

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            quotient, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            if twice < self._denominator or twice == self._denominator and quotient % 2 == 0:
                return quotient
            return quotient + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __pos__(self):
        return _reduced(self._numerator, self._denominator)

    def __neg__(self):
        return _reduced(-self._numerator, self._denominator)

    def __abs__(self):
        return _reduced(abs(self._numerator), self._denominator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, float):
            if other != other or other in (_math.inf, -_math.inf):
                return 0.0 == other
            return self == Fraction(other)
        return NotImplemented

    def __add__(self, other):
        return _operation(self, other, _add, float.__add__)

    def __radd__(self, other):
        return _operation(self, other, _add, float.__add__, True)

    def __sub__(self, other):
        return _operation(self, other, _subtract, float.__sub__)

    def __rsub__(self, other):
        return _operation(self, other, _subtract, float.__sub__, True)

    def __mul__(self, other):
        return _operation(self, other, _multiply, float.__mul__)

    def __rmul__(self, other):
        return _operation(self, other, _multiply, float.__mul__, True)

    def __truediv__(self, other):
        return _operation(self, other, _divide, float.__truediv__)

    def __rtruediv__(self, other):
        return _operation(self, other, _divide, float.__truediv__, True)

    def __floordiv__(self, other):
        return _operation(self, other, _floor_divide, float.__floordiv__)

    def __rfloordiv__(self, other):
        return _operation(self, other, _floor_divide, float.__floordiv__, True)

    def __mod__(self, other):
        return _operation(self, other, _modulo, float.__mod__)

    def __rmod__(self, other):
        return _operation(self, other, _modulo, float.__mod__, True)

    def __divmod__(self, other):
        return _operation(self, other, _divide_modulo, float.__divmod__)

    def __rdivmod__(self, other):
        return _operation(self, other, _divide_modulo, float.__divmod__, True)

    def __pow__(self, other):
        if isinstance(other, (int, Fraction)):
            if other.denominator == 1:
                return self._power(other.numerator)
            return float(self) ** float(other)
        if isinstance(other, (float, complex)):
            return float(self) ** other
        return NotImplemented

    def _power(self, exponent):
        if exponent >= 0:
            return _reduced(self._numerator ** exponent, self._denominator ** exponent)
        if self._numerator > 0:
            return _reduced(self._denominator ** -exponent, self._numerator ** -exponent)
        if self._numerator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % self._denominator ** -exponent)
        return _reduced((-self._denominator) ** -exponent, (-self._numerator) ** -exponent)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        if isinstance(other, (int, Fraction)):
            return Fraction(other) ** self
        return other ** float(self)

    def __lt__(self, other):
        return _ordered(self, other, lambda a, b: a < b)

    def __gt__(self, other):
        return _ordered(self, other, lambda a, b: a > b)

    def __le__(self, other):
        return _ordered(self, other, lambda a, b: a <= b)

    def __ge__(self, other):
        return _ordered(self, other, lambda a, b: a >= b)


def _operation(self, other, exact, inexact, reflected=False):
    if isinstance(other, (int, Fraction)):
        if isinstance(other, int):
            other = Fraction(other)
        return exact(other, self) if reflected else exact(self, other)
    if isinstance(other, float):
        return inexact(other, float(self)) if reflected else inexact(float(self), other)
    return NotImplemented


def _ordered(self, other, compare):
    if isinstance(other, (int, Fraction)):
        return compare(self._numerator * other.denominator, self._denominator * other.numerator)
    if isinstance(other, float):
        if other != other or other in (_math.inf, -_math.inf):
            return compare(0.0, other)
        return compare(self, Fraction(other))
    return NotImplemented


def _add(a, b):
    return Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator)


def _subtract(a, b):
    return Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator)


def _multiply(a, b):
    return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)


def _divide(a, b):
    return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)


def _floor_divide(a, b):
    return (a._numerator * b._denominator) // (a._denominator * b._numerator)


def _modulo(a, b):
    denominator = a._denominator * b._denominator
    return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), denominator)


def _divide_modulo(a, b):
    return _floor_divide(a, b), _modulo(a, b)
