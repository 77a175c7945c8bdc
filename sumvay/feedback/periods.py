"""The days a synthesis speaks about: a month, a quarter, a year, or whole weeks of one's own."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sumvay.vietnamese import format_date

MONTH, QUARTER, YEAR, OWN = "month", "quarter", "year", "own"
SPANS = [
    (MONTH, gettext_lazy("Month")),
    (QUARTER, gettext_lazy("Quarter")),
    (YEAR, gettext_lazy("Year")),
    (OWN, gettext_lazy("Weeks of one's own")),
]
MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
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
        if self.span == OWN:
            return Period(OWN, self.since - (self.until - self.since) - DAY, self.since - DAY)
        return period_of(self.span, self.since - DAY)

    @property
    def after(self) -> "Period":
        """The period that follows."""
        if self.span == OWN:
            return Period(OWN, self.until + DAY, self.until + (self.until - self.since) + DAY)
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
            case "year":
                return _("year %(year)s") % said
        return _("from %(since)s to %(until)s") % {"since": format_date(self.since), "until": format_date(self.until)}

    @property
    def weeks(self) -> list[date]:
        """The Mondays of the weeks it touches."""
        first = self.since - timedelta(days=self.since.weekday())
        return [first + timedelta(weeks=n) for n in range((self.until - first).days // 7 + 1)]


def period_of(span: str, day: date, until: date | None = None) -> Period:
    """
    The period of a kind in which `day` lies; one's own is the whole weeks from that of `day` to that of `until`.

    Whole weeks, since two periods that differ by a day would tell what came on that day.
    """
    if span == OWN:
        last = max(until or day, day)
        return Period(OWN, day - timedelta(days=day.weekday()), last + timedelta(days=6 - last.weekday()))
    months = MONTHS[span]
    since = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    end = since.month - 1 + months
    return Period(span, since, since.replace(year=since.year + end // 12, month=end % 12 + 1) - DAY)
