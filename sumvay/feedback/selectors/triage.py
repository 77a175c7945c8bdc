"""What the triage desk shows: a unit's messages, what was said about each, who can take it in hand."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import selectors as audit
from sumvay.audit.models import Entry
from sumvay.feedback.models import Case, Enclosure, Forwarding, Issue, Message
from sumvay.feedback.selectors.above import designated_handlers
from sumvay.feedback.selectors.cases import cases_handled_by
from sumvay.org import permissions as org_permissions
from sumvay.org import selectors as org
from sumvay.org.models import Unit

HISTORY_SHOWN = 30
COUNTED = 1_000
# What nobody but the sender does to a message
OF_THE_SENDER = {"case.write_back", "case.ask_again", "case.satisfaction", "case.letter"}


def cases_at(unit: Unit, officer: User, *, on: date) -> QuerySet[Case]:
    """The messages of one unit that an officer handles, open and closed."""
    return cases_handled_by(officer, on=on).filter(unit=unit).select_related("assigned_to", "about_unit", "issue")


def case_at_desk(officer: User, *, on: date) -> QuerySet[Case]:
    """Messages as the desk opens them one by one."""
    return cases_handled_by(officer, on=on).select_related(
        "unit", "about_unit", "assigned_to", "issue", "sorted_by", "escalated_to"
    )


def triage_counts(cases: QuerySet[Case], officer: User, *, now: datetime) -> dict[str, int]:
    """How many wait, are urgent, late, in the officer's hands, laid aside; each counted to a thousand."""
    waiting = cases.filter(resolved_at=None, put_aside_at=None, erased_at=None)
    asked = {
        "open": waiting,
        "urgent": waiting.filter(is_urgent=True),
        "late": waiting.filter(due_at__lt=now),
        "mine": waiting.filter(assigned_to=officer),
        "aside": cases.filter(put_aside_at__isnull=False),
    }
    return {name: _counted(rows) for name, rows in asked.items()}


def spoken_last(pks: Sequence[int]) -> dict[int, str]:
    """Who spoke last in each case, notes apart; a case in which nobody has spoken again is left out."""
    said = Message.objects.filter(case__in=pks).exclude(author=Message.Author.NOTE)
    newest = said.order_by("case_id", "-at", "-pk").distinct("case_id")
    return dict(newest.values_list("case_id", "author"))


def said_in(case: Case) -> QuerySet[Message]:
    """Everything that was said about a case, notes too, oldest first."""
    return case.messages.select_related("officer", "letter").prefetch_related("enclosures__file").order_by("at", "pk")


def enclosed_with(case: Case) -> QuerySet[Enclosure]:
    """What came with the first message and is still kept."""
    return case.enclosures.filter(message=None, file__removed_at=None).select_related("file").order_by("pk")


def forwardings_of(case: Case) -> QuerySet[Forwarding]:
    """To whom a case was passed on, newest first, with the slips."""
    return case.forwardings.select_related("paper", "by").order_by("-at", "-pk")


def who_can_take(case: Case, *, on: date) -> QuerySet[User]:
    """The officers into whose hands a case can be put."""
    if case.is_reserved:
        return designated_handlers(case.unit, on=on)
    return org.officers_of(case.unit, on=on, posts=org_permissions.ACTING)


def done_with(case: Case) -> list[tuple[Entry, str]]:
    """What was done with a case and by whom, newest first: by officers, by its sender, else by the machine."""
    entries = list(audit.history_of(case)[:HISTORY_SHOWN])
    people = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    names = {pk: person.full_name for pk, person in people.items()}
    return [
        (entry, names.get(entry.actor_id) or (_("The sender") if entry.action in OF_THE_SENDER else "Sum Vầy"))
        for entry in entries
    ]


def issues_to_join(case: Case) -> QuerySet[Issue]:
    """Issues of the unit that still take messages, the newest first."""
    taking = [Issue.State.PROPOSED, Issue.State.OPEN, Issue.State.RAISED]
    return Issue.objects.filter(unit=case.unit_id, state__in=taking).order_by("-created_at", "-pk")


def waiting_behind(officer: User, issue_pk: int, *, on: date) -> QuerySet[Case]:
    """Messages of an issue that the officer handles and that have no result yet, the oldest first."""
    mine = cases_handled_by(officer, on=on).filter(issue=issue_pk, put_aside_at=None, resolved_at=None, erased_at=None)
    return mine.select_related("issue").order_by("received_at", "pk")


def enterprises_named(cases: QuerySet[Case], *, most: int) -> list[tuple[str, int]]:
    """The enterprises that the newest waiting messages name most often, with how many messages each."""
    newest = cases.filter(resolved_at=None, put_aside_at=None, erased_at=None).order_by("-received_at", "-pk")[:COUNTED]
    named = Case.objects.filter(pk__in=newest.values("pk")).exclude(enterprise="")
    rows = named.values("enterprise").annotate(count=Count("pk")).order_by("-count", "enterprise")
    return [(row["enterprise"], row["count"]) for row in rows[:most]]


def _counted(rows: QuerySet[Case]) -> int:
    return rows.order_by()[: COUNTED + 1].count()
