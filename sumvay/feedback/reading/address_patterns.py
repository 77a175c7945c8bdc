"""Addresses that lead to a person, known by their parts: number, lane, hamlet, ward."""

import re
from collections.abc import Iterator

from sumvay.feedback.reading.number_patterns import CAPITALS, same_length_fold

SMALL = r"ngõ|ngách|hẻm|kiệt|tổ|khóm|xóm|thôn|ấp|buôn|khu phố|kp|phòng|dãy|lô|toà|tòa|căn|căn hộ|số|số nhà"
STREET = r"ngõ|ngách|hẻm|kiệt|đường|phố|xóm|thôn|ấp|tổ|dãy|khu phố"
LARGE = r"đường|phố|phường|xã|thị trấn|quận|huyện|nhà trọ|khu trọ|khu tập thể|chung cư|khu"
FIGURE = r"\d+\w{0,2}(?:/\d+\w?)*"
NAME = rf"(?:[{CAPITALS}]\w*)(?: [{CAPITALS}]\w*| \d+(?!\w)){{0,3}}"
# In writing without capitals a name is taken to be of two syllables
PLAIN_NAME = r"[a-z]+ (?!xa|phuong|quan|huyen|thon|ap|to)[a-z]+"
LABEL = r"địa chỉ|dia chi|trú tại|tru tai|thường trú|thuong tru|nhà ở|nha o"


def _both(words: str) -> str:
    return f"{words}|{same_length_fold(words)}"


def _addresses(figure_or_name: str, small: str, street: str, large: str, ending: str) -> re.Pattern:
    any_part = rf"(?i:{small}|{large}) {figure_or_name}"
    first = (
        rf"(?:(?i:số nhà|số|so nha|so) {FIGURE}[ ,]+(?i:{street})|"
        rf"(?i:{small}) {figure_or_name}[ ,]+(?i:{small}|{large}))"
    )
    numbered = (
        rf"(?:{FIGURE} (?i:đường|duong)|(?i:{street}) \d+\w?/{FIGURE}(?: (?i:đường|duong))?|"
        rf"(?i:ngõ|ngo|kiệt) {FIGURE})"
    )
    return re.compile(rf"(?<![\w/])(?<!ăn )(?<!an )(?:{first}|{numbered}) {figure_or_name}(?:[ ,]+{any_part})*{ending}")


CASED = _addresses(
    rf"(?:{FIGURE}|{NAME})", *map(_both, (SMALL, STREET, LARGE)), rf"(?:, (?:{NAME}|P\.\d+)(?=[.,;\n]|$)){{0,2}}"
)
PLAIN = _addresses(rf"(?:{FIGURE}|{PLAIN_NAME})", *map(same_length_fold, (SMALL, STREET, LARGE)), "")
PART = rf"(?:(?i:{_both(SMALL)}|{_both(LARGE)}|nhà|nha|biệt thự|biet thu|sạp|sap)(?!\w)|\d)"
LABELLED = re.compile(
    rf"(?<!\w)(?i:{LABEL})(?: là| la)?[: ]+(?!\d+ ?k|xã hội|xa hoi|to \d)"
    rf"({PART}[^,.;:\n!?()]{{2,45}}(?:, ?{PART}[^,.;:\n!?()]{{2,40}})*)"
)


def address_spans(text: str, folded: str, *, cased: bool) -> Iterator[tuple[int, int]]:
    """Where an address of at least two parts stands; `cased` says whether capitals tell names from other words."""
    for match in LABELLED.finditer(text):
        yield match.span(1)
    for match in CASED.finditer(text) if cased else PLAIN.finditer(folded):
        if cased or any(map(str.isdigit, match[0])):
            yield match.span()
