"""What kind of file it is, told by its content; the name decides only between .txt and .csv."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.files.archives import office_parts


class NotAccepted(Refusal):
    """This kind of file is not taken in."""


class EmptyFile(Refusal):
    """There is nothing in the file."""


@dataclass(frozen=True)
class Kind:
    """What a file is: its media type and the ending its name gets."""

    media_type: str
    suffix: str

    @property
    def is_picture(self) -> bool:
        """A picture is drawn anew before it is kept."""
        return self.media_type.startswith("image/")


JPEG, PNG, WEBP = Kind("image/jpeg", "jpg"), Kind("image/png", "png"), Kind("image/webp", "webp")
PDF = Kind("application/pdf", "pdf")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
CSV, TXT = Kind("text/csv", "csv"), Kind("text/plain", "txt")
MP4, MOV, WEBM = Kind("video/mp4", "mp4"), Kind("video/quicktime", "mov"), Kind("video/webm", "webm")
MP3, M4A = Kind("audio/mpeg", "mp3"), Kind("audio/mp4", "m4a")

BEGINNINGS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"ID3": MP3}
MP3_FRAMES = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2")
# Major brands of ISO/IEC 14496-12 files, https://mp4ra.org/registered-types/brands
BRANDS = {
    **dict.fromkeys([b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"], MP4),
    **dict.fromkeys([b"3gp4", b"3gp5", b"3gp6", b"dash"], MP4),
    **dict.fromkeys([b"M4A ", b"M4B "], M4A),
    b"qt  ": MOV,
}
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
TEXTS = {".txt": TXT, ".csv": CSV}


def kind_of(content: bytes, name: str) -> Kind:
    """
    The kind of the content: JPEG, PNG, WebP, PDF, Word, Excel, CSV, text, MP4, QuickTime, MP3, M4A.

    Raises EmptyFile, NotAccepted, and what `office_parts` raises for a Word or Excel file.
    """
    if not content.strip(b"\x00\t\r\n "):
        raise EmptyFile(_("The file is empty."))
    kind = _by_beginning(content) or _by_structure(content) or _text(content, name)
    if kind is None:
        raise NotAccepted(
            _("This kind of file is not accepted. Please send a photo, PDF, Word, Excel, text, MP4, MP3 or M4A file.")
        )
    return kind


def picture_kind(content: bytes) -> Kind | None:
    """The kind of a picture, None when it is none. Raises NotAccepted for those of the iPhone's own kind."""
    kind = _by_beginning(content) or (_by_brand(content[8:12]) if content[4:8] == b"ftyp" else None)
    return kind if kind and kind.is_picture else None


def film_kind(head: bytes) -> Kind:
    """The kind of a film told by its first 64 bytes: MP4, QuickTime or WebM. Raises NotAccepted."""
    kind = BRANDS.get(head[8:12]) if head[4:8] == b"ftyp" else None
    # EBML (RFC 8794) with the document type of WebM
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        kind = WEBM
    if kind not in {MP4, MOV, WEBM}:
        raise NotAccepted(_("This is not a film that browsers play. Please send an MP4, MOV or WebM file."))
    return kind


def tidy_name(name: str, kind: Kind) -> str:
    """A name safe to show and to download: no folders, no control characters, the ending that fits the content."""
    last = PurePath(name.replace("\\", "/")).name
    clean = " ".join("".join(c if c.isprintable() else " " for c in last).split()).lstrip(".")
    stem = clean.removesuffix(PurePath(clean).suffix)[: 190 - len(kind.suffix)]
    return f"{stem or 'file'}.{kind.suffix}"


def _by_beginning(content: bytes) -> Kind | None:
    if content.startswith(MP3_FRAMES):
        return MP3
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return next((kind for mark, kind in BEGINNINGS.items() if content.startswith(mark)), None)


def _by_structure(content: bytes) -> Kind | None:
    if content[4:8] == b"ftyp":
        return _by_brand(content[8:12])
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(OLD_OFFICE):
        raise NotAccepted(
            _("Files of old Office (.doc, .xls) or with a password are not accepted. Please save as .docx or .xlsx.")
        )
    return PDF if b"%PDF-" in content[:1024] else None


def _by_brand(brand: bytes) -> Kind | None:
    if brand in HEIF_BRANDS:
        raise NotAccepted(
            _("HEIC photos are not accepted. On the iPhone choose Settings, Camera, Formats, Most Compatible.")
        )
    return BRANDS.get(brand)


def _office(content: bytes) -> Kind | None:
    parts = office_parts(content)
    return DOCX if "word/document.xml" in parts else XLSX if "xl/workbook.xml" in parts else None


def _text(content: bytes, name: str) -> Kind | None:
    is_text = content.startswith(UTF16_MARKS) or not CONTROL.search(content)
    return TEXTS.get(PurePath(name).suffix.lower()) if is_text else None
