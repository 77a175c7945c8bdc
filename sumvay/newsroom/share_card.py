"""The picture that goes along when a piece is shared: its headline in the house's type, every mark in place."""

import os
import uuid
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

from sumvay import ui
from sumvay.newsroom.models import Consent, Listing, NewsPicture, SiteIdentity
from sumvay.newsroom.picture_uses import uses_of

SIZE = (1200, 630)
MARGIN = 72
PHOTO_WIDTH = 430
PAPER, INK, SOFT, BLUE, MAI = "#fbfaf7", "#1b2430", "#465160", "#0b57b0", "#f2b705"
FACES = Path(ui.__file__).parent / "static" / "ui" / "fonts"
# The house's type comes cut into three; a letter is set from the first that has it
LATIN = {*range(0x00, 0x100), 0x131, 0x152, 0x153, *range(0x2000, 0x2070), 0x20AC, 0x2122, 0x2212}
VIETNAMESE = {0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x20AB}
HEADLINE_SIZES = (64, 56, 50, 44, 38, 33)


def place_of(piece_id: int) -> Path:
    """Where a piece's card lies."""
    return Path(settings.PICTURES) / "cards" / f"{piece_id}.png"


def draw(listing: Listing) -> Path:
    """Draw the card of a listing, 1200 by 630 (Open Graph), whole or not at all; tells where it lies."""
    card = Image.new("RGB", SIZE, PAPER)
    width = SIZE[0] - 2 * MARGIN
    if photo := _photo(listing):
        card.paste(photo, (SIZE[0] - PHOTO_WIDTH, 0))
        width -= PHOTO_WIDTH - 24
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, 16, SIZE[1]), BLUE)
    if listing.kicker:
        _line(pen, (MARGIN, 64), _cut(listing.kicker, 28, width), 28, BLUE)
    size, lines = _headline(listing.title, width)
    for number, words in enumerate(lines):
        _line(pen, (MARGIN, 122 + round(number * size * 1.3)), words, size, INK)
    site = SiteIdentity.objects.filter(pk=1).first()
    pen.rectangle((MARGIN, 510, MARGIN + 64, 516), MAI)
    _line(pen, (MARGIN, 530), _cut(site.name if site else "Sum Vầy", 30, width), 30, INK)
    _line(pen, (MARGIN, 572), _cut(listing.unit.name, 24, width), 24, SOFT, weight=500)
    place = _keep(card, listing.pk)
    # Consent may have been taken back this very moment: drawn again it holds nobody
    return draw(listing) if photo and _picture(listing) is None else place


def _keep(card: Image.Image, piece_id: int) -> Path:
    place = place_of(piece_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{uuid.uuid4().hex}")
    # 256 colours keep a card with a photo below what chat apps fetch; only a given palette is dithered
    palette = card.quantize(256, kmeans=1)
    card.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(draft, "PNG", optimize=True)
    draft.chmod(0o644)
    os.replace(draft, place)
    return place


def forget(piece_ids: Iterable[int]) -> None:
    """Have these cards drawn anew when they are next asked for."""
    for piece_id in piece_ids:
        place_of(piece_id).unlink(missing_ok=True)


def _photo(listing: Listing) -> Image.Image | None:
    """The picture above the text, as large as the card; none of people who have not agreed to social networks."""
    if _picture(listing) is None:
        return None
    files = [source["url"] for source in (listing.picture or {}).get("sources", []) if source["type"] == "image/webp"]
    if not files:
        return None
    place = Path(settings.PICTURES) / files[-1].removeprefix("/pictures/")
    if not place.exists():
        return None
    with Image.open(place) as photo:
        return ImageOps.fit(photo.convert("RGB"), (PHOTO_WIDTH, SIZE[1]), Image.Resampling.LANCZOS)


def _picture(listing: Listing) -> NewsPicture | None:
    """What may stand on the card, by what people agree to now."""
    picture = NewsPicture.objects.select_related("photo").filter(pk=listing.piece.picture_id).first()
    return picture if picture and Consent.Use.SOCIAL in uses_of(picture) else None


def _headline(title: str, width: int) -> tuple[int, list[str]]:
    """The largest size in which the title fits the space above the foot."""
    for size in HEADLINE_SIZES:
        lines = _wrapped(title, size, width)
        if len(lines) * size * 1.3 <= 372:
            return size, lines
    most = int(372 // (HEADLINE_SIZES[-1] * 1.3))
    return size, [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, width)]


def _wrapped(text: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, size: int, width: int) -> str:
    """The text, or its beginning with an ellipsis where it is too long for the line."""
    if _width(text, size) <= width:
        return text
    words = text.split()
    while words and _width(f"{' '.join(words)}…", size) > width:
        words.pop()
    return f"{' '.join(words)}…"


def _line(pen, at: tuple[int, int], text: str, size: int, colour: str, weight: int = 700) -> None:
    x, y = at
    for part, letters in _parts(text):
        face = _face(part, size, weight)
        # On one base line, whatever the height of the marks
        pen.text((x, y + size), letters, fill=colour, font=face, anchor="ls")
        x += face.getlength(letters)


def _width(text: str, size: int, weight: int = 700) -> float:
    return sum(_face(part, size, weight).getlength(letters) for part, letters in _parts(text))


def _parts(text: str) -> list[tuple[str, str]]:
    return [(part, "".join(letters)) for part, letters in groupby(text, _part_of)]


def _part_of(letter: str) -> str:
    code = ord(letter)
    if code in LATIN:
        return "latin"
    return "vietnamese" if code in VIETNAMESE or 0x1EA0 <= code <= 0x1EF9 else "latin-ext"


@cache
def _face(part: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES / f"be-vietnam-pro-{part}-{weight}-normal.woff2", size)
