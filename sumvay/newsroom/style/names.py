"""Remarks on people and units: names as they are written, posts and names as they were on the day."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from sumvay.newsroom.style.suggestion import Suggestion
from sumvay.vietnamese import format_date

# Papers write posts of the union in these words whatever language the screen speaks
POST_WORDS = {"chair": "Chủ tịch", "vice_chair": "Phó Chủ tịch", "editor_in_chief": "Tổng Biên tập"}
POST = re.compile(
    r"(?<!\w)(?P<former>nguyên )?(?P<post>phó chủ tịch|chủ tịch|phó tổng biên tập|tổng biên tập)(?!\w)", re.IGNORECASE
)
# Between a post and a name only the body may stand; other bodies have chairs too
OTHER_BODIES = re.compile(
    r"UBND|HĐND|MTTQ|UBMTTQ|Mặt trận|Ủy ban|Uỷ ban|Quốc hội|Hội|HĐQT|nước|hội đồng", re.IGNORECASE
)
LONGEST_BODY = 70
BREAK = re.compile(r"[.,;:!?()\n]|(?<!\w)và(?!\w)")
RENAMED_HERE = re.compile(r"nay là|trước đây|tiền thân|đổi tên|sáp nhập|hợp nhất|\bcũ\b")
NEARBY = 60


class Leader(NamedTuple):
    """Somebody with a post that papers name; posts on the day, and those held before it."""

    name: str
    posts: frozenset[str]
    former_posts: frozenset[str]


class KnownUnit(NamedTuple):
    """What a unit is called on the day, what it was called before, and what became of it when it ended."""

    name: str
    former_names: tuple[str, ...] = ()
    ended_on: date | None = None
    heirs: tuple[str, ...] = ()


class Known(NamedTuple):
    """Whom and what the style help may know of; looked up by the caller for the day of the text."""

    leaders: tuple[Leader, ...] = ()
    units: tuple[KnownUnit, ...] = ()


def names_written_otherwise(text: str, known: Known) -> Iterator[Suggestion]:
    """A leader's or a unit's name with other accents than it has."""
    flat = _flat(text)
    right = {leader.name for leader in known.leaders} | {unit.name for unit in known.units}
    right |= {name for unit in known.units for name in unit.former_names}
    for name in sorted(right):
        for start, end in _places(flat, _flat(name)):
            found = text[start:end]
            is_name = all(word[:1].isupper() for word in found.split()[:1] + found.split()[-1:])
            if is_name and found.casefold() not in {other.casefold() for other in right}:
                why = _("The name is written this way in the register.")
                better = name.upper() if found.isupper() else name
                yield Suggestion(start, end, found, better, why)


def posts(text: str, known: Known) -> Iterator[Suggestion]:
    """A post beside a leader's name that the leader does not hold on the day."""
    flat = _flat(text)
    for leader in known.leaders:
        for start, end in _places(flat, _flat(leader.name)):
            said = _post_before(text, start) or _post_after(text, end)
            if said and (remark := _remark(said, leader)):
                yield remark


def unit_names(text: str, known: Known) -> Iterator[Suggestion]:
    """A unit by a name it no longer has, or a unit that has ended."""
    for unit in known.units:
        for former in unit.former_names:
            for start, end in _exact(text, former):
                if former not in unit.name and not RENAMED_HERE.search(_around(text, start, end)):
                    yield Suggestion(start, end, former, unit.name, _("The unit has another name on this day."))
        if unit.ended_on:
            heir = unit.heirs[0] if len(unit.heirs) == 1 else ""
            why = _("This unit ended on %(day)s.") % {"day": format_date(unit.ended_on)}
            for start, end in _exact(text, unit.name):
                if not RENAMED_HERE.search(_around(text, start, end)):
                    yield Suggestion(start, end, unit.name, heir, why)


def _remark(said: re.Match[str], leader: Leader) -> Suggestion | None:
    keys = {words.casefold(): post for post, words in POST_WORDS.items()}
    post = keys.get(said["post"].casefold())
    if post is None or said["former"] or post in leader.posts:
        return None
    named = [words for key, words in POST_WORDS.items() if key in leader.posts]
    if named:
        why = _("%(name)s holds another post on this day.") % {"name": leader.name}
        better = named[0] if said["post"][:1].isupper() else named[0].lower()
        return Suggestion(*said.span(), said[0], better, why)
    if post in leader.former_posts:
        why = _("%(name)s no longer holds this post on this day.") % {"name": leader.name}
        return Suggestion(*said.span(), said[0], f"nguyên {said['post']}", why)
    return None


def _post_before(text: str, start: int) -> re.Match[str] | None:
    """ "Chủ tịch LĐLĐ tỉnh Nguyễn Văn A": the nearest post, with only a body of ours between."""
    begin = max(0, start - LONGEST_BODY)
    nearest = None
    for nearest in POST.finditer(text, begin, start):  # noqa: B007
        pass
    between = text[nearest.end() : start] if nearest else ""
    return nearest if nearest and not BREAK.search(between) and not OTHER_BODIES.search(between) else None


def _post_after(text: str, end: int) -> re.Match[str] | None:
    """ "Nguyễn Văn A, Chủ tịch LĐLĐ tỉnh"."""
    gap = re.compile(r"\s*[,–-]\s*").match(text, end)
    said = POST.match(text, gap.end()) if gap else None
    body = text[said.end() : said.end() + 25] if said else ""
    return said if said and not OTHER_BODIES.match(body.strip()) else None


def _flat(text: str) -> str:
    """Folded letter by letter, so that places stay the same."""
    return "".join(_base(letter) for letter in text)


def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def _places(flat: str, name: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", flat)]


def _exact(text: str, name: str) -> list[tuple[int, int]]:
    return _places(text, name)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - NEARBY) : end + NEARBY]
