"""The units behind a board's figures: lists of names, whom to call, and the newest proofs."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from sumvay.dashboard.board import Board, Row, Silence, form_of
from sumvay.dashboard.selectors.boards import Place
from sumvay.directives import selectors as directives
from sumvay.directives.models import Contact, Deliverable, Directive, Dispatch
from sumvay.org import selectors as org
from sumvay.org.models import ParentLink
from sumvay.reporting import selectors as reporting
from sumvay.reporting.models import UnitReport
from sumvay.vietnamese import fold

State = Dispatch.State
SILENT = [State.SENT, State.SEEN]
UNIT_STATES = {
    "silent": Q(state__in=SILENT),
    "unseen": Q(state=State.SENT),
    "open": Q(state__in=directives.OPEN),
    "doing": Q(state__in=[State.ACCEPTED, State.IN_PROGRESS]),
    "done": Q(state=State.DONE),
    "not_applicable": Q(state=State.NOT_APPLICABLE),
}
# As many as one press may name; a longer list is opened and reminded page by page
REMINDED_AT_ONCE, SEARCHED_AT_ONCE = 300, 5_000
MOST_PROOFS = 6


class Proofs(NamedTuple):
    """The newest proofs and what was spread: different stories, and all times they were given."""

    newest: list[Deliverable]
    stories: int
    shares: int


def listed_units(place: Place, *, state: str, text: str, on: date, now: datetime) -> QuerySet[Dispatch]:
    """What the units of a branch received, by the state asked for and a part of the name, in alphabetical order.

    Each carries its last contact in the lineage (`contacted_at`, `contact_kind`, `contact_note`), the name of the unit
    above (`under`) and its report (`report_pk`) when it has sent one.
    """
    lineage = place.directive.lineage_id
    contact = Contact.objects.filter(Q(directive=lineage) | Q(directive__root=lineage), unit=OuterRef("unit"))
    newest = contact.order_by("-at")
    above = ParentLink.objects.filter(child=OuterRef("unit"), valid__contains=on)
    sent = _reports(place.directive, now).filter(unit=OuterRef("unit"))
    found = _dispatches(place, on=on).filter(UNIT_STATES.get(state, Q()))
    if state == "late":
        found = found.filter(state__in=directives.OPEN, directive__report_due_at__lt=now)
    if state == "reported":
        found = found.filter(Exists(sent))
    if text.strip():
        found = found.filter(unit__folded__contains=fold(text))
    return (
        found.annotate(
            contacted_at=Subquery(newest.values("at")[:1]),
            contact_kind=Subquery(newest.values("kind")[:1]),
            contact_note=Subquery(newest.values("note")[:1]),
            under=Subquery(above.values("parent__name")[:1]),
            report_pk=Subquery(sent.values("pk")[:1]),
        )
        .select_related("unit", "directive")
        .order_by("unit__sort_key", "pk")
    )


def silences(place: Place, board: Board, *, on: date) -> list[Silence]:
    """Whom to call first: the branches of the finding with their officers, and what one press would remind."""
    rows = board.loudest_silence
    people = org.contacts_of([row.unit.pk for row in rows], on=on)
    few_silent = sum(row.figures.silent for row in rows) <= REMINDED_AT_ONCE
    few_to_search = sum(row.figures.addressed for row in rows) <= SEARCHED_AT_ONCE
    by_row = _silent_dispatches(place, rows, on=on) if rows and few_silent and few_to_search else {}
    return [Silence(row, people.get(row.unit.pk, []), by_row.get(row.key, [])) for row in rows]


def newest_proofs(place: Place, board_size: int, *, on: date) -> Proofs:
    """The newest proofs of a branch, how many different stories were told, and how often they were given."""
    if board_size > SEARCHED_AT_ONCE:
        newest = directives.newest_proofs(place.directive, place.unit, on=on)
        return Proofs(list(newest[:MOST_PROOFS]), *directives.stories_and_shares(place.directive, place.unit, on=on))
    given = _proofs_of_few(place, on=on)
    links = given.filter(kind=Deliverable.Kind.LINK).aggregate(
        stories=Count("link_key", distinct=True), shares=Count("pk")
    )
    newest = given.select_related("dispatch__unit", "assignment", "file", "activity").order_by("-given_at", "-pk")
    return Proofs(list(newest[:MOST_PROOFS]), links["stories"], links["shares"])


def _proofs_of_few(place: Place, *, on: date) -> QuerySet[Deliverable]:
    """Proofs by way of the branch's own dispatches, since the planner would read the whole lineage's for one ward."""
    lineage = place.directive.lineage_id
    branch = org.descendants_of(place.unit, on=on, include_self=True).order_by()
    received = Dispatch.objects.filter(
        Q(directive=lineage) | Q(directive__root=lineage), unit__in=list(branch.values_list("pk", flat=True))
    )
    ids = list(received.values_list("pk", flat=True))
    return Deliverable.objects.filter(dispatch__in=ids, withdrawn_at__isnull=True)


def _dispatches(place: Place, *, on: date) -> QuerySet[Dispatch]:
    branch = org.descendants_of(place.unit, on=on, include_self=not place.leaves_out_own_part)
    return directives.lineage_dispatches(place.directive).filter(unit__in=branch.order_by().values("pk"))


def _silent_dispatches(place: Place, rows: list[Row], *, on: date) -> dict[str, list[int]]:
    """Ids of the silent units' dispatches by the row they stand in."""
    keys = {row.unit.pk: row.key for row in rows}
    own = [row.unit.pk for row in rows if row.is_own]
    paths = org.paths_on(on).filter(ancestor__in=keys).exclude(ancestor__in=own, depth__gt=0)
    silent = directives.lineage_dispatches(place.directive).filter(state__in=SILENT, unit__paths_up__in=paths)
    found: dict[str, list[int]] = {}
    for ancestor_id, pk in silent.order_by("pk").values_list("unit__paths_up__ancestor", "pk"):
        found.setdefault(keys[ancestor_id], []).append(pk)
    return found


def _reports(directive: Directive, now: datetime) -> QuerySet[UnitReport]:
    period = reporting.period_for(directive, now=now)
    return UnitReport.objects.filter(form=form_of(directive), period=period, state__in=reporting.COUNTS)
