"""Text typed in the TCVN3 (ABC) fonts of the nineties, where "¸" is drawn as "á"."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from sumvay.documents.reading.word_lists import W, value

# TCVN 5712:1993 (VN3): code point in Latin-1 → letter. Capitals with tone marks exist only in the fonts ending in H.
CODES = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢§£¤¥¦"
LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
TO_UNICODE = str.maketrans(CODES, LETTERS)
# Letters that hardly stand in true Vietnamese text but in every line of TCVN3.
TELLING = re.compile("[¸µ¶·¹¨¾»¼½Æ©®¬\xad£§÷×þß¦¡¢¤¥]")
TRUE_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
WORD = re.compile(r"\S+")


def default_font(styles: _Element | None) -> str:
    """The font of text that names none: that of the Normal style; empty when unknown."""
    if styles is None:
        return ""
    for style in styles.iterchildren(W + "style"):
        if style.get(W + "styleId") == "Normal":
            return value(style.find(W + "rPr"), "rFonts", "ascii") or ""
    return ""


def decoded(text: str, font: str) -> str:
    """Text of a run by its font's name: a .Vn font holds TCVN3 codes, one that ends in H shows capitals."""
    if not font.startswith(".Vn"):
        return text
    letters = text.translate(TO_UNICODE)
    return letters.upper() if font.endswith("H") else letters


def repaired(text: str) -> str:
    """Plain text that was typed in TCVN3 and lost its font, turned into Unicode; other text as it is."""
    if len(TELLING.findall(text)) < 8 or len(TRUE_VIETNAMESE.findall(text)) > len(TELLING.findall(text)):
        return text
    return "\n".join(_capitals_kept(line.translate(TO_UNICODE)) for line in text.split("\n"))


def _capitals_kept(line: str) -> str:
    words = list(WORD.finditer(line))
    shouted = [_is_shouted(word.group()) for word in words]
    return "".join(_recased(line, words, shouted))


def _recased(line: str, words: list[re.Match], shouted: list[bool | None]) -> Iterator[str]:
    end = 0
    for number, word in enumerate(words):
        yield line[end : word.start()]
        neighbours = shouted[max(0, number - 1) : number] + shouted[number + 1 : number + 2]
        loud = shouted[number] or (shouted[number] is None and True in neighbours and False not in neighbours)
        yield word.group().upper() if loud else word.group()
        end = word.end()
    yield line[end:]


def _is_shouted(word: str) -> bool | None:
    """True for a word in capitals, False for one with small letters, None when only accented letters could tell."""
    if any(c.islower() and c.isascii() for c in word):
        return False
    capitals = sum(c.isupper() for c in word)
    small = sum(c.islower() for c in word)
    if not capitals or (capitals == 1 and small):
        return None
    return True
