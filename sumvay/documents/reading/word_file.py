"""Word files: paragraphs, lists, tables and text boxes in reading order, straight from the XML inside the .docx."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element

from sumvay.documents.reading import legacy_fonts
from sumvay.documents.reading.refusals import ArchiveOverinflated, KindUnsupported, PaperDamaged, PaperLocked
from sumvay.documents.reading.rows import Row, plain_row, tabbed_row, table_row
from sumvay.documents.reading.word_lists import W, WordLists, value
from sumvay.vietnamese.letters import nfc

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PART_LIMIT = 30 * 1024 * 1024
WHOLE_LIMIT = 400 * 1024 * 1024
TEXT_OF = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# w:p inside these is either a second copy or text that was moved or deleted.
SKIPPED = {MC + "Fallback", W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "txbxContent"}
LAYOUT_ROWS = 3


def rows_of_docx(content: bytes) -> list[Row]:
    """
    Rows of a .docx file: headings in text boxes before their paragraph, cells of a two-column layout one after the
    other, tables of data row by row, list numbers as Word prints them.

    Refusals: PaperLocked, ArchiveOverinflated, KindUnsupported (an .xlsx, say), PaperDamaged.
    """
    document, numbering, styles = _parts(content)
    body = document.find(W + "body")
    if body is None:
        raise PaperDamaged(_("This Word file is damaged; please save it again and send it once more."))
    reader = _Reader(WordLists(numbering, styles), legacy_fonts.default_font(styles))
    return list(reader.rows(body))


def _parts(content: bytes) -> list[_Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise KindUnsupported(_("This file is not a paper we can read; please use a .docx, .pdf or .txt file."))
            _refuse_bomb(archive)
            return [
                _parsed(archive, f"word/{name}.xml") if f"word/{name}.xml" in names else None
                for name in ("document", "numbering", "styles")
            ]
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, EOFError) as damage:
        raise PaperDamaged(_("This Word file is damaged; please save it again and send it once more.")) from damage


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise PaperLocked(_("This file is locked with a password; please send a copy without one."))
    if sum(part.file_size for part in archive.infolist()) > WHOLE_LIMIT:
        raise ArchiveOverinflated(_("This Word file unpacks to far more than a paper holds, so it was not opened."))


def _parsed(archive: zipfile.ZipFile, name: str) -> _Element:
    # Read one byte beyond the limit: the size written in the archive may lie.
    with archive.open(name) as part:
        xml = part.read(PART_LIMIT + 1)
    if len(xml) > PART_LIMIT:
        raise ArchiveOverinflated(_("This Word file unpacks to far more than a paper holds, so it was not opened."))
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _Reader:
    def __init__(self, lists: WordLists, usual_font: str) -> None:
        self._lists = lists
        self._usual_font = usual_font
        self._gap = False

    def rows(self, parent: _Element) -> Iterator[Row]:
        """Rows of a body, cell or text box."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                yield from self.rows(content) if content is not None else ()

    def _paragraph(self, paragraph: _Element) -> Iterator[Row]:
        for box in _text_boxes(paragraph):
            self._gap = True
            yield from self.rows(box)
            self._gap = True
        label = self._lists.label(paragraph.find(W + "pPr"))
        text = nfc("".join(self._texts(paragraph))).replace("\xa0", " ")
        if not text.strip():
            self._gap = True
            return
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                yield self._row(line, label if number == 0 else "")

    def _row(self, line: str, label: str) -> Row:
        gap, self._gap = self._gap, False
        if label:
            return plain_row(f"{label} {' '.join(line.split())}", after_gap=gap, runs_on=False)
        return tabbed_row(line, after_gap=gap, runs_on=False)

    def _texts(self, element: _Element) -> Iterator[str]:
        for child in element:
            if child.tag in SKIPPED:
                continue
            if child.tag == W + "t":
                yield legacy_fonts.decoded(child.text or "", self._font(child.getparent()))
            elif child.tag in TEXT_OF and child.getparent().tag == W + "r":
                yield TEXT_OF[child.tag]
            else:
                yield from self._texts(child)

    def _font(self, run: _Element) -> str:
        properties = run.find(W + "rPr")
        return value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi") or self._usual_font

    def _table(self, table: _Element) -> Iterator[Row]:
        cells = [list(row.iterchildren(W + "tc")) for row in table.iterchildren(W + "tr")]
        texts = [["\n".join(self._cell_texts(cell)) for cell in row] for row in cells]
        self._gap = True
        if _is_layout(texts):
            for row in cells:
                for cell in row:
                    yield from self.rows(cell)
        else:
            for number, row in enumerate(texts):
                if any(row):
                    yield table_row(row, after_gap=number == 0)
        self._gap = True

    def _cell_texts(self, cell: _Element) -> list[str]:
        texts = ("".join(self._texts(paragraph)) for paragraph in cell.iter(W + "p"))
        return [text.strip() for text in texts if text.strip()]


def _is_layout(texts: list[list[str]]) -> bool:
    used = {column for row in texts for column, text in enumerate(row) if text}
    return len(used) <= 2 and len(texts) <= LAYOUT_ROWS


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    for box in paragraph.iter(W + "txbxContent"):
        owners = [ancestor.tag for ancestor in box.iterancestors()]
        nearest = owners[: owners.index(W + "p")] if W + "p" in owners else owners
        if MC + "Fallback" not in nearest:
            yield box
