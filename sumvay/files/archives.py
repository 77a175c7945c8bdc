"""Looks into Word and Excel files, which are zip archives, without trusting them."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from sumvay.errors import Refusal

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
# Sheets of repeated text reach 30 to 60; a bomb has hundreds to thousands
MOST_RATIO = 150
SMALL = 5 * 1024 * 1024


class BrokenArchive(Refusal):
    """The Word or Excel file cannot be opened."""


class ArchiveTooLarge(Refusal):
    """Unpacked, the file would be far larger than it looks."""


class MacrosNotAccepted(Refusal):
    """The file carries a program."""


def office_parts(content: bytes) -> set[str]:
    """
    The names of the parts of an Office Open XML file (ECMA-376 part 2), after every part was unpacked once in the dark.

    Raises BrokenArchive, ArchiveTooLarge, MacrosNotAccepted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts, len(content))
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise BrokenArchive(_("The file is damaged or locked and cannot be opened.")) from error
    names = {part.filename for part in parts}
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/activeX/" in name for name in names):
        raise MacrosNotAccepted(_("Files with macros are not accepted. Please save as .docx or .xlsx."))
    return names


def _refuse_bombs(parts: list[zipfile.ZipInfo], packed: int) -> None:
    # The stated sizes can be trusted here: unpacking stops at them, and a lie shows as a wrong checksum
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
        raise ArchiveTooLarge(_("Unpacked, this file would be too large to open. Please send a smaller one."))
