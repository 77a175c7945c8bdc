"""Letters: one form of text, text without accents for search, and the Vietnamese alphabetical order."""

import re
import unicodedata

CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
# Each letter that follows its base letter in the alphabet: a ă â, d đ, e ê, o ô ơ, u ư.
# "{" and "|" stand after "z" in ASCII, so everything that starts with ă comes after everything that starts with a.
LATER_LETTERS = {
    "a" + BREVE: "a{",
    "a" + CIRCUMFLEX: "a|",
    "e" + CIRCUMFLEX: "e{",
    "o" + CIRCUMFLEX: "o{",
    "o" + HORN: "o|",
    "u" + HORN: "u{",
}
# Ngang (no mark) is 0.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Keyboards for Chinese and Japanese give wide letters and figures. Compatibility forms as a whole (NFKC) are not used:
# they would make 52 of "5²".
NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
# Old keyboards and OCR give Eth or African D where đ was meant; they look alike on paper.
BARRED_D = str.maketrans("ĐÐƉðɖ", "đđđđđ")
PIECES = re.compile(
    r"(?P<digits>[0-9]+)|(?P<letter>[^\W\d_])(?P<marks>[\u0300-\u036f]*)|(?P<gap>[\W_]+)|(?P<rest>.)", re.S
)


def nfc(text: str) -> str:
    """The same text in the one form that is stored: composed letters (NFC)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Text for searching, without accents and capitals: "Lương  thưởng Tết" gives "luong thuong tet"."""
    letters = _decomposed(text).replace("đ", "d")
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """
    A key whose byte order (collation C) is the Vietnamese alphabetical order; ASCII only, to be stored in a column.

    Letters first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng) over the whole text, as
    dictionaries of names and CLDR do. Numbers by value: "Tổ 2" before "Tổ 10". Case and punctuation do not count.
    """
    letters, tones = [], []
    for piece in PIECES.finditer(_decomposed(text)):
        if piece["digits"]:
            letters.append(_number_key(piece["digits"]))
        elif piece["letter"]:
            letters.append(_letter_key(piece["letter"], piece["marks"]))
            tones.append(next((TONES[m] for m in piece["marks"] if m in TONES), "0"))
        else:
            letters.append("-")
    alphabetical = re.sub("-+", "-", "".join(letters)).strip("-")
    return f"{alphabetical} {''.join(tones).rstrip('0')}".rstrip()


def _decomposed(text: str) -> str:
    lowered = unicodedata.normalize("NFD", text.translate(NARROW)).translate(BARRED_D).casefold()
    return unicodedata.normalize("NFD", lowered)


def _number_key(digits: str) -> str:
    significant = digits.lstrip("0") or "0"
    nines, rest = divmod(len(significant), 9)
    return "9" * nines + str(rest) + significant


def _letter_key(letter: str, marks: str) -> str:
    if letter == "đ":
        return "d{"
    if not letter.isascii():
        return f"~{ord(letter):06x}"
    return next((LATER_LETTERS[letter + m] for m in marks if letter + m in LATER_LETTERS), letter)
