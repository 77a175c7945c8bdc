"""Questions about the editorial calendar: what a desk plans, has on the clock and has published, day by day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, make_aware

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import Desk, Listing, Piece, PlannedPiece
from sumvay.newsroom.observances import Observance, observances_between, short_lunar
from sumvay.org import selectors as org
from sumvay.org.models import Appointment

DAY = timedelta(days=1)
SHOWN = 3
WRITERS = desk_seats.EDITING | {desk_seats.Post.COLLABORATOR}
MOST_LISTINGS = 2_000


@dataclass
class PlanDay:
    """One day of the calendar, with everything that stands on it."""

    on: date
    lunar: str
    is_in_month: bool
    is_today: bool
    is_past: bool
    observances: list[Observance]
    planned: list[PlannedPiece] = field(default_factory=list)
    scheduled: list[Piece] = field(default_factory=list)
    published: list[Listing] = field(default_factory=list)
    more_published: int = 0

    @property
    def is_gap(self) -> bool:
        """A day to come on which nothing is planned."""
        return not (self.is_past or self.planned or self.scheduled or self.published)

    @property
    def is_quiet(self) -> bool:
        """A day gone by on which nothing stands; a phone leaves it out."""
        return self.is_past and not (self.observances or self.planned or self.scheduled or self.published)

    @property
    def is_missed(self) -> bool:
        """A gap on a day a union newsroom always writes about."""
        return self.is_gap and any(observance.is_major for observance in self.observances)


def plan_days(desk: Desk, *, first: date, last: date, month: int | None, now: datetime) -> list[PlanDay]:
    """Every day from `first` to `last`; `month` is the one in view, None when all days are."""
    today, observances = localdate(now), observances_between(first, last)
    days = {}
    for number in range((last - first).days + 1):
        on = first + number * DAY
        days[on] = PlanDay(
            on, short_lunar(on), month in (None, on.month), on == today, on < today, observances.get(on, [])
        )
    for line in planned_of(desk, first=first, last=last):
        days[line.on].planned.append(line)
    for piece in _scheduled(desk, first, last):
        on = localdate(piece.go_live_at or piece.embargo_until)
        days[on].scheduled.append(piece)
    for on, listings in _published(desk, first, last).items():
        days[on].published, days[on].more_published = listings[:SHOWN], max(0, len(listings) - SHOWN)
    return list(days.values())


def planned_of(desk: Desk, *, first: date, last: date) -> QuerySet[PlannedPiece]:
    """The lines of a desk's plan."""
    lines = PlannedPiece.objects.filter(desk=desk, on__range=(first, last))
    return lines.select_related("assignee", "piece").order_by("on", "pk")


def planned_for(officer: User) -> QuerySet[PlannedPiece]:
    """The lines an officer may change: those of desks edited for."""
    lines = PlannedPiece.objects.select_related("desk__unit", "piece", "assignee")
    if officer.is_superuser:
        return lines
    return lines.filter(desk__unit__in=desk_seats.units_of(officer, desk_seats.EDITING))


def assignees_of(desk: Desk, *, on: date, keeping: int | None = None) -> QuerySet[User]:
    """
    Who may be given a piece to write: people of the desk's unit with a post of the newsroom.

    `keeping` is whoever has it already, though the post may have ended since.
    """
    people = org.officers_of(desk.unit, on=on, posts=WRITERS)
    return people | User.objects.filter(pk=keeping) if keeping else people


def assigned_to(officer: User, *, on: date) -> QuerySet[PlannedPiece]:
    """What an officer was asked to write and nobody has begun as a piece, in units where the post is still held."""
    seats = Appointment.objects.filter(officer=officer, valid__contains=on, post__in=WRITERS)
    mine = PlannedPiece.objects.filter(assignee=officer, piece=None, desk__is_open=True)
    return mine.filter(desk__unit__in=seats.values("unit_id")).select_related("desk__unit").order_by("on", "pk")


def _scheduled(desk: Desk, first: date, last: date) -> QuerySet[Piece]:
    begin, end = _moments(first, last)
    clock = Q(go_live_at__gte=begin, go_live_at__lt=end)
    clock |= Q(go_live_at=None, embargo_until__gte=begin, embargo_until__lt=end)
    return Piece.objects.filter(clock, unit=desk.unit_id, live=False).order_by("go_live_at", "pk")


def _published(desk: Desk, first: date, last: date) -> dict[date, list[Listing]]:
    begin, end = _moments(first, last)
    found: dict[date, list[Listing]] = defaultdict(list)
    listings = Listing.objects.filter(unit=desk.unit_id, published_at__gte=begin, published_at__lt=end)
    wanted = listings.only("piece_id", "title", "path", "published_at").order_by("-published_at", "-pk")
    for listing in wanted[:MOST_LISTINGS]:
        found[localdate(listing.published_at)].append(listing)
    return found


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    return make_aware(datetime.combine(first, time())), make_aware(datetime.combine(last + DAY, time()))
