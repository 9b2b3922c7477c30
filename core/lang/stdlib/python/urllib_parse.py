# SPDX-FileCopyrightText: 2026 The Limbeck developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""URLs taken apart and put together."""
from collections import namedtuple

_safe = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
uses_netloc = ['', 'ftp', 'http', 'https', 'file', 'ws', 'wss', 'git', 'ssh', 'sftp', 'rsync', 'svn', 'nfs', 'imap', 'wais']
uses_relative = ['', 'ftp', 'http', 'https', 'file', 'ws', 'wss', 'sftp', 'nfs', 'imap', 'wais']


def quote(string, safe='/', encoding='utf-8', errors='strict'):
    data = string if isinstance(string, (bytes, bytearray)) else string.encode(encoding, errors)
    if isinstance(safe, bytes):
        safe = safe.decode('ascii')
    keep = _safe | set(safe)
    return ''.join(chr(b) if chr(b) in keep else '%%%02X' % b for b in data)


def quote_plus(string, safe='', encoding='utf-8', errors='strict'):
    return quote(string, safe + ' ' if isinstance(safe, str) else safe, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    return quote(bs, safe)


def unquote_to_bytes(string):
    data = string if isinstance(string, bytes) else string.encode('utf-8')
    parts = data.split(b'%')
    result = parts[0]
    for part in parts[1:]:
        try:
            result += bytes([int(part[:2], 16)]) + part[2:] if len(part) >= 2 else b'%' + part
        except ValueError:
            result += b'%' + part
    return result


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    return unquote_to_bytes(string).decode(encoding, errors) if '%' in string else string


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding='utf-8', errors='strict', quote_via=quote_plus):
    pairs = []
    for key, value in query.items() if hasattr(query, 'items') else query:
        values = value if doseq and isinstance(value, (list, tuple)) else [value]
        for item in values:
            text = item if isinstance(item, (str, bytes)) else str(item)
            pairs.append(quote_via(key if isinstance(key, (str, bytes)) else str(key), safe) + '=' + quote_via(text, safe))
    return '&'.join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
              max_num_fields=None, separator='&'):
    pairs = []
    for part in qs.split(separator) if qs else []:
        if not part and not strict_parsing:
            continue
        name, equals, value = part.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (part,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
             max_num_fields=None, separator='&'):
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


class _NetlocParts:
    __slots__ = ()

    def _userinfo(self):
        userinfo, at, hostinfo = self.netloc.rpartition('@')
        if not at:
            return None, None
        user, colon, password = userinfo.partition(':')
        return user, password if colon else None

    def _hostinfo(self):
        hostinfo = self.netloc.rpartition('@')[2]
        before, bracket, bracketed = hostinfo.partition('[')
        if bracket:
            host, _, port = bracketed.partition(']')
            port = port.partition(':')[2]
        else:
            host, _, port = hostinfo.partition(':')
        return host, port or None

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    @property
    def hostname(self):
        host = self._hostinfo()[0]
        if not host:
            return None
        name, percent, zone = host.partition('%')
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        if not port.isdigit():
            raise ValueError('Port could not be cast to integer value as %r' % port)
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class SplitResult(namedtuple('SplitResult', 'scheme netloc path query fragment'), _NetlocParts):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(namedtuple('ParseResult', 'scheme netloc path params query fragment'), _NetlocParts):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme='', allow_fragments=True):
    netloc = query = fragment = ''
    head, colon, rest = url.partition(':')
    if colon and head and head[0].isalpha() and head.isascii() and all(c.isalnum() or c in '+-.' for c in head):
        scheme, url = head.lower(), rest
    if url[:2] == '//':
        end = min([url.find(c, 2) for c in '/?#' if url.find(c, 2) >= 0] or [len(url)])
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, _, fragment = url.partition('#')
    if '?' in url:
        url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if ';' in path:
        slash = path.rfind('/')
        semicolon = path.find(';', slash if slash >= 0 else 0)
        if semicolon >= 0:
            path, params = path[:semicolon], path[semicolon + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, path, query, fragment = components
    url = path
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//':
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return url


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    if params:
        path = path + ';' + params
    return urlunsplit((scheme, netloc, path, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    b = urlparse(base, '', allow_fragments)
    u = urlparse(url, b.scheme, allow_fragments)
    if u.scheme != b.scheme or u.scheme not in uses_relative:
        return url
    if u.netloc:
        return urlunparse(u)
    if not u.path and not u.params:
        return urlunparse((b.scheme, b.netloc, b.path, b.params, u.query or b.query, u.fragment))
    parts = u.path.split('/') if u.path[:1] == '/' else b.path.split('/')[:-1] + u.path.split('/')
    resolved = []
    for part in parts:
        if part == '..':
            if len(resolved) > 1:
                resolved.pop()
        elif part != '.':
            resolved.append(part)
    if parts[-1] in ('.', '..'):
        resolved.append('')
    return urlunparse((b.scheme, b.netloc, '/'.join(resolved) or '/', u.params, u.query, u.fragment))


def urldefrag(url):
    head, _, fragment = url.partition('#')
    return head, fragment
