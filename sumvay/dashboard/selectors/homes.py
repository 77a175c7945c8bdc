"""What an officer's home shows: the unit's own tasks, what waits for a press, and the directives it has running."""

import re
from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.dashboard.selectors.boards import followed_directives
from sumvay.dashboard.tasks_at_hand import Task, tasks_from
from sumvay.directives import selectors as directives
from sumvay.directives.models import Assignment, AssignmentProgress, Directive, Dispatch
from sumvay.documents import selectors as documents
from sumvay.documents.models import OfficialPaper
from sumvay.feedback import selectors as feedback
from sumvay.mail import selectors as mail
from sumvay.newsroom import selectors as newsroom
from sumvay.newsroom.models import Desk
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit
from sumvay.org.permissions import ACTING, NUMBERING, SIGNING
from sumvay.reporting.models import UnitReport

MOST_OPEN = 30
MOST_RUNNING = 6
MOST_PAPERS = 20
MOST_REPORTS = 100
MOST_LETTERS = 300
MOST_MESSAGES = 100
STAYS_RUNNING = timedelta(days=45)
ASKED = re.compile(r"report-\d+-(\d+)")
State = OfficialPaper.State
WAITS_FOR = [
    (SIGNING, [State.SUBMITTED, State.APPROVED]),
    (NUMBERING, [State.SIGNED, State.NUMBERED]),
    (ACTING, [State.RETURNED]),
]


def open_work_of(unit: Unit) -> list[Dispatch]:
    """What a unit has received and not finished, the nearest date first."""
    return list(directives.open_work_of(unit)[:MOST_OPEN])


def tasks_of(unit: Unit) -> list[Task]:
    """What waits for a unit, the nearest date first: two queries whatever is asked."""
    waiting = open_work_of(unit)
    mine = AssignmentProgress.objects.filter(
        assignment=OuterRef("pk"), dispatch__in=[dispatch.pk for dispatch in waiting]
    ).order_by()
    left = (
        Assignment.objects.filter(directive__in=[dispatch.directive_id for dispatch in waiting], left_out_reason="")
        .filter(~Exists(mine.filter(is_done=True)))
        .annotate(given_count=Coalesce(Subquery(mine.values("quantity")[:1]), 0))
        .order_by("position")
    )
    return tasks_from(waiting, list(left))


def messages_waiting(unit: Unit, officer: User, *, on: date) -> list[datetime]:
    """By when members' messages that the officer handles at the unit are owed an answer; a hundred at most."""
    return list(feedback.queue_of(unit, officer, on=on).values_list("due_at", flat=True)[:MOST_MESSAGES])


def finished_since(unit: Unit, since: datetime) -> list[Dispatch]:
    """What a unit has finished since a moment, the newest first."""
    done = directives.inbox_of(unit).filter(state=Dispatch.State.DONE, done_at__gte=since)
    return list(done.order_by("-done_at", "-pk")[:MOST_OPEN])


def newest_received(unit: Unit, since: datetime) -> list[Dispatch]:
    """The three newest documents a unit received since a moment."""
    return list(directives.inbox_of(unit).filter(sent_at__gte=since).order_by("-sent_at", "-pk")[:3])


def posts_and_desk(unit: Unit, officer: User, *, on: date) -> tuple[set[str], Desk | None]:
    """Which posts an officer holds in a unit, and its open newsroom desk if there is one, asked in one go."""
    held = Appointment.objects.filter(officer=officer, unit=unit, valid__contains=on)
    rows = list(held.select_related("unit__desk"))
    desk = getattr(rows[0].unit, "desk", None) if rows else None
    return {row.post for row in rows}, desk if desk and desk.is_open else None


def news_waiting(unit: Unit, officer: User, *, on: date) -> newsroom.AtHand | None:
    """What waits at the desk of a unit without others below it; nothing is asked for one at the base."""
    # Few there edit and publish: the page most officers open is spared the question
    if unit.kind.is_grassroots:
        return None
    posts, desk = posts_and_desk(unit, officer, on=on)
    return newsroom.at_hand(officer, desk, posts=posts)


def papers_waiting(unit: Unit, posts: set[str]) -> list[OfficialPaper]:
    """Papers of an office that wait for what these posts do: sign, number, issue, or mend what came back."""
    states = [state for duty, wanted in WAITS_FOR if posts & duty for state in wanted]
    waiting = OfficialPaper.objects.filter(unit=unit, direction=OfficialPaper.Direction.OUT, state__in=states)
    if not posts & documents.READING_RESERVED:
        waiting = waiting.exclude(seen_by=OfficialPaper.SeenBy.RESERVED)
    return list(waiting.only("pk", "subject", "state", "doc_type").order_by("-created_at", "-pk")[:MOST_PAPERS])


def reports_waiting(children: list[Unit]) -> int:
    """Reports of the units directly below that nobody has accepted or returned yet, counted up to a hundred."""
    sent = UnitReport.objects.filter(unit__in=[unit.pk for unit in children], state=UnitReport.State.SUBMITTED)
    return sent.order_by()[:MOST_REPORTS].count()


def letters_wait(unit: Unit, *, on: date) -> bool:
    """Whether letters that answer a request to a unit of this branch could not be placed by themselves."""
    letters = mail.unmatched_messages().filter(purpose__startswith="report-")
    asked = [
        found[1]
        for purpose in letters.values_list("purpose", flat=True)[:MOST_LETTERS]
        if (found := ASKED.fullmatch(purpose))
    ]
    if not asked:
        return False
    return org.descendants_of(unit, on=on, include_self=True).filter(pk__in=asked).exists()


def running_directives(unit: Unit, received: list[Dispatch], *, now: datetime) -> list[Directive]:
    """What a unit has running below it, its own letters before quick asks, the newest first; at last a letter from
    above that it has received, which a unit without letters of its own follows too.
    """
    from_above = [d.directive_id for d in received if d.directive.kind != Directive.Kind.QUICK_ASK][:1]
    order = Case(
        When(unit=unit, kind=Directive.Kind.QUICK_ASK, then=Value(1)),
        When(unit=unit, then=Value(0)),
        default=Value(2),
        output_field=IntegerField(),
    )
    own = Q(unit=unit, status=Directive.Status.ISSUED, report_due_at__gte=now - STAYS_RUNNING)
    found = followed_directives().filter(own | Q(pk__in=from_above))
    return list(found.order_by(order, "-issued_at", "-pk")[:MOST_RUNNING])
