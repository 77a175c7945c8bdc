"""Takes out of a voice note what a phone writes beside the sound: title, place, device, moment; the sound stays."""

from collections.abc import Iterator

from sumvay.files.ogg_notes import without_comments

# ISO/IEC 14496-12: boxes that hold boxes, boxes of notes (what is free may hold what was there before), and those that
# begin with two moments, of 4 bytes each in version 0 and 8 in version 1
NESTS = {b"moov", b"trak", b"mdia"}
NOTES = {b"udta", b"meta", b"uuid", b"free", b"skip"}
MOMENTS = {b"mvhd", b"tkhd", b"mdhd"}
# Before the name of a track's handler, which phones fill with their own
HANDLER_HEAD = 24
# What of RIFF is the sound; the rest (LIST, id3, bext, iXML …) is notes
SOUND = {b"fmt ", b"data", b"fact"}
# ID3v2, 3.1: head of 10 bytes, the length in four times seven bits; ID3v1: the last 128 bytes
TAG_HEAD, OLD_TAG = 10, 128


def without_notes(content: bytes) -> bytes:
    """The same sound without notes. Boxes and chunks become free space of the same length, so that no offset moves."""
    if content[4:8] == b"ftyp":
        plain = bytearray(content)
        _empty_boxes(plain, 0, len(plain))
        return bytes(plain)
    if content[:4] == b"RIFF":
        return _without_chunks(content)
    if content.startswith(b"OggS"):
        return without_comments(content)
    return _without_tags(content)


def _empty_boxes(plain: bytearray, start: int, end: int) -> None:
    for at, inside, after in list(_boxes(plain, start, end)):
        name = bytes(plain[at + 4 : at + 8])
        if name in NESTS:
            _empty_boxes(plain, inside, after)
        elif name in NOTES:
            plain[at + 4 : at + 8] = b"free"
            _zero(plain, inside, after)
        elif name in MOMENTS and inside < after:
            _zero(plain, inside + 4, min(inside + (20 if plain[inside] else 12), after))
        elif name == b"hdlr":
            _zero(plain, inside + HANDLER_HEAD, after)


def _boxes(plain: bytearray, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Begin, begin of what is inside, and end of each box; what is torn is left as it is."""
    while start + 8 <= end:
        length, head = int.from_bytes(plain[start : start + 4]), 8
        if length == 1:
            length, head = int.from_bytes(plain[start + 8 : start + 16]), 16
        after = start + length if length else end
        if after < start + head or after > end:
            return
        yield start, start + head, after
        start = after


def _zero(plain: bytearray, first: int, after: int) -> None:
    if first < after:
        plain[first:after] = bytes(after - first)


def _without_chunks(content: bytes) -> bytes:
    plain, at = bytearray(content), 12
    while at + 8 <= len(plain):
        after = at + 8 + int.from_bytes(plain[at + 4 : at + 8], "little")
        if bytes(plain[at : at + 4]) not in SOUND:
            plain[at : at + 4] = b"JUNK"
            _zero(plain, at + 8, min(after, len(plain)))
        # Chunks begin at even places
        at = after + after % 2
    return bytes(plain)


def _without_tags(content: bytes) -> bytes:
    """Tags stand before and after the sound, which has no offsets: they go."""
    while content[:3] == b"ID3" and len(content) > TAG_HEAD:
        length = sum(byte << 7 * place for place, byte in enumerate(reversed(content[6:10])))
        content = content[TAG_HEAD + length :]
    return content[:-OLD_TAG] if content[-OLD_TAG:][:3] == b"TAG" else content
