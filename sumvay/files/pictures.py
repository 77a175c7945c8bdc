"""Draws a picture anew: upright, no longer than asked, without a trace of camera, place and time."""

import io
import struct
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from sumvay.errors import Refusal
from sumvay.files.sniffing import JPEG, WEBP, Kind

LONGEST_EDGE, QUALITY = 2_000, 84
THUMB_EDGE = 480
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, OverflowError, TypeError, KeyError)


class BrokenPicture(Refusal):
    """The picture cannot be opened."""


class PictureTooLarge(Refusal):
    """The picture has too many pixels."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept."""

    content: bytes
    kind: Kind
    width: int
    height: int


def redraw(content: bytes, *, longest: int = LONGEST_EDGE, quality: int = QUALITY) -> Picture:
    """
    The picture as it is kept: JPEG, or WebP when parts are see-through; EXIF is applied (turned upright) and dropped.

    `longest` is the most pixels of its longer side, `quality` that of the JPEG. Raises BrokenPicture and
    PictureTooLarge.
    """
    image = _opened(content, longest)
    kind = WEBP if image.mode == "RGBA" else JPEG
    out = io.BytesIO()
    if kind is WEBP:
        image.save(out, "WEBP", quality=85, method=4, exif=b"")
    else:
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True, exif=b"")
    return Picture(out.getvalue(), kind, image.width, image.height)


def thumbnail(content: bytes) -> bytes:
    """A WebP of at most 480 pixels for lists. Raises BrokenPicture and PictureTooLarge."""
    image = _opened(content, THUMB_EDGE)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=74, exif=b"")
    return out.getvalue()


def _opened(content: bytes, longest: int) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureTooLarge(_("The picture is too large. Please send one of at most 60 megapixels."))
            # A JPEG is unpacked at a half, a quarter or an eighth of its size straight away
            scale = longest / max(image.size)
            image.draft("RGB", (round(image.width * scale) or 1, round(image.height * scale) or 1))
            image.load()
            # Made smaller before anything is copied: a picture of 60 megapixels takes 240 MB
            plain = _plain(image)
            plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            return _without_notes(ImageOps.exif_transpose(plain), image)
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(_("The picture is too large. Please send one of at most 60 megapixels.")) from error
    except UNREADABLE as error:
        raise BrokenPicture(_("The picture is damaged and cannot be opened.")) from error


def _plain(image: Image.Image) -> Image.Image:
    """RGB or RGBA alone."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _without_notes(plain: Image.Image, image: Image.Image) -> Image.Image:
    """
    No notes of the camera stay, nor its colour profile, which may name device and maker: the colours are counted over
    into sRGB, which is what is shown where no profile stands.
    """
    profile = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA"} else None
    plain.info = {}
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(plain, given, ImageCms.createProfile("sRGB"), inPlace=True)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A broken profile says nothing about the colours
            return plain
    return plain
