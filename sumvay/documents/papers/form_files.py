"""Opening a form that came from above: a sound .xlsx or .docx, or one clear sentence why not."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sumvay.errors import Refusal

LARGEST_UNPACKED = 200_000_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# SyntaxError is what both XML readers raise on broken XML.
UNSOUND = (
    BadZipFile,
    PackageNotFoundError,
    InvalidFileException,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
)


class FormRefused(Refusal):
    """The form cannot be read or filled; the text says why."""


def open_docx(content: bytes):
    """Return the Word document, or raise FormRefused."""
    open_archive(content, "word/document.xml")
    try:
        return docx.Document(BytesIO(content))
    except UNSOUND as error:
        raise FormRefused(_("The form is damaged and cannot be opened.")) from error


def open_xlsx(content: bytes):
    """Return the workbook for reading, or raise FormRefused."""
    open_archive(content, "xl/workbook.xml")
    try:
        return load_workbook(BytesIO(content))
    except UNSOUND as error:
        raise FormRefused(_("The form is damaged and cannot be opened.")) from error


def open_archive(content: bytes, main_part: str) -> ZipFile:
    """Return the parts of an office file that holds `main_part`, or raise FormRefused."""
    if content.startswith(OLD_OFFICE):
        raise FormRefused(
            _("The form is locked by a password or in an old format. Save it as .xlsx or .docx without one.")
        )
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile as error:
        raise FormRefused(_("The form must be an Excel (.xlsx) or Word (.docx) file.")) from error
    if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
        raise FormRefused(_("The form is too large when unpacked."))
    if main_part not in archive.namelist():
        raise FormRefused(_("The form must be an Excel (.xlsx) or Word (.docx) file."))
    return archive
