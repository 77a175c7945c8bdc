"""The board of one directive: who may see which branch of it, and its counts at every level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.dashboard.board import Board, Lateness, Row, form_of, lateness, row_of
from sumvay.dashboard.figures import Figures, added, figures_from, taken_from
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive
from sumvay.org import selectors as org
from sumvay.org.models import FOREVER, ParentLink, Unit, UnitPath
from sumvay.reporting import selectors as reporting
from sumvay.reporting.models import ReportForm
from sumvay.tally import selectors as tally
from sumvay.vietnamese import fold

MOST_FOUND = 50
Measures = dict[int, dict[str, Decimal]]


@dataclass
class Place:
    """A branch of a directive that the viewer may look at; `trail` leads down to it through what the viewer sees."""

    directive: Directive
    unit: Unit
    trail: list[Unit]
    sees_directive: bool

    @property
    def leaves_out_own_part(self) -> bool:
        """The issuer's own board is about the units below; what it received itself belongs to the level above."""
        return self.unit.pk == self.directive.unit_id


def followed_directives() -> QuerySet[Directive]:
    """Directives that were issued, with the dates of their lineage and the form it reports by."""
    lineage = Directive.objects.filter(
        Q(pk=OuterRef("top")) | Q(root=OuterRef("top")), status=Directive.Status.ISSUED
    ).order_by()
    dates = lineage.annotate(one=Coalesce("root_id", "pk")).values("one")
    form = ReportForm.objects.filter(directive=OuterRef("top")).order_by("-version").values("pk")
    return (
        Directive.objects.exclude(status=Directive.Status.DRAFT)
        .select_related("unit__kind", "campaign", "paper", "root")
        .annotate(top=Coalesce("root_id", "pk"))
        .annotate(
            first_due=Subquery(dates.annotate(at=Min("report_due_at")).values("at")),
            last_due=Subquery(dates.annotate(at=Max("report_due_at")).values("at")),
            form_pk=Subquery(form[:1]),
        )
    )


def place_of_board(viewer: User, pk: int, *, branch: int | None, acting_unit: Unit | None, on: date) -> Place:
    """The branch of a directive a viewer asks for; by itself the whole directive, or the viewer's own branch of it.

    Raises Directive.DoesNotExist for whoever sees neither its issuer nor a unit in its branch, and for a branch that
    lies elsewhere or that the viewer does not see.
    """
    directive = followed_directives().get(pk=pk)
    seats = set(org.seats_of(viewer, on=on).values_list("unit_id", flat=True))
    wanted = branch or directive.unit_id
    seen = set(_visible_ids(viewer, {wanted, directive.unit_id}, on=on))
    if wanted not in seen and branch is None:
        wanted = _own_branch(directive, seats, acting_unit, on=on)
    elif wanted not in seen:
        raise Directive.DoesNotExist
    trail = _trail(directive, wanted, on=on)
    sees_directive = directive.unit_id in seen
    if not sees_directive:
        from_here = next((place for place, unit in enumerate(trail) if unit.pk in seats), len(trail) - 1)
        trail = trail[from_here:]
    return Place(directive, trail[-1], trail, sees_directive)


def board_of(place: Place, children: list[Unit], *, now: datetime) -> Board:
    """A branch as it stands at this moment: settled and fresh counts, and what is late, for it and its children.

    Raises Directive.DoesNotExist when nothing was ever sent into the branch and the viewer does not see the issuer.
    """
    ids = [place.unit.pk, *(child.pk for child in children)]
    states = tally.totals(subject=place.directive.tally_subject, unit_ids=ids)
    late = _late_by_unit(place.directive, states, now)
    reports = _reports_by_unit(place.directive, ids, now)
    rows = _rows(children, states, late, reports)
    below = ids[1:]
    if place.leaves_out_own_part:
        total = _figures(added(states.get(pk, {}) for pk in below), below, late, reports)
    else:
        total = _figures(states.get(place.unit.pk, {}), [place.unit.pk], late, reports)
        rows += _own_part(place.unit, below, states, late, reports)
    if not total.addressed and not place.sees_directive:
        raise Directive.DoesNotExist
    return Board(place.directive, place.unit, total, rows, now)


def searched_rows(place: Place, text: str, *, on: date, now: datetime) -> list[Row]:
    """Units of a branch whose name holds what was typed, at any depth, each with the unit above it."""
    below = org.descendants_of(place.unit, on=on, include_self=not place.leaves_out_own_part)
    above = ParentLink.objects.filter(child=OuterRef("pk"), valid__contains=on).values("parent__name")
    named = _with_levels(below, on=on).filter(folded__contains=fold(text))
    found = list(named.annotate(parent_name=Subquery(above[:1]))[:MOST_FOUND])
    ids = [unit.pk for unit in found]
    states = tally.totals(subject=place.directive.tally_subject, unit_ids=ids)
    late = _late_by_unit(place.directive, states, now)
    return _rows(found, states, late, _reports_by_unit(place.directive, ids, now))


def own_directive(directive: Directive, unit: Unit) -> Directive | None:
    """What a unit itself has in force in a lineage: the directive it follows up, reminds and calls by."""
    return (
        Directive.objects.filter(root=directive.lineage_id, unit=unit, status=Directive.Status.ISSUED)
        .select_related("unit")
        .order_by("-issued_at")
        .first()
    )


def children_with_levels(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """The units directly below, each with its kind and whether units stand below it (`opens`)."""
    return _with_levels(org.children_of(unit, on=on), on=on)


def _with_levels(units: QuerySet[Unit], *, on: date) -> QuerySet[Unit]:
    below = ParentLink.objects.filter(parent=OuterRef("pk"), valid__contains=on)
    return units.select_related("kind").annotate(opens=Exists(below))


def _visible_ids(viewer: User, ids: set[int], *, on: date) -> QuerySet:
    return org.units_visible_to(viewer, on=on).filter(pk__in=ids).order_by().values_list("pk", flat=True)


def _own_branch(directive: Directive, seats: set[int], acting_unit: Unit | None, *, on: date) -> int:
    """The highest seat of the viewer in the directive's branch; the one acted for now goes first."""
    inside = org.paths_on(on).filter(ancestor=directive.unit_id, descendant__in=seats).order_by("depth", "descendant")
    found = list(inside.values_list("descendant", flat=True))
    if acting_unit is not None and acting_unit.pk in found:
        return acting_unit.pk
    if not found:
        raise Directive.DoesNotExist
    return found[0]


def _trail(directive: Directive, unit_id: int, *, on: date) -> list[Unit]:
    """From the issuer down to the unit; raises Directive.DoesNotExist when the unit is not in the issuer's branch."""
    paths = UnitPath.objects.filter(descendant=unit_id, valid_from__lte=on, valid_to__gt=on)
    above = paths.select_related("ancestor__kind").order_by("-depth")
    units = [path.ancestor for path in above]
    start = next((place for place, unit in enumerate(units) if unit.pk == directive.unit_id), None)
    if start is None:
        raise Directive.DoesNotExist
    return units[start:]


def _rows(units: Sequence[Unit], states: Measures, late: dict[int, int], reports: dict[int, int] | None) -> list[Row]:
    rows = [row_of(unit, _figures(states.get(unit.pk, {}), [unit.pk], late, reports)) for unit in units]
    return [row for row in rows if row.figures.addressed]


def _own_part(
    unit: Unit, below: list[int], states: Measures, late: dict[int, int], reports: dict[int, int] | None
) -> list[Row]:
    """The unit's own part beside its branches, when it received the directive itself."""
    measures = taken_from(states.get(unit.pk, {}), (states.get(child, {}) for child in below))
    own_late = late.get(unit.pk, 0) - sum(late.get(child, 0) for child in below)
    own_reports = None
    if reports is not None:
        own_reports = reports.get(unit.pk, 0) - sum(reports.get(child, 0) for child in below)
    figures = figures_from(measures, late=own_late, reports=own_reports)
    return [Row(unit, figures, is_own=bool(below))] if figures.addressed else []


def _figures(
    measures: dict[str, Decimal], ids: list[int], late: dict[int, int], reports: dict[int, int] | None
) -> Figures:
    reported = None if reports is None else sum(reports.get(pk, 0) for pk in ids)
    return figures_from(measures, late=sum(late.get(pk, 0) for pk in ids), reports=reported)


def _late_by_unit(directive: Directive, states: Measures, now: datetime) -> dict[int, int]:
    """Late units of each branch: by the dates alone where that is enough, else counted below these units only."""
    known = lateness(directive, now)
    if known is Lateness.NONE:
        return {}
    if known is Lateness.ALL:
        return {pk: figures_from(measures).unfinished for pk, measures in states.items()}
    counted = (
        directives.lineage_dispatches(directive)
        .filter(
            state__in=directives.OPEN,
            directive__report_due_at__lt=now,
            unit__paths_up__ancestor__in=list(states),
            unit__paths_up__valid_to=FOREVER,
        )
        .order_by()
        .values_list(F("unit__paths_up__ancestor"))
        .annotate(n=Count("pk"))
    )
    return dict(counted)


def _reports_by_unit(directive: Directive, ids: list[int], now: datetime) -> dict[int, int] | None:
    """Reports that count in each branch; None while the lineage has no form."""
    form_pk = form_of(directive)
    if form_pk is None:
        return None
    period = reporting.period_for(directive, now=now)
    totals = tally.totals(subject=f"form:{form_pk}:{period or ''}", unit_ids=ids, measures=["reports"])
    return {pk: int(totals.get(pk, {}).get("reports", 0)) for pk in ids}
