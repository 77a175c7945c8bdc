"""Blanks the comments of an Ogg recording (Opus, Vorbis): title, artist, date, device; the sound stays as it is."""

import struct
from collections.abc import Iterator

# RFC 3533, 6: the head of a page, its checksum at 22, the number of its segments at 26 and their lengths behind it
PAGE, CHECKSUM, SEGMENTS = b"OggS", 22, 26
# RFC 7845, 5.2, and the Vorbis I specification, 5.2: the packet of comments begins so
BEGINNINGS = (b"OpusTags", b"\x03vorbis")
FULL = 255
# Comments stand on the second page; one with a picture inside goes on over some more
MOST_PAGES = 100
POLYNOMIAL = 0x04C11DB7


def without_comments(content: bytes) -> bytes:
    """The same recording; what is torn is left as it is."""
    plain = bytearray(content)
    pieces, pages = _comments_in(plain)
    packet = bytearray(b"".join(plain[start:end] for start, end in pieces))
    if not pieces or not _blank(packet):
        return content
    for start, end in pieces:
        plain[start:end] = packet[: end - start]
        del packet[: end - start]
    for at, end in pages:
        plain[at + CHECKSUM : at + CHECKSUM + 4] = bytes(4)
        struct.pack_into("<I", plain, at + CHECKSUM, _checksum(plain[at:end]))
    return bytes(plain)


def _comments_in(plain: bytearray) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the pieces of the packet of comments lie, and the pages they lie on."""
    pieces: list[tuple[int, int]] = []
    pages: list[tuple[int, int]] = []
    for at, body, lengths in _pages(plain):
        start = body
        for length in lengths:
            if pieces or plain[start : start + 8].startswith(BEGINNINGS):
                pieces.append((start, start + length))
                if pages[-1:] != [(at, body + sum(lengths))]:
                    pages.append((at, body + sum(lengths)))
                if length < FULL:
                    return pieces, pages
            start += length
    return [], []


def _pages(plain: bytearray) -> Iterator[tuple[int, int, bytes]]:
    """Begin of each page, begin of what is on it, and the lengths of its segments."""
    at = 0
    for _number in range(MOST_PAGES):
        if plain[at : at + 4] != PAGE or at + SEGMENTS >= len(plain):
            return
        body = at + SEGMENTS + 1 + plain[at + SEGMENTS]
        lengths = bytes(plain[at + SEGMENTS + 1 : body])
        if body + sum(lengths) > len(plain):
            return
        yield at, body, lengths
        at = body + sum(lengths)


def _blank(packet: bytearray) -> bool:
    """Write blanks over who made it and over each comment; whether the packet is whole."""
    at = next(len(name) for name in BEGINNINGS if packet.startswith(name))
    try:
        at = _blank_one(packet, at)
        number = struct.unpack_from("<I", packet, at)[0]
        at += 4
        for _comment in range(min(number, len(packet))):
            at = _blank_one(packet, at)
    except struct.error:
        return False
    return True


def _blank_one(packet: bytearray, at: int) -> int:
    length = min(struct.unpack_from("<I", packet, at)[0], len(packet) - at - 4)
    packet[at + 4 : at + 4 + length] = b" " * length
    return at + 4 + length


def _table() -> list[int]:
    rows = []
    for byte in range(256):
        rest = byte << 24
        for _bit in range(8):
            rest = (rest << 1) ^ (POLYNOMIAL if rest & 0x80000000 else 0)
        rows.append(rest & 0xFFFFFFFF)
    return rows


TABLE = _table()


def _checksum(page: bytes) -> int:
    rest = 0
    for byte in page:
        rest = (rest << 8) & 0xFFFFFFFF ^ TABLE[(rest >> 24) ^ byte]
    return rest
