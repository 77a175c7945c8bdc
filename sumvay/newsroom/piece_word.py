"""A piece as a Word file, as a newsroom hands it on: head, text, pictures in small with captions, who signs it."""

import re
from html.parser import HTMLParser
from io import BytesIO

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image, UnidentifiedImageError

from sumvay.newsroom.models import Consent, NewsPicture, Piece
from sumvay.newsroom.picture_uses import uses_of
from sumvay.newsroom.wire.addresses import clean
from sumvay.newsroom.wire.body_html import Kept, blocks_of

FACE = "Times New Roman"
SHOWN_PIXELS, SHOWN_WIDTH = 1000, Cm(15)
SOFT = RGBColor(0x55, 0x55, 0x55)
BOLD, ITALIC, SPACE = {"b", "strong"}, {"i", "em"}, re.compile(r"\s+")
STYLES = {"h2": "Heading 2", "h3": "Heading 3", "ul": "List Bullet", "ol": "List Number"}


def to_word(piece: Piece, kept: Kept, names: dict[int, str]) -> bytes:
    """A .docx; `names` says under which file name each original picture lies beside it."""
    word = _blank(piece.title)
    if piece.kicker:
        _line(word, piece.kicker, bold=True, soft=True)
    word.add_paragraph(clean(piece.title), style="Title")
    if piece.standfirst:
        _line(word, piece.standfirst, bold=True)
    lead = kept.pictures.get(piece.picture_id)
    if lead:
        _picture(word, {"picture": lead.pk}, kept, names)
    for name, value in blocks_of(piece.body.raw_data):
        _block(word, name, value, kept, names)
    if piece.video_url:
        _line(word, _("Video: %(url)s") % {"url": piece.video_url})
    if piece.byline:
        _line(word, piece.byline, bold=True).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _blank(title: str) -> Word:
    word = Document()
    word.core_properties.title, word.core_properties.author = clean(title)[:250], ""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for name, size in {"Normal": 13, "Title": 20, "Heading 2": 14, "Heading 3": 13}.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), RGBColor(0, 0, 0)
        # Else Word takes the theme's face for letters with marks
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        for script in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FACE)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.styles["Title"].font.bold = True
    return word


def _line(word: Word, text: str, *, bold: bool = False, italic: bool = False, soft: bool = False) -> Paragraph:
    line = word.add_paragraph()
    run = line.add_run(clean(text))
    run.bold, run.italic = bold, italic
    if soft:
        run.font.color.rgb = SOFT
    return line


def _block(word: Word, name: str, value, kept: Kept, names: dict[int, str]) -> None:
    written = {
        "text": lambda: _rich(word, value),
        "picture": lambda: _picture(word, value, kept, names),
        "gallery": lambda: [_picture(word, one, kept, names) for one in value],
        "quote": lambda: _quote(word, value),
        "video": lambda: _line(word, ": ".join(filter(None, (value["title"], value.get("url"))))),
        "figures": lambda: [_line(word, f"{one['number']}: {one['says']}") for one in value],
        "question": lambda: (_line(word, value["question"], bold=True), _rich(word, value["answer"])),
        "update": lambda: (_line(word, _hour(value["at"]), bold=True), _rich(word, value["text"])),
        "document": lambda: _document(word, value, kept),
    }
    if name in written:
        written[name]()


def _quote(word: Word, value: dict) -> None:
    speaker = f" – {value['speaker']}" if value.get("speaker") else ""
    _line(word, f"“{value['text']}”{speaker}", italic=True).paragraph_format.left_indent = Cm(1)


def _document(word: Word, pk: int, kept: Kept) -> None:
    if pk in kept.documents:
        _line(word, _("Attached document: %(title)s") % {"title": kept.documents[pk].title})


def _hour(at: str) -> str:
    moment = parse_datetime(str(at))
    return f"{localtime(moment):%H:%M %d/%m/%Y}" if moment else ""


def _picture(word: Word, shown: dict, kept: Kept, names: dict[int, str]) -> None:
    picture = kept.pictures.get(shown["picture"])
    if picture is None:
        return
    is_for_print = Consent.Use.PRINT in uses_of(picture)
    if is_for_print and (small := _small(picture)):
        word.add_picture(small, width=SHOWN_WIDTH)
    caption, credit = shown.get("caption") or picture.caption, shown.get("credit") or picture.credit
    words = ". ".join(part.rstrip(".") for part in (caption, credit) if part)
    file = _("[Picture: %(file)s]") % {"file": names[picture.pk]} if picture.pk in names else ""
    if not is_for_print:
        file = _("%(picture)s (no consent to print)") % {"picture": file}
    line = _line(word, " ".join(filter(None, (words, file))), italic=True)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _small(picture: NewsPicture) -> BytesIO | None:
    """The picture to look at; the original lies beside the file. None when it is lost or broken."""
    out = BytesIO()
    try:
        with picture.file.storage.open(picture.file.name) as kept, Image.open(kept) as original:
            original.draft("RGB", (SHOWN_PIXELS, SHOWN_PIXELS))
            original.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
            original.convert("RGB").save(out, "JPEG", quality=80)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return BytesIO(out.getvalue())


def _rich(word: Word, text: str) -> None:
    reader = _RichText(word)
    reader.feed(text)
    reader.close()


class _RichText(HTMLParser):
    """Writes what the editor allows in a text: paragraphs, two headings, lists, bold, italic, links and rules."""

    def __init__(self, word: Word):
        super().__init__()
        self.word, self.line = word, None
        self.marks: list[str] = []
        self.lists: list[str] = []
        self.link = ""

    def handle_starttag(self, tag, attrs):
        """A new line, or a mark on what follows."""
        if tag in {"p", "h2", "h3", "li"}:
            style = STYLES.get(self.lists[-1] if tag == "li" and self.lists else tag)
            self.line = self.word.add_paragraph(style=style)
        elif tag == "br" and self.line is not None:
            self.line.add_run().add_break()
        elif tag in {"ul", "ol"}:
            self.lists.append(tag)
        elif tag in BOLD | ITALIC:
            self.marks.append(tag)
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag):
        """The end of a line, or of a mark; the address of a link stands behind its words."""
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag in {"p", "h2", "h3", "li"}:
            self.line = None
        elif tag in self.marks:
            self.marks.remove(tag)
        elif tag == "a" and self.link.startswith(("http://", "https://")):
            self._write(f" ({self.link})")
            self.link = ""

    def handle_data(self, data):
        """Words."""
        text = SPACE.sub(" ", data)
        if text.strip() or (text and self.line is not None):
            self._write(text)

    def _write(self, text):
        self.line = self.word.add_paragraph() if self.line is None else self.line
        run = self.line.add_run(clean(text))
        run.bold = bool(BOLD & set(self.marks)) or None
        run.italic = bool(ITALIC & set(self.marks)) or None
