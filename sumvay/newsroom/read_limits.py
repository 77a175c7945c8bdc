"""How many reads of one network are believed, so that a script does not choose what is "most read"; in memory alone."""

import secrets
from collections import Counter
from datetime import date
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from threading import Lock

# Of one network on one day; a factory or a hostel reads through one address, so it is more than one
OF_A_PIECE = 50
OF_ALL = 500
# So that no flood of addresses fills the memory; then the day's counting begins anew
MOST_KEPT = 200_000
# What one customer of a provider is given (RFC 6177); single addresses of it are free to change
IPV6_NETWORK = 64


class ReadLimits:
    """
    What one process of the web server counts of each network today.

    A network is known by its hash with a salt that never leaves the memory; salt and hashes are thrown away with the
    day. With several processes the limits hold for each of them.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin(date.min)

    def allows(self, address: str, piece_id: int, *, on: date) -> bool:
        """Count one read of a piece from an address; False once the day's measure of its network is full."""
        with self._lock:
            if on != self._day or len(self._counts) > MOST_KEPT:
                self._begin(on)
            network = _network_of(address)
            of_all, of_piece = self._key(network), self._key(f"{network} {piece_id}")
            if self._counts[of_all] >= OF_ALL or self._counts[of_piece] >= OF_A_PIECE:
                return False
            self._counts.update((of_all, of_piece))
            return True

    def _begin(self, day: date) -> None:
        self._day, self._salt, self._counts = day, secrets.token_bytes(32), Counter[bytes]()

    def _key(self, words: str) -> bytes:
        return blake2b(words.encode(), digest_size=16, key=self._salt).digest()


def _network_of(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        # Not one we can tell apart: all such share one measure
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    return str(known) if known.version == 4 else str(ip_network((known, IPV6_NETWORK), strict=False))
