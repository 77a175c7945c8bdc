"""
The days a synthesis speaks about: a month, a quarter, a year.

No weeks of one's own: those of two periods that overlap, taken from each other, would tell what few people wrote.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MONTH, QUARTER, YEAR = "month", "quarter", "year"
SPANS = [
    (MONTH, gettext_lazy("Month")),
    (QUARTER, gettext_lazy("Quarter")),
    (YEAR, gettext_lazy("Year")),
]
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
MADE_OF = {QUARTER: MONTH, YEAR: QUARTER}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From `since` to `until`, both counted."""

    span: str
    since: date
    until: date

    @property
    def before(self) -> "Period":
        """The period before, as long by the calendar."""
        return period_of(self.span, self.since - DAY)

    @property
    def after(self) -> "Period":
        """The period that follows."""
        return period_of(self.span, self.until + DAY)

    @property
    def title(self) -> str:
        """How it is called: "tháng 10/2026"."""
        said = {"month": self.since.month, "quarter": self.since.month // 3 + 1, "year": self.since.year}
        match self.span:
            case "month":
                return _("month %(month)s/%(year)s") % said
            case "quarter":
                return _("quarter %(quarter)s/%(year)s") % said
        return _("year %(year)s") % said

    @property
    def parts(self) -> list["Period"]:
        """The quarters of a year, the months of a quarter; nothing shorter than a month."""
        if self.span not in MADE_OF:
            return []
        parts = [period_of(MADE_OF[self.span], self.since)]
        while parts[-1].until < self.until:
            parts.append(parts[-1].after)
        return parts

    @property
    def goes_by_month(self) -> bool:
        """Whether it is told by month; the weeks of a quarter less those of its months would tell of single days."""
        return self.span != MONTH

    @property
    def steps(self) -> list[date]:
        """The Mondays of the weeks it touches; the firsts of its months when it goes by month."""
        if self.goes_by_month:
            months = range(self.since.year * 12 + self.since.month - 1, self.until.year * 12 + self.until.month)
            return [date(month // 12, month % 12 + 1, 1) for month in months]
        first = self.since - timedelta(days=self.since.weekday())
        return [first + timedelta(weeks=n) for n in range((self.until - first).days // 7 + 1)]


def period_of(span: str, day: date) -> Period:
    """The month, quarter or year in which `day` lies."""
    months = MONTHS[span]
    since = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    end = since.month - 1 + months
    return Period(span, since, since.replace(year=since.year + end // 12, month=end % 12 + 1) - DAY)
