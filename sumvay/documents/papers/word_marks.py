"""What an official .docx needs and python-docx has no word for: drawn rules, frames, page numbers, column widths."""

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

EIGHTHS_OF_POINT = 6
TWIPS_PER_MM = 1440 / 25.4
MODERN_WORD = "15"
PROPERTY_LENGTH = 255


def element(tag: str, **attributes):
    """Return a new WordprocessingML element; attributes are given without their prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def draw_rule(paragraph, length: float, across: float):
    """Make an empty paragraph a drawn rule: `length` of `across`, the width it is centred in (millimetres)."""
    side = Mm(max(0, (across - length) / 2))
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    shape.first_line_indent = 0
    shape.line_spacing = Pt(3)
    shape.space_before = Pt(2)
    shape.space_after = 0
    _border(paragraph, "top")


def draw_frame(paragraph, width: float, across: float):
    """Draw a single frame around a one-line paragraph, `width` wide and centred in `across` (millimetres)."""
    side = Mm(max(0, (across - width) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    _border(paragraph, "top", "left", "bottom", "right", space=3)


def add_page_number(paragraph, size: float):
    """Put the number of the page into a paragraph of the header."""
    for part in (
        element("fldChar", fldCharType="begin"),
        _instruction("PAGE"),
        element("fldChar", fldCharType="end"),
    ):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        run._r.append(part)


def start_numbering(section):
    """Number the pages of a section from 1, the first one without its number."""
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    # The schema wants pgNumType after the margins and before titlePg.
    section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))


def make_table(document, rows: int, widths: list[float], *, style: str | None = None, padding: float = 0):
    """Add a table with fixed column widths; widths and side padding in millimetres."""
    table = document.add_table(rows, len(widths), style)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=round(padding * TWIPS_PER_MM), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for row in table.rows:
            row.cells[place].width = Mm(width)
    return table


def keep_row_whole(row):
    """Do not let a row break across pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def repeat_as_head(row):
    """Repeat a row at the top of every page the table runs over."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def drop_empty_starts(*cells):
    """Drop the empty paragraph every new cell begins with, once others stand in it."""
    for cell in cells:
        cell._tc.remove(cell.paragraphs[0]._p)


def describe_picture(run, words: str):
    """Give a picture its text for readers who cannot see it."""
    run._r.find(".//" + qn("wp:docPr")).set("descr", words)


def set_letters(style, name: str, size: float):
    """Set the face of a style for every script, in Vietnamese."""
    style.font.name = name
    style.font.size = Pt(size)
    run = style.element.get_or_add_rPr()
    for script in ("cs", "eastAsia"):
        run.rFonts.set(qn(f"w:{script}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        run.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(element("lang", val="vi-VN", eastAsia="vi-VN"))


def set_properties(document, title: str, author: str):
    """Say what the file is, and nothing of when it was made: the paper has its own date."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title[:PROPERTY_LENGTH], author[:PROPERTY_LENGTH], ""
    about.comments, about.language = "", "vi"
    for name in ("dcterms:created", "dcterms:modified"):
        about._element.remove(about._element.find(qn(name)))


def set_modern_layout(document):
    """Ask Word for its present layout rules, not those of Word 2007."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODERN_WORD)


def _border(paragraph, *sides: str, space: int = 0):
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=EIGHTHS_OF_POINT, space=space, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _instruction(word: str):
    text = element("instrText")
    text.text = word
    return text
