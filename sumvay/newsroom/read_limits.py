"""
How many reads of one network are believed in a day, and how networks are told apart without being known.

The measure is counted for all web processes together, in a table (ReadMeasure) that PostgreSQL keeps out of its log and
backups leave out. A network stands there as a hash under a key that only the memory of the running web server holds
(settings.READ_KEY): to whoever has the disk the rows mean nothing, and with the day they are deleted.
"""

import uuid
from datetime import date
from hashlib import blake2b
from ipaddress import ip_address, ip_network

from django.conf import settings

# Of one network on one day; a factory or a hostel reads through one address, so it is more than one
OF_A_PIECE = 50
OF_ALL = 500
# So that no flood of addresses fills the disk; then the day's counting begins anew
MOST_KEPT = 200_000
# What one customer of a provider is given (RFC 6177); single addresses of it are free to change
IPV6_NETWORK = 64


def marks_of(address: str, piece_id: int, *, on: date) -> tuple[uuid.UUID, uuid.UUID]:
    """Under what the reads of an address's network are counted on a day: those of a piece, and all of them."""
    network = _network_of(address)
    return _mark(f"{on} {network} {piece_id}"), _mark(f"{on} {network}")


def _mark(words: str) -> uuid.UUID:
    return uuid.UUID(bytes=blake2b(words.encode(), digest_size=16, key=settings.READ_KEY.encode()[:64]).digest())


def _network_of(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        # Not one we can tell apart: all such share one measure
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    return str(known) if known.version == 4 else str(ip_network((known, IPV6_NETWORK), strict=False))
