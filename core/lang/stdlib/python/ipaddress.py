# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses and networks of IPv4 and IPv6."""
import functools as _functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def ip_address(address):
    for cls in (IPv4Address, IPv6Address):
        try:
            return cls(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 address')


def ip_network(address, strict=True):
    for cls in (IPv4Network, IPv6Network):
        try:
            return cls(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 network')


def ip_interface(address):
    for cls in (IPv4Interface, IPv6Interface):
        try:
            return cls(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 interface')


def v4_int_to_packed(address):
    return address.to_bytes(4, 'big')


def v6_int_to_packed(address):
    return address.to_bytes(16, 'big')


def summarize_address_range(first, last):
    if type(first) is not type(last) and first.version != last.version:
        raise TypeError('%s and %s are not of the same version' % (first, last))
    if first > last:
        raise ValueError('last IP address must be greater than first')
    network = IPv4Network if first.version == 4 else IPv6Network
    low, high = int(first), int(last)
    while low <= high:
        bits = min((low & -low).bit_length() - 1 if low else first.max_prefixlen, (high - low + 1).bit_length() - 1)
        yield network((low, first.max_prefixlen - bits))
        low += 1 << bits


def collapse_addresses(addresses):
    networks = []
    for item in addresses:
        networks.append(item if isinstance(item, _Network) else _network_class(item)(item))
    networks.sort()
    while True:
        merged = []
        for network in networks:
            if merged and network.subnet_of(merged[-1]):
                continue
            if merged and merged[-1].prefixlen == network.prefixlen and merged[-1] != network \
                    and network.prefixlen and merged[-1].supernet() == network.supernet():
                merged[-1] = network.supernet()
                continue
            merged.append(network)
        if len(merged) == len(networks):
            return iter(merged)
        networks = merged


def get_mixed_type_key(obj):
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    if isinstance(obj, _Address):
        return obj.version, obj
    return NotImplemented


def _network_class(address):
    return IPv4Network if address.version == 4 else IPv6Network


def _parse_v4(text):
    octets = text.split('.')
    if len(octets) != 4:
        raise AddressValueError(f'Expected 4 octets in {text!r}')
    value = 0
    for octet in octets:
        try:
            if not octet:
                raise ValueError('Empty octet not permitted')
            if not (octet.isascii() and octet.isdigit()):
                raise ValueError(f'Only decimal digits permitted in {octet!r}')
            if len(octet) > 3:
                raise ValueError(f'At most 3 characters permitted in {octet!r}')
            if octet != '0' and octet[0] == '0':
                raise ValueError(f'Leading zeros are not permitted in {octet!r}')
            number = int(octet)
            if number > 255:
                raise ValueError(f'Octet {number} (> 255) not permitted')
        except ValueError as error:
            raise AddressValueError(f'{error} in {text!r}') from None
        value = value << 8 | number
    return value


def _parse_v6(text):
    if not text:
        raise AddressValueError('Address cannot be empty')
    parts = text.split(':')
    if len(parts) < 3:
        raise AddressValueError(f'At least 3 parts expected in {text!r}')
    if '.' in parts[-1]:
        try:
            low = _parse_v4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f'{error} in {text!r}') from None
        parts.append('%x' % (low >> 16))
        parts.append('%x' % (low & 0xFFFF))
    if len(parts) > 9:
        raise AddressValueError(f'At most 8 colons permitted in {text!r}')
    gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
    if len(gaps) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if gaps:
        high, low = parts[:gaps[0]], parts[gaps[0] + 1:]
        if not high[0]:
            high = high[1:]
            if high:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not low[-1]:
            low = low[:-1]
            if low:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        skipped = 8 - len(high) - len(low)
        if skipped < 1:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = high + ['0'] * skipped + low
    else:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    value = 0
    for part in parts:
        if any(character not in '0123456789abcdefABCDEF' for character in part):
            raise AddressValueError(f'Only hex digits permitted in {part!r} in {text!r}')
        if len(part) > 4:
            raise AddressValueError(f'At most 4 characters permitted in {part!r} in {text!r}')
        value = value << 16 | int(part, 16)
    return value


def _format_v6(value):
    groups = ['%x' % (value >> shift & 0xFFFF) for shift in range(112, -1, -16)]
    best, length = -1, 1
    start = 0
    while start < 8:
        end = start
        while end < 8 and groups[end] == '0':
            end += 1
        if end - start > length:
            best, length = start, end - start
        start = max(end, start + 1)
    if best < 0:
        return ':'.join(groups)
    return ':'.join(groups[:best]) + '::' + ':'.join(groups[best + length:])


class _V4:
    _version = 4
    _max_prefixlen = 32

    def _parse(self, text):
        return _parse_v4(text)

    def _format(self, value):
        return '.'.join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


class _V6:
    _version = 6
    _max_prefixlen = 128
    _scope_id = None

    def _parse(self, text):
        return _parse_v6(text)

    def _format(self, value):
        return _format_v6(value)


class _Base:
    version = property(lambda self: self._version)
    max_prefixlen = property(lambda self: self._max_prefixlen)
    compressed = property(lambda self: str(self))
    exploded = property(lambda self: self._explode())

    def _number(self, address):
        """The value of an address as int, bytes or text."""
        bits = self._max_prefixlen
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError('%d (< 0) is not permitted as an IPv%d address' % (address, self._version))
            if address >> bits:
                raise AddressValueError('%d (>= 2**%d) is not permitted as an IPv%d address' % (address, bits, self._version))
            return address
        if isinstance(address, bytes):
            if len(address) != bits // 8:
                raise AddressValueError('%r (len %d != %d) is not permitted as an IPv%d address'
                                        % (address, len(address), bits // 8, self._version))
            return int.from_bytes(address, 'big')
        return self._parse(str(address))

    def _exploded(self, value):
        if self._version == 4:
            return self._format(value)
        return ':'.join('%04x' % (value >> shift & 0xFFFF) for shift in range(112, -1, -16))

    def _pointer(self, value):
        if self._version == 4:
            return '.'.join(reversed(self._format(value).split('.'))) + '.in-addr.arpa'
        return '.'.join(reversed(self._exploded(value).replace(':', ''))) + '.ip6.arpa'


def _inside(*networks):
    def test(self):
        return any(self in network for network in _known(networks))
    return property(test)


@_functools.lru_cache()
def _known(networks):
    return tuple(ip_network(network) for network in networks)


@_functools.total_ordering
class _Address(_Base):
    def _set(self, address):
        text = str(address)
        if '/' in text and not isinstance(address, (int, bytes)):
            raise AddressValueError(f"Unexpected '/' in {text!r}")
        if self._version == 6 and isinstance(address, str) and '%' in text:
            text, _, self._scope_id = text.partition('%')
            if not self._scope_id or '%' in self._scope_id:
                raise AddressValueError('Invalid IPv6 address: "%r"' % address)
            address = text
        self._ip = self._number(address)

    def __init__(self, address):
        self._set(address)

    packed = property(lambda self: self._ip.to_bytes(self._max_prefixlen // 8, 'big'))
    reverse_pointer = property(lambda self: self._pointer(self._ip))

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self._ip == other._ip and self._version == other._version

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self._version != other._version:
            raise TypeError('%s and %s are not of the same version' % (self, other))
        return self._ip < other._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __add__(self, other):
        return type(self)(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._ip - other) if isinstance(other, int) else NotImplemented

    def __str__(self):
        text = self._format(self._ip)
        return text + '%' + self._scope_id if self._version == 6 and self._scope_id else text

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, str(self))

    def __format__(self, spec):
        if not spec or spec[-1] == 's':
            return format(str(self), spec)
        kind = spec[-1]
        if kind == 'n':
            kind = 'b' if self._version == 4 else 'x'
        digits = self._max_prefixlen if kind == 'b' else self._max_prefixlen // 4
        grouped = '_' if '_' in spec else ''
        if grouped:
            digits += digits // 4 - 1
        prefix = '#' if '#' in spec else ''
        return format(self._ip, f'{prefix}0{digits + (2 if prefix else 0)}{grouped}{kind}')

    def _explode(self):
        return self._exploded(self._ip)


class IPv4Address(_V4, _Address):
    is_private = _inside('0.0.0.0/8', '10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/29',
                         '192.0.0.170/31', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24',
                         '203.0.113.0/24', '240.0.0.0/4', '255.255.255.255/32')
    is_multicast = _inside('224.0.0.0/4')
    is_reserved = _inside('240.0.0.0/4')
    is_loopback = _inside('127.0.0.0/8')
    is_link_local = _inside('169.254.0.0/16')
    is_unspecified = property(lambda self: self._ip == 0)

    @property
    def is_global(self):
        return not self.is_private and self not in ip_network('100.64.0.0/10')


class IPv6Address(_V6, _Address):
    is_private = _inside('::1/128', '::/128', '::ffff:0:0/96', '100::/64', '2001::/23', '2001:2::/48', '2001:db8::/32',
                         '2001:10::/28', 'fc00::/7', 'fe80::/10')
    is_multicast = _inside('ff00::/8')
    is_reserved = _inside('::/8', '100::/8', '200::/7', '400::/6', '800::/5', '1000::/4', '4000::/3', '6000::/3', '8000::/3',
                          'A000::/3', 'C000::/3', 'E000::/4', 'F000::/5', 'F800::/6', 'FE00::/9')
    is_link_local = _inside('fe80::/10')
    is_site_local = _inside('fec0::/10')
    is_unspecified = property(lambda self: self._ip == 0)
    is_loopback = property(lambda self: self._ip == 1)
    scope_id = property(lambda self: self._scope_id)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)


@_functools.total_ordering
class _Network(_Base):
    def __init__(self, address, strict=True):
        address, mask = self._parts(address)
        self._prefixlen = self._prefix(mask)
        value = self._number(address) if not isinstance(address, _Address) else int(address)
        self.network_address = self._address_class(value & self._mask())
        if strict and value != int(self.network_address):
            raise ValueError('%s has host bits set' % self._written(value))

    def _written(self, value):
        return '%s/%d' % (self._format(value), self._prefixlen)

    def _parts(self, address):
        bits = self._max_prefixlen
        if isinstance(address, (int, bytes)):
            return address, bits
        if isinstance(address, tuple):
            return address[0], address[1] if len(address) > 1 else bits
        if isinstance(address, (_Address, _Network)) and address.version != self._version:
            raise AddressValueError(f'Unexpected version of {address!r}')
        parts = str(address).split('/')
        if len(parts) > 2:
            raise AddressValueError(f"Only one '/' permitted in {address!r}")
        return parts[0], parts[1] if len(parts) == 2 else bits

    def _prefix(self, mask):
        bits = self._max_prefixlen
        if isinstance(mask, int):
            if not 0 <= mask <= bits:
                raise NetmaskValueError('%r is not a valid netmask' % mask)
            return mask
        if mask.isascii() and mask.isdigit():
            if int(mask) > bits:
                raise NetmaskValueError('%r is not a valid netmask' % mask)
            return int(mask)
        if self._version == 6:
            raise NetmaskValueError('%r is not a valid netmask' % mask)
        try:
            value = _parse_v4(mask)
        except AddressValueError:
            raise NetmaskValueError('%r is not a valid netmask' % mask) from None
        for candidate in (value, value ^ 0xFFFFFFFF):
            inverse = candidate ^ 0xFFFFFFFF
            if inverse & (inverse + 1) == 0:
                return 32 - inverse.bit_length()
        raise NetmaskValueError('%r is not a valid netmask' % mask)

    def _mask(self):
        return (1 << self._max_prefixlen) - (1 << self._max_prefixlen - self._prefixlen)

    prefixlen = property(lambda self: self._prefixlen)
    netmask = property(lambda self: self._address_class(self._mask()))
    hostmask = property(lambda self: self._address_class((1 << self._max_prefixlen - self._prefixlen) - 1))
    broadcast_address = property(lambda self: self._address_class(int(self.network_address) | int(self.hostmask)))
    num_addresses = property(lambda self: 1 << self._max_prefixlen - self._prefixlen)
    with_prefixlen = property(lambda self: '%s/%d' % (self.network_address, self._prefixlen))
    with_netmask = property(lambda self: '%s/%s' % (self.network_address, self.netmask))
    with_hostmask = property(lambda self: '%s/%s' % (self.network_address, self.hostmask))

    def __str__(self):
        return self.with_prefixlen

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, str(self))

    def _explode(self):
        return '%s/%d' % (self.network_address.exploded, self._prefixlen)

    def _key(self):
        return int(self.network_address), self._prefixlen

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return self._version == other._version and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self._version != other._version:
            raise TypeError('%s and %s are not of the same version' % (self, other))
        return self._key() < other._key()

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other.version or isinstance(other, _Network):
            return False
        return int(other) & self._mask() == int(self.network_address)

    def __iter__(self):
        for value in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(value)

    def __getitem__(self, n):
        value = (int(self.network_address) if n >= 0 else int(self.broadcast_address) + 1) + n
        if not int(self.network_address) <= value <= int(self.broadcast_address):
            raise IndexError('address out of range')
        return self._address_class(value)

    def _hosts(self):
        first, last = int(self.network_address), int(self.broadcast_address)
        if self._version == 4:
            last -= 1
        for value in range(first + 1, last + 1):
            yield self._address_class(value)

    def hosts(self):
        if self._prefixlen >= self._max_prefixlen - 1:
            return list(self)
        return self._hosts()

    def overlaps(self, other):
        return self.network_address in other or self.broadcast_address in other or other.network_address in self \
            or other.broadcast_address in self

    def subnet_of(self, other):
        if self._version != other._version:
            raise TypeError(f'{self} and {other} are not of the same version')
        return other.network_address <= self.network_address and other.broadcast_address >= self.broadcast_address

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError('new prefix must be longer')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        length = self._prefixlen + prefixlen_diff
        if length > self._max_prefixlen:
            raise ValueError('prefix length diff %d is invalid for netblock %s' % (length, self))
        for value in range(int(self.network_address), int(self.broadcast_address) + 1, 1 << self._max_prefixlen - length):
            yield type(self)((value, length))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = self._prefixlen - new_prefix
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError('current prefixlen is %d, cannot have a prefixlen_diff of %d' % (self._prefixlen, prefixlen_diff))
        return type(self)((int(self.network_address), length), strict=False)

    def address_exclude(self, other):
        if not other.subnet_of(self):
            raise ValueError('%s not contained in %s' % (other, self))
        rest = self
        while rest != other:
            low, high = rest.subnets()
            rest, left = (low, high) if other.subnet_of(low) else (high, low)
            yield left

    def compare_networks(self, other):
        return (self._key() > other._key()) - (self._key() < other._key())

    is_multicast = property(lambda self: self.network_address.is_multicast and self.broadcast_address.is_multicast)
    is_private = property(lambda self: self.network_address.is_private and self.broadcast_address.is_private)
    is_global = property(lambda self: self.network_address.is_global and self.broadcast_address.is_global)
    is_reserved = property(lambda self: self.network_address.is_reserved and self.broadcast_address.is_reserved)
    is_loopback = property(lambda self: self.network_address.is_loopback and self.broadcast_address.is_loopback)
    is_link_local = property(lambda self: self.network_address.is_link_local and self.broadcast_address.is_link_local)
    is_unspecified = property(lambda self: self.network_address.is_unspecified and self.broadcast_address.is_unspecified)


class IPv4Network(_V4, _Network):
    _address_class = IPv4Address


class IPv6Network(_V6, _Network):
    _address_class = IPv6Address


class _Interface:
    """An address with the network it stands in."""

    def __init__(self, address):
        network = self._network_class(address, strict=False)
        number = network._parts(address)[0]
        super().__init__(int(number) if isinstance(number, _Address) else number)
        self.network = network
        self._prefixlen = network._prefixlen

    netmask = property(lambda self: self.network.netmask)
    hostmask = property(lambda self: self.network.hostmask)
    ip = property(lambda self: self._address_class(self._ip))
    with_prefixlen = property(lambda self: '%s/%d' % (self.ip, self._prefixlen))
    with_netmask = property(lambda self: '%s/%s' % (self.ip, self.netmask))
    with_hostmask = property(lambda self: '%s/%s' % (self.ip, self.hostmask))

    def __str__(self):
        return self.with_prefixlen

    def _explode(self):
        return '%s/%d' % (self._exploded(self._ip), self._prefixlen)

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return isinstance(other, _Interface) and self._ip == other._ip and self.network == other.network

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if not isinstance(other, _Interface):
            return super().__lt__(other)
        return self.network < other.network or self.network == other.network and self._ip < other._ip

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))


class IPv4Interface(_Interface, IPv4Address):
    _network_class = IPv4Network
    _address_class = IPv4Address


class IPv6Interface(_Interface, IPv6Address):
    _network_class = IPv6Network
    _address_class = IPv6Address
