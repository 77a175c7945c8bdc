"""Numbers that lead to a person and are known by their form: phones, e-mail, papers, plates, accounts."""

import re
from collections.abc import Iterator

from sumvay.vietnamese import fold

# Between the figures of one number: a dot, a space, a hyphen, also "0915 – 40 – 77"
GAP = r"(?: ?[.\-–—] ?| )?"
DIGIT_WORDS = "khong|zero|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|linh|le"
EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
    r"[\w.+-]{3,} ?(?:@|\(at\)|\[at\]| a cong ) ?(?:gmail|yahoo|outlook|hotmail)(?:[. ]com)?"
)
PHONE = re.compile(
    rf"(?<![\w+.,/-])(?:\(?\+ ?84\)?{GAP}\(?0?\)?|84{GAP}|\(?[0o](?=[ .\-–—]{{0,3}}[2-9o]){GAP})"
    rf"(?:[\dox]{{9}}(?![\dox])|(?:[\dox]{GAP}|\){GAP}){{8,10}}(?<=[\do])(?![\do]))"
    rf"(?:,? ?(?:may le|ext\.?|nhanh) ?\d{{1,5}})?"
)
FOREIGN_PHONE = re.compile(rf"(?<![\w+])\+\d{{2,3}}(?:{GAP}\d){{7,11}}(?!\d)")
SPOKEN_PHONE = re.compile(
    rf"(?<!\w)(?:0\d{{0,3}}|khong|zero)(?=[ .,-]+\w+[ .,-]+(?:{DIGIT_WORDS})\b)"
    rf"(?:[ .,-]+(?:{DIGIT_WORDS}|\d+)\b){{4,10}}"
)
# Ten figures and more with nothing between are no sum of money, day or quantity
LONG = re.compile(r"(?<![\d.,/])\d{9,19}(?![\d/]|[.,]\d| ?(?:d|dong|vnd|₫)\b)")
IDENTITY = re.compile(rf"(?<![\d.,/+-])0\d{{2}}(?:{GAP}\d){{9}}(?!{GAP}\d)")
HEALTH_CARD = re.compile(r"(?<!\w)[a-z]{2}[ -]?\d(?:[ -]?\d){12}(?!\d)")
PASSPORT = re.compile(r"(?<!\w)[a-z] ?\d{7,8}[a-z]?(?!\w)")
PLATE = re.compile(
    r"(?<!\w)\d{2} ?-? ?(?:[a-z]{1,2}\d?|[a-z]\d{1,2}) ?[-. ] ?(?:\d{3}[. ]?\d{2}|\d{4})(?!\w)|"
    r"(?<!\w)\d{2}[a-z]\d?\d{5}(?!\w)"
)
LABEL = (
    r"(?:so tai khoan|so tk|stk|tai khoan|so the|so bhxh|so so bhxh|so so|ma so bhxh|ma so bao hiem|ma bhxh|bhxh|"
    r"the bhyt|bhyt|"
    r"cccd|can cuoc(?: cong dan)?|cmnd|cmt|cmtnd|chung minh(?: nhan dan| thu)?|ho chieu|passport|dinh danh|so cc)"
)
LABELLED = re.compile(
    rf"(?<!\w){LABEL}(?: (?:so|cua|em|toi|la|minh|e|moi|cu))*[ :.\-#]{{0,4}}"
    rf"((?:[a-z]{{1,3}})?\d(?:{GAP}\d){{6,19}})(?!\d)"
)
ACCOUNT = re.compile(
    rf"(?<!\w)(?:stk|so tk|so tai khoan|tk|tai khoan)(?:[ :.-]+[a-z]+){{0,3}}[ :.\-#]{{1,4}}"
    rf"(\d(?:{GAP}\d){{7,19}})(?!\d)"
)
STAFF = re.compile(
    r"(?<!\w)(?:ma (?:so )?(?:nv|nhan vien|cong nhan|cn|the|nhan su|doan vien|dv)|msnv|mnv|ma so the|"
    r"the (?:nhan vien|doan vien|nv|dv|cong doan)|so the nv|manv)"
    r"(?: (?:so|la|cua|em|toi|minh))*[ :.\-#]{0,3}(?P<value>[a-z]{0,6}[ .\-/]?\d[\w./-]*\w|\d)"
)
CODE = re.compile(
    r"(?<!\w)(?:ma|nv|the|msnv)[ :.]{1,2}(?:so |nv |la |the )?"
    r"(?=(?:[^\d\n]{0,4}\d){4})([a-z]{0,6}\d{0,2}[ .\-/]?\d{2,}(?:[ .\-/]\d{2,})*)(?![\w/]|[.,]\d)"
)
GLUED = re.compile(r"(?<!\w)(?:nv|ms|lv|mnv|dv)-?\d{3,7}(?!\w)")
BORN = re.compile(
    r"(?<!\w)(?:ngay sinh|sinh ngay|sinh nam|nam sinh|sn|sinh thang|sinh)[ :]{1,2}(?:ngay |la |nam )?"
    r"(?P<value>(?:mung |mong )?\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?(?:19|20)?\d{2}|"
    r"(?:mung |mong )?\d{1,2} thang \d{1,2} nam \d{4}|\d{1,2}[/.\-](?:19|20)\d{2}|19[4-9]\d|200\d)(?![\d/])"
)
LETTERS = [chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
PLAIN = {ord(letter): plain for letter in LETTERS if len(plain := fold(letter)) == 1}
CAPITALS = "".join(letter for letter in LETTERS if letter.isupper())
DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
SUM = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}")
# Figures of a year, and of the shortest number on a paper (old identity card, passport)
YEAR, SHORTEST_PAPER = 4, 7
NUMBERS = (EMAIL, PHONE, FOREIGN_PHONE, SPOKEN_PHONE, LONG, IDENTITY, HEALTH_CARD, PASSPORT, PLATE, GLUED)
VALUES = (LABELLED, ACCOUNT, STAFF, CODE, BORN)


def same_length_fold(text: str) -> str:
    """Without accents and capitals, each sign in its place."""
    return text.translate(PLAIN)


def number_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Where a text, folded sign by sign, holds a number that is a person's by its form or by the word before it."""
    for pattern in NUMBERS:
        for match in pattern.finditer(folded):
            if not SUM.fullmatch(match[0]) or match[0].startswith("0"):
                yield match.span()
    for pattern in VALUES:
        for match in pattern.finditer(folded):
            yield match.span(pattern.groups)


def what_number(folded: str) -> str:
    """What stands in the place of a number, given without accents and capitals."""
    figures = sum(map(str.isdigit, folded))
    kinds = (
        ("[thư điện tử]", EMAIL.fullmatch(folded)),
        ("[biển số]", PLATE.fullmatch(folded)),
        (
            "[số điện thoại]",
            PHONE.fullmatch(folded) or FOREIGN_PHONE.fullmatch(folded) or SPOKEN_PHONE.fullmatch(folded),
        ),
        ("[ngày sinh]", DAY.fullmatch(folded) or figures == YEAR or "thang" in folded),
        ("[số giấy tờ]", figures >= SHORTEST_PAPER),
    )
    return next((kind for kind, fits in kinds if fits), "[mã số]")
