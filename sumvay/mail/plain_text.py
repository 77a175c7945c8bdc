"""What a person wrote in a letter: HTML becomes lines, and the quoted letter below the answer is cut off."""

import re
from collections.abc import Iterator
from html import unescape

BREAKING = {"br", "p", "div", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
SILENT = {"script", "style", "head", "title", "template"}
QUOTING_CLASSES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "zmail_extra")
TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
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


def text_of_html(source: str) -> str:
    """The words of an HTML letter in lines, without what it quotes; with it when nothing else would be left."""
    return _read(source, skip_quotes=True) or _read(source, skip_quotes=False)


def tidy(text: str) -> str:
    """Lines without trailing blanks, at most one empty line in a row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _read(source: str, *, skip_quotes: bool) -> str:
    pieces: list[str] = []
    hidden_in: list[str] = []
    # Not html.parser: on an unclosed "<!--" or "<a " its time grows with the square of the length
    for closing, tag, attributes, text in _tags(source):
        if hidden_in:
            _count_depth(hidden_in, closing, tag)
        elif not closing and (tag in SILENT or (skip_quotes and _quotes(tag, attributes))):
            hidden_in.append(tag)
        else:
            pieces.append("\n" if tag in BREAKING else " " if tag in {"td", "th"} else "")
        if not hidden_in:
            pieces.append(unescape(text).replace("\r", " ").replace("\n", " "))
    return tidy("\n".join(BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n")))


def _tags(source: str) -> Iterator[tuple[bool, str, str, str]]:
    """Tag after tag: whether it closes, its name, its attributes, and the text that follows it."""
    in_comment = False
    for number, piece in enumerate(source.split("<")):
        if in_comment or piece.startswith("!--"):
            _comment, end, text = piece.partition("-->")
            in_comment = not end
            yield False, "", "", text
            continue
        inside, end, text = piece.partition(">")
        name = TAG.match(inside)
        if number == 0 or not name:
            # The text before the first tag, or a bare "<" that begins none
            yield False, "", "", piece if number == 0 else text if inside[:1] in {"!", "?"} else f"<{piece}"
        else:
            yield bool(name[1]), name[2].lower(), inside[name.end() :], text if end else ""


def _count_depth(hidden_in: list[str], closing: bool, tag: str) -> None:
    if tag == hidden_in[0]:
        hidden_in.pop() if closing else hidden_in.append(tag)


def _quotes(tag: str, attributes: str) -> bool:
    return tag == "blockquote" or any(name in attributes for name in QUOTING_CLASSES)
