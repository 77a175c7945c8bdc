"""Filling a form of the level above in place: only the named cells change, everything else stays as it came."""

import posixpath
import re
from collections import defaultdict
from copy import deepcopy
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

from .form_files import FormRefused, open_archive, open_docx, open_xlsx
from .wording import tidied

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK = "xl/workbook.xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
REFERENCE = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")

type SheetCell = tuple[str, str]
type TableCell = tuple[int, int, int]


def fill_docx(content: bytes, cells: dict[TableCell, str]) -> bytes:
    """Return the .docx with texts put into cells named by table, row and column, each counted from 0.

    The letters of the cell are kept. Raises FormRefused for another kind of file or a cell that is not there.
    """
    document = open_docx(content)
    rows = [[row.cells for row in table.rows] for table in document.tables]
    for (table, row, column), text in cells.items():
        try:
            cell = rows[table][row][column]
        except IndexError as error:
            raise _no_cell(f"{table + 1}/{row + 1}/{column + 1}") from error
        _write_into(cell, tidied(text))
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


def fill_xlsx(content: bytes, cells: dict[SheetCell, int | float | Decimal | str]) -> bytes:
    """Return the .xlsx with values put into cells named by sheet and reference ("B7").

    Numbers are written as numbers and texts as texts. Results of formulas are dropped and worked out anew when the file
    is opened. Raises FormRefused for another kind of file, a cell that is not there, or one that holds a formula.
    """
    open_xlsx(content)
    archive = open_archive(content, WORKBOOK)
    parts = {name: archive.read(name) for name in archive.namelist()}
    paths = _sheet_paths(parts)
    wanted: defaultdict[str, dict] = defaultdict(dict)
    for (sheet, reference), value in cells.items():
        if sheet not in paths or not REFERENCE.fullmatch(reference):
            raise _no_cell(f"{sheet}!{reference}")
        wanted[paths[sheet]][reference] = value
    for path in paths.values():
        root = etree.fromstring(parts[path], PARSER)
        for reference, value in wanted[path].items():
            _put(root, reference, value)
        if _forget_results(root) or wanted[path]:
            parts[path] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[WORKBOOK] = _recalculated(parts[WORKBOOK])
    return _packed(archive, parts)


def _no_cell(name: str) -> FormRefused:
    return FormRefused(_("The form has no cell %(cell)s.") % {"cell": name})


def _write_into(cell, text: str):
    paragraph = cell.paragraphs[0]
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    if paragraph.runs:
        paragraph.runs[0].text = text
        return
    run = paragraph.add_run(text)
    letters = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    if letters is not None:
        run._r.insert(0, deepcopy(letters))


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    links = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], PARSER)
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target")).lstrip("/") for link in links}
    book = etree.fromstring(parts[WORKBOOK], PARSER)
    paths = {sheet.get("name"): targets[sheet.get(LINK)] for sheet in book.iter(f"{MAIN}sheet")}
    return {name: path for name, path in paths.items() if path.startswith("xl/worksheets/")}


def _put(root, reference: str, value):
    if any(each.get("r") is None for each in root.iter(f"{MAIN}row", f"{MAIN}c")):
        raise FormRefused(_("The form does not say where its cells are. Save it once more in Excel."))
    cell = _cell(root, _anchor(root, reference))
    if cell.find(f"{MAIN}f") is not None:
        raise FormRefused(_("Cell %(cell)s of the form holds a formula.") % {"cell": reference})
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = tidied(value)
    else:
        etree.SubElement(cell, f"{MAIN}v").text = f"{value}"


def _anchor(root, reference: str) -> str:
    """Return the cell that shows: of merged cells only the first one does."""
    column, row = _position(reference)
    for merged in root.iter(f"{MAIN}mergeCell"):
        left, top, right, bottom = range_boundaries(merged.get("ref"))
        if left <= column <= right and top <= row <= bottom:
            return merged.get("ref").split(":")[0]
    return reference


def _position(reference: str) -> tuple[int, int]:
    row, column = coordinate_to_tuple(reference)
    return column, row


def _cell(root, reference: str):
    column, row = _position(reference)
    rows = root.find(f"{MAIN}sheetData")
    line = _in_order(rows, row, lambda each: int(each.get("r")), f"{MAIN}row", str(row))
    return _in_order(line, column, lambda each: _position(each.get("r"))[0], f"{MAIN}c", reference)


def _in_order(parent, place: int, place_of, tag: str, name: str):
    for index, child in enumerate(parent):
        if place_of(child) == place:
            return child
        if place_of(child) > place:
            made = etree.Element(tag, r=name)
            parent.insert(index, made)
            return made
    return etree.SubElement(parent, tag, r=name)


def _forget_results(root) -> bool:
    results = [cell.find(f"{MAIN}v") for cell in root.iter(f"{MAIN}c") if cell.find(f"{MAIN}f") is not None]
    for result in results:
        if result is not None:
            result.getparent().remove(result)
    return bool(results)


def _recalculated(workbook: bytes) -> bytes:
    root = etree.fromstring(workbook, PARSER)
    calculation = root.find(f"{MAIN}calcPr")
    if calculation is None:
        return workbook
    calculation.set("fullCalcOnLoad", "1")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(archive: ZipFile, parts: dict[str, bytes]) -> bytes:
    filled = BytesIO()
    with ZipFile(filled, "w") as target:
        for part in archive.infolist():
            target.writestr(part, parts[part.filename])
    return filled.getvalue()
