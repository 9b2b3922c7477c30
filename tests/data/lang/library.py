# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Standard library: what CPython 3.11 gives, per expression its repr or its error.
def result(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
from fractions import Fraction as F
from decimal import Decimal as D
import math, statistics as st
got = result(lambda: (F(1,3)+F(1,6)))
assert got == 'Fraction(1, 2)', got
got = result(lambda: (F('3/4')))
assert got == 'Fraction(3, 4)', got
got = result(lambda: (F('-1.25e2')))
assert got == 'Fraction(-125, 1)', got
got = result(lambda: (F(0.5)))
assert got == 'Fraction(1, 2)', got
got = result(lambda: (F(D('1.1'))))
assert got == 'Fraction(11, 10)', got
got = result(lambda: (F(1,0)))
assert got == 'ZeroDivisionError: Fraction(1, 0)', got
got = result(lambda: (F('x')))
assert got == "ValueError: Invalid literal for Fraction: 'x'", got
got = result(lambda: (F(3)))
assert got == 'Fraction(3, 1)', got
got = result(lambda: (F(3,6)*2))
assert got == 'Fraction(1, 1)', got
got = result(lambda: (2*F(3,6)))
assert got == 'Fraction(1, 1)', got
got = result(lambda: (F(7,2)//1))
assert got == '3', got
got = result(lambda: (F(7,2)%2))
assert got == 'Fraction(3, 2)', got
got = result(lambda: (divmod(F(7,2),2)))
assert got == '(1, Fraction(3, 2))', got
got = result(lambda: (divmod(7,F(3,2))))
assert got == '(4, Fraction(1, 1))', got
got = result(lambda: (F(1,3)**2))
assert got == 'Fraction(1, 9)', got
got = result(lambda: (F(1,3)**-2))
assert got == 'Fraction(9, 1)', got
got = result(lambda: (2**F(1,2)))
assert got == '1.4142135623730951', got
got = result(lambda: (F(4,9)**F(1,2)))
assert got == '0.6666666666666666', got
got = result(lambda: (float(F(1,3))))
assert got == '0.3333333333333333', got
got = result(lambda: (int(F(-7,2))))
assert got == '-3', got
got = result(lambda: (round(F(7,2))))
assert got == '4', got
got = result(lambda: (round(F(5,2))))
assert got == '2', got
got = result(lambda: (round(F(22,7),2)))
assert got == 'Fraction(157, 50)', got
got = result(lambda: (math.floor(F(-7,2))))
assert got == '-4', got
got = result(lambda: (math.ceil(F(7,2))))
assert got == '4', got
got = result(lambda: (math.trunc(F(-7,2))))
assert got == '-3', got
got = result(lambda: (hash(F(1,2))==hash(0.5)))
assert got == 'True', got
got = result(lambda: (hash(F(3))==hash(3)))
assert got == 'True', got
got = result(lambda: (F(1,2)==0.5))
assert got == 'True', got
got = result(lambda: (F(1,2)<0.75))
assert got == 'True', got
got = result(lambda: (F(1,2)<F(2,3)))
assert got == 'True', got
got = result(lambda: (F(1,3)+0.5))
assert got == '0.8333333333333333', got
got = result(lambda: (1-F(1,3)))
assert got == 'Fraction(2, 3)', got
got = result(lambda: (1/F(1,3)))
assert got == 'Fraction(3, 1)', got
got = result(lambda: (F(22,7).limit_denominator(3)))
assert got == 'Fraction(3, 1)', got
got = result(lambda: (F(math.pi).limit_denominator(1000)))
assert got == 'Fraction(355, 113)', got
got = result(lambda: (str(F(1,3))))
assert got == "'1/3'", got
got = result(lambda: (str(F(4,2))))
assert got == "'2'", got
got = result(lambda: (-F(1,2)))
assert got == 'Fraction(-1, 2)', got
got = result(lambda: (abs(F(-1,2))))
assert got == 'Fraction(1, 2)', got
got = result(lambda: (bool(F(0))))
assert got == 'False', got
got = result(lambda: (F(1,2)+'a'))
assert got == "TypeError: unsupported operand type(s) for +: 'Fraction' and 'str'", got
got = result(lambda: (F(1,2).as_integer_ratio()))
assert got == '(1, 2)', got
got = result(lambda: (sum([F(1,2),F(1,3)])))
assert got == 'Fraction(5, 6)', got
got = result(lambda: (sorted([F(1,2),0.3,1])))
assert got == '[0.3, Fraction(1, 2), 1]', got
got = result(lambda: (F.from_float(0.25)))
assert got == 'Fraction(1, 4)', got
got = result(lambda: (F(1.5,2)))
assert got == 'TypeError: both arguments should be Rational instances', got
got = result(lambda: (f'{F(1,2)}'))
assert got == "'1/2'", got
got = result(lambda: (F(1,2) in {0.5}))
assert got == 'True', got
got = result(lambda: (st.mean([1,2,3,4])))
assert got == '2.5', got
got = result(lambda: (st.mean([1,2,3])))
assert got == '2', got
got = result(lambda: (st.mean([1.5,2.5])))
assert got == '2.0', got
got = result(lambda: (st.mean([F(1,2),F(1,3)])))
assert got == 'Fraction(5, 12)', got
got = result(lambda: (st.mean([D('0.5'),D('0.75')])))
assert got == "Decimal('0.625')", got
got = result(lambda: (st.mean([])))
assert got == 'StatisticsError: mean requires at least one data point', got
got = result(lambda: (st.fmean([1,2,4])))
assert got == '2.3333333333333335', got
got = result(lambda: (st.fmean([1,2],[3,1])))
assert got == '1.25', got
got = result(lambda: (st.median([3,1,2])))
assert got == '2', got
got = result(lambda: (st.median([3,1,2,4])))
assert got == '2.5', got
got = result(lambda: (st.median_low([1,2,3,4])))
assert got == '2', got
got = result(lambda: (st.median_high([1,2,3,4])))
assert got == '3', got
got = result(lambda: (st.median_grouped([1,2,2,3,4,4,4,4,4,5])))
assert got == '3.7', got
got = result(lambda: (st.mode([1,1,2])))
assert got == '1', got
got = result(lambda: (st.mode('aabb')))
assert got == "'a'", got
got = result(lambda: (st.multimode('aabbc')))
assert got == "['a', 'b']", got
got = result(lambda: (st.stdev([1,2,3,4])))
assert got == '1.2909944487358056', got
got = result(lambda: (st.pstdev([1,2,3,4])))
assert got == '1.118033988749895', got
got = result(lambda: (st.variance([1,2,3,4])))
assert got == '1.6666666666666667', got
got = result(lambda: (st.pvariance([1,2,3,4])))
assert got == '1.25', got
got = result(lambda: (st.variance([1])))
assert got == 'StatisticsError: variance requires at least two data points', got
got = result(lambda: (st.variance([0.1,0.2,0.4])))
assert got == '0.023333333333333334', got
got = result(lambda: (st.quantiles([1,2,3,4,5])))
assert got == '[1.5, 3.0, 4.5]', got
got = result(lambda: (st.quantiles(range(10),n=10,method='inclusive')))
assert got == '[0.9, 1.8, 2.7, 3.6, 4.5, 5.4, 6.3, 7.2, 8.1]', got
got = result(lambda: (st.harmonic_mean([40,60])))
assert got == '48.0', got
got = result(lambda: (st.geometric_mean([54,24,36])))
assert got == '36.000000000000014', got
got = result(lambda: (st.correlation([1,2,3],[1,5,7])))
assert got == '0.9819805060619656', got
got = result(lambda: (st.covariance([1,2,3],[1,5,7])))
assert got == '3.0', got
got = result(lambda: (st.linear_regression([1,2,3],[1,5,7])))
assert got == 'LinearRegression(slope=3.0, intercept=-1.666666666666667)', got
got = result(lambda: (st.NormalDist(1,2).cdf(2)))
assert got == '0.6914624612740131', got
got = result(lambda: (st.NormalDist(1,2)+3))
assert got == 'NormalDist(mu=4.0, sigma=2.0)', got
got = result(lambda: (st.stdev([D('1'),D('2.5'),D('4')])))
assert got == "Decimal('1.5')", got
got = result(lambda: (st.pstdev([F(1,2),F(3,4)])))
assert got == '0.125', got
got = result(lambda: (st.mean([1,2,float('inf')])))
assert got == 'inf', got
got = result(lambda: (st.variance([1,2,3],2)))
assert got == '1', got
got = result(lambda: (st.median([])))
assert got == 'StatisticsError: no median for empty data', got
got = result(lambda: (st.mode([])))
assert got == 'StatisticsError: no mode for empty data', got
got = result(lambda: (st.stdev([1e10,1e10+1,1e10+3])))
assert got == '1.5275252316519468', got
got = result(lambda: (st.pstdev([0.1]*3)))
assert got == '0.0', got
---
def result(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
import struct, unicodedata as ud, base64, binascii, math
from zoneinfo import ZoneInfo
import zoneinfo
from datetime import datetime, timedelta, timezone
got = result(lambda: (struct.pack('>hHiIqQ', -1, 65535, -2, 4000000000, -5, 2**64-1)))
assert got == "b'\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xeek(\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfb\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff'", got
got = result(lambda: (struct.pack('<i', 2**31)))
assert got == "error: 'i' format requires -2147483648 <= number <= 2147483647", got
got = result(lambda: (struct.pack('B', 256)))
assert got == 'error: ubyte format requires 0 <= number <= 255', got
got = result(lambda: (struct.pack('b', -129)))
assert got == 'error: byte format requires -128 <= number <= 127', got
got = result(lambda: (struct.pack('h', 40000)))
assert got == 'error: short format requires -32768 <= number <= 32767', got
got = result(lambda: (struct.pack('Q', -1)))
assert got == 'error: argument out of range', got
got = result(lambda: (struct.pack('q', 2**63)))
assert got == 'error: argument out of range', got
got = result(lambda: (struct.pack('ii', 1)))
assert got == 'error: pack expected 2 items for packing (got 1)', got
got = result(lambda: (struct.pack('z', 1)))
assert got == 'error: bad char in struct format', got
got = result(lambda: (struct.pack('3')))
assert got == 'error: repeat count given without format specifier', got
got = result(lambda: (struct.pack('@bi', 1, 2)))
assert got == "b'\\x01\\x00\\x00\\x00\\x02\\x00\\x00\\x00'", got
got = result(lambda: (struct.pack('=bi', 1, 2)))
assert got == "b'\\x01\\x02\\x00\\x00\\x00'", got
got = result(lambda: (struct.pack('bxxh', 1, 2)))
assert got == "b'\\x01\\x00\\x00\\x00\\x02\\x00'", got
got = result(lambda: (struct.pack('10s', b'abc')))
assert got == "b'abc\\x00\\x00\\x00\\x00\\x00\\x00\\x00'", got
got = result(lambda: (struct.pack('2s', b'abcd')))
assert got == "b'ab'", got
got = result(lambda: (struct.pack('5p', b'abcdefg')))
assert got == "b'\\x04abcd'", got
got = result(lambda: (struct.pack('?', [])))
assert got == "b'\\x00'", got
got = result(lambda: (struct.pack('c', b'a')))
assert got == "b'a'", got
got = result(lambda: (struct.pack('c', b'ab')))
assert got == 'error: char format requires a bytes object of length 1', got
got = result(lambda: (struct.pack('f', 1.5)))
assert got == "b'\\x00\\x00\\xc0?'", got
got = result(lambda: (struct.pack('>d', math.pi)))
assert got == "b'@\\t!\\xfbTD-\\x18'", got
got = result(lambda: (struct.pack('e', 0.1)))
assert got == "b'f.'", got
got = result(lambda: (struct.pack('f', 1e39)))
assert got == "b'\\x00\\x00\\x80\\x7f'", got
got = result(lambda: (struct.pack('f', 'a')))
assert got == 'error: required argument is not a float', got
got = result(lambda: (struct.pack('i', 1.5)))
assert got == 'error: required argument is not an integer', got
got = result(lambda: (struct.pack('i', True)))
assert got == "b'\\x01\\x00\\x00\\x00'", got
got = result(lambda: (struct.unpack('>hHiIqQ', bytes(range(28)))))
assert got == '(1, 515, 67438087, 134810123, 868365761009226259, 1447087143713839643)', got
got = result(lambda: (struct.unpack('<f', b'\x00\x00\xc0?')))
assert got == '(1.5,)', got
got = result(lambda: (struct.unpack('4s2x1s', b'abcdefg')))
assert got == "(b'abcd', b'g')", got
got = result(lambda: (struct.unpack('>h', b'abc')))
assert got == 'error: unpack requires a buffer of 2 bytes', got
got = result(lambda: (struct.unpack_from('>h', b'abcdef', 2)))
assert got == '(25444,)', got
got = result(lambda: (struct.unpack_from('>h', b'abcdef', 5)))
assert got == 'error: unpack_from requires a buffer of at least 7 bytes for unpacking 2 bytes at offset 5 (actual buffer size is 6)', got
got = result(lambda: (struct.unpack_from('>h', b'abcdef', -2)))
assert got == '(25958,)', got
got = result(lambda: (list(struct.iter_unpack('<H', b'abcdef'))))
assert got == '[(25185,), (25699,), (26213,)]', got
got = result(lambda: (struct.calcsize('lqi'), struct.calcsize('=lqi'), struct.calcsize('3i 2h')))
assert got == '(20, 16, 16)', got
got = result(lambda: (struct.Struct('<HB').size, struct.Struct('<HB').pack(1, 2), struct.Struct('>H').format))
assert got == "(3, b'\\x01\\x00\\x02', '>H')", got
got = result(lambda: (struct.unpack('p', b'\x00')))
assert got == "(b'',)", got
got = result(lambda: ((lambda b: (struct.pack_into('>H', b, 1, 258), b))(bytearray(4))))
assert got == "(None, bytearray(b'\\x00\\x01\\x02\\x00'))", got
got = result(lambda: (ud.name('A'), ud.name('é'), ud.name('中'), ud.name('가'), ud.name('힣')))
assert got == "('LATIN CAPITAL LETTER A', 'LATIN SMALL LETTER E WITH ACUTE', 'CJK UNIFIED IDEOGRAPH-4E2D', 'HANGUL SYLLABLE GA', 'HANGUL SYLLABLE HIH')", got
got = result(lambda: (ud.name('\n')))
assert got == 'ValueError: no such name', got
got = result(lambda: (ud.name('\n', None)))
assert got == 'None', got
got = result(lambda: (ud.lookup('GREEK SMALL LETTER ALPHA'), ud.lookup('latin small letter a')))
assert got == "('α', 'a')", got
got = result(lambda: (ud.lookup('nope')))
assert got == 'KeyError: "undefined character name \'nope\'"', got
got = result(lambda: ([ud.category(c) for c in 'aA1 -_(\n€ªé中̀']))
assert got == "['Ll', 'Lu', 'Nd', 'Zs', 'Pd', 'Pc', 'Ps', 'Cc', 'Sc', 'Lo', 'Ll', 'Lo', 'Mn']", got
got = result(lambda: ([ud.bidirectional(c) for c in 'a1 א-']))
assert got == "['L', 'EN', 'WS', 'R', 'ES']", got
got = result(lambda: ([ud.combining(c) for c in 'à̧̀́']))
assert got == '[0, 230, 230, 202]', got
got = result(lambda: ([ud.normalize(f, 'ﬁ é ① Å') for f in ('NFC', 'NFD', 'NFKC', 'NFKD')]))
assert got == "['ﬁ é ① Å', 'ﬁ é ① Å', 'fi é 1 Å', 'fi é 1 Å']", got
got = result(lambda: (ud.normalize('X', 'a')))
assert got == 'ValueError: invalid normalization form', got
got = result(lambda: (ud.decimal('५'), ud.digit('²'), ud.numeric('½'), ud.numeric('Ⅷ'), ud.numeric('三'), ud.decimal('5')))
assert got == '(5, 2, 0.5, 8.0, 3.0, 5)', got
got = result(lambda: (ud.decimal('a')))
assert got == 'ValueError: not a decimal', got
got = result(lambda: (ud.digit('½', 'none')))
assert got == "'none'", got
got = result(lambda: (ud.numeric('x')))
assert got == 'ValueError: not a numeric character', got
got = result(lambda: ([ud.decomposition(c) for c in 'éﬁ①aÅ½']))
assert got == "['0065 0301', '<compat> 0066 0069', '<circle> 0031', '', '0041 030A', '<fraction> 0031 2044 0032']", got
got = result(lambda: ([ud.east_asian_width(c) for c in 'aＡ中ｱ€😀']))
assert got == "['Na', 'F', 'W', 'H', 'A', 'W']", got
got = result(lambda: (ud.mirrored('('), ud.mirrored('a')))
assert got == '(1, 0)', got
got = result(lambda: (ud.is_normalized('NFC', 'é'), ud.is_normalized('NFC', 'é')))
assert got == '(True, True)', got
got = result(lambda: (''.join(c for c in ud.normalize('NFKD', 'Crème Brûlée Ñandú') if not ud.combining(c))))
assert got == "'Creme Brulee Nandu'", got
got = result(lambda: (ud.name('ab')))
assert got == 'TypeError: name() argument 1 must be a unicode character, not str', got
got = result(lambda: (base64.b64encode(b'\xff\xfe?>'), base64.b64encode(b'\xff\xfe?>', b'-_'), base64.urlsafe_b64encode(b'\xff\xfe?>')))
assert got == "(b'//4/Pg==', b'__4_Pg==', b'__4_Pg==')", got
got = result(lambda: (base64.b64decode('aGVs\nbG8='), base64.b64decode(b'aGVsbG8'[:4]), base64.urlsafe_b64decode('__4_Pg==')))
assert got == "(b'hello', b'hel', b'\\xff\\xfe?>')", got
got = result(lambda: (base64.b64decode('aGVsbG8')))
assert got == 'Error: Incorrect padding', got
got = result(lambda: (base64.b64decode('a')))
assert got == 'Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4', got
got = result(lambda: (base64.b64decode('aGVsbG8=!', validate=True)))
assert got == 'Error: Excess data after padding', got
got = result(lambda: (base64.b64decode('aGVs=bG8=', validate=True)))
assert got == 'Error: Discontinuous padding not allowed', got
got = result(lambda: (base64.b64decode('=aGVs', validate=True)))
assert got == 'Error: Leading padding not allowed', got
got = result(lambda: (base64.b64decode('aé')))
assert got == 'ValueError: string argument should contain only ASCII characters', got
got = result(lambda: (base64.b64decode(5)))
assert got == "TypeError: argument should be a bytes-like object or ASCII string, not 'int'", got
got = result(lambda: (base64.b64encode('text')))
assert got == "TypeError: a bytes-like object is required, not 'str'", got
got = result(lambda: (base64.b32encode(b'hello world'), base64.b32encode(b''), base64.b32encode(b'abcde'), base64.b32encode(b'a')))
assert got == "(b'NBSWY3DPEB3W64TMMQ======', b'', b'MFRGGZDF', b'ME======')", got
got = result(lambda: (base64.b32decode('NBSWY3DP'), base64.b32decode(b'ME======'), base64.b32decode('nbswy3dp', casefold=True)))
assert got == "(b'hello', b'a', b'hello')", got
got = result(lambda: (base64.b32decode('nbswy3dp')))
assert got == 'Error: Non-base32 digit found', got
got = result(lambda: (base64.b32decode('NBSWY3D')))
assert got == 'Error: Incorrect padding', got
got = result(lambda: (base64.b32decode('NBSWY3D1', map01='L')))
assert got == "b'hellk'", got
got = result(lambda: (base64.b32hexencode(b'hello'), base64.b32hexdecode(b'D1IMOR3F')))
assert got == "(b'D1IMOR3F', b'hello')", got
got = result(lambda: (base64.b16encode(b'\x01\xab'), base64.b16decode('01AB'), base64.b16decode('01ab', True)))
assert got == "(b'01AB', b'\\x01\\xab', b'\\x01\\xab')", got
got = result(lambda: (base64.b16decode('01ab')))
assert got == 'Error: Non-base16 digit found', got
got = result(lambda: (base64.b85encode(b'hello world!'), base64.b85decode(b'Xk~0{Zy<MXa%^NF'), base64.b85encode(b'a'), base64.b85encode(b'a', pad=True)))
assert got == "(b'Xk~0{Zy<MXa%^NF', b'hello world!', b'VE', b'VE_OC')", got
got = result(lambda: (base64.encodebytes(b'x'*60), base64.decodebytes(b'eHg=\n')))
assert got == "(b'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4\\neHh4\\n', b'xx')", got
got = result(lambda: (binascii.hexlify(b'\x01\xff'), binascii.unhexlify('01ff'), binascii.hexlify(b'\x01\x02\x03', '-'), binascii.crc32(b'hello')))
assert got == "(b'01ff', b'\\x01\\xff', b'01-02-03', 907060870)", got
got = result(lambda: (binascii.unhexlify('0')))
assert got == 'Error: Odd-length string', got
got = result(lambda: (binascii.unhexlify('0g')))
assert got == 'Error: Non-hexadecimal digit found', got
got = result(lambda: (binascii.b2a_base64(b'hi'), binascii.a2b_base64('aGk=\n'), binascii.b2a_base64(b'hi', newline=False)))
assert got == "(b'aGk=\\n', b'hi', b'aGk=')", got
got = result(lambda: (ZoneInfo('Europe/Berlin')))
assert got == "zoneinfo.ZoneInfo(key='Europe/Berlin')", got
got = result(lambda: (str(ZoneInfo('Europe/Berlin')), ZoneInfo('UTC').key, ZoneInfo('UTC') is ZoneInfo('UTC')))
assert got == "('Europe/Berlin', 'UTC', True)", got
got = result(lambda: (ZoneInfo('Nope/Zone')))
assert got == "ZoneInfoNotFoundError: 'No time zone found with key Nope/Zone'", got
got = result(lambda: (ZoneInfo('../etc')))
assert got == 'ValueError: ZoneInfo keys must refer to subdirectories of TZPATH, got: ../etc', got
got = result(lambda: (datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Europe/Berlin'))))
assert got == "datetime.datetime(2024, 7, 1, 12, 0, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin'))", got
got = result(lambda: (datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Europe/Berlin')).isoformat()))
assert got == "'2024-07-01T12:00:00+02:00'", got
got = result(lambda: (datetime(2024, 1, 1, 12, tzinfo=ZoneInfo('America/New_York')).astimezone(ZoneInfo('Asia/Tokyo')).isoformat()))
assert got == "'2024-01-02T02:00:00+09:00'", got
got = result(lambda: (datetime(2024, 1, 1, 12, tzinfo=timezone.utc).astimezone(ZoneInfo('Asia/Kolkata')).strftime('%c %z %Z')))
assert got == "'Mon Jan  1 17:30:00 2024 +0530 IST'", got
got = result(lambda: (datetime(2024, 10, 27, 2, 30, tzinfo=ZoneInfo('Europe/Berlin')).isoformat(), datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo('Europe/Berlin')).isoformat()))
assert got == "('2024-10-27T02:30:00+02:00', '2024-10-27T02:30:00+01:00')", got
got = result(lambda: (datetime(2024, 3, 31, 2, 30, tzinfo=ZoneInfo('Europe/Berlin')).isoformat(), datetime(2024, 3, 31, 2, 30, fold=1, tzinfo=ZoneInfo('Europe/Berlin')).isoformat()))
assert got == "('2024-03-31T02:30:00+01:00', '2024-03-31T02:30:00+02:00')", got
got = result(lambda: (datetime(2024, 10, 27, 1, 30, tzinfo=timezone.utc).astimezone(ZoneInfo('Europe/Berlin'))))
assert got == "datetime.datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin'))", got
got = result(lambda: (datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')).dst(), datetime(2024, 1, 1, tzinfo=ZoneInfo('Europe/Berlin')).dst(), datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')).tzname()))
assert got == "(datetime.timedelta(seconds=3600), datetime.timedelta(0), 'CEST')", got
got = result(lambda: (datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')) - datetime(2024, 1, 1, tzinfo=ZoneInfo('Europe/Berlin'))))
assert got == 'datetime.timedelta(days=182)', got
got = result(lambda: (datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')) - datetime(2024, 1, 1, tzinfo=timezone.utc)))
assert got == 'datetime.timedelta(days=181, seconds=79200)', got
got = result(lambda: (datetime(2024, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')).timestamp()))
assert got == '1719784800.0', got
got = result(lambda: (datetime.fromtimestamp(1700000000, ZoneInfo('America/Sao_Paulo')).isoformat()))
assert got == "'2023-11-14T19:13:20-03:00'", got
got = result(lambda: (datetime(2050, 7, 1, tzinfo=ZoneInfo('Europe/Berlin')).isoformat()))
assert got == "'2050-07-01T00:00:00+02:00'", got
got = result(lambda: ('Europe/Berlin' in zoneinfo.available_timezones()))
assert got == 'True', got
got = result(lambda: (datetime(2024,1,1).replace(fold=1)))
assert got == 'datetime.datetime(2024, 1, 1, 0, 0, fold=1)', got
got = result(lambda: (math.fsum([.1]*10), math.fsum([1e16,1,1e-16]), math.fsum([]), math.fsum([1e308,1e308,-1e308])))
assert got == 'OverflowError: intermediate overflow in fsum', got
got = result(lambda: (math.fsum([float('inf'), -float('inf')])))
assert got == 'ValueError: -inf + inf in fsum', got
got = result(lambda: (math.log(10**400), math.log(8,2), math.log2(8), math.log10(1000)))
assert got == '(921.0340371976182, 3.0, 3.0, 3.0)', got
got = result(lambda: (math.log(0)))
assert got == 'ValueError: math domain error', got
got = result(lambda: (math.log(2,1)))
assert got == 'ZeroDivisionError: float division by zero', got
got = result(lambda: (math.pow(0,-1)))
assert got == 'ValueError: math domain error', got
got = result(lambda: (math.pow(10,400)))
assert got == 'OverflowError: math range error', got
got = result(lambda: (math.pow(-8,1/3)))
assert got == 'ValueError: math domain error', got
got = result(lambda: (math.fmod(5,0)))
assert got == 'ValueError: math domain error', got
got = result(lambda: (math.fmod(-7,3), math.remainder(7,3), math.perm(5,2), math.perm(4), math.comb(5,2), math.dist((1,2),(4,6)), math.ulp(1.0), math.nextafter(1,2)))
assert got == '(-1.0, 1.0, 20, 24, 10, 5.0, 2.220446049250313e-16, 1.0000000000000002)', got
got = result(lambda: (math.comb(-1,2)))
assert got == 'ValueError: n must be a non-negative integer', got
got = result(lambda: (math.perm(3,-1)))
assert got == 'ValueError: k must be a non-negative integer', got
got = result(lambda: (math.trunc('a')))
assert got == "TypeError: type str doesn't define __trunc__ method", got
got = result(lambda: (math.floor('a')))
assert got == 'TypeError: must be real number, not str', got
got = result(lambda: (math.floor(-2.5), math.ceil(2.1), math.trunc(-2.9), math.isqrt(10**20), math.gcd(12,18,24), math.lcm(4,6), math.prod([1,2,3.0])))
assert got == '(-3, 3, -2, 10000000000, 6, 12, 6.0)', got
got = result(lambda: (math.sqrt(-1)))
assert got == 'ValueError: math domain error', got
got = result(lambda: (math.factorial(20), math.factorial(25)))
assert got == '(2432902008176640000, 15511210043330985984000000)', got
got = result(lambda: (math.factorial(-1)))
assert got == 'ValueError: factorial() not defined for negative values', got
got = result(lambda: (math.factorial(1.5)))
assert got == "TypeError: 'float' object cannot be interpreted as an integer", got
got = result(lambda: (math.degrees(math.pi), math.radians(180), math.hypot(3,4), math.copysign(1,-0.0), math.frexp(8), math.ldexp(0.5,4), math.modf(-2.5)))
assert got == '(180.0, 3.141592653589793, 5.0, -1.0, (0.5, 4), 8.0, (-0.5, -2.0))', got
got = result(lambda: (math.isclose(0.1+0.2,0.3), math.isnan(math.nan), math.inf, -math.inf, math.e, math.tau))
assert got == '(True, True, inf, -inf, 2.718281828459045, 6.283185307179586)', got
got = result(lambda: (float.__divmod__(7.0, 2.0), (7).__divmod__(2), (7).__rdivmod__(20), divmod(-7, 2), divmod(7.5, -2)))
assert got == '((3.0, 1.0), (3, 1), (2, 6), (-4, 1), (-4.0, -0.5))', got
---
def result(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
import ipaddress as ip, configparser, codecs, errno, calendar, pprint, ast, io, queue, graphlib, contextvars
got = result(lambda: (ip.ip_address('192.168.0.1'), ip.ip_address('::1'), ip.ip_address(3232235521), ip.ip_address('2001:db8::8a2e:370:7334')))
assert got == "(IPv4Address('192.168.0.1'), IPv6Address('::1'), IPv4Address('192.168.0.1'), IPv6Address('2001:db8::8a2e:370:7334'))", got
got = result(lambda: (ip.ip_address('256.1.1.1')))
assert got == "ValueError: '256.1.1.1' does not appear to be an IPv4 or IPv6 address", got
got = result(lambda: (ip.ip_address('1.2.3')))
assert got == "ValueError: '1.2.3' does not appear to be an IPv4 or IPv6 address", got
got = result(lambda: (ip.ip_address('1.2.3.04')))
assert got == "ValueError: '1.2.3.04' does not appear to be an IPv4 or IPv6 address", got
got = result(lambda: (ip.IPv4Address('1.2.3.04')))
assert got == "AddressValueError: Leading zeros are not permitted in '04' in '1.2.3.04'", got
got = result(lambda: (ip.IPv4Address('1.2.3.a')))
assert got == "AddressValueError: Only decimal digits permitted in 'a' in '1.2.3.a'", got
got = result(lambda: (ip.IPv6Address('1:2:3')))
assert got == "AddressValueError: Exactly 8 parts expected without '::' in '1:2:3'", got
got = result(lambda: (ip.IPv6Address(':::')))
assert got == "AddressValueError: At most one '::' permitted in ':::'", got
got = result(lambda: (ip.IPv6Address('1::2::3')))
assert got == "AddressValueError: At most one '::' permitted in '1::2::3'", got
got = result(lambda: (ip.IPv6Address('12345::')))
assert got == "AddressValueError: At most 4 characters permitted in '12345' in '12345::'", got
got = result(lambda: (ip.IPv6Address('::ffff:1.2.3.4'), ip.IPv6Address('::ffff:1.2.3.4').ipv4_mapped, ip.IPv6Address('fe80::1%eth0').scope_id))
assert got == "(IPv6Address('::ffff:102:304'), IPv4Address('1.2.3.4'), 'eth0')", got
got = result(lambda: (ip.ip_network('10.0.0.0/8'), ip.ip_network('10.0.0.0/255.255.0.0'), ip.ip_network('2001:db8::/32')))
assert got == "(IPv4Network('10.0.0.0/8'), IPv4Network('10.0.0.0/16'), IPv6Network('2001:db8::/32'))", got
got = result(lambda: (ip.ip_network('10.0.0.1/8')))
assert got == 'ValueError: 10.0.0.1/8 has host bits set', got
got = result(lambda: (ip.ip_network('10.0.0.1/8', strict=False)))
assert got == "IPv4Network('10.0.0.0/8')", got
got = result(lambda: (ip.ip_network('10.0.0.0/33')))
assert got == "ValueError: '10.0.0.0/33' does not appear to be an IPv4 or IPv6 network", got
got = result(lambda: (ip.ip_network('nope')))
assert got == "ValueError: 'nope' does not appear to be an IPv4 or IPv6 network", got
got = result(lambda: (ip.ip_network('192.168.1.0/30').num_addresses, list(ip.ip_network('192.168.1.0/30')), list(ip.ip_network('192.168.1.0/30').hosts()), list(ip.ip_network('192.168.1.0/31').hosts())))
assert got == "(4, [IPv4Address('192.168.1.0'), IPv4Address('192.168.1.1'), IPv4Address('192.168.1.2'), IPv4Address('192.168.1.3')], [IPv4Address('192.168.1.1'), IPv4Address('192.168.1.2')], [IPv4Address('192.168.1.0'), IPv4Address('192.168.1.1')])", got
got = result(lambda: ([str(n) for n in ip.ip_network('192.168.0.0/24').subnets(2)], str(ip.ip_network('192.168.0.0/24').supernet()), str(ip.ip_network('192.168.0.0/24').supernet(new_prefix=16))))
assert got == "(['192.168.0.0/26', '192.168.0.64/26', '192.168.0.128/26', '192.168.0.192/26'], '192.168.0.0/23', '192.168.0.0/16')", got
got = result(lambda: (ip.ip_address('10.1.2.3') in ip.ip_network('10.0.0.0/8'), ip.ip_network('10.1.0.0/16').subnet_of(ip.ip_network('10.0.0.0/8')), ip.ip_network('10.0.0.0/8').overlaps(ip.ip_network('10.2.0.0/16'))))
assert got == '(True, True, True)', got
got = result(lambda: (ip.ip_network('10.0.0.0/8').netmask, ip.ip_network('10.0.0.0/8').hostmask, ip.ip_network('10.0.0.0/8').broadcast_address, ip.ip_network('10.0.0.0/8').with_netmask, ip.ip_network('10.0.0.0/8').prefixlen))
assert got == "(IPv4Address('255.0.0.0'), IPv4Address('0.255.255.255'), IPv4Address('10.255.255.255'), '10.0.0.0/255.0.0.0', 8)", got
got = result(lambda: (ip.ip_network('10.0.0.0/30')[1], ip.ip_network('10.0.0.0/30')[-1]))
assert got == "(IPv4Address('10.0.0.1'), IPv4Address('10.0.0.3'))", got
got = result(lambda: (ip.ip_network('10.0.0.0/30')[5]))
assert got == 'IndexError: address out of range', got
got = result(lambda: (ip.ip_interface('10.1.2.3/24'), ip.ip_interface('10.1.2.3/24').network, ip.ip_interface('10.1.2.3/24').ip, ip.ip_interface('10.1.2.3'), str(ip.ip_interface('::1/64'))))
assert got == "(IPv4Interface('10.1.2.3/24'), IPv4Network('10.1.2.0/24'), IPv4Address('10.1.2.3'), IPv4Interface('10.1.2.3/32'), '::1/64')", got
got = result(lambda: (int(ip.ip_address('1.2.3.4')), ip.ip_address('1.2.3.4').packed, ip.ip_address('1.2.3.4').reverse_pointer, ip.ip_address('::1').exploded, ip.ip_address('1.2.3.4') + 5, ip.ip_address('1.2.3.4') < ip.ip_address('1.2.3.5')))
assert got == "(16909060, b'\\x01\\x02\\x03\\x04', '4.3.2.1.in-addr.arpa', '0000:0000:0000:0000:0000:0000:0000:0001', IPv4Address('1.2.3.9'), True)", got
got = result(lambda: (ip.ip_address('1.2.3.4') < ip.ip_address('::1')))
assert got == 'TypeError: 1.2.3.4 and ::1 are not of the same version', got
got = result(lambda: ([getattr(ip.ip_address(a), p) for a in ('10.0.0.1','8.8.8.8','127.0.0.1','224.0.0.1','169.254.1.1','0.0.0.0','240.0.0.1') for p in ('is_private','is_loopback','is_multicast','is_link_local','is_unspecified','is_reserved','is_global')]))
assert got == '[True, False, False, False, False, False, False, False, False, False, False, False, False, True, True, True, False, False, False, False, False, False, False, True, False, False, False, True, True, False, False, True, False, False, False, True, False, False, False, True, False, False, True, False, False, False, False, True, False]', got
got = result(lambda: ([getattr(ip.ip_address(a), p) for a in ('::1','fe80::1','ff02::1','2001:db8::1','2600::1','fc00::1') for p in ('is_private','is_loopback','is_multicast','is_link_local','is_unspecified','is_global')]))
assert got == '[True, True, False, False, False, False, True, False, False, True, False, False, False, False, True, False, False, True, True, False, False, False, False, False, False, False, False, False, False, True, True, False, False, False, False, False]', got
got = result(lambda: (list(ip.summarize_address_range(ip.ip_address('192.0.2.0'), ip.ip_address('192.0.2.130'))), list(ip.collapse_addresses([ip.ip_network('192.0.2.0/25'), ip.ip_network('192.0.2.128/25')]))))
assert got == "([IPv4Network('192.0.2.0/25'), IPv4Network('192.0.2.128/31'), IPv4Network('192.0.2.130/32')], [IPv4Network('192.0.2.0/24')])", got
got = result(lambda: (list(ip.ip_network('192.0.2.0/28').address_exclude(ip.ip_network('192.0.2.1/32')))))
assert got == "[IPv4Network('192.0.2.8/29'), IPv4Network('192.0.2.4/30'), IPv4Network('192.0.2.2/31'), IPv4Network('192.0.2.0/32')]", got
got = result(lambda: (f"{ip.ip_address('1.2.3.4'):x} {ip.ip_address('1.2.3.4'):#b} {ip.ip_address('1.2.3.4'):_X} {ip.ip_address('1.2.3.4'):s}"))
assert got == "'01020304 0b00000001000000100000001100000100 0102_0304 1.2.3.4'", got
got = result(lambda: (sorted([ip.ip_address('10.0.0.10'), ip.ip_address('10.0.0.9')]), hash(ip.ip_address('1.2.3.4')) == hash(ip.ip_address('1.2.3.4')), {ip.ip_address('::1'): 1}))
assert got == "([IPv4Address('10.0.0.9'), IPv4Address('10.0.0.10')], True, {IPv6Address('::1'): 1})", got
got = result(lambda: (ip.ip_network(('10.0.0.0', 8)), ip.ip_network(167772160), ip.IPv4Address(b'\x01\x02\x03\x04'), isinstance(ip.ip_interface('1.2.3.4'), ip.IPv4Address)))
assert got == "(IPv4Network('10.0.0.0/8'), IPv4Network('10.0.0.0/32'), IPv4Address('1.2.3.4'), True)", got
def cp(text, **kw):
    c = configparser.ConfigParser(**kw)
    c.read_string(text)
    return c
got = result(lambda: ({s: dict(cp('[DEFAULT]\nbase = /srv\n[a]\npath = %(base)s/x\nB: 2\n; c\n[b]\nmulti = one\n   two\n\n   three\nempty=\n')[s]) for s in ('a','b')}))
assert got == "{'a': {'path': '/srv/x', 'b': '2', 'base': '/srv'}, 'b': {'multi': 'one\\ntwo\\n\\nthree', 'empty': '', 'base': '/srv'}}", got
got = result(lambda: (cp('[a]\nx=1').getint('a','x'), cp('[a]\nx=yes').getboolean('a','x'), cp('[a]\nx=1.5').getfloat('a','x'), cp('[a]\nx=1').get('a','y',fallback='z')))
assert got == "(1, True, 1.5, 'z')", got
got = result(lambda: (cp('[a]\nx=1').get('a','y')))
assert got == "NoOptionError: No option 'y' in section: 'a'", got
got = result(lambda: (cp('[a]\nx=1').get('b','y')))
assert got == "NoSectionError: No section: 'b'", got
got = result(lambda: (cp('[a]\nx=1')['b']))
assert got == "KeyError: 'b'", got
got = result(lambda: (cp('[a]\nx=1')['a']['y']))
assert got == "KeyError: 'y'", got
got = result(lambda: (cp('x=1')))
assert got == "MissingSectionHeaderError: File contains no section headers.\nfile: '<string>', line: 1\n'x=1'", got
got = result(lambda: (cp('[a]\nx=1\nx=2')))
assert got == "DuplicateOptionError: While reading from '<string>' [line  3]: option 'x' in section 'a' already exists", got
got = result(lambda: (cp('[a]\nx=1\n[a]\ny=2')))
assert got == "DuplicateSectionError: While reading from '<string>' [line  3]: section 'a' already exists", got
got = result(lambda: (cp('[a]\nnoval')))
assert got == "ParsingError: Source contains parsing errors: '<string>'\n\t[line  2]: 'noval'", got
got = result(lambda: (cp('[a]\nnoval\nb=1', allow_no_value=True).items('a')))
assert got == "[('noval', ''), ('b', '1')]", got
got = result(lambda: (cp('[a]\nx=%(nope)s').get('a','x')))
assert got == "InterpolationMissingOptionError: Bad value substitution: option 'x' in section 'a' contains an interpolation key 'nope' which is not a valid option name. Raw value: '%(nope)s'", got
got = result(lambda: (cp('[a]\nx=%(nope)s').get('a','x', raw=True)))
assert got == "'%(nope)s'", got
got = result(lambda: (cp('[a]\nx=50%').get('a','x')))
assert got == "InterpolationSyntaxError: '%' must be followed by '%' or '(', found: '%'", got
got = result(lambda: (cp('[a]\nx=50%%').get('a','x')))
assert got == "'50%'", got
got = result(lambda: (cp('[a]\nx=%(x)s').get('a','x')))
assert got == "InterpolationDepthError: Recursion limit exceeded in value substitution: option 'x' in section 'a' contains an interpolation key which cannot be substituted in 10 steps. Raw value: '%(x)s'", got
got = result(lambda: (cp('[a]\nx=${b:y}/${z}\nz=3\n[b]\ny=2', interpolation=configparser.ExtendedInterpolation()).get('a','x')))
assert got == "'2/3'", got
got = result(lambda: (cp('[a]\nx=maybe').getboolean('a','x')))
assert got == 'ValueError: Not a boolean: maybe', got
got = result(lambda: (cp('[a]\nX=1').options('a'), cp('[a]\nX=1').sections(), cp('[a]\nX=1').has_option('a','x'), 'a' in cp('[a]\nX=1'), list(cp('[a]\nX=1'))))
assert got == "(['x'], ['a'], True, True, ['DEFAULT', 'a'])", got
def wr():
    c = configparser.ConfigParser()
    c['DEFAULT'] = {'k': '1'}
    c['s'] = {'a': 'b', 'n': '5'}
    c.set('s', 'z', 'multi\nline')
    o = io.StringIO()
    c.write(o)
    return o.getvalue(), c['s'].getint('n'), c['s'].get('q', 'dflt'), repr(c['s'])
got = result(lambda: (wr()))
assert got == "('[DEFAULT]\\nk = 1\\n\\n[s]\\na = b\\nn = 5\\nz = multi\\n\\tline\\n\\n', 5, 'dflt', '<Section: s>')", got
got = result(lambda: ((lambda c: c.set('a', 'x', 5))(cp('[a]\nx=1'))))
assert got == 'TypeError: option values must be strings', got
got = result(lambda: (cp('[a]\nx = 1 ; not comment\ny=2 # nc').items('a'), cp('[a]\nx = 1 ; comment', inline_comment_prefixes=';').items('a')))
assert got == "([('x', '1 ; not comment'), ('y', '2 # nc')], [('x', '1')])", got
got = result(lambda: (configparser.NoOptionError('o', 's'), str(configparser.NoSectionError('x'))))
assert got == '(No option \'o\' in section: \'s\', "No section: \'x\'")', got
got = result(lambda: (codecs.encode('hello', 'rot13'), codecs.decode(b'abc', 'utf-8'), codecs.encode(b'ab', 'hex'), codecs.BOM_UTF8, codecs.lookup('utf8').name, codecs.getencoder('utf-8')('é'), codecs.getdecoder('latin1')(b'\xe9')))
assert got == "('uryyb', 'abc', b'6162', b'\\xef\\xbb\\xbf', 'utf-8', (b'\\xc3\\xa9', 1), ('é', 1))", got
got = result(lambda: (codecs.lookup('nope')))
assert got == 'LookupError: unknown encoding: nope', got
got = result(lambda: (codecs.encode('é', 'ascii')))
assert got == "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)", got
got = result(lambda: (errno.ENOENT, errno.errorcode[13], errno.EEXIST))
assert got == "(2, 'EACCES', 17)", got
got = result(lambda: (calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.leapdays(2000, 2020), calendar.monthcalendar(2024, 2), calendar.month_name[3], calendar.day_abbr[0], calendar.timegm((2024, 1, 1, 0, 0, 0))))
assert got == "((3, 29), False, 5, [[0, 0, 0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18], [19, 20, 21, 22, 23, 24, 25], [26, 27, 28, 29, 0, 0, 0]], 'March', 'Mon', 1704067200)", got
got = result(lambda: (calendar.monthrange(2024, 13)))
assert got == 'IllegalMonthError: bad month number 13; must be 1-12', got
got = result(lambda: (calendar.month(2024, 2)))
assert got == "'   February 2024\\nMo Tu We Th Fr Sa Su\\n          1  2  3  4\\n 5  6  7  8  9 10 11\\n12 13 14 15 16 17 18\\n19 20 21 22 23 24 25\\n26 27 28 29\\n'", got
got = result(lambda: (list(calendar.Calendar(6).itermonthdates(2024, 2))[0]))
assert got == 'datetime.date(2024, 1, 28)', got
got = result(lambda: (pprint.pformat({'b': [1,2,3], 'a': 'x'*100, 'c': list(range(40))})))
assert got == '"{\'a\': \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\\n \'b\': [1, 2, 3],\\n \'c\': [0,\\n       1,\\n       2,\\n       3,\\n       4,\\n       5,\\n       6,\\n       7,\\n       8,\\n       9,\\n       10,\\n       11,\\n       12,\\n       13,\\n       14,\\n       15,\\n       16,\\n       17,\\n       18,\\n       19,\\n       20,\\n       21,\\n       22,\\n       23,\\n       24,\\n       25,\\n       26,\\n       27,\\n       28,\\n       29,\\n       30,\\n       31,\\n       32,\\n       33,\\n       34,\\n       35,\\n       36,\\n       37,\\n       38,\\n       39]}"', got
got = result(lambda: (pprint.pformat([{'name': 'a'*30, 'value': list(range(10))} for i in range(3)], width=60)))
assert got == '"[{\'name\': \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\',\\n  \'value\': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]},\\n {\'name\': \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\',\\n  \'value\': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]},\\n {\'name\': \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\',\\n  \'value\': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}]"', got
got = result(lambda: (pprint.pformat((1,)), pprint.pformat({}), pprint.pformat({'x': {'y': {'z': 1}}}, depth=2), pprint.pformat(['word '*30])))
assert got == '(\'(1,)\', \'{}\', "{\'x\': {\'y\': {...}}}", "[\'word word word word word word word word word word word word word word word \'\\n \'word word word word word word word word word word word word word word word \']")', got
got = result(lambda: (pprint.pformat({'k'*20: 'some words that are long enough to be wrapped ' * 3}, width=50)))
assert got == '"{\'kkkkkkkkkkkkkkkkkkkk\': \'some words that are \'\\n                         \'long enough to be \'\\n                         \'wrapped some words \'\\n                         \'that are long enough \'\\n                         \'to be wrapped some \'\\n                         \'words that are long \'\\n                         \'enough to be wrapped \'}"', got
got = result(lambda: (ast.literal_eval("{'a': [1, 2.5, None, True], 'b': (1, -2), 'c': {1, 2}}"), ast.literal_eval(' 5'), ast.literal_eval('b"x"'), ast.literal_eval('set()')))
assert got == "({'a': [1, 2.5, None, True], 'b': (1, -2), 'c': {1, 2}}, 5, b'x', set())", got
got = result(lambda: (ast.literal_eval('1 +')))
assert got == 'SyntaxError: invalid syntax (<unknown>, line 1)', got
got = result(lambda: (queue.Queue().empty(), list(graphlib.TopologicalSorter({'D': {'B', 'C'}, 'B': {'A'}}).static_order())[-1]))
assert got == "(True, 'D')", got
got = result(lambda: (list(graphlib.TopologicalSorter({'a': ['b'], 'b': ['a']}).static_order())))
assert got == "CycleError: ('nodes are in a cycle', ['a', 'b', 'a'])", got
got = result(lambda: (contextvars.ContextVar('x', default=3).get()))
assert got == '3', got
