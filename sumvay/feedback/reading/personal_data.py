"""Personal data in a message: where it stands, and the message with what it is in place of what it says."""

import re
from collections.abc import Iterator
from itertools import groupby

from sumvay.feedback.reading import name_tagger
from sumvay.feedback.reading.address_patterns import address_spans
from sumvay.feedback.reading.number_patterns import CAPITALS, DAY, number_spans, same_length_fold, what_number
from sumvay.feedback.reading.person_names import FAMILY_FOLDED, GIVEN_FOLDED
from sumvay.vietnamese import fold

# Better one word too many under the mask than a name above it
MOST_ORDINARY = 0.9
NAME, PLACE, NUMBER = 1, 2, 3
IN_PLACE = {NAME: "[họ tên]", PLACE: "[địa chỉ]"}
CAPITAL = rf"[{CAPITALS}][^\W\d_]*(?:['’-][^\W\d_]+)*"
# "chị Hoa", "tổ trưởng Sơn", "Mr. Chang", "tên Ngọc Lan": after these words a capital begins a name
TITLES = (
    r"anh|chị|ông|bà|cô|chú|bác|dì|thím|mợ|cậu|thầy|sếp|thằng|con bé|bé|cháu|em|má|bác sĩ|tổ trưởng|chuyền trưởng|"
    r"quản đốc|phiên dịch|mr|mrs|ms|tên|tên là|tôi là|em là|mình là|cháu là|(?:mr|mrs|ms)\."
)
TITLE = re.compile(rf"(?<!\w)(?i:{TITLES}) ({CAPITAL}(?: {CAPITAL}){{0,4}})")
# What is written with a capital after such a word and is no name
NO_NAME = (
    "công giám chủ tổng tổ trưởng phó em anh chị ông bà cô chú bác ban bí bảo quản kế nhân cán đoàn liên hội trung "
    "nhà vui xin dạ thưa hr it kcs qc cđ gđ pgđ ct tp ktx kcn cn nv hàn nhật việt đài tây tàu tày chăm dao ê ba nà "
    "ceo sếp lãnh thanh khách hàng bếp tui tôi"
)
NO_NAMES = frozenset(NO_NAME.split())
SAID = re.compile(
    r"(?<!\w)(?:(?:toi|em|chau|minh|tui|e|con) (?:ten )?la|ho ten|ten(?: la| toi la| em la| toi| em| e)?)[: ]+"
    r"((?:[a-z']+(?: |\b)){1,5})"
)
NO_SAID = (
    "cong la toi minh chau con me vo chong tho lao may cua nguoi thang cac mot ai gi nay do ca sinh hien lam thu "
    + fold(NO_NAME)
)
NOT_SAID = frozenset(NO_SAID.split())
# A day is somebody's own only after a word for birth
BIRTH = re.compile(r"(?<!\w)(?:sinh|sn|ns|dob)(?!\w).{0,60}$")
NAMES = FAMILY_FOLDED | GIVEN_FOLDED
NEXT_CAPITALS = re.compile(rf"(?:[ -]{CAPITAL}){{1,3}}")
BEFORE_CAPITAL = re.compile(rf"{CAPITAL} $")
NEXT_FIGURES = re.compile(r"(?: \d{1,4}){1,2}(?![\w%]|[.,:/]\d)")


def spans(text: str) -> list[tuple[int, int]]:
    """
    Where a message names a person: names, numbers, birth dates, addresses, plates; in order, none over another.

    Names of enterprises and places are no personal data.
    """
    return [(begin, end) for begin, end, _kind in _found(text)]


def masked(text: str) -> str:
    """A message with what it is in place of what it says: "Tôi tên [họ tên], gọi [số điện thoại]"."""
    parts, done = [], 0
    for begin, end, kind in _found(text):
        parts += [text[done:begin], IN_PLACE.get(kind) or what_number(same_length_fold(text[begin:end]))]
        done = end
    return "".join([*parts, text[done:]])


def _found(text: str) -> list[tuple[int, int, int]]:
    folded = same_length_fold(text)
    by_form = [(begin, end, NUMBER) for begin, end in number_spans(folded)]
    by_form += [(*span, PLACE) for span in address_spans(text, folded, cased=_is_cased(text))]
    found = _joined([*by_form, *_learnt(text, folded), *_titled(text), *_said(text, folded)])
    return _joined([*(_extended(text, *one) for one in found), *_again(text, found)])


def _joined(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for begin, end, kind in sorted(found):
        if joined and begin < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(end, before[1]), max(kind, before[2])))
        else:
            joined.append((begin, end, kind))
    return joined


def _learnt(text: str, folded: str) -> Iterator[tuple[int, int, int]]:
    words = name_tagger.words_of(text)
    if not words.spans:
        return
    chances = name_tagger.likelihoods(words)
    kinds = (chances[:, 1:].argmax(axis=1) // 2 + 1) * (chances[:, 0] < MOST_ORDINARY)
    for kind, run in groupby(range(len(kinds)), key=lambda at: int(kinds[at])):
        places = list(run)
        begin, end = words.spans[places[0]][0], words.spans[places[-1]][1]
        if kind and not (kind == NUMBER and DAY.fullmatch(text[begin:end]) and not BIRTH.search(folded[:begin])):
            yield begin, end, kind


def _is_cased(text: str) -> bool:
    """Whether a capital says something: not where there are only capitals, nor where there are none."""
    capitals = sum(map(str.isupper, text))
    return capitals > 1 and capitals * 3 < len(text)


def _titled(text: str) -> Iterator[tuple[int, int, int]]:
    if not _is_cased(text):
        return
    for match in TITLE.finditer(text):
        begin, end = match.span(1)
        first = match[1].split()[0]
        if first[0].isupper() and first.lower() not in NO_NAMES and not (first.isupper() and len(first) > 1):
            yield begin, end, NAME


def _said(text: str, folded: str) -> Iterator[tuple[int, int, int]]:
    """In messages without capitals, what follows "toi la" or "ten" as far as it is made of names or unknown words."""
    if _is_cased(text):
        return
    for match in SAID.finditer(folded):
        words = match[1].split()
        count = next((at for at, word in enumerate(words) if not _may_be_name(word)), len(words))
        if count > 1 or (count and "ten" in match[0].split()[:-1]):
            begin = match.start(1)
            yield begin, begin + len(" ".join(words[:count])), NAME


def _may_be_name(word: str) -> bool:
    return word not in NOT_SAID and (word in NAMES or not name_tagger.is_known(word))


def _extended(text: str, begin: int, end: int, kind: int) -> tuple[int, int, int]:
    """The whole of what was found in part: "Park Ji" of "Park Ji Hoon", "0451 0006 7782" of "0451 0006 7782 9"."""
    if kind == NAME and text[begin].isupper() and _is_cased(text):
        more = NEXT_CAPITALS.match(text, end)
    elif kind == NUMBER and " " in text[begin:end] and sum(map(str.isdigit, text[begin:end])) > 10:
        more = NEXT_FIGURES.match(text, end)
    else:
        more = None
    return begin, more.end() if more else end, kind


def _again(text: str, found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """A name that was found stands elsewhere, too, in full or as the given name alone."""
    if not _is_cased(text):
        return
    for begin, end, kind in found:
        if kind != NAME or not text[begin].isupper():
            continue
        for name in {text[begin:end], text[begin:end].split()[-1]}:
            if len(name) > 2 and name[0].isupper():
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w| [{CAPITALS}])", text):
                    if not BEFORE_CAPITAL.search(text[: match.start()]):
                        yield match.start(), match.end(), NAME
