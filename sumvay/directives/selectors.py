"""Questions about directives, always answered for one viewer."""

from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from sumvay.accounts.models import User
from sumvay.campaigns.models import Campaign
from sumvay.directives.audience import addressees
from sumvay.directives.models import (
    AccessLink,
    Activity,
    Assignment,
    AssignmentProgress,
    Contact,
    Deliverable,
    Directive,
    Dispatch,
)
from sumvay.directives.visitors import Visitor
from sumvay.documents.models import OfficialPaper
from sumvay.org import selectors as org
from sumvay.org.models import Unit, UnitKind
from sumvay.vietnamese import fold

OPEN = [Dispatch.State.SENT, Dispatch.State.SEEN, Dispatch.State.ACCEPTED, Dispatch.State.IN_PROGRESS]


def directives_visible_to(viewer: User, *, on: date) -> QuerySet[Directive]:
    """Directives issued or drafted by units the viewer sees; what comes from above is seen as a dispatch."""
    seen = org.units_visible_to(viewer, on=on)
    return (
        Directive.objects.filter(unit__in=seen.values("pk"))
        .select_related("unit", "campaign", "paper", "parent", "source_paper")
        .order_by("-created_at", "-pk")
    )


def dispatches_visible_to(viewer: User, *, on: date) -> QuerySet[Dispatch]:
    """Dispatches received by units the viewer sees."""
    seen = org.units_visible_to(viewer, on=on)
    return Dispatch.objects.filter(unit__in=seen.values("pk")).select_related(
        "directive__unit", "directive__paper", "directive__campaign", "unit"
    )


def inbox_of(unit: Unit) -> QuerySet[Dispatch]:
    """What a unit has received and follows itself, the nearest date first."""
    return (
        Dispatch.objects.filter(unit=unit, via__isnull=True, directive__status=Directive.Status.ISSUED)
        .select_related("directive__unit", "directive__paper", "directive__campaign")
        .order_by("directive__report_due_at", "pk")
    )


def open_work_of(unit: Unit) -> QuerySet[Dispatch]:
    """What still waits for a unit."""
    return inbox_of(unit).filter(state__in=OPEN)


def assignments_with_progress(dispatch: Dispatch) -> QuerySet[Assignment]:
    """The assignments of a dispatch with how far its unit is (`mine`: a list of none or one) and its proofs."""
    progress = AssignmentProgress.objects.filter(dispatch=dispatch)
    given = (
        Deliverable.objects.filter(dispatch=dispatch, withdrawn_at__isnull=True)
        .select_related("file", "activity")
        .order_by("given_at", "pk")
    )
    return (
        dispatch.directive.assignments.filter(left_out_reason="")
        .prefetch_related(Prefetch("progress", progress, to_attr="mine"), Prefetch("deliverables", given, "given"))
        .order_by("position")
    )


def writing_asked_of(unit: Unit, campaign: Campaign) -> tuple[Dispatch, Assignment] | None:
    """The first duty of a campaign to write a piece that a unit has not done yet, the nearest date first."""
    for dispatch in open_work_of(unit).filter(directive__campaign=campaign):
        done = AssignmentProgress.objects.filter(dispatch=dispatch, is_done=True).values("assignment")
        asked = dispatch.directive.assignments.filter(kind=Assignment.Kind.WRITE, left_out_reason="")
        if duty := asked.exclude(pk__in=done).order_by("position").first():
            return dispatch, duty
    return None


def newest_proofs(directive: Directive, unit: Unit, *, on: date) -> QuerySet[Deliverable]:
    """Proofs from a unit and all below it for a directive's whole lineage, newest first."""
    branch = org.descendants_of(unit, on=on, include_self=True)
    return (
        Deliverable.objects.filter(
            Q(dispatch__directive=directive.lineage_id) | Q(dispatch__directive__root=directive.lineage_id),
            dispatch__unit__in=branch.values("pk"),
            withdrawn_at__isnull=True,
        )
        .select_related("dispatch__unit", "assignment", "file", "activity")
        .order_by("-given_at", "-pk")
    )


def audience_preview(directive: Directive, *, on: date) -> QuerySet[Unit]:
    """Who would receive a directive as its audience stands."""
    return addressees(directive, on=on).select_related("kind").order_by("sort_key", "pk")


def lineage_of(directive: Directive) -> list[Directive]:
    """From the top of the lineage down to this directive."""
    chain: list[Directive] = []
    step: Directive | None = directive
    while step is not None:
        chain.append(step)
        step = step.parent
    return chain[::-1]


def open_dispatches_below(directive: Directive, unit: Unit, *, on: date) -> QuerySet[Dispatch]:
    """Dispatches of a directive's lineage not finished yet, in a unit's branch, each unit once."""
    branch = org.descendants_of(unit, on=on, include_self=True)
    last_contact = Contact.objects.filter(unit=OuterRef("unit"), directive=directive).order_by("-at")
    return (
        lineage_dispatches(directive)
        .filter(unit__in=branch.values("pk"), state__in=OPEN)
        .annotate(
            contacted_at=last_contact.values("at")[:1],
            contact_kind=last_contact.values("kind")[:1],
            contact_note=last_contact.values("note")[:1],
        )
        .select_related("unit", "directive")
        .order_by("unit__sort_key", "pk")
    )


def lineage_dispatches(directive: Directive) -> QuerySet[Dispatch]:
    """Every unit's nearest dispatch of a directive's lineage."""
    return Dispatch.objects.filter(
        Q(directive=directive.lineage_id) | Q(directive__root=directive.lineage_id),
        directive__status=Directive.Status.ISSUED,
        via__isnull=True,
    )


def nearest_dispatch(directive: Directive, unit: Unit) -> Dispatch | None:
    """The dispatch through which a unit follows a directive's lineage."""
    return lineage_dispatches(directive).filter(unit=unit).select_related("directive", "unit").order_by("-pk").first()


def counted_for_report(directive: Directive, unit: Unit) -> dict[str, int]:
    """What the system already knows of one unit's own work in a lineage, by name of what is counted."""
    mine = Deliverable.objects.filter(
        Q(dispatch__directive=directive.lineage_id) | Q(dispatch__directive__root=directive.lineage_id),
        dispatch__unit=unit,
        withdrawn_at__isnull=True,
    )
    by_kind = dict(mine.values_list("assignment__kind").annotate(n=Count("pk")).order_by())
    by_proof = dict(mine.values_list("kind").annotate(n=Count("pk")).order_by())
    hosted = Activity.objects.filter(directive=directive.lineage_id, host=unit).filter(
        Exists(mine.filter(activity=OuterRef("pk")))
    )
    sums = hosted.aggregate(attendances=Sum("attendances"), cost=Sum("cost", filter=Q(paid_by=F("host"))))
    return {
        "pieces": by_kind.get(Assignment.Kind.WRITE, 0),
        "shares": by_kind.get(Assignment.Kind.SPREAD, 0),
        "contest_entries": by_kind.get(Assignment.Kind.CONTEST, 0),
        "links": by_proof.get(Deliverable.Kind.LINK, 0),
        "photos": by_proof.get(Deliverable.Kind.PHOTO, 0),
        "activities": hosted.count(),
        "attendances": sums["attendances"] or 0,
        "activity_cost": sums["cost"] or 0,
    }


def stories_and_shares(directive: Directive, unit: Unit, *, on: date) -> tuple[int, int]:
    """Distinct links and all times they were given in a branch: one story with 300 shares is (1, 300)."""
    found = newest_proofs(directive, unit, on=on).filter(kind=Deliverable.Kind.LINK).order_by()
    counted = found.aggregate(stories=Count("link_key", distinct=True), shares=Count("pk"))
    return counted["stories"], counted["shares"]


def directives_found(viewer: User, *, on: date, text: str, status: str) -> QuerySet[Directive]:
    """Visible directives whose title holds the words typed and whose status is the one chosen."""
    found = directives_visible_to(viewer, on=on)
    if status in Directive.Status.values:
        found = found.filter(status=status)
    for word in text.replace("\x00", " ").split()[:8]:
        found = found.filter(Q(folded__contains=fold(word)) | Q(paper__number=word))
    return found


def drafts_from(viewer: User, paper: OfficialPaper) -> QuerySet[Directive]:
    """Directives already begun from a paper."""
    return Directive.objects.filter(source_paper=paper, unit=paper.unit_id).order_by("-pk")


def own_directive(dispatch: Dispatch) -> Directive | None:
    """What the unit that received a dispatch has begun or issued from it, unless recalled; the first where more are."""
    own = dispatch.directive.children.filter(unit=dispatch.unit_id).exclude(status=Directive.Status.RECALLED)
    return own.order_by("pk").first()


def reissues_of(directive: Directive) -> QuerySet[Directive]:
    """What lower levels made of a directive, newest first."""
    return (
        directive.children.filter(status=Directive.Status.ISSUED).select_related("unit", "paper").order_by("-issued_at")
    )


def audience_size(directive: Directive, *, on: date) -> int:
    """How many units a draft would reach, or an issued one did reach."""
    if directive.status == Directive.Status.DRAFT:
        return addressees(directive, on=on).count()
    return directive.dispatches.count()


def kinds_below(directive: Directive, *, on: date) -> QuerySet[UnitKind]:
    """The kinds of unit that stand below the issuer."""
    below = org.descendants_of(directive.unit, on=on).order_by()
    return UnitKind.objects.filter(pk__in=below.values("kind")).order_by("rank", "pk")


def units_to_choose(directive: Directive, *, on: date) -> QuerySet[Unit]:
    """Units to tick one by one or as branches: all below when few, else those two levels down."""
    below = org.descendants_of(directive.unit, on=on)
    return below if below.count() <= 300 else below.filter(paths_up__depth__lte=2, paths_up__ancestor=directive.unit)


def work_with_progress(unit: Unit) -> list[Dispatch]:
    """Open dispatches of a unit with `assignments_total` and `assignments_done`, the nearest date first."""
    asked = Assignment.objects.filter(directive=OuterRef("directive"), left_out_reason="").order_by()
    done = AssignmentProgress.objects.filter(dispatch=OuterRef("pk"), is_done=True).order_by()
    return list(
        open_work_of(unit).annotate(
            assignments_total=Subquery(asked.values("directive").annotate(n=Count("pk")).values("n")),
            assignments_done=Coalesce(Subquery(done.values("dispatch").annotate(n=Count("pk")).values("n")), 0),
        )[:100]
    )


def neighbours(unit: Unit) -> QuerySet[Unit]:
    """Units a unit may hold something together with: those under the same parent, and the parent."""
    today = localdate()
    parent = org.parent_of(unit, on=today)
    if parent is None:
        return Unit.objects.none()
    return (Unit.objects.filter(pk=parent.pk) | org.children_of(parent, on=today).order_by()).exclude(pk=unit.pk)


def waiting_with_officers(directive: Directive, *, on: date, state: str) -> QuerySet[Dispatch]:
    """Units below the issuer that have not finished, those never contacted first."""
    waiting = open_dispatches_below(directive, directive.unit, on=on).exclude(unit=directive.unit_id)
    if state in OPEN:
        waiting = waiting.filter(state=state)
    return waiting.order_by(F("contacted_at").asc(nulls_first=True), "unit__sort_key", "pk")


def addressed_units(directive: Directive) -> QuerySet[Unit]:
    """The units a directive was sent to, in alphabetical order."""
    return Unit.objects.filter(dispatches__directive=directive).order_by("sort_key", "pk")


def visitor_at(
    *, user: User | None, acting_unit: Unit | None, opened: dict | None, dispatch_id: int, now: datetime
) -> Visitor:
    """Who opens a dispatch: an officer who may see it, or the holder of a living link (`opened`, from the session).

    Raises Dispatch.DoesNotExist for anyone else, whether it exists or not.
    """
    seen = dispatches_visible_to(user, on=localdate(now)).filter(pk=dispatch_id) if user else Dispatch.objects.none()
    if user and (dispatch := seen.first()):
        own = acting_unit is not None and acting_unit.pk == dispatch.unit_id
        source = Deliverable.Source.OFFICER if own else Deliverable.Source.BEHALF
        return Visitor(dispatch, user, user.full_name, source)
    if not opened or opened["dispatch"] != dispatch_id:
        raise Dispatch.DoesNotExist
    link = AccessLink.objects.filter(pk=opened["link"], revoked_at__isnull=True, expires_at__gt=now)
    dispatch = Dispatch.objects.select_related(
        "directive__unit", "directive__paper", "directive__campaign", "unit"
    ).get(pk=dispatch_id, directive__status=Directive.Status.ISSUED, directive__in=link.values("directive"))
    proven = opened.get("officer")
    if proven and not org.officers_of(dispatch.unit, on=localdate(now)).filter(pk=proven).exists():
        raise Dispatch.DoesNotExist
    return Visitor(dispatch, None, opened["name"], Deliverable.Source.LINK)


def only_report_is_left(dispatch: Dispatch) -> bool:
    """Whether a unit has done everything a directive asks but the report."""
    asked = dispatch.directive.assignments.filter(left_out_reason="").exclude(kind=Assignment.Kind.REPORT)
    return not asked.exclude(progress__in=dispatch.progress.filter(is_done=True)).exists()
