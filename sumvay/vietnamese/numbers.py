"""Numbers as Vietnamese offices write, read and say them: 1.234,5 and "một nghìn hai trăm ba mươi bốn"."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.vietnamese.letters import NARROW

LARGEST_IN_WORDS = 10**15
LONGEST_ECHO = 40
MINUS_SIGNS = str.maketrans("−–‑‐", "----")
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 10**9
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+")
DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+),(?P<part>\d+)")
POINT = re.compile(r"(?P<whole>\d+)\.(?P<part>\d+)")


class NotANumber(Refusal):
    """The text is not one number."""


def parse_number(text: str) -> Decimal:
    """
    Read one number as typed in Vietnam: dots or spaces group thousands, a comma starts the decimals.

    "1.234" and "1 234" are 1234, "12,5" is 12.5, "1.234,5" is 1234.5. A dot that cannot be a thousands mark ("1.5")
    starts decimals too. A leading minus is kept. Raises NotANumber.
    """
    cleaned = plain_digits(text).strip()
    sign, digits = (-1, cleaned[1:].strip()) if cleaned[:1] == "-" else (1, cleaned)
    if GROUPED.fullmatch(digits):
        return sign * Decimal(re.sub(r"[., ]", "", digits))
    found = DECIMAL.fullmatch(digits) or POINT.fullmatch(digits)
    if not found:
        raise NotANumber(
            _("“%(text)s” is not a number. Please type digits only, for example 1.250 or 12,5.")
            % {"text": text[:LONGEST_ECHO]}
        )
    return sign * Decimal(re.sub(r"[. ]", "", found["whole"]) + "." + found["part"])


def plain_digits(text: str) -> str:
    """Wide characters, odd spaces and odd minus signs become the plain ones; runs of spaces become one."""
    plain = re.sub(r"\s+", " ", text.translate(NARROW).translate(MINUS_SIGNS))
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)


def format_number(number: int | Decimal | None) -> str:
    """A number for reading: 1234567.5 gives "1.234.567,5"; None, which means not known, gives an empty text."""
    if number is None:
        return ""
    text = f"{Decimal(number):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def format_money(dong: int | None) -> str:
    """An amount in đồng for reading: "1.234.567 đồng"; None gives an empty text."""
    return "" if dong is None else f"{format_number(dong)} đồng"


def number_in_words(number: int) -> str:
    """
    A whole number in words, as amounts are echoed in papers: 350 gives "ba trăm năm mươi".

    Takes -10^15 to 10^15; outside raises ValueError.
    """
    if abs(number) > LARGEST_IN_WORDS:
        raise ValueError(number)
    if number < 0:
        return "âm " + number_in_words(-number)
    return " ".join(_words(number, after_higher=False)) or DIGITS[0]


def dong_in_words(dong: int) -> str:
    """An amount in đồng in words: 350000000 gives "ba trăm năm mươi triệu đồng"."""
    return number_in_words(dong) + " đồng"


def _words(number: int, *, after_higher: bool) -> list[str]:
    billions, rest = divmod(number, BILLION)
    words = [*_words(billions, after_higher=after_higher), "tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += _group_words(group, after_higher=after_higher or bool(words))
            words += [name] if name else []
    return words


def _group_words(group: int, *, after_higher: bool) -> list[str]:
    hundreds, below = divmod(group, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or after_higher else []
    return words + _words_below_hundred(below, after_hundreds=bool(words))


def _words_below_hundred(number: int, *, after_hundreds: bool) -> list[str]:
    tens, units = divmod(number, 10)
    if tens == 0:
        return ([*(["lẻ"] if after_hundreds else []), DIGITS[units]]) if units else []
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 0:
        return words
    if units == 5:
        return [*words, "lăm"]
    return [*words, "mốt" if units == 1 and tens > 1 else DIGITS[units]]
