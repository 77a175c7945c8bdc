"""What a person wrote in a letter: HTML becomes lines, and the quoted letter below the answer is cut off."""

import re
from html.parser import HTMLParser

BREAKING = {"br", "p", "div", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
SILENT = {"script", "style", "head", "title", "template"}
QUOTING_CLASSES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "zmail_extra")
BLANKS = re.compile(r"[ \t\xa0]+")
EMPTY_LINES = re.compile(r"\n{3,}")

# The line with which programs open a quoted letter; everything below it goes
OPENERS = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:Original Message|Thư gốc|Forwarded message|Thư đã chuyển tiếp|Tin nhắn gốc)\s*-{2,}"
    r"|_{20,}\s*$"
    r"|(?:From|Từ)\s*:\s.{0,200}\n\s*(?:Sent|Date|Đã gửi|Ngày|Gửi|Thời gian|To|Đến|Tới)\s*:"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
# "On … wrote:" and its likes stand above lines that begin with ">"; an answer may follow those
ATTRIBUTION = re.compile(
    r"^(?:On\b[^\n]{0,200}(?:\n[^\n]{0,120})?\bwrote"
    r"|(?:Vào|Ngày|Lúc)\b[^\n]{0,200}(?:\n[^\n]{0,120})?\b(?:đã )?viết)\s*:\s*\n",
    re.IGNORECASE | re.MULTILINE,
)
QUOTED_LINE = re.compile(r"^\s*>.*(?:\n|\Z)", re.MULTILINE)
SIGNATURE = re.compile(r"^-- \n.*", re.MULTILINE | re.DOTALL)


def written_by_sender(text: str) -> str:
    """The text without the quoted letter and the signature; the whole text when nothing else would be left."""
    # The mark of a signature is "-- " with its blank (RFC 3676, 4.3), which tidying takes away
    whole = tidy(text)
    text = tidy(SIGNATURE.sub("", text.replace("\r\n", "\n")))
    opener = OPENERS.search(text)
    own = text[: opener.start()] if opener else text
    own = QUOTED_LINE.sub("", ATTRIBUTION.sub("", own + "\n"))
    return tidy(own) or whole


def text_of_html(html: str) -> str:
    """The words of an HTML letter in lines, without what it quotes; with it when nothing else would be left."""
    own = _read(html, skip_quotes=True)
    return own or _read(html, skip_quotes=False)


def tidy(text: str) -> str:
    """Lines without trailing blanks, at most one empty line in a row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _read(html: str, *, skip_quotes: bool) -> str:
    reader = _Reader(skip_quotes)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # html.parser on some malformed declarations
        reader.pieces.append(re.sub(r"<[^>]*>", " ", html))
    return tidy("\n".join(BLANKS.sub(" ", line).strip() for line in "".join(reader.pieces).split("\n")))


class _Reader(HTMLParser):
    """Collects words; keeps count of how deep it is inside what nobody reads or what is quoted."""

    def __init__(self, skip_quotes: bool):
        super().__init__(convert_charrefs=True)
        self.skip_quotes = skip_quotes
        self.pieces: list[str] = []
        self.hidden_in: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Begin a line, or hide until the tag ends."""
        if self.hidden_in:
            self.hidden_in += [tag] if tag == self.hidden_in[0] else []
        elif tag in SILENT or (self.skip_quotes and _quotes(tag, dict(attrs))):
            self.hidden_in.append(tag)
        elif tag in BREAKING:
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append(" ")

    def handle_endtag(self, tag):
        """End a line, or show again."""
        if self.hidden_in and tag == self.hidden_in[0]:
            self.hidden_in.pop()
        elif tag in BREAKING and not self.hidden_in:
            self.pieces.append("\n")

    def handle_data(self, data):
        """Words; line ends in the source are blanks."""
        if not self.hidden_in:
            self.pieces.append(data.replace("\r", " ").replace("\n", " "))


def _quotes(tag: str, attributes: dict) -> bool:
    classes = attributes.get("class") or ""
    return tag == "blockquote" or any(name in classes for name in QUOTING_CLASSES)
