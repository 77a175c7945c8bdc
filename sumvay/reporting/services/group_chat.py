"""*Dán tin nhắn nhóm*: what units wrote in a group chat becomes their proofs and drafts; they are told."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay import links
from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import services as directive_services
from sumvay.directives.models import Assignment, Deliverable, Directive, Dispatch
from sumvay.errors import Refusal
from sumvay.notifications import services as notifications
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import permissions, reach, selectors
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import UnitReport
from sumvay.reporting.services.forms import form_of
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.services.reports import save_draft


class NothingChosen(Refusal):
    """Nothing was ticked."""


class AssignmentMissing(Refusal):
    """Links are proof of something that was asked."""


@dataclass
class ChatPick:
    """What is taken over for one unit: public links, figures by form line id, and who wrote it."""

    dispatch_id: int
    sender: str
    urls: list[str] = field(default_factory=list)
    figures: dict[int, Decimal] = field(default_factory=dict)


@dataclass
class Taken:
    """How much was taken over; `known` counts links that had been given before."""

    units: int = 0
    links: int = 0
    known: int = 0
    figures: int = 0


@transaction.atomic
def apply_group_chat(
    *,
    actor: User,
    directive: Directive,
    unit: Unit,
    picks: list[ChatPick],
    assignment: Assignment | None,
    now: datetime,
) -> Taken:
    """Enter on the units' behalf what was ticked: all of it or nothing; figures are drafts that the unit confirms.

    assignment: what the links are proof of. Links given before are passed over, so a second press adds nothing.
    Raises NotYours, NothingChosen, AssignmentMissing, and what giving a link or keeping a draft refuses.
    """
    chosen = [pick for pick in picks if pick.urls or pick.figures]
    if not chosen:
        raise NothingChosen(_("Tick at least one link or figure."))
    dispatches = {d.pk: d for d in reach.addressed_below(directive, unit, on=localdate(now))}
    taken = Taken()
    told: set[int] = set()
    for pick in chosen:
        dispatch = dispatches.get(pick.dispatch_id)
        if dispatch is None or not permissions.can_report(actor, dispatch.unit, on=localdate(now)):
            raise NotYours(_("This unit does not stand below yours."))
        _give_links(actor, dispatch, pick, assignment, taken, now)
        _keep_figures(actor, dispatch, pick, taken, now)
        told.add(dispatch.pk)
    taken.units = len(told)
    for pk in sorted(told):
        _tell(dispatches[pk], unit, now)
    changes = {"units": taken.units, "links": taken.links, "figures": taken.figures}
    audit.record(actor=actor, action="directive.enter_chat", target=directive, at=now, unit_id=unit.pk, changes=changes)
    return taken


def _give_links(
    actor: User, dispatch: Dispatch, pick: ChatPick, assignment: Assignment | None, taken: Taken, now: datetime
) -> None:
    if not pick.urls:
        return
    asked = _as_asked_of(dispatch, assignment)
    given = Deliverable.objects.filter(dispatch=dispatch, assignment=asked, withdrawn_at__isnull=True)
    before = set(given.exclude(link_key="").values_list("link_key", flat=True))
    fresh = [url for url in pick.urls if links.canonical(url).key not in before]
    directive_services.give_links(
        actor=actor,
        dispatch=dispatch,
        assignment=asked,
        urls=fresh,
        giver_name=pick.sender[:120],
        source=Deliverable.Source.BEHALF,
        now=now,
    )
    taken.links += len(fresh)
    taken.known += len(pick.urls) - len(fresh)


def _as_asked_of(dispatch: Dispatch, assignment: Assignment | None) -> Assignment:
    """The assignment as the unit received it: where a level re-issued the letter, the one that goes back to it."""
    for asked in dispatch.directive.assignments.filter(left_out_reason=""):
        step: Assignment | None = asked
        while step and assignment:
            if step.pk == assignment.pk:
                return asked
            step = step.origin
    raise AssignmentMissing(_("Choose what the links are proof of."))


def _keep_figures(actor: User, dispatch: Dispatch, pick: ChatPick, taken: Taken, now: datetime) -> None:
    if not pick.figures:
        return
    form = form_of(directive=dispatch.directive, now=now)
    period = selectors.period_for(dispatch.directive, now=now)
    earlier = selectors.report_of(form, dispatch.unit, period)
    save_draft(
        actor=actor,
        dispatch=dispatch,
        content=Content(
            {line_id: Entry(value) for line_id, value in pick.figures.items()},
            earlier.narrative if earlier else {},
            (earlier.reporter if earlier else "") or pick.sender,
        ),
        source=UnitReport.Source.CHAT,
        period=period,
        now=now,
    )
    taken.figures += len(pick.figures)


def _tell(dispatch: Dispatch, unit: Unit, now: datetime) -> None:
    with override("vi"):
        title = _("%(unit)s entered what you wrote in the group chat") % {"unit": unit.name}
        body = _("Please look at it. Figures count once you have confirmed them: %(title)s.") % {
            "title": dispatch.directive.title
        }
    notifications.notify_officers(
        officers=org.officers_of(dispatch.unit, on=localdate(now)),
        kind="chat_entered",
        title=title,
        body=body,
        path=reverse("reporting:fill", args=[dispatch.pk]),
        about=f"chat:{dispatch.pk}:{now:%Y%m%d%H%M}",
        unit=dispatch.unit,
        now=now,
    )
