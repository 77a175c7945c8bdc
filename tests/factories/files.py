"""Files for tests: real little photos, papers and sheets, and rows whose bytes lie on disk."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime

import docx
import factory
import xlsxwriter
from factory.django import DjangoModelFactory
from PIL import Image

from sumvay.files import disk
from sumvay.files.models import StoredFile
from tests.factories.org import UnitFactory

HANOI = (21.0285, 105.8542)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"


class StoredFileFactory(DjangoModelFactory):
    """A proof of a unit; give `content` for the bytes on disk."""

    class Meta:
        model = StoredFile

    class Params:
        content = "Minh chứng".encode()

    unit = factory.SubFactory(UnitFactory)
    purpose = StoredFile.Purpose.PROOF
    name = "minh chứng.txt"
    media_type = "text/plain"
    created_at = datetime(2027, 1, 18, 3, 0, tzinfo=UTC)
    size = factory.LazyAttribute(lambda file: len(file.content))
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.content).hexdigest())


def stored_file(content: bytes = "Minh chứng".encode(), **fields) -> StoredFile:
    """A row whose bytes lie on disk."""
    stored = StoredFileFactory(content=content, **fields)
    disk.put(content, disk.place_of(stored.sha256))
    return stored


def photo(size=(64, 48), form="JPEG", mode="RGB", *, place=None, orientation=1, **options) -> bytes:
    """A picture, red on the left and blue on the right; `place` (latitude, longitude) goes into its EXIF."""
    image = Image.new(mode, size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Máy ảnh thử"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (place[0], 0.0, 0.0), 3: "E", 4: (place[1], 0.0, 0.0)})
    out = io.BytesIO()
    image.save(out, form, exif=exif, **options)
    return out.getvalue()


def word_file(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs."""
    paper = docx.Document()
    for text in paragraphs or ("Báo cáo",):
        paper.add_paragraph(text)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def sheet_file(*rows: tuple) -> bytes:
    """An .xlsx with these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows or (("Đơn vị", 1),)):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def archive_of(**parts: bytes) -> bytes:
    """A zip archive; double underscores in names stand for slashes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()
