"""Numbers with what they count, read from free text: "45 suất quà", "120 lượt"."""

import re
from decimal import Decimal
from typing import NamedTuple

from sumvay.vietnamese.letters import fold, nfc
from sumvay.vietnamese.money import NotAnAmount, parse_money
from sumvay.vietnamese.numbers import plain_digits

LONGEST_NOUN = 3
NOT_COUNTS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/\S+"  # addresses
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?![\d.])|\d{1,2}(?::|h|g)\d{2}(?!\d)|\d{1,2}h\b"  # days and hours
    r"|(?<![\d.])\d[\d.]*[/-][\w/-]+"  # paper numbers, ranges
    r"|(?<!\d)(?:\+?84|0)[ .-]?\d(?:[ .-]?\d){7,9}(?!\d)",  # phones
    re.I,
)
MONEY = re.compile(
    r"(?<![\w.,])\d[\d.,]*(?: ?(?:nghìn tỷ|ngàn tỷ|tỷ|tỉ|triệu|trieu|tr|nghìn|ngàn|k)(?![^\W\d_])"
    r"(?: ?\d[\d.,]*\d|\d| rưỡi)?)+"
    r"(?: ?(?:đồng|đ|vnđ|vnd|₫)(?!\w))?|(?<![\w.,])\d[\d.,]* ?(?:đồng|đ|vnđ|vnd|₫)(?!\w)",
    re.I,
)
COUNT = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?P<part>,\d+)? ?(?P<noun>%|[^\W\d_]+(?: [^\W\d_]+){0,4})"
)
# A word before the number that makes it a name and not a count: "tổ 2", "năm 2027", "công văn số 42".
WORDS_BEFORE_NAMES = """
ngay thang nam quy so to khu phuong quan lan dot thu dieu khoa ca lo duong hem tap may muc khoan
"""
NAMING_WORDS = frozenset(WORDS_BEFORE_NAMES.split())
# With accents, because "nhận" ends a noun and "nhân" does not.
WORDS_AFTER_NOUNS = """
cho và va với voi được duoc tại tai của cua trong đã đang để từ đến là có do trị mỗi gồm bằng theo trên dưới vào khi
nhưng hoặc cùng về sẽ còn tham nhận dịp hôm này nay tổng ủng gửi hỗ trợ mà thì nhé ạ các những ở lại lúc ngày bị
ra đi tháng năm
"""
END_OF_NOUN = frozenset(WORDS_AFTER_NOUNS.split())


class Counted(NamedTuple):
    """A number and the noun behind it, as written; money stands in đồng with the noun "đồng"."""

    number: Decimal
    noun: str


def numbers_in(text: str) -> list[Counted]:
    """
    Every count in a message with the noun behind it (at most three words), in the order of the text.

    Dates, hours, phones, links and paper numbers are left out, and so is money that can be read in two ways.
    """
    plain = nfc("\n".join(plain_digits(line) for line in text.splitlines()))
    plain = NOT_COUNTS.sub(lambda m: ";" * len(m[0]), plain)
    found: list[tuple[int, Counted]] = []
    for amount in MONEY.finditer(plain):
        try:
            found.append((amount.start(), Counted(Decimal(parse_money(amount[0].rstrip(".,"))), "đồng")))
        except NotAnAmount:
            continue
    plain = MONEY.sub(lambda m: ";" * len(m[0]), plain)
    for count in COUNT.finditer(plain):
        noun = _noun(count["noun"])
        if noun and not _names_something(plain[: count.start()]):
            digits = count["number"].replace(".", "") + (count["part"] or "").replace(",", ".")
            found.append((count.start(), Counted(Decimal(digits), noun)))
    return [counted for _place, counted in sorted(found, key=lambda pair: pair[0])]


def _noun(words: str) -> str:
    kept = []
    for word in words.split()[:LONGEST_NOUN]:
        if word.casefold() in END_OF_NOUN or (len(word) == 1 and word.isalpha()):
            break
        kept.append(word)
    return " ".join(kept)


def _names_something(before: str) -> bool:
    word = re.search(r"([^\W\d_]+)[ .]*$", before[-20:])
    return word is not None and fold(word[1]) in NAMING_WORDS
