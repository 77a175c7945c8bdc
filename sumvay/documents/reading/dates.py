"""Days as papers write them: 05/6/2026, ngày 6 tháng 5 năm 2026, từ 15/4 đến hết 15/5/2027, ngày …/4/2026."""

import re
from dataclasses import dataclass
from datetime import date

HOUR = r"\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2}(?:\s?phút)?)?(?!\d|/)"
DAY = re.compile(
    r"(?P<day>\d{1,2})\s?(?:/|\s?tháng\s)\s?(?P<month>\d{1,2})(?:\s?(?:/|,?\s?năm\s)\s?(?P<year>\d{4})(?!\d))?(?![\d/]|\s?%)"
    r"|(?P<day2>\d{1,2})(?P<sep>[-.])(?P<month2>\d{1,2})(?P=sep)(?P<year2>20\d{2})(?!\d)",
    re.I,
)
CITED = re.compile(r"số\s?:?\s?\d+[a-zđ]?\s?/\s?[^\s,;]+\s+(?:ngày\s+)?$", re.I)


@dataclass(frozen=True)
class Mention:
    """A day named in a text, at [start, end) of it; `day` is None when no year is known."""

    start: int
    end: int
    day: date | None
    sure: bool


def mentions_in(text: str, paper_date: date | None) -> list[Mention]:
    """
    The days named in a text, without those of cited papers ("Công văn số 228/LĐLĐ ngày 16/01/2024").

    A day without year takes it from the next full date, else from the paper's own date (the first such day not
    before it): that is a guess and marked so.
    """
    found = [m for m in DAY.finditer(text) if _is_free(text, m)]
    mentions: list[Mention] = []
    year_after: int | None = None
    for match in reversed(found):
        year = _figure(match, "year")
        year_after = year or year_after
        if _may_be_date(match):
            day = _date(match, year or year_after, paper_date)
            mentions.append(Mention(match.start(), match.end(), day, sure=bool(year or year_after)))
    return mentions[::-1]


def _is_free(text: str, match: re.Match) -> bool:
    before = text[max(0, match.start() - 80) : match.start()]
    if before[-1:].isdigit() or re.search(r"[\d][./,]$", before):
        return False
    return not CITED.search(before)


def _may_be_date(match: re.Match) -> bool:
    try:
        # 2024 is a leap year: 29/02 may be meant.
        date(_figure(match, "year") or 2024, _figure(match, "month"), _figure(match, "day"))
    except ValueError:
        return False
    return True


def _figure(match: re.Match, name: str) -> int | None:
    figure = match[name] or match[f"{name}2"]
    return int(figure) if figure else None


def _date(match: re.Match, year: int | None, paper_date: date | None) -> date | None:
    day, month = _figure(match, "day"), _figure(match, "month")
    guessed = year is None
    if guessed and paper_date is None:
        return None
    try:
        found = date(year or paper_date.year, month, day)
        return found.replace(year=found.year + 1) if guessed and found < paper_date else found
    except ValueError:
        return None
