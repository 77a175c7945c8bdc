"""Word's own list numbers, which stand nowhere in the text: worked out as Word shows them."""

import re

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
PLACEHOLDER = re.compile(r"%(\d)")
DEEPEST = 9


def value(element: _Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child element of a Word property, None when there is none."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


class WordLists:
    """Counts the paragraphs of every list of one document, in reading order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._list_of_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is not None:
            self._read_levels(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, properties: _Element | None) -> str:
        """The number, letter or bullet that Word prints before this paragraph; empty when it is in no list."""
        number_id, level = self._place(properties)
        formats = self._levels.get(number_id, {})
        if level not in formats:
            return ""
        kind, pattern, start = formats[level]
        counts = self._counts.setdefault(number_id, [0] * DEEPEST)
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (DEEPEST - level - 1)
        if kind == "none":
            return ""
        if kind == "bullet":
            return pattern if pattern in "-+*" else "-"
        return PLACEHOLDER.sub(lambda m: self._figure(formats, counts, int(m[1]) - 1), pattern)

    def _figure(self, formats: dict[int, tuple[str, str, int]], counts: list[int], level: int) -> str:
        kind, _, start = formats.get(level, ("decimal", "", 1))
        return _written(counts[level] or start, kind)

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        own = None if properties is None else properties.find(W + "numPr")
        style = value(properties, "pStyle") or ""
        number_id, level = self._list_of_style.get(style, ("", 0))
        if own is not None:
            number_id, level = value(own, "numId") or number_id, int(value(own, "ilvl") or 0)
        return number_id, min(level, DEEPEST - 1)

    def _read_levels(self, numbering: _Element) -> None:
        abstract = {a.get(W + "abstractNumId"): a for a in numbering.findall(W + "abstractNum")}
        for number in numbering.findall(W + "num"):
            source = abstract.get(value(number, "abstractNumId"))
            if source is not None:
                self._levels[number.get(W + "numId", "")] = {
                    int(level.get(W + "ilvl", "0")): (
                        value(level, "numFmt") or "decimal",
                        value(level, "lvlText") or "",
                        int(value(level, "start") or 1),
                    )
                    for level in source.findall(W + "lvl")
                }

    def _read_styles(self, styles: _Element) -> None:
        for style in styles.findall(W + "style"):
            properties = style.find(W + "pPr")
            own = None if properties is None else properties.find(W + "numPr")
            number_id = value(own, "numId")
            if number_id:
                self._list_of_style[style.get(W + "styleId", "")] = (number_id, int(value(own, "ilvl") or 0))


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for figure, letters in ROMAN:
        count, number = divmod(number, figure)
        text += letters * count
    return text
