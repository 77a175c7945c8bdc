"""How wide words are in the letters of the paper, so that .docx and PDF break lines and columns alike."""

from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import ImageFont

from .paper import Paper, Profile, Table
from .wording import MOTTO, STATE, date_line, table_texts

FONTS = Path(__file__).resolve().parent.parent / "fonts"
A4 = (210, 297)
MM_PER_POINT = 25.4 / 72
CELL_PADDING = 1.5
WIDEST_TEXT_COLUMN = 80
SMALLEST_TABLE = 8
URGENCY = 13
HEAD_SLACK = 3
NARROWEST_LEFT = 60
GOOD_START_WORTH = 0.3
# A name of an office is best broken before the word that says of where it is.
GOOD_STARTS = {"TỈNH", "THÀNH", "HUYỆN", "PHƯỜNG", "XÃ", "ĐẶC", "KHU", "CÁC", "VIỆT", "NGÀNH", "CÔNG", "VÀ"}

BAD_ENDS = {"CÁC", "VÀ", "CỦA"}


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width in millimetres of one line of text, its size in points."""
    return _font(bold, italic).getlength(text) / 100 * size * MM_PER_POINT


def text_width(profile: Profile, *, landscape: bool = False) -> float:
    """Return the width in millimetres between the margins."""
    return A4[landscape] - profile.left - profile.right


def broken(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Return the text in as few lines as fit the limit (millimetres), of about equal length, broken at good places."""
    words = text.split()
    widths = [width_mm(word, size, bold=bold) for word in words]
    space = width_mm(" ", size, bold=bold)

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        """Lines, cost and ends of the best way to break the words from here on."""
        if start == len(words):
            return 0, 0, ()
        choices = []
        for end in range(start + 1, len(words) + 1):
            line = sum(widths[start:end]) + space * (end - start - 1)
            if line > limit and end > start + 1:
                break
            lines, cost, ends = best(end)
            good = end < len(words) and words[end].upper() in GOOD_STARTS and words[end - 1].upper() not in BAD_ENDS
            bonus = GOOD_START_WORTH if good else 0
            choices.append((lines + 1, cost + (line / limit) ** 2 - bonus, (end, *ends)))
        return min(choices)

    return [" ".join(words[start:end]) for start, end in pairwise((0, *best(0)[2]))]


def head_columns(paper: Paper) -> tuple[float, float]:
    """Return the widths of the two columns of the letterhead: the name of the state and the date each keep one line."""
    profile = paper.profile
    total = text_width(profile)
    right = max(
        width_mm(STATE, profile.state, bold=True),
        width_mm(MOTTO, profile.motto, bold=True),
        width_mm(date_line(paper), profile.date, italic=True),
    )
    right = min(right + HEAD_SLACK, total - NARROWEST_LEFT)
    return total - right, right


def header_top(paper: Paper) -> float:
    """Return how far below the edge the header stands (millimetres); the mark of a draft takes a line more."""
    return 6 if paper.draft else 10


def urgency_width(paper: Paper) -> float:
    """Return the width of the frame around the urgency: about 30, 40 and 20 mm for the three of the decree."""
    return max(20, width_mm(paper.urgency.upper(), URGENCY, bold=True) + 6)


def rule_length(lines: list[str], size: float) -> float:
    """Return the length of the rule under bold lines: between a third and a half of them."""
    return 0.4 * max((width_mm(line, size, bold=True) for line in lines), default=0)


def table_layout(table: Table, profile: Profile, total: float) -> tuple[float, list[float]]:
    """Return the size of letters (points) and the widths of the columns (millimetres) that fill the total width.

    Letters shrink only where a single word would otherwise not fit its column.
    """
    if table.widths:
        return profile.table, [total * width / sum(table.widths) for width in table.widths]
    size = profile.table
    words, texts = _widest(table)
    while sum(_columns(words, size)) > total and size > SMALLEST_TABLE:
        size -= 0.5
    least = _columns(words, size)
    most = [max(low, min(high, WIDEST_TEXT_COLUMN)) for low, high in zip(least, _columns(texts, size), strict=True)]
    if sum(least) >= total:
        return size, [total * width / sum(least) for width in least]
    if sum(most) <= total:
        return size, [total * width / sum(most) for width in most]
    share = (total - sum(least)) / (sum(most) - sum(least))
    return size, [low + (high - low) * share for low, high in zip(least, most, strict=True)]


def _widest(table: Table) -> tuple[list[float], list[float]]:
    """Return, for each column, the widths of its widest word and of its longest text at one point (millimetres)."""
    rows = table_texts(table)
    words, texts = [], []
    for place, head in enumerate(table.head):
        cells = {row[place] for row in rows}
        parts = {word for cell in (head, *cells) for word in cell.split()}
        words.append(max((width_mm(word, 1, bold=True) for word in parts), default=0))
        texts.append(max((width_mm(cell, 1) for cell in cells), default=0))
    return words, texts


def _columns(widest: list[float], size: float) -> list[float]:
    return [width * size + 2 * CELL_PADDING + 0.5 for width in widest]


@cache
def _font(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    face = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    return ImageFont.truetype(FONTS / f"Tinos-{face}.ttf", 100, layout_engine=ImageFont.Layout.BASIC)
