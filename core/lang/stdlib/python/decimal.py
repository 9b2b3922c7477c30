# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact decimal numbers with 28 digits, as the General Decimal Arithmetic Specification says."""
from collections import namedtuple as _namedtuple
import re as _re

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None,
                 traps=None):
        self.prec = prec
        self.rounding = rounding
        self.Emin = Emin
        self.Emax = Emax
        self.traps = traps
        self.flags = flags

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, num='0'):
        return Decimal(num)._fixed(self)

    def quantize(self, a, b):
        return Decimal(a).quantize(b)

    def __repr__(self):
        return 'Context(prec=%d, rounding=%s)' % (self.prec, self.rounding)


_context = Context()
DefaultContext = BasicContext = ExtendedContext = _context


def getcontext():
    return _context


def setcontext(context):
    global _context
    _context = context


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (ctx or _context).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *details):
        setcontext(self._saved)


_syntax = _re.compile(r"""(?P<sign>[-+])?(?:(?:(?P<whole>\d+)(?:\.(?P<fraction>\d*))?|\.(?P<only>\d+))(?:[eE](?P<exponent>[-+]?\d+))?
                          |(?P<infinite>inf(?:inity)?)|(?P<signalling>s)?nan(?P<diagnostic>\d*))""", _re.VERBOSE | _re.IGNORECASE)


def _rounded(coefficient, drop, rounding, negative):
    """@p coefficient without its last @p drop digits."""
    if drop <= 0:
        return coefficient * 10 ** -drop
    unit = 10 ** drop
    quotient, rest = divmod(coefficient, unit)
    if rest == 0:
        return quotient
    twice = 2 * rest
    if rounding == ROUND_HALF_EVEN:
        up = twice > unit or twice == unit and quotient % 2 == 1
    elif rounding == ROUND_HALF_UP:
        up = twice >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = twice > unit
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_CEILING:
        up = not negative
    elif rounding == ROUND_FLOOR:
        up = negative
    elif rounding == ROUND_05UP:
        up = quotient % 10 in (0, 5)
    else:
        raise TypeError('valid values for rounding are ROUND_DOWN, ROUND_HALF_UP …')
    return quotient + 1 if up else quotient


def _make(negative, coefficient, exponent, special=None, cls=None):
    result = object.__new__(cls or Decimal)
    result._negative = negative
    result._coefficient = coefficient
    result._exponent = exponent
    result._special = special
    return result


class Decimal:
    __slots__ = ('_negative', '_coefficient', '_exponent', '_special')

    def __new__(cls, value='0', context=None):
        if isinstance(value, Decimal):
            return _make(value._negative, value._coefficient, value._exponent, value._special, cls)
        if isinstance(value, int):
            return _make(value < 0, abs(int(value)), 0, None, cls)
        if isinstance(value, str):
            match = _syntax.fullmatch(value.strip().replace('_', ''))
            if match is None:
                raise InvalidOperation([ConversionSyntax])
            negative = match.group('sign') == '-'
            if match.group('infinite'):
                return _make(negative, 0, 0, 'Infinity', cls)
            whole = match.group('whole')
            if whole is None and match.group('only') is None:
                return _make(negative, 0, 0, 'sNaN' if match.group('signalling') else 'NaN', cls)
            fraction = match.group('fraction') or match.group('only') or ''
            exponent = int(match.group('exponent') or 0)
            return _make(negative, int((whole or '') + fraction), exponent - len(fraction), None, cls)
        if isinstance(value, float):
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            if exponent == 'F':
                return _make(bool(sign), 0, 0, 'Infinity', cls)
            if exponent in ('n', 'N'):
                return _make(bool(sign), 0, 0, 'NaN', cls)
            return _make(bool(sign), int(''.join(map(str, digits)) or '0'), exponent, None, cls)
        raise TypeError('conversion from %s to Decimal is not supported' % type(value).__name__)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if f != f:
            return _make(False, 0, 0, 'NaN', cls)
        if f in (float('inf'), float('-inf')):
            return _make(f < 0, 0, 0, 'Infinity', cls)
        numerator, denominator = abs(f).as_integer_ratio()
        power = denominator.bit_length() - 1
        import math
        return _make(math.copysign(1.0, f) < 0, numerator * 5 ** power, -power, None, cls)

    # ------------------------------------------------------------------------------------------------ text

    def __str__(self, eng=False, context=None):
        sign = '-' if self._negative else ''
        if self._special:
            return sign + self._special
        digits = str(self._coefficient)
        exponent = self._exponent
        left = exponent + len(digits)
        if exponent <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point <= 0:
            whole, fraction = '0', '.' + '0' * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + '0' * (point - len(digits)), ''
        else:
            whole, fraction = digits[:point], '.' + digits[point:]
        suffix = '' if left == point else 'E%+d' % (left - point)
        return sign + whole + fraction + suffix

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def to_eng_string(self, context=None):
        return str(self)

    def __format__(self, spec):
        if not spec:
            return str(self)
        match = _re.fullmatch(r'(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?', spec)
        if match is None:
            raise ValueError('Invalid format string')
        fill, align, sign, _, zero, width, grouping, precision, kind = match.groups()
        value = self
        suffix = ''
        if kind == '%':
            value = _make(value._negative, value._coefficient, value._exponent + 2, value._special)
            suffix = '%'
        if value._special:
            body = value._special
        elif kind in ('e', 'E'):
            digits = str(value._coefficient)
            places = len(digits) - 1 if precision is None else int(precision)
            kept = _rounded(value._coefficient, len(digits) - 1 - places, _context.rounding, value._negative)
            exponent = value._exponent + len(digits) - 1
            text = str(kept)
            if len(text) > places + 1:
                text, exponent = text[:-1], exponent + 1
            body = text[0] + ('.' + text[1:] if places else '') + kind + '%+d' % exponent
        elif kind in ('f', 'F', '%') or precision is not None and kind is None and False:
            places = max(-value._exponent, 0) if precision is None else int(precision)
            scaled = _rounded(value._coefficient, -value._exponent - places, _context.rounding, value._negative)
            text = str(scaled).rjust(places + 1, '0')
            body = text[:len(text) - places] + ('.' + text[len(text) - places:] if places else '')
        else:
            if precision is not None:
                value = value._fixed(Context(max(int(precision), 1), _context.rounding))
            body = str(abs(value)) if not value._special else value._special
        if grouping:
            digits = _re.match('[0-9]*', body).end()
            head, tail = body[:digits], body[digits:]
            groups = []
            while len(head) > 3:
                groups.insert(0, head[-3:])
                head = head[:-3]
            body = grouping.join([head] + groups) + tail
        prefix = '-' if value._negative else sign if sign in ('+', ' ') else ''
        body += suffix
        width = int(width or 0)
        if zero and not align:
            fill, align = '0', '='
        fill = fill or ' '
        missing = width - len(prefix) - len(body)
        if missing <= 0:
            return prefix + body
        if align == '=':
            return prefix + fill * missing + body
        if align == '<':
            return prefix + body + fill * missing
        if align == '^':
            return fill * (missing // 2) + prefix + body + fill * (missing - missing // 2)
        return fill * missing + prefix + body

    # ------------------------------------------------------------------------------------------------ looking

    def as_tuple(self):
        if self._special:
            return DecimalTuple(int(self._negative), (0,) if self._special == 'Infinity' else (),
                                'F' if self._special == 'Infinity' else 'n')
        return DecimalTuple(int(self._negative), tuple(int(d) for d in str(self._coefficient)), self._exponent)

    def as_integer_ratio(self):
        if self._special:
            raise ValueError('cannot convert %s to integer ratio' % self._special)
        import math
        numerator, denominator = self._coefficient, 1
        if self._exponent >= 0:
            numerator *= 10 ** self._exponent
        else:
            denominator = 10 ** -self._exponent
        divisor = math.gcd(numerator, denominator)
        return (-numerator if self._negative else numerator) // divisor, denominator // divisor

    def is_nan(self):
        return self._special in ('NaN', 'sNaN')

    def is_qnan(self):
        return self._special == 'NaN'

    def is_snan(self):
        return self._special == 'sNaN'

    def is_infinite(self):
        return self._special == 'Infinity'

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return self._special is None and self._coefficient == 0

    def is_signed(self):
        return self._negative

    def adjusted(self):
        return 0 if self._special else self._exponent + len(str(self._coefficient)) - 1

    def number_class(self):
        return 'NaN' if self.is_nan() else ('-' if self._negative else '+') + (
            'Infinity' if self.is_infinite() else 'Zero' if self.is_zero() else 'Normal')

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    # ------------------------------------------------------------------------------------------------ conversions

    def __bool__(self):
        return bool(self._special) or self._coefficient != 0

    def __int__(self):
        if self._special:
            if self.is_nan():
                raise ValueError('cannot convert NaN to integer')
            raise OverflowError('cannot convert Infinity to integer')
        value = _rounded(self._coefficient, -self._exponent, ROUND_DOWN, self._negative)
        return -value if self._negative else value

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError('Cannot convert signaling NaN to float')
        return float(str(self))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(False, 1, -n))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __hash__(self):
        if self._special:
            return hash(float(self))
        if self == int(self):
            return hash(int(self))
        as_float = float(self)
        return hash(as_float) if Decimal.from_float(as_float) == self else hash((self.normalize()._coefficient, self.normalize()._exponent))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # ------------------------------------------------------------------------------------------------ arithmetic

    @staticmethod
    def _operand(other):
        if isinstance(other, Decimal):
            return other
        if isinstance(other, int):
            return Decimal(other)
        return None

    def _signed(self):
        return -self._coefficient if self._negative else self._coefficient

    def _fixed(self, context=None):
        """Rounded to the context's precision."""
        context = context or _context
        if self._special:
            return self
        drop = len(str(self._coefficient)) - context.prec
        if drop <= 0:
            return self
        kept = _rounded(self._coefficient, drop, context.rounding, self._negative)
        exponent = self._exponent + drop
        if len(str(kept)) > context.prec:
            kept //= 10
            exponent += 1
        return _make(self._negative, kept, exponent)

    def _nan_of(self, other):
        for value in (self, other):
            if value.is_snan():
                raise InvalidOperation([InvalidOperation])
        return self if self.is_nan() else other if other.is_nan() else None

    def __add__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            nan = self._nan_of(other)
            if nan is not None:
                return nan
            if self._special and other._special and self._negative != other._negative:
                raise InvalidOperation([InvalidOperation])
            return self if self._special else other
        exponent = min(self._exponent, other._exponent)
        total = self._signed() * 10 ** (self._exponent - exponent) + other._signed() * 10 ** (other._exponent - exponent)
        negative = total < 0 or total == 0 and self._negative and other._negative
        return _make(negative, abs(total), exponent)._fixed()

    __radd__ = __add__

    def __sub__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            nan = self._nan_of(other)
            if nan is not None:
                return nan
            if not self or not other:
                raise InvalidOperation([InvalidOperation])
            return _make(negative, 0, 0, 'Infinity')
        return _make(negative, self._coefficient * other._coefficient, self._exponent + other._exponent)._fixed()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            nan = self._nan_of(other)
            if nan is not None:
                return nan
            if self._special and other._special:
                raise InvalidOperation([InvalidOperation])
            return _make(negative, 0, 0, 'Infinity') if self._special else _make(negative, 0, 0)
        if other._coefficient == 0:
            if self._coefficient == 0:
                raise DivisionUndefined([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        ideal = self._exponent - other._exponent
        if self._coefficient == 0:
            return _make(negative, 0, ideal)
        shift = len(str(other._coefficient)) - len(str(self._coefficient)) + _context.prec + 1
        exponent = ideal - shift
        if shift >= 0:
            quotient, rest = divmod(self._coefficient * 10 ** shift, other._coefficient)
        else:
            quotient, rest = divmod(self._coefficient, other._coefficient * 10 ** -shift)
        if rest:
            if quotient % 5 == 0:
                quotient += 1  # keeps the rounding right: the digits after are not zero
        else:
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _make(negative, quotient, exponent)._fixed()

    def __rtruediv__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other / self

    def _divide(self, other):
        if self._special or other._special:
            raise InvalidOperation([InvalidOperation])
        if other._coefficient == 0:
            raise DivisionByZero([DivisionByZero]) if self._coefficient else DivisionUndefined([DivisionUndefined])
        exponent = min(self._exponent, other._exponent)
        quotient, rest = divmod(self._coefficient * 10 ** (self._exponent - exponent),
                                other._coefficient * 10 ** (other._exponent - exponent))
        return (_make(self._negative != other._negative, quotient, 0), _make(self._negative, rest, exponent)._fixed())

    def __floordiv__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self._divide(other)[0]

    def __rfloordiv__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self._divide(other)[1]

    def __rmod__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else self._divide(other)

    def __pow__(self, other, modulo=None):
        other = self._operand(other)
        if other is None:
            return NotImplemented
        if other == int(other):
            power = int(other)
            exact = _make(self._negative and power % 2 == 1, self._coefficient ** abs(power), self._exponent * abs(power))
            return exact._fixed() if power >= 0 else Decimal(1) / exact
        if other == Decimal('0.5'):
            return self.sqrt()
        return Decimal(repr(float(self) ** float(other)))

    def __rpow__(self, other):
        other = self._operand(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        if self._negative and self._coefficient:
            raise InvalidOperation([InvalidOperation])
        import math
        exponent = self._exponent
        coefficient = self._coefficient
        if not coefficient:
            return _make(self._negative, 0, exponent // 2)._fixed()
        if exponent % 2:
            coefficient *= 10
            exponent -= 1
        ideal = exponent // 2
        shift = max(_context.prec + 1 - len(str(coefficient)) // 2, 0)
        coefficient *= 100 ** shift
        root = math.isqrt(coefficient)
        exponent = ideal - shift
        if root * root == coefficient:
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        return _make(False, root, exponent)._fixed()

    def __neg__(self):
        if self._coefficient == 0 and not self._special:
            return _make(False, 0, self._exponent)
        return self.copy_negate()._fixed()

    def __pos__(self):
        return self._fixed()

    def __abs__(self):
        return self.copy_abs()._fixed()

    def copy_abs(self):
        return _make(False, self._coefficient, self._exponent, self._special)

    def copy_negate(self):
        return _make(not self._negative, self._coefficient, self._exponent, self._special)

    def copy_sign(self, other):
        return _make(other._negative, self._coefficient, self._exponent, self._special)

    def quantize(self, exp, rounding=None, context=None):
        exp = Decimal(exp) if not isinstance(exp, Decimal) else exp
        if self._special or exp._special:
            if self._special and exp._special:
                return self
            raise InvalidOperation([InvalidOperation])
        kept = _rounded(self._coefficient, exp._exponent - self._exponent, rounding or _context.rounding, self._negative)
        if len(str(kept)) > _context.prec:
            raise InvalidOperation([InvalidOperation])
        return _make(self._negative, kept, exp._exponent)

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exponent >= 0:
            return self
        return _make(self._negative, _rounded(self._coefficient, -self._exponent, rounding or _context.rounding, self._negative), 0)

    to_integral = to_integral_value
    to_integral_exact = to_integral_value

    def normalize(self, context=None):
        value = self._fixed()
        if value._special:
            return value
        if value._coefficient == 0:
            return _make(value._negative, 0, 0)
        coefficient, exponent = value._coefficient, value._exponent
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(value._negative, coefficient, exponent)

    def scaleb(self, other, context=None):
        return _make(self._negative, self._coefficient, self._exponent + int(other), self._special)

    def same_quantum(self, other, context=None):
        return self._exponent == other._exponent

    def max(self, other, context=None):
        other = self._operand(other)
        return self if other < self or other == self else other

    def min(self, other, context=None):
        other = self._operand(other)
        return self if self < other or other == self else other

    def compare(self, other, context=None):
        order = self._order(self._operand(other))
        return Decimal('NaN') if order is None else Decimal(order)

    # ------------------------------------------------------------------------------------------------ order

    def _order(self, other):
        """-1, 0, 1; None when one is not a number."""
        if self.is_nan() or other.is_nan():
            return None
        if self._special or other._special:
            mine = 0 if not self._special else -1 if self._negative else 1
            theirs = 0 if not other._special else -1 if other._negative else 1
            return (mine > theirs) - (mine < theirs)
        exponent = min(self._exponent, other._exponent)
        mine = self._signed() * 10 ** (self._exponent - exponent)
        theirs = other._signed() * 10 ** (other._exponent - exponent)
        return (mine > theirs) - (mine < theirs)

    def _compare(self, other, test):
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = self._operand(other)
        if other is None:
            return NotImplemented
        order = self._order(other)
        return False if order is None else test(order)

    def __eq__(self, other):
        return self._compare(other, lambda order: order == 0)

    def __ne__(self, other):
        result = self == other
        return result if result is NotImplemented else not result

    def __lt__(self, other):
        return self._compare(other, lambda order: order < 0)

    def __le__(self, other):
        return self._compare(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._compare(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._compare(other, lambda order: order >= 0)
