"""Questions of editors: which desks are theirs, what lies there and how far it has come."""

from datetime import date
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from sumvay.accounts.models import User
from sumvay.newsroom import desk_seats
from sumvay.newsroom.models import (
    ApprovalStep,
    Consent,
    Contribution,
    ContributionPhoto,
    ContributionStep,
    Desk,
    Piece,
    PieceSource,
    PlannedPiece,
    Section,
)
from sumvay.newsroom.search_text import typed_words
from sumvay.newsroom.selectors.withdrawals import taken_back
from sumvay.org import selectors as org
from sumvay.org.models import FOREVER, Appointment, Unit, UnitPath
from sumvay.vietnamese import fold

State = Contribution.State
Act = ContributionStep.Act
AT_A_DESK = [State.WAITING, State.TAKEN, State.RETURNED]
SORTS = {
    "oldest": ("at_desk_since", "pk"),
    "newest": ("-at_desk_since", "-pk"),
    "day": ("-happened_on", "-pk"),
    "unit": ("unit__sort_key", "at_desk_since", "pk"),
}
MOST_DESKS = 200


class DeskChoice(NamedTuple):
    """
    Desks to choose from; `more` says that there are others, which are found by the name of their unit.

    `first` is the one to open when none is asked for.
    """

    desks: list[Desk]
    more: bool
    text: str
    first: Desk | None

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose from."""
        return len(self.desks) > 1 or self.more or bool(self.text)


# -- desks


def desks_of(officer: User, *, on: date) -> QuerySet[Desk]:
    """
    The open desks an officer edits at: of units where an editing post is held and of units below, own first; then
    those that ended units have left to them.
    """
    desks = Desk.objects.filter(is_open=True).select_related("unit")
    if officer.is_superuser:
        return desks.order_by("unit__kind__rank", "unit__sort_key", "pk")
    seats = Appointment.objects.filter(officer=officer, valid__contains=on, post__in=desk_seats.EDITING)
    within = Q(unit__paths_up__ancestor__in=seats.values("unit_id"), unit__paths_up__valid_to=FOREVER)
    reached = desks.filter(unit__in=desk_seats.units_of(officer, desk_seats.EDITING))
    near = reached.annotate(depth=Min("unit__paths_up__depth", filter=within))
    return near.order_by(F("depth").asc(nulls_last=True), "unit__sort_key", "pk")


def desks_to_choose(officer: User, *, text: str, on: date, at_most: int = MOST_DESKS) -> DeskChoice:
    """Of the desks an officer edits at, those whose unit's name holds every word typed, with or without accents."""
    found = every = desks_of(officer, on=on)
    for word in typed_words(text):
        found = found.filter(unit__folded__contains=word)
    desks = list(found[: at_most + 1])
    first = desks[0] if desks else every.first() if text else None
    return DeskChoice(desks[:at_most], len(desks) > at_most, text.strip(), first)


def desk_above(unit: Unit, *, on: date) -> Desk | None:
    """The nearest open desk above a unit."""
    return _desk_over(unit, on=on, depth=1)


def desk_for(unit: Unit, *, on: date) -> Desk | None:
    """The nearest open desk of a unit itself or above it: where what it sends is received."""
    return _desk_over(unit, on=on, depth=0)


def _desk_over(unit: Unit, *, on: date, depth: int) -> Desk | None:
    desks = Desk.objects.filter(is_open=True).select_related("unit")
    if unit.lifetime.upper and unit.lifetime.upper <= on:
        # Its own desk is its heirs' now, and theirs is the next
        left = desks.filter(unit=unit).first() if depth == 0 else None
        return left or _nearest(desks, org.paths_on(on).filter(descendant__in=desk_seats.answering_for(unit.pk)))
    return _nearest(desks, org.paths_on(on).filter(descendant=unit, depth__gte=depth))


def _nearest(desks: QuerySet[Desk], paths: QuerySet) -> Desk | None:
    return desks.filter(unit__paths_down__in=paths).order_by("unit__paths_down__depth", "pk").first()


def desk_at(unit: Unit) -> Desk | None:
    """The desk of a unit itself, also when it is closed."""
    return Desk.objects.filter(unit=unit).select_related("workflow").first()


def approval_posts_of(desk: Desk) -> list[str]:
    """The posts that approve one after the other; none when one editor publishes alone."""
    steps = ApprovalStep.objects.filter(workflow_tasks__workflow=desk.workflow_id)
    return list(steps.order_by("workflow_tasks__sort_order").values_list("post", flat=True))


def people_at(unit: Unit, *, on: date) -> QuerySet[Appointment]:
    """Who edits in a unit itself: the posts held there, in the order they were given."""
    held = Appointment.objects.filter(unit=unit, valid__contains=on, post__in=desk_seats.EDITING)
    return held.filter(officer__is_active=True).select_related("officer").order_by("pk")


def posts_held_by_nobody(unit: Unit, posts: list[str], *, on: date) -> list[str]:
    """Those of the posts that nobody holds in the unit or above it, so that a piece would stay at their step."""
    above = UnitPath.objects.filter(descendant=unit, valid_to=FOREVER).values("ancestor_id")
    held = Appointment.objects.filter(unit__in=above, valid__contains=on, officer__is_active=True, post__in=posts)
    known = set(held.values_list("post", flat=True))
    return [post for post in posts if post not in known]


def open_sections() -> QuerySet[Section]:
    """The sections a piece may stand in, in the order of the menu."""
    return Section.objects.filter(is_open=True).order_by("position", "pk")


# -- what lies at a desk


def contributions_at_desks_of(officer: User) -> QuerySet[Contribution]:
    """What came to the desks at which an officer edits, and what these desks lifted, with its steps; never drafts."""
    steps = ContributionStep.objects.select_related("desk", "by").order_by("at", "pk")
    return (
        Contribution.objects.filter(within_reach_of(officer))
        .exclude(state__in=[State.DRAFT, State.WITHDRAWN])
        .select_related("unit", "author", "editor", "desk", "campaign", "topic")
        .prefetch_related(Prefetch("steps", steps))
    )


def queue(
    desk: Desk,
    *,
    view: str,
    officer: User,
    text: str = "",
    kind: str = "",
    withdrawn: bool = False,
    sort: str = "oldest",
) -> QuerySet[Contribution]:
    """
    What lies at a desk: "new" (nobody works on it), "mine" (the officer does), "waiting" (a colleague does, or its
    author mends it), "lifted" (sent up from here), "published" (by this desk), "refused" (not used by this desk);
    narrowed by words of title and text, by a kind, and to what somebody shown or told of no longer agrees to.
    """
    lying = Contribution.objects.filter(desk=desk.unit_id, state__in=AT_A_DESK)
    rows = {
        **{part: lying.filter(condition) for part, condition in parts_for(officer).items()},
        "lifted": _lifted_from(desk),
        "published": Contribution.objects.filter(desk=desk.unit_id, state=State.PUBLISHED),
        "refused": not_used_at(desk.unit_id),
    }[view]
    if kind in Contribution.Kind.values:
        rows = rows.filter(kind=kind)
    for word in typed_words(text):
        rows = rows.filter(folded__contains=word)
    if withdrawn:
        rows = rows.filter(pk__in=taken_back().values("contribution"))
    return _with_flags(rows).order_by(*SORTS.get(sort, SORTS["oldest"]))


def counts_of(desk: Desk, *, officer: User) -> dict[str, int]:
    """How much lies in each view of a desk's queue, what has left it left out."""
    lying = Contribution.objects.filter(desk=desk.unit_id, state__in=AT_A_DESK)
    counted = lying.aggregate(**{part: Count("pk", filter=condition) for part, condition in parts_for(officer).items()})
    return {**counted, "planned": planned_at(desk).count()}


def parts_for(officer: User) -> dict[str, Q]:
    """
    The conditions on what lies at a desk: "new" (nobody works on it), "mine" (the officer does), "waiting" (a colleague
    does, or its author mends it).
    """
    mine = Q(state=State.TAKEN, editor=officer)
    with_others = Q(state=State.RETURNED) | (Q(state=State.TAKEN) & ~Q(editor=officer))
    return {"new": Q(state=State.WAITING), "mine": mine, "waiting": with_others}


def not_used_at(unit_id: int | None) -> QuerySet[Contribution]:
    """What the open desk of a unit decided not to use, also where a desk below has it before readers all the same."""
    is_open = Exists(Desk.objects.filter(unit=unit_id, is_open=True))
    steps = ContributionStep.objects.filter(desk=unit_id)
    published = Exists(steps.filter(contribution=OuterRef("pk"), act=Act.PUBLISHED))
    # From the steps, which are few: a large desk holds hundreds of thousands of items
    said_no = Contribution.objects.filter(is_open, pk__in=steps.filter(act=Act.REFUSED).values("contribution_id"))
    return said_no.filter(Q(state=State.REFUSED) | Q(~published, state=State.PUBLISHED), desk=unit_id)


def planned_at(desk: Desk) -> QuerySet[PlannedPiece]:
    """What a desk plans and nobody has begun, the nearest day first."""
    return desk.plan.filter(piece=None).select_related("assignee").order_by("on", "pk")


def planned_with(desk: Desk, text: str) -> list[PlannedPiece]:
    """Of these the lines with all words of a text in title, note or the name of who is to write it."""
    words = typed_words(text)
    # Typed by hand for one desk, they are few: no column is kept to find them by
    found = []
    for line in planned_at(desk):
        said = fold(f"{line.title} {line.note} {line.assignee.full_name if line.assignee else ''}")
        if all(word in said for word in words):
            found.append(line)
    return found


def original_of(contribution: Contribution) -> ContributionStep | None:
    """The words as the unit first sent them; None when they still stand so."""
    sent = next((step for step in contribution.steps.all() if step.act == Act.SENT), None)
    as_sent = sent and (sent.title, sent.text) == (contribution.title, contribution.text)
    return None if as_sent else sent


def with_consents(contribution: Contribution) -> QuerySet[ContributionPhoto]:
    """The photos of a contribution in order, each with its consents."""
    consents = Consent.objects.order_by("pk")
    return contribution.photos.select_related("stored", "frame").prefetch_related(Prefetch("consents", consents))


def way_of(contribution: Contribution) -> list[Unit]:
    """The distance travelled: the unit that sent it and the desks it came to, in order."""
    desks = [step.desk for step in contribution.steps.all() if step.desk]
    return list(dict.fromkeys([contribution.unit, *desks, *([contribution.desk] if contribution.desk else [])]))


def pieces_from(contribution: Contribution) -> QuerySet[Piece]:
    """The pieces in which a contribution is used."""
    return Piece.objects.filter(sources__contribution=contribution).select_related("unit").order_by("pk")


def pieces_open_to(contribution: Contribution) -> QuerySet[Piece]:
    """
    The pieces of the unit at whose desk a contribution lies that may take it in too: those before readers, and drafts
    made of another contribution.

    Not what was taken down, nor versions in other languages.
    """
    is_made_of_one = Exists(PieceSource.objects.filter(piece=OuterRef("pk")))
    fit = Q(listing__isnull=False) | Q(is_made_of_one, first_published_at=None)
    own = Piece.objects.filter(fit, unit=contribution.desk_id, translation_of=None)
    return own.select_related("unit").order_by("pk")


def within_reach_of(officer: User) -> Q:
    """The condition on contributions: they lie at a desk where the officer edits, or were lifted from one."""
    if officer.is_superuser:
        return Q()
    units = desk_seats.units_of(officer, desk_seats.EDITING)
    lifted = ContributionStep.objects.filter(act=Act.LIFTED, desk__in=units)
    return Q(desk__in=units) | Q(pk__in=lifted.values("contribution_id"))


def _lifted_from(desk: Desk) -> QuerySet[Contribution]:
    steps = ContributionStep.objects.filter(desk=desk.unit_id, act=Act.LIFTED)
    lifted = Contribution.objects.filter(pk__in=steps.values("contribution_id")).exclude(desk=desk.unit_id)
    return lifted.exclude(state__in=[State.DRAFT, State.WITHDRAWN])


def _with_flags(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """With the figures of a card: photos, those of people who have not agreed, told hardship without consent."""
    here = {"contribution": OuterRef("pk")}
    standing = Consent.objects.filter(withdrawn_at=None, uses__contains=[Consent.Use.PORTAL])
    agreed = standing.filter(photo=OuterRef("pk"), about=Consent.About.PICTURE)
    photos = ContributionPhoto.objects.filter(contribution=OuterRef("pk")).order_by()
    told = standing.filter(**here, about=Consent.About.TEXT)
    steps = ContributionStep.objects.select_related("desk").only("contribution_id", "desk", "at").order_by("at", "pk")
    return (
        rows.annotate(
            photo_count=_number(photos.filter(is_film=False)),
            faces_without_consent=_number(photos.filter(~Exists(agreed), shows_people=True)),
            hardship_without_consent=ExpressionWrapper(Q(names_hardship=True) & ~Exists(told), BooleanField()),
            consent_withdrawn=Exists(taken_back().filter(**here)),
        )
        .select_related("unit", "author", "editor", "desk")
        .prefetch_related(Prefetch("steps", steps))
    )


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.values("contribution").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
