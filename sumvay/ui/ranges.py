"""A file answered whole or in the part a player asks for (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
AT_ONCE = 256 * 1024


class _Part:
    """The next so many bytes of an open file, which is closed with the answer."""

    def __init__(self, file: BinaryIO, length: int):
        self.file, self.left = file, length

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (piece := self.file.read(min(AT_ONCE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        """Called by the answer."""
        self.file.close()


def answer_range(request: HttpRequest, place: Path, media_type: str, *, etag: str) -> HttpResponseBase:
    """
    200 with the whole file, 206 with one part of it, or 416 when it is shorter than that; several parts at once are
    answered whole, as the standard allows. Raises FileNotFoundError.
    """
    size = place.stat().st_size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    # A part of what the file was before is of no use
    is_part = bool(asked and asked[0] != "bytes=-" and request.headers.get("If-Range", etag) == etag)
    first, last = _bounds(asked, size) if asked and is_part else (0, size - 1)
    if is_part and first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = place.open("rb")
    file.seek(first)
    length = last - first + 1
    response = StreamingHttpResponse(_Part(file, length), content_type=media_type, status=206 if is_part else 200)
    response.headers["Content-Length"], response.headers["Accept-Ranges"] = str(length), "bytes"
    if is_part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _bounds(asked: re.Match, size: int) -> tuple[int, int]:
    if not asked[1]:
        return max(0, size - int(asked[2])), size - 1
    return int(asked[1]), min(int(asked[2] or size), size - 1)
