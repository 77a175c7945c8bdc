"""Fetches a public address on others' machines: never one of our own network, never long, never much."""

import http.client
import io
import ipaddress
import socket
import ssl
import time
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

LONGEST_SECONDS = 20
LARGEST = 2 * 1024 * 1024
MOST_TURNS = 3
PORTS = {"http": 80, "https": 443}
TURNS = {301, 302, 303, 307, 308}


class NotFetched(Exception):
    """The address gave nothing usable."""


class NotPublic(NotFetched):
    """Not a web address, or one inside somebody's network."""


class Unreachable(NotFetched):
    """Nobody answers, or too slowly."""


class TooLarge(NotFetched):
    """More than a feed may be."""


class BadAnswer(NotFetched):
    """An answer that is not the document: `status` says which, 0 when it is no HTTP at all."""

    def __init__(self, status: int = 0):
        super().__init__(str(status))
        self.status = status


def is_web_address(url: str) -> bool:
    """A plain http or https address on the usual port, without a name and password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    usual = PORTS.get(parts.scheme)
    return bool(usual and parts.hostname and port in (None, usual) and not parts.username and not parts.password)


def fetch(url: str, *, unchanged_since: str = "") -> bytes | None:
    """
    Get a document; None when it has not changed since the HTTP date `unchanged_since`.

    Every host on the way is looked up once, must be public, and that very address is spoken to: a name that answers
    differently the second time gains nothing. Raises NotPublic, Unreachable, TooLarge, BadAnswer.
    """
    end, status = time.monotonic() + LONGEST_SECONDS, 0
    for _turn in range(MOST_TURNS + 1):
        answer = _asked(url, unchanged_since, end)
        status, elsewhere = answer.status, answer.getheader("Location")
        if status == http.client.NOT_MODIFIED:
            return None
        if status == http.client.OK:
            return _body(answer)
        if status not in TURNS or not elsewhere:
            break
        try:
            url = urljoin(url, elsewhere)
        except ValueError as no:
            raise BadAnswer(status) from no
    raise BadAnswer(status)


def public_address(host: str, port: int) -> str:
    """One address of a host, when all its addresses are public ones. Raises NotPublic, Unreachable."""
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as no:
        raise Unreachable from no
    addresses = [ipaddress.ip_address(str(one).split("%")[0]) for one in sorted(found)]
    if not addresses or not all(_is_public(one) for one in addresses):
        raise NotPublic
    return str(min(addresses, key=lambda one: one.version))


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Addresses of IPv6 that carry one of IPv4 inside are judged by that one too."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), _translated(address)]
        if not all(one.is_global for one in carried if one is not None):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """What stands behind the well-known prefix of NAT64 (RFC 6052)."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _asked(url: str, unchanged_since: str, end: float) -> http.client.HTTPResponse:
    url = iri_to_uri(url)
    if not is_web_address(url):
        raise NotPublic
    try:
        raw = _spoken(urlsplit(url), unchanged_since, end)
    except (OSError, UnicodeError) as no:
        raise Unreachable from no
    answer = http.client.HTTPResponse(_Said(raw))
    try:
        answer.begin()
    except (http.client.HTTPException, ValueError) as no:
        raise BadAnswer from no
    return answer


def _spoken(parts: SplitResult, unchanged_since: str, end: float) -> bytes:
    """All that the other side says before it hangs up; read whole, so that one clock counts for head and body."""
    host = parts.hostname.encode("idna").decode()
    port = PORTS[parts.scheme]
    line = socket.create_connection((public_address(host, port), port), timeout=_left(end))
    with line:
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        with line:
            line.sendall(_question(parts, host, unchanged_since))
            return _heard(line, end)


def _question(parts: SplitResult, host: str, unchanged_since: str) -> bytes:
    lines = [
        f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.0",
        f"Host: {f'[{host}]' if ':' in host else host}",
        "User-Agent: SumVay/1.0 (feed reader)",
        "Accept: application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1",
        "Accept-Encoding: identity",
        "Connection: close",
        *([f"If-Modified-Since: {unchanged_since}"] if unchanged_since else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _heard(line: socket.socket, end: float) -> bytes:
    heard = bytearray()
    while part := _next(line, end):
        heard += part
        if len(heard) > LARGEST:
            raise TooLarge
    return bytes(heard)


def _next(line: socket.socket, end: float) -> bytes:
    line.settimeout(_left(end))
    return line.recv(65_536)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read()
    except (http.client.HTTPException, ValueError) as no:
        raise BadAnswer(answer.status) from no


class _Said:
    """What was heard, in the place where the standard library's reader of answers expects a socket."""

    def __init__(self, raw: bytes):
        self.raw = raw

    def makefile(self, _mode: str) -> io.BytesIO:
        """To be read from the start."""
        return io.BytesIO(self.raw)
