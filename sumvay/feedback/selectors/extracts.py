"""Members' own words for a report: proposed where they say what most say, without anybody's name or workplace."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import log, sqrt
from zlib import crc32

from django.db import connection
from django.db.models import QuerySet

from sumvay.feedback.models import Case, Category, Issue, Kind
from sumvay.feedback.reading.enterprises import enterprise_in, key_of
from sumvay.feedback.reading.number_patterns import CAPITALS, same_length_fold
from sumvay.feedback.reading.personal_data import masked
from sumvay.feedback.reading.same_ask import background, parts_of
from sumvay.feedback.selectors.issue_lines import BELOW
from sumvay.feedback.selectors.periods import Period
from sumvay.feedback.selectors.synthesis import TopIssue, begin_of, cases_told_of
from sumvay.org.models import Unit

EACH, FEWEST_WORDS = 3, 6
MOST_READ, MOST_RAISED = 2_000, 100
# Two messages as like as this say the same in the same words
SAME = 0.8
WORKPLACE = "[đơn vị]"
UNION = re.compile(r"^(?:công đoàn|cđ)(?: cơ sở| bộ phận)? ", re.IGNORECASE)
# Businesses known by words that are seldom asked about, and so stand in no list of enterprises
BUSINESS = re.compile(
    rf"(?i:doanh nghiệp tư nhân|dntn|hộ kinh doanh|cơ sở|cửa hàng|chi nhánh|nhà hàng|quán)"
    rf"(?: [{CAPITALS}][\w'&-]*){{1,5}}"
)
# What stands in the place of personal data, and is not to be masked itself
SIGN = re.compile(r"(\[(?:họ tên|địa chỉ|thư điện tử|biển số|số điện thoại|ngày sinh|số giấy tờ|mã số|đơn vị)\])")
MOST_NAMES = 20
HOMES = f"{BELOW} SELECT DISTINCT id, root FROM line"  # noqa: S608


@dataclass(frozen=True)
class Proposal:
    """One message that may be quoted, and its words without anybody's data."""

    case_id: int
    words: str


@dataclass(frozen=True)
class Group:
    """What an issue, or the rest of a subject, is called, and the messages nearest to what all in it say."""

    title: str
    proposals: list[Proposal]


@dataclass(frozen=True)
class Raised:
    """What a unit said of an issue it raised: what it could solve, and what it proposes."""

    issue_id: int
    unit: str
    solved: str
    proposal: str


def cases_to_quote(unit: Unit, period: Period) -> QuerySet[Case]:
    """
    Messages behind a synthesis whose writers let them rise; never a denunciation, never what was erased or set aside.
    """
    told = cases_told_of(unit, period.since, period.until).filter(may_rise=True, is_reserved=False, erased_at=None)
    return told.exclude(kind=Kind.DENUNCIATION).select_related("about_unit")


def extracts_proposed(unit: Unit, period: Period, issues: Iterable[TopIssue]) -> list[Group]:
    """
    For each issue of a synthesis, and for what is left of each subject, the three messages nearest to the middle.

    Nearest as words and pairs of words go, rare ones counting most (cosine to the centroid, Salton 1975).
    """
    newest = cases_to_quote(unit, period).order_by("-received_at", "-pk")[:MOST_READ]
    titles = {issue.pk: issue.title for issue in issues}
    homes = _homes(list(titles))
    groups: dict[str, list[Case]] = {title: [] for title in titles.values()}
    for case in newest:
        title = titles.get(homes.get(case.issue_id or 0, 0)) or str(Category(case.category).label)
        groups.setdefault(title, []).append(case)
    taken: list[dict[str, float]] = []
    return [
        Group(title, [Proposal(case.pk, without_data(case.text, case)) for case in _nearest(cases, taken)])
        for title, cases in groups.items()
        if cases
    ]


def without_data(words: str, case: Case) -> str:
    """Words of a message on one line, with signs where they name a person, a number, an address or a workplace."""
    told = " ".join(words.split())
    for name in _names(case):
        told = _replaced(told, name)
    for _turn in range(MOST_NAMES):
        name = enterprise_in(told)
        if not name:
            break
        told = told.replace(name, WORKPLACE)
    told = BUSINESS.sub(WORKPLACE, told)
    # What is left around a sign is looked at once more: a part of a name or number that stood alone shows then
    for _turn in range(2):
        told = "".join(part if SIGN.fullmatch(part) else masked(part) for part in SIGN.split(told))
    return re.sub(rf"(?:{re.escape(WORKPLACE)}[ ]?){{2,}}", f"{WORKPLACE} ", told).strip()


def words_raised(unit: Unit, period: Period) -> list[Raised]:
    """What units below wrote when they raised issues to this one during a period, nobody's data in it; oldest first."""
    ends = begin_of(period.until + timedelta(days=1))
    raised = Issue.objects.filter(above__unit=unit, raised_at__gte=begin_of(period.since), raised_at__lt=ends)
    return [
        Raised(issue.pk, issue.unit.name, _masked_lines(issue.solved), _masked_lines(issue.proposal))
        for issue in raised.select_related("unit").order_by("raised_at", "pk")[:MOST_RAISED]
    ]


def _masked_lines(text: str) -> str:
    return "\n".join(masked(line) for line in text.splitlines())


def _homes(pks: list[int]) -> dict[int, int]:
    """Of every issue at or below those given: which of them it belongs to."""
    with connection.cursor() as cursor:
        cursor.execute(HOMES, [pks])
        return dict(cursor.fetchall())


def _nearest(cases: list[Case], taken: list[dict[str, float]]) -> list[Case]:
    """The few nearest to the middle that say something else than those taken before, which they join."""
    vectors = [_vector(case.text) for case in cases]
    centre: dict[str, float] = {}
    for vector in vectors:
        for feature, value in vector.items():
            centre[feature] = centre.get(feature, 0.0) + value
    marks = [sum(value * centre[feature] for feature, value in vector.items()) for vector in vectors]
    order = sorted(range(len(cases)), key=lambda at: (-marks[at], -cases[at].pk))
    picked: list[Case] = []
    for at in order:
        if len(picked) == EACH:
            break
        is_same = any(_likeness(vectors[at], other) > SAME for other in taken)
        if not is_same and len(cases[at].text.split()) >= FEWEST_WORDS:
            picked.append(cases[at])
            taken.append(vectors[at])
    return picked


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(value * other.get(feature, 0.0) for feature, value in one.items())


def _vector(text: str) -> dict[str, float]:
    words, pairs, _letters = parts_of(text)
    seen, total = background()
    named = {*(f"w{word}" for word in words), *(f"p{pair}" for pair in pairs)}
    weights = {name: log((total + 1) / max(int(seen[crc32(name.encode()) % len(seen)]), 1)) for name in named}
    length = sqrt(sum(value**2 for value in weights.values())) or 1.0
    return {name: value / length for name, value in weights.items()}


def _names(case: Case) -> list[str]:
    """What the workplace may be called: as read, as the tree calls it, and the bare name; the longest first."""
    called = [case.enterprise, *(UNION.sub("", name) for name in (case.about_unit.name, case.about_unit.short_name))]
    bare = [key_of(name) for name in called if name]
    return sorted({name for name in [*called, *bare] if len(name) > 1}, key=len, reverse=True)


def _replaced(told: str, name: str) -> str:
    """The text with a sign for a name, written with accents or without; one short word only where it is a name."""
    folded, sought = same_length_fold(told), same_length_fold(name)
    parts, done = [], 0
    for match in re.finditer(rf"(?<!\w){re.escape(sought)}(?!\w)", folded):
        if " " in sought or len(sought) > 4 or told[match.start()].isupper():
            parts += [told[done : match.start()], WORKPLACE]
            done = match.end()
    return "".join([*parts, told[done:]])
