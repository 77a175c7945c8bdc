"""The door for files: size and kind are checked by their bytes before anything is opened."""

from django.utils.translation import gettext as _

from sumvay.documents.reading.legacy_fonts import repaired
from sumvay.documents.reading.pdf_file import rows_of_pdf
from sumvay.documents.reading.refusals import (
    FileOversized,
    KindUnsupported,
    NothingGiven,
    PaperLocked,
    PaperOverlong,
    TextMissing,
)
from sumvay.documents.reading.rows import Row
from sumvay.documents.reading.text_file import decode, rows_of_text
from sumvay.documents.reading.word_file import rows_of_docx

MOST_BYTES = 25 * 1024 * 1024
MOST_PAGES = 200
# 200 full pages hold about this many letters.
MOST_LETTERS = 500_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_INSIDE = "EncryptedPackage".encode("utf-16-le")


def rows_of_file(content: bytes, filename: str) -> list[Row]:
    """Rows of a .docx, .pdf or .txt file; a Refusal of `refusals` says what is wrong with any other."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NothingGiven(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise FileOversized(_("The file is larger than 25 MB; please send only the paper itself."))
    rows = _rows(content, filename)
    if sum(len(row.text) for row in rows) > MOST_LETTERS:
        raise PaperOverlong(_("This file is far longer than a paper; please send only the paper itself."))
    if not any(row.text.strip() for row in rows):
        raise TextMissing(_("No text was found in this file."))
    return rows


def rows_of_pasted(text: str) -> list[Row]:
    """Rows of pasted text; NothingGiven or PaperOverlong when there is none or too much."""
    if not text.strip():
        raise NothingGiven(_("There is no text to read."))
    if len(text) > MOST_LETTERS:
        raise PaperOverlong(_("This file is far longer than a paper; please send only the paper itself."))
    return rows_of_text(repaired(text))


def _rows(content: bytes, filename: str) -> list[Row]:
    if content.startswith(b"PK\x03\x04"):
        return rows_of_docx(content)
    if b"%PDF-" in content[:1024]:
        return rows_of_pdf(content, most_pages=MOST_PAGES, most_letters=MOST_LETTERS)
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED_INSIDE in content:
            raise PaperLocked(_("This file is locked with a password; please send a copy without one."))
        raise KindUnsupported(_("This is an old Word file (.doc); please save it as .docx and send it again."))
    if content.lstrip()[:5].lower() in (b"{\\rtf", b"<html", b"<!doc") or filename.lower().endswith((".pdf", ".docx")):
        raise KindUnsupported(_("This file is not a paper we can read; please use a .docx, .pdf or .txt file."))
    return rows_of_pasted(decode(content))
