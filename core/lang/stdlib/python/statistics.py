# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Averages and measures of spread. Sums are exact; the result has the type of the data."""
from collections import Counter as _Counter, namedtuple as _namedtuple
from decimal import Decimal as _Decimal
from fractions import Fraction as _Fraction
import math as _math

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev',
           'pvariance', 'quantiles', 'stdev', 'variance']


class StatisticsError(ValueError):
    pass


def _exact(value):
    if isinstance(value, (int, float, _Decimal, _Fraction)):
        return _Fraction(value)
    raise TypeError("can't convert type '%s' to numerator/denominator" % type(value).__name__)


def _common(values):
    """The type of a result: int < Fraction, Decimal or float, a subclass before its base."""
    result = int
    for value in values:
        kind = type(value)
        if kind is bool:
            kind = int
        if kind is result or kind is int or issubclass(result, kind):
            continue
        if result is int or issubclass(kind, result):
            result = kind
        elif {result, kind} <= {float, _Fraction} or issubclass(kind, float) or issubclass(result, float):
            if _Decimal in (result, kind):
                raise TypeError("don't know how to coerce %s and %s" % (result.__name__, kind.__name__))
            result = float if _Fraction in (result, kind) else result
        else:
            raise TypeError("don't know how to coerce %s and %s" % (result.__name__, kind.__name__))
    return result


def _converted(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    if issubclass(kind, _Decimal):
        return kind(value.numerator) / value.denominator
    return kind(value)


def _special(data):
    """The sum of floats (or Decimals) if it is no finite number, else None."""
    kind = None
    total = None
    for value in data:
        if isinstance(value, (float, _Decimal)) and not _math.isfinite(value):
            total = value if total is None else total + value
    return total


def _sum(data):
    kind = _common(data)
    special = _special(data)
    if special is not None:
        return kind, special
    return kind, sum((_exact(value) for value in data), _Fraction(0))


def _divided(kind, total, count):
    if isinstance(total, _Fraction):
        return _converted(total / count, kind)
    return total


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    kind, total = _sum(data)
    return _divided(kind, total, len(data))


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        weights = list(weights)
        if len(data) != len(weights):
            raise StatisticsError('data and weights must be the same length')
        total = _math.fsum(weights)
        if not total:
            raise StatisticsError('sum of weights must be non-zero')
        return _math.fsum(float(x) * float(w) for x, w in zip(data, weights)) / total
    if not data:
        raise StatisticsError('fmean requires at least one data point')
    return _math.fsum(data) / len(data)


def geometric_mean(data):
    data = list(data)
    if not data or any(x <= 0 for x in data):
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers')
    return _math.exp(fmean(_math.log(x) for x in data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is None:
        if len(data) == 1:
            if data[0] < 0:
                raise StatisticsError('harmonic mean does not support negative values')
            return data[0]
        weights = [1] * len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
        if any(w < 0 for w in weights):
            raise StatisticsError('harmonic mean does not support negative values')
    if any(x < 0 for x in data):
        raise StatisticsError('harmonic mean does not support negative values')
    if any(x == 0 for x in data):
        return 0
    kind = _common([w / x if w else 0 for w, x in zip(weights, data)])
    total = sum((_exact(w) / _exact(x) for w, x in zip(weights, data)), _Fraction(0))
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _converted(sum((_exact(w) for w in weights), _Fraction(0)) / total, kind)


def _ordered(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data


def median(data):
    data = _ordered(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _ordered(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _ordered(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _ordered(data)
    if len(data) == 1:
        return float(data[0])
    middle = data[len(data) // 2]
    below = sum(1 for x in data if x < middle)
    lower = float(middle) - float(interval) / 2.0
    return lower + interval * (len(data) / 2 - below) / data.count(middle)


def mode(data):
    for value, _ in _Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data')


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center):
    kind = _common(data)
    if center is None:
        center = sum((_exact(x) for x in data), _Fraction(0)) / len(data)
    else:
        center = _exact(center)
    return kind, sum(((_exact(x) - center) ** 2 for x in data), _Fraction(0))


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    kind, squares = _squares(data, mu)
    return _converted(squares / len(data), kind)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    kind, squares = _squares(data, xbar)
    return _converted(squares / (len(data) - 1), kind)


def _root(square, kind):
    if issubclass(kind, _Decimal):
        return (_Decimal(square.numerator) / _Decimal(square.denominator)).sqrt()
    # Correctly rounded: a root with 55 bits and a sticky bit, then one rounding to float.
    if not square:
        return 0.0
    shift = (square.numerator.bit_length() - square.denominator.bit_length() - 109) // 2
    if shift >= 0:
        n, d = square.numerator, square.denominator << 2 * shift
    else:
        n, d = square.numerator << -2 * shift, square.denominator
    root = _math.isqrt(n // d)
    root |= root * root * d != n
    return root * (1 << shift) / 1 if shift >= 0 else root / (1 << -shift)


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pstdev requires at least one data point')
    kind, squares = _squares(data, mu)
    return _root(squares / len(data), kind)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('stdev requires at least two data points')
    kind, squares = _squares(data, xbar)
    return _root(squares / (len(data) - 1), kind)


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    result = []
    if method == 'inclusive':
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError('Unknown method: %r' % method)


def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError('%s requires that both inputs have same number of data points' % name)
    if len(x) < 2:
        raise StatisticsError('%s requires at least two data points' % name)
    return x, y, _math.fsum(x) / len(x), _math.fsum(y) / len(y)


def covariance(x, y, /):
    x, y, xbar, ybar = _pairs(x, y, 'covariance')
    return _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (len(x) - 1)


def correlation(x, y, /):
    x, y, xbar, ybar = _pairs(x, y, 'correlation')
    sxy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = _math.fsum((a - xbar) ** 2.0 for a in x)
    syy = _math.fsum((b - ybar) ** 2.0 for b in y)
    try:
        return sxy / _math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


LinearRegression = _namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    x, y, xbar, ybar = _pairs(x, y, 'linear regression')
    if proportional:
        xbar = ybar = 0.0
    sxy = _math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = _math.fsum((a - xbar) ** 2.0 for a in x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


class NormalDist:
    __slots__ = ('_mu', '_sigma')

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma ** 2.0)

    def pdf(self, x):
        if not self._sigma:
            raise StatisticsError('pdf() not defined when sigma is zero')
        distance = x - self._mu
        variance = self._sigma ** 2.0
        return _math.exp(distance * distance / (-2.0 * variance)) / _math.sqrt(_math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * _math.fabs(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / _math.fabs(other))

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return '%s(mu=%r, sigma=%r)' % (type(self).__name__, self._mu, self._sigma)
