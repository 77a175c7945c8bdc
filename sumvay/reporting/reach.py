"""What a viewer reaches of consolidations, of directives to consolidate, and of letters nobody could place."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.directives.models import Assignment, Directive, Dispatch
from sumvay.directives.selectors import lineage_dispatches
from sumvay.errors import Refusal
from sumvay.mail import selectors as mail
from sumvay.mail.models import InboundMessage
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit
from sumvay.reporting.chat_reading import Known, names_of
from sumvay.reporting.models import Consolidation, SuperiorAnnex
from sumvay.vietnamese import fold

MOST_LETTERS = 300
PURPOSE = re.compile(r"report-(\d+)-(\d+)")


class UnitUnclear(Refusal):
    """The words do not name one unit that was asked."""


def directives_to_consolidate(viewer: User, unit: Unit | None, *, on: date) -> QuerySet[Directive]:
    """Directives in force that the viewer's unit issued, or received from above."""
    if unit is None or not _serves(viewer, unit, on):
        return Directive.objects.none()
    received = Dispatch.objects.filter(unit=unit).values("directive_id")
    found = Directive.objects.filter(Q(unit=unit) | Q(pk__in=received), status=Directive.Status.ISSUED)
    return found.select_related("root", "unit", "paper").order_by("-issued_at", "-pk")


def consolidations_visible_to(viewer: User, *, on: date) -> QuerySet[Consolidation]:
    """Those of the viewer's own units, and what units below have closed."""
    cuts = Consolidation.objects.select_related(
        "form__directive", "unit__kind", "supplement_of__paper", "paper", "closed_by"
    ).order_by("-created_at", "-pk")
    if viewer.is_superuser:
        return cuts
    seen = org.units_visible_to(viewer, on=on).order_by().values("pk")
    served = org.units_served_by(viewer, on=on).order_by().values("pk")
    return cuts.filter(Q(unit__in=served) | Q(unit__in=seen, state=Consolidation.State.CLOSED))


def cuts_of_children(consolidation: Consolidation, *, on: date) -> dict[int, Consolidation]:
    """What the units directly below have closed for the same form and period, the last cut of each, by unit id."""
    children = org.children_of(consolidation.unit, on=on).order_by().values("pk")
    closed = Consolidation.objects.filter(
        form=consolidation.form_id,
        period=consolidation.period,
        unit__in=children,
        state=Consolidation.State.CLOSED,
    )
    return {cut.unit_id: cut for cut in closed.select_related("paper").order_by("sequence")}


def annexes_of(consolidation: Consolidation) -> QuerySet[SuperiorAnnex]:
    """The tables superiors sent to the unit for this form."""
    annexes = SuperiorAnnex.objects.filter(form=consolidation.form_id, unit=consolidation.unit_id)
    return annexes.select_related("file").order_by("recipient", "pk")


def letters_to_place(viewer: User, *, on: date) -> list[InboundMessage]:
    """Letters nobody could place, that are for a unit the viewer sees or come from its people; newest first.

    A letter without any trace of a unit is shown to operators and to officers of a unit at the top.
    """
    letters = list(mail.unmatched_messages()[:MOST_LETTERS])
    if viewer.is_superuser:
        return letters
    # What members write is no report
    letters = [letter for letter in letters if not letter.purpose.startswith("ykien")]
    seen = org.units_visible_to(viewer, on=on).order_by()
    asked = {int(found[2]) for letter in letters if (found := PURPOSE.fullmatch(letter.purpose))}
    theirs = set(seen.filter(pk__in=asked).values_list("pk", flat=True))
    writers = units_by_address({letter.sender.lower() for letter in letters}, on=on)
    known = set(seen.filter(pk__in={pk for ids in writers.values() for pk in ids}).values_list("pk", flat=True))
    at_the_top = _serves_the_top(viewer, on)
    return [letter for letter in letters if _concerns(letter, theirs, writers, known, at_the_top)]


def units_by_address(addresses: set[str], *, on: date) -> dict[str, set[int]]:
    """For which units each address may report: the unit's own, and those of its officers."""
    found: dict[str, set[int]] = {}
    own = Unit.objects.annotate(at=Lower("email")).filter(at__in=addresses)
    serving = Appointment.objects.filter(valid__contains=on, officer__is_active=True)
    theirs = serving.annotate(at=Lower("officer__email")).filter(at__in=addresses)
    for unit_id, address in [*own.values_list("pk", "at"), *theirs.values_list("unit_id", "at")]:
        found.setdefault(address, set()).add(unit_id)
    return found


def _concerns(letter, theirs, writers, known, at_the_top):
    asked = PURPOSE.fullmatch(letter.purpose)
    if asked:
        return int(asked[2]) in theirs
    units = writers.get(letter.sender.lower())
    return bool(units & known) if units else at_the_top


def _serves(viewer, unit, on):
    return viewer.is_superuser or org.units_served_by(viewer, on=on).filter(pk=unit.pk).exists()


def _serves_the_top(viewer, on):
    served = org.units_served_by(viewer, on=on)
    return any(org.parent_of(unit, on=on) is None for unit in served)


def assignments_with_links(directive: Directive) -> QuerySet[Assignment]:
    """What links may be proof of, those that ask for links first."""
    asked = directive.assignments.filter(left_out_reason="").exclude(kind=Assignment.Kind.REPORT)
    return asked.order_by(Case(When(proofs__contains=[Assignment.Proof.LINK], then=0), default=1), "position")


def addressed_below(directive: Directive, unit: Unit, *, on: date) -> list[Dispatch]:
    """The dispatches of the units below that a chat may speak of, in alphabetical order."""
    branch = org.descendants_of(unit, on=on).order_by()
    asked = lineage_dispatches(directive).filter(unit__in=branch.values("pk"))
    return list(asked.select_related("directive__root", "unit").order_by("unit__sort_key", "pk"))


def known_units(dispatches: list[Dispatch], *, on: date) -> list[Known]:
    """Those units as a chat may call them."""
    people = org.contacts_of([d.unit_id for d in dispatches], on=on)
    return [
        Known(
            d.pk,
            names_of(d.unit.name, d.unit.short_name, d.unit.code),
            frozenset(fold(officer.full_name) for officer in people.get(d.unit_id, [])),
        )
        for d in dispatches
    ]


def directives_to_match(viewer: User, *, on: date) -> QuerySet[Directive]:
    """The tops of all lineages in force that the viewer's units and those below have part in, newest first."""
    seen = org.units_visible_to(viewer, on=on).order_by().values("pk")
    received = Dispatch.objects.filter(unit__in=org.units_served_by(viewer, on=on).order_by().values("pk"))
    issued = Directive.objects.filter(status=Directive.Status.ISSUED)
    met = issued.filter(Q(unit__in=seen) | Q(pk__in=received.values("directive_id")))
    tops = issued.filter(root__isnull=True).filter(Q(pk__in=met.values("pk")) | Q(pk__in=met.values("root_id")))
    return tops.order_by("-issued_at", "-pk")


def guess_for(letter: InboundMessage, directives: Iterable[Directive]) -> dict[str, str | int]:
    """What a letter's own address says about where it belongs."""
    asked = PURPOSE.fullmatch(letter.purpose)
    if asked is None:
        return {}
    directive = Directive.objects.filter(pk=asked[1]).first()
    top = directive.lineage_id if directive else 0
    unit = Unit.objects.filter(pk=asked[2]).first()
    known = {d.pk for d in directives}
    return {**({"directive": top} if top in known else {}), **({"unit": unit.code} if unit else {})}


def dispatch_named(viewer: User, directive_pk: int, words: str, *, on: date) -> Dispatch:
    """The dispatch of one visible unit, named by its code or by enough of its name.

    Raises UnitUnclear when none or several fit, or the unit was not asked.
    """
    seen = org.units_visible_to(viewer, on=on).order_by().values("pk")
    directive = directives_to_match(viewer, on=on).get(pk=directive_pk)
    asked = lineage_dispatches(directive).filter(unit__in=seen).select_related("directive__root", "unit")
    by_code = list(asked.filter(unit__code__iexact=words.strip())[:1])
    found = by_code or list(asked.filter(unit__folded__contains=fold(words))[:2])
    if len(found) != 1:
        raise UnitUnclear(_("No unit, or more than one, is called so. Type its code."))
    return found[0]
